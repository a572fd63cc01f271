"""What every process that serves does besides its own work.

It takes in the spool, reads the key file again, and watches its own event loop.
"""

import asyncio
from time import perf_counter

from assistant import telemetry
from assistant.domain.errors import AssistantError
from assistant.service.parts import Parts

LOOK_EVERY_S = 0.5
"""Seconds between two looks at the spool, and between two measurements of the event loop."""
TRY_AGAIN_S = 2.0
"""Seconds that a database is left alone after it has refused texts of the spool."""
KEYS_EVERY_S = 5.0
"""Seconds between two looks at the key file: a new key is read long before it writes."""

_log = telemetry.log("workers.attending")


async def attend(parts: Parts, stop: asyncio.Event) -> None:
    """Go on until `stop` is set."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_take_in(parts, stop), name="spool")
        group.create_task(_refresh_keys(parts, stop), name="keys")
        group.create_task(_watch_loop(stop), name="loop-lag")


async def _take_in(parts: Parts, stop: asyncio.Event) -> None:
    was_refused = False
    while not stop.is_set():
        try:
            await parts.take_in()
        except AssistantError as error:
            if not was_refused:  # said once, not every two seconds of an outage
                _log.failed("spool_waits", error)
            was_refused = True
        else:
            was_refused = False
        await rest(stop, TRY_AGAIN_S if was_refused else LOOK_EVERY_S)


async def _refresh_keys(parts: Parts, stop: asyncio.Event) -> None:
    vault = parts.store.vault
    while not stop.is_set():
        try:
            if await asyncio.to_thread(vault.refresh, parts.clock.now()):
                _log.info("another_key_writes", key_id=vault.key_id)
        except AssistantError as error:  # the keys at hand go on
            _log.failed("keys_not_read", error)
        await rest(stop, KEYS_EVERY_S)


async def _watch_loop(stop: asyncio.Event) -> None:
    """How much later than asked a sleeper wakes: so long does everything else wait, too."""
    while not stop.is_set():
        began = perf_counter()
        await asyncio.sleep(LOOK_EVERY_S)
        telemetry.loop_lagged(max(0.0, perf_counter() - began - LOOK_EVERY_S))


async def rest(stop: asyncio.Event, seconds: float) -> None:
    """Until the time is over or `stop` is set."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
