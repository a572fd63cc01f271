"""Silence: a talk is parked, taken up again, and in the end forgotten.

A parked talk keeps what the patient gave and nothing that was derived from it, so no time is
kept for anybody who is gone. After a day nothing goes on before the patient was asked.
"""

from datetime import timedelta
from typing import cast

from msgspec.structs import replace

from assistant.domain.clock import Instant
from assistant.domain.facts import Fact, FactKind, Lang
from assistant.engine import guards
from assistant.engine.catalog import NEEDED, RESUME
from assistant.engine.conversation import Frame
from assistant.engine.draft import Draft, Order
from assistant.engine.nodes import Ask, Choose, Do, Listen, Look, Node

PARKED_FOR = timedelta(days=7)
"""For so long a parked talk keeps its facts."""
ASKS_FIRST_AFTER = timedelta(days=1)
"""A talk that waited longer below another one does not go on before the patient was asked."""
BOUND = frozenset({FactKind.PICK, FactKind.YES, FactKind.NO, FactKind.NONE_OF_THESE})
"""Facts that mean nothing without the question they answer."""


def root(draft: Draft) -> int:
    """The frame that called the top one."""
    frames = draft.base.frames
    index = len(frames) - 1
    while frames[index].returns_to:
        index -= 1
    return index


def wake(draft: Draft) -> bool:
    """Look at a silence before a text is read; False: there is nothing left to read in it."""
    if draft.frames and _is_silent(draft):
        park(draft)
    if draft.base.parked_at is not None and draft.at >= draft.base.parked_at + PARKED_FOR:
        forget(draft)
    if draft.base.has_forgotten:
        draft.note("pause", "forgotten")
        draft.change(has_forgotten=False, unheard=_unbound(draft))
        draft.engine_says(Order.CHANGE, "forgotten")
    return not draft.base.parked or _is_read_on(draft)


def _is_silent(draft: Draft) -> bool:
    """Has nobody answered the open question for longer than its dialog waits?"""
    return draft.at - _since(draft) > draft.dialog(root(draft)).expires


def _since(draft: Draft) -> Instant:
    """When the open question was said last; an older program did not note that."""
    return draft.top.said_at or draft.top.asked_at or draft.at


def is_recent(draft: Draft) -> bool:
    """Did the patient write within the last day?"""
    before = draft.base.touched_at
    return before is not None and draft.at - before <= ASKS_FIRST_AFTER


def park(draft: Draft) -> None:
    """Set the talks in progress aside, with what the patient gave."""
    since = _since(draft) + draft.dialog(root(draft)).expires
    for index in range(len(draft.frames)):
        refresh(draft, index)
    kept = tuple(
        replace(frame, shown=(), tries=0, failed=(), wording="ask")
        for frame in draft.frames
        if frame.dialog not in NEEDED
    )
    draft.change(frames=(), parked=kept, parked_at=since if kept else None)
    draft.note("pause", "parked")


def forget(draft: Draft) -> None:
    """Let go of a parked talk; the next text is answered with a word about it."""
    draft.change(parked=(), parked_at=None, kept=(), has_forgotten=True)


def refresh(draft: Draft, index: int) -> None:
    """What a talk had found is looked up again; a time kept for the patient is let go.

    Where there was nothing, what has come since is not what the talk was about.
    """
    data = draft.frames[index].data
    for node in draft.dialog(index).order:
        if node.name in data and data[node.name] is None:
            continue
        if isinstance(node, Look) or (isinstance(node, Do) and not node.is_wall):
            draft.forget(index, cast(Node, node))


def come_back(draft: Draft, *, has_news: bool = False) -> bool:
    """The talk below has the word again, in few words.

    False: the patient is asked first, after a day, or when a list of options would stand behind
    news of something else that was done (`has_news`).
    """
    said_at = draft.top.said_at
    is_old = said_at is not None and draft.at - said_at > ASKS_FIRST_AFTER
    offers = isinstance(draft.dialog().nodes.get(draft.top.asked), Choose)
    if not is_old and not (has_news and offers):
        draft.mode = "short" if said_at else draft.mode
        return True
    for index in range(root(draft), len(draft.frames)) if is_old else ():
        refresh(draft, index)
    draft.note("pause", "asks-first")
    draft.push(draft.catalog.dialogs[RESUME])
    return False


# --- a text to a parked talk --------------------------------------------------------------------


def _is_read_on(draft: Draft) -> bool:
    """Begin anew, take the parked talk up, or ask which; True: the text is still to be read."""
    said = draft.base.unheard
    draft.change(unheard=_unbound(draft))
    control = guards.first_of(said, (FactKind.CONTROL,))
    word = control.value if control else ""
    if (
        word in {"never-mind", "start-over"}
        or guards.topic_of(said, draft.catalog.by_want) is not None
    ):
        return True
    if word == "keep":
        _take_up(draft, "")
        return True
    if word != "continue" and guards.first_of(said, (FactKind.WANT,)) is not None:
        draft.note("pause", "begins-anew")
        draft.change(parked=(), parked_at=None, kept=())
        return True
    if guards.first_of(said, (FactKind.INFO, FactKind.THANKS)) is not None:
        return True
    if {fact.kind for fact in draft.base.unheard} & expected(draft, draft.base.parked):
        _take_up(draft, "stale")
        return True
    if word == "continue":
        _take_up(draft, "resume")
    elif guards.first_of(said, (FactKind.PICK, FactKind.YES)) is not None:
        _take_up(draft, "stale")
    else:
        _take_up(draft, "")
        draft.push(draft.catalog.dialogs[RESUME])
    _use_up(draft)
    return False


def _take_up(draft: Draft, saying: str) -> None:
    draft.note("pause", "taken-up" if saying else "asks-first")
    draft.change(frames=draft.base.parked, parked=(), parked_at=None)
    if saying:
        draft.engine_says(Order.CHANGE, saying)


def _use_up(draft: Draft) -> None:
    """Nothing else is read in the text but its language."""
    lang = guards.first_of(draft.base.unheard, (FactKind.LANGUAGE,))
    if lang is not None:
        draft.change(lang=Lang(lang.value))
    draft.change(unheard=())


def _unbound(draft: Draft) -> tuple[Fact, ...]:
    return tuple(fact for fact in draft.base.unheard if fact.kind not in BOUND)


def expected(draft: Draft, frames: tuple[Frame, ...]) -> frozenset[FactKind]:
    """The kinds of fact that the topmost talk of a stack has a use for."""
    kinds: frozenset[FactKind] = frozenset()
    for frame in reversed(frames):
        dialog = draft.catalog.dialogs[frame.dialog]
        for node in dialog.order:
            if isinstance(node, Ask | Listen):
                kinds |= node.kind.expects
        if not frame.returns_to:
            break
    return kinds - BOUND
