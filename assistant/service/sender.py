"""The way out: claim what is due, hand it to its channel, note what came of it.

The channel is called between two transactions, never inside one. A text is handed over again
only when it certainly was not sent: refused before a byte left, throttled, or unknown to the
neighbour when asked. Whatever cannot be known goes to a person.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from zlib import crc32

from assistant import telemetry
from assistant.domain.clock import Instant
from assistant.domain.errors import (
    IntegrationError,
    OptedOut,
    OutcomeUnknown,
    Rejected,
    StoreError,
    Throttled,
    Unreachable,
)
from assistant.domain.message import OutboundMessage, Receipt, ReceiptStatus
from assistant.domain.practice import Practice
from assistant.ports.channel import Channel
from assistant.service import outbox as rules
from assistant.service.outbox import Defer, Suppress
from assistant.store import audit, outbox
from assistant.store.database import Store, Tx
from assistant.store.outbox import Outgoing

_log = telemetry.log("service.sender")


@dataclass(frozen=True, slots=True)
class Timing:
    """How patient the sender is.

    `deadline`: for one call to a channel. `lease`: after that a sender is taken for dead; longer
    than `deadline`. `patience`: how long an unknown text waits for the neighbour's own word
    before the neighbour is asked. `max_asks`: how often it is tried and asked in all.
    """

    deadline: timedelta = timedelta(seconds=20)
    lease: timedelta = timedelta(seconds=60)
    patience: timedelta = timedelta(seconds=120)
    batch: int = 20
    max_asks: int = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """What one claim gave: texts to send, texts to ask about, and whether anything changed."""

    to_send: tuple[Outgoing, ...]
    to_find: tuple[Outgoing, ...]
    has_changed: bool


class Sender:
    """Sends what is due. Any number of these may work on one database."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        practice: Practice,
        timing: Timing | None = None,
    ) -> None:
        """`channels`: by the name that a line of the practice gives its channel."""
        self.timing = timing or Timing()
        self._store = store
        self._channels = channels
        self._practice = practice

    async def run_once(self) -> bool:
        """Claim what is due, send it and note the outcomes; False when nothing was due."""
        batch = await self._store.write(self.claim)
        async with asyncio.TaskGroup() as group:
            for row in batch.to_send:
                group.create_task(self._send(row))
            for row in batch.to_find:
                group.create_task(self._find(row))
        return batch.has_changed

    def next_due(self, tx: Tx) -> Instant | None:
        """The next moment after now at which there is something to do, if any."""
        return outbox.next_due(tx, self.timing.patience)

    # --- first transaction ---

    def claim(self, tx: Tx) -> Batch:
        """Take what is due, except what may not leave any more; `run_once` sends it."""
        tx.actor = "assistant"
        lost = outbox.lost(tx, self.timing.batch)
        for row in lost:
            outbox.doubt(tx, row.id, "sender-lost")
        due = outbox.due(tx, self.timing.batch)
        to_send = tuple(row for row in due if self._may_leave(tx, row))
        to_find = outbox.doubtful(tx, self.timing.patience, self.timing.batch)
        for row in to_find:
            outbox.ask(tx, row.id, self.timing.lease)
        return Batch(to_send, to_find, bool(lost or due or to_find))

    def _may_leave(self, tx: Tx, row: Outgoing) -> bool:
        """Take it for sending, unless something speaks against it by now."""
        match rules.objection(tx, row, self._practice):
            case Suppress(rule):
                rules.suppress(tx, row, rule, self._practice)
            case Defer(until):
                outbox.defer(tx, row.id, until)
            case None:
                outbox.start(tx, row.id, self.timing.lease)
                return True
        return False

    # --- between the transactions ---

    async def _send(self, row: Outgoing) -> None:
        # Between the claim and this moment the patient may have said STOP, or a person come in.
        try:
            look = partial(rules.objection, row=row, practice=self._practice)
            late = await self._store.read(look)
        except StoreError as error:  # then it stays unsent until the neighbour has been asked
            _log.failed("not_sent", error, message_id=row.id)
            return
        if late is not None:
            await self._note(row, partial(self._withheld, row, late))
            return
        result = await self._call(row, is_first=True)
        await self._note(row, partial(self._sent, row, result))

    async def _find(self, row: Outgoing) -> None:
        result = await self._call(row, is_first=False)
        await self._note(row, partial(self._found, row, result))

    async def _note(self, row: Outgoing, work: Callable[[Tx], None]) -> None:
        """Keep an outcome. If that fails the lease runs out, and the neighbour is asked."""
        try:
            await self._store.write(work)
        except StoreError as error:  # the other texts of the batch are still on their way
            _log.failed("outcome_not_kept", error, message_id=row.id)

    async def _call(self, row: Outgoing, *, is_first: bool) -> Receipt | IntegrationError | None:
        """Send it, or ask about it; whatever goes wrong comes back as one of our errors."""
        name = row.to.channel
        channel = self._channels.get(name)
        if channel is None:
            return Rejected("there is no such channel here", integration=name)
        message = self._message(row)
        try:
            async with asyncio.timeout(self.timing.deadline.total_seconds()):
                return await (channel.send(message) if is_first else channel.find(message))
        except IntegrationError as error:
            return error
        except TimeoutError:
            late = OutcomeUnknown if is_first else Unreachable
            return late("the channel did not answer in time", integration=name)
        except Exception as error:  # noqa: BLE001 (a bug in an adapter: it may have been sent)
            _log.failed("channel_crashed", error, channel=name, message_id=row.id)
            return OutcomeUnknown("the channel failed", integration=name)

    def _message(self, row: Outgoing) -> OutboundMessage:
        left = row.valid_until - self._store.clock.now()
        return OutboundMessage(
            id=row.id,
            account=row.account,
            line=row.line,
            to=row.to,
            text=row.text,
            kind=row.kind,
            valid_for_s=max(1, int(left.total_seconds())),
        )

    # --- second transaction ---

    def _withheld(self, before: Outgoing, late: Suppress | Defer, tx: Tx) -> None:
        """It was claimed, but something speaks against it by now; it was not sent."""
        tx.actor = "assistant"
        row = outbox.get(tx, before.id)
        if row is None or not _is_ours(row, before):
            return
        if isinstance(late, Suppress):
            rules.suppress(tx, row, late.rule, self._practice)
        else:
            outbox.again(tx, row.id, late.until - tx.now, "")

    def _sent(self, before: Outgoing, result: Receipt | IntegrationError | None, tx: Tx) -> None:
        """Note what the send came to, unless a callback or another sender knows better."""
        tx.actor = "assistant"
        row = outbox.get(tx, before.id)
        if row is None:
            return
        if isinstance(result, Receipt):
            self._delivered(tx, row, result)
            return
        if _is_ours(row, before) and result is not None:
            self._refused(tx, row, result)

    def _refused(self, tx: Tx, row: Outgoing, error: IntegrationError) -> None:
        tx.after_commit(partial(telemetry.send_ended, error.code))
        match error:
            case Throttled() | Unreachable():
                wait = back_off(row.id, row.attempts)
                if isinstance(error, Throttled) and error.retry_after is not None:
                    wait = max(wait, error.retry_after)
                outbox.again(tx, row.id, wait, error.vendor_code or error.code)
            case OutcomeUnknown():
                outbox.doubt(tx, row.id, error.vendor_code or error.code)
            case OptedOut():
                rules.opted_out(tx, row, self._practice)
            case _:
                rules.fail(tx, row, error.vendor_code or error.code, self._practice)

    def _found(self, before: Outgoing, result: Receipt | IntegrationError | None, tx: Tx) -> None:
        """Note what the neighbour knows of a text that may have been sent."""
        tx.actor = "assistant"
        row = outbox.get(tx, before.id)
        if row is None:
            return
        if isinstance(result, Receipt):
            self._delivered(tx, row, result)
        elif row.status is not ReceiptStatus.UNKNOWN or row.attempts != before.attempts + 1:
            return
        elif result is None:
            if row.resent or tx.now >= row.valid_until:
                rules.fail(tx, row, "not-found", self._practice)
            else:
                outbox.resend(tx, row.id)
        elif isinstance(result, Unreachable | Throttled) and row.attempts < self.timing.max_asks:
            outbox.ask_later(tx, row.id, back_off(row.id, row.attempts))
        else:
            rules.fail(tx, row, result.code, self._practice)

    def _delivered(self, tx: Tx, row: Outgoing, receipt: Receipt) -> None:
        tx.after_commit(partial(telemetry.send_ended, "sent"))
        outbox.sent(tx, row, receipt)
        audit.record(
            tx,
            action="message_sent",
            conversation=row.conversation,
            details={"message": row.id, "kind": row.kind.value, "segments": receipt.segments},
        )


def _is_ours(row: Outgoing, before: Outgoing) -> bool:
    """Is it still being sent by whoever claimed it as `before`?"""
    return row.attempts == before.attempts + 1 and row.status is ReceiptStatus.SENDING


_LONGEST_WAIT_S = 300


def back_off(key: str, attempt: int) -> timedelta:
    """How long to wait after that many attempts: doubling to five minutes, plus up to a half.

    The part on top differs by text and attempt, so that many that failed together do not come
    back together; it is the same for the same text, so that a run can be repeated.
    """
    base = min(2.0 ** min(attempt, 10), _LONGEST_WAIT_S)
    share = crc32(f"{key}:{attempt}".encode()) / 2**32
    return timedelta(seconds=base * (1 + share / 2))
