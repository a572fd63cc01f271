"""Random days at the desk against a model that a child could read.

Two talks pick, book, move, cancel and let time pass. After each step the store must agree with
the model: nothing overlaps, a hold ends after 20 minutes, a visit keeps its time until it has
the new one. The planted desks each break one of these rules, and must be caught.
"""

import random
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant
from assistant.domain.effects import Refused
from assistant.domain.ids import ConversationId, PatientId
from assistant.domain.schedule import Slot
from assistant.store import appointments
from assistant.store.database import Tx
from assistant.store.tables.scheduling import reservations
from tests.databases import url_in
from tests.store.world import (
    ANNA,
    BEN,
    NOW,
    OTHER_TALK,
    TALK,
    Desk,
    HandClock,
    a_slot,
    open_store,
)

WHO = {TALK: ANNA, OTHER_TALK: BEN}
CLOCKS = ("09:00", "09:15", "09:30", "10:00", "10:30")
TAKEN = Refused("slot_taken")

Step = tuple[str, ConversationId, str]
steps = st.tuples(
    st.sampled_from(["hold", "book", "move", "cancel", "wait"]),
    st.sampled_from([TALK, OTHER_TALK]),
    st.sampled_from(CLOCKS),
)


@dataclass
class Model:
    """Who keeps what until when, and each patient's one visit."""

    now: Instant = NOW
    holds: dict[ConversationId, tuple[Slot, Instant]] = field(
        default_factory=dict[ConversationId, tuple[Slot, Instant]]
    )
    visits: dict[ConversationId, Slot] = field(default_factory=dict[ConversationId, Slot])

    def is_free(self, slot: Slot, talk: ConversationId, *, is_move: bool) -> bool:
        """For this talk: its own hold does not count, nor the visit that it moves."""
        taken = [
            held for who, (held, until) in self.holds.items() if who != talk and until > self.now
        ]
        taken += [visit for who, visit in self.visits.items() if who != talk or not is_move]
        return all(slot.end <= other.start or other.end <= slot.start for other in taken)


class Play:
    """Does each step in both worlds and compares."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.model = desk, Model(desk.clock.at)
        self.visits: dict[ConversationId, Appointment] = {}

    def step(self, step: Step) -> None:
        name, talk, clock = step
        slot = a_slot(clock, on=NOW.date() + timedelta(days=1))
        getattr(self, name)(talk, slot)
        self.compare()

    def wait(self, talk: ConversationId, slot: Slot) -> None:
        self.desk.clock.forward(timedelta(minutes=11))
        self.model.now = self.desk.clock.at

    def hold(self, talk: ConversationId, slot: Slot) -> None:
        own = self.visits.get(talk)
        result = self.desk.hold(slot, talk, talk, own.id if own else None)
        if self.model.is_free(slot, talk, is_move=True):
            self.model.holds[talk] = (slot, self.model.now + timedelta(minutes=20))
            assert result == slot
        else:
            assert result == TAKEN

    def book(self, talk: ConversationId, slot: Slot) -> None:
        if talk in self.visits:
            return
        result = self.desk.book(slot, WHO[talk], talk)
        self.expect(result, talk, slot, is_move=False)

    def move(self, talk: ConversationId, slot: Slot) -> None:
        visit = self.visits.get(talk)
        if visit is None:
            return
        work = self.desk.practice, talk, visit.id, slot
        result = self.desk.store.write_sync(lambda tx: appointments.move(tx, *work))
        self.expect(result, talk, slot, is_move=True)

    def cancel(self, talk: ConversationId, slot: Slot) -> None:
        visit = self.visits.pop(talk, None)
        if visit is not None:
            self.desk.do(lambda tx: appointments.cancel(tx, visit.id))
            del self.model.visits[talk]

    def expect(
        self, result: Appointment | Refused, talk: ConversationId, slot: Slot, *, is_move: bool
    ) -> None:
        if self.model.is_free(slot, talk, is_move=is_move):
            assert isinstance(result, Appointment)
            self.visits[talk] = result
            self.model.visits[talk] = slot
            self.model.holds.pop(talk, None)
        else:
            assert result == TAKEN

    def compare(self) -> None:
        for talk, patient in WHO.items():
            held = self.model.holds.get(talk)
            is_kept = held is not None and held[1] > self.model.now
            assert self.desk.held(talk) == (held[0] if held and is_kept else None)
            assert [visit.start for visit in self.coming(patient)] == [
                slot.start for who, slot in self.model.visits.items() if who == talk
            ]

    def coming(self, patient: PatientId) -> tuple[Appointment, ...]:
        return self.desk.store.write_sync(lambda tx: appointments.coming(tx, patient))


class LateYesDesk(Desk):
    """Planted: a hold that ran out still counts, and its time is not free for others."""

    def book(
        self, slot: Slot, patient: PatientId = ANNA, talk: ConversationId = TALK
    ) -> Appointment | Refused:
        def forget_expiry(tx: Tx) -> None:
            far = tx.now + timedelta(days=1)
            tx.conn.execute(
                update(reservations)
                .where(reservations.c.expires_at.is_not(None))
                .values(expires_at=far)
            )

        self.do(forget_expiry)
        return super().book(slot, patient, talk)


class ReleaseFirstPlay(Play):
    """Planted: the old time is let go, and then the new one is asked for."""

    def move(self, talk: ConversationId, slot: Slot) -> None:
        visit = self.visits.get(talk)
        if visit is not None:
            self.desk.do(lambda tx: appointments.cancel(tx, visit.id))
            self.expect(self.desk.book(slot, WHO[talk], talk), talk, slot, is_move=True)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[Desk]:
    """One store for all examples; each begins with an empty one."""
    store = open_store(url_in(tmp_path_factory.mktemp("rules")), clock := HandClock())
    yield Desk(store, clock)
    store.close_sync()


@given(days=st.lists(steps, min_size=1, max_size=12))
def test_the_store_keeps_the_rules(shared: Desk, days: list[Step]) -> None:
    shared.empty()
    play = Play(shared)
    for step in days:
        play.step(step)


def dice(seed: int) -> list[Step]:
    roll = random.Random(seed)  # noqa: S311 (a test, no secret)
    names = ("hold", "book", "move", "cancel", "wait")
    return [
        (roll.choice(names), roll.choice((TALK, OTHER_TALK)), roll.choice(CLOCKS))
        for _ in range(12)
    ]


def play_many(desk: Desk, kind: type[Play]) -> None:
    for seed in range(40):
        desk.empty()
        play = kind(desk)
        for step in dice(seed):
            play.step(step)


def test_a_hold_without_an_end_is_caught(shared: Desk) -> None:
    planted = LateYesDesk.__new__(LateYesDesk)
    planted.__dict__.update(shared.__dict__)
    with pytest.raises(AssertionError):
        play_many(planted, Play)


def test_letting_go_first_is_caught(shared: Desk) -> None:
    with pytest.raises(AssertionError):
        play_many(shared, ReleaseFirstPlay)
