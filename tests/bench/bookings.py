"""One booking, written by hand with `match`: what the engine's turns are held against.

It asks, offers, takes a correction and a question in between, and keeps what it knows as JSON.
It knows one dialog, one language and one visit type; nobody can be put through to a person, and
it keeps no journal. The dearest things left in it are the JSON and the wording of times.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from assistant.domain.clock import local
from assistant.domain.effects import (
    AnswerQuestion,
    BookAppointment,
    FindPeople,
    FindSlots,
    HoldSlot,
)
from assistant.domain.facts import Fact, FactKind, Lang
from assistant.domain.ids import PatientId, VisitTypeId
from assistant.domain.schedule import Slot, Wish
from assistant.engine.turn import Answerer

ZONE = "America/New_York"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HELLO = "Hi, this is the clinic. You can text me things like: I need a checkup next Tuesday"
_WHAT_FOR = "What is the visit for? We offer: checkup, follow-up, vaccine."


@dataclass
class State:
    """All that is known between two texts."""

    at: str = "start"
    patient: str = ""
    first: str = ""
    visit_type: str = ""
    wish: Wish = field(default_factory=Wish)
    slots: tuple[Slot, ...] = ()
    slot: Slot | None = None
    turn: int = 0


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(State)


def take_turn(stored: bytes, facts: tuple[Fact, ...], answer: Answerer) -> tuple[bytes, str]:
    """One text: the state afterwards and the reply."""
    state = _DECODER.decode(stored)
    state.turn += 1
    said = _reply(state, facts[0], answer)
    return _ENCODER.encode(state), said


def fresh() -> bytes:
    """The state of a conversation that has not begun."""
    return _ENCODER.encode(State())


def _reply(state: State, fact: Fact, answer: Answerer) -> str:  # noqa: PLR0911 (that is its style)
    match state.at, fact.kind:
        case _, FactKind.INFO:
            told: Any = answer(AnswerQuestion(fact.value, Lang.EN))
            hours = ", ".join(value for _, value in told.args)
            return f"We are open {hours}.\n{_question(state)}"
        case "start", FactKind.GREETING:
            return _HELLO
        case "start", FactKind.WANT:
            state.at = "visit_type"
            return _WHAT_FOR
        case "visit_type", FactKind.VISIT_TYPE:
            person = answer(FindPeople())[0]
            state.patient, state.first, state.visit_type = person.id, person.first, fact.value
            return _offer(state, answer)
        case "slot", FactKind.WHEN if fact.when is not None:
            state.wish = state.wish.heard(fact.when)
            return _offer(state, answer)
        case "slot", FactKind.PICK:
            state.slot = answer(HoldSlot(state.slots[int(fact.value) - 1]))
            state.at = "sure"
            return _question(state)
        case "sure", FactKind.YES if state.slot is not None:
            answer(BookAppointment(PatientId(state.patient), state.slot))
            state.at = "start"
            return f"Booked: {state.visit_type}, {_moment(state.slot)}. To change it, text me."
        case _:
            return f"I did not get that.\n{_question(state)}"


def _offer(state: State, answer: Answerer) -> str:
    wanted = FindSlots(PatientId(state.patient), VisitTypeId(state.visit_type), None, state.wish)
    state.slots = answer(wanted).slots
    state.at = "slot"
    return _question(state)


def _question(state: State) -> str:
    match state.at:
        case "slot":
            shown = "\n".join(f"{n}) {_moment(slot)}" for n, slot in enumerate(state.slots, 1))
            head = f"{state.visit_type} for {state.first}, here is what I have:"
            return f"{head}\n{shown}\nReply with a number, or tell me what suits you better."
        case "sure" if state.slot is not None:
            return f"{state.visit_type}, {_moment(state.slot)}. Shall I book it? (Y/N)"
        case _:
            return _WHAT_FOR


def _moment(slot: Slot) -> str:
    wall: datetime = local(slot.start, ZONE)
    half = "PM" if wall.hour >= 12 else "AM"
    on = f"{_DAYS[wall.weekday()]}, {_MONTHS[wall.month - 1]} {wall.day}"
    return (
        f"{on} at {wall.hour % 12 or 12}:{wall.minute:02} {half} with {slot.provider}, {slot.site}"
    )
