"""How a folder under integrations/ or dialogs/ declares itself.

An integration's package has `MANIFEST` and `setup(environ, practice) -> Channel`; a dialog's has
`DIALOGS`. `assistant.plugins` finds and checks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.domain.clock import Clock
from assistant.ports.channel import Channel


class Kind(StrEnum):
    """What a neighbour is to us."""

    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an integration says of itself.

    `name` is its folder's. `extra` is the extra of the distribution to install, "" for none.
    `handles_patient_data`: a contract on it is needed with the vendor. `quality`: "bronze",
    "silver", "gold" or "simulated", as its quality.toml proves.
    """

    name: str
    kinds: tuple[Kind, ...]
    summary: str
    docs: str
    extra: str
    handles_patient_data: bool
    quality: str
    settings_prefix: str = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """What an integration gets: the settings that begin with its prefix, the clock, our own URL.

    `values` maps lower-case names without the prefix to their text. `public_url` is the address
    at which neighbours reach us, without a trailing slash; "" when there is none.
    """

    values: Mapping[str, str]
    clock: Clock
    public_url: str
    callback_secret: bytes
    """Signs our id in status callback URLs."""


class Setup(Protocol):
    """`setup` of an integration."""

    def __call__(self, environment: Environment) -> Channel | None:
        """The channel, or None when it is not configured.

        Raises:
            ConfigurationError: configured by half, or contradictory.
        """
        ...
