"""What a dialog asks of the store, answered in the turn's own transaction.

One handler for each query and command. A command runs in a savepoint: an error undoes what it
did and nothing else. An outcome that the command names is a value, `Refused`, and what was
written on the way to it (a counted wrong date of birth) stays.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from inspect import getmembers, isclass
from typing import Any

from assistant.domain import effects
from assistant.domain.appointment import Appointment
from assistant.domain.clock import local
from assistant.domain.effects import (
    Answer,
    AnswerQuestion,
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
from assistant.domain.errors import ConfigurationError, DomainError, NotFound
from assistant.domain.ids import AppointmentId, PatientId
from assistant.domain.patient import Person
from assistant.domain.schedule import FindSlotsResult, Slot, Wish, fits_wish, wish_to_move
from assistant.service import consent, information
from assistant.service.consent import Said
from assistant.service.scene import Scene
from assistant.store import appointments, holds, patients, slots
from assistant.store.database import Tx
from assistant.store.schedule.slot_index import SlotIndex

Asks = type[Query[Any]] | type[Command[Any]]
Handler = Callable[[Tx, Scene, Any], Any]
_NOT_ALLOWED = Refused("not_allowed")


class Answers:
    """Hands each query and command to its handler."""

    def __init__(
        self, index: SlotIndex | None = None, handlers: dict[Asks, Handler] | None = None
    ) -> None:
        """See to it that nothing can be asked that nobody answers.

        `index`: what is known of free times, shared by all that search in this process.

        Raises:
            ConfigurationError: a query or command has no handler.
        """
        self._handlers = handlers_with(index or SlotIndex()) if handlers is None else handlers
        missing = sorted(kind.__name__ for kind in asks() if kind not in self._handlers)
        if missing:
            raise ConfigurationError(f"service/answers.py has no handler for {', '.join(missing)}")

    def answer(self, tx: Tx, scene: Scene, asked: Query[Any] | Command[Any]) -> Any:  # noqa: ANN401 (the type is the query's own)
        """The result, of the type that the query or command names, or `Refused`.

        Raises:
            DomainError: a command ended in a way that it does not name.
        """
        handler = self._handlers[type(asked)]
        if isinstance(asked, Query):
            return handler(tx, scene, asked)
        try:
            with tx.savepoint():
                return handler(tx, scene, asked)
        except DomainError:
            if _NOT_ALLOWED.outcome in asked.outcomes:
                return _NOT_ALLOWED
            raise


def asks() -> frozenset[type[object]]:
    """All queries and commands there are."""
    kinds: list[type[object]] = [kind for _, kind in getmembers(effects, isclass)]
    return frozenset(kind for kind in kinds if _is_asked(kind))


def _is_asked(kind: type[object]) -> bool:
    return issubclass(kind, Query | Command) and kind not in {Query, Command}


# --- queries ------------------------------------------------------------------------------------


def _find_people(tx: Tx, scene: Scene, asked: FindPeople) -> tuple[Person, ...]:
    if asked.of_age:
        today = local(tx.now, scene.practice.zone).date()
        return patients.grown_at(tx, scene.thread.contact, today)
    return patients.all_at(tx, scene.thread.contact)


def _match_patient(tx: Tx, scene: Scene, asked: MatchPatient) -> PatientMatch:
    """Whoever knows name and date of birth is taken to be reached at this address from now on."""
    match = patients.match(tx, asked.name, asked.born_on)
    if match.patient is None:
        return match
    return PatientMatch(match.how, patients.link(tx, match.patient.id, scene.thread.contact))


def _find_slots(index: SlotIndex, tx: Tx, scene: Scene, asked: FindSlots) -> FindSlotsResult:
    old = appointments.get(tx, asked.moving) if asked.moving is not None else None
    if old is not None:
        zone = scene.practice.site(old.site).zone
        asked = replace(asked, wish=wish_to_move(asked.wish, old.start, zone))
    found = slots.find(
        tx,
        scene.practice,
        asked,
        conversation=scene.thread.id,
        is_new=patients.is_new(tx, asked.patient),
        index=index,
    )
    if old is None:
        return found
    now = (old.start, old.provider, old.site)
    others = tuple(s for s in found.slots if (s.start, s.provider, s.site) != now)
    return replace(found, slots=others or found.slots, wish=asked.wish)


def _find_visits(tx: Tx, scene: Scene, asked: FindVisits) -> tuple[Appointment, ...]:
    if not _is_theirs(tx, scene, asked.patient):
        return ()
    coming = appointments.coming(tx, asked.patient)
    named = tuple(visit for visit in coming if _is_wished(scene, visit, asked.wish))
    return named or coming


def _is_wished(scene: Scene, visit: Appointment, wish: Wish | None) -> bool:
    """Does the visit lie where the patient's words point, on its site's wall?"""
    zone = scene.practice.site(visit.site).zone
    return wish is None or wish.shift is not None or fits_wish(visit.start, wish, zone)


def _thread_visit(tx: Tx, scene: Scene, asked: ThreadVisit) -> Appointment | None:
    if scene.subject is None:
        return None
    try:
        visit = appointments.get(tx, scene.subject)
    except NotFound:
        return None
    coming = (v for v in appointments.coming(tx, visit.patient) if v.id == visit.id)
    return next((v for v in coming if _is_wished(scene, v, asked.wish)), None)


def _answer_question(tx: Tx, scene: Scene, asked: AnswerQuestion) -> Answer:
    return information.answer(scene.practice, asked, tx.now)


# --- commands -----------------------------------------------------------------------------------


def _hold_slot(tx: Tx, scene: Scene, do: HoldSlot) -> Slot | Refused:
    thread = scene.thread
    return holds.hold(tx, scene.practice, thread.id, thread.address, do.slot, do.moving)


def _release_hold(tx: Tx, scene: Scene, _: ReleaseHold) -> None:
    holds.release_hold(tx, scene.thread.id)


def _book(tx: Tx, scene: Scene, do: BookAppointment) -> Appointment | Refused:
    if not _is_theirs(tx, scene, do.patient):
        return _NOT_ALLOWED
    return appointments.book(tx, scene.practice, scene.thread.id, do.patient, do.slot)


def _move(tx: Tx, scene: Scene, do: MoveAppointment) -> Appointment | Refused:
    if not _is_their_visit(tx, scene, do.appointment):
        return _NOT_ALLOWED
    return appointments.move(tx, scene.practice, scene.thread.id, do.appointment, do.slot)


def _cancel(tx: Tx, scene: Scene, do: CancelAppointment) -> Appointment | Refused:
    if not _is_their_visit(tx, scene, do.appointment):
        return _NOT_ALLOWED
    return appointments.cancel(tx, do.appointment)


def _cancel_all(tx: Tx, scene: Scene, do: CancelAppointments) -> tuple[Appointment, ...] | Refused:
    if not all(_is_their_visit(tx, scene, key) for key in do.appointments):
        return _NOT_ALLOWED
    done = [appointments.cancel(tx, key) for key in do.appointments]
    return tuple(visit for visit in done if isinstance(visit, Appointment)) or _NOT_ALLOWED


def _confirm(tx: Tx, scene: Scene, do: ConfirmAppointment) -> Appointment | Refused:
    if not _is_their_visit(tx, scene, do.appointment):
        return _NOT_ALLOWED
    return appointments.confirm(tx, do.appointment)


def _register(tx: Tx, scene: Scene, do: RegisterPatient) -> Person | Refused:
    thread = scene.thread
    return patients.register(tx, do.name, do.born_on, thread.contact, thread.lang)


def _check_birth_date(tx: Tx, scene: Scene, do: CheckBirthDate) -> Person | Refused:
    return patients.check_birth_date(tx, scene.thread.contact, do.patient, do.born_on)


def _withdraw(tx: Tx, scene: Scene, do: WithdrawConsent) -> bool:
    consent.withdraw(tx, _said(scene, do.words))
    people = patients.all_at(tx, scene.thread.contact)
    return any(appointments.coming(tx, person.id) for person in people)


def _give(tx: Tx, scene: Scene, do: GiveConsent) -> bool:
    consent.give(tx, _said(scene, do.words))
    return True


def handlers_with(index: SlotIndex) -> dict[Asks, Handler]:
    """Who answers what."""
    return {
        FindPeople: _find_people,
        MatchPatient: _match_patient,
        FindSlots: partial(_find_slots, index),
        FindVisits: _find_visits,
        ThreadVisit: _thread_visit,
        AnswerQuestion: _answer_question,
        HoldSlot: _hold_slot,
        ReleaseHold: _release_hold,
        BookAppointment: _book,
        MoveAppointment: _move,
        CancelAppointment: _cancel,
        CancelAppointments: _cancel_all,
        ConfirmAppointment: _confirm,
        RegisterPatient: _register,
        CheckBirthDate: _check_birth_date,
        WithdrawConsent: _withdraw,
        GiveConsent: _give,
    }


def _said(scene: Scene, words: str) -> Said:
    return Said(scene.thread.address, scene.thread.line, "patient-text", words)


def _is_theirs(tx: Tx, scene: Scene, patient: PatientId) -> bool:
    """Is that patient reached at the address that is writing?"""
    return any(person.id == patient for person in patients.all_at(tx, scene.thread.contact))


def _is_their_visit(tx: Tx, scene: Scene, appointment: AppointmentId) -> bool:
    return _is_theirs(tx, scene, appointments.get(tx, appointment).patient)
