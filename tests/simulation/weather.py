"""What goes wrong, and when: every chance in a universe is drawn here, from its seed."""

import random
from dataclasses import dataclass
from typing import TypeVar

from integrations.simulated.failures import Failure

T = TypeVar("T")

_SEND_FAILURES = (
    Failure.THROTTLED,
    Failure.UNREACHABLE,
    Failure.UNKNOWN_ACCEPTED,
    Failure.UNKNOWN_LOST,
    Failure.HANGS_ACCEPTED,
    Failure.HANGS_LOST,
)


@dataclass(frozen=True, slots=True)
class Climate:
    """How often things go wrong. All figures are chances of one event, but `outages` and `kills`."""

    store_error: float = 0.01
    dies_after_commit: float = 0.01
    send_failure: float = 0.12
    ack_lost: float = 0.1
    webhook_lost: float = 0.05
    webhook_twice: float = 0.1
    replayed: float = 0.1
    status_lost: float = 0.15
    status_twice: float = 0.2
    poison: float = 0.3
    kills: int = 3
    outages: int = 2


CALM = Climate(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
"""Nothing goes wrong any more."""


class Weather:
    """The dice of one universe. `climate` is exchanged when the faults are to stop."""

    def __init__(self, seed: int, climate: Climate) -> None:
        self.dice = random.Random(seed)  # noqa: S311 (a simulation, to be repeated)
        self.climate = climate
        self.is_down = False
        """Does the database refuse everything just now?"""

    def happens(self, chance: float) -> bool:
        """Throw the dice; always throws, so that calm changes no later throw's place."""
        return self.dice.random() < chance

    def pick(self, among: "tuple[T, ...] | list[T]") -> T:
        """One of them."""
        return among[int(self.dice.random() * len(among))]

    def between(self, low: float, high: float) -> float:
        """Seconds; short ones more often than long ones."""
        return low + (high - low) * self.dice.random() ** 3

    def send_failure(self) -> Failure | None:
        """How the next send fails, if it does."""
        return self.pick(_SEND_FAILURES) if self.happens(self.climate.send_failure) else None
