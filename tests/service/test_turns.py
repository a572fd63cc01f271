"""A turn is one commit; one worker a conversation; what fails is a person's, never nobody's."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import select

from assistant.domain.clock import Instant
from assistant.domain.conversation import Owner
from assistant.domain.errors import StoreError
from assistant.domain.ids import ConversationId
from assistant.domain.task import Reason
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.events import Event, Heard
from assistant.engine.turn import TurnResult
from assistant.service.turns import MAX_ATTEMPTS, Turns
from assistant.store import audit, claims, consents, conversations, inbox, journal, outbox
from assistant.store.conversations import Row
from assistant.store.database import Tx
from assistant.store.inbox import Waiting
from assistant.store.tables.pipeline import conversations as table
from tests.pipeline import LINE, PATIENT, HandClock
from tests.service.house import ANN, Answer, House, a_house, a_mind, a_practice, small_talk


async def test_a_turn_leaves_state_journal_reply_and_the_text_done(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        thread = await house.thread()
        assert (thread.turn, thread.version) == (1, 1)
        assert await house.store.read(inbox.counts) == {"done": 1}
        entries = await house.store.read(partial(journal.of_conversation, conversation=thread.id))
        assert [entry.version for entry in entries] == [1]
        assert [row.text for row in await house.outgoing()] == ["heard hello"]
        assert not await house.parts.turns.run_next()


async def test_texts_of_one_number_are_answered_in_their_order(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for n in range(9):
            await house.text(f"{n}")
        workers = [Turns(house.store, a_mind(a_practice())) for _ in range(4)]
        for _ in range(9):
            await asyncio.gather(*(worker.run_next() for worker in workers))
        await house.settle()
        assert house.got() == [f"heard {n}" for n in range(9)]


# --- two workers ------------------------------------------------------------------------------------


async def overtake(house: House, clock: HandClock) -> list[str]:
    """A worker stalls past its lease, another takes over and answers, the first comes back."""
    await house.text("hello")
    turns = house.parts.turns
    slow = await house.store.write(claims.claim)
    assert slow is not None
    clock.move(2 * conversations.LEASE)
    assert await turns.run_next()
    with suppress(StoreError):
        await house.store.write(partial(turns.commit, claimed=slow, reading=None))
    return [row.text for row in await house.outgoing()]


async def test_a_worker_that_was_overtaken_writes_nothing(tmp_path: Path) -> None:
    clock = HandClock()
    async with a_house(tmp_path, clock=clock) as house:
        assert await overtake(house, clock) == ["heard hello"]
        assert (await house.thread()).version == 1


async def test_without_the_fence_the_overtaken_worker_would_act_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug that the test above must catch."""
    monkeypatch.setattr(conversations, "check_fence", nothing)
    clock = HandClock()
    async with a_house(tmp_path, clock=clock) as house:
        await overtake(house, clock)
        assert (await house.thread()).version == 2


def nothing(*_: object) -> int:
    return 0


async def claimed_together(house: House) -> int:
    """How many workers get the same conversation at once."""
    for _ in range(3):
        await house.text("hello")
    claimed = [await house.store.write(claims.claim) for _ in range(3)]
    return sum(one is not None for one in claimed)


async def test_two_workers_never_have_one_conversation(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert await claimed_together(house) == 1


async def test_without_the_lease_they_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug that the test above must catch."""

    def look_only(tx: Tx, keys: list[ConversationId], _: Instant) -> dict[ConversationId, Row]:
        rows = tx.conn.execute(select(table).where(table.c.id.in_(keys))).mappings()
        return {row["id"]: Row(dict(row)) for row in rows}

    monkeypatch.setattr(conversations, "lease_all", look_only)
    async with a_house(tmp_path) as house:
        assert await claimed_together(house) == 3


# --- all or nothing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("room", "name"), [(journal, "add"), (outbox, "add_later"), (inbox, "done"), (audit, "record")]
)
async def test_a_commit_that_breaks_anywhere_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: ModuleType, name: str
) -> None:
    async with a_house(tmp_path) as house:
        await house.text("person please")
        with monkeypatch.context() as patch:
            patch.setattr(room, name, broken)
            claimed = await house.store.write(claims.claim)
            assert claimed is not None
            with pytest.raises(StoreError):
                await house.store.write(
                    partial(house.parts.turns.commit, claimed=claimed, reading=None)
                )
        assert (await house.thread()).version == 0
        assert await house.queue() == ()
        assert await house.outgoing() == ()
        assert await house.store.read(inbox.counts) == {"waiting": 1}


def broken(*_: object, **__: object) -> None:
    raise StoreError("planted")


async def test_the_text_is_read_again_when_staff_changed_the_conversation_meanwhile(
    tmp_path: Path,
) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        claimed = await house.store.write(claims.claim)
        assert claimed is not None
        reading = house.parts.turns.read(claimed)
        desk = house.parts.desk
        await house.store.write(partial(desk.claim, of=PATIENT, staff=ANN))
        await house.store.write(partial(house.parts.turns.commit, claimed=claimed, reading=reading))
        assert await house.outgoing() == ()
        assert [task.summary for task in await house.queue()] == ["Patient: hello"]


# --- failures -------------------------------------------------------------------------------------


async def test_a_bug_becomes_a_handoff_and_the_patient_is_told(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("boom my knee hurts")
        (task,) = await house.queue()
        assert task.reason is Reason.CRASH
        assert "boom my knee hurts" in task.summary
        assert (await house.thread()).owner is Owner.STAFF
        (reply,) = house.got()
        assert "person" in reply
        assert await house.store.read(inbox.counts) == {"dead": 1}


async def test_what_a_crashed_turn_did_is_undone(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("boom")
        assert not await house.store.read(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))


async def test_later_texts_go_to_the_same_item(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("boom")
        await house.say("are you there?")
        await house.say("boom again")
        (task,) = await house.queue()
        assert "are you there?" in task.summary
        assert "boom again" in task.summary
        assert len(house.got()) == 1


class Locked:
    """An engine under which the database refuses `times` times."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(
        self, catalog: Catalog, conversation: Conversation, event: Event, answer: Answer
    ) -> TurnResult:
        if isinstance(event, Heard) and event.text == "locked" and self.times > 0:
            self.times -= 1
            raise StoreError("database is locked")
        return small_talk(catalog, conversation, event, answer)


async def test_a_refusing_database_is_tried_again(tmp_path: Path) -> None:
    async with a_house(tmp_path, engine=Locked(MAX_ATTEMPTS - 1)) as house:
        await house.text("locked")
        await house.pass_time(2 * conversations.LEASE)
        assert house.got() == ["heard locked"]
        assert await house.queue() == ()


async def test_after_five_refusals_a_person_has_it(tmp_path: Path) -> None:
    async with a_house(tmp_path, engine=Locked(MAX_ATTEMPTS)) as house:
        await house.text("locked")
        await house.text("next")
        await house.pass_time(2 * conversations.LEASE)
        (task,) = await house.queue()
        assert task.reason is Reason.POISON
        assert "locked" in task.summary
        assert "next" in task.summary
        assert await house.store.read(inbox.counts) == {"dead": 1, "done": 1}


async def test_a_row_that_cannot_be_read_stands_in_nobodys_way(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("sealed")
        await house.store.write(spoil)
        await house.say("hello", sender="+15550100002")
        assert house.got("+15550100002") == ["heard hello"]
        await house.pass_time(2 * conversations.LEASE)
        (task,) = await house.queue()
        assert task.reason is Reason.POISON


def spoil(tx: Tx) -> None:
    first = inbox.oldest_waiting(tx)
    assert isinstance(first, Waiting)
    row = inbox.table.c
    tx.conn.execute(
        inbox.table.update().where(row.id == first.id).values(text_sealed=b"spoilt" * 9)
    )


async def test_a_crashing_timer_opens_a_task_and_is_gone(tmp_path: Path) -> None:
    def engine(
        catalog: Catalog, conversation: Conversation, event: Event, answer: Answer
    ) -> TurnResult:
        if not isinstance(event, Heard):
            raise ZeroDivisionError
        return small_talk(catalog, conversation, event, answer)

    async with a_house(tmp_path, engine=engine) as house:
        await house.say("later")
        await house.pass_time(20 * conversations.LEASE * 2)
        (task,) = await house.queue()
        assert task.reason is Reason.CRASH
        assert house.got() == []
