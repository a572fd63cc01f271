"""A whole house in memory with an engine of a few words, for tests of what is around the engine."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import (
    AddNote,
    Command,
    Effect,
    GiveConsent,
    OpenTask,
    Query,
    RaiseAlert,
    SendMessage,
    SetTimer,
    WithdrawConsent,
)
from assistant.domain.facts import Asked, Lang
from assistant.domain.ids import StaffId
from assistant.domain.practice import Practice
from assistant.domain.task import Priority, Reason, Task
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.events import Due, Event, Heard, StaffDid
from assistant.engine.texts import Texts
from assistant.engine.turn import TurnResult
from assistant.service.parts import Parts
from assistant.service.sender import Sender, Timing
from assistant.service.turns import Mind, TakeTurn, Turns
from assistant.store import conversations, outbox, tasks
from assistant.store.conversations import Thread
from assistant.store.database import Store
from assistant.store.outbox import Outgoing
from assistant.store.vault import Vault
from assistant.understanding import Vocabulary
from assistant.workers import next_moment, settle
from integrations.simulated.phone import SimulatedPhones
from tests.pipeline import PATIENT, HandClock, a_practice, inbound, opened

_PROMISED = {"promise": MessageKind.PROMISE}
ANN, BEN = StaffId("ann"), StaffId("ben")
Answer = Callable[[Query[Any] | Command[Any]], Any]


def small_talk(
    catalog: Catalog, conversation: Conversation, event: Event, answer: Answer
) -> TurnResult:
    """An engine that knows six words and otherwise repeats what it heard."""
    match event:
        case Heard():
            after, effects = _heard(conversation, event, answer)
        case StaffDid(action="claim" | "say"):
            after, effects = replace(conversation, owner=Owner.STAFF), ()
        case StaffDid(action="return"):
            after, effects = replace(conversation, owner=Owner.BOT), (_say("where were we?"),)
        case StaffDid(action="close"):
            after, effects = replace(conversation, owner=Owner.BOT), ()
        case Due():
            after, effects = (
                conversation,
                (_say("still there?", _PROMISED.get(event.kind, MessageKind.NUDGE)),),
            )
        case _:
            after, effects = conversation, ()
    after = replace(after, turn=conversation.turn + 1)
    return TurnResult(after, effects, b'{"event":"small talk"}', ())


def _heard(
    before: Conversation, event: Heard, answer: Answer
) -> tuple[Conversation, tuple[Effect, ...]]:
    word = event.text.split(" ")[0].lower()
    if word == "boom":
        answer(WithdrawConsent("undone"))
        raise ZeroDivisionError
    if word == "start":
        answer(GiveConsent("start"))
        return replace(before, owner=Owner.BOT), (_say("welcome back", MessageKind.CONSENT),)
    if before.owner is Owner.STOPPED:
        task = OpenTask(Reason.WROTE_AFTER_OPT_OUT, Priority.ROUTINE)
        return before, (task,)
    if word == "stop":
        answer(WithdrawConsent("stop"))
        return replace(before, owner=Owner.STOPPED), (_say("goodbye", MessageKind.CONSENT),)
    if before.owner is Owner.STAFF:
        return before, (AddNote(),)
    return _bots(before, event, word)


def _bots(before: Conversation, event: Heard, word: str) -> tuple[Conversation, tuple[Effect, ...]]:
    match word:
        case "person":
            task = OpenTask(Reason.ASKED_FOR_A_PERSON, Priority.ROUTINE)
            after = replace(before, owner=Owner.STAFF)
            return after, (_say("a person will answer"), task)
        case "danger":
            task = OpenTask(Reason.EMERGENCY, Priority.STAT)
            return before, (
                _say("call 911", MessageKind.SAFETY),
                RaiseAlert(Reason.EMERGENCY),
                task,
            )
        case "later":
            due = event.at + timedelta(minutes=10)
            return before, (SetTimer("nudge", due, before.turn + 1),)
        case _:
            return before, (_say(f"heard {event.text}"),)


def _say(text: str, kind: MessageKind = MessageKind.REPLY) -> SendMessage:
    return SendMessage(text, kind, Lang.EN)


@dataclass
class House:
    """Everything a test of the service looks at."""

    parts: Parts
    clock: HandClock
    phones: SimulatedPhones

    @property
    def store(self) -> Store:
        return self.parts.store

    async def text(self, text: str, sender: str = PATIENT, external_id: str = "") -> bool:
        return await self.parts.accept(inbound(text, sender=sender, external_id=external_id))

    async def settle(self) -> None:
        await settle(self.parts)

    async def say(self, text: str, sender: str = PATIENT) -> None:
        await self.text(text, sender)
        await self.settle()

    async def pass_time(self, by: timedelta) -> None:
        """Move on, stopping wherever something is due."""
        end = self.clock.now() + by
        await self.settle()
        while (due := await next_moment(self.parts)) is not None and due <= end:
            self.clock.move_to(due)
            await self.settle()
        self.clock.move_to(end)
        await self.settle()

    def got(self, number: str = PATIENT) -> list[str]:
        return [message.text for message in self.phones.received(number)]

    async def queue(self) -> tuple[Task, ...]:
        return await self.store.read(tasks.queue)

    async def thread(self, number: str = PATIENT) -> Thread:
        return (await self.store.read(partial(conversations.at, address=number)))[0]

    async def outgoing(self) -> tuple[Outgoing, ...]:
        return tuple(reversed(await self.store.read(outbox.newest)))


def a_mind(practice: Practice, engine: TakeTurn = small_talk) -> Mind:
    catalog = Catalog({}, Texts.of({}, practice.languages), practice)
    return Mind(catalog, Vocabulary.of(practice), engine, lambda _catalog, _conversation: Asked())


@asynccontextmanager
async def a_house(  # noqa: PLR0913 (each is what some test wants otherwise)
    folder: Path,
    *,
    practice: Practice | None = None,
    engine: TakeTurn = small_talk,
    timing: Timing | None = None,
    clock: HandClock | None = None,
    mark: str = "",
    vault: Vault | None = None,
) -> AsyncGenerator[House]:
    """A house on the database in that folder."""
    served, moved = practice or a_practice(), clock or HandClock()
    phones = SimulatedPhones(b"test", deadline_s=0)
    with opened(folder, moved, mark, vault) as store:
        turns = Turns(store, a_mind(served, engine))
        channels = {"simulated": phones}
        sender = Sender(store, channels, served, timing)
        yield House(Parts(store, channels, moved, store.ids, turns, sender), moved, phones)
