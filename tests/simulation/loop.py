"""An event loop whose time is a number: nothing sleeps, and the next thing due is always next."""

import asyncio
from datetime import timedelta
from typing import Any

from assistant.domain.clock import Instant


class NothingToWaitFor(Exception):
    """Every task waits for something that will never come."""


class VirtualLoop(asyncio.BaseEventLoop):
    """Runs callbacks in the order of their time; a wait takes no time at all.

    There is no selector: sockets, threads and subprocesses do not exist in here.
    """

    def __init__(self) -> None:
        super().__init__()
        self._virtual_now = 0.0
        # What `BaseEventLoop` asks of its selector: wait, and say what happened.
        self._selector = self
        self._clock_resolution = 1e-6

    def time(self) -> float:
        """Seconds since the universe began."""
        return self._virtual_now

    def select(self, timeout: float | None) -> list[object]:
        """Let that much time go by."""
        if timeout is None:
            raise NothingToWaitFor
        self._virtual_now += timeout
        return []

    def _process_events(self, event_list: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody waits in a selector that would have to be woken."""


class VirtualClock:
    """The wall clock of a universe: the loop's time, counted from where it began."""

    def __init__(self, loop: VirtualLoop, began: Instant) -> None:
        self._loop, self._began = loop, began

    def now(self) -> Instant:
        """The instant that it is in there."""
        return self._began + timedelta(seconds=self._loop.time())
