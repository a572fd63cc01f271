"""Twilio: texts to and from phones. Setting up: README.md; the code starts in channel.py."""

from assistant.domain.errors import ConfigurationError
from assistant.ports.channel import Channel
from assistant.ports.plugin import Environment, Kind, Manifest
from integrations.twilio.settings import PREFIX, read_settings

MANIFEST = Manifest(
    name="twilio",
    kinds=(Kind.CHANNEL,),
    summary="SMS and MMS through a Twilio account.",
    docs="https://www.twilio.com/docs/messaging",
    extra="twilio",
    handles_patient_data=True,
    quality="bronze",
    settings_prefix=PREFIX,
)

_SDK = {"aiohttp", "aiohttp_retry", "twilio"}


def setup(environment: Environment) -> Channel | None:
    """The channel `sms`, or None when no account is given.

    Raises:
        ConfigurationError: configured by half, contradictory, or the SDK is not installed.
    """
    settings = read_settings(environment.values)
    if settings is None:
        return None
    if environment.public_url and not environment.callback_secret:
        raise ConfigurationError("The key that signs callback addresses is empty; check the keys.")
    try:
        from integrations.twilio.channel import TwilioSms  # noqa: PLC0415 - needs the extra
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _SDK:
            raise
        raise ConfigurationError(
            "Twilio is configured but its client is not installed: "
            "pip install 'frontdesk-assistant[twilio]'"
        ) from None
    return TwilioSms(settings, environment)
