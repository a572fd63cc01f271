"""What a turn's answers and effects may look at: the conversation, its text, the practice."""

from dataclasses import dataclass

from assistant.domain.ids import AppointmentId
from assistant.domain.practice import Practice
from assistant.store.conversations import Thread


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn, seen from the service.

    `thread`: the row as the turn found it. `source`: the inbox row, timer or staff action that
    is being dealt with. `text`: what the patient wrote, "" when nobody wrote. `subject`: the
    visit this thread was last about. `version`: the conversation's after this turn.
    """

    thread: Thread
    source: str
    text: str
    practice: Practice
    subject: AppointmentId | None
    version: int


PHONE_CHANNELS = frozenset({"sms", "simulated"})
"""Channels whose addresses are phone numbers and whose carriers have opt-out words of their own."""
