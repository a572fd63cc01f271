"""Four processes on one database that book and cancel, and the history of what they did."""

import asyncio
import multiprocessing
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import insert, select

from assistant.domain.appointment import OCCUPYING, Appointment
from assistant.domain.errors import StoreError
from assistant.domain.ids import AppointmentId, ConversationId, PatientId
from assistant.domain.schedule import Slot
from assistant.store import appointments, patients
from assistant.store.database import Store, Tx, is_postgres
from assistant.store.tables.scheduling import appointments as visits
from assistant.store.tables.scheduling import schedule_revision as counter
from tests.databases import url_in, using
from tests.promises.linear import Op, is_linearizable
from tests.promises.trial import NOTHING, Budget, Promise, Tally
from tests.store.racers import RACERS, count_up, counted, overlaps, prepare
from tests.store.world import CHEN, NOW, PRACTICE, RUIZ, a_patient, a_slot, open_store

DAYS = 5
TOGETHER = 5
"""So many clients a process has on SQLite; what waits together is committed together.

On PostgreSQL each has one: there the processes do not wait in line for the whole database, and
groups that want the same hours in different orders spend their time in deadlocks.
"""
_MINUTES = 150
_CANCELS = 0.4
"""How many of a racer's steps, while it has a visit, give one back."""

Part = Callable[[str, int, int], "list[Noted]"]


@dataclass(frozen=True, slots=True)
class Noted:
    """One operation, and the provider and day on whose schedule it was."""

    place: tuple[str, int]
    op: Op


class Racer:
    """One client. `is_naive`: it looks whether a time is free, and writes afterwards."""

    def __init__(self, store: Store, number: int, *, is_naive: bool) -> None:
        self._store = store
        self._number, self._is_naive = number, is_naive
        self._dice = random.Random(number)  # noqa: S311 (a race, no secret)
        self._mine: list[tuple[AppointmentId, Slot]] = []
        self.noted: list[Noted] = []

    async def run(self, attempts: int) -> None:
        """Book and cancel so often; `noted` is what was asked and answered, in order."""
        for n in range(attempts):
            if self._mine and self._dice.random() < _CANCELS:
                await self._cancel()
            else:
                await self._book(n)

    async def _cancel(self) -> None:
        key, slot = self._mine.pop(self._dice.randrange(len(self._mine)))
        called = time.perf_counter()
        try:
            done = await self._store.write(lambda tx: appointments.cancel(tx, key))
        except StoreError:  # a deadlock, or too long a wait for the others: nothing is kept
            self._mine.append((key, slot))
            return
        self._note("cancel", slot, called, is_done=isinstance(done, Appointment))

    async def _book(self, n: int) -> None:
        by = timedelta(
            minutes=5 * self._dice.randrange(_MINUTES // 5), days=self._dice.randrange(DAYS)
        )
        slot = a_slot("09:00", provider=self._dice.choice((RUIZ, CHEN)))
        slot = replace(slot, start=slot.start + by, end=slot.end + by)
        called = time.perf_counter()
        try:
            own_way = self._look_and_write(slot) if self._is_naive else self._reserve(slot, n)
            key = await own_way
        except StoreError:
            return
        self._note("book", slot, called, is_done=key is not None)
        if key is not None:
            self._mine.append((key, slot))

    async def _reserve(self, slot: Slot, n: int) -> AppointmentId | None:
        talk = ConversationId(f"cnv_{self._number}_{n}")

        def work(tx: Tx) -> AppointmentId | None:
            # A patient of its own each time, or booking again would give the same visit.
            patient = replace(a_patient(), id=PatientId(tx.ids.new("pat")), phones=())
            patients.add(tx, patient)
            result = appointments.book(tx, PRACTICE, talk, patient.id, slot)
            return result.id if isinstance(result, Appointment) else None

        return await self._store.write(work)

    async def _look_and_write(self, slot: Slot) -> AppointmentId | None:
        """The planted bug."""
        if not await self._store.read(lambda tx: _is_free(tx, slot)):
            return None
        return await self._store.write(lambda tx: _write(tx, slot))

    def _note(
        self, what: Literal["book", "cancel"], slot: Slot, called: float, *, is_done: bool
    ) -> None:
        minutes = [int((at - NOW).total_seconds() // 60) for at in (slot.start, slot.end)]
        day = (slot.start - NOW).days
        op = Op(self._number, called, time.perf_counter(), what, (minutes[0], minutes[1]), is_done)
        self.noted.append(Noted((slot.provider, day), op))


def _is_free(tx: Tx, slot: Slot) -> bool:
    statuses = [status.value for status in OCCUPYING]
    clash = select(visits.c.id).where(
        visits.c.provider == slot.provider, visits.c.status.in_(statuses),
        visits.c.start_at < slot.end, visits.c.end_at > slot.start,
    )  # fmt: skip
    return tx.conn.execute(clash).first() is None


def _write(tx: Tx, slot: Slot) -> AppointmentId:
    key = AppointmentId(tx.ids.new("apt"))
    row = {
        "id": key, "patient": a_patient().id, "provider": slot.provider, "site": slot.site,
        "visit_type": slot.visit_type, "start_at": slot.start, "end_at": slot.end,
        "status": "booked", "response": "needs-action", "version": 1, "first_cell": 0,
        "end_cell": 0, "booked_at": tx.now, "changed_at": tx.now,
    }  # fmt: skip
    tx.conn.execute(insert(visits), row)
    return key


def careful(url: str, number: int, attempts: int) -> list[Noted]:
    """The house's own way to book, in one process with several clients."""
    return asyncio.run(_process(url, number, attempts, is_naive=False))


def naive(url: str, number: int, attempts: int) -> list[Noted]:
    """The planted bug's way."""
    return asyncio.run(_process(url, number, attempts, is_naive=True))


async def _process(url: str, number: int, attempts: int, *, is_naive: bool) -> list[Noted]:
    store = open_store(url, start=(number + 1) * 1_000_000)
    count = 1 if is_postgres(url) else TOGETHER
    clients = [Racer(store, number * TOGETHER + n, is_naive=is_naive) for n in range(count)]
    await asyncio.gather(*(client.run(attempts // count) for client in clients))
    await store.close()
    return [one for client in clients for one in client.noted]


def race(kind: str, part: Part, attempts: int, pool: ProcessPoolExecutor) -> Tally:
    """All racers at once on a new database; overlaps and impossible histories are failures."""
    with using(kind), tempfile.TemporaryDirectory() as folder:
        url = url_in(Path(folder))
        prepare(url)
        began = time.perf_counter()
        runs = [pool.submit(part, url, n, attempts // RACERS) for n in range(RACERS)]
        noted = [one for run in runs for one in run.result()]
        took = time.perf_counter() - began
        store = open_store(url)
        twice = overlaps(store)
        store.close_sync()
    failures = [f"{kind}: {twice} pairs of visits overlap"] if twice else []
    failures += [f"{kind}: {place} is not linearizable" for place in impossible(noted)]
    booked = sum(one.op.is_done and one.op.what == "book" for one in noted)
    figures = f"{kind}: {booked} booked, {attempts - len(noted)} given up, {attempts / took:.0f}/s"
    return Tally(len(noted), tuple(failures), figures)


def impossible(noted: Sequence[Noted]) -> list[tuple[str, int]]:
    """The schedules whose history no single order explains."""
    places: dict[tuple[str, int], list[Op]] = defaultdict(list)
    for one in noted:
        places[one.place].append(one.op)
    return sorted(place for place, ops in places.items() if not is_linearizable(ops))


def processes() -> ProcessPoolExecutor:
    """Four processes that share nothing with this one."""
    return ProcessPoolExecutor(RACERS, multiprocessing.get_context("spawn"))


def nothing_overlaps(budget: Budget) -> Tally:
    """So many attempts; PostgreSQL, where each takes longer, has a fifth of them."""
    attempts = budget.of(2_000, 20_000, 100_000)
    of_postgres = 0 if budget is Budget.QUICK else attempts // 5
    shares = {"sqlite": attempts - of_postgres, "postgresql": of_postgres}
    whole = NOTHING
    with processes() as pool:
        for kind in budget.kinds:
            whole += race(kind, careful, shares[kind], pool)
    return whole


def look_then_write(budget: Budget) -> int | None:
    """How many attempts the naive way had before it was caught."""
    tried = 0
    with processes() as pool:
        while tried < 4_000:
            found = race(budget.kinds[-1], naive, 400, pool)
            tried += found.cases
            if found.failures:  # also when what overlapped was given back before the end
                return tried
    return None


def no_update_is_lost(budget: Budget) -> Tally:
    """A number is read and written back one higher, by four processes."""
    attempts = budget.of(400, 4_000, 40_000) // len(budget.kinds)
    whole = NOTHING
    with processes() as pool:
        for kind in budget.kinds:
            lost = _count(kind, count_up, attempts, pool)
            failures = (f"{kind}: {lost} updates lost",) if lost else ()
            whole += Tally(attempts, failures)
    return whole


def _count(
    kind: str, part: Callable[[str, int, int], int], attempts: int, pool: ProcessPoolExecutor
) -> int:
    """How many of the updates were lost."""
    with using(kind), tempfile.TemporaryDirectory() as folder:
        url = url_in(Path(folder))
        prepare(url)
        runs = [pool.submit(part, url, n, attempts // RACERS) for n in range(RACERS)]
        done = sum(run.result() for run in runs)
        store = open_store(url)
        value = counted(store)
        store.close_sync()
    return done - value


def read_then_write(url: str, number: int, attempts: int) -> int:
    """The planted bug: the number is read in one transaction and written in another."""
    store: Store = open_store(url, start=(number + 1) * 1_000_000)
    for _ in range(attempts):
        value = counted(store)
        store.write_sync(
            lambda tx, value=value: tx.conn.execute(counter.update().values(revision=value + 1))
        )
    store.close_sync()
    return attempts


def _two_transactions(budget: Budget) -> int | None:
    with processes() as pool:
        lost = _count(budget.kinds[-1], read_then_write, 400, pool)
    return 400 if lost else None


PROMISES = (
    Promise("P1", "visits never overlap, and one order explains every answer", "attempts",
            nothing_overlaps, "look first, write then", look_then_write),
    Promise("P2", "no update is lost between processes", "commits",
            no_update_is_lost, "read and write in two transactions", _two_transactions),
)  # fmt: skip
