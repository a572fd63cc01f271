"""Timers: what happens to a conversation when nobody writes.

One at a time for an open question: first a reminder, then the talk is parked, then forgotten.
A timer counts for the turn in which it was set and no other (`fence`); once the conversation
has moved on it changes nothing. Timers are data that the turn's own transaction keeps.
"""

from datetime import timedelta

from assistant.domain.clock import Instant
from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import SetTimer
from assistant.domain.hours import next_sending, open_until
from assistant.engine import speech
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.course import pauses
from assistant.engine.draft import Draft, Order
from assistant.engine.events import Due, Event
from assistant.engine.walk import walk

NUDGE, EXPIRY, CLOSING, PROMISE = "nudge", "expiry", "closing", "promise"
"""A reminder of the open question; the talk is parked; it is forgotten; nobody has answered yet."""


def run(draft: Draft, event: Due) -> None:
    """What is due happens, if the conversation still stands where the timer was set."""
    if not is_current(event, draft.base.turn):
        return
    waits = draft.base.owner is Owner.BOT and bool(draft.frames) and bool(draft.top.asked)
    match event.kind:
        case "nudge" if waits and _may_speak(draft.catalog, draft.at):
            _nudge(draft)
        case "expiry" if waits:
            pauses.park(draft)
        case "closing" if draft.base.parked:
            draft.note("timer", CLOSING)
            pauses.forget(draft)
        case "promise" if draft.base.owner is Owner.STAFF:
            _sorry(draft)
        case _:
            return


def is_current(event: Due, turn: int) -> bool:
    """Has nothing happened since the turn in which the timer was set?"""
    return event.fence == turn


def after(catalog: Catalog, now: Conversation, event: Event) -> tuple[SetTimer, ...]:
    """The timers that a turn sets, from what it made of the conversation."""
    if isinstance(event, Due) and not is_current(event, now.turn):
        return ()
    kind = event.kind if isinstance(event, Due) else ""
    found = [_of_the_question(catalog, now, event.at, kind)] if kind in {"", NUDGE} else []
    if now.parked_at is not None and kind in {"", EXPIRY}:
        found.append((CLOSING, now.parked_at + pauses.PARKED_FOR))
    return tuple(SetTimer(*one, now.turn) for one in found if one is not None)


def _of_the_question(
    catalog: Catalog, now: Conversation, at: Instant, run_out: str
) -> tuple[str, Instant] | None:
    """The next timer of the open question, if one is open."""
    if now.owner is not Owner.BOT or not now.frames or not now.frames[-1].asked:
        return None
    top = now.frames[0]
    for frame in now.frames:
        top = top if frame.returns_to else frame
    if not catalog.goes_on_with(top):
        return None
    dialog, said_at = catalog.dialogs[top.dialog], now.frames[-1].said_at or at
    ends = said_at + dialog.expires
    if dialog.nudges is None or (run_out == NUDGE and _may_speak(catalog, at)):
        return EXPIRY, ends
    speaks = next_sending(catalog.practice, max(at, said_at + dialog.nudges))
    return (NUDGE, speaks) if speaks < ends - timedelta(minutes=1) else (EXPIRY, ends)


def _may_speak(catalog: Catalog, at: Instant) -> bool:
    return next_sending(catalog.practice, at) <= at


def _nudge(draft: Draft) -> None:
    """Remind of the open question, once; its options stay those that were shown."""
    frame, dialog = draft.top, draft.dialog()
    view, _ = walk(dialog, frame.data)
    record = {**view.__dict__, "options": frame.shown}
    draft.kind = MessageKind.NUDGE
    draft.note("timer", NUDGE)
    variant = NUDGE
    if not draft.catalog.texts.has(dialog, frame.asked, variant):
        draft.engine_says(Order.CHANGE, "nudge")
        is_short = draft.catalog.texts.has(dialog, frame.asked, "short")
        variant = "short" if is_short else "ask"
    draft.say(Order.QUESTION, dialog, frame.asked, variant, record)


def _sorry(draft: Draft) -> None:
    """Nobody has taken the task in the time that was promised: say so, and until when to expect it."""
    draft.kind = MessageKind.PROMISE
    draft.note("timer", PROMISE)
    practice, lang = draft.catalog.practice, draft.base.lang
    until = open_until(practice, draft.at)
    if until is not None:
        draft.engine_says(Order.RESULT, "promise", until=speech.clock(until, lang))
    else:
        opens = draft.catalog.opens(draft.at, lang) or practice.phone
        draft.engine_says(Order.RESULT, "promise-closed", opens=opens)
