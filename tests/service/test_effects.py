"""Nothing can be asked for, or follow, that nobody deals with."""

from pathlib import Path

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import FindSlots, SetTimer
from assistant.domain.errors import ConfigurationError
from assistant.domain.task import Reason
from assistant.service.answers import Answers, asks, handlers_with
from assistant.service.effects import HANDLERS, Effects
from assistant.store.schedule.slot_index import SlotIndex
from tests.service.house import ANN, a_house


def test_every_query_command_and_effect_has_somebody() -> None:
    Answers()
    Effects()
    assert asks() == set(handlers_with(SlotIndex()))


def test_a_missing_answer_is_found_at_start_up() -> None:
    handlers = handlers_with(SlotIndex())
    del handlers[FindSlots]
    with pytest.raises(ConfigurationError, match="FindSlots"):
        Answers(handlers=handlers)


def test_a_missing_effect_is_found_at_start_up() -> None:
    handlers = {kind: does for kind, does in HANDLERS.items() if kind is not SetTimer}
    with pytest.raises(ConfigurationError, match="SetTimer"):
        Effects(handlers)


async def test_a_task_tells_what_the_patient_wrote(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person about my bill")
        (task,) = await house.queue()
        assert task.reason is Reason.ASKED_FOR_A_PERSON
        assert task.summary == "Patient: person about my bill"
        assert task.conversation == (await house.thread()).id


async def test_more_from_the_patient_goes_to_the_open_task(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for text in ("person", "hurry", "hurry"):
            await house.say(text)
        (task,) = await house.queue()
        assert task.summary == "Patient: person\nPatient: hurry\nPatient: hurry"
        assert (await house.thread()).owner is Owner.STAFF
        assert (await house.thread()).staff is not ANN
