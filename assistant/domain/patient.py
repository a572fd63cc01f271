"""Patients and how they are reached."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from assistant.domain.facts import Lang
from assistant.domain.ids import PatientId

OF_AGE = 18
"""Years after which somebody speaks for themself."""


def age(born_on: date, on: date) -> int:
    """Full years on that day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Where somebody is reached: a channel and an address on it (E.164 for sms)."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Patient:
    """A person the practice sees. `phones` are E.164; several patients may share one."""

    id: PatientId
    first: str
    last: str
    born_on: date | None
    phones: tuple[str, ...] = ()
    lang: Lang = Lang.EN


@dataclass(frozen=True, slots=True)
class Person:
    """What a conversation may know of a patient on its number: never more than the first name.

    `is_verified`: the date of birth was given on this number within the last 30 days.
    `is_locked`: three wrong dates of birth; only a person may help.
    """

    id: PatientId
    first: str
    is_verified: bool = False
    is_locked: bool = False


def name_words(name: str) -> list[str]:
    """The words of a name in plain letters, so that "Lucia" is "Lucía" and "O'Neil" is "oneil"."""
    joined = name.replace("'", "").replace("\u2019", "").casefold()
    plain = unicodedata.normalize("NFKD", joined)
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "".join(kept).split()


MAX_BIRTH_DATE_TRIES = 3
"""Wrong dates of birth per person before only staff may help."""
VERIFIED_FOR_DAYS = 30
"""How long a matched date of birth counts on the number it came from."""
