"""Behaviour 6: a correction replaces the fact and drops what was derived from it.

The patient's other facts stay; it is said once; the walk goes on. Behind a finished command
nothing changes in silence. (Elsewhere what was derived stays: stale times for another doctor.)
"""

from datetime import date

from assistant.domain.effects import BookAppointment, FindSlots, ReleaseHold
from assistant.domain.facts import FactKind
from assistant.engine.draft import Draft
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    BORN,
    CHECKUP,
    DR_A,
    DR_B,
    MOVE,
    NO,
    ONE,
    VACCINE,
    YES,
    Talk,
    fact,
    on,
    to_offer,
)  # fmt: skip

FRIDAY = on(date(2026, 3, 6))
ANYBODY = fact(FactKind.ANYBODY)


def test_drops_what_followed_and_keeps_what_was_said() -> None:
    talk = Talk()
    to_offer(talk, FRIDAY)
    talk.say(ONE)
    assert {"slots", "slot", "held"} <= talk.data.keys()
    talk.say(DR_B)
    assert "held" not in talk.data
    look = next(r for r in talk.requests if isinstance(r, FindSlots))
    assert (look.visit_type, look.provider) == ("checkup", "b")
    assert look.wish is not None
    assert look.wish.first_on == date(2026, 3, 6)


def test_lets_go_of_what_was_kept() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(VACCINE)
    assert type(talk.requests[0]) is ReleaseHold


def test_is_said_once() -> None:
    talk = Talk()
    to_offer(talk, DR_A)
    assert talk.say(DR_B).count("changed to Dr. B") == 1


def test_the_same_again_changes_nothing() -> None:
    talk = Talk()
    to_offer(talk, DR_A)
    talk.say(DR_A)
    assert talk.requests == []


def test_anybody_is_a_wish_too() -> None:
    talk = Talk()
    to_offer(talk, DR_A)
    talk.say(ANYBODY)
    assert talk.data["doctor"] == ""


def test_what_is_said_for_another_dialog_corrects_nothing() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(MOVE, VACCINE, DR_B)
    assert talk.conversation.frames[0].data["kind"] == "checkup"
    assert talk.data["doctor"] == "b"


def test_an_older_fact_corrects_nothing() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(MOVE, VACCINE)
    talk.say(DR_A)
    talk.say(NO)
    talk.say(FRIDAY)
    assert talk.data["kind"] == "checkup"


def test_every_derived_value_below_goes_and_none_above() -> None:
    talk = Talk()
    to_offer(talk, DR_A, FRIDAY)
    talk.say(ONE)
    draft = Draft(toys.CATALOG, talk.conversation, talk.at)
    draft.set(-1, toys.Visit.nodes["doctor"], "b")
    left = draft.top.data.keys()
    assert not left & {"slots", "slot", "held", "sure"}
    assert {"kind", "doctor", "wish", "who"} <= left


def test_the_old_options_cannot_be_picked_any_more() -> None:
    talk = Talk()
    to_offer(talk)
    old = talk.conversation.frames[-1].shown
    talk.answers[FindSlots] = toys.FindSlotsResult(old[1:])
    talk.say(DR_B)
    talk.say(ONE)
    assert talk.data["slot"] == old[1]


def test_a_correction_of_what_is_asked_for_in_a_called_dialog_reaches_the_caller() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    assert talk.at_field == "whose.proof"
    talk.say(VACCINE)
    talk.say(BORN)
    assert next(r for r in talk.requests if isinstance(r, FindSlots)).visit_type == "vaccine"


def test_behind_a_finished_command_nothing_changes() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    draft = Draft(toys.CATALOG, talk.conversation, talk.at)
    booked = toys.visit_of(talk.data["slot"])
    draft.learn(-1, "booked", booked)
    assert not draft.set(-1, toys.Visit.nodes["doctor"], "b")
    assert draft.top.data["booked"] == booked


def test_a_day_after_a_booking_offers_to_move_it() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(YES)
    talk.say(FRIDAY)
    assert BookAppointment not in {type(r) for r in talk.requests}
    assert talk.at_field == "moving.doctor"
