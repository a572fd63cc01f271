"""Alerts go out at once, say nothing about the patient, and stop when somebody claims."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from assistant.domain.task import Priority, Reason
from tests.pipeline import ON_CALL, PATIENT, a_practice
from tests.service.house import ANN, House, a_house

SECOND = "+15550100901"


async def alerts(house: House, number: str = ON_CALL) -> int:
    await house.settle()
    return len(house.got(number))


async def test_everybody_on_call_is_texted_at_once(tmp_path: Path) -> None:
    practice = a_practice(contacts=(ON_CALL, SECOND))
    async with a_house(tmp_path, practice=practice) as house:
        await house.say("danger my chest hurts")
        assert house.got() == ["call 911"]
        (task,) = await house.queue()
        assert (task.reason, task.priority) == (Reason.EMERGENCY, Priority.STAT)
        for number in (ON_CALL, SECOND):
            (text,) = house.got(number)
            assert task.id in text
            assert "chest" not in text
            assert PATIENT not in text


async def test_they_are_texted_again_every_five_minutes(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        await house.pass_time(timedelta(minutes=4, seconds=59))
        assert await alerts(house) == 1
        await house.pass_time(timedelta(minutes=10, seconds=1))
        assert await alerts(house) == 4


async def test_they_go_on_for_days_at_the_pace_of_the_practice(tmp_path: Path) -> None:
    practice = a_practice()
    practice = replace(
        practice, emergency=replace(practice.emergency, repeat_every=timedelta(minutes=30))
    )
    async with a_house(tmp_path, practice=practice) as house:
        await house.say("danger")
        await house.pass_time(timedelta(hours=30))
        assert await alerts(house) == 61


async def test_a_claim_ends_it(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        await house.pass_time(timedelta(minutes=6))
        (task,) = await house.queue()
        await house.store.write(partial(house.parts.desk.claim, of=task.id, staff=ANN))
        await house.pass_time(timedelta(hours=1))
        assert await alerts(house) == 2


async def test_answering_the_patient_ends_it_too(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        say = partial(house.parts.desk.say, of=PATIENT, text="Call 911 now.", staff=ANN)
        await house.store.write(say)
        await house.pass_time(timedelta(hours=1))
        assert await alerts(house) == 1


async def test_closing_ends_it(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        (task,) = await house.queue()
        await house.store.write(partial(house.parts.desk.close, of=task.id, staff=ANN))
        await house.pass_time(timedelta(hours=1))
        assert await alerts(house) == 1


async def test_a_second_cry_is_texted_too_and_keeps_one_task(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        await house.say("danger again")
        assert await alerts(house) == 2
        assert len(await house.queue()) == 1
        await house.pass_time(timedelta(minutes=5))
        assert await alerts(house) == 3


async def test_an_opted_out_number_on_call_is_texted_all_the_same(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("stop", sender=ON_CALL)
        await house.say("danger")
        assert len(house.got(ON_CALL)) == 2


async def test_without_anybody_on_call_the_task_still_stands(tmp_path: Path) -> None:
    async with a_house(tmp_path, practice=a_practice(contacts=())) as house:
        await house.say("danger")
        await house.pass_time(timedelta(hours=1))
        assert [task.priority for task in await house.queue()] == [Priority.STAT]
