"""A talk written down as a transcript test; `engine.replay` has the grammar, tests/dialogs plays it.

A transcript knows three people: `demo` (the first phone of the demo), `family` (the second) and
`unknown`. Every act is a minute after the one before, so only longer pauses are written.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from assistant.cli.lines import Line, Rival, Says, Staff
from assistant.cli.sample import FAMILY, YOU
from assistant.domain.clock import Instant, local
from assistant.domain.errors import ConfigurationError
from assistant.domain.practice import Practice
from assistant.engine.replay import Head, Step, Transcript, render

_BETWEEN = timedelta(minutes=1)
_UNITS = (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("m", timedelta(minutes=1)))
_WHO = {YOU: "demo", FAMILY: "family"}


class Recorder:
    """Writes the whole file anew after each line, so that a talk that breaks off is on record too."""

    def __init__(self, path: Path, practice: Practice) -> None:
        self._path, self._practice = path, practice
        self._head: Head | None = None
        self._steps: list[Step] = []
        self._at: Instant | None = None

    def note(self, line: Line, answer: dict[str, Any]) -> None:
        """One line and what it led to; a bad line leaves no trace.

        Raises:
            ConfigurationError: the file cannot be written.
        """
        if "error" in answer:
            return
        if self._head is None:
            self._begin(line)
        step = self._act(line, answer)
        paused = line.at - (self._at or line.at)
        self._at = line.at
        if step is not None and paused > _BETWEEN:
            self._steps.append(Step("~", _duration(paused - _BETWEEN)))
        if step is None and paused:
            step = _with_answer(Step("~", _duration(paused)), answer, "")
        if step is not None:
            self._steps.append(step)
        self._write()

    def _begin(self, line: Line) -> None:
        """The head: a minute before the first line, so that a player comes out at its time."""
        wall = local(line.at - _BETWEEN, self._practice.zone)
        who = _WHO.get(_phone(line), "unknown")
        lang = self._practice.languages[0]
        self._head = Head(wall.date(), wall.time(), self._practice.zone, lang, who)

    def _act(self, line: Line, answer: dict[str, Any]) -> Step | None:
        match line:
            case Says():
                words = " ".join(line.text.split())
                step = Step(">", f"[photo] {words}".strip() if line.media else words)
            case Staff():
                said = (line.do, line.field, line.value, " ".join(line.text.split()))
                step = Step("!", " ".join(("staff", *(word for word in said if word))))
            case Rival():
                step = Step("!", f"rival books {line.slot}")
            case _:
                return None
        return _with_answer(step, answer, _phone(line))

    def _write(self) -> None:
        if self._head is None:
            return
        title = f"# {self._path.stem.replace('_', ' ')}"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = render(Transcript(self._head, tuple(self._steps), (title,)))
            self._path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ConfigurationError(f"{self._path}: {error.strerror}") from error


def _phone(line: Line) -> str:
    match line:
        case Says():
            return line.sender
        case Staff() | Rival():
            return line.of
        case _:
            return ""


def _with_answer(step: Step, answer: dict[str, Any], phone: str) -> Step:
    """The step with what was said to the patient, where the talk stands, and what was done."""
    said = tuple(m["text"] for m in answer["messages"] if m["kind"] != "alert")
    done = [f"{event['type']} {event.get('reason', '')}".strip() for event in answer["events"]]
    done += [f"text to {m['to']}" for m in answer["messages"] if m["kind"] == "alert"]
    about = [c for c in answer["conversations"] if not phone or c["of"] == phone]
    stands = _stands(about[0]) if about else ""
    return Step(step.mark, step.text, said, stands, tuple(dict.fromkeys(done)))


def _stands(conversation: dict[str, Any]) -> str:
    owner = str(conversation["owner"])
    if not conversation["dialog"]:
        return owner
    known = " ".join(
        f"{key}={value}"
        for key, value in conversation["data"].items()
        if isinstance(value, str) and value
    )
    stands = f"{conversation['dialog']} at {conversation['state']}: {known}".rstrip(": ")
    return stands if owner == "bot" else f"{owner}, {stands}"


def _duration(passed: timedelta) -> str:
    parts: list[str] = []
    for name, unit in _UNITS:
        count, passed = divmod(passed, unit)
        if count:
            parts.append(f"{count}{name}")
    return " ".join(parts)
