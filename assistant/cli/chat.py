"""`frontdesk chat`: talk to it as a patient, by hand or by script."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from assistant.cli.demo import demo_settings, filled
from assistant.cli.jsonl import Lines, Script, Seen
from assistant.cli.output import say_json, speak_utf8
from assistant.cli.phones import Arrived
from assistant.cli.record import Recorder
from assistant.cli.sample import YOU, sample_practice
from assistant.cli.talk import NUMBER
from assistant.cli.terminal import Stage, play, pocketed
from assistant.domain.clock import Instant
from assistant.domain.errors import ConfigurationError
from assistant.engine.catalog import Catalog
from assistant.service import fixtures
from assistant.service.fixtures import Fixture
from assistant.settings import Settings, load
from assistant.wiring import (
    Frontdesk,
    Overrides,
    SteppedClock,
    TimeOrderedIds,
    build,
    catalog_of,
    practice_in,
    text_of,
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("chat")(chat)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the options say."""

    practice: Path | None
    fixture: Path | None
    database: str
    record: Path | None


def chat(
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="One JSON object a line in and out; time from the lines."),
    ] = False,
    practice: Annotated[
        Path | None, typer.Option(help="A practice.toml; none: the sample practice.")
    ] = None,
    fixture: Annotated[
        Path | None, typer.Option(help="TOML or JSON: patients, visits and consents there are.")
    ] = None,
    database: Annotated[
        str, typer.Option(help="A database URL; none: a fresh one, dropped at the end.")
    ] = "",
    record: Annotated[
        Path | None, typer.Option(help="Write the talk down as a transcript test.")
    ] = None,
    number: Annotated[str, typer.Option("--from", help="The phone you type on.")] = YOU,
) -> None:
    """Talk to the assistant as a patient.

    With --jsonl: {"at", "from", "text"} is a text, {"at"} moves the clock, {"at", "staff", "do",
    "of"} is a staff member, {"at", "rival": {"slot": n}} books an offered time for somebody else.
    Each line is answered with {"messages", "conversations", "events"} or {"error"}.
    """
    if not NUMBER.fullmatch(number):
        raise ConfigurationError("--from: give a number such as +15550100002.")
    wanted = _Wanted(practice, fixture, database, record)
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-chat-"))
    try:
        settings = _settings(wanted, folder)
        if jsonl:
            _run_lines(settings, wanted)
        else:
            with suppress(KeyboardInterrupt):
                given = _Given.read(wanted)
                prepare = partial(_prepared, given, wanted)
                stage = Stage(number, prepare, given.catalog, wanted.record)
                asyncio.run(play(settings, stage))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settings(wanted: _Wanted, folder: Path) -> Settings:
    fresh = demo_settings(folder)
    if not wanted.database:
        return fresh
    given = load()
    return fresh.model_copy(
        update={
            "database_url": SecretStr(wanted.database),
            "key_file": given.key_file,
            "audit_anchor_file": given.audit_anchor_file,
            "key": given.key,
        }
    )


async def _prepared(given: "_Given", wanted: _Wanted, house: Frontdesk) -> None:
    await given.apply(house)
    if not (wanted.database or wanted.fixture or wanted.practice):
        await filled(house)


# --- lines ----------------------------------------------------------------------------------------


def _run_lines(settings: Settings, wanted: _Wanted) -> None:
    """Answer each line of standard input before the next is read."""
    speak_utf8()
    given = _Given.read(wanted)
    recorders: list[Recorder] = []
    stack = AsyncExitStack()

    async def open_at(at: Instant) -> Script:
        seen, clock = Seen(), SteppedClock(at)
        overrides = _overrides(given, clock, seen.add, is_fresh=not wanted.database)
        house = await stack.enter_async_context(build(settings, overrides))
        await given.apply(house)
        if wanted.record is not None:
            recorders.append(Recorder(wanted.record, house.practice))
        script = Script(house, clock, seen)
        await script.begin()
        return script

    lines = Lines(open_at)
    with asyncio.Runner() as runner:
        try:
            for raw in sys.stdin:
                answer = runner.run(lines.answer(raw))
                if lines.last is not None:
                    for recorder in recorders:
                        recorder.note(lines.last, answer)
                say_json(answer)
        finally:
            runner.run(stack.aclose())


@dataclass(frozen=True, slots=True)
class _Given:
    """The files named by the options, read before the first line."""

    catalog: Catalog | None
    fixture: Fixture | None

    @classmethod
    def read(cls, wanted: _Wanted) -> "_Given":
        catalog = None
        if wanted.practice is not None or not wanted.database:
            catalog = catalog_of(practice_in(wanted.practice or sample_practice()))
        fixture = None
        if wanted.fixture is not None:
            ending = wanted.fixture.suffix.lower().lstrip(".")
            fixture = fixtures.load_fixture(text_of(wanted.fixture), ending)
            for notice in fixture.notices:
                sys.stderr.write(f"{wanted.fixture}: {notice}\n")
        return cls(catalog, fixture)

    async def apply(self, house: Frontdesk) -> None:
        """Put what exists before the first line into the database."""
        if self.fixture is not None:
            work = partial(fixtures.apply, practice=house.practice, fixture=self.fixture)
            await house.store.write(work)


def _overrides(
    given: _Given, clock: SteppedClock, seen: Callable[[Arrived], None], *, is_fresh: bool
) -> Overrides:
    # In a database of its own a script makes the same ids each time.
    ids = TimeOrderedIds(clock, chance=lambda _bits: 0) if is_fresh else None
    return Overrides(clock, ids, given.catalog, lambda at: pocketed(at, seen))
