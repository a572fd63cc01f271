"""Who owns a conversation. Its state is the engine's own: `engine.conversation`."""

from enum import StrEnum


class Owner(StrEnum):
    """Who speaks to the patient. `stopped`: nobody may, until START."""

    BOT = "bot"
    STAFF = "staff"
    STOPPED = "stopped"
