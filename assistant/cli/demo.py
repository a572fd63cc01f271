"""`frontdesk demo`: a practice to try, in one process, without any account."""

import asyncio
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from assistant import telemetry
from assistant.cli.output import say
from assistant.cli.sample import FAMILY, YOU, YOUR_NAME, fill, sample_practice
from assistant.cli.terminal import Stage, play
from assistant.domain.errors import ConfigurationError
from assistant.settings import Settings
from assistant.store import patients
from assistant.wiring import Frontdesk

FOLDER = Path("var/demo")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    keep: Annotated[
        bool, typer.Option("--keep", help="Go on with the visits and texts of the last time.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="Where the demo's files are.")] = FOLDER,
) -> None:
    """Try it: you are a patient's phone, and beside it the practice's queue.

    A sample practice with four weeks of made-up visits; Ctrl-C or /quit stops it.
    """
    if not keep:
        _clear(folder)
    settings = demo_settings(folder)
    try:
        telemetry.configure(folder / "frontdesk.log", settings.log_level)
    except OSError as error:
        raise ConfigurationError(f"{folder}: {error.strerror}") from error
    with suppress(KeyboardInterrupt):
        asyncio.run(play(settings, Stage(YOU, _prepare)))
    say("")


def demo_settings(folder: Path) -> Settings:
    """Everything in one folder, and nothing of the environment's accounts."""
    own = {
        "database_url": SecretStr(f"sqlite:///{(folder / 'frontdesk.db').absolute()}"),
        "key_file": folder / "keys.json",
        "key": None,
        "practice_file": sample_practice(),
        "sqlite_synchronous": "normal",
        "spool_max_mb": 0,
    }
    return Settings.of({}).model_copy(update=own)


async def _prepare(house: Frontdesk) -> None:
    visits = await filled(house)
    _greet(house, visits)


async def filled(house: Frontdesk) -> int:
    """Sample people and visits, unless they are there already; how many were added."""
    if await house.store.read(patients.all_ids):
        return 0
    return await house.store.write(lambda tx: fill(tx, house.practice))


def _greet(house: Frontdesk, visits: int) -> None:
    practice = house.practice
    on_the_book = f", {visits} visits on the book" if visits else ""
    say(
        f"{practice.name}: {len(practice.sites)} sites, {len(practice.providers)} providers{on_the_book}."
    )
    say(f"Your phone is {YOU}: {YOUR_NAME}. You have a visit next week.")
    say(f"/as {FAMILY} is a family's phone; /help lists the commands.")
    say("Try:  hi, i need to see my doctor next week for a checkup, afternoons are best")
    say("then: are you open saturday?  actually can we make it friday  chest pain  STOP")


def _clear(folder: Path) -> None:
    """Away with the last demo: only files that a demo makes."""
    for name in (
        "frontdesk.db",
        "frontdesk.db-wal",
        "frontdesk.db-shm",
        "keys.json",
        "audit-anchors.json",
    ):
        (folder / name).unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        shutil.rmtree(folder)
