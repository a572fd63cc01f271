"""A practice's neighbours in memory: for the demo, for chat and for the tests.

`phone.py` is the channel; `twilio_api.py` a stand-in for Twilio's server; practice.toml a practice
to try things on.
"""

from assistant.domain.errors import ConfigurationError
from assistant.ports.channel import Channel
from assistant.ports.plugin import Environment, Kind, Manifest
from integrations.simulated.phone import SimulatedPhones

MANIFEST = Manifest(
    name="simulated",
    kinds=(Kind.CHANNEL,),
    summary="Phones in memory, for the demo and the tests.",
    docs="",
    extra="",
    handles_patient_data=False,
    quality="simulated",
)


def setup(environment: Environment) -> Channel | None:
    """The channel `simulated`; a practice uses it by naming it in a line of practice.toml.

    Raises:
        ConfigurationError: it has no settings.
    """
    if environment.values:
        raise ConfigurationError("The simulated phones have no settings; remove them.")
    return SimulatedPhones(environment.callback_secret)
