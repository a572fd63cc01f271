"""What every process that serves does besides its own work: take in the spool, watch itself."""

import asyncio
from time import perf_counter

from assistant import telemetry
from assistant.domain.errors import AssistantError
from assistant.service.parts import Parts

LOOK_EVERY_S = 0.5
"""Seconds between two looks at the spool, and between two measurements of the event loop."""
TRY_AGAIN_S = 2.0
"""Seconds that a database is left alone after it has refused texts of the spool."""

_log = telemetry.log("workers.attending")


async def attend(parts: Parts, stop: asyncio.Event) -> None:
    """Go on until `stop` is set."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_take_in(parts, stop), name="spool")
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
