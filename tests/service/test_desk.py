"""Staff take over, answer, give back and close; nobody takes what another has."""

from functools import partial
from pathlib import Path

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.errors import NotFound, NotYours, TransitionNotAllowed
from assistant.domain.ids import StaffId
from assistant.domain.task import Reason
from assistant.service.desk import Spoken
from assistant.store import audit, tasks
from tests.pipeline import PATIENT
from tests.service.house import ANN, BEN, House, a_house


async def claim(house: House, of: str = PATIENT, staff: StaffId = ANN) -> None:
    await house.store.write(partial(house.parts.desk.claim, of=of, staff=staff))


async def say(house: House, text: str, staff: StaffId = ANN) -> None:
    await house.store.write(partial(house.parts.desk.say, of=PATIENT, text=text, staff=staff))
    await house.settle()


async def give_back(house: House, staff: StaffId = ANN) -> None:
    await house.store.write(partial(house.parts.desk.give_back, of=PATIENT, staff=staff))
    await house.settle()


async def close(house: House, of: str = PATIENT, staff: StaffId = ANN) -> None:
    await house.store.write(partial(house.parts.desk.close, of=of, staff=staff))
    await house.settle()


async def thread(house: House) -> tuple[Spoken, ...]:
    return await house.store.write(partial(house.parts.desk.thread, of=PATIENT, staff=ANN))


async def test_claiming_a_task_takes_the_conversation_over(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        (task,) = await house.queue()
        await claim(house, task.id)
        row = await house.thread()
        assert (row.owner, row.staff) == (Owner.STAFF, ANN)
        assert [task.owner for task in await house.queue()] == [ANN]


async def test_claiming_a_number_takes_all_its_tasks(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        await house.say("person")
        await claim(house)
        assert [task.owner for task in await house.queue()] == [ANN, ANN]


async def test_the_bot_is_silent_until_it_is_given_back(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("hello")
        await claim(house)
        await house.say("are you a person?")
        await say(house, "Yes, this is Ann.")
        await house.say("good")
        await give_back(house)
        await house.say("hello")
        assert house.got() == [
            "heard hello",
            "Yes, this is Ann.",
            "where were we?",
            "heard hello",
        ]


async def test_whoever_speaks_has_the_conversation_at_once(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        await say(house, "This is Ann.")
        assert house.got() == ["This is Ann."]
        assert (await house.thread()).staff == ANN


async def test_a_text_during_a_handoff_is_seen_by_the_one_who_has_it(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("hello")
        await say(house, "This is Ann.")
        await house.say("my pharmacy has moved")
        (task,) = await house.queue()
        assert task.owner == ANN
        assert "my pharmacy has moved" in task.summary


async def test_nobody_touches_a_conversation_that_another_has(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        await claim(house)
        for act in (
            claim(house, PATIENT, BEN),
            close(house, PATIENT, BEN),
            say(house, "Ben here.", BEN),
            give_back(house, BEN),
        ):
            with pytest.raises(NotYours):
                await act
        assert [task.owner for task in await house.queue()] == [ANN]


async def test_giving_back_finishes_what_this_person_had(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        await claim(house)
        await give_back(house)
        assert await house.queue() == ()
        assert (await house.thread()).owner is Owner.BOT
        with pytest.raises(TransitionNotAllowed):
            await give_back(house)


async def test_closing_the_last_task_gives_the_conversation_back(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        await house.say("person")
        await claim(house)
        stat, other = await house.queue()
        await close(house, stat.id)
        assert (await house.thread()).owner is Owner.STAFF
        await close(house, other.id)
        assert (await house.thread()).owner is Owner.BOT


async def test_the_thread_shows_both_sides_in_order_with_what_became_of_them(
    tmp_path: Path,
) -> None:
    async with a_house(tmp_path) as house:
        await house.say("hello")
        await say(house, "This is Ann.")
        spoken = [(one.by, one.text, one.status) for one in await thread(house)]
        assert spoken == [
            ("patient", "hello", "received"),
            ("assistant", "heard hello", "queued"),
            ("staff:ann", "This is Ann.", "queued"),
        ]


async def test_reading_a_thread_is_on_record(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("hello")
        await thread(house)
        rows = await house.store.read(lambda tx: audit.events_after(tx, 0))
        assert (rows[-1].action, rows[-1].actor) == ("thread_read", "staff:ann")


async def test_staff_words_to_a_stopped_number_stay_here(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("stop")
        await say(house, "This is Ann.")
        assert house.got() == ["goodbye"]
        assert (await thread(house))[-1].problem == "opted-out"
        assert (await house.thread()).owner is Owner.STOPPED


async def test_what_does_not_exist_is_not_found(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for of in ("tsk_none", "cnv_none", "+15550100999"):
            with pytest.raises(NotFound):
                await claim(house, of)


async def test_a_task_without_a_conversation_can_be_worked(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        new = tasks.NewTask(
            Reason.RECORDS, tasks.Priority.ROUTINE, house.clock.now(), ("call back",)
        )
        task = (await house.store.write(partial(tasks.open, new=new))).id
        await claim(house, task)
        await close(house, task)
        assert await house.queue() == ()
