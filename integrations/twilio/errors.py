"""Twilio's refusals as errors of the house; the table is errors.toml, one source a code.

What Twilio writes beside its code is dropped: it repeats the patient's number.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources

from assistant.domain.errors import (
    CredentialsInvalid,
    IntegrationError,
    OptedOut,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)

NAME = "twilio"
_BY_SLUG: Mapping[str, type[IntegrationError]] = {
    kind.code: kind for kind in (CredentialsInvalid, OptedOut, Rejected, Throttled, Unreachable)
}
_TOO_MANY_REQUESTS = 429
_REQUEST_TIMEOUT = 408
_OUR_FAULT = frozenset({401, 403, 404})
_MAX_RETRY_AFTER_S = 3600


@dataclass(frozen=True, slots=True)
class KnownError:
    """One code of Twilio's: `error` is a slug of `domain.errors`, `source` its page."""

    code: str
    error: str
    meaning: str
    source: str


def _read() -> dict[str, KnownError]:
    text = resources.files(__package__ or "").joinpath("errors.toml").read_text(encoding="utf-8")
    return {code: KnownError(code, **row) for code, row in tomllib.loads(text).items()}


KNOWN: Mapping[str, KnownError] = _read()
"""By Twilio's code, as text."""


def slug(code: str) -> str:
    """The error that a callback's ErrorCode stands for; "" when there is none or it is unknown."""
    known = KNOWN.get(code)
    return known.error if known else ""


def refusal(status: int, code: str, *, retry_after: timedelta | None = None) -> IntegrationError:
    """The error for a reply that is not a success.

    Args:
        status: of the HTTP reply. Below 400, 408 and from 500 on nobody knows what was done.
        code: Twilio's own, "" if it gave none.
        retry_after: what it asked for with a 429.
    """
    if status == _TOO_MANY_REQUESTS:
        return _throttled(code or str(status), retry_after)
    if status not in range(400, 500) or status == _REQUEST_TIMEOUT:
        message = f"Twilio answered with HTTP {status}; it may have taken the text."
        return OutcomeUnknown(message, integration=NAME, vendor_code=code or str(status))
    known = KNOWN.get(code)
    if known is None:
        kind = CredentialsInvalid if status in _OUR_FAULT else Rejected
        message = f"Twilio refused with HTTP {status} and error {code or 'none'}."
        return kind(message, integration=NAME, vendor_code=code or str(status))
    message = f"Twilio refused: {known.meaning} (error {code})."
    return _BY_SLUG[known.error](message, integration=NAME, vendor_code=code)


def retry_after(header: str | None) -> timedelta | None:
    """The wait in a Retry-After header of whole seconds, at most an hour; else None."""
    text = (header or "").strip()
    if not (text.isascii() and text.isdecimal()):
        return None
    return timedelta(seconds=min(int(text[:9]), _MAX_RETRY_AFTER_S))


def _throttled(code: str, wait: timedelta | None) -> Throttled:
    message = "Twilio takes no more requests for a moment; this one was never processed."
    return Throttled(message, integration=NAME, retry_after=wait, vendor_code=code)
