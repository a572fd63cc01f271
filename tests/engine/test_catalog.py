"""What is stored comes back, whatever became of the dialogs meanwhile."""

import json
from typing import Any

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import OpenTask
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.task import Reason
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from tests.engine import toys
from tests.engine.toys import BOOK, CHECKUP, ONE, Talk, to_offer


def stored(talk: Talk) -> dict[str, Any]:
    return json.loads(toys.CATALOG.encode(talk.conversation))


def taken_up(raw: dict[str, Any]) -> Talk:
    found: Conversation = toys.CATALOG.decode(json.dumps(raw).encode())
    return Talk(conversation=found)


def test_an_offer_comes_back_as_it_was_shown() -> None:
    talk = Talk()
    to_offer(talk)
    again = toys.CATALOG.decode(toys.CATALOG.encode(talk.conversation))
    assert again == talk.conversation
    assert again.frames[-1].shown == talk.conversation.frames[-1].shown


def test_a_field_that_is_gone_is_dropped() -> None:
    talk = Talk()
    to_offer(talk)
    raw = stored(talk)
    raw["frames"][-1]["data"]["weather"] = "fine"
    assert "weather" not in taken_up(raw).data


def test_a_value_that_no_longer_fits_is_asked_again() -> None:
    talk = Talk()
    talk.say(BOOK)
    talk.say(CHECKUP)
    raw = stored(talk)
    raw["frames"][0]["data"]["kind"] = {"no": "longer"}
    raw["frames"].pop()
    later = taken_up(raw)
    assert "Which kind" in later.say(text="hm")


def test_a_dialog_that_is_gone_goes_to_a_person() -> None:
    talk = Talk()
    to_offer(talk)
    raw = stored(talk)
    raw["frames"][-1]["dialog"] = "knitting"
    later = taken_up(raw)
    assert later.say(ONE)
    assert later.conversation.owner is Owner.STAFF
    assert Reason.DIALOG_GONE in {task.reason for task in later.effects(OpenTask)}


def test_a_newer_programs_dialog_goes_to_a_person() -> None:
    talk = Talk()
    to_offer(talk)
    raw = stored(talk)
    raw["frames"][-1]["version"] = 9
    later = taken_up(raw)
    later.say(ONE)
    assert later.conversation.owner is Owner.STAFF


def test_when_it_opens_is_said_only_while_it_is_closed() -> None:
    assert toys.CATALOG.opens(toys.NOW, Lang.EN) == ""
    sunday = toys.NOW.replace(day=8)
    assert toys.CATALOG.opens(sunday, Lang.EN) == "Mon, Mar 9 at 8:00 AM"


def test_nothing_begins_without_routing_and_handoff() -> None:
    with pytest.raises(ConfigurationError, match="'routing' is missing"):
        Catalog.of((toys.Handoff,), toys.words(), toys.PRACTICE)
