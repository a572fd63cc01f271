"""Twilio's settings: half of them is worse than none."""

import pytest

from assistant.domain.errors import ConfigurationError
from integrations.twilio.settings import read_settings
from tests.contracts.channels import ACCOUNT_SID, AUTH_TOKEN

WHOLE = {"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN}


def test_an_account_and_its_token_are_enough() -> None:
    settings = read_settings(WHOLE)
    assert settings is not None
    assert settings.api_base == "https://api.twilio.com"
    assert settings.deadline_s == 10
    assert settings.webhook_secrets == (AUTH_TOKEN,)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"account_sid": "", "auth_token": " "},
        {"account_sid": "", "api_base": "https://api.twilio.com", "deadline_s": "5"},
    ],
)
def test_without_an_account_twilio_is_not_configured(values: dict[str, str]) -> None:
    assert read_settings(values) is None


def test_every_secret_may_sign_a_webhook() -> None:
    settings = read_settings({**WHOLE, "second_auth_token": "other", "shared_key": "third"})
    assert settings is not None
    assert settings.webhook_secrets == (AUTH_TOKEN, "other", "third")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"account_sid": ACCOUNT_SID}, "FRONTDESK_TWILIO_AUTH_TOKEN is missing"),
        ({"auth_token": AUTH_TOKEN}, "FRONTDESK_TWILIO_ACCOUNT_SID is missing"),
        ({"messaging_service_sid": "MG" + "0" * 32}, "FRONTDESK_TWILIO_ACCOUNT_SID is missing"),
        ({**WHOLE, "acount_sid": "x"}, "FRONTDESK_TWILIO_ACOUNT_SID is not a setting"),
        ({**WHOLE, "account_sid": "SK" + "0" * 32}, "FRONTDESK_TWILIO_ACCOUNT_SID"),
        ({**WHOLE, "messaging_service_sid": "PN1"}, "FRONTDESK_TWILIO_MESSAGING_SERVICE_SID"),
        ({**WHOLE, "deadline_s": "0"}, "FRONTDESK_TWILIO_DEADLINE_S"),
        ({**WHOLE, "deadline_s": "soon"}, "FRONTDESK_TWILIO_DEADLINE_S"),
        ({**WHOLE, "api_base": "http://api.twilio.com"}, "use https"),
        ({**WHOLE, "api_base": "https://api.twilio.com/2010"}, "scheme and host only"),
        ({**WHOLE, "api_base": "api.twilio.com"}, "scheme and host only"),
        ({**WHOLE, "second_auth_token": AUTH_TOKEN}, "are the same"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_settings(values)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_settings({"account_sid": "x", "deadline_s": "-1", "slip": "1"})
    assert str(caught.value).count("FRONTDESK_TWILIO_") == 4


@pytest.mark.parametrize("secret", ["auth_token", "second_auth_token", "shared_key"])
def test_a_secret_is_never_repeated(secret: str) -> None:
    values = {**WHOLE, secret: "do-not-print-me", "deadline_s": "soon"}
    with pytest.raises(ConfigurationError) as caught:
        read_settings(values)
    assert "do-not-print-me" not in str(caught.value)
    settings = read_settings({**values, "deadline_s": "5"})
    assert "do-not-print-me" not in repr(settings)
