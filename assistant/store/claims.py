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
    work = _older(inbox.oldest_waiting(tx), timers.oldest_due(tx))
    if work is None:
        return None
    fence = conversations.lease(tx, work.conversation, tx.now + lease)
    try:
        thread = conversations.get(tx, work.conversation)
        text = inbox.get(tx, work.id) if isinstance(work, Waiting) else None
    except KeyUnavailable:
        return Claimed(work.conversation, fence, work)
    return Claimed(work.conversation, fence, work, thread, text)


def _older(text: Waiting | None, timer: Timer | None) -> Waiting | Timer | None:
    """What came first; a text before a timer of the same instant, which it may make moot."""
    if text is None or timer is None:
        return text or timer
    return text if text.received_at <= timer.due_at else timer
