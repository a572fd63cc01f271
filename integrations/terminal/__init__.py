"""The terminal: one person types, the practice answers on the screen. For `frontdesk chat`."""

import sys

from assistant.domain.errors import ConfigurationError
from assistant.ports.channel import Channel
from assistant.ports.plugin import Environment, Kind, Manifest
from integrations.terminal.channel import Terminal

MANIFEST = Manifest(
    name="terminal",
    kinds=(Kind.CHANNEL,),
    summary="A talk in the terminal, for trying things out.",
    docs="",
    extra="",
    handles_patient_data=False,
    quality="silver",
)


def setup(environment: Environment) -> Channel | None:
    """The channel `terminal`, writing to standard output.

    Raises:
        ConfigurationError: it has no settings.
    """
    if environment.values:
        raise ConfigurationError("The terminal has no settings; remove them.")
    return Terminal(sys.stdout)
