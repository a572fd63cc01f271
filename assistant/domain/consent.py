"""Consent per number, line and purpose; what may still be sent after an opt-out."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.clock import Instant


class ConsentState(StrEnum):
    """FHIR Consent in two words."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Purpose(StrEnum):
    """What a message is for; an opt-out withdraws all of them on its line."""

    CARE = "care"
    REMINDER = "reminder"
    RECALL = "recall"
    OUTREACH = "outreach"


@dataclass(frozen=True, slots=True)
class Consent:
    """One row of the ledger; the newest row of (number, line, purpose) holds.

    `source`: "patient-text" | "carrier" | "staff" | "import". `words`: what was said, in plain
    form. Rows are only ever added.
    """

    address: str
    line: str
    purpose: Purpose
    state: ConsentState
    at: Instant
    source: str
    words: str = ""


class MessageKind(StrEnum):
    """Why a message is sent; decides what an opt-out, quiet hours and ownership let through."""

    REPLY = "reply"  # answers the patient's text
    CONSENT = "consent"  # the one confirmation of an opt-out or opt-in, and HELP
    SAFETY = "safety"  # the fixed emergency text
    STAFF = "staff"  # a person wrote it
    NUDGE = "nudge"  # the assistant speaks first within a talk
    PROMISE = "promise"  # tells a waiting patient that it takes longer
    ALERT = "alert"  # to the practice's own people; not to a patient


PASSES_OPT_OUT = frozenset({MessageKind.CONSENT, MessageKind.ALERT})
"""Sent even after STOP: the confirmation itself, HELP, and texts to the practice's own people."""
"""A safety text after STOP would be refused by the carrier; staff are paged instead."""
