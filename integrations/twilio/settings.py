"""Twilio's settings: `FRONTDESK_TWILIO_` and the name in capitals; README.md says where each is."""

from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from assistant.domain.errors import ConfigurationError

PREFIX = "FRONTDESK_TWILIO_"
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
"""Hosts that may be called without TLS."""


class TwilioSettings(BaseModel):
    """One Twilio account. A secret may also be given in a file, with `_FILE` added to its name."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True
    )

    account_sid: str = Field(
        pattern=r"^AC[0-9a-f]{32}$",
        description="The account's SID: AC and 32 characters, on the console's first page.",
    )
    auth_token: SecretStr = Field(
        min_length=1, description="The account's auth token; it signs requests both ways."
    )
    second_auth_token: SecretStr | None = Field(
        default=None,
        min_length=1,
        description="While the token is being changed: the other one. Webhooks signed with either "
        "are taken; we call Twilio with the first.",
    )
    shared_key: SecretStr | None = Field(
        default=None,
        min_length=1,
        description="The secret of a webhook signing key, if webhooks are signed with one instead "
        "of the auth token.",
    )
    messaging_service_sid: str | None = Field(
        default=None,
        pattern=r"^MG[0-9a-f]{32}$",
        description="The messaging service our numbers belong to, if they do: MG and 32 "
        "characters. Texts still leave from the line the patient wrote to.",
    )
    api_base: str = Field(
        default="https://api.twilio.com",
        description="The server to call; another one for tests or a proxy.",
    )
    deadline_s: float = Field(
        default=10.0, gt=0, le=60, description="Seconds after which a call to Twilio is given up."
    )

    @field_validator("api_base")
    @classmethod
    def _plain_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("give scheme and host only, such as https://api.twilio.com")
        if parts.scheme != "https" and not (
            parts.scheme == "http" and parts.hostname in THIS_MACHINE
        ):
            raise ValueError("use https; http is for this machine only")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _two_tokens_differ(self) -> Self:
        if self.second_auth_token == self.auth_token:
            raise ValueError("AUTH_TOKEN and SECOND_AUTH_TOKEN are the same; leave the second out")
        return self

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """All secrets that a webhook may be signed with."""
        held = (self.auth_token, self.second_auth_token, self.shared_key)
        return tuple(secret.get_secret_value() for secret in held if secret is not None)


def read_settings(values: Mapping[str, str]) -> TwilioSettings | None:
    """The settings among `values`, or None when no account is given.

    Args:
        values: lower-case names without the prefix; empty text counts as not given.

    Raises:
        ConfigurationError: all that is wrong, one line each; no value is repeated.
    """
    given = {name: text for name, text in values.items() if text.strip()}
    if not given.keys() - {"api_base", "deadline_s"}:
        return None
    try:
        return TwilioSettings(**given)  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        problems = [_said(dict(found)) for found in error.errors(include_input=False)]
        raise ConfigurationError("\n".join(problems)) from None


def _said(problem: Mapping[str, Any]) -> str:
    place = problem["loc"]
    if not place:
        return f"{PREFIX}*: {str(problem['msg']).removeprefix('Value error, ')}."
    name = f"{PREFIX}{place[0]}".upper()
    if problem["type"] == "missing":
        return f"{name} is missing: Twilio is configured by half. Set it, or unset the others."
    if problem["type"] == "extra_forbidden":
        return f"{name} is not a setting of Twilio; look for a slip in its name."
    field = TwilioSettings.model_fields[str(place[0])]
    return f"{name}: {str(problem['msg']).removeprefix('Value error, ')}. {field.description}"
