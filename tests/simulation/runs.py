"""Universes, played and judged; with a bug in them, or without."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.simulation.bugs import BUGS
from tests.simulation.checks import judge
from tests.simulation.universe import Universe, play


@dataclass(frozen=True, slots=True)
class Found:
    """What a universe came to. `broken`: a line each, beginning with the promise's number."""

    broken: tuple[str, ...]
    digest: str
    history: tuple[str, ...]
    texts: int
    sends: int


def run(seed: int, bug: str = "") -> Found:
    """One universe, with that bug planted if one is named."""

    def look(universe: Universe) -> Found:
        carrier = universe.carrier
        return Found(
            tuple(judge(universe)),
            universe.digest(),
            tuple(universe.log),
            len(carrier.acknowledged),
            len(carrier.handed),
        )

    if not bug:
        return play(seed, look)
    planted = BUGS[bug]
    with planted.planted():
        return play(seed, look, planted.patch)


def first_broken(bug: str, seeds: Iterable[int]) -> int | None:
    """The first seed whose universe shows that bug, by the promise that it breaks."""
    for seed in seeds:
        if any(line.startswith(f"{BUGS[bug].breaks} ") for line in run(seed, bug).broken):
            return seed
    return None
