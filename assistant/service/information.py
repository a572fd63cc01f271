"""The practice's own answers to common questions: hours, address, insurers, how long a visit takes.

`answer` picks the text (a key under `information`) and its ready-made arguments:

    hours_today, hours_on    day, hours       one line a site when there are several
    hours_closed_on          day, reason      closed everywhere for a reason that the file gives
    hours_week               hours
    address, address_all     site, address    address_all: one line a site
    parking                  parking
    parking_none             site, address
    insurers                 insurers
    insurer_yes              insurer
    insurer_unknown          insurer, insurers, number
    duration                 kind, minutes
    durations                kinds
    phone                    number, site
    who                      name

An argument that has nothing to say is "".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import groupby

from babel.dates import format_date

from assistant.domain.clock import Instant, days_from, local
from assistant.domain.effects import Answer, AnswerQuestion
from assistant.domain.facts import Lang, When
from assistant.domain.ids import SiteId
from assistant.domain.practice import Closure, DatedHours, Practice, Site, Span, Texts, VisitType
from assistant.engine import speech
from assistant.engine.texts import kinds_named_first
from assistant.understanding.text import fold

_CLOSED = {Lang.EN: "closed", Lang.ES: "cerrado"}
_WEEK_DAYS = 7
_LONGEST_RANGE = timedelta(days=14)
"""Questions about more than this are answered with the usual week."""
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's hours at one site; `reason`: why they are not the usual ones.

    `number` counts days, so that those which follow each other can be told.
    """

    number: int
    label: str
    spans: tuple[Span, ...]
    reason: str = ""


def answer(practice: Practice, query: AnswerQuestion, now: Instant) -> Answer:
    """What to say; whatever cannot be answered is answered with the telephone number."""
    asked = tuple(site for site in practice.sites if site.id == query.site)
    sites = asked or practice.sites
    match query.topic:
        case "hours":
            said = _hours(practice, sites, query, local(now, sites[0].zone).date())
        case "address":
            said = _address(sites)
        case "parking":
            said = _parking(practice, sites, query)
        case "insurers":
            said = _insurers(practice, sites, query)
        case "duration":
            said = _duration(practice, query)
        case "who":
            said = _say("who", name=practice.name)
        case _:
            said = _phone(practice, sites)
    return said


# --- hours --------------------------------------------------------------------------------------


def _hours(
    practice: Practice, sites: tuple[Site, ...], query: AnswerQuestion, today: date
) -> Answer:
    when = query.when or When()
    days = _asked_days(when, today)
    if not days:
        return _say("hours_week", hours=_week(practice, sites, when.weekdays, query.lang))
    hours = {site.id: [_day_at(practice, site, day, query.lang) for day in days] for site in sites}
    shown = _shown_days(days, query.lang)
    if not any(day.spans for found in hours.values() for day in found):
        reason = next((day.reason for found in hours.values() for day in found if day.reason), "")
        if reason:
            return _say("hours_closed_on", day=shown, reason=reason)
        closed = _CLOSED[query.lang]
        return _say("hours_today" if days == [today] else "hours_on", day=shown, hours=closed)
    if len(days) == 1:
        lines = {key: _day_words(found[0], query.lang) for key, found in hours.items()}
    else:
        lines = {key: _grouped(found, query.lang) for key, found in hours.items()}
    text = _by_site(practice, sites, lines)
    return _say("hours_today" if days == [today] else "hours_on", day=shown, hours=text)


def _asked_days(when: When, today: date) -> list[date]:
    """The dates a question is about, at most two weeks of them; none: the week in general."""
    if when.first_on is None and when.last_on is None:
        return []
    first = when.first_on or today
    last = when.last_on or first + timedelta(days=_WEEK_DAYS - 1)
    if last - first > _LONGEST_RANGE:
        return []
    days = days_from(first, (last - first).days + 1)
    return [day for day in days if not when.weekdays or day.weekday() in when.weekdays]


def _day_at(practice: Practice, site: Site, day: date, lang: Lang) -> _Day:
    label = _weekday(day.weekday(), lang)
    reason = _reason(practice, site, day, lang)
    return _Day(day.toordinal(), label, practice.hours_on(site, day), reason)


def _reason(practice: Practice, site: Site, day: date, lang: Lang) -> str:
    for closure in practice.closures:
        if closure.site in {None, site.id} and closure.first_on <= day <= closure.last_on:
            return _in(lang, closure)
    return next((_in(lang, entry) for entry in site.dated if entry.on == day), "")


def _week(practice: Practice, sites: Iterable[Site], weekdays: tuple[int, ...], lang: Lang) -> str:
    lines: dict[SiteId, str] = {}
    for site in sites:
        found = [
            _Day(number, _weekday(number, lang), site.hours[number])
            for number in weekdays or range(_WEEK_DAYS)
        ]
        is_asked = bool(weekdays)
        lines[site.id] = _grouped([day for day in found if is_asked or day.spans], lang)
    return _by_site(practice, sites, lines)


def _grouped(days: list[_Day], lang: Lang) -> str:
    """Days in a row with the same hours said once: "Mon-Wed 8 AM-5 PM; Thu closed"."""
    said: list[str] = []
    numbered = enumerate(days)
    for _, group in groupby(numbered, key=lambda n: (n[1].spans, n[1].reason, n[1].number - n[0])):
        same = [day for _, day in group]
        labels = same[0].label if len(same) == 1 else f"{same[0].label}-{same[-1].label}"
        said.append(f"{labels} {_day_words(same[0], lang)}")
    return "; ".join(said)


def _day_words(day: _Day, lang: Lang) -> str:
    words = ", ".join(_span(span, lang) for span in day.spans) or _CLOSED[lang]
    return f"{words} ({day.reason})" if day.reason else words


def _shown_days(days: list[date], lang: Lang) -> str:
    first, last = speech.day(days[0], lang), speech.day(days[-1], lang)
    return first if first == last else f"{first} - {last}"


def _by_site(practice: Practice, sites: Iterable[Site], lines: Mapping[SiteId, str]) -> str:
    if len(practice.sites) == 1:
        return next(iter(lines.values()))
    return "\n".join(f"{site.name}: {lines[site.id]}" for site in sites)


# --- everything else ----------------------------------------------------------------------------


def _address(sites: tuple[Site, ...]) -> Answer:
    if len(sites) == 1:
        return _say("address", site=sites[0].name, address=sites[0].address)
    lines = (f"{site.name}: {site.address}" for site in sites)
    return _say("address_all", site="", address="\n".join(lines))


def _parking(practice: Practice, sites: tuple[Site, ...], query: AnswerQuestion) -> Answer:
    lines = {site.id: _text(query.lang, site.parking) for site in sites if site.parking}
    if not lines:
        return _say("parking_none", site=sites[0].name, address=sites[0].address)
    known = [site for site in sites if site.id in lines]
    return _say("parking", parking=_by_site(practice, known, lines))


def _insurers(practice: Practice, sites: tuple[Site, ...], query: AnswerQuestion) -> Answer:
    known = ", ".join(practice.insurers)
    if query.insurer:
        asked = fold(query.insurer).strip()
        for insurer in practice.insurers:
            if fold(insurer) == asked:
                return _say("insurer_yes", insurer=insurer)
    elif known:
        return _say("insurers", insurers=known)
    else:
        return _phone(practice, sites)
    number = speech.phone(practice.phone)
    return _say("insurer_unknown", insurer=query.insurer, insurers=known, number=number)


def _duration(practice: Practice, query: AnswerQuestion) -> Answer:
    if query.visit_type is not None:
        kind = practice.visit_type(query.visit_type)
        named = speech.visit_type(kind.id, practice, query.lang)
        return _say("duration", kind=named, minutes=_minutes(kind))
    first = kinds_named_first(practice)
    said = (f"{speech.visit_type(k.id, practice, query.lang)} {_minutes(k)} min" for k in first)
    return _say("durations", kinds=", ".join(said))


def _minutes(kind: VisitType) -> str:
    return str(kind.duration // timedelta(minutes=1))


def _phone(practice: Practice, sites: tuple[Site, ...]) -> Answer:
    if len(sites) == 1 and sites[0].phone:
        return _say("phone", number=speech.phone(sites[0].phone), site=sites[0].name)
    return _say("phone", number=speech.phone(practice.phone), site="")


# --- words --------------------------------------------------------------------------------------


def _say(key: str, **args: str) -> Answer:
    return Answer(key, tuple(args.items()))


def _in(lang: Lang, closed: Closure | DatedHours) -> str:
    return closed.reasons.get(lang) or closed.reason


def _text(lang: Lang, texts: Texts) -> str:
    return texts.get(lang) or next(iter(texts.values()))


@lru_cache(maxsize=64)
def _weekday(number: int, lang: Lang) -> str:
    """Reads "Mon" or "lun"."""
    return format_date(_A_MONDAY + timedelta(days=number), "EEE", locale=lang.value)


@lru_cache(maxsize=1024)
def _span(span: Span, lang: Lang) -> str:
    """Reads "8 AM-12:30 PM", "1:30-5 PM" or "13:30-17:00"."""
    if lang is not Lang.EN:
        return f"{speech.clock(span.opens, lang)}-{speech.clock(span.closes, lang)}"
    opens, closes = _short(span.opens), _short(span.closes)
    half = opens[-len(" AM") :]
    return f"{opens.removesuffix(half) if closes.endswith(half) else opens}-{closes}"


def _short(at: time) -> str:
    return speech.clock(at, Lang.EN).replace(":00", "")
