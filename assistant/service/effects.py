"""What follows from a turn, in the turn's own transaction: one handler for each effect."""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from assistant.domain.effects import (
    AddNote,
    Effect,
    OpenTask,
    RaiseAlert,
    SendMessage,
    SetTimer,
)
from assistant.domain.errors import ConfigurationError
from assistant.domain.ids import PatientId, TaskId
from assistant.domain.task import Priority, Reason, due_at
from assistant.service import alerts, outbox
from assistant.service.outbox import Letter
from assistant.service.scene import Scene
from assistant.service.talks import promises
from assistant.store import audit, patients, tasks, timers
from assistant.store.database import Tx
from assistant.store.tasks import NewTask

Handler = Callable[[Tx, Scene, Any, int], None]
"""Does one effect; the number is its place among the turn's effects."""


class Effects:
    """Hands each effect of a turn to its handler."""

    def __init__(self, handlers: dict[type[Any], Handler] | None = None) -> None:
        """See to it that nothing can be asked for that nobody does.

        Raises:
            ConfigurationError: an effect has no handler.
        """
        self._handlers = HANDLERS if handlers is None else handlers
        missing = [kind.__name__ for kind in get_args(Effect) if kind not in self._handlers]
        if missing:
            raise ConfigurationError(f"service/effects.py has no handler for {', '.join(missing)}")

    def apply(self, tx: Tx, scene: Scene, effects: Sequence[Effect]) -> None:
        """Do all of them; alerts last, for they name the task that they are about."""
        ordered = sorted(enumerate(effects), key=lambda pair: isinstance(pair[1], RaiseAlert))
        for n, effect in ordered:
            self._handlers[type(effect)](tx, scene, effect, n)


def open_task(
    tx: Tx, scene: Scene, reason: Reason, priority: Priority, lines: tuple[str, ...]
) -> TaskId:
    """Open a task of this conversation, or add to the one that is open for that reason."""
    new = NewTask(
        reason,
        priority,
        due_at(scene.practice, priority, tx.now),
        lines,
        conversation=scene.thread.id,
        patient=_only_patient(tx, scene),
        appointment=scene.subject,
    )
    opened = tasks.open(tx, new)
    promises.begin(tx, scene.practice, scene.thread.id, reason)
    audit.record(
        tx,
        action="task_opened" if opened.is_new else "task_added_to",
        conversation=scene.thread.id,
        task=opened.id,
        details={"reason": reason.value, "priority": priority.name.lower()},
    )
    return opened.id


def _send(tx: Tx, scene: Scene, effect: SendMessage, n: int) -> None:
    outbox.write_later(
        tx,
        scene.thread,
        Letter(effect.text, effect.kind, effect.lang, scene.source, n, scene.version),
    )


def _open_task(tx: Tx, scene: Scene, effect: OpenTask, n: int) -> None:  # noqa: ARG001
    open_task(tx, scene, effect.reason, effect.priority, _summary(scene, effect))


def _add_note(tx: Tx, scene: Scene, effect: AddNote, n: int) -> None:  # noqa: ARG001
    """To the open task that wants an answer most; if all are done, work begins again."""
    line = f"Patient: {scene.text}"
    for task in tasks.open_of(tx, scene.thread.id):
        tasks.add_lines(tx, task.id, [line])
        audit.record(tx, action="task_added_to", conversation=scene.thread.id, task=task.id)
        return
    task = open_task(tx, scene, Reason.ASKED_FOR_A_PERSON, Priority.ROUTINE, (line,))
    if scene.thread.staff is not None:
        tasks.claim(tx, task, scene.thread.staff)


def _raise_alert(tx: Tx, scene: Scene, effect: RaiseAlert, n: int) -> None:  # noqa: ARG001
    about = [t.id for t in tasks.open_of(tx, scene.thread.id) if t.reason is effect.reason]
    task = about[0] if about else open_task(tx, scene, effect.reason, Priority.STAT, ())
    alerts.begin(tx, scene.practice, scene.thread, task, scene.source)


def _set_timer(tx: Tx, scene: Scene, effect: SetTimer, n: int) -> None:  # noqa: ARG001
    timers.put(tx, scene.thread.id, effect.kind, effect.due_at, fence=effect.fence)


HANDLERS: dict[type[Any], Handler] = {
    SendMessage: _send,
    OpenTask: _open_task,
    AddNote: _add_note,
    RaiseAlert: _raise_alert,
    SetTimer: _set_timer,
}
"""Who does what."""


def _summary(scene: Scene, effect: OpenTask) -> tuple[str, ...]:
    """What a person needs to go on, most telling first; one entry a line."""
    lines = [f"Patient: {line}" for line in effect.lines]
    if scene.text and scene.text not in effect.lines:
        lines.append(f"Patient: {scene.text}")
    if effect.asked:
        lines.append(f"Open question: {effect.asked}")
    lines.extend(f"{field}: {value}" for field, value in effect.collected)
    return tuple(lines)


def _only_patient(tx: Tx, scene: Scene) -> PatientId | None:
    """The patient at that address, when there is just one."""
    found = patients.all_at(tx, scene.thread.contact)
    return found[0].id if len(found) == 1 else None
