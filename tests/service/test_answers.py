"""Answers act for the patients of the address that is writing, and for nobody else."""

from collections.abc import Generator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.appointment import Appointment, AppointmentStatus, ParticipationStatus
from assistant.domain.effects import (
    BookAppointment,
    CancelAppointment,
    CancelAppointments,
    CheckBirthDate,
    Command,
    ConfirmAppointment,
    FindPeople,
    FindSlots,
    FindVisits,
    GiveConsent,
    HoldSlot,
    MatchPatient,
    MoveAppointment,
    PatientMatch,
    Query,
    Refused,
    RegisterPatient,
    ReleaseHold,
    ThreadVisit,
    WithdrawConsent,
)
from assistant.domain.errors import NotFound
from assistant.domain.facts import Lang
from assistant.domain.ids import AppointmentId, PatientId, ProviderId, SiteId, VisitTypeId
from assistant.domain.patient import Patient, Person
from assistant.domain.practice import Plan, Provider, Span, VisitType
from assistant.domain.schedule import FindSlotsResult, Slot
from assistant.service.answers import Answers, handlers_with
from assistant.service.scene import Scene
from assistant.store import appointments, consents, conversations, inbox, patients
from assistant.store.database import Store, Tx
from assistant.store.schedule.slot_index import SlotIndex
from tests.pipeline import LINE, PATIENT, a_practice, inbound, opened

ELM, RUIZ, CHECKUP = SiteId("elm"), ProviderId("ruiz"), VisitTypeId("checkup")
ANA, ZOE = PatientId("pat_ana"), PatientId("pat_zoe")
BORN = date(1985, 3, 14)
HOURS = ((Span(time(9), time(17)),),) * 5 + ((), ())
PRACTICE = replace(
    a_practice(),
    providers=(Provider(RUIZ, "Dr. Ruiz", "family", (Plan(ELM, HOURS),)),),
    visit_types=(
        VisitType(
            CHECKUP, {Lang.EN: "Checkup", Lang.ES: "Chequeo"}, timedelta(minutes=30), (RUIZ,)
        ),
    ),
)


class Asker:
    """Asks in the name of the number that is writing."""

    def __init__(self, store: Store) -> None:
        self.store, self.answers = store, Answers()
        kept = store.write_sync(lambda tx: inbox.add(tx, inbound(), Lang.EN))
        assert kept is not None
        self.conversation = kept.conversation
        self.subject: AppointmentId | None = None

    def __call__(self, asked: Query[Any] | Command[Any]) -> Any:
        def work(tx: Tx) -> Any:
            thread = conversations.get(tx, self.conversation)
            scene = Scene(thread, "inb_1", "", PRACTICE, self.subject, 1)
            return self.answers.answer(tx, scene, asked)

        return self.store.write_sync(work)

    def slots(self, patient: PatientId = ANA) -> tuple[Slot, ...]:
        found: FindSlotsResult = self(FindSlots(patient, CHECKUP))
        return found.slots

    def booked(self, patient: PatientId = ANA) -> Appointment:
        visit = self(BookAppointment(patient, self.slots(patient)[0]))
        assert isinstance(visit, Appointment)
        return visit


@pytest.fixture
def ask(tmp_path: Path) -> Generator[Asker]:
    with opened(tmp_path) as store:
        store.write_sync(
            lambda tx: patients.add(tx, Patient(ANA, "Ana", "Lopez", BORN, (PATIENT,)))
        )
        store.write_sync(
            lambda tx: patients.add(tx, Patient(ZOE, "Zoe", "Kim", BORN, ("+15550100777",)))
        )
        yield Asker(store)


def visit_of_zoe(ask: Asker) -> Appointment:
    slot = ask.slots()[-1]
    visit = Appointment(AppointmentId("apt_zoe"), ZOE, RUIZ, ELM, CHECKUP, slot.start, slot.end)
    added = ask.store.write_sync(lambda tx: appointments.add(tx, PRACTICE, visit))
    assert isinstance(added, Appointment)
    return added


def test_a_number_knows_its_patients_by_first_name(ask: Asker) -> None:
    assert ask(FindPeople()) == (Person(ANA, "Ana"),)
    assert ask(FindPeople(of_age=True)) == (Person(ANA, "Ana"),)


def test_a_visit_is_held_booked_confirmed_moved_and_cancelled(ask: Asker) -> None:
    first, second, *_ = ask.slots()
    assert ask(HoldSlot(first)) == first
    visit = ask(BookAppointment(ANA, first))
    assert (visit.start, visit.status) == (first.start, AppointmentStatus.BOOKED)
    assert ask(FindVisits(ANA)) == (visit,)
    assert ask(ConfirmAppointment(visit.id)).response is ParticipationStatus.ACCEPTED
    assert ask(MoveAppointment(visit.id, second)).start == second.start
    assert ask(CancelAppointment(visit.id)).status is AppointmentStatus.CANCELLED
    assert ask(FindVisits(ANA)) == ()


def test_a_released_hold_is_free_again(ask: Asker) -> None:
    slot = ask.slots()[0]
    ask(HoldSlot(slot))
    ask(ReleaseHold())
    assert slot in ask.slots()


def test_nobody_books_for_a_stranger(ask: Asker) -> None:
    assert ask(BookAppointment(ZOE, ask.slots()[0])) == Refused("not_allowed")


def test_nobody_hears_of_a_strangers_visits(ask: Asker) -> None:
    visit_of_zoe(ask)
    assert ask(FindVisits(ZOE)) == ()


@pytest.mark.parametrize("change", [CancelAppointment, ConfirmAppointment])
def test_nobody_changes_a_strangers_visit(
    ask: Asker, change: type[CancelAppointment] | type[ConfirmAppointment]
) -> None:
    assert ask(change(visit_of_zoe(ask).id)) == Refused("not_allowed")


def test_several_visits_are_cancelled_at_once(ask: Asker) -> None:
    first, _, third = ask.slots()
    keys = tuple(ask(BookAppointment(ANA, slot)).id for slot in (first, third))
    gone = ask(CancelAppointments(keys))
    assert [(visit.id, visit.status) for visit in gone] == [
        (key, AppointmentStatus.CANCELLED) for key in keys
    ]
    assert ask(FindVisits(ANA)) == ()
    assert ask(CancelAppointments(keys)) == gone


def test_none_is_cancelled_where_one_of_them_is_a_strangers(ask: Asker) -> None:
    stranger = visit_of_zoe(ask)
    own = ask(BookAppointment(ANA, ask.slots()[0]))
    assert ask(CancelAppointments((own.id, stranger.id))) == Refused("not_allowed")
    assert ask(FindVisits(ANA)) == (own,)


def test_nobody_moves_a_strangers_visit(ask: Asker) -> None:
    slot = ask.slots()[0]
    assert ask(MoveAppointment(visit_of_zoe(ask).id, slot)) == Refused("not_allowed")


def test_a_visit_that_is_not_there_is_refused_not_an_error(ask: Asker) -> None:
    assert ask(CancelAppointment(AppointmentId("apt_none"))) == Refused("not_allowed")


def test_what_a_command_did_before_it_failed_is_undone(ask: Asker) -> None:
    def half(tx: Tx, scene: Scene, _: object) -> None:
        consents_before = Answers()
        consents_before.answer(tx, scene, WithdrawConsent("stop"))
        raise NotFound("planted")

    ask.answers = Answers(handlers={**handlers_with(SlotIndex()), CancelAppointment: half})
    assert ask(CancelAppointment(AppointmentId("apt_1"))) == Refused("not_allowed")
    assert not ask.store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))


def test_wrong_dates_of_birth_are_counted_though_they_are_refused(ask: Asker) -> None:
    wrong = CheckBirthDate(ANA, date(1999, 1, 1))
    assert [ask(wrong).outcome for _ in range(4)] == ["wrong", "wrong", "locked", "locked"]


def test_whoever_knows_name_and_birth_date_is_reached_here_from_now_on(ask: Asker) -> None:
    found = ask(MatchPatient("Zoe Kim", BORN))
    assert found == PatientMatch("one", Person(ZOE, "Zoe", is_verified=True))
    assert ask.booked(ZOE).patient == ZOE


def test_a_new_patient_may_book_at_once(ask: Asker) -> None:
    new = ask(RegisterPatient("Max Bauer", date(1990, 5, 6)))
    assert new.first == "Max"
    assert ask.booked(new.id).patient == new.id


def test_the_visit_of_the_thread_is_told_only_while_it_stands(ask: Asker) -> None:
    assert ask(ThreadVisit()) is None
    visit = ask.booked()
    ask.subject = visit.id
    assert ask(ThreadVisit()) == visit
    ask(CancelAppointment(visit.id))
    assert ask(ThreadVisit()) is None
    ask.subject = AppointmentId("apt_none")
    assert ask(ThreadVisit()) is None


def test_an_opt_out_says_whether_a_visit_hangs_on_it(ask: Asker) -> None:
    assert ask(WithdrawConsent("stop")) is False
    ask.booked()
    assert ask(WithdrawConsent("stop")) is True
    assert ask.store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))
    assert len(ask.store.read_sync(lambda tx: consents.history(tx, PATIENT))) == 4
    assert ask(GiveConsent("start")) is True
    assert not ask.store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))
