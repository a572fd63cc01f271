"""A promise of a person's answer runs in open hours, is told once, and raises what waits."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from assistant.domain.task import Priority
from assistant.service.talks import promises
from assistant.store import tasks
from assistant.store.database import Tx
from tests.pipeline import PATIENT, HandClock
from tests.service.house import ANN, House, a_house, small_talk

HOUR = timedelta(hours=1)
TOLD = "still there?"
"""What the small engine says to any timer."""


async def priorities(house: House) -> list[Priority]:
    return [task.priority for task in await house.queue()]


async def test_after_the_promised_time_the_patient_is_told_once(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        before = house.got()
        await house.pass_time(2 * HOUR)
        assert house.got() == [*before, TOLD]
        assert await priorities(house) == [Priority.URGENT]
        await house.pass_time(48 * HOUR)
        assert house.got() == [*before, TOLD]


async def test_the_patients_own_texts_do_not_stop_the_clock(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        await house.pass_time(HOUR)
        await house.say("hello?")
        await house.pass_time(HOUR)
        assert house.got()[-1] == TOLD


async def test_who_was_answered_in_time_hears_nothing(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        await house.store.write(partial(house.parts.desk.claim, of=PATIENT, staff=ANN))
        await house.pass_time(48 * HOUR)
        assert TOLD not in house.got()
        assert await priorities(house) == [Priority.ROUTINE]


async def test_without_a_look_at_the_task_they_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug that the test above must catch."""
    monkeypatch.setattr(promises, "run_out", always)
    async with a_house(tmp_path) as house:
        await house.say("person")
        await house.store.write(partial(house.parts.desk.claim, of=PATIENT, staff=ANN))
        await house.pass_time(48 * HOUR)
        assert TOLD in [row.text for row in await house.outgoing()]


def always(*_: object) -> bool:
    return True


async def test_closed_hours_do_not_count(tmp_path: Path) -> None:
    friday = HandClock(datetime(2026, 3, 6, 21, tzinfo=UTC))
    async with a_house(tmp_path, clock=friday) as house:
        await house.say("person")
        await house.pass_time(60 * HOUR)
        assert TOLD not in house.got()
        await house.pass_time(8 * HOUR)
        assert house.got()[-1] == TOLD


async def test_danger_has_its_own_clock(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("danger")
        await house.pass_time(4 * HOUR)
        assert TOLD not in house.got()
        assert await priorities(house) == [Priority.STAT]


async def test_a_task_that_was_opened_later_has_its_own_promise(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        await house.pass_time(HOUR)
        (first,) = await house.queue()
        await house.store.write(partial(house.parts.desk.close, of=first.id, staff=ANN))
        await house.say("person")
        await house.pass_time(timedelta(minutes=90))
        assert TOLD not in house.got()
        await house.pass_time(timedelta(minutes=30))
        assert house.got()[-1] == TOLD


async def test_a_person_who_comes_in_before_it_is_sent_makes_it_moot(tmp_path: Path) -> None:
    async with a_house(tmp_path, engine=small_talk) as house:
        await house.say("person")
        house.clock.move(2 * HOUR)
        assert await house.parts.turns.run_next()

        def claim(tx: Tx) -> None:
            house.parts.desk.claim(tx, PATIENT, ANN)

        await house.store.write(claim)
        await house.settle()
        assert TOLD not in house.got()
        assert (await house.store.read(tasks.queue))[0].owner == ANN
