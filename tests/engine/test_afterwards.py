"""What one dialog did is true for those that waited below it."""

from assistant.domain.appointment import Appointment
from assistant.domain.effects import FindSlots, ReleaseHold
from assistant.domain.ids import AppointmentId, PatientId, VisitTypeId
from assistant.engine.conversation import Frame
from assistant.engine.course.afterwards import catch_up
from assistant.engine.draft import Draft, Request
from tests.engine import toys
from tests.engine.toys import ONE, Talk, to_offer


def after_a_booking(talk: Talk) -> Draft:
    """The talk as it is when another dialog above it has booked a visit."""
    draft = Draft(toys.CATALOG, talk.conversation, talk.at)
    slot = toys.three_slots(FindSlots(PatientId("p"), VisitTypeId("checkup"))).slots[0]
    visit = Appointment(
        AppointmentId("apt_9"), PatientId("p"), slot.provider, slot.site,
        slot.visit_type, slot.start, slot.end,
    )  # fmt: skip
    catch_up(draft, toys.Visit, Frame("visit", 1, {"booked": visit}))
    return draft


def test_openings_on_offer_are_looked_up_anew() -> None:
    talk = Talk()
    to_offer(talk)
    assert "slots" not in after_a_booking(talk).top.data


def test_a_time_that_is_kept_stays_kept() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    draft = after_a_booking(talk)
    assert {"slot", "held"} <= draft.top.data.keys()
    assert not [o for o in draft.out if isinstance(o, Request) and isinstance(o.what, ReleaseHold)]


def test_nothing_done_changes_nothing() -> None:
    talk = Talk()
    to_offer(talk)
    draft = Draft(toys.CATALOG, talk.conversation, talk.at)
    catch_up(draft, toys.Moving, Frame("moving", 1, {"doctor": "a"}))
    assert draft.base == talk.conversation
