"""A text becomes a turn: claim, understand, then one transaction for everything that follows.

What the transaction does is kept together or not at all: new state, visits, tasks, timers,
replies, audit rows, and that the text is dealt with. A turn that fails leaves no trace but a
count; a turn that fails by a bug of ours becomes work for a person at once, and the patient is
told so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial
from time import perf_counter
from typing import Any

from msgspec.structs import replace

from assistant import telemetry
from assistant.domain.clock import local
from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, Query
from assistant.domain.errors import FenceLost, StoreError
from assistant.domain.facts import Asked, Lang, Understood
from assistant.domain.ids import InboundId
from assistant.domain.task import Priority, Reason, due_at
from assistant.engine import turn as engine
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.course.timers import PROMISE
from assistant.engine.events import Due, Event, Heard, StaffDid
from assistant.engine.journal import gave_up, record_of_giving_up
from assistant.engine.step import takes
from assistant.engine.turn import TurnResult
from assistant.service.answers import Answers
from assistant.service.effects import Effects, open_task
from assistant.service.outbox import Letter, write
from assistant.service.scene import PHONE_CHANNELS, Scene
from assistant.service.talks import promises
from assistant.store import (
    appointments,
    audit,
    claims,
    consents,
    conversations,
    inbox,
    journal,
    outbox,
    patients,
    tasks,
    timers,
)
from assistant.store.claims import Claimed
from assistant.store.conversations import Progress, Thread
from assistant.store.database import Store, Tx
from assistant.store.inbox import Received, Waiting
from assistant.store.tasks import NewTask
from assistant.understanding import Setting, Vocabulary, understand
from assistant.understanding.people.household import may_name_somebody, with_household

TakeTurn = Callable[
    [Catalog, Conversation, Event, Callable[[Query[Any] | Command[Any]], Any]], TurnResult
]
"""`engine.turn.take_turn`, or what a test puts in its place."""
AskedOf = Callable[[Catalog, Conversation], Asked]
"""`engine.turn.asked`, or what a test puts in its place."""
Takes = Callable[[Catalog, Conversation, StaffDid], bool]
"""`engine.step.takes`, or what a test puts in its place."""

MAX_TOGETHER = 32
"""Most turns in one transaction: so long may one of them hold the others up."""
MAX_ATTEMPTS = 5
"""Failures of one text, none of them a bug of ours, before a person gets it."""
_SORRY = {
    Lang.EN: "Sorry, something went wrong on our side. A person at {practice} will answer you.",
    Lang.ES: "Lo sentimos, algo falló de nuestro lado. Una persona de {practice} le responderá.",
}
"""What a patient reads after a crash when the dialogs have no words for it."""

_log = telemetry.log("service.turns")


@dataclass(frozen=True, slots=True)
class Mind:
    """What makes turns: the catalog, and the pure functions that read and answer a text."""

    catalog: Catalog
    vocabulary: Vocabulary
    take_turn: TakeTurn = engine.take_turn
    asked: AskedOf = engine.asked
    takes: Takes = takes

    @classmethod
    def of(cls, catalog: Catalog) -> "Mind":
        """The mind of a practice's catalog."""
        return cls(catalog, _vocabulary_of(catalog))


@lru_cache(maxsize=4)
def _vocabulary_of(catalog: Catalog) -> Vocabulary:
    """The vocabulary of its practice; several houses may be built on one catalog."""
    return Vocabulary.of(catalog.practice)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, and of what it depends: the question that was open, the language."""

    asked: Asked
    lang: Lang
    understood: Understood


class Turns:
    """Takes turns. Any number of these may work on one database, in any number of processes."""

    def __init__(
        self,
        store: Store,
        mind: Mind,
        *,
        answers: Answers | None = None,
        effects: Effects | None = None,
        lease: timedelta = conversations.LEASE,
    ) -> None:
        """Put it together.

        Raises:
            ConfigurationError: a query, command or effect has nobody who deals with it.
        """
        self.mind = mind
        self._store = store
        self._answers = answers or Answers()
        self._effects = effects or Effects()
        self._lease = lease

    async def run_next(self) -> bool:
        """Deal with the one text or timer that waited longest; False when none waits."""
        return await self.run_waiting(1)

    async def run_waiting(self, most: int = MAX_TOGETHER) -> bool:
        """Deal with what waits, one text or timer of each conversation; False when none does.

        They are claimed, and then committed, together. If one of them keeps that from going
        well, each is taken alone, so that none can fail the others.
        """
        begun = perf_counter()
        claim = partial(claims.claim_some, most=most, lease=self._lease)
        claimed = await self._store.write(claim)
        if not claimed:
            return False
        if len(claimed) == 1 or not await self._all_went_well(claimed):
            for one in claimed:
                await self._take_alone(one, begun)
            return True
        for _ in claimed:
            telemetry.turn_ended("done", perf_counter() - begun)
        return True

    async def _all_went_well(self, claimed: Sequence[Claimed]) -> bool:
        """Take these turns in one transaction; False, and nothing of it is kept, if one fails."""
        try:
            readings = [self.read(one) for one in claimed]
            together = list(zip(claimed, readings, strict=True))
            await self._store.write(partial(self.commit_all, together=together))
        except Exception as error:  # noqa: BLE001 (whose it is shows when each is taken alone)
            _log.info("taken_alone", count=len(claimed), error=type(error).__name__)
            return False
        return True

    async def _take_alone(self, claimed: Claimed, begun: float) -> None:
        outcome = "done"
        try:
            reading = self.read(claimed)
            await self._store.write(partial(self.commit, claimed=claimed, reading=reading))
        except FenceLost:
            outcome = "overtaken"
        except StoreError as error:
            outcome = await self._failed(claimed, error)
        except Exception as error:  # noqa: BLE001 (whatever it is, the patient gets an answer)
            outcome = await self._crashed(claimed, error)
        telemetry.turn_ended(outcome, perf_counter() - begun)

    def take(
        self, tx: Tx, thread: Thread, event: Event, *, source: str, text: str = ""
    ) -> Conversation:
        """Take one turn in this transaction; the conversation as it is afterwards.

        `source` names the cause, once: an inbox row, a timer, a staff action.

        Raises:
            VersionConflict: somebody else changed the conversation since `thread` was read.
        """
        before = self.load(tx, thread)
        return self._step(tx, self._scene(thread, before, source, text), before, event)

    def load(self, tx: Tx, thread: Thread) -> Conversation:
        """The conversation of a row; new if it had no turn yet.

        The ledger has the last word on who may speak: an opt-out that came by another way than
        a text (the carrier, an import) stops the assistant too.
        """
        if thread.state is None:
            found = Conversation(id=thread.id, lang=thread.lang)
        else:
            found = self.mind.catalog.decode(thread.state)
        if found.owner is Owner.BOT and consents.is_withdrawn(tx, thread.address, thread.line):
            return replace(found, owner=Owner.STOPPED)
        return found

    def read_as(self, thread: Thread, conversation: Conversation, text: Received) -> Understood:
        """What a text says as an answer to the question that is open in the conversation."""
        practice = self.mind.catalog.practice
        setting = Setting(
            now=local(text.received_at, practice.zone),
            lang=conversation.lang,
            asked=self.mind.asked(self.mind.catalog, conversation),
            opt_out_words=practice.line(thread.channel, thread.line).opt_out_words,
            is_chat=thread.channel not in PHONE_CHANNELS,
        )
        return understand(text.text, self.mind.vocabulary, setting)

    # --- a text or timer that went well ---

    def read(self, claimed: Claimed) -> Reading | None:
        """What the claimed text says; None for a timer, and for what could not be opened."""
        if claimed.text is None or claimed.thread is None:
            return None
        thread = claimed.thread
        known = None if thread.state is None else self.mind.catalog.decode(thread.state)
        conversation = known or Conversation(id=thread.id, lang=thread.lang)
        asked = self.mind.asked(self.mind.catalog, conversation)
        return Reading(asked, conversation.lang, self.read_as(thread, conversation, claimed.text))

    def commit(self, tx: Tx, claimed: Claimed, reading: Reading | None) -> None:
        """Everything that one text or timer changes.

        Raises:
            FenceLost: another worker has taken the conversation over since it was claimed.
        """
        self.commit_all(tx, [(claimed, reading)])

    def commit_all(self, tx: Tx, together: Sequence[tuple[Claimed, Reading | None]]) -> None:
        """Like `commit`, for texts and timers of several conversations."""
        tx.actor = "assistant"
        threads = conversations.get_all(tx, [claimed.conversation for claimed, _ in together])
        for claimed, reading in together:
            self._commit(tx, threads[claimed.conversation], claimed, reading)

    def _commit(self, tx: Tx, thread: Thread, claimed: Claimed, reading: Reading | None) -> None:
        conversations.check_fence(thread, claimed.fence)
        work = claimed.work
        if isinstance(work, Waiting):
            text = claimed.text or inbox.get(tx, work.id)
            self._hear(tx, thread, text, reading)
            inbox.done(tx, work.id)
        elif timers.take(tx, work):
            self._run_out(tx, thread, work)
        conversations.release(tx, claimed.conversation, claimed.fence)

    def _run_out(self, tx: Tx, thread: Thread, timer: timers.Timer) -> None:
        """A timer that still counts is a turn; one that the talk has moved past is nothing."""
        fence = timer.fence
        if timer.kind == PROMISE:
            tx.conversation = thread.id
            fence = thread.turn
            if not promises.run_out(tx, self.mind.catalog.practice, thread):
                return
        if fence == thread.turn:
            event = Due(timer.kind, fence, tx.now)
            self.take(tx, thread, event, source=f"{timer.id}@{timer.due_at.isoformat()}")

    def _hear(self, tx: Tx, thread: Thread, text: Received, reading: Reading | None) -> None:
        """One text, understood once more if the question has changed since it was read."""
        conversation = self.load(tx, thread)
        now_asked = self.mind.asked(self.mind.catalog, conversation)
        if reading is None or (reading.asked, reading.lang) != (now_asked, conversation.lang):
            understood = self.read_as(thread, conversation, text)
        else:
            understood = reading.understood
        if may_name_somebody(understood):
            names = [person.first for person in patients.all_at(tx, thread.contact)]
            understood = with_household(text.text, understood, names)
        appointments.renew_hold_later(tx, thread.id)
        event = Heard(
            text.text, understood, tx.now, text.media, text.carrier_opt_out,
            crossed=_has_crossed(tx, conversation, text),
        )  # fmt: skip
        scene = self._scene(thread, conversation, text.id, _shown(text))
        self._step(tx, scene, conversation, event)

    def _step(self, tx: Tx, scene: Scene, before: Conversation, event: Event) -> Conversation:
        """One turn with all that follows from it; the conversation as it is afterwards."""
        thread = scene.thread
        tx.conversation = thread.id
        answer = partial(self._answers.answer, tx, scene)
        result = self.mind.take_turn(self.mind.catalog, before, event, answer)
        self._save(tx, thread, result.conversation)
        self._effects.apply(tx, scene, result.effects)
        journal.add(tx, thread.id, scene.version, scene.source, result.journal)
        for action, details in result.events:
            audit.record(tx, action=action, conversation=thread.id, details=details)
        return result.conversation

    def _scene(self, thread: Thread, conversation: Conversation, source: str, text: str) -> Scene:
        return Scene(
            thread=thread,
            source=source,
            text=text,
            practice=self.mind.catalog.practice,
            subject=conversation.subject,
            version=thread.version + 1,
        )

    def _save(self, tx: Tx, thread: Thread, after: Conversation) -> None:
        progress = Progress(
            state=self.mind.catalog.encode(after),
            owner=after.owner,
            lang=after.lang,
            turn=after.turn,
            touched_at=after.touched_at or thread.touched_at,
        )
        conversations.save(tx, thread, progress)

    def give_to_person(
        self, tx: Tx, thread: Thread, reason: Reason, lines: tuple[str, ...]
    ) -> None:
        """A person has to look before the assistant says another word in this conversation."""
        timers.silence(tx, thread.id)
        before = self.load(tx, thread)
        source = InboundId(tx.ids.new("act"))
        open_task(tx, self._scene(thread, before, source, ""), reason, Priority.URGENT, lines)
        if before.owner is Owner.BOT:
            self._save(tx, thread, replace(before, owner=Owner.STAFF, turn=before.turn + 1))
            audit.record(tx, action="handoff", details={"reason": reason.value})

    # --- one that did not ---

    async def _failed(self, claimed: Claimed, error: StoreError) -> str:
        """The store refused: try again a little later, and not for ever."""
        _log.failed("turn_failed", error, conversation=claimed.conversation)
        attempts = await self._store.write(partial(_count, claimed, error.code))
        if attempts < MAX_ATTEMPTS:
            return "failed"
        await self._give_up(claimed, Reason.POISON, error)
        return "dead"

    async def _crashed(self, claimed: Claimed, error: Exception) -> str:
        """A bug of ours: a person gets the text at once, and the patient hears so."""
        _log.failed("turn_crashed", error, conversation=claimed.conversation)
        await self._give_up(claimed, Reason.CRASH, error)
        return "crashed"

    async def _give_up(self, claimed: Claimed, reason: Reason, error: Exception) -> None:
        name = type(error).__name__
        try:
            await self._store.write(partial(self._hand_over, claimed, reason, name))
        except FenceLost:
            return
        except Exception as worse:  # noqa: BLE001 (then with less, but not with nothing)
            _log.failed("handoff_failed", worse, conversation=claimed.conversation)
            await self._store.write(partial(self._bury, claimed, name))

    def _hand_over(self, claimed: Claimed, reason: Reason, error: str, tx: Tx) -> None:
        """The text becomes a task, the conversation a person's, and the patient is told."""
        tx.actor, tx.conversation = "assistant", claimed.conversation
        thread = conversations.get(tx, claimed.conversation)
        conversations.check_fence(thread, claimed.fence)
        text = _set_aside(tx, claimed, error)
        before = self.load(tx, thread)
        scene = self._scene(thread, before, claimed.work.id, text)
        lines = (f"Patient: {text}",) if text else (f"The timer {claimed.work.id} failed",)
        open_task(tx, scene, reason, Priority.URGENT, (*lines, f"What failed: {error}"))
        if before.owner is Owner.BOT and text:
            sorry = self._sorry(before.lang)
            self._save(tx, thread, gave_up(before))
            record = record_of_giving_up(before, tx.now, sorry)
            journal.add(tx, thread.id, scene.version, f"gave-up:{scene.source}", record)
            letter = Letter(
                sorry, MessageKind.REPLY, before.lang,
                claimed.work.id, 0, scene.version,
            )  # fmt: skip
            write(tx, thread, letter)
            audit.record(tx, action="handoff", details={"reason": reason.value})
        conversations.release(tx, claimed.conversation, claimed.fence)

    def _bury(self, claimed: Claimed, error: str, tx: Tx) -> None:
        """The least that can be done for a row that cannot even be read."""
        tx.actor, tx.conversation = "assistant", claimed.conversation
        if isinstance(claimed.work, Waiting):
            inbox.dead(tx, claimed.work.id, error)
        else:
            timers.drop(tx, claimed.work.id)
        line = f"Could not be dealt with ({error}): {claimed.work.id}"
        new = NewTask(
            Reason.POISON,
            Priority.URGENT,
            due_at(self.mind.catalog.practice, Priority.URGENT, tx.now),
            (line,),
            conversation=claimed.conversation,
        )
        opened = tasks.open(tx, new)
        audit.record(
            tx,
            action="task_opened" if opened.is_new else "task_added_to",
            task=opened.id,
            details={"reason": Reason.POISON.value, "priority": "urgent"},
        )
        conversations.release(tx, claimed.conversation, claimed.fence)

    def _sorry(self, lang: Lang) -> str:
        catalog = self.mind.catalog
        values = {"practice": catalog.practice.name, "phone": catalog.practice.phone}
        try:
            return catalog.texts.fill("handoff", "said", "crash", lang, values)
        except KeyError:
            return _SORRY[lang].format_map(values)


def _has_crossed(tx: Tx, conversation: Conversation, text: Received) -> bool:
    """Was the text received before the question that is open now had been sent?"""
    asked_at = conversation.frames[-1].asked_at if conversation.frames else None
    if asked_at is None:
        return False
    is_older = text.received_at < asked_at
    return is_older or outbox.was_unsent(tx, conversation.id, asked_at, text.received_at)


def _count(claimed: Claimed, error: str, tx: Tx) -> int:
    """Note a failure and let the conversation go; how many there were."""
    work = claimed.work
    known = work.attempts if isinstance(work, timers.Timer) else inbox.attempts_of(tx, work.id)
    wait = timedelta(seconds=2**known)
    if isinstance(work, Waiting):
        count = inbox.failed(tx, work.id, error, wait)
    else:
        count = timers.postpone(tx, work.id, wait)
    conversations.release(tx, claimed.conversation, claimed.fence)
    return count


def _set_aside(tx: Tx, claimed: Claimed, error: str) -> str:
    """The row is out of the way; its text, "" for a timer."""
    if not isinstance(claimed.work, Waiting):
        timers.drop(tx, claimed.work.id)
        return ""
    text = claimed.text or inbox.get(tx, claimed.work.id)
    inbox.dead(tx, claimed.work.id, error)
    return _shown(text) or "(a text without words)"


def _shown(text: Received) -> str:
    """A text as staff read it in a task: its words, and that files came along."""
    files = f"[{text.media} files]" if text.media > 1 else "[1 file]" if text.media else ""
    return " ".join(part for part in (text.text, files) if part)
