"""How commands write: JSON for scripts, a table for people."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.domain.clock import Instant
from assistant.domain.errors import ConfigurationError
from assistant.domain.ids import StaffId

Row = Mapping[str, object]

AsJson = Annotated[bool, typer.Option("--json", help="One JSON array instead of a table.")]
By = Annotated[str, typer.Option("--by", help="The staff member who does it: a short id.")]
Limit = Annotated[int, typer.Option(min=1, max=100_000, help="At most so many, newest first.")]

_WHOLE = frozenset({"id", "of", "at", "start", "due_at", "touched_at"})
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*")
_WIDE = 200
"""Columns of a table that no terminal shows."""
_STAFF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")


def speak_utf8() -> None:
    """For commands that talk to scripts: UTF-8 both ways, and no byte that stops them."""
    for stream in (sys.stdin, sys.stdout):
        cast("TextIOWrapper", stream).reconfigure(encoding="utf-8", errors="replace")


def say(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def say_json(value: object) -> None:
    """One line of JSON on standard output."""
    say(json.dumps(value, ensure_ascii=False))


def show(rows: Sequence[Row], columns: Sequence[str], *, as_json: bool, nothing: str) -> None:
    """The rows, all with the same keys.

    Args:
        rows: in order.
        columns: the keys that a person sees; a script gets all.
        as_json: one JSON array instead of a table.
        nothing: what a person reads when there are none.
    """
    if as_json:
        say_json([dict(row) for row in rows])
        return
    if not rows:
        say(nothing)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name in _WHOLE)
    for row in rows:
        # Text objects, not markup: a patient may write [square brackets].
        table.add_row(*(Text(_plain(row[name])) for name in columns))
    width = None if sys.stdout.isatty() else _WIDE
    Console(highlight=False, width=width).print(table)


def shown_instant(at: Instant | None) -> str | None:
    """An instant as scripts read it, ISO in UTC."""
    return None if at is None else at.isoformat()


def staff_id(text: str) -> StaffId:
    """The id of a staff member.

    Raises:
        ConfigurationError: it is not one plain word.
    """
    if not _STAFF.fullmatch(text):
        raise ConfigurationError("A staff id is a short plain word: letters, digits, . _ and -.")
    return StaffId(text)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return printable(str(value))


def printable(text: str) -> str:
    """The text without control characters, which could move a terminal's cursor."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
