"""A talk written down as a transcript test; the grammar is that of tests/dialogs."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from assistant.domain.clock import Instant, local
from assistant.domain.errors import ConfigurationError
from assistant.domain.practice import Practice

_UNITS = (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("m", timedelta(minutes=1)))


class Recorder:
    """Writes line by line, so that a talk that breaks off is on record too.

    Raises:
        ConfigurationError: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {path.stem}\n", encoding="utf-8")
        except OSError as error:
            raise ConfigurationError(f"{path}: {error.strerror}") from error
        self._path = path
        self._at: Instant | None = None

    def begin(self, at: Instant, practice: Practice) -> None:
        """The head: when and where it begins, and in which language."""
        wall = local(at, practice.zone)
        lang = practice.languages[0].value
        self._write([f"at {wall:%Y-%m-%d %H:%M} {practice.zone}   lang {lang}"])
        self._at = at

    def note(self, raw: str, answer: dict[str, Any]) -> None:
        """One line and what it led to; a bad line leaves no trace."""
        if "error" in answer:
            return
        line = cast("dict[str, Any]", json.loads(raw))
        at = datetime.fromisoformat(str(line["at"]))
        written = self._moved(at)
        written += _did(line)
        written += [f"< {_joined(message['text'])}" for message in answer["messages"]]
        written += [_stands(conversation) for conversation in answer["conversations"][:1]]
        written += [f"! {event['type']}" for event in answer["events"]]
        self._write(written)

    def _moved(self, at: Instant) -> list[str]:
        passed = at - self._at if self._at is not None else timedelta()
        self._at = at
        return [f"~ {_duration(passed)}"] if passed >= timedelta(minutes=1) else []

    def _write(self, lines: Sequence[str]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


def _did(line: dict[str, Any]) -> list[str]:
    if "from" in line:
        return [f"> {_joined(str(line.get('text', '')))}"]
    if "staff" in line:
        words = [
            str(line[key]) for key in ("staff", "do", "field", "value", "text") if line.get(key)
        ]
        return [f"! {' '.join(words)}"]
    if "rival" in line:
        return [f"! rival books {line['rival']['slot']}"]
    return []


def _stands(conversation: dict[str, Any]) -> str:
    if not conversation["dialog"]:
        return f"= {conversation['owner']}"
    known = " ".join(
        f"{key}={value}" for key, value in conversation["data"].items() if _short(value)
    )
    return f"= {conversation['dialog']} at {conversation['state']}: {known}".rstrip()


def _short(value: object) -> bool:
    return isinstance(value, str | int | bool) and value != ""


def _joined(text: str) -> str:
    return text.replace("\n", " / ")


def _duration(passed: timedelta) -> str:
    parts: list[str] = []
    for name, unit in _UNITS:
        count, passed = divmod(passed, unit)
        if count:
            parts.append(f"{count}{name}")
    return " ".join(parts)
