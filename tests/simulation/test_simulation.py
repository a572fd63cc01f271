"""Universes keep the promises, are the same twice, and show each planted bug."""

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.runs import first_broken, run

ONE = 0
MANY = range(1, 32)
BUG_SEEDS = range(40)
QUICK_BUGS = ("no-fence",)


def test_a_universe_keeps_every_promise_and_is_the_same_twice() -> None:
    one, again = run(ONE), run(ONE)
    assert not one.broken
    assert one.texts > 10
    assert one.sends > 5
    assert again.history == one.history
    assert again.digest == one.digest


@pytest.mark.parametrize("bug", QUICK_BUGS)
def test_a_planted_bug_is_seen(bug: str) -> None:
    assert first_broken(bug, BUG_SEEDS) is not None


@pytest.mark.service
@pytest.mark.timeout(300)
def test_many_universes_keep_every_promise() -> None:
    found = {seed: run(seed) for seed in MANY}
    assert not {seed: one.broken for seed, one in found.items() if one.broken}
    assert len({one.digest for one in found.values()}) == len(found)


@pytest.mark.service
@pytest.mark.timeout(120)
@pytest.mark.parametrize("bug", sorted(set(BUGS) - set(QUICK_BUGS)))
def test_every_planted_bug_is_seen(bug: str) -> None:
    assert first_broken(bug, BUG_SEEDS) is not None


@pytest.mark.service
@pytest.mark.timeout(120)
def test_a_planted_bug_leaves_nothing_behind() -> None:
    before = run(3).digest
    for bug in sorted(BUGS):
        run(3, bug)
    assert run(3).digest == before
