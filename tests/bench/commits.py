"""What committing together is worth, on a disk whose fsync takes 4 ms: texts kept a second.

Run as a program, `python -m tests.bench.commits URL MOST SECONDS`, it keeps texts for 64 callers at
once, at most MOST in one transaction, and prints how many a second.
"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from assistant.domain.message import InboundMessage
from assistant.domain.patient import ContactPoint
from assistant.service import inbox
from assistant.store import sqlite
from assistant.store.database import Store
from assistant.store.migrations import migrate
from assistant.store.vault import Vault, added_key
from assistant.store.work import MAX_TOGETHER
from assistant.wiring import SystemClock, TimeOrderedIds
from tests.bench.report import Line, Table, interleaved, ratio

CALLERS, SECONDS, SLOWER_US = 64, 3, 4000


def measure() -> list[Table]:
    """The table of committing together."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise RuntimeError("a C compiler (cc) is needed to make a slow disk")
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as made:
        folder, runs = Path(made), count(1)
        source, slow = Path(__file__).with_name("slow_disk.c"), folder / "slow_disk.so"
        subprocess.run(  # noqa: S603 (our own source)
            [compiler, "-shared", "-fPIC", "-o", slow, source, "-ldl"], check=True
        )

        def rate(most: int, callers_wait_us: int) -> float:
            url = f"sqlite:///{folder}/run{next(runs)}.db"
            migrate(url)
            environ = {"LD_PRELOAD": str(slow), "SLOW_DISK_US": str(callers_wait_us)}
            arguments = ["-m", "tests.bench.commits", url, str(most), str(SECONDS)]
            root = Path(__file__).parents[2]
            done = subprocess.run(  # noqa: S603 (our own module)
                [sys.executable, *arguments],
                cwd=root, env=environ, check=True, capture_output=True, text=True,
            )  # fmt: skip
            return float(done.stdout)

        found = interleaved(
            {
                "together": partial(rate, MAX_TOGETHER, SLOWER_US),
                "alone": partial(rate, 1, SLOWER_US),
                "together, this disk": partial(rate, MAX_TOGETHER, 0),
                "alone, this disk": partial(rate, 1, 0),
            }
        )
    lines = (
        *(Line(f"{name}, texts kept", tuple(rates), "/s") for name, rates in found.items()),
        ratio("alone over together at 4 ms", found["alone"], found["together"], 0.1),
        ratio("alone over together", found["alone, this disk"], found["together, this disk"], None),
    )
    note = f"{CALLERS} callers at once, SQLite synchronous=FULL, each fsync {SLOWER_US} us slower"
    return [Table("Group commit: texts kept, each answered after its commit", lines, (note,))]


async def _kept(store: Store, seconds: float) -> float:
    """Texts kept a second."""
    numbers, ends = count(1), perf_counter() + seconds

    async def caller() -> int:
        kept = 0
        while perf_counter() < ends:
            n = next(numbers)
            sender = ContactPoint("sms", f"+1212{n % 1000:07}")
            message = InboundMessage("sms", "bench", "+15550100100", sender, f"SM{n}", "hello")
            kept += await store.write(partial(inbox.accept, message=message))
        return kept

    began = perf_counter()
    kept = sum(await asyncio.gather(*(caller() for _ in range(CALLERS))))
    return kept / (perf_counter() - began)


def main(url: str, most: str, seconds: str) -> None:
    """Keep texts and print how many a second."""
    sqlite.MAX_TOGETHER = int(most)
    clock = SystemClock()
    vault = Vault.from_text(added_key(""))
    store = Store.open(url, vault, clock=clock, ids=TimeOrderedIds(clock))
    print(asyncio.run(_kept(store, float(seconds))))
    store.close_sync()


if __name__ == "__main__":
    main(*sys.argv[1:])
