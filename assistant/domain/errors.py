"""The whole error tree.

    AssistantError
      DomainError             expected outcomes
        TransitionNotAllowed  an appointment cannot go from this status to that one
        NotFound              no such appointment, task, conversation ...
        FieldRefused          no open dialog has that field, or it cannot hold that value
        NotYours              a task or conversation that somebody else has taken
      StoreError
        VersionConflict       somebody else changed it first; try again now
        FenceLost             another worker took the conversation over; stop, it is in good hands
        KeyUnavailable        a row cannot be read with the keys at hand
      IntegrationError        a neighbour; carries `integration` and `vendor_code`
        Unreachable           nothing was sent: refused before a byte arrived
        OutcomeUnknown        it may have been sent: deadline, reset or 5xx after the bytes left
        Throttled             never processed; try again after `retry_after`
        Rejected              the neighbour says no, and will say no again
        OptedOut              the neighbour holds an opt-out for this number and line
        CredentialsInvalid    our account or key is refused
        BadSignature          a request that is not from whom it says
        NotUnderstood         a request or reply of a shape that we do not know
      ConfigurationError      at start-up: names the setting or file, and the next step

Every error answers four questions by attributes: `code`, `retry`, `blame`, `tell`.
Messages hold no patient data.
"""

from datetime import timedelta
from enum import StrEnum
from typing import ClassVar


class Retry(StrEnum):
    """May the same thing be tried again?"""

    NEVER = "never"
    NOW = "now"
    LATER = "later"
    WHEN_FIXED = "when-fixed"


class Blame(StrEnum):
    """Whose fault it is."""

    PATIENT_INPUT = "patient-input"
    PRACTICE = "practice"
    VENDOR = "vendor"
    US = "us"


class Tell(StrEnum):
    """Who must hear of it."""

    NOBODY = "nobody"
    STAFF = "staff"
    OPERATOR = "operator"


class AssistantError(Exception):
    """Root of all errors raised on purpose."""

    code: ClassVar[str] = "error"
    retry: ClassVar[Retry] = Retry.NEVER
    blame: ClassVar[Blame] = Blame.US
    tell: ClassVar[Tell] = Tell.OPERATOR


class DomainError(AssistantError):
    """An expected outcome."""

    code = "domain"
    blame = Blame.PRACTICE
    tell = Tell.NOBODY


class TransitionNotAllowed(DomainError):
    """A status that cannot follow the present one."""

    code = "transition-not-allowed"


class NotFound(DomainError):
    """Nothing has that id."""

    code = "not-found"


class FieldRefused(DomainError):
    """No open dialog has that field, or its kind does not take that value."""

    code = "field-refused"


class NotYours(DomainError):
    """Somebody else has taken it."""

    code = "not-yours"


class StoreError(AssistantError):
    """The store could not do it."""

    code = "store"


class VersionConflict(StoreError):
    """Somebody else changed the row since it was read."""

    code = "version-conflict"
    retry = Retry.NOW
    tell = Tell.NOBODY


class FenceLost(StoreError):
    """The lease ran out and another worker owns the conversation now."""

    code = "fence-lost"
    tell = Tell.NOBODY


class KeyUnavailable(StoreError):
    """A row was written with a key that is not in the key file, or was changed by hand."""

    code = "key-unavailable"
    retry = Retry.WHEN_FIXED


class IntegrationError(AssistantError):
    """A neighbour failed; nothing else leaves an adapter.

    Args:
        message: what happened, without patient data.
        integration: name of the folder under integrations/.
        vendor_code: the neighbour's own code, as text, if it gave one.
    """

    code = "integration"
    blame = Blame.VENDOR

    def __init__(self, message: str, *, integration: str, vendor_code: str | None = None) -> None:
        super().__init__(message)
        self.integration = integration
        self.vendor_code = vendor_code


class Unreachable(IntegrationError):
    """Refused before a byte arrived; safe to send again."""

    code = "unreachable"
    retry = Retry.LATER


class OutcomeUnknown(IntegrationError):
    """It may have been done; find out before doing it again."""

    code = "outcome-unknown"
    retry = Retry.WHEN_FIXED


class Throttled(IntegrationError):
    """Too fast; never processed.

    Args:
        message: what happened, without patient data.
        integration: name of the folder under integrations/.
        retry_after: how long to wait, if the neighbour said so.
        vendor_code: the neighbour's own code.
    """

    code = "throttled"
    retry = Retry.LATER
    tell = Tell.NOBODY

    def __init__(
        self,
        message: str,
        *,
        integration: str,
        retry_after: timedelta | None = None,
        vendor_code: str | None = None,
    ) -> None:
        super().__init__(message, integration=integration, vendor_code=vendor_code)
        self.retry_after = retry_after


class Rejected(IntegrationError):
    """The neighbour refuses this message for good."""

    code = "rejected"
    tell = Tell.STAFF


class OptedOut(IntegrationError):
    """The neighbour holds an opt-out for this number on this line."""

    code = "opted-out"
    tell = Tell.STAFF


class CredentialsInvalid(IntegrationError):
    """Our account or key is refused."""

    code = "credentials-invalid"
    retry = Retry.WHEN_FIXED
    blame = Blame.PRACTICE


class BadSignature(IntegrationError):
    """A request whose signature does not fit."""

    code = "bad-signature"
    tell = Tell.NOBODY


class NotUnderstood(IntegrationError):
    """A request or reply of a shape that we do not know."""

    code = "not-understood"


class ConfigurationError(AssistantError):
    """Start-up only: names the setting or file, and what to do next."""

    code = "configuration"
    retry = Retry.WHEN_FIXED
    blame = Blame.PRACTICE
