"""Rooms, caps and groups under random days at the desk, judged from the visits alone.

Six talks hold, book, move and cancel, and time passes. The judge knows nothing of seats and cells:
it counts who is where when. Each planted bug breaks one rule, and must be seen.
"""

import random
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from assistant.domain.appointment import Appointment
from assistant.domain.capacity import Claim, Claims, claims_of, is_session
from assistant.domain.clock import Instant, local
from assistant.domain.ids import ConversationId, PatientId, ResourceId
from assistant.domain.practice import Practice, Resource, VisitType
from assistant.domain.schedule import Slot
from assistant.store import appointments, holds, patients
from assistant.store.schedule import seats, sessions
from assistant.store.tables.scheduling import appointments as visits
from assistant.store.tables.scheduling import cells, reservations
from assistant.store.tables.scheduling import holds as held
from assistant.store.transactions import Tx
from tests.databases import url_in
from tests.store.world import (
    CHECKUP,
    CHEN,
    MAIN,
    MONDAY,
    RUIZ,
    VACCINE,
    ZONE,
    Desk,
    HandClock,
    a_patient,
    a_practice,
    a_slot,
    a_visit_type,
    open_store,
)

ROOM = ResourceId("room")
TALKS = [ConversationId(f"cnv_{n}") for n in range(6)]
CLOCKS = ("09:00", "09:15", "10:00")
WHO = (RUIZ, CHEN)
ALONE = replace(a_visit_type(CHECKUP, 30, 10), most_a_day=2, most_a_week=3)
GROUP = replace(a_visit_type(VACCINE, 30, 10), capacity=2, needs=(ROOM,))
PRACTICE = replace(a_practice(ALONE, GROUP), resources=(Resource(ROOM, "Room", MAIN),))

Step = tuple[str, int, int, str, int, int]
steps = st.tuples(
    st.sampled_from(["hold", "book", "move", "cancel", "wait"]),
    st.integers(0, len(TALKS) - 1),
    st.integers(0, 1),
    st.sampled_from(CLOCKS),
    st.integers(0, 1),
    st.integers(0, 1),
)


class Day:
    """What six patients do; each has at most one coming visit."""

    def __init__(self, desk: Desk) -> None:
        desk.practice = PRACTICE
        desk.empty()
        self.desk = desk
        self.coming: dict[int, Appointment] = {}
        for n in range(len(TALKS)):
            patient = a_patient(PatientId(f"pat_{n}"), "Pat")
            desk.do(lambda tx, patient=patient: patients.add(tx, patient))

    def play(self, steps: list[Step]) -> list[str]:
        """Everything that is broken after the first step that broke something."""
        for name, who, kind, clock, provider, day in steps:
            slot = a_slot(
                clock,
                on=MONDAY + timedelta(days=1 + day),
                provider=WHO[provider],
                kind=(CHECKUP, VACCINE)[kind],
                practice=PRACTICE,
            )
            getattr(self, name)(who, slot)
            broken = self.desk.store.read_sync(broken_rules)
            if broken:
                return broken
        return []

    def wait(self, who: int, slot: Slot) -> None:
        self.desk.clock.forward(timedelta(minutes=11))

    def hold(self, who: int, slot: Slot) -> None:
        own = self.coming.get(who)
        is_same_type = own is not None and own.visit_type == slot.visit_type
        self.desk.hold(slot, TALKS[who], str(who), own.id if own and is_same_type else None)

    def book(self, who: int, slot: Slot) -> None:
        if who not in self.coming:
            visit = self.desk.book(slot, PatientId(f"pat_{who}"), TALKS[who])
            if isinstance(visit, Appointment):
                self.coming[who] = visit

    def move(self, who: int, slot: Slot) -> None:
        visit = self.coming.get(who)
        if visit is not None and visit.visit_type == slot.visit_type:
            args = (PRACTICE, TALKS[who], visit.id, slot)
            moved = self.desk.store.write_sync(lambda tx: appointments.move(tx, *args))
            self.coming[who] = moved if isinstance(moved, Appointment) else visit

    def cancel(self, who: int, slot: Slot) -> None:
        visit = self.coming.pop(who, None)
        if visit is not None:
            self.desk.do(lambda tx: appointments.cancel(tx, visit.id))


def broken_rules(tx: Tx) -> list[str]:
    """Which rules the visits break that stand, each in a word; and rows that nobody needs."""
    standing = [
        Slot(row.provider, row.site, row.visit_type, row.start_at, row.end_at)
        for row in tx.conn.execute(select(visits).where(visits.c.status == "booked"))
    ]
    return [*_shared(standing), *_capped(standing), *_left_over(tx, standing)]


def _shared(standing: list[Slot]) -> list[str]:
    broken: list[str] = []
    groups = Counter(standing)
    for slot, count in groups.items():
        others = [other for other in groups if other.provider == slot.provider and other != slot]
        if any(_meet(slot, other) for other in others):
            broken.append("two at once")
        if count > _kind(slot).capacity:
            broken.append("a seat too many")
        # All groups that have the room at the moment when this one begins.
        there = [
            other for other in groups if _kind(other).needs and _is_there(other, _begins(slot))
        ]
        if len(there) > PRACTICE.resources[0].count:
            broken.append("a room too many")
    return broken


def _capped(standing: list[Slot]) -> list[str]:
    broken: list[str] = []
    for kind in PRACTICE.visit_types:
        days = [local(s.start, ZONE).date() for s in standing if s.visit_type == kind.id]
        weeks = Counter(day.isocalendar()[:2] for day in days)
        if kind.most_a_day and max(Counter(days).values(), default=0) > kind.most_a_day:
            broken.append("a day too full")
        if kind.most_a_week and max(weeks.values(), default=0) > kind.most_a_week:
            broken.append("a week too full")
    return broken


def _left_over(tx: Tx, standing: list[Slot]) -> list[str]:
    """Reservations that have not run out and belong to no visit and no hold."""
    rows = tx.conn.execute(
        select(reservations).where(
            reservations.c.expires_at.is_(None) | (reservations.c.expires_at > tx.now)
        )
    ).all()
    owners = {
        row.id for row in tx.conn.execute(select(visits.c.id).where(visits.c.status == "booked"))
    }
    owners |= {row.id for row in tx.conn.execute(select(held.c.id))}
    groups = {row.id for row in rows if is_session(row.id)}
    seated = {(row.resource, row.first_cell) for row in rows if row.resource.startswith("group:")}
    broken = [
        "a session without anybody"
        for row in rows
        if row.id in groups
        and (row.resource.replace("provider:", "group:"), row.first_cell) not in seated
    ]
    if any((row.part_of or row.id) not in owners | groups for row in rows):
        broken.append("a reservation of nobody")
    lengths = Counter(tx.conn.execute(select(cells.c.reservation)).scalars())
    if any(lengths[row.id] != row.end_cell - row.first_cell for row in rows if not row.expires_at):
        broken.append("a visit without cells")
    return broken


def _kind(slot: Slot) -> VisitType:
    return PRACTICE.visit_type(slot.visit_type)


def _begins(slot: Slot) -> Instant:
    return slot.start - _kind(slot).buffer_before


def _is_there(slot: Slot, at: Instant) -> bool:
    return _begins(slot) <= at < slot.end + _kind(slot).buffer_after


def _meet(one: Slot, other: Slot) -> bool:
    return _is_there(one, _begins(other)) or _is_there(other, _begins(one))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[Desk]:
    """One store for all examples; each begins with an empty one."""
    store = open_store(url_in(tmp_path_factory.mktemp("shares")), clock := HandClock())
    yield Desk(store, clock)
    store.close_sync()


@given(steps=st.lists(steps, min_size=5, max_size=30))
def test_nothing_is_given_twice(shared: Desk, steps: list[Step]) -> None:
    assert Day(shared).play(steps) == []


def dice(seed: int) -> list[Step]:
    roll = random.Random(seed)  # noqa: S311 (a test, no secret)
    names = ("hold", "book", "book", "book", "move", "move", "cancel", "wait")
    return [
        (
            roll.choice(names),
            roll.randrange(len(TALKS)),
            roll.randrange(2),
            roll.choice(CLOCKS),
            roll.randrange(2),
            roll.randrange(2),
        )
        for _ in range(60)
    ]


def without(prefix: str) -> Callable[..., Claims]:
    """What a visit takes, but for one kind of claim."""

    def fewer(practice: Practice, visit: Slot | Appointment) -> Claims:
        claims = claims_of(practice, visit)
        own = tuple(claim for claim in claims.own if not claim.resource.startswith(prefix))
        if claims.session is None:
            return Claims(own)
        kept = tuple(c for c in claims.session.claims if not c.resource.startswith(prefix))
        return Claims(own, replace(claims.session, claims=kept))

    return fewer


def _any_seat(_tx: Tx, claim: Claim, _beside: str, tried: set[int]) -> int | None:
    """A chair is brought in for whoever comes to a group."""
    return None if tried and not claim.resource.startswith("group:") else len(tried)


PLANTED: dict[str, tuple[str, list[tuple[object, str, object]]]] = {
    "the cap is not counted": (
        "a day too full",
        [(place, "claims_of", without("cap:day")) for place in (appointments, holds)],
    ),
    "the week's cap is not counted": (
        "a week too full",
        [(place, "claims_of", without("cap:week")) for place in (appointments, holds)],
    ),
    "the room is forgotten": (
        "a room too many",
        [(place, "claims_of", without("thing:")) for place in (appointments, holds)],
    ),
    "a seat is given twice": ("a seat too many", [(seats, "_free_seat", _any_seat)]),
    "the session stays after the last has left": (
        "a session without anybody",
        [(sessions, "leave", lambda *_: None)],  # pyright: ignore[reportUnknownLambdaType]
    ),
    "the session does not take the provider's time": (
        "two at once",
        [(sessions, "join", lambda *_: True)],  # pyright: ignore[reportUnknownLambdaType]
    ),
}


@pytest.mark.service  # for its length
@pytest.mark.parametrize(("seen", "changes"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_bug_is_seen(
    shared: Desk,
    monkeypatch: pytest.MonkeyPatch,
    seen: str,
    changes: list[tuple[object, str, object]],
) -> None:
    for place, name, value in changes:
        monkeypatch.setattr(place, name, value)
    assert any(seen in Day(shared).play(dice(seed)) for seed in range(90))


@pytest.mark.service  # for its length
def test_without_a_bug_nothing_is_seen(shared: Desk) -> None:
    assert [Day(shared).play(dice(seed)) for seed in range(10)] == [[]] * 10
