"""A house under a bounded load with bursts: texts are taken quickly, and nothing in it grows.

Run as a program it is that house: `frontdesk serve`, with a bug planted if one is named.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from assistant.cli import main
from assistant.domain.message import InboundMessage
from assistant.service.parts import Parts
from tests.e2e.processes import House, Running, fields, post, posts, sid_of, started, twilio, until
from tests.promises.trial import Budget, Promise, Tally

SMS = "/webhooks/twilio/sms"
A_SECOND, BURST = 15, 4
"""Texts a second, and how many times as many in a burst."""
PEOPLE = 400
"""So many write, in turn; what they said before is there when they write again."""
MOST_P99_S, MOST_BURST_S = 1.0, 5.0
"""The carrier gives up after 15."""
MOST_MB, MOST_FILES, MOST_WAL_MB = 24.0, 8, 64.0
"""What memory, open files and the write-ahead log may grow by, or be, at the end."""
_THREADS = 64
_LEAK = 200_000


@dataclass
class Seen:
    """What came of the load: seconds of each webhook, by the part of the trial it belongs to."""

    took: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    refused: int = 0

    def p(self, part: str, share: float) -> float:
        """So large a share of that part was faster than this."""
        found = sorted(self.took[part])
        return found[min(len(found) - 1, int(share * len(found)))]


class Pressed:
    """Posts texts at a steady pace, whatever the house takes for them."""

    def __init__(self, web: Running) -> None:
        self._web, self._numbers, self.seen = web, count(), Seen()

    def run(self, part: str, seconds: float, a_second: int) -> None:
        """Post for so long; returns when all are answered."""
        with ThreadPoolExecutor(_THREADS) as threads:
            began, under_way = time.monotonic(), list[Future[float]]()
            for n in range(int(seconds * a_second)):
                time.sleep(max(0.0, began + n / a_second - time.monotonic()))
                due = began + n / a_second
                under_way.append(threads.submit(self._post, next(self._numbers), due))
            self.seen.took.setdefault(part, []).extend(one.result() for one in under_way)

    def _post(self, number: int, due: float) -> float:
        """Seconds from when it was due: a house that is late makes the next ones wait, too."""
        text = {**fields("are you open saturday?", sid_of(number)), "From": _number_of(number)}
        status, _ = post(self._web, SMS, text)
        self.seen.refused += status != 200
        return time.monotonic() - due


def _number_of(number: int) -> str:
    return f"+1212555{number % PEOPLE:04}"


@dataclass(frozen=True, slots=True)
class Size:
    """How large a house is: memory and write-ahead log in MB, open files."""

    memory: float
    files: int
    log: float


def _size(web: Running, folder: Path) -> Size:
    process = Path(f"/proc/{web.process.pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    wal = folder / "frontdesk.db-wal"
    return Size(
        int(status["VmRSS"].split()[0]) / 1024,
        len(list((process / "fd").iterdir())),
        wal.stat().st_size / 2**20 if wal.exists() else 0.0,
    )


@contextmanager
def _serving(house: House, bug: str) -> Generator[Running]:
    command = [sys.executable, "-m", "tests.promises.loaded", "--bug", bug]
    with started(command, lambda line: line.split()[-1], house.env) as running:
        yield running


def under_load(seconds: float, bug: str = "") -> Tally:
    """Warm up, then a steady load with bursts; what was too slow, and what grew."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-load-") as name, twilio() as api:
        folder = Path(name)
        with _serving(House(folder, api.address), bug) as web:
            pressed = Pressed(web)
            pressed.run("warm", seconds / 2, A_SECOND)
            pressed.run("warm", seconds / 8, A_SECOND * BURST)
            _answered(api, pressed)
            before = _size(web, folder)
            for _ in range(2):
                pressed.run("steady", seconds / 2, A_SECOND)
                pressed.run("burst", seconds / 8, A_SECOND * BURST)
            is_answered = _answered(api, pressed)
            after = _size(web, folder)
    seen = pressed.seen
    wrong = tuple(_wrong(seen, before, after, is_answered=is_answered))
    said = (
        f"webhook p50 {seen.p('steady', 0.5) * 1000:.0f} ms, p99 {seen.p('steady', 0.99) * 1000:.0f} ms, "
        f"in bursts p99 {seen.p('burst', 0.99) * 1000:.0f} ms; memory {before.memory:.0f} to "
        f"{after.memory:.0f} MB, files {before.files} to {after.files}, log {after.log:.1f} MB"
    )
    return Tally(sum(map(len, seen.took.values())), wrong, said)


def _answered(api: Running, pressed: Pressed) -> bool:
    """Whether every text that was taken is answered."""
    taken = sum(map(len, pressed.seen.took.values())) - pressed.seen.refused
    return until(lambda: len(posts(api)) >= taken, within_s=60)


def _wrong(seen: Seen, before: Size, after: Size, *, is_answered: bool) -> Generator[str]:
    if seen.refused:
        yield f"{seen.refused} texts were refused"
    if not is_answered:
        yield "a minute after the last text not all are answered"
    for part, most in (("steady", MOST_P99_S), ("burst", MOST_BURST_S)):
        if (took := seen.p(part, 0.99)) > most:
            yield f"{part}: p99 of the webhook is {took:.2f} s"
    if (grown := after.memory - before.memory) > MOST_MB:
        yield f"memory has grown by {grown:.0f} MB"
    if (grown := after.files - before.files) > MOST_FILES:
        yield f"{grown} more files are open"
    if after.log > MOST_WAL_MB:
        yield f"the write-ahead log has {after.log:.0f} MB"


def holds(budget: Budget) -> Tally:
    """The load, for as long as the budget allows."""
    return under_load(budget.of(4, 24, 1_600))


def _leaks(budget: Budget) -> int | None:
    del budget
    tally = under_load(12, "leak")
    return tally.cases if any("memory" in line for line in tally.failures) else None


# --- the house -----------------------------------------------------------------------------------


@contextmanager
def _leak() -> Generator[None]:
    """Each text that is taken leaves something behind."""
    accept, left = Parts.accept, list[bytearray]()

    async def kept(self: Parts, message: InboundMessage) -> bool:
        left.append(bytearray(b"x" * _LEAK))
        return await accept(self, message)

    Parts.accept = kept
    try:
        yield
    finally:
        Parts.accept = accept


_BUGS: dict[str, Callable[[], AbstractContextManager[None]]] = {"": nullcontext, "leak": _leak}

PROMISES = (
    Promise(
        "P39",
        "under a bounded load texts are taken quickly, and nothing grows",
        "texts",
        holds,
        "leak",
        _leaks,
        needs_server=True,
    ),
)

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bug", default="", choices=_BUGS)
    with _BUGS[parser.parse_args().bug]():
        main(["serve"])
