"""Loops that do what waits: turns, sends, alerts. All they know is in the store.

`run` works until it is told to stop; `settle` does what is due at this instant and returns,
which is how scripts and tests move a clock of their own.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from assistant import telemetry
from assistant.domain.clock import Instant
from assistant.domain.errors import AssistantError
from assistant.service import alerts
from assistant.service.parts import Parts
from assistant.store import inbox, timers
from assistant.store.database import Tx
from assistant.workers import attending

POLL_S = 0.5
"""Seconds after which a loop looks by itself: other processes leave work without a wake-up."""
MAX_BACK_OFF_S = 30.0
"""The longest a loop waits after errors in a row."""
TURNS_AT_ONCE = 1
"""Turn loops in one process: one takes all that waits, more would only ask the same at once."""
SENDERS_AT_ONCE = 3
"""Sender loops in one process: a neighbour that hangs holds up one of them, not all."""

RECONCILE_EVERY_S = 5.0
"""Seconds after which neighbours are asked again what left since a backup that was put back."""

_log = telemetry.log("workers")


async def run(parts: Parts, stop: asyncio.Event) -> None:
    """Take turns, send and alert until `stop` is set; what was begun is finished.

    After a backup was put back that begins only when it is known what has been sent since.
    """
    await _pass_gate(parts, stop)

    async def turns() -> bool:
        had = await parts.turns.run_waiting()
        if had:
            parts.wakes.sends.set()
        return had

    async def alerting() -> bool:
        had = await _alert(parts)
        if had:
            parts.wakes.sends.set()
        return had

    async with asyncio.TaskGroup() as group:
        for _ in range(TURNS_AT_ONCE):
            group.create_task(keep_at(turns, parts.wakes.texts, stop))
        for _ in range(SENDERS_AT_ONCE):
            group.create_task(keep_at(parts.sender.run_once, parts.wakes.sends, stop))
        group.create_task(keep_at(alerting, asyncio.Event(), stop))


async def settle(parts: Parts) -> None:
    """Do everything that is due now, and what follows from it, until nothing is left."""
    await parts.reconcile()
    while await parts.turns.run_next() or await _alert(parts) or await parts.sender.run_once():
        pass


async def _pass_gate(parts: Parts, stop: asyncio.Event) -> None:
    while not stop.is_set() and not parts.gate.is_open:
        try:
            await parts.reconcile()
        except AssistantError as error:
            _log.failed("not_reconciled", error)
            await attending.rest(stop, RECONCILE_EVERY_S)


async def next_moment(parts: Parts) -> Instant | None:
    """The next moment after now at which there is something to do, if any."""
    return await parts.store.read(partial(next_due, parts))


def next_due(parts: Parts, tx: Tx) -> Instant | None:
    """Like `next_moment`, in a transaction."""
    moments = (timers.next_due(tx), inbox.next_retry(tx), parts.sender.next_due(tx))
    return min((at for at in moments if at is not None), default=None)


async def _alert(parts: Parts) -> bool:
    return await parts.store.write(partial(alerts.run_due, practice=parts.practice))


async def keep_at(
    work: Callable[[], Awaitable[bool]], wake: asyncio.Event, stop: asyncio.Event
) -> None:
    """Work while there is any, then wait for a wake-up or the poll; slower after errors."""
    failures = 0
    while not stop.is_set():
        try:
            wake.clear()
            had = await work()
            failures = 0
        except Exception as error:  # noqa: BLE001 (a loop that ends is silence)
            failures += 1
            had = False
            _log.failed("loop_failed", error, attempt=failures)
        if not had:
            wait = min(POLL_S * 2**failures, MAX_BACK_OFF_S)
            await _either(wake, stop, wait)


async def _either(wake: asyncio.Event, stop: asyncio.Event, seconds: float) -> None:
    """Until one of them is set, or the time is over."""
    async with asyncio.TaskGroup() as group:
        waits = [group.create_task(event.wait()) for event in (wake, stop)]
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for task in waits:
            task.cancel()
