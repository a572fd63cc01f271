"""What every kind of database must do."""

import asyncio
import contextlib
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.domain.appointment import Appointment, AppointmentStatus, ParticipationStatus
from assistant.domain.effects import Refused
from assistant.domain.errors import NotFound, StoreError, TransitionNotAllowed
from assistant.domain.ids import AppointmentId, ConversationId, PatientId
from assistant.domain.schedule import Slot
from assistant.store import appointments, audit
from assistant.store.database import Store, Tx, insert_if_new, upsert
from assistant.store.tables.scheduling import cells, schedule_revision
from tests.databases import BOTH, url_in, using
from tests.store.world import (
    ANNA,
    BEN,
    CHEN,
    NOW,
    OTHER_TALK,
    TALK,
    VACCINE,
    Desk,
    HandClock,
    a_slot,
    at,
    open_store,
)

TAKEN, NOT_ALLOWED = Refused("slot_taken"), Refused("not_allowed")
THIRD_TALK = ConversationId("cnv_3")


@pytest.fixture(params=BOTH)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Desk]:
    clock = HandClock()
    with using(request.param):
        store = open_store(url_in(tmp_path), clock)
        yield Desk(store, clock)
        store.close_sync()


@pytest.fixture
def store(desk: Desk) -> Store:
    return desk.store


def raise_revision(tx: Tx) -> int:
    """A read and a write that depends on it."""
    counter = select(schedule_revision.c.revision).where(schedule_revision.c.id == 1)
    value = (tx.conn.execute(counter).scalar_one_or_none() or 0) + 1
    upsert(tx.conn, schedule_revision, ("id",), {"id": 1, "revision": value})
    return value


def revision(tx: Tx) -> int:
    return tx.conn.execute(select(schedule_revision.c.revision)).scalar_one_or_none() or 0


def and_fail(tx: Tx) -> None:
    raise_revision(tx)
    raise KeyError("on purpose")


class TestTransactions:
    async def test_what_was_written_is_read(self, store: Store) -> None:
        assert await store.write(raise_revision) == 1
        assert await store.read(revision) == 1

    async def test_an_exception_undoes_its_own_work_and_no_other(self, store: Store) -> None:
        works = [and_fail if n % 5 == 0 else raise_revision for n in range(50)]
        results = await asyncio.gather(*(store.write(w) for w in works), return_exceptions=True)
        assert sum(isinstance(result, KeyError) for result in results) == 10
        assert await store.read(revision) == 40

    async def test_a_savepoint_is_undone_alone(self, store: Store) -> None:
        def work(tx: Tx) -> None:
            raise_revision(tx)
            with pytest.raises(KeyError), tx.savepoint():
                and_fail(tx)

        await store.write(work)
        assert await store.read(revision) == 1

    async def test_callbacks_run_once_it_is_committed(self, store: Store) -> None:
        calls: list[str] = []

        def work(tx: Tx) -> None:
            tx.after_commit(lambda: calls.append("kept"))
            with contextlib.suppress(KeyError), tx.savepoint():
                tx.after_commit(lambda: calls.append("undone in a savepoint"))
                and_fail(tx)
            with tx.undoable() as undo:
                tx.after_commit(lambda: calls.append("undone by hand"))
                undo()

        def failing(tx: Tx) -> None:
            tx.after_commit(lambda: calls.append("failed"))
            and_fail(tx)

        with pytest.raises(KeyError):
            await store.write(failing)
        await store.write(work)
        assert calls == ["kept"]

    async def test_a_reader_cannot_write(self, store: Store) -> None:
        with pytest.raises(StoreError):
            await store.read(raise_revision)
        assert await store.read(revision) == 0

    async def test_the_time_stands_still_in_a_transaction(self, desk: Desk) -> None:
        def work(tx: Tx) -> bool:
            desk.clock.forward(timedelta(seconds=1))
            return tx.now == NOW

        assert await desk.store.write(work)

    async def test_after_closing_it_says_so(self, store: Store) -> None:
        await store.close()
        await store.close()
        with pytest.raises(StoreError):
            await store.write(revision)

    async def test_waiting_for_itself_is_refused_not_endless(self, store: Store) -> None:
        with pytest.raises(StoreError):
            await store.write(lambda _: store.write_sync(revision))

    def test_a_taken_key_is_not_inserted_again(self, store: Store) -> None:
        row = {"id": 1, "revision": 7}

        def work(tx: Tx) -> list[bool]:
            return [insert_if_new(tx.conn, schedule_revision, row) for _ in range(2)]

        assert store.write_sync(work) == [True, False]


class TestHolds:
    def test_a_held_time_is_nobody_elses(self, desk: Desk) -> None:
        assert desk.hold(a_slot()) == a_slot()
        assert desk.hold(a_slot(), OTHER_TALK, "+15550100002") == TAKEN
        assert desk.book(a_slot(), BEN, OTHER_TALK) == TAKEN

    def test_a_hold_runs_out_by_itself(self, desk: Desk) -> None:
        desk.hold(a_slot())
        desk.clock.forward(timedelta(minutes=19))
        assert desk.held() == a_slot()
        desk.clock.forward(timedelta(minutes=1))
        assert desk.held() is None
        assert desk.hold(a_slot(), OTHER_TALK, "+15550100002") == a_slot()

    def test_a_text_renews_it(self, desk: Desk) -> None:
        desk.hold(a_slot())
        desk.clock.forward(timedelta(minutes=15))
        assert desk.store.write_sync(lambda tx: appointments.renew_hold(tx, TALK))
        desk.clock.forward(timedelta(minutes=15))
        assert desk.held() == a_slot()

    def test_one_that_ran_out_is_not_renewed(self, desk: Desk) -> None:
        desk.hold(a_slot())
        desk.clock.forward(timedelta(minutes=20))
        assert not desk.store.write_sync(lambda tx: appointments.renew_hold(tx, TALK))

    def test_a_conversation_keeps_one_time(self, desk: Desk) -> None:
        desk.hold(a_slot("09:00"))
        desk.hold(a_slot("10:00"))
        assert desk.held() == a_slot("10:00")
        assert desk.hold(a_slot("09:00"), OTHER_TALK) == a_slot("09:00")

    def test_a_refused_pick_leaves_the_kept_time(self, desk: Desk) -> None:
        desk.booked(a_slot("10:00"), BEN)
        desk.hold(a_slot("09:00"))
        assert desk.hold(a_slot("10:00")) == TAKEN
        assert desk.held() == a_slot("09:00")

    def test_a_number_keeps_two_times_and_the_oldest_goes(self, desk: Desk) -> None:
        for talk, clock in ((TALK, "09:00"), (OTHER_TALK, "10:00"), (THIRD_TALK, "11:00")):
            desk.hold(a_slot(clock), talk)
            desk.clock.forward(timedelta(seconds=1))
        assert desk.held(TALK) is None
        assert desk.held(OTHER_TALK) == a_slot("10:00")
        assert desk.held(THIRD_TALK) == a_slot("11:00")

    def test_released_it_is_free(self, desk: Desk) -> None:
        desk.hold(a_slot())
        desk.do(lambda tx: appointments.release_hold(tx, TALK))
        assert isinstance(desk.book(a_slot(), BEN, OTHER_TALK), Appointment)

    def test_a_past_time_is_not_held(self, desk: Desk) -> None:
        assert desk.hold(a_slot("07:00")) == TAKEN
        assert desk.book(a_slot("07:00")) == TAKEN

    def test_a_time_that_overlaps_the_visit_to_be_moved_can_be_held(self, desk: Desk) -> None:
        visit = desk.booked(a_slot("09:00"))
        assert desk.hold(a_slot("09:15"), moving=visit.id) == a_slot("09:15")
        assert desk.hold(a_slot("09:30"), OTHER_TALK, "+15550100002") == TAKEN
        moved = desk.move(visit, a_slot("09:15"))
        assert isinstance(moved, Appointment)
        assert moved.start == at("09:15")

    def test_it_is_whole_when_the_visit_beside_it_goes(self, desk: Desk) -> None:
        visit = desk.booked(a_slot("09:00"))
        desk.hold(a_slot("09:15"), moving=visit.id)
        desk.do(lambda tx: appointments.cancel(tx, visit.id))
        assert desk.book(a_slot("09:00"), BEN, OTHER_TALK) == TAKEN
        assert isinstance(desk.book(a_slot("09:15")), Appointment)


class TestBooking:
    def test_a_hold_becomes_a_visit(self, desk: Desk) -> None:
        desk.hold(a_slot())
        visit = desk.booked(a_slot())
        assert (visit.start, visit.status, visit.version) == (at("09:00"), "booked", 1)
        assert desk.held() is None

    def test_the_same_again_is_the_same_visit(self, desk: Desk) -> None:
        assert desk.booked(a_slot()) == desk.booked(a_slot())

    def test_a_late_yes_takes_the_time_if_it_is_free(self, desk: Desk) -> None:
        desk.hold(a_slot())
        desk.clock.forward(timedelta(minutes=25))
        assert isinstance(desk.book(a_slot()), Appointment)

    def test_a_late_yes_hears_that_the_time_is_gone(self, desk: Desk) -> None:
        desk.hold(a_slot())
        desk.clock.forward(timedelta(minutes=25))
        desk.hold(a_slot(), OTHER_TALK, "+15550100002")
        assert desk.book(a_slot()) == TAKEN

    def test_visits_that_touch_do_not_clash(self, desk: Desk) -> None:
        desk.booked(a_slot("09:00"))
        assert desk.book(a_slot("09:15"), BEN, OTHER_TALK) == TAKEN
        assert isinstance(desk.book(a_slot("09:30"), BEN, OTHER_TALK), Appointment)

    def test_a_buffer_is_kept_free(self, desk: Desk) -> None:
        desk.booked(a_slot("09:00", kind=VACCINE))
        assert desk.book(a_slot("09:10", kind=VACCINE), BEN, OTHER_TALK) == TAKEN
        assert isinstance(desk.book(a_slot("09:15", kind=VACCINE), BEN), Appointment)

    def test_a_patient_may_have_two_visits_at_once(self, desk: Desk) -> None:
        desk.booked(a_slot())
        assert isinstance(desk.book(a_slot(provider=CHEN)), Appointment)

    @pytest.mark.parametrize(
        "slot",
        [
            a_slot("09:00", provider=CHEN, kind=VACCINE),
            a_slot("12:00"),
            a_slot("09:00", on=NOW.date() + timedelta(days=91)),
            a_slot("09:00", on=NOW.date() + timedelta(days=5)),
        ],
        ids=["provider does not do it", "lunch", "beyond the window", "closed"],
    )
    def test_what_the_practice_does_not_allow(self, desk: Desk, slot: object) -> None:
        assert desk.book(slot) == NOT_ALLOWED  # pyright: ignore[reportArgumentType]

    def test_nobody_can_book_for_nobody(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            desk.book(a_slot(), PatientId("pat_nobody"))


class TestChanging:
    def test_a_moved_visit_frees_the_old_time(self, desk: Desk) -> None:
        visit = desk.booked(a_slot("09:00"))
        desk.do(lambda tx: appointments.confirm(tx, visit.id))
        moved = desk.move(visit, a_slot("14:00"))
        assert isinstance(moved, Appointment)
        assert (moved.id, moved.version, moved.start) == (visit.id, 3, at("14:00"))
        assert moved.response is ParticipationStatus.NEEDS_ACTION
        assert moved == desk.visit(visit)
        assert isinstance(desk.book(a_slot("09:00"), BEN), Appointment)

    def test_a_refused_move_keeps_the_old_time(self, desk: Desk) -> None:
        visit = desk.booked(a_slot("09:00"))
        desk.booked(a_slot("14:00"), BEN)
        assert desk.move(visit, a_slot("14:00")) == TAKEN
        assert desk.visit(visit) == visit
        assert desk.book(a_slot("09:00"), BEN, OTHER_TALK) == TAKEN

    def test_moving_it_nowhere_changes_nothing(self, desk: Desk) -> None:
        visit = desk.booked(a_slot())
        assert desk.move(visit, a_slot()) == visit

    def test_two_visits_of_a_patient_at_once_are_told(self, desk: Desk) -> None:
        first = desk.booked(a_slot())
        second = desk.booked(a_slot(provider=CHEN))
        alone = desk.move(second, a_slot("14:00", provider=CHEN))
        assert isinstance(alone, Appointment)
        desk.move(alone, a_slot("09:15", provider=CHEN))
        told = [
            (event.action, event.details.get("overlaps"))
            for event in desk.store.read_sync(lambda tx: audit.events_after(tx, 0))
            if event.action in {"appointment_booked", "appointment_moved"}
        ]
        assert told == [
            ("appointment_booked", None),
            ("appointment_booked", first.id),
            ("appointment_moved", None),
            ("appointment_moved", first.id),
        ]

    def test_a_cancelled_visit_frees_its_time(self, desk: Desk) -> None:
        visit = desk.booked(a_slot())
        cancelled = desk.store.write_sync(lambda tx: appointments.cancel(tx, visit.id))
        again = desk.store.write_sync(lambda tx: appointments.cancel(tx, visit.id))
        assert isinstance(cancelled, Appointment)
        assert cancelled.status is AppointmentStatus.CANCELLED
        assert again == cancelled
        assert isinstance(desk.book(a_slot(), BEN), Appointment)
        assert desk.move(visit, a_slot("14:00")) == NOT_ALLOWED

    def test_a_visit_that_began_is_left_alone(self, desk: Desk) -> None:
        visit = desk.booked(a_slot())
        desk.clock.forward(timedelta(hours=1))
        assert desk.store.write_sync(lambda tx: appointments.cancel(tx, visit.id)) == NOT_ALLOWED
        assert desk.store.write_sync(lambda tx: appointments.confirm(tx, visit.id)) == NOT_ALLOWED

    def test_a_status_follows_the_table(self, desk: Desk) -> None:
        visit = desk.booked(a_slot())

        def become(status: AppointmentStatus) -> Appointment | Refused:
            return desk.store.write_sync(
                lambda tx: appointments.set_status(tx, desk.practice, visit.id, status)
            )

        become(AppointmentStatus.NOSHOW)
        desk.booked(a_slot(), BEN)
        assert become(AppointmentStatus.ARRIVED) == TAKEN
        with pytest.raises(TransitionNotAllowed):
            become(AppointmentStatus.FULFILLED)

    def test_coming_visits_are_those_ahead(self, desk: Desk) -> None:
        later, sooner = desk.booked(a_slot("14:00")), desk.booked(a_slot("09:00"))
        gone = desk.booked(a_slot("10:00"))
        desk.do(lambda tx: appointments.cancel(tx, gone.id))
        assert desk.store.write_sync(lambda tx: appointments.coming(tx, ANNA)) == (sooner, later)
        desk.clock.forward(timedelta(hours=2))
        assert desk.store.write_sync(lambda tx: appointments.coming(tx, ANNA)) == (later,)

    def test_all_visits_of_a_stretch_of_days(self, desk: Desk) -> None:
        visit = desk.booked(a_slot())

        def listed(tx: Tx) -> tuple[Appointment, ...]:
            return appointments.list_all(tx, NOW, NOW + timedelta(days=1))

        assert desk.store.write_sync(listed) == (visit,)

    def test_no_visit_has_that_id(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            desk.do(lambda tx: appointments.cancel(tx, AppointmentId("apt_none")))

    def test_a_time_held_with_somebody_else_is_kept_while_the_visit_stands(
        self, desk: Desk
    ) -> None:
        visit = desk.booked(a_slot())
        assert isinstance(desk.hold(a_slot(provider=CHEN), moving=visit.id), Slot)
        assert desk.book(a_slot(provider=CHEN), BEN, OTHER_TALK) == TAKEN
        assert isinstance(desk.move(visit, a_slot(provider=CHEN)), Appointment)

    def test_cells_and_visits_agree_in_the_end(self, desk: Desk) -> None:
        visit = desk.booked(a_slot("09:00"))
        desk.move(visit, a_slot("09:15"))
        desk.move(visit, a_slot("14:00"))
        desk.hold(a_slot("10:00"))
        desk.do(lambda tx: appointments.release_hold(tx, TALK))

        def owners(tx: Tx) -> list[str]:
            return list(tx.conn.execute(select(cells.c.reservation)).scalars())

        assert desk.store.read_sync(owners) == [visit.id] * 6


class TestTrail:
    def test_each_change_is_an_event(self, desk: Desk) -> None:
        desk.hold(a_slot())
        visit = desk.booked(a_slot())
        desk.do(lambda tx: appointments.confirm(tx, visit.id))
        desk.move(visit, a_slot("14:00"))
        desk.do(lambda tx: appointments.cancel(tx, visit.id))
        events = desk.store.read_sync(lambda tx: audit.events_after(tx, 0))
        assert [event.action for event in events] == [
            "patient_added",
            "patient_added",
            "slot_held",
            "appointment_booked",
            "appointment_confirmed",
            "appointment_moved",
            "appointment_cancelled",
        ]
        booked = events[3]
        assert booked.about == audit.Subject(TALK, ANNA, visit.id)
        assert booked.details == {
            "appointment": visit.id,
            "patient": ANNA,
            "provider": "ruiz",
            "visit_type": "checkup",
            "site": "main",
            "start": "2026-03-02T14:00:00+00:00",
        }

    def test_what_is_undone_leaves_no_event(self, desk: Desk) -> None:
        desk.booked(a_slot("14:00"), BEN)
        before = desk.store.read_sync(audit.last_seq)
        desk.hold(a_slot("09:00"))
        assert desk.hold(a_slot("14:00")) == TAKEN
        assert desk.store.read_sync(audit.last_seq) == before + 1
