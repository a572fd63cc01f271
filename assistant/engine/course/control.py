"""Control words: back, start over, never mind, keep it, repeat, continue, another language."""

from assistant.domain.facts import Fact, FactKind, Lang
from assistant.engine import guards
from assistant.engine.catalog import DROP, NEEDED, RESUME, ROUTING
from assistant.engine.conversation import Frame
from assistant.engine.course import pauses
from assistant.engine.draft import Draft, Order
from assistant.engine.nodes import Ask, Choose, Listen
from assistant.engine.texts import BEGUN
from assistant.engine.walk import walk

_LANGUAGE, _CONTROL = (FactKind.LANGUAGE,), (FactKind.CONTROL,)
WAIT = "wait"
ASKS_FROM = 3
"""A talk in which the patient gave so many facts is not dropped before they were asked."""


def obey(draft: Draft) -> bool:
    """Back, start over, never mind, keep it, repeat, continue, another language."""
    lang = guards.first_of(draft.base.unheard, _LANGUAGE)
    if lang is not None:
        draft.change(lang=Lang(lang.value))
    fact = guards.first_of(draft.base.unheard, _CONTROL)
    if fact is None:
        return False
    word = fact.value
    if word == "start-over":
        draft.note("control", word)
        draft.drop_all()
        draft.change(unheard=())
        draft.push(draft.catalog.dialogs[ROUTING])
        return True
    if word == "keep":
        return _keep(draft, fact)
    if not draft.frames and word != "never-mind":
        return False
    draft.note("control", word)
    draft.use([fact])
    if word == "never-mind":
        give_up(draft)
    elif word == "back":
        _back(draft)
    elif word == "repeat":
        draft.mode = draft.top.wording
    return True


def waits(draft: Draft) -> bool:
    """Does the patient ask for time, and say nothing else? Then the question is not put again."""
    facts = draft.base.unheard
    asks = [fact for fact in facts if fact.kind is FactKind.CONTROL and fact.value == WAIT]
    polite = (FactKind.YES, FactKind.THANKS, FactKind.GREETING, FactKind.SOMEBODY_ELSE)
    if not asks or any(fact not in asks and fact.kind not in polite for fact in facts):
        draft.use(asks)
        return False
    draft.note("control", WAIT)
    draft.use(facts)
    draft.engine_says(Order.CHANGE, WAIT)
    return True


def give_up(draft: Draft) -> None:
    """End the top dialog; where much was said the patient is asked first."""
    if not draft.frames:
        draft.change(parked=(), parked_at=None, kept=())
        draft.engine_says(Order.RESULT, "dropped")
    elif draft.top.dialog in (DROP, RESUME):
        draft.pop()
        never_mind(draft, quiet=False)
    elif _facts_given(draft) >= ASKS_FROM:
        draft.push(draft.catalog.dialogs[DROP])
    else:
        never_mind(draft, quiet=False)


def _keep(draft: Draft, fact: Fact) -> bool:
    """A visit that was to be changed stays as it is; False: no change of one is in progress."""
    if not draft.frames:
        if draft.base.subject is None:
            return False
        draft.engine_says(Order.CHANGE, "all_set")
    else:
        asks_first = (
            draft.pop() if draft.top.dialog in (DROP, RESUME) and draft.frames[1:] else None
        )
        if not _has_kept(draft):
            draft.change(frames=(*draft.frames, asks_first) if asks_first else draft.frames)
            return False
        never_mind(draft, quiet=False)
    draft.note("control", fact.value)
    draft.change(unheard=())
    return True


def _has_kept(draft: Draft) -> bool:
    dialog = draft.dialog(pauses.root(draft))
    return draft.catalog.texts.has(dialog, BEGUN, "kept")


def never_mind(draft: Draft, *, quiet: bool) -> None:
    """End the top dialog with all that it called; the one it interrupted goes on."""
    if not quiet:
        _say_dropped(draft)
    is_called = True
    while draft.frames and is_called:
        is_called = bool(draft.top.returns_to)
        draft.drop(-1, list(draft.top.data))
        draft.pop()
    if draft.frames:
        pauses.come_back(draft)
    else:
        draft.change(kept=())


def _say_dropped(draft: Draft) -> None:
    """Nothing came of it; where a visit was to be changed, that it stays."""
    if draft.frames and _has_kept(draft):
        dialog = draft.dialog(pauses.root(draft))
        draft.say(Order.RESULT, dialog, BEGUN, "kept", {})
    else:
        draft.engine_says(Order.RESULT, "dropped")


def _facts_given(draft: Draft) -> int:
    """How much the patient has said for the top dialog and those that it called."""
    first = pauses.root(draft)
    if draft.frames[first].dialog in NEEDED:
        return 0
    return sum(
        isinstance(draft.dialog(index).nodes[name], Ask | Listen | Choose)
        for index in range(first, len(draft.frames))
        for name in draft.frames[index].data
    )


def _back(draft: Draft) -> None:
    """Undo the last turn that gave something to the top dialog or to one that it called."""
    talk = range(pauses.root(draft), len(draft.frames))
    frames = [draft.frames[index] for index in talk]
    turns = [u.turn for f in frames for u in f.undo if any(name in f.data for name in u.fields)]
    if not turns:
        draft.engine_says(Order.CHANGE, "nothing_to_undo")
        return
    touched = [index for index in talk if _undone(draft.frames[index], max(turns))]
    for index in touched:
        _undo(draft, index, max(turns))
    _leave_calls(draft, touched[0])
    draft.engine_says(Order.CHANGE, "undone")


def _undone(frame: Frame, turn: int) -> bool:
    return any(undo.turn == turn for undo in frame.undo)


def _undo(draft: Draft, index: int, turn: int) -> None:
    """Give the fields that a turn set the values they had before."""
    nodes = draft.dialog(index).nodes
    for undo in draft.frames[index].undo:
        for name in undo.fields if undo.turn == turn else ():
            if name not in nodes:
                continue
            draft.forget(index, nodes[name])
            if name in undo.before:
                draft.set(index, nodes[name], undo.before[name], may_undo=False)
    kept = tuple(undo for undo in draft.frames[index].undo if undo.turn != turn)
    draft.change_frame(index, undo=kept)


def _leave_calls(draft: Draft, index: int) -> None:
    """A called dialog that its caller has no use for any more ends."""
    while index < len(draft.frames) - 1:
        _, node = walk(draft.dialog(index), draft.frames[index].data)
        called = draft.frames[index + 1].returns_to
        if node is None or node.name != called:
            while len(draft.frames) > index + 1:
                draft.drop(-1, list(draft.top.data))
                draft.pop()
        index += 1
