"""Patients: found by number or by name and date of birth, never by reading all of them.

Whoever is found leaves an audit row. Numbers and names are looked up by blind index; names on
file are opened only for those who share the date of birth.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from hmac import compare_digest

from rapidfuzz.distance import OSA
from sqlalchemy import bindparam, delete, func, insert, select, update

from assistant.domain.appointment import AppointmentStatus
from assistant.domain.effects import PatientMatch, Refused
from assistant.domain.errors import NotFound
from assistant.domain.facts import Lang
from assistant.domain.ids import PatientId
from assistant.domain.patient import (
    MAX_BIRTH_DATE_TRIES,
    OF_AGE,
    VERIFIED_FOR_DAYS,
    ContactPoint,
    Patient,
    Person,
    age,
    name_words,
)
from assistant.store import audit
from assistant.store.statements import Row, Statement
from assistant.store.tables.people import contact_points, patients
from assistant.store.tables.scheduling import appointments
from assistant.store.transactions import Tx

_ROW = Statement(
    select(patients).where(patients.c.id == bindparam("key")).with_for_update(key_share=True)
)
_BORN_ON = Statement(
    select(patients).where(patients.c.born_index.in_(bindparam("indexes", expanding=True)))
)
_ALL_AT = Statement(
    select(patients, func.max(contact_points.c.verified_at).label("verified_at"))
    .join(contact_points, contact_points.c.patient == patients.c.id)
    .where(contact_points.c.address_index.in_(bindparam("indexes", expanding=True)))
    .group_by(patients.c.id)
)
_ADD = Statement(insert(patients))
_LINK = Statement(insert(contact_points))
_LINKED = Statement(
    select(contact_points.c.id)
    .where(
        contact_points.c.patient == bindparam("whose"),
        contact_points.c.address_index.in_(bindparam("indexes", expanding=True)),
    )
    .limit(1)
)
_SEEN = Statement(
    select(appointments.c.id)
    .where(
        appointments.c.patient == bindparam("whose"),
        appointments.c.status == AppointmentStatus.FULFILLED.value,
    )
    .limit(1)
)
_TABLE, _CONTACTS = patients.name, contact_points.name
_SHORT = 2


def add(tx: Tx, patient: Patient, *, is_registration: bool = False) -> None:
    """Write a patient down, with their numbers.

    `is_registration`: they gave their name by text and are new until they have been seen.
    """
    _insert(tx, patient, is_registration=is_registration)
    for phone in patient.phones:
        _link(tx, patient.id, ContactPoint("sms", phone))
    audit.record(tx, action="patient_added", patient=patient.id)


def get(tx: Tx, patient: PatientId) -> Patient:
    """The patient with that id.

    Raises:
        NotFound: nobody has that id.
        KeyUnavailable: the row cannot be read with the keys at hand.
    """
    row = _row(tx, patient)
    audit.record(tx, action="patient_read", patient=patient)
    contacts = tx.conn.execute(
        select(contact_points.c.id, contact_points.c.address_sealed)
        .where(contact_points.c.patient == patient)
        .order_by(contact_points.c.id)
    )
    addresses = [
        tx.vault.unseal(sealed, table=_CONTACTS, column="address_sealed", row=key)
        for key, sealed in contacts
    ]
    born_on = _unseal(tx, row["id"], "born_on_sealed", row["born_on_sealed"])
    return Patient(
        id=patient,
        first=_unseal(tx, row["id"], "first_sealed", row["first_sealed"]),
        last=_unseal(tx, row["id"], "last_sealed", row["last_sealed"]),
        born_on=date.fromisoformat(born_on) if born_on else None,
        phones=tuple(address for address in addresses if address.startswith("+")),
        lang=Lang(_unseal(tx, row["id"], "lang_sealed", row["lang_sealed"])),
    )


def all_ids(tx: Tx) -> tuple[PatientId, ...]:
    """The ids of all patients, oldest first; no patient data."""
    return tuple(tx.conn.execute(select(patients.c.id).order_by("added_at", "id")).scalars())


def all_at(tx: Tx, contact: ContactPoint) -> tuple[Person, ...]:
    """The patients reached at that address, in order of first name."""
    return _read(tx, _at(tx, contact))


def grown_at(tx: Tx, contact: ContactPoint, on: date) -> tuple[Person, ...]:
    """Like `all_at`, those of age on that day, or whose birth date is not known."""
    found = [(row, _birth_date(tx, row)) for row in _at(tx, contact)]
    return _read(tx, [row for row, born in found if born is None or age(born, on) >= OF_AGE])


def _at(tx: Tx, contact: ContactPoint) -> list[Row]:
    return _ALL_AT.rows(tx.conn, {"indexes": list(_indexes(tx, contact))})


def match(tx: Tx, name: str, born_on: date) -> PatientMatch:
    """The patient with that name and date of birth.

    Accents, case, order and middle names are forgiven; a first and a last name are needed. Only
    when nobody fits letter by letter is one wrong, missing, added or swapped letter forgiven.
    """
    asked = name_words(name)
    indexes = list(tx.vault.indexes("born-on", born_on.isoformat()))
    rows = _BORN_ON.rows(tx.conn, {"indexes": indexes})
    on_file = [(row, _name_words(tx, row)) for row in rows]
    for typos in (0, 1):
        found = [row for row, names in on_file if _is_named(asked, names, typos)]
        if len(found) == 1:
            return PatientMatch("one", _read(tx, found)[0])
        if found:
            return PatientMatch("several")
    return PatientMatch("none")


def register(
    tx: Tx, name: str, born_on: date, contact: ContactPoint, lang: Lang = Lang.EN
) -> Person | Refused:
    """A new patient, reached at that address, their date of birth taken as given there.

    Refused("not_allowed") when somebody with just this name and date of birth is on file: a
    person has to look, or one patient would have two records.
    """
    first, _, last = name.strip().rpartition(" ")
    if not first:
        first, last = last, ""
    indexes = tx.vault.indexes("name", _name_key(first, last, born_on))
    if tx.conn.execute(select(patients.c.id).where(patients.c.name_index.in_(indexes))).first():
        return Refused("not_allowed")
    patient = Patient(PatientId(tx.ids.new("pat")), first, last, born_on, (), lang)
    _insert(tx, patient, is_registration=True)
    audit.record(tx, action="patient_registered", patient=patient.id)
    return link(tx, patient.id, contact)


def link(tx: Tx, patient: PatientId, contact: ContactPoint) -> Person:
    """Name and date of birth fitted on this address: it is theirs, and verified, from now on.

    Raises:
        NotFound: nobody has that id.
    """
    row = _row(tx, patient)
    _link(tx, patient, contact)
    _set_verified(tx, patient, contact)
    audit.record(tx, action="contact_linked", patient=patient)
    return _person(tx, row, is_verified=row["wrong_birth_dates"] < MAX_BIRTH_DATE_TRIES)


def check_birth_date(
    tx: Tx, contact: ContactPoint, patient: PatientId, born_on: date
) -> Person | Refused:
    """Compare a date of birth given at an address with the one on file.

    A right one counts for 30 days at that address. Wrong ones are counted for each person, from
    whatever address they come; the third locks. Refused: "wrong" or "locked".

    Raises:
        NotFound: nobody has that id, or the patient is not reached at that address.
    """
    row = _row(tx, patient)
    if not _is_linked(tx, patient, contact):
        raise NotFound("this patient is not reached at that address")
    if row["wrong_birth_dates"] >= MAX_BIRTH_DATE_TRIES:
        return Refused("locked")
    on_file = _unseal(tx, row["id"], "born_on_sealed", row["born_on_sealed"])
    if compare_digest(on_file.encode(), born_on.isoformat().encode()):
        _set_tries(tx, patient, 0)
        _set_verified(tx, patient, contact)
        audit.record(tx, action="identity_verified", patient=patient)
        return _person(tx, row, is_verified=True)
    tries = row["wrong_birth_dates"] + 1
    _set_tries(tx, patient, tries)
    audit.record(tx, action="identity_refused", patient=patient, details={"tries": tries})
    return Refused("locked" if tries >= MAX_BIRTH_DATE_TRIES else "wrong")


def unlock(tx: Tx, patient: PatientId) -> None:
    """Staff know who it is: wrong dates of birth are forgotten."""
    _set_tries(tx, patient, 0)
    audit.record(tx, action="identity_unlocked", patient=patient)


def born_on(tx: Tx, patient: PatientId) -> date | None:
    """The patient's date of birth, if it is known.

    Raises:
        NotFound: nobody has that id.
    """
    row = _row(tx, patient)
    audit.record(tx, action="patient_read", patient=patient)
    return _birth_date(tx, row)


def _birth_date(tx: Tx, row: Row) -> date | None:
    text = _unseal(tx, row["id"], "born_on_sealed", row["born_on_sealed"])
    return date.fromisoformat(text) if text else None


def is_new(tx: Tx, patient: PatientId) -> bool:
    """Did they register by text, and has the practice never seen them?

    Raises:
        NotFound: nobody has that id.
    """
    if _row(tx, patient)["registered_at"] is None:
        return False
    return _SEEN.row(tx.conn, {"whose": patient}) is None


def _insert(tx: Tx, patient: Patient, *, is_registration: bool) -> None:
    born_on = patient.born_on.isoformat() if patient.born_on else ""
    _ADD.run(
        tx.conn,
        {
            "id": patient.id,
            "first_sealed": _seal(tx, patient.id, "first_sealed", patient.first),
            "last_sealed": _seal(tx, patient.id, "last_sealed", patient.last),
            "born_on_sealed": _seal(tx, patient.id, "born_on_sealed", born_on),
            "lang_sealed": _seal(tx, patient.id, "lang_sealed", patient.lang.value),
            "name_index": tx.vault.index(
                "name", _name_key(patient.first, patient.last, patient.born_on)
            ),
            "born_index": tx.vault.index("born-on", born_on) if born_on else None,
            "registered_at": tx.now if is_registration else None,
            "wrong_birth_dates": 0,
            "added_at": tx.now,
        },
    )


def _link(tx: Tx, patient: PatientId, contact: ContactPoint) -> None:
    if _is_linked(tx, patient, contact):
        return
    key = tx.ids.new("cnt")
    _LINK.run(
        tx.conn,
        {
            "patient": patient,
            "address_index": tx.vault.index("address", _address_key(contact)),
            "id": key,
            "address_sealed": tx.vault.seal(
                contact.address, table=_CONTACTS, column="address_sealed", row=key
            ),
            "verified_at": None,
        },
    )


def _is_linked(tx: Tx, patient: PatientId, contact: ContactPoint) -> bool:
    values = {"whose": patient, "indexes": list(_indexes(tx, contact))}
    return _LINKED.row(tx.conn, values) is not None


def _set_verified(tx: Tx, patient: PatientId, contact: ContactPoint) -> None:
    tx.conn.execute(
        update(contact_points)
        .where(
            contact_points.c.patient == patient,
            contact_points.c.address_index.in_(_indexes(tx, contact)),
        )
        .values(verified_at=tx.now)
    )


def _set_tries(tx: Tx, patient: PatientId, tries: int) -> None:
    tx.conn.execute(
        update(patients).where(patients.c.id == patient).values(wrong_birth_dates=tries)
    )


def unlink(tx: Tx, patient: PatientId, contact: ContactPoint) -> None:
    """The address is not theirs (wrong number): nobody there hears of them any more."""
    tx.conn.execute(
        delete(contact_points).where(
            contact_points.c.patient == patient,
            contact_points.c.address_index.in_(_indexes(tx, contact)),
        )
    )
    audit.record(tx, action="contact_unlinked", patient=patient)


def _row(tx: Tx, patient: PatientId) -> Row:
    row = _ROW.row(tx.conn, {"key": patient})
    if row is None:
        raise NotFound(f"no patient {patient}")
    return row


def _read(tx: Tx, rows: Iterable[Row]) -> tuple[Person, ...]:
    """What may be known of them, each with an audit row, in order of first name."""
    oldest = tx.now - timedelta(days=VERIFIED_FOR_DAYS)
    people: list[Person] = []
    for row in rows:
        verified_at = row.get("verified_at")
        people.append(
            _person(tx, row, is_verified=verified_at is not None and verified_at > oldest)
        )
    people.sort(key=lambda person: (name_words(person.first), person.id))
    for person in people:
        audit.record(tx, action="patient_read", patient=person.id)
    return tuple(people)


def _person(tx: Tx, row: Row, *, is_verified: bool) -> Person:
    first = _unseal(tx, row["id"], "first_sealed", row["first_sealed"])
    is_locked = row["wrong_birth_dates"] >= MAX_BIRTH_DATE_TRIES
    return Person(row["id"], first, is_verified=is_verified, is_locked=is_locked)


def _seal(tx: Tx, row: str, column: str, text: str) -> bytes:
    return tx.vault.seal(text, table=_TABLE, column=column, row=row)


def _unseal(tx: Tx, row: str, column: str, sealed: bytes) -> str:
    return tx.vault.unseal(sealed, table=_TABLE, column=column, row=row)


def _address_key(contact: ContactPoint) -> str:
    """A phone number is the same on every channel; other addresses mean something on theirs."""
    if contact.address.startswith("+"):
        return contact.address
    return f"{contact.channel}:{contact.address}"


def _indexes(tx: Tx, contact: ContactPoint) -> tuple[bytes, ...]:
    return tx.vault.indexes("address", _address_key(contact))


def _name_key(first: str, last: str, born_on: date | None) -> str:
    return " ".join(
        [*sorted(name_words(f"{first} {last}")), born_on.isoformat() if born_on else ""]
    )


def _name_words(tx: Tx, row: Row) -> tuple[list[str], list[str]]:
    return (
        name_words(_unseal(tx, row["id"], "first_sealed", row["first_sealed"])),
        name_words(_unseal(tx, row["id"], "last_sealed", row["last_sealed"])),
    )


def _is_named(asked: list[str], names: tuple[list[str], list[str]], typos: int) -> bool:
    """Is every word asked for one of the names on file, at least one first and one last?"""
    first, last = list(names[0]), list(names[1])
    has_first = has_last = False
    for word in asked:
        taken, cost = _nearest(word, first, last, typos)
        if taken is None:
            return False
        typos -= cost
        has_first, has_last = has_first or taken is first, has_last or taken is last
    return (has_first or not names[0]) and (has_last or not names[1])


def _nearest(
    word: str, first: list[str], last: list[str], typos: int
) -> tuple[list[str] | None, int]:
    """Strike the word from the list that has it, exactly if possible; which list, what it cost."""
    # In a word of two letters one other letter is another word.
    for cost in range((typos if len(word) > _SHORT else 0) + 1):
        for names in (first, last):
            for name in names:
                if OSA.distance(word, name, score_cutoff=cost) <= cost:
                    names.remove(name)
                    return names, cost
    return None, 0
