"""Values as patients read them: days, times, names, lists; in the site's zone and their language.

Short on purpose: a line of an offer must fit a text message.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any, cast

import phonenumbers
from babel.dates import format_date, format_time

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Overlap, from_wall, local
from assistant.domain.facts import Lang, PartOfDay
from assistant.domain.ids import ProviderId, VisitTypeId
from assistant.domain.patient import Person
from assistant.domain.practice import Practice
from assistant.domain.schedule import Slot, Wish

_DAY = {Lang.EN: "EEE, MMM d", Lang.ES: "EEEE d 'de' MMMM"}
_FULL = {Lang.EN: "M/d/y", Lang.ES: "d/M/y"}
_TIME = {Lang.EN: "h:mm a", Lang.ES: "H:mm"}
_AT = {Lang.EN: "at", Lang.ES: "a las"}
_WITH = {Lang.EN: "with", Lang.ES: "con"}
_BEYOND = {
    Lang.EN: {"later": "a later time", "earlier": "an earlier time"},
    Lang.ES: {"later": "más tarde", "earlier": "más temprano"},
}
"""A wish that is only told by the times that were refused."""
_PARTS = {
    Lang.EN: {
        PartOfDay.MORNING: "in the morning",
        PartOfDay.MIDDAY: "around midday",
        PartOfDay.AFTERNOON: "in the afternoon",
        PartOfDay.EVENING: "in the evening",
        PartOfDay.NIGHT: "at night",
        PartOfDay.DAYTIME: "during the day",
    },
    Lang.ES: {
        PartOfDay.MORNING: "por la mañana",
        PartOfDay.MIDDAY: "al mediodía",
        PartOfDay.AFTERNOON: "por la tarde",
        PartOfDay.EVENING: "por la tarde-noche",
        PartOfDay.NIGHT: "por la noche",
        PartOfDay.DAYTIME: "durante el día",
    },
}
_BOUNDS = {
    Lang.EN: {"from": "after {}", "to": "before {}", "both": "{} to {}", "at": "at {}"},
    Lang.ES: {"from": "después de las {}", "to": "antes de las {}", "both": "de {} a {}",
              "at": "a las {}"},
}  # fmt: skip
_BY_VIDEO = {Lang.EN: "by video", Lang.ES: "por video"}
_ANYBODY = {Lang.EN: "any provider", Lang.ES: "cualquier profesional"}


@lru_cache(maxsize=4096)
def day(on: date, lang: Lang) -> str:
    """Reads "Tue, Mar 3" or "martes 3 de marzo"."""
    return _plain(format_date(on, _DAY[lang], locale=lang.value))


@lru_cache(maxsize=256)
def full_date(on: date, lang: Lang) -> str:
    """Reads "3/14/1985" or "14/3/1985", the way patients write a date of birth."""
    return format_date(on, _FULL[lang], locale=lang.value)


@lru_cache(maxsize=2048)
def clock(at: time, lang: Lang) -> str:
    """Reads "1:30 PM" or "13:30"."""
    return _plain(format_time(at, _TIME[lang], locale=lang.value))


@lru_cache(maxsize=64)
def phone(number: str) -> str:
    """An E.164 number as people of its country write it: "(555) 010-0200"."""
    parsed = phonenumbers.parse(number, None)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


@lru_cache(maxsize=4096)
def moment(at: datetime, zone: str, lang: Lang) -> str:
    """A day and time on that zone's wall: "Tue, Mar 3 at 1:30 PM".

    Where the clock shows that time twice, with the zone's short name: "Sun, Nov 1 at 1:30 AM EDT".
    """
    wall = local(at, zone)
    shown = f"{day(wall.date(), lang)} {_AT[lang]} {clock(wall.time(), lang)}"
    is_twice = isinstance(from_wall(wall.date(), wall.time(), zone), Overlap)
    return f"{shown} {wall.tzname()}" if is_twice else shown


def visit_type(key: VisitTypeId, practice: Practice, lang: Lang) -> str:
    """The visit type's name in that language, or in the practice's first."""
    names = practice.visit_type(key).names
    return names.get(lang) or next(iter(names.values()))


def provider(key: ProviderId, practice: Practice, lang: Lang) -> str:
    """The name patients read."""
    return practice.provider(key).name if key else _ANYBODY[lang]


def slot(value: Slot, practice: Practice, lang: Lang) -> str:
    """Reads "Tue, Mar 3 at 1:30 PM with Dr. Ruiz, Downtown"; "by video" where nobody has to go."""
    return _visit(value, practice, lang)


def appointment(value: Appointment, practice: Practice, lang: Lang) -> str:
    """Reads "Checkup, Tue, Mar 3 at 1:30 PM with Dr. Ruiz, Downtown"."""
    kind = visit_type(value.visit_type, practice, lang)
    return f"{kind}, {_visit(value, practice, lang)}"


def options(values: Sequence[Any], practice: Practice, lang: Lang) -> str:
    """A numbered list, one option a line."""
    lines = [f"{n}) {show(v, practice, lang)}" for n, v in enumerate(values, 1)]
    return "\n".join(lines)


def wish(value: Wish, lang: Lang) -> str:
    """The wish in a few words; "" when nothing was wished, or nothing that stands by itself."""
    if value.shift is not None:
        return ""
    said: list[str] = []
    if value.first_on and value.last_on and value.first_on != value.last_on:
        said.append(f"{day(value.first_on, lang)} - {day(value.last_on, lang)}")
    elif value.first_on or value.last_on:
        said.append(day(value.first_on or value.last_on or date.min, lang))
    elif value.weekdays:
        said.append(", ".join(_weekday(n, lang) for n in value.weekdays))
    if value.part:
        said.append(_PARTS[lang][value.part])
    said.extend(_hours(value, lang))
    beyond = "later" if value.after_slot else "earlier" if value.before_slot else ""
    return " ".join(said) or _BEYOND[lang].get(beyond, "")


def show(value: Any, practice: Practice, lang: Lang) -> str:
    """Any value that a text may hold, by its type."""
    words = _words_for(cast("type[Any]", type(value)))
    return words(value, practice, lang)


@cache
def _words_for(kind: type) -> Callable[[Any, Practice, Lang], str]:
    """How values of that type are shown."""
    for known, words in _BY_TYPE.items():
        if issubclass(kind, known):
            return words
    return _plainly


def _plainly(value: Any, _practice: Practice, _lang: Lang) -> str:
    return "" if value is None else str(value)


_BY_TYPE: dict[type, Callable[[Any, Practice, Lang], str]] = {
    str: lambda value, _practice, _lang: value,
    Slot: slot,
    Appointment: appointment,
    Person: lambda value, _practice, _lang: value.first,
    Wish: lambda value, _practice, lang: wish(value, lang),
    datetime: lambda value, practice, lang: moment(value, practice.zone, lang),
    date: lambda value, _practice, lang: day(value, lang),
    tuple: options,
    list: options,
}
"""In order: a datetime is a date, too."""


def _visit(value: Slot | Appointment, practice: Practice, lang: Lang) -> str:
    site = practice.site(value.site)
    when = moment(value.start, site.zone, lang)
    who = practice.provider(value.provider).name
    is_by_video = practice.visit_type(value.visit_type).is_by_video
    return f"{when} {_WITH[lang]} {who}, {_BY_VIDEO[lang] if is_by_video else site.name}"


def _hours(value: Wish, lang: Lang) -> list[str]:
    words = _BOUNDS[lang]
    if value.start_at and value.exact:
        return [words["at"].format(clock(value.start_at, lang))]
    if value.start_at and value.end_at:
        return [words["both"].format(clock(value.start_at, lang), clock(value.end_at, lang))]
    if value.start_at:
        return [words["from"].format(clock(value.start_at, lang))]
    return [words["to"].format(clock(value.end_at, lang))] if value.end_at else []


@lru_cache(maxsize=32)
def _weekday(number: int, lang: Lang) -> str:
    return format_date(date(2024, 1, 1 + number), "EEE", locale=lang.value)


def _plain(text: str) -> str:
    """Without the thin and unbreakable blanks that would force a text into UCS-2."""
    return text.replace("\u202f", " ").replace("\xa0", " ")
