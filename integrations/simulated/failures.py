"""What can go wrong between us and a neighbour, to be had at will."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from assistant.domain.errors import (
    CredentialsInvalid,
    IntegrationError,
    OptedOut,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)

NAME = "simulated"


class Failure(StrEnum):
    """How one send fails. Only `UNKNOWN_ACCEPTED` and `HANGS_ACCEPTED` reach the phone."""

    THROTTLED = "throttled"
    UNREACHABLE = "unreachable"
    UNKNOWN_ACCEPTED = "unknown-accepted"
    UNKNOWN_LOST = "unknown-lost"
    HANGS_ACCEPTED = "hangs-accepted"
    HANGS_LOST = "hangs-lost"
    OPTED_OUT = "opted-out"
    REJECTED = "rejected"
    CREDENTIALS_INVALID = "credentials-invalid"

    @property
    def is_accepted(self) -> bool:
        """Whether the text arrives although the sender is not told so."""
        return self in {Failure.UNKNOWN_ACCEPTED, Failure.HANGS_ACCEPTED}

    @property
    def hangs(self) -> bool:
        """Whether nothing is answered before the deadline."""
        return self in {Failure.HANGS_ACCEPTED, Failure.HANGS_LOST}


@dataclass(frozen=True, slots=True)
class _Said:
    kind: type[IntegrationError]
    words: str


_SAID = {
    Failure.UNREACHABLE: _Said(Unreachable, "The simulated network is down."),
    Failure.UNKNOWN_ACCEPTED: _Said(OutcomeUnknown, "The simulated answer was lost."),
    Failure.UNKNOWN_LOST: _Said(OutcomeUnknown, "The simulated request was lost."),
    Failure.HANGS_ACCEPTED: _Said(OutcomeUnknown, "No simulated answer before the deadline."),
    Failure.HANGS_LOST: _Said(OutcomeUnknown, "No simulated answer before the deadline."),
    Failure.OPTED_OUT: _Said(OptedOut, "The simulated phone opted out of this line."),
    Failure.REJECTED: _Said(Rejected, "The simulated phone takes no texts."),
    Failure.CREDENTIALS_INVALID: _Said(CredentialsInvalid, "The simulated key is not accepted."),
}


def error(failure: Failure, *, retry_after: timedelta | None = None) -> IntegrationError:
    """The error that a channel raises for it; `retry_after` is for `THROTTLED` alone."""
    if failure is Failure.THROTTLED:
        words = "The simulated line takes no more texts for a moment."
        return Throttled(words, integration=NAME, retry_after=retry_after)
    said = _SAID[failure]
    return said.kind(said.words, integration=NAME, vendor_code=failure.value)
