"""practice.toml: what a practice says of itself, read and checked.

Every mistake is reported, each with its key, its line and what to do; nothing is guessed. The file
is explained in docs/howto/describe-your-practice.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfoNotFoundError

from assistant.domain.clock import zone as zone_of
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.ids import ProviderId, SiteId, VisitTypeId
from assistant.domain.practice import (
    Closure,
    DatedHours,
    Emergency,
    Line,
    Modality,
    Plan,
    Practice,
    Provider,
    Site,
    Span,
    Texts,
    VisitType,
    Week,
)  # fmt: skip
from assistant.service.phones import PHONE_WANTED, is_phone
from assistant.service.practice_file import Notes, Problem, Section, open_file
from assistant.service.practice_rules import WEEKDAYS, apply_rules

__all__ = ["Problem", "SuggestedClosure", "check", "parse", "suggested_closures"]

T = TypeVar("T")

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_LANGS = tuple(lang.value for lang in Lang)
_SENDING_LIMITS = Span(time(6), time(22))
_LONGEST_CLOSURE = timedelta(days=366)

SAFETY_NUMBERS: dict[str, tuple[str, str]] = {
    "US": ("911", "988"), "CA": ("911", "988"),
    "GB": ("999", "116123"), "IE": ("112", "116123"), "DE": ("112", "116123"),
    "ES": ("112", "024"), "FR": ("112", "3114"), "NL": ("112", "113"),
    "AU": ("000", "131114"), "NZ": ("111", "1737"),
}  # fmt: skip
"""Emergency and crisis number by region; a practice elsewhere must name its own."""


@dataclass(frozen=True, slots=True)
class SuggestedClosure:
    """A public holiday on which the practice, as it is written, would be open somewhere."""

    on: date
    name: str


def parse(text: str, *, file: str) -> Practice:
    """The practice that the text of a practice.toml describes.

    Raises:
        ConfigurationError: with every mistake, one a line.
    """
    practice, _, problems = _read(text, file)
    if practice is None or problems:
        raise ConfigurationError("\n".join(str(problem) for problem in problems))
    return practice


def check(text: str, file: str) -> list[Problem]:
    """Every mistake in it, from the top down; empty when `parse` would take it."""
    return _read(text, file)[2]


def suggested_closures(text: str, *, first_on: date, last_on: date) -> list[SuggestedClosure]:
    """Holidays of the file's `holidays` country on which it is open, from day to day, inclusive.

    Only a hint: nothing is closed by it. Empty when the file has mistakes or names no country.
    """
    practice, country, problems = _read(text, "")
    if practice is None or problems or not country:
        return []
    known = _holidays_of(country, range(first_on.year, last_on.year + 1)) or {}
    return [
        SuggestedClosure(day, name)
        for day, name in sorted(known.items())
        if first_on <= day <= last_on
        and any(practice.hours_on(site, day) for site in practice.sites)
    ]


def _read(text: str, file: str) -> tuple[Practice | None, str, list[Problem]]:
    """The practice with stand-ins for what is wrong, its holidays' country, and the mistakes."""
    root, notes = open_file(text, file)
    if root is None:
        return None, "", notes.in_order()
    practice = _practice(root, notes)
    country = _country(root)
    root.finish()
    apply_rules(practice, notes)
    return practice, country, notes.in_order()


# --- the practice as a whole --------------------------------------------------------------------


def _practice(root: Section, notes: Notes) -> Practice:
    langs = tuple(Lang(word) for word in root.words("languages", _LANGS, is_needed=True))
    zone = _zone(root, None) or "UTC"
    practice = Practice(
        name=root.text("name"),
        phone=_phone(root, "phone"),
        zone=zone,
        languages=langs or (Lang.EN,),
        sites=_each(root, "sites", lambda section: _site(section, langs, zone)),
        providers=_each(root, "providers", lambda section: _provider(section, langs)),
        visit_types=_each(root, "visit_types", lambda section: _visit_type(section, langs)),
        closures=_each(root, "closures", lambda section: _closure(section, langs), least=0),
        insurers=root.texts("insurers"),
        emergency=_emergency(root, notes),
        sending_hours=_sending_hours(root),
        answer_within=root.duration("answer_within", 5 * _MINUTE, 72 * _HOUR, 2 * _HOUR),
        slot_step=root.cells("slot_step", 5, 120, 15),
    )
    lines = _each(root, "lines", lambda section: _line(section, practice), least=0)
    return replace(practice, lines=lines)


def _each(
    root: Section, key: str, make: Callable[[Section], T], *, least: int = 1
) -> tuple[T, ...]:
    """One record for each table, in order, mistaken ones too: their number is their address."""
    sections = root.sections(key)
    if len(sections) < least:
        root.wrong("", f"{key} is missing; add at least one: [[{key}]]")
    found: list[T] = []
    for section in sections:
        found.append(make(section))
        section.finish()
    return tuple(found)


def _emergency(root: Section, notes: Notes) -> Emergency:
    section = root.section("emergency")
    emergency, crisis = _safety_numbers(root, section)
    contacts = section.texts("contacts", is_needed=True)
    for number, contact in enumerate(contacts):
        if not is_phone(contact):
            notes.add((*section.path, "contacts", number), PHONE_WANTED)
    repeat = section.duration("repeat_every", _MINUTE, _HOUR, 5 * _MINUTE)
    section.finish()
    return Emergency(emergency, crisis, contacts, repeat)


def _safety_numbers(root: Section, section: Section) -> tuple[str, str]:
    locale = root.text("locale")
    lang, _, region = locale.partition("-")
    if locale and not (len(lang) == len(region) == len("xx") and region.isupper()):
        root.wrong("locale", 'must be a language and a country like "en-US"')
    elif locale and region not in SAFETY_NUMBERS:
        for key in ("emergency_number", "crisis_number"):
            if not section.has(key):
                section.wrong("", f"{key} is missing; we do not know the one of {region}")
    known = SAFETY_NUMBERS.get(region, ("112", "112"))
    return section.text("emergency_number", known[0]), section.text("crisis_number", known[1])


def _sending_hours(root: Section) -> Span:
    span = root.span("sending_hours", Span(time(8), time(20)))
    if span.opens < _SENDING_LIMITS.opens or span.closes > _SENDING_LIMITS.closes:
        root.wrong("sending_hours", "wakes people up; keep it between 06:00 and 22:00")
    return span


def _country(root: Section) -> str:
    country = root.text("holidays", "")
    if country and _holidays_of(country, range(0)) is None:
        root.wrong("holidays", f'"{country}" is no country we know holidays of; e.g. "US"')
        return ""
    return country


def _holidays_of(country: str, years: range) -> Mapping[date, str] | None:
    """The holidays of these years by their date; None for a country that is not known."""
    # Here and not above: it takes as long to import as FastAPI, and only a file's reader needs it.
    import holidays  # noqa: PLC0415

    if country not in holidays.list_supported_countries():
        return None
    return holidays.country_holidays(country, years=years)


# --- sites and closures -------------------------------------------------------------------------


def _site(section: Section, langs: tuple[Lang, ...], zone: str) -> Site:
    return Site(
        id=SiteId(section.slug()),
        name=section.text("name"),
        zone=_zone(section, zone),
        address=section.text("address"),
        hours=_week(section),
        dated=_dated(section, langs),
        phone=_phone(section, "phone", ""),
        parking=_texts(section.section("parking"), langs) if section.has("parking") else {},
        aliases=section.texts("aliases"),
    )


def _week(section: Section) -> Week:
    days = section.section("hours")
    week = tuple(days.spans(day) for day in WEEKDAYS)
    days.finish()
    if not any(week):
        section.wrong("hours", 'has no open day; add one, like mon = ["08:00-17:00"]')
    return week


def _dated(section: Section, langs: tuple[Lang, ...]) -> tuple[DatedHours, ...]:
    return _each(section, "dated", lambda entry: _dated_entry(entry, langs), least=0)


def _dated_entry(entry: Section, langs: tuple[Lang, ...]) -> DatedHours:
    on = entry.day("on")
    if entry.has("closed") == entry.has("hours"):
        entry.wrong("", "needs either closed = \"why\" or hours = ['08:00-12:00'], and not both")
    spans = entry.spans("hours")
    reason, reasons = _reason(entry, "closed" if entry.has("closed") else "reason", langs)
    return DatedHours(on, spans, reason, reasons)


def _closure(entry: Section, langs: tuple[Lang, ...]) -> Closure:
    reason, reasons = _reason(entry, "reason", langs)
    if not entry.has("reason"):
        entry.wrong("", 'reason is missing; patients read it: reason = "Thanksgiving"')
    if entry.has("on") == entry.has("from", "to"):
        entry.wrong("", "needs either on = a date, or from = and to = dates, and not both")
    first = entry.day("on") if entry.has("on") else entry.day("from")
    last = entry.day("to") if entry.has("to") else first
    if entry.has("from") and not entry.has("to"):
        entry.wrong("", "to is missing; add the last closed day")
    if last < first:
        entry.wrong("to", "is before the first day; check the two dates")
    elif last - first > _LONGEST_CLOSURE:
        entry.wrong("to", "is more than a year after the first day; check the year")
    return Closure(first, last, reason, SiteId(entry.text("site", "")) or None, reasons)


def _reason(entry: Section, key: str, langs: tuple[Lang, ...]) -> tuple[str, Texts]:
    """Said once for all languages, or in each; in the practice's first language either way."""
    if not entry.has(key):
        return "", {}
    if entry.is_table(key):
        reasons = _texts(entry.section(key), langs)
        return next(iter(reasons.values()), ""), reasons
    return entry.text(key), {}


# --- providers, visits, lines -------------------------------------------------------------------


def _provider(section: Section, langs: tuple[Lang, ...]) -> Provider:
    spoken = section.words("languages", _LANGS)
    return Provider(
        id=ProviderId(section.slug()),
        name=section.text("name"),
        specialty=section.text("specialty"),
        plans=_each(section, "plans", lambda plan: _plan(plan, langs)),
        aliases=section.texts("aliases"),
        languages=tuple(Lang(word) for word in spoken) or langs[:1],
    )


def _plan(section: Section, langs: tuple[Lang, ...]) -> Plan:
    return Plan(SiteId(section.text("site")), _week(section), _dated(section, langs))


def _visit_type(section: Section, langs: tuple[Lang, ...]) -> VisitType:
    new, known = (
        section.flag("new_patients", default=True),
        section.flag("known_patients", default=True),
    )
    if not new and not known:
        section.wrong("known_patients", "is false like new_patients; nobody could book it")
    names = section.section("names")
    if not section.has("names"):
        section.wrong("", 'names is missing; add names = { en = "checkup" }')
    return VisitType(
        id=VisitTypeId(section.slug()),
        names=_texts(names, langs) if section.has("names") else {},
        duration=section.cells("duration", 5, 480),
        providers=tuple(ProviderId(key) for key in section.texts("providers", is_needed=True)),
        aliases=section.texts("aliases"),
        buffer_before=section.cells("buffer_before", 0, 120, 0),
        buffer_after=section.cells("buffer_after", 0, 120, 0),
        notice=section.duration("notice", timedelta(), 30 * 24 * _HOUR, 2 * _HOUR),
        window_days=section.number("window_days", 1, 730, 90),
        modality=Modality(section.choice("modality", [m.value for m in Modality], "in-person")),
        new_patients=new,
        known_patients=known,
        is_default=section.flag("default", default=False),
    )


def _line(section: Section, practice: Practice) -> Line:
    channel = section.slug("channel")
    address = _phone(section, "address") if channel == "sms" else section.text("address")
    usual = practice.line(channel, address).opt_out_words
    words = tuple(word.upper() for word in section.texts("opt_out_words")) or usual
    if "STOP" not in words:
        section.wrong("opt_out_words", 'lacks "STOP", which every patient may text; add it')
    return Line(channel, address, words, SiteId(section.text("site", "")) or None)


# --- values -------------------------------------------------------------------------------------


def _texts(section: Section, langs: tuple[Lang, ...]) -> Texts:
    texts = {lang: section.text(lang.value) for lang in langs}
    section.finish()
    return texts


def _zone(section: Section, default: str | None) -> str:
    name = section.text("zone", default)
    try:
        if name:
            zone_of(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        section.wrong("zone", f'there is no time zone "{name}"; it looks like "America/New_York"')
        return "UTC"
    return name


def _phone(section: Section, key: str, default: str | None = None) -> str:
    number = section.text(key, default)
    if number and not is_phone(number):
        section.wrong(key, PHONE_WANTED)
    return number
