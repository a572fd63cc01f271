"""A conversation between two turns: the stack of dialogs it stands in, and who owns it.

Plain data: what `step` takes and gives back, byte for byte the same for the same input. These are
msgspec records because a step makes dozens of slightly changed ones.
"""

from typing import Any

from msgspec import Struct, field

from assistant.domain.clock import Instant
from assistant.domain.conversation import Owner
from assistant.domain.facts import Fact, Lang
from assistant.domain.ids import AppointmentId, ConversationId


class Undo(Struct, frozen=True, array_like=True):
    """What one turn's text gave to a frame, so that "back" can take it away again.

    `fields`: what it set; `before`: the values that some of them had.
    """

    turn: int
    fields: tuple[str, ...]
    before: dict[str, Any] = field(default_factory=dict[str, Any])


class Frame(Struct, frozen=True, omit_defaults=True):
    """One dialog in progress.

    `data`: values by field name, in the dialog's own types. `asked`: the field whose question
    was sent last, with `shown` its options as they were sent, `asked_as` what the field was then
    (`Dialog.shapes`: an answer to it is none to what it became), and `asked_at` when it was first
    put with what is known now: None once that has changed, or another dialog came between.
    `wording` and `said_at`: which of its texts was sent last, and when. `tries`: how often that
    question went unanswered, `failed` the texts. `undo`: for each turn that gave something, what it
    gave (for "back"); nothing from before a command. `returns_to`: the caller's field, for a
    sub-dialog. `second`: what was said of another visit, to be arranged when this one is.
    """

    dialog: str
    version: int
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    asked: str = ""
    shown: tuple[Any, ...] = ()
    asked_at: Instant | None = None
    asked_as: str = ""
    tries: int = 0
    failed: tuple[str, ...] = ()
    undo: tuple[Undo, ...] = ()
    wording: str = "ask"
    said_at: Instant | None = None
    waiting: str = ""
    returns_to: str = ""
    second: tuple[Fact, ...] = ()


class Conversation(Struct, frozen=True, omit_defaults=True):
    """The state of one conversation between two turns.

    `frames`: bottom first; the last one has the word. `turn`: how many turns were taken.
    `subject`: the visit that this thread was last about. `unheard`: facts of the current text
    that nobody has used yet; empty between turns. `kept`: facts of earlier texts that a question
    still to come may need (a name, a date of birth). `touched_at`: when the patient last wrote.
    `parked`: the stack of a talk that fell silent, `parked_at` since when; `has_forgotten`: it was
    let go of after that, and the patient does not know yet. `did`: the want of the dialog that came
    to its end last, until a day has gone without a text.
    """

    id: ConversationId
    lang: Lang = Lang.EN
    owner: Owner = Owner.BOT
    turn: int = 0
    frames: tuple[Frame, ...] = ()
    subject: AppointmentId | None = None
    unheard: tuple[Fact, ...] = ()
    kept: tuple[Fact, ...] = ()
    touched_at: Instant | None = None
    parked: tuple[Frame, ...] = ()
    parked_at: Instant | None = None
    has_forgotten: bool = False
    did: str = ""
