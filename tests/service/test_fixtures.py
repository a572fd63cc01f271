"""A fixture is read with all its mistakes named, and written down with the ids it has."""

import json
from collections.abc import Generator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.domain.appointment import Appointment, AppointmentStatus
from assistant.domain.consent import ConsentState, Purpose
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.ids import AppointmentId, PatientId
from assistant.domain.patient import Patient
from assistant.service.fixtures import Fixture, apply, load_fixture
from assistant.store import appointments, consents, patients
from assistant.store.database import Store
from tests.databases import url_in
from tests.service.samples import line_of, sample_practice
from tests.store.world import open_store

PRACTICE = sample_practice()
LINE = PRACTICE.lines[0].address

TOML = """\
[[patients]]
id = "pat_1"
first = "Ana"
last = "Núñez"
dob = 1985-03-14
phones = ["+15550100001"]
lang = "es"

[[patients]]
id = "pat_2"
first = "Ben"
last = "Olsen"

[[appointments]]
id = "apt_1"
patient = "pat_1"
provider = "ruiz"
visit_type = "checkup"
site = "maple"
start = 2026-03-03T09:00:00-05:00

[[appointments]]
id = "apt_2"
patient = "pat_2"
provider = "ruiz"
visit_type = "follow-up"
site = "maple"
start = 2026-03-03T09:30:00
status = "cancelled"

[[consents]]
phone = "+15550100009"
state = "withdrawn"

[[coverages]]
patient = "pat_1"
payor = "Aetna"
"""

CLASH = """\
[[appointments]]
id = "apt_3"
patient = "pat_2"
provider = "ruiz"
visit_type = "checkup"
site = "maple"
start = 2026-03-03T09:25:00"""

AS_JSON = {
    "patients": [
        {
            "id": "pat_1",
            "first": "Ana",
            "last": "Núñez",
            "dob": "1985-03-14",
            "phones": ["+15550100001"],
            "lang": "es",
        },
        {"id": "pat_2", "first": "Ben", "last": "Olsen"},
    ],
    "appointments": [
        {
            "id": "apt_1",
            "patient": "pat_1",
            "provider": "ruiz",
            "visit_type": "checkup",
            "site": "maple",
            "start": "2026-03-03T09:00:00-05:00",
        },
        {
            "id": "apt_2",
            "patient": "pat_2",
            "provider": "ruiz",
            "visit_type": "follow-up",
            "site": "maple",
            "start": "2026-03-03T09:30:00",
            "status": "cancelled",
        },
    ],
    "consents": [{"phone": "+15550100009", "state": "withdrawn"}],
    "coverages": [{"patient": "pat_1", "payor": "Aetna"}],
}


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    store = open_store(url_in(tmp_path))
    yield store
    store.close_sync()


def written(store: Store, text: str = TOML) -> Store:
    fixture = load_fixture(text, "toml")
    store.write_sync(lambda tx: apply(tx, PRACTICE, fixture))
    return store


def visit(store: Store, key: str) -> Appointment:
    return store.write_sync(lambda tx: appointments.get(tx, AppointmentId(key)))


def mistakes(text: str, kind: str = "toml") -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load_fixture(text, kind)
    return str(caught.value).splitlines()


class TestReading:
    def test_toml_and_json_say_the_same(self) -> None:
        assert load_fixture(TOML, "toml") == load_fixture(json.dumps(AS_JSON), "json")

    def test_an_empty_one_is_empty(self) -> None:
        assert load_fixture("", "toml") == load_fixture("{}", "json") == Fixture()

    def test_coverages_are_kept_aside_and_said_so(self) -> None:
        fixture = load_fixture(TOML, "toml")
        assert fixture.coverages == ({"patient": "pat_1", "payor": "Aetna"},)
        assert fixture.notices == ("coverages: 1 read and kept aside; nothing uses them yet",)

    @pytest.mark.parametrize(
        ("old", "new", "key"),
        [
            ('id = "pat_2"\n', "", "patients[2]: id is missing"),
            ('last = "Olsen"', "last = 7", "patients[2].last: must be a text"),
            ("dob = 1985-03-14", 'dob = "14.3.85"', "patients[1].dob: must be a date"),
            ("dob = 1985-03-14", "dob = 1985-03-14T00:00:00", "patients[1].dob: must be a date"),
            ("+15550100001", "5550100001", "patients[1].phones[1]: must be a phone number"),
            ('lang = "es"', 'lang = "fr"', 'patients[1].lang: there is no "fr"'),
            ('"pat_2"\nfirst', '"pat_1"\nfirst', "patients[2].id: this id is there twice"),
            ('id = "apt_2"', 'id = "apt 2"', "appointments[2].id: must have no blanks"),
            ('site = "maple"', 'sites = "maple"', "appointments[1].sites: there is no such key"),
            ("09:00:00-05:00", "09:02:00-05:00", "appointments[1].start: must be at a multiple"),
            ("2026-03-03T09:30:00", "2026-03-03", "appointments[2].start: must be a date and time"),
            ("2026-03-03T09:30:00", "0001-01-01T00:00:00", "appointments[2].start: must be a date"),
            ('"cancelled"', '"cancel"', "appointments[2].status: there is no"),
            ('"withdrawn"', '"withdrew"', "consents[1].state: there is no"),
            ("+15550100009", "9", "consents[1].phone: must be a phone number"),
            ("[[coverages]]", "[[coverage]]", "coverage: there is no such key here; did you mean"),
        ],
    )
    def test_a_mistake_is_named_with_its_entry_and_line(self, old: str, new: str, key: str) -> None:
        assert old in TOML
        text = TOML.replace(old, new, 1)
        found = [line for line in mistakes(text) if key in line]
        assert len(found) == 1
        assert abs(int(found[0].split(":")[1]) - line_of(TOML, old)) <= 1

    def test_in_json_too_all_together_and_without_lines(self) -> None:
        people = [{"id": "p", "first": "A", "last": "B", "dob": "soon"}, {"id": "q"}, 3]
        found = mistakes(json.dumps({"patients": people}), "json")
        assert "fixture: patients[1].dob: must be a date like 1986-04-12" in found
        assert "fixture: patients[3]: must be a table: { key = value, ... }" in found
        assert any("patients[2]: first is missing" in line for line in found)

    @pytest.mark.parametrize(("text", "kind"), [("[", "toml"), ("[", "json"), ("[]", "json")])
    def test_what_cannot_be_read_is_said_so(self, text: str, kind: str) -> None:
        assert len(mistakes(text, kind)) == 1

    def test_another_format_is_refused(self) -> None:
        assert "yaml" in mistakes("", "yaml")[0]

    def test_what_patients_are_called_is_in_no_message(self) -> None:
        for line in mistakes(TOML.replace("+15550100001", "nobody").replace("1985-03-14", "'x'")):
            assert "nobody" not in line
            assert "Ana" not in line


class TestWriting:
    def test_patients_have_the_ids_and_numbers_of_the_fixture(self, store: Store) -> None:
        found = written(store).write_sync(lambda tx: patients.get(tx, PatientId("pat_1")))
        assert found == Patient(
            PatientId("pat_1"), "Ana", "Núñez", date(1985, 3, 14), ("+15550100001",), Lang.ES
        )

    def test_they_are_no_new_patients(self, store: Store) -> None:
        assert not written(store).read_sync(lambda tx: patients.is_new(tx, PatientId("pat_2")))

    def test_a_visit_is_as_long_as_its_type(self, store: Store) -> None:
        found = visit(written(store), "apt_1")
        assert found.start == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
        assert found.end == datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
        assert (found.patient, found.status) == ("pat_1", AppointmentStatus.BOOKED)

    def test_a_start_without_an_offset_is_on_the_sites_wall(self, store: Store) -> None:
        found = visit(written(store), "apt_2")
        assert found.start == datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
        assert found.status is AppointmentStatus.CANCELLED

    def test_a_consent_holds_for_every_line_unless_it_names_one(self, store: Store) -> None:
        more = '\n[[consents]]\nphone = "+15550100008"\nline = "terminal"\nstate = "withdrawn"\n'
        written(store, TOML + more)

        def state(phone: str, line: str) -> ConsentState | None:
            return store.read_sync(lambda tx: consents.state(tx, phone, line, Purpose.CARE))

        assert state("+15550100009", LINE) is ConsentState.WITHDRAWN
        assert state("+15550100009", "terminal") is ConsentState.WITHDRAWN
        assert state("+15550100008", "terminal") is ConsentState.WITHDRAWN
        assert state("+15550100008", LINE) is None

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('"ruiz"', '"who"', "appointments[1].provider: the practice has none with that id"),
            ('"maple"', '"who"', "appointments[1].site: the practice has none with that id"),
            ('"checkup"', '"x"', "appointments[1].visit_type: the practice has none with that id"),
            (
                'patient = "pat_1"\nprov',
                'patient = "pat_9"\nprov',
                "appointments[1].patient: this fixture has none with that id",
            ),
            (
                'status = "cancelled"',
                CLASH,
                "appointments[3].start: another visit of this provider is at that time",
            ),
        ],
    )
    def test_what_does_not_fit_is_named_and_nothing_is_kept(
        self, store: Store, old: str, new: str, message: str
    ) -> None:
        assert old in TOML
        with pytest.raises(ConfigurationError) as caught:
            written(store, TOML.replace(old, new, 1))
        assert message in str(caught.value)
        assert store.read_sync(patients.all_ids) == ()
