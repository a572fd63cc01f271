"""Promises that universes judge: all of them from the same universes, played once."""

from functools import cache, partial

from tests.promises.trial import Budget, Promise, Tally
from tests.simulation.bugs import BUGS
from tests.simulation.runs import Found, first_broken, run

_BUG_SEEDS = 40

_JUDGED = (
    ("P3", "a text that got a 2xx is stored durably", "ack-before-commit"),
    ("P4", "one text has one effect, however often it comes", "check-then-insert"),
    ("P5", "a conversation is dealt with in order, one at a time", "newest-first"),
    ("P6", "state, visits, replies and done commit together", "no-fence"),
    ("P8", "a receipt never goes backwards", "receipts-go-back"),
    ("P9", "after STOP only its confirmation leaves", "stop-is-not-looked-up"),
    ("P19", "the assistant never talks over staff", "talks-over-staff"),
    ("P20", "nothing is stuck: a next actor and a moment", "lease-for-ever"),
)


@cache
def universes(count: int) -> tuple[Found, ...]:
    """So many universes without a bug, from the first seed on."""
    return tuple(run(seed) for seed in range(count))


def judged(number: str, budget: Budget) -> Tally:
    """The texts of all universes, and what was broken of that promise."""
    played = universes(budget.of(2, 20, 400))
    failures = [
        f"seed {seed}: {line}"
        for seed, found in enumerate(played)
        for line in found.broken
        if line.startswith(f"{number} ")
    ]
    figures = f"{len(played)} universes"
    return Tally(sum(found.texts for found in played), tuple(failures), figures)


def seen_after(bug: str, budget: Budget) -> int | None:
    """In how many universes that bug was looked for until it was seen."""
    del budget  # the first one that shows it ends the search
    seed = first_broken(bug, range(_BUG_SEEDS))
    return None if seed is None else seed + 1


PROMISES = tuple(
    Promise(number, says, "texts", partial(judged, number), bug, partial(seen_after, bug))
    for number, says, bug in _JUDGED
    if BUGS[bug].breaks == number
)
