"""Plays transcripts through the whole house: understanding, dialogs, store, outbox, phones."""

import asyncio
import json
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from assistant.cli.demo import demo_settings
from assistant.cli.jsonl import Script, Seen
from assistant.cli.lines import Line, Moves, Rival, Says, Staff
from assistant.cli.phones import Phones
from assistant.cli.sample import sample_practice
from assistant.cli.terminal import CHANNELS
from assistant.domain.clock import Clock, Instant
from assistant.domain.practice import Practice
from assistant.engine.catalog import Catalog
from assistant.engine.replay import Head, Step, Transcript
from assistant.engine.walking.ways import Tracker, Way
from assistant.ports.channel import Channel
from assistant.service import fixtures
from assistant.service.talks.replays import Replay, replayed
from assistant.store.conversations import newest
from assistant.store.database import Tx
from assistant.wiring import (
    Frontdesk,
    Overrides,
    SteppedClock,
    TimeOrderedIds,
    build,
    catalog_of,
    opened_store,
    practice_in,
)
from integrations.simulated.phone import SimulatedPhones

PHONES = {
    "demo": "+15550100001",
    "family": "+15550100002",
    "couple": "+15550100003",
    "parent": "+15550100004",
    "unknown": "+15550100099",
}
"""Who may stand in a transcript's head."""
_PEOPLE = (
    ("pat_1", "Jordan", "Avery", "1986-04-12", "demo"),
    ("pat_2", "Lucía", "Morales", "1988-09-03", "family"),
    ("pat_3", "Mateo", "Morales", "2018-02-20", "family"),
    ("pat_7", "Sam", "Reyes", "2001-05-05", ""),
    ("pat_8", "Sam", "Reyes", "2001-05-05", ""),
    ("pat_9", "Grace", "Kim", "1993-12-01", ""),
    ("pat_10", "Nora", "Lund", "1979-06-21", "couple"),
    ("pat_11", "Erik", "Lund", "1977-02-11", "couple"),
    ("pat_12", "Theo", "Vance", "2019-08-30", "parent"),
)
_LAID_OUT = datetime(2026, 1, 1, tzinfo=UTC)
_THINKS = timedelta(minutes=1)
"""How long a patient takes to write back."""


@cache
def practice() -> Practice:
    """The sample practice."""
    return practice_in(sample_practice())


@dataclass(frozen=True)
class Houses:
    """Makes empty houses fast: from a database that was laid out once.

    `catalog`: theirs; None: the dialogs as they are found when a house is opened. `taken`: the
    ways of the dialogs' machines that the talks in them took.
    """

    folder: Path
    catalog: Catalog | None = None
    taken: set[Way] = field(default_factory=set[Way])

    def fresh(self, name: str) -> Path:
        """A folder with an empty database of its own."""
        template = self.folder / "template"
        if not template.exists():
            template.mkdir()
            with opened_store(demo_settings(template), SteppedClock(_LAID_OUT), None):
                pass
        folder = self.folder / name
        shutil.copytree(template, folder)
        return folder


async def _played(houses: Houses, name: str, written: Transcript) -> Transcript:
    async with _opened(houses, name, written.head) as script:
        at = written.head.at
        steps: list[Step] = []
        for together in _at_once(written.steps):
            first, last = together[0], together[-1]
            at += first.passes if first.mark == "~" else _THINKS
            lines = [_line(step, at, PHONES[written.head.patient]) for step in together]
            steps += [replace(step, said=(), stands="", done=()) for step in together[:-1]]
            steps.append(_with_news(last, await script.play_at_once(lines)))
        return replace(written, steps=tuple(steps))


def _at_once(steps: tuple[Step, ...]) -> list[list[Step]]:
    """The steps, those in one list that come before the one above them is answered."""
    found: list[list[Step]] = []
    for step in steps:
        if step.is_at_once and found:
            found[-1].append(step)
        else:
            found.append([step])
    return found


@asynccontextmanager
async def _opened(houses: Houses, name: str, head: Head) -> AsyncGenerator[Script]:
    seen, clock = Seen([]), SteppedClock(head.at)
    ids = TimeOrderedIds(clock, chance=lambda _bits: 0)
    catalog = houses.catalog or catalog_of(practice())
    overrides = Overrides(clock, ids, catalog, lambda at: _phones(at, seen))
    fixture = fixture_of(head)
    async with build(demo_settings(houses.fresh(name)), overrides) as house:
        await house.store.write(partial(fixtures.apply, practice=house.practice, fixture=fixture))
        script = Script(house, clock, seen)
        await script.begin()
        yield script
        houses.taken.update(await _replayed(house))


def _phones(clock: Clock, seen: Seen) -> dict[str, Channel]:
    """The patients' phones, as `chat` has them."""
    inner = SimulatedPhones(b"phones of a transcript")
    return {name: Phones(inner, name, clock, seen.add) for name in CHANNELS}


async def _replayed(house: Frontdesk) -> set[Way]:
    """The ways taken. Every talk, played again from its journal, ends to the byte where it stands."""

    def look(tx: Tx) -> list[Replay]:
        return [replayed(tx, house.catalog, thread) for thread in newest(tx)]

    taken = set[Way]()
    for replay in await house.store.read(look):
        if replay.difference:
            raise AssertionError(f"a replay differs: {replay.difference}")
        tracker = Tracker(house.catalog.dialogs)
        for _entry, played in replay.turns:
            tracker.follow(played.record.stops)
        taken |= tracker.taken
    return taken


def fixture_of(head: Head) -> fixtures.Fixture:
    """The books of the practice when a transcript begins."""
    return fixtures.load_fixture(json.dumps(_fixture(head)), "json")


def _fixture(head: Head) -> dict[str, Any]:
    """The people, and the visits of the head: `visit pat_1 checkup ruiz maple 2026-03-10 09:00`."""
    patients = [
        {
            "id": key, "first": first, "last": last, "dob": born, "lang": head.lang.value,
            "phones": [PHONES[phone]] if phone else [],
        }
        for key, first, last, born, phone in _PEOPLE
    ]  # fmt: skip
    visits: list[dict[str, Any]] = []
    for number, words in enumerate(head.given.split("visit ")[1:], 1):
        patient, kind, provider, site, on, clock = words.split()[:6]
        visits.append(
            {
                "id": f"apt_{number}", "patient": patient, "visit_type": kind,
                "provider": provider, "site": site, "start": f"{on}T{clock}:00",
            }
        )  # fmt: skip
    return {"patients": patients, "appointments": visits}


def _line(step: Step, at: Instant, phone: str) -> Line:
    if step.mark == ">":
        media = ("photo.jpg",) if step.has_photo else ()
        return Says(at, phone, step.words, media=media)
    if step.mark == "~":
        return Moves(at)
    who, rest = step.text.split(" ", 1)
    if who == "rival":
        return Rival(at, int(rest.split()[-1]), phone)
    do, _, text = rest.partition(" ")
    if do == "fill":
        field, _, value = text.partition(" ")
        return Staff(at, "desk", do, phone, field=field, value=value)
    return Staff(at, "desk", do, phone, text=text)


def _with_news(step: Step, news: dict[str, Any]) -> Step:
    phones = set(PHONES.values())
    said = tuple(m["text"] for m in news["messages"] if m["to"] in phones)
    done = [_done(event) for event in news["events"]]
    done += [f"text to {m['to']}" for m in news["messages"] if m["to"] not in phones]
    stands = _stands(news["conversations"][0]) if news["conversations"] else ""
    return replace(step, said=said, stands=stands, done=tuple(dict.fromkeys(done)))


def _done(event: dict[str, Any]) -> str:
    why = event.get("reason", "")
    return f"{event['type']} {why}".strip()


def _stands(conversation: dict[str, Any]) -> str:
    owner = conversation["owner"]
    if not conversation["dialog"]:
        return str(owner)
    words = (
        f"{key}={value}"
        for key, value in conversation["data"].items()
        if isinstance(value, str) and value
    )
    stands = f"{conversation['dialog']} at {conversation['state']}: {' '.join(words)}"
    return stands.rstrip(": ") if owner == "bot" else f"{owner}, {stands.rstrip(': ')}"


def play(houses: Houses, name: str, written: Transcript) -> Transcript:
    """The same talk, with what is really said and done."""
    return asyncio.run(_played(houses, name, written))
