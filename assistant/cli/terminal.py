"""A house with its phone in the terminal: built, played until the input ends, closed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from rich.console import Console

from assistant.cli.phones import Arrived, phones
from assistant.cli.talk import Talk
from assistant.domain.clock import Clock
from assistant.domain.practice import Practice
from assistant.ports.channel import Channel
from assistant.settings import Settings
from assistant.web.app import keep_working
from assistant.wiring import Frontdesk, Overrides, build

CHANNELS = ("sms", "simulated", "terminal")
"""The channels that the phones in this process stand for."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is played. `prepare` fills the database and greets; `practice` None: the database's."""

    number: str
    prepare: Callable[[Frontdesk], Awaitable[None]]
    practice: Practice | None = None


async def play(settings: Settings, stage: Stage) -> None:
    """Until /quit or the end of the input."""
    console = Console(highlight=False, markup=False, emoji=False)
    screens: list[Talk] = []

    def seen(text: Arrived) -> None:
        for talk in screens:
            talk.arrived(text)

    overrides = Overrides(practice=stage.practice, channels=lambda clock: pocketed(clock, seen))
    async with build(settings, overrides) as house:
        await stage.prepare(house)
        talk = Talk(house, stage.number, console)
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
