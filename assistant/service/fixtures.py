"""What exists before the first line of a script: patients, their visits, what they opted out of.

A fixture is TOML or JSON with four lists, each of which may be left out:

    patients      id, first, last, dob, phones, lang ("en")
    appointments  id, patient, provider, visit_type, site, start, status ("booked")
    consents      phone, purpose ("care"), state, line (every line of the practice)
    coverages     kept as they are; nothing reads them yet

`start` is a date and time; without an offset it is on the site's wall.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar, cast

from assistant.domain.appointment import Appointment, AppointmentStatus
from assistant.domain.clock import Instant, instant
from assistant.domain.consent import Consent, ConsentState, Purpose
from assistant.domain.effects import Refused
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.ids import AppointmentId, PatientId, ProviderId, SiteId, VisitTypeId
from assistant.domain.patient import Patient
from assistant.domain.practice import Practice
from assistant.domain.schedule import CELL_MINUTES
from assistant.service.phones import PHONE_WANTED, is_phone
from assistant.service.practice_file import Notes, Problem, Section, open_file
from assistant.store import appointments, consents, patients
from assistant.store.transactions import Tx

T = TypeVar("T")

_YEARS = range(1970, 2100)
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_TIME_WANTED = "a date and time like 2026-03-02T09:00:00-05:00"
_DAY_WANTED = "a date like 1986-04-12"


@dataclass(frozen=True, slots=True)
class FixtureVisit:
    """A visit as the fixture has it; a naive `start` is on the wall of its site."""

    id: AppointmentId
    patient: PatientId
    provider: ProviderId
    site: SiteId
    visit_type: VisitTypeId
    start: datetime
    status: AppointmentStatus


@dataclass(frozen=True, slots=True)
class FixtureConsent:
    """What a number said to a purpose; `line` "" stands for every line of the practice."""

    phone: str
    purpose: Purpose
    state: ConsentState
    line: str = ""


@dataclass(frozen=True, slots=True)
class Fixture:
    """All entries of a fixture. `notices`: one line each on what was taken but has no effect."""

    patients: tuple[Patient, ...] = ()
    appointments: tuple[FixtureVisit, ...] = ()
    consents: tuple[FixtureConsent, ...] = ()
    coverages: tuple[dict[str, object], ...] = ()
    notices: tuple[str, ...] = ()


def load_fixture(text: str, format: str) -> Fixture:  # noqa: A002 - what its callers name it
    """The fixture in a text; `format` is "toml" or "json".

    Raises:
        ConfigurationError: with every mistake, one a line: entry (the first is [1]), key, remedy.
    """
    if format == "toml":
        root, notes = open_file(text, "fixture")
    elif format == "json":
        root, notes = _open_json(text)
    else:
        raise ConfigurationError(f'a fixture is "toml" or "json", not "{format}"')
    fixture = Fixture() if root is None else _fixture(root, notes)
    _refuse(notes.in_order(), has_lines=format == "toml")
    return fixture


def apply(tx: Tx, practice: Practice, fixture: Fixture) -> None:
    """Write it all down, with the ids it has.

    Raises:
        ConfigurationError: with every entry that does not fit the practice or another entry.
            The transaction is to be given up then.
        StoreError: an id is in the store already.
    """
    notes = Notes("fixture", {})
    _fits(practice, fixture, notes)
    _refuse(notes.problems)
    for patient in fixture.patients:
        patients.add(tx, patient)
    for number, visit in enumerate(fixture.appointments):
        if isinstance(appointments.add(tx, practice, _appointment(practice, visit)), Refused):
            notes.add(
                ("appointments", number, "start"),
                "another visit of this provider is at that time, buffers included",
            )
    _refuse(notes.problems)
    for said in fixture.consents:
        for line in _lines(practice, said):
            consents.add(
                tx, Consent(said.phone, line, said.purpose, said.state, tx.now, source="import")
            )


def _refuse(problems: list[Problem], *, has_lines: bool = False) -> None:
    if problems:
        shown = (str(p) if has_lines else f"{p.file}: {p.key}: {p.message}" for p in problems)
        raise ConfigurationError("\n".join(shown))


# --- reading ------------------------------------------------------------------------------------


def _open_json(text: str) -> tuple[Section | None, Notes]:
    notes = Notes("fixture", {})
    try:
        values: object = json.loads(text)
    except ValueError as error:
        notes.add((), f"this is not JSON: {error}")
        return None, notes
    if not isinstance(values, dict):
        notes.add((), 'must be an object with lists: {"patients": [...], ...}')
        return None, notes
    return Section(cast("dict[str, object]", values), (), notes), notes


def _fixture(root: Section, notes: Notes) -> Fixture:
    found = Fixture(
        patients=_each(root, "patients", lambda entry: _patient(entry, notes)),
        appointments=_each(root, "appointments", _visit),
        consents=_each(root, "consents", _consent),
        coverages=tuple(entry.as_dict() for entry in root.sections("coverages")),
    )
    root.finish()
    _unique(notes, "patients", [patient.id for patient in found.patients])
    _unique(notes, "appointments", [visit.id for visit in found.appointments])
    if not found.coverages:
        return found
    notice = f"coverages: {len(found.coverages)} read and kept aside; nothing uses them yet"
    return Fixture(found.patients, found.appointments, found.consents, found.coverages, (notice,))


def _each(root: Section, key: str, make: Callable[[Section], T]) -> tuple[T, ...]:
    found: list[T] = []
    for entry in root.sections(key):
        found.append(make(entry))
        entry.finish()
    return tuple(found)


def _patient(entry: Section, notes: Notes) -> Patient:
    phones = entry.texts("phones")
    for number, phone in enumerate(phones):
        if not is_phone(phone):
            notes.add((*entry.path, "phones", number), PHONE_WANTED)
    return Patient(
        id=PatientId(_id(entry)),
        first=entry.text("first"),
        last=entry.text("last"),
        born_on=_day(entry, "dob") if entry.has("dob") else None,
        phones=phones,
        lang=Lang(entry.choice("lang", [lang.value for lang in Lang], "en")),
    )


def _visit(entry: Section) -> FixtureVisit:
    statuses = [status.value for status in AppointmentStatus]
    return FixtureVisit(
        id=AppointmentId(_id(entry)),
        patient=PatientId(entry.text("patient")),
        provider=ProviderId(entry.text("provider")),
        site=SiteId(entry.text("site")),
        visit_type=VisitTypeId(entry.text("visit_type")),
        start=_moment(entry, "start"),
        status=AppointmentStatus(entry.choice("status", statuses, "booked")),
    )


def _consent(entry: Section) -> FixtureConsent:
    phone = entry.text("phone")
    if phone and not is_phone(phone):
        entry.wrong("phone", PHONE_WANTED)
    return FixtureConsent(
        phone,
        Purpose(entry.choice("purpose", [purpose.value for purpose in Purpose], "care")),
        ConsentState(entry.choice("state", [state.value for state in ConsentState])),
        entry.text("line", ""),
    )


def _id(entry: Section) -> str:
    key = entry.text("id")
    if len(key) > _LONGEST_ID or any(char.isspace() for char in key):
        entry.wrong("id", f"must have no blanks and at most {_LONGEST_ID} characters")
    return key


_LONGEST_ID = 40


def _day(entry: Section, key: str) -> date | None:
    value = entry.value(key, _DAY_WANTED)
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if isinstance(found, datetime) or not isinstance(found, date):
        entry.wrong(key, f"must be {_DAY_WANTED}")
        return None
    return found


def _moment(entry: Section, key: str) -> datetime:
    if not entry.has(key):
        entry.wrong("", f"{key} is missing; add {_TIME_WANTED}")
        return _NO_TIME
    value = entry.value(key, _TIME_WANTED)
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if not isinstance(found, datetime) or found.year not in _YEARS:
        entry.wrong(key, f"must be {_TIME_WANTED}")
        return _NO_TIME
    if found.minute % CELL_MINUTES or found.second or found.microsecond:
        entry.wrong(key, f"must be at a multiple of {CELL_MINUTES} minutes")
    return found


def _unique(notes: Notes, name: str, keys: list[PatientId] | list[AppointmentId]) -> None:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key and key in seen:
            notes.add((name, number, "id"), "this id is there twice; give each entry its own")
        seen.add(key)


# --- writing ------------------------------------------------------------------------------------


def _fits(practice: Practice, fixture: Fixture, notes: Notes) -> None:
    known = {
        "patient": {str(patient.id) for patient in fixture.patients},
        "provider": {str(provider.id) for provider in practice.providers},
        "site": {str(site.id) for site in practice.sites},
        "visit_type": {str(visit_type.id) for visit_type in practice.visit_types},
    }
    for number, visit in enumerate(fixture.appointments):
        for key, ids in known.items():
            if getattr(visit, key) not in ids:
                where = "this fixture" if key == "patient" else "the practice"
                notes.add(("appointments", number, key), f"{where} has none with that id")
    for number, said in enumerate(fixture.consents):
        if not _lines(practice, said):
            notes.add(("consents", number, "line"), "is missing: the practice has no lines either")


def _appointment(practice: Practice, visit: FixtureVisit) -> Appointment:
    start = _instant(practice, visit)
    return Appointment(
        id=visit.id,
        patient=visit.patient,
        provider=visit.provider,
        site=visit.site,
        visit_type=visit.visit_type,
        start=start,
        end=start + practice.visit_type(visit.visit_type).duration,
        status=visit.status,
    )


def _instant(practice: Practice, visit: FixtureVisit) -> Instant:
    if visit.start.tzinfo is not None:
        return visit.start.astimezone(UTC)
    wall = visit.start
    return instant(wall.date(), wall.time(), practice.site(visit.site).zone)


def _lines(practice: Practice, said: FixtureConsent) -> list[str]:
    """The addresses an entry holds for, each once."""
    if said.line:
        return [said.line]
    return list(dict.fromkeys(line.address for line in practice.lines))
