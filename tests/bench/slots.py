"""Slot search: the first three openings after three o'clock, over practices of any size.

Every provider works at one site on weekdays and is booked to seven tenths over the days that may
be booked. Only the stretches that a search reads are written, not the cells under them; what is
booked while measuring is booked through the store. A search is timed inside its transaction, with
the notes it takes of what it offered, and without the commit.
"""

import random
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from assistant.domain.availability import cell_of
from assistant.domain.capacity import resource_of
from assistant.domain.clock import Instant, instant
from assistant.domain.effects import FindSlots, Refused
from assistant.domain.facts import Lang
from assistant.domain.ids import ConversationId, PatientId, ProviderId, SiteId, VisitTypeId
from assistant.domain.patient import Patient
from assistant.domain.practice import Plan, Practice, Provider, Site, Span, VisitType, Window
from assistant.domain.schedule import FindSlotsResult, Wish
from assistant.store import appointments, patients, slots
from assistant.store.database import Store
from assistant.store.migrations import migrate
from assistant.store.schedule.slot_index import SlotIndex
from assistant.store.schedule.slot_search import MAX_SHOWN
from assistant.store.vault import Vault, added_key
from tests.bench.report import Line, Table, interleaved, ratio

SIZES = (10, 100, 1000)
"""Numbers of providers."""
WINDOW_DAYS = 90
FILLED = 0.7
REPETITIONS = 3
_ZONE = "America/New_York"
_NOW = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
_SITE, _KIND = SiteId("main"), VisitTypeId("checkup")
_PATIENT, _TALK = PatientId("pat_bench"), ConversationId("cnv_bench")
_OPENS, _CLOSES, _LENGTH = time(9), time(17), timedelta(minutes=30)
AFTER_THREE = Wish(start_at=time(15))
HOPELESS = Wish(start_at=time(16, 45))
"""No visit of half an hour fits between then and the end of the day."""
_WARM_SEARCHES = 50


class _StandingClock:
    def now(self) -> Instant:
        return _NOW


class _Ids:
    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self, prefix: str) -> str:
        return f"{prefix}_{next(self._numbers):026}"


@dataclass
class Clinic:
    """A filled practice in a store of its own. All its times are in milliseconds."""

    store: Store
    practice: Practice
    index: SlotIndex

    def warm(self) -> float:
        """A search, when the same was searched before."""
        return self._median(AFTER_THREE, _WARM_SEARCHES)

    def hopeless(self) -> float:
        """A search that no day can satisfy, so that all are looked at; warm."""
        self._search(HOPELESS)
        return self._median(HOPELESS, 5)

    def cold(self) -> float:
        """The first search of a process."""
        self.index = SlotIndex()
        return self._search(AFTER_THREE)[0]

    def after_a_booking(self) -> float:
        """The search after somebody has booked what it found first."""
        _, found = self._search(AFTER_THREE)
        slot = found.slots[0]
        booked = self.store.write_sync(
            lambda tx: appointments.book(tx, self.practice, _TALK, _PATIENT, slot)
        )
        match booked:
            case Refused(outcome):
                raise RuntimeError(f"the opening could not be booked: {outcome}")
            case _:
                pass
        return self._search(AFTER_THREE)[0]

    def _median(self, wish: Wish, searches: int) -> float:
        return median(self._search(wish)[0] for _ in range(searches))

    def _search(self, wish: Wish) -> tuple[float, FindSlotsResult]:
        def work(tx: slots.Tx) -> tuple[float, FindSlotsResult]:
            query = FindSlots(PatientId("pat_nobody"), _KIND, None, wish)
            began = perf_counter()
            found = slots.find(
                tx, self.practice, query, conversation=_TALK, is_new=False, index=self.index
            )
            return (perf_counter() - began) * 1000, found

        spent, found = self.store.write_sync(work)
        if len(found.slots) != MAX_SHOWN or found.fits is not (wish is AFTER_THREE):
            raise RuntimeError("the search that is measured did not find what it should")
        return spent, found


def measure() -> list[Table]:
    """The table of the slot search."""
    with ExitStack() as stack:
        clinics = {size: stack.enter_context(clinic(size)) for size in SIZES}
        for one in clinics.values():
            one.warm()
        asked = {
            f"{kind} {size}": getattr(one, kind)
            for kind in ("cold", "warm", "after_a_booking", "hopeless")
            for size, one in clinics.items()
        }
        found = interleaved(asked, REPETITIONS)
    said = {
        "warm": "first three, warm",
        "cold": "first three, cold",
        "after_a_booking": "first three, after one booking",
        "hopeless": "nothing fits, warm",
    }
    small, large = SIZES[0], SIZES[-1]
    lines = [
        Line(f"{words}, {size} providers", tuple(found[f"{kind} {size}"]), "ms")
        for kind, words in said.items()
        for size in SIZES
    ]
    lines += [
        ratio(
            f"{words}, {large} over {small} providers",
            found[f"{kind} {large}"],
            found[f"{kind} {small}"],
            3 if kind == "warm" else None,
        )
        for kind, words in said.items()
    ]
    title = (
        f"Slot search: {WINDOW_DAYS} days, {FILLED:.0%} booked, 30 minutes, three o'clock or later"
    )
    notes = (
        "nothing fits: start at 16:45 or later, closing at 17:00; the nearest are found instead",
    )
    return [Table(title, tuple(lines), notes)]


@contextmanager
def clinic(providers: int) -> Generator[Clinic]:
    """A practice with so many providers, filled; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        path = Path(folder) / "slots.db"
        migrate(f"sqlite:///{path}")
        practice = _practice(providers)
        _fill(path, practice)
        store = Store.open(
            f"sqlite:///{path}",
            Vault.from_text(added_key("")),
            clock=_StandingClock(),
            ids=_Ids(),
            is_durable=False,
        )
        try:
            somebody = Patient(_PATIENT, "Ana", "Diaz", date(1980, 5, 17), ("+15550100001",))
            store.write_sync(lambda tx: patients.add(tx, somebody))
            yield Clinic(store, practice, SlotIndex())
        finally:
            store.close_sync()


def _practice(providers: int) -> Practice:
    week = ((Span(_OPENS, _CLOSES),),) * 5 + ((), ())
    people = tuple(
        Provider(ProviderId(f"p{n}"), f"Dr. {n}", "family medicine", (Plan(_SITE, week),))
        for n in range(providers)
    )
    kind = VisitType(_KIND, {Lang.EN: "checkup"}, _LENGTH, tuple(one.id for one in people))
    return Practice(
        name="Bench Clinic",
        phone="+15550100000",
        zone=_ZONE,
        languages=(Lang.EN,),
        sites=(Site(_SITE, "Main", _ZONE, "1 Elm St", week),),
        providers=people,
        visit_types=(replace(kind, window=Window(count=WINDOW_DAYS)),),
    )


def _fill(path: Path, practice: Practice) -> None:
    conn = sqlite3.connect(path)
    # A crash would only cost the bench; the store opens it with a journal of its own again.
    for setting in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -200000"):
        conn.execute(f"PRAGMA {setting}")
    with conn:
        conn.executemany(
            "INSERT INTO reservations (id, resource, seat, first_cell, end_cell) VALUES (?,?,0,?,?)",
            _booked(practice),
        )
    conn.close()


def _booked(practice: Practice) -> Iterator[tuple[str, str, int, int]]:
    chance = random.Random(7)  # noqa: S311 (a schedule that is the same each time)
    today = _NOW.date()
    days = [today + timedelta(days=n) for n in range(WINDOW_DAYS)]
    starts = [
        cell_of(instant(day, _OPENS, _ZONE) + n * _LENGTH)
        for day in days
        if day.weekday() < 5
        for n in range(16)
    ]
    numbers, cells = count(1), _LENGTH // timedelta(minutes=5)
    for provider in practice.providers:
        resource = resource_of(provider.id)
        for first in starts:
            if chance.random() < FILLED:
                yield f"apt_{next(numbers):09}", resource, first, first + cells
