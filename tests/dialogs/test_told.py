"""Every way of every dialog is told by some transcript, but for those that no talk can take."""

from pathlib import Path

import pytest

from assistant.engine import diagram
from assistant.engine.machine import START_STATE
from tests.dialogs.told import told, untold
from tests.dialogs.walked import the_catalog

NO_TALK_GETS_THERE = [
    # The practice's file has to change between the offer and the answer.
    "booking: visit to handoff:not-allowed (not_allowed)",
    # Each of the visits has to begin between the question and its answer.
    "cancellation: gone to handoff:not-allowed (not_allowed)",
    # Somebody else has to register the same person in that very minute.
    "identify: registered to handoff:identity (not_allowed)",
    # The practice has to stop to offer a kind of visit that stands in its schedule.
    "rescheduling: slot to handoff:no-slot-fits (empty)",
]


@pytest.mark.service
def test_every_way_is_in_some_transcript(tmp_path: Path) -> None:
    assert untold(told(tmp_path)) == NO_TALK_GETS_THERE


def test_a_way_in_no_transcript_is_told_and_drawn() -> None:
    assert set(NO_TALK_GETS_THERE) < set(untold(set()))
    dialog = the_catalog().dialogs["cancellation"]
    drawn = diagram.draw(dialog, frozenset({("cancellation", START_STATE, "old")}))
    assert "sure --> visit: yes (in no talk)" in drawn
    assert "class sure,visit,who,visits,none,sure_of_all,gone,handoff_not_allowed missed" in drawn
    assert "missed" not in diagram.draw(dialog)
