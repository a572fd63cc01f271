from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from assistant.domain.appointment import AppointmentStatus
from assistant.domain.effects import PatientMatch, Refused
from assistant.domain.errors import KeyUnavailable, NotFound
from assistant.domain.facts import Lang
from assistant.domain.ids import PatientId
from assistant.domain.patient import ContactPoint, Patient, Person
from assistant.store import appointments, audit, patients
from assistant.store.database import Store
from assistant.store.tables.people import patients as table
from assistant.store.transactions import Tx
from assistant.store.vault import Vault, added_key
from tests.databases import fresh_sqlite, url_in
from tests.store.world import (
    ANNA,
    BEN,
    KEYS,
    NOW,
    PHONE,
    CountedIds,
    Desk,
    HandClock,
    a_patient,
    a_slot,
)

BORN = date(1980, 5, 17)
OTHER_DAY = date(1981, 5, 17)
HERE, ELSEWHERE = ContactPoint("sms", PHONE), ContactPoint("sms", "+15550100009")


def people_at(desk: Desk, contact: ContactPoint = HERE) -> tuple[Person, ...]:
    return desk.store.write_sync(lambda tx: patients.all_at(tx, contact))


def match(desk: Desk, name: str, born_on: date = BORN) -> PatientMatch:
    return desk.store.write_sync(lambda tx: patients.match(tx, name, born_on))


def check(desk: Desk, born_on: date, who: PatientId = ANNA, at: ContactPoint = HERE) -> object:
    return desk.store.write_sync(lambda tx: patients.check_birth_date(tx, at, who, born_on))


class TestOnFile:
    def test_a_patient_comes_back_as_written(self, desk: Desk) -> None:
        whole = Patient(PatientId("pat_x"), "Zoë", "O'Hara", BORN, (PHONE, "+15550100002"), Lang.ES)
        desk.do(lambda tx: patients.add(tx, whole))
        assert desk.store.write_sync(lambda tx: patients.get(tx, whole.id)) == whole

    def test_nobody_has_that_id(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            desk.do(lambda tx: patients.get(tx, PatientId("pat_none")))

    def test_a_family_shares_a_number_and_shows_first_names(self, desk: Desk) -> None:
        assert people_at(desk) == (Person(ANNA, "Anna"), Person(BEN, "Ben"))
        assert people_at(desk, ELSEWHERE) == ()

    def test_a_number_is_the_same_on_every_channel(self, desk: Desk) -> None:
        assert len(people_at(desk, ContactPoint("simulated", PHONE))) == 2

    def test_a_chat_address_counts_on_its_own_channel_only(self, desk: Desk) -> None:
        chat = ContactPoint("telegram", "1234")
        desk.do(lambda tx: patients.link(tx, ANNA, chat))
        assert [person.id for person in people_at(desk, chat)] == [ANNA]
        assert people_at(desk, ContactPoint("webchat", "1234")) == ()

    def test_a_wrong_number_is_taken_off(self, desk: Desk) -> None:
        desk.do(lambda tx: patients.unlink(tx, ANNA, HERE))
        assert [person.id for person in people_at(desk)] == [BEN]

    def test_every_look_leaves_a_row(self, desk: Desk) -> None:
        before = desk.store.read_sync(audit.last_seq)
        people_at(desk)
        desk.do(lambda tx: patients.get(tx, ANNA))
        match(desk, "Ben Lopez")
        events = desk.store.read_sync(lambda tx: audit.events_after(tx, before))
        assert [event.about.patient for event in events] == [ANNA, BEN, ANNA, BEN]
        assert {event.action for event in events} == {"patient_read"}

    def test_swapped_fields_of_two_patients_do_not_open(self, desk: Desk) -> None:
        def swap(tx: Tx) -> None:
            other = select(table.c.first_sealed).where(table.c.id == BEN)
            stolen = tx.conn.execute(other).scalar_one()
            tx.conn.execute(update(table).where(table.c.id == ANNA).values(first_sealed=stolen))

        desk.do(swap)
        with pytest.raises(KeyUnavailable):
            people_at(desk)

    def test_a_new_key_finds_who_was_written_with_the_old_one(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        url = url_in(tmp_path)
        vault = Vault.from_text(added_key(KEYS))
        newer = Store.open(url, vault, clock=HandClock(), ids=CountedIds(900))
        found = newer.write_sync(lambda tx: patients.all_at(tx, HERE))
        again = newer.write_sync(lambda tx: patients.link(tx, ANNA, HERE))
        newer.close_sync()
        assert [person.first for person in found] == ["Anna", "Ben"]
        assert again.is_verified
        assert len(people_at(desk)) == 2


class TestMatch:
    @pytest.mark.parametrize(
        "name",
        [
            "Anna Lopez",
            "anna lópez",
            "LOPEZ, ANNA",
            "Ana Lopez",
            "Anna Lopze",
            "Anna Lopes",
            "Annna Lopez",
        ],
    )
    def test_the_name_may_be_written_otherwise(self, desk: Desk, name: str) -> None:
        assert match(desk, name) == PatientMatch("one", Person(ANNA, "Anna"))

    @pytest.mark.parametrize(
        "name", ["Anna", "Lopez", "Ana Lopes", "Anna Lopez Ruiz", "Clara Lopez", "", "Lopez Lopez"]
    )
    def test_another_name_is_nobody(self, desk: Desk, name: str) -> None:
        assert match(desk, name) == PatientMatch("none")

    def test_another_date_of_birth_is_nobody(self, desk: Desk) -> None:
        assert match(desk, "Anna Lopez", OTHER_DAY) == PatientMatch("none")

    def test_an_exact_name_wins_over_a_near_one(self, desk: Desk) -> None:
        desk.do(lambda tx: patients.add(tx, a_patient(PatientId("pat_twin"), "Anne")))
        assert match(desk, "Anna Lopez").patient == Person(ANNA, "Anna")
        assert match(desk, "Ann Lopez") == PatientMatch("several")

    def test_two_of_the_same_name_are_several(self, desk: Desk) -> None:
        desk.do(lambda tx: patients.add(tx, a_patient(PatientId("pat_same"))))
        assert match(desk, "Anna Lopez") == PatientMatch("several")

    def test_middle_and_second_last_names_may_be_left_out(self, desk: Desk) -> None:
        long = a_patient(PatientId("pat_long"), "María Elena", "García Márquez")
        desk.do(lambda tx: patients.add(tx, long))
        for name in ("Maria Garcia", "elena marquez", "Maria Elena Garcia Marquez"):
            assert match(desk, name).patient == Person(long.id, "María Elena")

    def test_somebody_without_a_date_of_birth_is_not_found_by_one(self, desk: Desk) -> None:
        nameless = replace(a_patient(PatientId("pat_y"), "Eva", "Stone"), born_on=None)
        desk.do(lambda tx: patients.add(tx, nameless))
        assert match(desk, "Eva Stone") == PatientMatch("none")


class TestBirthDate:
    def test_a_right_one_counts_for_thirty_days_on_that_number(self, desk: Desk) -> None:
        desk.do(lambda tx: patients.add(tx, replace(a_patient(PatientId("pat_z")), phones=())))
        desk.do(lambda tx: patients.link(tx, ANNA, ELSEWHERE))
        desk.clock.forward(timedelta(days=31))
        assert check(desk, BORN) == Person(ANNA, "Anna", is_verified=True)
        desk.clock.forward(timedelta(days=29))
        assert people_at(desk)[0].is_verified
        assert not people_at(desk, ELSEWHERE)[0].is_verified
        desk.clock.forward(timedelta(days=1))
        assert not people_at(desk)[0].is_verified

    def test_three_wrong_ones_lock_the_person_everywhere(self, desk: Desk) -> None:
        desk.do(lambda tx: patients.link(tx, ANNA, ELSEWHERE))
        assert check(desk, OTHER_DAY) == Refused("wrong")
        assert check(desk, OTHER_DAY, at=ELSEWHERE) == Refused("wrong")
        assert check(desk, OTHER_DAY) == Refused("locked")
        assert check(desk, BORN) == Refused("locked")
        assert [person.is_locked for person in people_at(desk)] == [True, False]

    def test_a_right_one_forgives_the_wrong_ones(self, desk: Desk) -> None:
        check(desk, OTHER_DAY)
        check(desk, OTHER_DAY)
        check(desk, BORN)
        assert check(desk, OTHER_DAY) == Refused("wrong")

    def test_staff_can_unlock(self, desk: Desk) -> None:
        for _ in range(3):
            check(desk, OTHER_DAY)
        desk.do(lambda tx: patients.unlock(tx, ANNA))
        assert isinstance(check(desk, BORN), Person)

    def test_nobody_is_tried_from_a_number_that_is_not_theirs(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            check(desk, BORN, at=ELSEWHERE)

    def test_a_lock_outlives_a_link(self, desk: Desk) -> None:
        for _ in range(3):
            check(desk, OTHER_DAY)
        linked = desk.store.write_sync(lambda tx: patients.link(tx, ANNA, ELSEWHERE))
        assert (linked.is_locked, linked.is_verified) == (True, False)


class TestRegister:
    def register(self, desk: Desk, name: str = "Zoë de la Cruz") -> Person | Refused:
        return desk.store.write_sync(lambda tx: patients.register(tx, name, BORN, ELSEWHERE))

    def test_a_new_patient_is_reached_and_verified_there(self, desk: Desk) -> None:
        person = self.register(desk)
        assert isinstance(person, Person)
        assert people_at(desk, ELSEWHERE) == (person,)
        assert person.is_verified
        assert match(desk, "zoe cruz").how == "one"

    def test_nobody_is_written_down_twice(self, desk: Desk) -> None:
        self.register(desk)
        assert self.register(desk, "ZOE DE LA CRUZ") == Refused("not_allowed")
        assert self.register(desk, "Lopez Anna") == Refused("not_allowed")

    def test_they_are_new_until_they_have_been_seen(self, desk: Desk) -> None:
        person = self.register(desk)
        assert isinstance(person, Person)
        visit = desk.booked(a_slot(), person.id)

        def is_new() -> bool:
            return desk.store.read_sync(lambda tx: patients.is_new(tx, person.id))

        assert is_new()
        done = AppointmentStatus.FULFILLED
        desk.do(lambda tx: appointments.set_status(tx, desk.practice, visit.id, done))
        assert not is_new()
        assert not desk.store.read_sync(lambda tx: patients.is_new(tx, ANNA))


def test_no_patient_data_lies_open_in_the_file(tmp_path: Path) -> None:
    folder = tmp_path
    url = fresh_sqlite(folder)
    store = Store.open(url, Vault.from_text(KEYS), clock=HandClock(), ids=CountedIds())
    canary = Patient(
        PatientId("pat_1"), "Canaryfirst", "Canarylast", date(1931, 7, 9), ("+15559998877",)
    )
    store.write_sync(lambda tx: patients.add(tx, canary))
    store.write_sync(lambda tx: patients.match(tx, "Canaryfirst Canarylast", date(1931, 7, 9)))
    files = [path for path in folder.iterdir() if path.name.startswith("store.db")]
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
    everything = b"".join(path.read_bytes() for path in files).lower()
    store.close_sync()
    assert b"pat_1" in everything
    for secret in (b"canaryfirst", b"canarylast", b"1931-07-09", b"19310709", b"5559998877"):
        assert secret not in everything


def test_there_are_as_many_rows_as_patients(desk: Desk) -> None:
    count = desk.store.read_sync(
        lambda tx: tx.conn.execute(select(func.count(table.c.id))).scalar()
    )
    assert count == len(desk.store.read_sync(patients.all_ids))
    assert desk.clock.at == NOW
