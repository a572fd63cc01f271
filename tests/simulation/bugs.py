"""Bugs to plant in a universe: each breaks a promise, and the checks must see it.

Planting is changing the house's own code for a while, so nothing here may run beside other tests
of the same process; everything is put back afterwards.
"""
# pyright: reportPrivateUsage=false

import asyncio
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import text

from assistant.domain.capacity import Claims
from assistant.domain.ids import ConversationId
from assistant.domain.message import InboundMessage, Receipt, ReceiptStatus
from assistant.service import outbox as rules
from assistant.service import sender as sending
from assistant.service.parts import Parts
from assistant.service.sender import Sender
from assistant.service.turns import MAX_TOGETHER, Turns
from assistant.store import appointments, consents, conversations, holds, inbox, outbox
from assistant.store.outbox import Outgoing
from assistant.store.reservations import reserve
from assistant.store.tables.metadata import EPOCH
from assistant.store.transactions import Tx

Patch = Callable[[Parts], Parts]


def _as_they_are(parts: Parts) -> Parts:
    return parts


@dataclass(frozen=True, slots=True)
class Bug:
    """`breaks`: the promise that must be seen broken. `planted`: it is in the house meanwhile."""

    breaks: str
    planted: Callable[[], AbstractContextManager[object]] = nullcontext
    patch: Patch = _as_they_are
    """What it changes of a process's parts."""


@contextmanager
def _instead(where: object, **values: object) -> Generator[None]:
    """These attributes have other values for a while."""
    before = {name: getattr(where, name) for name in values}
    for name, value in values.items():
        setattr(where, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(where, name, value)


_holder = conversations.holder


def _never_lost(tx: Tx, key: ConversationId) -> conversations.Holder:
    return _holder(tx, key)._replace(since=0)


def _always(value: object) -> Callable[..., object]:
    """A function that gives that, whatever it is asked."""
    return lambda *_, **__: value


# --- the way in ----------------------------------------------------------------------------------


class _Hasty(Parts):
    """Says that it has a text before it has it."""

    async def accept(self, message: InboundMessage) -> bool:
        task = asyncio.get_running_loop().create_task(Parts.accept(self, message))
        _HASTY.add(task)
        task.add_done_callback(lambda done: _HASTY.discard(done) or done.exception())
        return True


_HASTY: set["asyncio.Task[bool]"] = set()


class _Looking(Parts):
    """Looks whether it has a text, and keeps it afterwards whatever has happened since."""

    async def accept(self, message: InboundMessage) -> bool:
        if await self.store.read(partial(_knows, key=message.external_id)):
            return False
        key = f"{message.external_id}#{self.ids.new('dup')}"
        return await Parts.accept(self, replace(message, external_id=key))


def _knows(tx: Tx, key: str) -> bool:
    like = "SELECT 1 FROM inbox WHERE external_id LIKE ?"
    return tx.conn.exec_driver_sql(like, (f"{key}#%",)).first() is not None


def _made(kind: type[Parts]) -> Patch:
    def patch(of: Parts) -> Parts:
        return kind(of.store, of.channels, of.clock, of.ids, of.turns, of.sender, of.wakes)

    return patch


# --- the turn ------------------------------------------------------------------------------------


def _leased_for(lease: timedelta) -> Patch:
    def patch(parts: Parts) -> Parts:
        parts.turns._lease = lease
        return parts

    return patch


_MARKED: list[Any] = []
"""What the turns of this moment have done with; for the whole universe, as turns overlap."""


def _mark(_: Tx, key: Any) -> None:
    _MARKED.append(key)


@contextmanager
def _marked() -> Generator[None]:
    _MARKED.clear()
    with _instead(inbox, done=_mark):
        yield


def _done_later(parts: Parts) -> Parts:
    """The text is marked as done in a transaction of its own, after the turn's."""
    turns = parts.turns

    async def run_waiting(most: int = MAX_TOGETHER) -> bool:
        had = await Turns.run_waiting(turns, most)
        while _MARKED:
            await parts.store.write(partial(_DONE, key=_MARKED.pop(0)))
        return had

    turns.run_waiting = run_waiting
    return parts


_DONE = inbox.done


def _newest(tx: Tx, most: int) -> list[inbox.Row]:
    """Whatever came last is dealt with first."""
    waiting = (
        "SELECT i.* FROM inbox i JOIN conversations c ON c.id = i.conversation WHERE i.seq = "
        "(SELECT max(seq) FROM inbox o WHERE o.conversation = i.conversation "
        "AND o.status = 'waiting' AND o.not_before <= :now) "
        "AND (c.lease_until IS NULL OR c.lease_until <= :now) LIMIT :most"
    )
    now = (tx.now - EPOCH) // timedelta(microseconds=1)
    tx.flush()
    rows = tx.conn.execute(
        text(waiting).columns(*inbox.table.c), {"now": now, "most": most}
    ).mappings()
    return [inbox.Row(dict(row)) for row in rows]


def _put_away(_: Turns, claimed: Any, _reason: object, error: str, tx: Tx) -> None:
    """A text on which the turn fails is put away, and nobody hears of it."""
    inbox.dead(tx, claimed.work.id, error)
    conversations.release(tx, claimed.conversation, claimed.fence)


# --- the schedule --------------------------------------------------------------------------------


def _squeeze_in(tx: Tx, owner: str, claims: Claims, **others: Any) -> bool:
    """Whoever was offered a time gets it, whoever may have it by now."""
    block = claims.own[0]
    if not reserve(tx, owner, claims, **others):
        row = (owner, block.resource, block.first, block.end)
        tx.conn.exec_driver_sql(
            "INSERT INTO reservations (id, resource, seat, first_cell, end_cell) "
            "VALUES (?, ?, 99, ?, ?)",
            row,
        )
    return True


@contextmanager
def _squeezed() -> Generator[None]:
    with _instead(appointments, reserve=_squeeze_in), _instead(holds, reserve=_squeeze_in):
        yield


# --- the way out ---------------------------------------------------------------------------------


def _once_more(tx: Tx, key: Any, error: str) -> None:
    """What may have been sent is sent again without asking."""
    outbox.again(tx, key, timedelta(seconds=5), error)


async def _noted_first(self: Sender, row: Outgoing) -> None:
    """A text is noted as sent, and then it is sent."""
    receipt = Receipt(f"early-{row.id}", ReceiptStatus.QUEUED)
    await self._note(row, partial(self._sent, row, receipt))
    await _SEND(self, row)


_SEND = Sender._send

BUGS: dict[str, Bug] = {
    "ack-before-commit": Bug("P3", patch=_made(_Hasty)),
    "check-then-insert": Bug("P4", patch=_made(_Looking)),
    "no-fence": Bug(
        "P6",
        lambda: _instead(conversations, check_fence=_always(None)),
        _leased_for(timedelta()),
    ),
    "newest-first": Bug("P5", lambda: _instead(inbox, longest_waiting=_newest)),
    "done-in-its-own-commit": Bug("P6", _marked, _done_later),
    "crash-is-silent": Bug("P20", lambda: _instead(Turns, _hand_over=_put_away)),
    "lease-for-ever": Bug("P20", patch=_leased_for(timedelta(days=3))),
    "time-is-squeezed-in": Bug("P1", _squeezed),
    "blind-resend": Bug("P7", lambda: _instead(sending.outbox, doubt=_once_more)),
    "noted-before-it-is-sent": Bug("P7", lambda: _instead(Sender, _send=_noted_first)),
    "stop-is-not-looked-up": Bug("P9", lambda: _instead(consents, is_withdrawn=_always(False))),
    "talks-over-staff": Bug("P19", lambda: _instead(conversations, holder=_never_lost)),
    "receipts-go-back": Bug("P8", lambda: _instead(rules, moves_forward=_always(True))),
}
