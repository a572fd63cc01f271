"""Each of Twilio's codes is one of our errors, and its page is named."""

from datetime import timedelta

import pytest

from assistant.domain.errors import (
    CredentialsInvalid,
    IntegrationError,
    OptedOut,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)
from integrations.twilio.errors import KNOWN, refusal, retry_after, slug


@pytest.mark.parametrize("code", sorted(KNOWN))
def test_a_known_code_has_an_error_a_meaning_and_a_source(code: str) -> None:
    known = KNOWN[code]
    error = refusal(400, code)
    assert error.code == known.error == slug(code)
    assert error.vendor_code == code
    assert known.meaning in str(error) or isinstance(error, Throttled)
    assert known.source == f"https://www.twilio.com/docs/api/errors/{code}"


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, "21610", OptedOut),
        (400, "21211", Rejected),
        (400, "21614", Rejected),
        (400, "21408", Rejected),
        (400, "21612", Rejected),
        (400, "30005", Rejected),
        (400, "30006", Rejected),
        (400, "30007", Rejected),
        (400, "30003", Unreachable),
        (401, "20003", CredentialsInvalid),
        (404, "20404", CredentialsInvalid),
        (429, "20429", Throttled),
        (429, "", Throttled),
        (400, "21611", Throttled),
        (400, "99999", Rejected),
        (400, "", Rejected),
        (401, "", CredentialsInvalid),
        (403, "99999", CredentialsInvalid),
        (404, "", CredentialsInvalid),
        (408, "", OutcomeUnknown),
        (500, "20500", OutcomeUnknown),
        (500, "21610", OutcomeUnknown),
        (503, "", OutcomeUnknown),
        (302, "", OutcomeUnknown),
    ],
)
def test_a_refusal_is_one_of_our_errors(
    status: int, code: str, expected: type[IntegrationError]
) -> None:
    error = refusal(status, code)
    assert type(error) is expected
    assert error.integration == "twilio"
    assert error.vendor_code == (code or str(status))


def test_the_wait_that_was_asked_for_is_passed_on() -> None:
    error = refusal(429, "20429", retry_after=timedelta(seconds=7))
    assert isinstance(error, Throttled)
    assert error.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), (" 7 ", 7), ("999999999999999", 3600), (None, None), ("", None), ("-1", None),
     ("Mon, 02 Mar 2026 15:00:00 GMT", None), ("\u0667", None)],
)  # fmt: skip
def test_a_wait_is_whole_seconds_and_at_most_an_hour(
    header: str | None, seconds: int | None
) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after(header) == expected


def test_a_code_that_nobody_listed_stands_for_nothing() -> None:
    assert slug("") == slug("12345") == ""
