"""The whole program over one database, stopped and started again wherever a test wants it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from assistant.cli.demo import demo_settings
from assistant.cli.lines import BadLine, Rival, Staff
from assistant.cli.phones import Arrived, Typed, as_inbound, our_line
from assistant.cli.rivals import take_offered
from assistant.cli.staff import act
from assistant.cli.terminal import pocketed
from assistant.domain.clock import Instant
from assistant.domain.errors import AssistantError
from assistant.engine.conversation import Conversation
from assistant.service import fixtures
from assistant.service.talks.replays import replayed
from assistant.service.turns import Turns
from assistant.store import conversations
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.wiring import Frontdesk, Overrides, SteppedClock, TimeOrderedIds, build
from tests.dialogs.stage import practice
from tests.dialogs.walked import the_catalog

T = TypeVar("T")
CHANNEL = "sms"


class WholeHouse:
    """Everything but the carrier. `got`: what reached the phones, whatever happened to the house.

    Args:
        folder: holds a migrated, empty database.
        at: the moment at which its clock stands.
        fixture: who is on the books.
    """

    def __init__(self, folder: Path, at: Instant, fixture: fixtures.Fixture) -> None:
        self.clock = SteppedClock(at)
        self.got: list[Arrived] = []
        self._ids = TimeOrderedIds(self.clock, chance=lambda _bits: 0)
        self._folder = folder
        self._loop = asyncio.Runner()
        self._open()
        self.write(partial(fixtures.apply, practice=practice(), fixture=fixture))

    def _open(self) -> None:
        self._stack = AsyncExitStack()
        overrides = Overrides(
            self.clock, self._ids, the_catalog(), lambda at: pocketed(at, self.got.append)
        )
        house = build(demo_settings(self._folder), overrides)
        self.house: Frontdesk = self._run(self._stack.enter_async_context(house))

    def close(self) -> None:
        """Stop for good."""
        self._run(self._stack.aclose())
        self._loop.close()

    def crash(self) -> None:
        """Forget all that is not in the database, and start again."""
        self._run(self._stack.aclose())
        self._open()

    # --- what happens ---

    def text(self, phone: str, text: str, key: str = "", media: tuple[str, ...] = ()) -> None:
        """A text arrives and is kept; nobody looks at it yet."""
        typed = Typed(phone, text, key or self._ids.new("sms"), CHANNEL, media)
        self._run(self.house.accept(as_inbound(typed, our_line(practice(), CHANNEL))))

    def think(self) -> None:
        """Take every turn that waits, and send nothing."""
        while self._run(self.house.parts.turns.run_next()):
            pass

    def settle(self) -> None:
        """Do all that is due."""
        self._run(self.house.settle())

    def say(self, phone: str, text: str) -> list[str]:
        """A text, and what comes back."""
        before = len(self.got)
        self.text(phone, text)
        self.settle()
        return [arrived.message.text for arrived in self.got[before:]]

    def pass_time(self, by: timedelta, most_stops: int = 10) -> None:
        """The clock moves on, and stops where something is due: alerts are repeated for days."""
        end = self.clock.now() + by
        for _ in range(most_stops):
            due = self._run(self.house.next_due())
            if due is None or due > end:
                break
            self.clock.move_to(due)
            self.settle()
        self.clock.move_to(end)
        self.settle()

    def staff(self, do: str, phone: str, *, text: str = "", field: str = "") -> bool:
        """A staff member acts; False when that could not be done as things stood."""
        line = Staff(self.clock.now(), "desk", do, phone, text=text, field=field, value=text)
        return self._may(act, line)

    def rival(self, number: int, phone: str) -> bool:
        """Somebody else takes a time that was offered; False when there is none to be had."""
        return self._may(take_offered, Rival(self.clock.now(), number, phone))

    def _may(self, what: Callable[[Frontdesk, Any], Awaitable[None]], line: Staff | Rival) -> bool:
        try:
            self._run(what(self.house, line))
        except (BadLine, AssistantError):
            return False
        return True

    # --- what there is ---

    @property
    def turns(self) -> Turns:
        """What takes turns, until the next crash."""
        return self.house.parts.turns

    def read(self, work: Callable[[Tx], T]) -> T:
        """Look into the database."""
        return self.house.store.read_sync(work)

    def write(self, work: Callable[[Tx], T]) -> T:
        """Change the database, in one transaction."""
        return self.house.store.write_sync(work)

    def differences(self) -> list[str]:
        """Where a talk, played again from its journal, does not end as it is stored."""

        def look(tx: Tx) -> list[str]:
            found = (replayed(tx, self.house.catalog, t) for t in conversations.newest(tx))
            return [one.difference for one in found if one.difference]

        return self.read(look)

    def threads(self) -> tuple[Thread, ...]:
        """All conversations, the one last touched first."""
        return self.read(conversations.newest)

    def conversation(self, thread: Thread) -> Conversation:
        """The state of a conversation as it is stored."""
        return self.read(lambda tx: self.turns.load(tx, thread))

    def _run(self, what: Awaitable[T]) -> T:
        return self._loop.run(_awaited(what))


def _awaited(what: Awaitable[T]) -> Coroutine[Any, Any, T]:
    async def wait() -> T:
        return await what

    return wait()
