"""Parts of practice.toml that stand in several of its tables: hours, days, words by language."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from assistant.domain.facts import Lang
from assistant.domain.practice import DatedHours, Texts, Week
from assistant.service.practice_file import Section
from assistant.service.practice_rules import WEEKDAYS

T = TypeVar("T")

_LONGEST_CLOSURE = timedelta(days=366)


def each(root: Section, key: str, make: Callable[[Section], T], *, least: int = 1) -> tuple[T, ...]:
    """One record for each table, in order, mistaken ones too: their number is their address."""
    sections = root.sections(key)
    if len(sections) < least:
        root.wrong("", f"{key} is missing; add at least one: [[{key}]]")
    found: list[T] = []
    for section in sections:
        found.append(make(section))
        section.finish()
    return tuple(found)


def week(section: Section) -> Week:
    """The table `hours`: at least one open day."""
    days = section.section("hours")
    spans = tuple(days.spans(day) for day in WEEKDAYS)
    days.finish()
    if not any(spans):
        section.wrong("hours", 'has no open day; add one, like mon = ["08:00-17:00"]')
    return spans


def dated(section: Section, langs: tuple[Lang, ...]) -> tuple[DatedHours, ...]:
    """The list `dated`: other hours on certain dates."""
    return each(section, "dated", lambda entry: _dated_entry(entry, langs), least=0)


def _dated_entry(entry: Section, langs: tuple[Lang, ...]) -> DatedHours:
    on = entry.day("on")
    if entry.has("closed") == entry.has("hours"):
        entry.wrong("", "needs either closed = \"why\" or hours = ['08:00-12:00'], and not both")
    spans = entry.spans("hours")
    reason, reasons = reason_in(entry, "closed" if entry.has("closed") else "reason", langs)
    return DatedHours(on, spans, reason, reasons)


def reason_in(entry: Section, key: str, langs: tuple[Lang, ...]) -> tuple[str, Texts]:
    """Said once for all languages, or in each; in the practice's first language either way."""
    if not entry.has(key):
        return "", {}
    if entry.is_table(key):
        reasons = texts(entry.section(key), langs)
        return next(iter(reasons.values()), ""), reasons
    return entry.text(key), {}


def days_in(entry: Section) -> tuple[date, date]:
    """The first and the last of the days that `on`, or `from` and `to`, name."""
    if entry.has("on") == entry.has("from", "to"):
        entry.wrong("", "needs either on = a date, or from = and to = dates, and not both")
    first = entry.day("on") if entry.has("on") else entry.day("from")
    last = entry.day("to") if entry.has("to") else first
    if entry.has("from") and not entry.has("to"):
        entry.wrong("", "to is missing; add the last day")
    if last < first:
        entry.wrong("to", "is before the first day; check the two dates")
    elif last - first > _LONGEST_CLOSURE:
        entry.wrong("to", "is more than a year after the first day; check the year")
    return first, last


def texts(section: Section, langs: tuple[Lang, ...]) -> Texts:
    """The same words in each of the practice's languages."""
    found = {lang: section.text(lang.value) for lang in langs}
    section.finish()
    return found
