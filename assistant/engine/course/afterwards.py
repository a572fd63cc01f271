"""What a dialog did is true for those that it interrupted: they must not go on with old news."""

from typing import Any, cast

from assistant.domain.appointment import Appointment, AppointmentStatus
from assistant.engine.conversation import Frame
from assistant.engine.dialog import Dialog
from assistant.engine.draft import Draft
from assistant.engine.nodes import Call, Choose, Do, Look, Node, options_of


def catch_up(draft: Draft, dialog: type[Dialog[Any]], done: Frame) -> None:
    """After a visit was booked, moved or cancelled, the waiting dialogs look up anew what they know.

    A dialog about a visit that is cancelled now has nothing left to do and ends.
    """
    walls = [node.name for node in dialog.order if isinstance(node, Do) and node.is_wall]
    visits = [done.data[n] for n in walls if isinstance(done.data.get(n), Appointment)]
    for visit in visits:
        for index in reversed(range(len(draft.frames))):
            _catch_up(draft, index, visit)


def _catch_up(draft: Draft, index: int, visit: Appointment) -> None:
    frame = draft.frames[index]
    about = [
        node
        for node in _nodes(draft, index)
        if isinstance(node, Call) and _is_it(frame.data.get(node.name), visit)
    ]
    if about and visit.status is AppointmentStatus.CANCELLED:
        _end(draft, index)
    elif about:
        draft.forget(index, about[0])
    elif not _holds(draft, index):
        for look in _looks_behind_choices(_nodes(draft, index)):
            if not _is_new_to(frame.data.get(look.name), visit):
                draft.forget(index, look)


def _looks_behind_choices(nodes: tuple[Node, ...]) -> list[Node]:
    """What found the options of each choice: its source, or the look that the source is made of."""
    found: list[Node] = []
    last: list[Node] = []
    for node in nodes:
        if isinstance(node, Choose):
            is_look = isinstance(node.source, Look)
            found.extend([cast(Node, node.source)] if is_look else last)
        elif isinstance(node, Look):
            last = [cast(Node, node)]
    return found


def _end(draft: Draft, index: int) -> None:
    """End a dialog that lies below, with those that it called."""
    end = index + 1
    while end < len(draft.frames) and draft.frames[end].returns_to:
        end += 1
    for gone in reversed(range(index, end)):
        draft.drop(gone, list(draft.frames[gone].data))
    draft.change(frames=(*draft.frames[:index], *draft.frames[end:]))


def _nodes(draft: Draft, index: int) -> tuple[Node, ...]:
    known = draft.catalog.dialogs.get(draft.frames[index].dialog)
    return known.order if known is not None else ()


def _holds(draft: Draft, index: int) -> bool:
    """What is kept for the patient stays theirs, whatever else is free now."""
    data = draft.frames[index].data
    return any(isinstance(n, Do) and not n.is_wall and n.name in data for n in _nodes(draft, index))


def _is_new_to(found: Any, visit: Appointment) -> bool:
    """Was it not there yet when these visits were looked up? Then it is none of those meant."""
    options = () if found is None else options_of(found)
    visits = [one for one in options if isinstance(one, Appointment)]
    return bool(visits) and all(one.id != visit.id for one in visits)


def _is_it(value: Any, visit: Appointment) -> bool:
    return isinstance(value, Appointment) and value.id == visit.id
