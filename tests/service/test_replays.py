"""Of a state that is not what its turns led to, the place is named and nothing of its content."""

from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from assistant.engine.conversation import Conversation
from assistant.engine.journal import gave_up, record_of_giving_up
from assistant.service.talks.replays import replayed
from assistant.store import conversations, journal
from assistant.store.database import Tx
from assistant.store.tables.pipeline import journal as table
from tests.pipeline import PATIENT
from tests.service.house import House, a_house


async def difference(house: House) -> str:
    catalog = house.parts.turns.mind.catalog

    def look(tx: Tx) -> str:
        (thread,) = conversations.at(tx, PATIENT)
        return replayed(tx, catalog, thread).difference

    return await house.store.read(look)


async def test_a_turn_that_failed_is_in_the_journal(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("boom")
        assert await difference(house) == ""
        thread = await house.thread()
        (entry,) = await house.store.read(partial(journal.of_conversation, conversation=thread.id))
        assert b'"GaveUp"' in entry.record


async def test_what_differs_is_named_without_its_content(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("boom")

        def spoil(tx: Tx) -> None:
            (thread,) = conversations.at(tx, PATIENT)
            assert thread.state is not None
            state = msgspec.json.decode(thread.state, type=Conversation)
            changed = msgspec.json.encode(replace(state, turn=7))
            progress = conversations.Progress(
                changed, thread.owner, thread.lang, thread.turn, thread.touched_at
            )
            conversations.save(tx, thread, progress)
            record = record_of_giving_up(state, tx.now, "")
            journal.add(tx, thread.id, thread.version + 1, "act_1", record)

        await house.store.write(spoil)
        assert await difference(house) == "the stored state differs at .turn"


async def test_what_an_older_program_spelled_out_is_no_difference(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("boom")

        def spell_out(tx: Tx) -> None:
            (thread,) = conversations.at(tx, PATIENT)
            assert thread.state is not None
            state = msgspec.json.decode(thread.state, type=Conversation)
            after = msgspec.json.decode(msgspec.json.encode(gave_up(state)))
            whole = msgspec.json.encode({"kept": [], "parked": [], "subject": None, **after})
            progress = conversations.Progress(
                whole, thread.owner, thread.lang, after["turn"], thread.touched_at
            )
            conversations.save(tx, thread, progress)
            record = record_of_giving_up(state, tx.now, "")
            journal.add(tx, thread.id, thread.version + 1, "act_1", record)

        await house.store.write(spell_out)
        assert await difference(house) == ""


async def test_the_journal_holds_no_words_of_the_patient_in_the_open(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("boom my knee hurts")
        rows = await house.store.read(
            lambda tx: tx.conn.execute(select(table.c.record_sealed)).all()
        )
        assert len(rows) == 1
        assert b"boom" not in rows[0].record_sealed
