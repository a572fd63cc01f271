"""Claiming: which conversation a worker may work on next, and under which fence.

The oldest waiting text or due timer of a conversation that no worker has. A claim raises the
conversation's fence; whoever comes with an older one has been overtaken and writes nothing.
"""

from dataclasses import dataclass
from datetime import timedelta

from assistant.domain.errors import KeyUnavailable
from assistant.domain.ids import ConversationId
from assistant.store import conversations, inbox, timers
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.store.inbox import Received, Waiting
from assistant.store.timers import Timer


@dataclass(frozen=True, slots=True)
class Claimed:
    """One thing to do, a text or a timer, and what was read of it when it was claimed.

    `thread` and `text` are None when the keys at hand do not open them; a row that cannot be
    read must be claimable all the same, or it would stand in everybody's way for ever.
    """

    conversation: ConversationId
    fence: int
    work: Waiting | Timer
    thread: Thread | None = None
    text: Received | None = None


def claim(tx: Tx, lease: timedelta = conversations.LEASE) -> Claimed | None:
    """Take the conversation that waited longest, until `lease` has gone by; None if none waits."""
    found = claim_some(tx, 1, lease)
    return found[0] if found else None


def claim_some(tx: Tx, most: int, lease: timedelta = conversations.LEASE) -> tuple[Claimed, ...]:
    """Like `claim`, up to so many conversations at once, one thing to do in each."""
    texts, timer = inbox.longest_waiting(tx, most), timers.oldest_due(tx)
    found: dict[ConversationId, inbox.Row | Timer] = {}
    for text in texts:
        found[text.waiting.conversation] = text
    if timer is not None and _is_first(timer, texts, most):
        # A text before a timer of the same instant, which it may make moot.
        beside = found.get(timer.conversation)
        if not isinstance(beside, inbox.Row) or beside.waiting.received_at > timer.due_at:
            found = {timer.conversation: timer, **found} | {timer.conversation: timer}
    if not found:
        return ()
    chosen = dict(list(found.items())[:most])
    rows = conversations.lease_all(tx, list(chosen), tx.now + lease)
    return tuple(_claimed(tx, rows[key], work) for key, work in chosen.items())


def _is_first(timer: Timer, texts: list[inbox.Row], most: int) -> bool:
    """Is there room for it: fewer texts than wanted, or one that came after it was due?"""
    return len(texts) < most or any(text.waiting.received_at > timer.due_at for text in texts)


def _claimed(tx: Tx, row: conversations.Row, found: inbox.Row | Timer) -> Claimed:
    work = found.waiting if isinstance(found, inbox.Row) else found
    try:
        thread = row.thread(tx)
        text = found.text(tx) if isinstance(found, inbox.Row) else None
    except KeyUnavailable:
        return Claimed(work.conversation, row.fence, work)
    return Claimed(work.conversation, row.fence, work, thread, text)
