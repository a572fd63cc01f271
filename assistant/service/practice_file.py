"""Reading a TOML file for a person who wrote it by hand: every mistake, with key, line and remedy.

A `Section` is one table. It gives each key in the type that is wanted, notes what is wrong and
goes on with a stand-in, so that one reading finds all mistakes.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TypeVar, cast

from assistant.domain.practice import Span
from assistant.domain.schedule import CELL_MINUTES
from assistant.service.toml_lines import Path, lines_of, shown

T = TypeVar("T")

_SYNTAX = re.compile(r"(.*?)\s*\(at (?:line (\d+), column \d+|end of document)\)")
_SPAN = re.compile(r"\s*(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\s*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_SLUG = 40
MAX_TEXT = 500
"""Characters of one text in the file; most of them are sent in text messages."""
NO_DAY = date(2000, 1, 1)
"""Stands in for a date that cannot be read."""
_UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file. `key` is a dotted path such as `sites[2].zone`; the first is [1]."""

    file: str
    key: str
    line: int
    message: str

    def __str__(self) -> str:
        """One line: file, line, key, and what to do."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.file}:{self.line}: {key}{self.message}"


class Notes:
    """The mistakes of one file, as they are found."""

    def __init__(self, file: str, lines: dict[Path, int]) -> None:
        self._file = file
        self._lines = lines
        self.problems: list[Problem] = []

    def add(self, path: Path, message: str) -> None:
        """Note a mistake at that place, or at the nearest place around it that has a line."""
        around = path
        while around and around not in self._lines:
            around = around[:-1]
        line = self._lines.get(around, 1)
        self.problems.append(Problem(self._file, shown(path), line, message))

    def in_order(self) -> list[Problem]:
        """All of them, from the top of the file down."""
        return sorted(self.problems, key=lambda problem: problem.line)


def open_file(text: str, file: str) -> "tuple[Section | None, Notes]":
    """The whole file as a section; None and one problem when it is not TOML."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        notes = Notes(file, {(): _line_of(error, text)})
        found = _SYNTAX.fullmatch(str(error))
        said = found[1] if found else str(error)
        notes.add((), f"this is not TOML: {said}; compare with the lines around it")
        return None, notes
    notes = Notes(file, lines_of(text))
    return Section(values, (), notes), notes


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    found = _SYNTAX.fullmatch(str(error))
    return int(found[2]) if found and found[2] else text.count("\n") + 1


class Section:
    """One table of the file. Every key that is asked for is a known one; see `finish`."""

    def __init__(self, values: dict[str, object], path: Path, notes: Notes) -> None:
        self.path = path
        self._values = values
        self._notes = notes
        self._known: list[str] = []

    def wrong(self, key: str, message: str) -> None:
        """Note a mistake at one of this table's keys ("" for the table itself)."""
        self._notes.add((*self.path, key) if key else self.path, message)

    def has(self, *keys: str) -> bool:
        """Is any of these keys there? Makes them known."""
        self._known += keys
        return any(key in self._values for key in keys)

    def finish(self) -> None:
        """Note every key that nothing has asked for."""
        for key in self._values:
            if key not in self._known:
                near = get_close_matches(key, self._known, 1)
                hint = f"did you mean {near[0]}?" if near else "remove it"
                self.wrong(key, f"there is no such key here; {hint}")

    def as_dict(self) -> dict[str, object]:
        """All of the table as it is, whatever its keys."""
        return dict(self._values)

    # --- plain values -----------------------------------------------------------------------

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank; without a default it must be there."""
        value = self._typed(key, str, "a text in quotes", default or "", default is None)
        if key in self._values and isinstance(self._values[key], str) and not value.strip():
            self.wrong(key, "is blank; fill it in or remove it")
        if any(char not in "\t\n" and unicodedata.category(char) == "Cc" for char in value):
            self.wrong(key, "has a character that cannot be shown; write it anew")
        if len(value) > MAX_TEXT:
            self.wrong(key, f"has {len(value)} characters; at most {MAX_TEXT} fit into a text")
        return value.strip()

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return self._typed(key, bool, "true or false", default)

    def number(self, key: str, low: int, high: int, default: int) -> int:
        """A whole number from `low` to `high`."""
        value = self._typed(key, int, f"a whole number from {low} to {high}", default)
        if not low <= value <= high:
            self.wrong(key, f"is {value}; it must be from {low} to {high}")
            return default
        return value

    def slug(self, key: str = "id") -> str:
        """An id: small letters, digits and single dashes."""
        value = self.text(key)
        if value and (not _SLUG.fullmatch(value) or len(value) > _MAX_SLUG):
            self.wrong(
                key, f'"{value}" is not an id; use small letters, digits and dashes, at most 40'
            )
        return value

    def day(self, key: str) -> date:
        """A date, which must be there."""
        wanted = "a date like 2026-11-26, without quotes"
        value = self._typed(key, date, wanted, NO_DAY, is_needed=True)
        if isinstance(value, datetime):
            self.wrong(key, "has a time of day; write the date alone, like 2026-11-26")
            return NO_DAY
        return value

    def duration(
        self, stem: str, low: timedelta, high: timedelta, default: timedelta | None = None
    ) -> timedelta:
        """A whole number of minutes or hours, under the key `stem` + "_minutes" or "_hours"."""
        units = {f"{stem}_{name}": unit for name, unit in _UNITS.items()}
        self._known += units
        given = [key for key in units if key in self._values]
        stand_in = low if default is None else default
        if len(given) > 1:
            self.wrong(given[1], f"says the same as {given[0]}; keep one of them")
        if not given:
            if default is None:
                self.wrong("", f"{stem}_minutes is missing; add it")
            return stand_in
        key, unit = given[0], units[given[0]]
        count = self._typed(key, int, "a whole number", stand_in // unit)
        least, most = -(-low // unit), high // unit
        if not least <= count <= most:
            self.wrong(key, f"must be from {least} to {most}")
            return stand_in
        return count * unit

    def cells(self, stem: str, low: int, high: int, default: int | None = None) -> timedelta:
        """Minutes that are a multiple of the calendar's grid."""
        fallback = None if default is None else timedelta(minutes=default)
        value = self.duration(stem, timedelta(minutes=low), timedelta(minutes=high), fallback)
        if value % timedelta(minutes=CELL_MINUTES):
            key = f"{stem}_minutes"
            self.wrong(key, f"must be a multiple of {CELL_MINUTES} minutes")
        return value

    def choice(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """One of the known words."""
        value = self.text(key, default)
        return self._one_of((*self.path, key), value, known) if value else known[0]

    def value(self, key: str, wanted: str) -> object:
        """Whatever stands there, which it must; the caller says what is `wanted`."""
        return self._typed(key, object, wanted, "", is_needed=True)

    # --- lists and tables -------------------------------------------------------------------

    def texts(self, key: str, *, is_needed: bool = False) -> tuple[str, ...]:
        """A list of texts, none blank."""
        found: list[str] = []
        for number, entry in enumerate(self._list(key, is_needed=is_needed)):
            if isinstance(entry, str) and entry.strip():
                found.append(entry.strip())
            else:
                self._notes.add((*self.path, key, number), "must be a text in quotes, not blank")
        if is_needed and key in self._values and not found:
            self.wrong(key, "is empty; name at least one")
        return tuple(found)

    def words(self, key: str, known: Sequence[str], *, is_needed: bool = False) -> tuple[str, ...]:
        """A list of known words; entries that are none of them are noted and left out."""
        found = self.texts(key, is_needed=is_needed)
        for number, entry in enumerate(found):
            self._one_of((*self.path, key, number), entry, known)
        return tuple(entry for entry in found if entry in known)

    def spans(self, key: str) -> tuple[Span, ...]:
        """Hours of a day: a list like ["08:00-12:00", "13:00-17:00"], in order."""
        found: list[Span] = []
        for number, entry in enumerate(self._list(key)):
            path = (*self.path, key, number)
            span = self._span(path, entry)
            if span is not None and found and span.opens <= found[-1].closes:
                self._notes.add(
                    path, "begins before or when the hours before it end; sort them, join them"
                )
            elif span is not None:
                found.append(span)
        return tuple(found)

    def span(self, key: str, default: Span) -> Span:
        """One stretch of hours like "08:00-20:00"."""
        if not self.has(key):
            return default
        return self._span((*self.path, key), self._values[key]) or default

    def section(self, key: str) -> "Section":
        """A table; an empty one when it is missing."""
        value = self._typed(key, dict, f"a table: [{key}]", {})
        return Section(cast("dict[str, object]", value), (*self.path, key), self._notes)

    def sections(self, key: str) -> "list[Section]":
        """The tables of a list of tables."""
        found: list[Section] = []
        for number, entry in enumerate(self._list(key)):
            path = (*self.path, key, number)
            if not isinstance(entry, dict):
                self._notes.add(path, "must be a table: { key = value, ... }")
            values = cast("dict[str, object]", entry if isinstance(entry, dict) else {})
            found.append(Section(values, path, self._notes))
        return found

    def is_table(self, key: str) -> bool:
        """Is a table given there, and not a plain value?"""
        return isinstance(self._values.get(key), dict)

    # --- inside -----------------------------------------------------------------------------

    def _list(self, key: str, *, is_needed: bool = False) -> list[object]:
        empty: list[object] = []
        return self._typed(key, list, "a list: [...]", empty, is_needed)

    def _typed(
        self, key: str, kind: type[T], wanted: str, stand_in: T, is_needed: bool = False
    ) -> T:
        self._known.append(key)
        if key not in self._values:
            if is_needed:
                self.wrong("", f"{key} is missing; add {wanted}")
            return stand_in
        value = self._values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, f"must be {wanted}")
            return stand_in
        return value

    def _one_of(self, path: Path, value: str, known: Sequence[str]) -> str:
        if value in known:
            return value
        near = get_close_matches(value, known, 1)
        hint = f"did you mean {near[0]}?" if near else "it must be one of " + ", ".join(known)
        self._notes.add(path, f'there is no "{value}"; {hint}')
        return known[0]

    def _span(self, path: Path, value: object) -> Span | None:
        found = _SPAN.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            self._notes.add(path, 'must be hours like "08:00-17:00"')
            return None
        hour, minute, end_hour, end_minute = (int(part) for part in found.groups())
        try:
            opens, closes = time(hour, minute), time(end_hour, end_minute)
        except ValueError:
            self._notes.add(path, "has no such time of day; it goes from 00:00 to 23:59")
            return None
        if opens >= closes:
            self._notes.add(path, "ends before it begins; write the earlier time first")
            return None
        if minute % CELL_MINUTES or end_minute % CELL_MINUTES:
            self._notes.add(path, f"must begin and end at a multiple of {CELL_MINUTES} minutes")
            return None
        return Span(opens, closes)
