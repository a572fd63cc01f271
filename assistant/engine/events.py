"""What can happen to a conversation, as data: the input of a step."""

from dataclasses import dataclass, field
from typing import Any

from assistant.domain.clock import Instant
from assistant.domain.facts import Understood


@dataclass(frozen=True, slots=True)
class Heard:
    """A text from the patient, with what was understood of it.

    `text` is what was written, uncut. `media`: how many files came with it. `carrier`: what the
    carrier itself already did and answered: "" | "STOP" | "START" | "HELP". `crossed`: it was
    received before the question that is open now was sent, so it cannot be an answer to it.
    """

    text: str
    understood: Understood
    at: Instant
    media: int = 0
    carrier: str = ""
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A timer ran out. It counts only if the conversation has not moved on past `fence`."""

    kind: str
    fence: int
    at: Instant


@dataclass(frozen=True, slots=True)
class StaffDid:
    """A staff member acted on the conversation.

    `action`: "claim" and "say" take it over; "fill" does so too and sets `field_name` of the top dialog to `value`
    (as the patient would write it, read by the service into `understood`); "return" gives it
    back to the assistant, which goes on where it stood; "close" ends the dialog and gives back.
    """

    action: str
    at: Instant
    field_name: str = ""
    understood: Understood = field(default_factory=Understood)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to the query or command that a step asked for, by the step's own id."""

    id: str
    value: Any
    at: Instant


Event = Heard | Due | StaffDid | Outcome
