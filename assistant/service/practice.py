"""practice.toml: what a practice says of itself, read and checked.

Every mistake is reported, each with its key, its line and what to do; nothing is guessed. The file
is explained in docs/howto/describe-your-practice.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfoNotFoundError

from assistant.domain.clock import zone as zone_of
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.ids import SiteId
from assistant.domain.practice import Closure, Emergency, Line, Practice, Site, Span
from assistant.service.phones import PHONE_WANTED, is_phone
from assistant.service.practice_file import Notes, Problem, Section, open_file
from assistant.service.practice_parts import dated, days_in, each, reason_in, texts, week
from assistant.service.practice_rules import apply_rules
from assistant.service.practice_visits import provider, resource, visit_type

__all__ = ["Problem", "SuggestedClosure", "check", "parse", "suggested_closures"]

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_LANGS = tuple(lang.value for lang in Lang)
_SENDING_LIMITS = Span(time(6), time(22))

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
        sites=each(root, "sites", lambda section: _site(section, langs, zone)),
        providers=each(root, "providers", lambda section: provider(section, langs)),
        visit_types=each(root, "visit_types", lambda section: visit_type(section, langs)),
        resources=each(root, "resources", resource, least=0),
        closures=each(root, "closures", lambda section: _closure(section, langs), least=0),
        insurers=root.texts("insurers"),
        emergency=_emergency(root, notes),
        sending_hours=_sending_hours(root),
        answer_within=root.duration("answer_within", 5 * _MINUTE, 72 * _HOUR, 2 * _HOUR),
        slot_step=root.cells("slot_step", 5, 120, 15),
    )
    lines = each(root, "lines", lambda section: _line(section, practice), least=0)
    return replace(practice, lines=lines)


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


# --- sites, closures, lines -------------------------------------------------------------------------


def _site(section: Section, langs: tuple[Lang, ...], zone: str) -> Site:
    return Site(
        id=SiteId(section.slug()),
        name=section.text("name"),
        zone=_zone(section, zone),
        address=section.text("address"),
        hours=week(section),
        dated=dated(section, langs),
        phone=_phone(section, "phone", ""),
        parking=texts(section.section("parking"), langs) if section.has("parking") else {},
        aliases=section.texts("aliases"),
    )


def _closure(entry: Section, langs: tuple[Lang, ...]) -> Closure:
    reason, reasons = reason_in(entry, "reason", langs)
    if not entry.has("reason"):
        entry.wrong("", 'reason is missing; patients read it: reason = "Thanksgiving"')
    first, last = days_in(entry)
    return Closure(first, last, reason, SiteId(entry.text("site", "")) or None, reasons)


def _line(section: Section, practice: Practice) -> Line:
    channel = section.slug("channel")
    address = _phone(section, "address") if channel == "sms" else section.text("address")
    usual = practice.line(channel, address).opt_out_words
    words = tuple(word.upper() for word in section.texts("opt_out_words")) or usual
    if "STOP" not in words:
        section.wrong("opt_out_words", 'lacks "STOP", which every patient may text; add it')
    return Line(channel, address, words, SiteId(section.text("site", "")) or None)


# --- values -------------------------------------------------------------------------------------


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
