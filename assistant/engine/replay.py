"""Transcripts: talks written down so that they can be read, played again and compared.

    # over-answer, correct, lose the slot
    at 2026-03-02 09:00 America/New_York   lang en   patient demo
    > I need a checkup with Dr. Ruiz on Tuesday
    < Checkup for Jordan, here is what I have:
    < 1) Tue, Mar 3 at 8:00 AM with Dr. Ruiz, Maple Street
    = booking at slot: visit_type=checkup provider=ruiz
    ! rival books 1
    ~ 1h

`>` the patient writes; `<` what is said, one line each; `=` where the talk stands and what is
known; `!` something outside happens (`rival ...`, `staff ...`) or, in one word, was done; `~` the
clock moves on. A text may begin with `[photo]`, with `[3 times]`, or with `[at once]` when it is
written before the answer to the text above it has been sent. Here transcripts are only read and
written; the tests play them through the whole house.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from assistant.domain.clock import Instant, instant
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang

ACTS = (">", "~")
"""Marks of lines that make something happen; `!` too, when it names who does it."""
OUTSIDE = ("rival", "staff")
"""Who may act beside the patient."""
_HEAD = re.compile(r"at (\d{4}-\d\d-\d\d) (\d\d:\d\d) (\S+)\s+lang (\w\w)\s+patient (\S+)(.*)")
_SPAN = re.compile(r"(\d+)\s*([dhm])")
_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_TIMES = re.compile(r"\[(\d+) times\] (.*)")
_PHOTO, _AT_ONCE = "[photo]", "[at once]"


@dataclass(frozen=True, slots=True)
class Head:
    """When and where a talk begins, with whom. `given`: what stands after the patient, in words."""

    on: date
    clock: time
    zone: str
    lang: Lang
    patient: str
    given: str = ""

    @property
    def at(self) -> Instant:
        """The instant at which it begins."""
        return instant(self.on, self.clock, self.zone)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, and what came of it.

    `mark` and `text` are the line itself. `said`: each message, with its line breaks. `stands`: the
    state, "" when not looked at. `done`: what was done, in order. `notes`: comment lines above it.
    """

    mark: str
    text: str
    said: tuple[str, ...] = ()
    stands: str = ""
    done: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What the patient wrote."""
        text = self.text.removeprefix(_PHOTO).removeprefix(_AT_ONCE).strip()
        found = _TIMES.fullmatch(text)
        return (found[2] + " ") * int(found[1]) if found else text

    @property
    def has_photo(self) -> bool:
        """Did a picture come with it?"""
        return self.text.startswith(_PHOTO)

    @property
    def is_at_once(self) -> bool:
        """Was it written before the answer to the text above it was sent?"""
        return self.text.startswith(_AT_ONCE)

    @property
    def passes(self) -> timedelta:
        """How far the clock moves, for a `~`."""
        return sum(
            (int(count) * _UNITS[unit] for count, unit in _SPAN.findall(self.text)), timedelta()
        )


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole talk. `title`: the comment lines above the head."""

    head: Head
    steps: tuple[Step, ...]
    title: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A step while its lines are read."""

    mark: str
    text: str
    notes: tuple[str, ...]
    said: list[str] = field(default_factory=list[str])
    stands: str = ""
    done: list[str] = field(default_factory=list[str])

    def close(self) -> Step:
        said = ("\n".join(self.said),) if self.said else ()
        return Step(self.mark, self.text, said, self.stands, tuple(self.done), self.notes)


def parse(text: str) -> Transcript:
    """Read a transcript; the `<` lines of a step are one message.

    Raises:
        ConfigurationError: with the number of the line that cannot be read.
    """
    head: Head | None = None
    title: tuple[str, ...] = ()
    notes: list[str] = []
    steps: list[_Open] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        mark, rest = line[0], line[1:].removeprefix(" ").rstrip()
        if mark == "#":
            notes.append(line)
        elif head is None:
            head, title = _head(line, number), tuple(notes)
            notes.clear()
        elif mark in ACTS or (mark == "!" and rest.split(" ")[0] in OUTSIDE):
            steps.append(_Open(mark, rest, tuple(notes)))
            notes.clear()
        else:
            _came_of_it(steps, mark, rest, number)
    if head is None:
        raise ConfigurationError(
            "a transcript begins with: at <date> <time> <zone> lang .. patient .."
        )
    return Transcript(head, tuple(step.close() for step in steps), title)


def _came_of_it(steps: Sequence[_Open], mark: str, rest: str, number: int) -> None:
    if not steps or mark not in {"<", "=", "!"}:
        raise ConfigurationError(f"line {number}: {mark!r} has no place here")
    if mark == "<":
        steps[-1].said.append(rest)
    elif mark == "=":
        steps[-1].stands = rest
    else:
        steps[-1].done.append(rest)


def _head(line: str, number: int) -> Head:
    found = _HEAD.fullmatch(line.strip())
    if found is None:
        raise ConfigurationError(
            f"line {number}: expected: at 2026-03-02 09:00 America/New_York   lang en   patient demo"
        )
    on, clock, zone, lang, patient, given = found.groups()
    try:
        begins = date.fromisoformat(on), time.fromisoformat(clock)
        return Head(*begins, zone, Lang(lang), patient, given.strip())
    except ValueError as error:
        raise ConfigurationError(f"line {number}: {error}") from error


def render(transcript: Transcript) -> str:
    """Write a transcript; `parse` reads the same."""
    head = transcript.head
    begins = f"at {head.on.isoformat()} {head.clock:%H:%M} {head.zone}"
    first = f"{begins}   lang {head.lang.value}   patient {head.patient}"
    lines = [*transcript.title, f"{first}   {head.given}".rstrip()]
    for step in transcript.steps:
        lines.extend(_lines(step))
    return "\n".join(lines) + "\n"


def _lines(step: Step) -> Iterable[str]:
    yield from step.notes
    yield f"{step.mark} {step.text}".rstrip()
    for message in step.said:
        yield from (f"< {line}".rstrip() for line in message.split("\n"))
    if step.stands:
        yield f"= {step.stands}"
    yield from (f"! {event}" for event in step.done)
