"""All promises that can be tried here, in the order of their numbers."""

from tests.promises import hanging, killed, loaded, racing, restarting, rules, simulated
from tests.promises.trial import Promise

PROMISES: tuple[Promise, ...] = tuple(
    sorted(
        (
            *hanging.PROMISES,
            *killed.PROMISES,
            *loaded.PROMISES,
            *racing.PROMISES,
            *restarting.PROMISES,
            *rules.PROMISES,
            *simulated.PROMISES,
        ),
        key=lambda promise: int(promise.number[1:]),
    )
)
