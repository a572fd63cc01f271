"""The lines of `frontdesk chat --jsonl`, read strictly: a line is one of five things, or an error."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from assistant.domain.clock import Instant

MAX_LINE = 1_000_000
"""Characters of one line; a longer one is refused, not read."""
STAFF_ACTIONS = ("claim", "say", "book", "cancel", "move", "fill", "return", "close")
DEFAULT_CHANNEL = "sms"


class BadLine(Exception):
    """A line that says nothing we can do; the message says why, and the run goes on."""


@dataclass(frozen=True, slots=True)
class Says:
    """A patient's text. `media` are paths or addresses; `id` the neighbour's, "" for a new one."""

    at: Instant
    sender: str
    text: str
    channel: str = DEFAULT_CHANNEL
    media: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """A staff member acts on the conversation or task of a patient's number."""

    at: Instant
    who: str
    do: str
    of: str
    text: str = ""
    field: str = ""
    value: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody else books the n-th time that was offered last; `of` picks the conversation."""

    at: Instant
    slot: int
    of: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """The clock moves on."""

    at: Instant


Line = Says | Staff | Rival | Moves

_KEYS: dict[str, frozenset[str]] = {
    "from": frozenset({"at", "from", "text", "channel", "media", "id"}),
    "staff": frozenset({"at", "staff", "do", "of", "text", "field", "value", "slot"}),
    "rival": frozenset({"at", "rival", "of"}),
    "": frozenset({"at"}),
}


def read_line(raw: str, now: Instant | None) -> Line:
    """What a line says.

    Args:
        raw: one line of JSON.
        now: the time of the line before; the clock does not go back.

    Raises:
        BadLine: why it cannot be read.
    """
    record = _record(raw)
    kinds = [kind for kind in ("from", "staff", "rival") if kind in record]
    if len(kinds) > 1:
        raise BadLine(f"a line has one of {', '.join(kinds)}, not both")
    kind = kinds[0] if kinds else ""
    unknown = sorted(record.keys() - _KEYS[kind])
    if unknown:
        allowed = ", ".join(sorted(_KEYS[kind]))
        raise BadLine(f"unknown key {unknown[0][:40]!r}; this kind of line has: {allowed}")
    at = _instant(record.get("at"), now)
    if kind == "from":
        return _says(record, at)
    if kind == "staff":
        return _staff(record, at)
    return _rival(record, at) if kind else Moves(at)


def _record(raw: str) -> dict[str, Any]:
    if len(raw) > MAX_LINE:
        raise BadLine(f"the line is longer than {MAX_LINE} characters")
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadLine("the line is not JSON") from None
    if not isinstance(value, dict):
        raise BadLine("the line is not a JSON object")
    return cast("dict[str, Any]", value)


def _instant(value: object, now: Instant | None) -> Instant:
    if not isinstance(value, str):
        raise BadLine('"at" is missing: an ISO time with its offset, 2026-03-02T09:00:00-05:00')
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise BadLine('"at" has no offset; write 2026-03-02T09:00:00-05:00 or ...Z')
        at = at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadLine('"at" is not an ISO time such as 2026-03-02T09:00:00-05:00') from None
    if now is not None and at < now:
        raise BadLine(f'"at" lies before {now.isoformat()}; the clock does not go back')
    return at


def _says(record: dict[str, Any], at: Instant) -> Says:
    sender = _text(record, "from", most=100)
    if not sender.strip():
        raise BadLine('"from" is empty; give the patient\'s number, +15550100001')
    media = record.get("media", [])
    if not isinstance(media, list) or not all(isinstance(m, str) for m in cast("list[Any]", media)):
        raise BadLine('"media" is not a list of paths')
    return Says(
        at,
        sender,
        _text(record, "text"),
        _text(record, "channel", most=40) or DEFAULT_CHANNEL,
        tuple(_clean(path) for path in cast("list[str]", media)),
        _text(record, "id", most=200),
    )


def _staff(record: dict[str, Any], at: Instant) -> Staff:
    do = _text(record, "do", most=40)
    if do not in STAFF_ACTIONS:
        raise BadLine(f'"do" is one of {", ".join(STAFF_ACTIONS)}')
    of, who = _text(record, "of", most=100), _text(record, "staff", most=100)
    if not of or not who:
        raise BadLine(
            'a staff line names the staff member ("staff") and the patient\'s number ("of")'
        )
    if do == "say" and not _text(record, "text").strip():
        raise BadLine('"say" needs "text"')
    if do == "fill" and not _text(record, "field"):
        raise BadLine('"fill" needs "field" and "value"')
    slot = record.get("slot", "")
    if isinstance(slot, bool) or not isinstance(slot, str | int):
        raise BadLine('"slot" is the number of an offered time, or its start')
    return Staff(
        at, who, do, of, _text(record, "text"), _text(record, "field", most=100),
        _text(record, "value"), _clean(str(slot)),
    )  # fmt: skip


def _rival(record: dict[str, Any], at: Instant) -> Rival:
    rival = record["rival"]
    slot = cast("dict[str, Any]", rival).get("slot") if isinstance(rival, dict) else None
    if isinstance(slot, bool) or not isinstance(slot, int) or slot < 1:
        raise BadLine('"rival" is {"slot": n}, n counting the offered times from 1')
    return Rival(at, slot, _text(record, "of", most=100))


def _text(record: dict[str, Any], key: str, most: int = MAX_LINE) -> str:
    value = record.get(key, "")
    if not isinstance(value, str):
        raise BadLine(f'"{key}" is not a text')
    if len(value) > most:
        raise BadLine(f'"{key}" is longer than {most} characters')
    return _clean(value)


def _clean(text: str) -> str:
    """JSON can spell halves of characters that no phone can send and no database can keep."""
    return text.encode("utf-8", "replace").decode("utf-8")
