"""A house with its phone in the terminal: built, played until the input ends, closed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.cli.jsonl import News, Seen, about
from assistant.cli.lines import Line
from assistant.cli.phones import Arrived, phones
from assistant.cli.record import Recorder
from assistant.cli.talk import Talk
from assistant.domain.clock import Clock
from assistant.engine.catalog import Catalog
from assistant.ports.channel import Channel
from assistant.settings import Settings
from assistant.web.app import keep_working
from assistant.wiring import Frontdesk, Overrides, build

CHANNELS = ("sms", "simulated", "terminal")
"""The channels that the phones in this process stand for."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is played.

    `prepare` fills the database and greets; `catalog` None: that of the database's practice;
    `record`: the file that the talk is written down in, if any.
    """

    number: str
    prepare: Callable[[Frontdesk], Awaitable[None]]
    catalog: Catalog | None = None
    record: Path | None = None


async def play(settings: Settings, stage: Stage) -> None:
    """Until /quit or the end of the input."""
    console = Console(highlight=False, markup=False, emoji=False)
    screens: list[Talk] = []
    arrived = Seen()

    def seen(text: Arrived) -> None:
        arrived.add(text)
        for talk in screens:
            talk.arrived(text)

    overrides = Overrides(catalog=stage.catalog, channels=lambda clock: pocketed(clock, seen))
    async with build(settings, overrides) as house:
        await stage.prepare(house)
        noted = None if stage.record is None else await _recording(house, arrived, stage.record)
        talk = Talk(house, stage.number, console, noted)
        screens.append(talk)
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(keep_working(house, stop), name="workers")
            try:
                await talk.run()
            finally:
                stop.set()


def pocketed(clock: Clock, seen: Callable[[Arrived], None]) -> Mapping[str, Channel]:
    """The phones of this process, by channel; there are no webhooks to route."""
    return {channel.name: channel for channel in phones(clock, CHANNELS, seen)}


async def _recording(
    house: Frontdesk, arrived: Seen, path: Path
) -> Callable[[Line], Awaitable[None]]:
    """Writes down what is typed, and what came of it."""
    recorder, news = Recorder(path, house.practice), News(house, arrived)
    await news.begin()

    async def note(line: Line) -> None:
        recorder.note(line, await news.since(about(line)))

    return note
