"""Universes keep the promises, are the same twice, and show each planted bug."""

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.runs import first_broken, run

FEW = range(2)
MANY = range(2, 32)
BUG_SEEDS = range(40)
QUICK_BUGS = ("no-fence",)


def test_a_universe_keeps_every_promise_and_is_the_same_twice() -> None:
    one, other = (run(seed) for seed in FEW)
    for seed, found in zip(FEW, (one, other), strict=True):
        assert not found.broken, f"seed {seed}"
        assert found.texts > 10
        assert found.sends > 5
    again = run(FEW[0])
    assert again.history == one.history
    assert again.digest == one.digest != other.digest


@pytest.mark.parametrize("bug", QUICK_BUGS)
def test_a_planted_bug_is_seen(bug: str) -> None:
    assert first_broken(bug, BUG_SEEDS) is not None


@pytest.mark.service
@pytest.mark.timeout(300)
def test_many_universes_keep_every_promise() -> None:
    broken = {seed: run(seed).broken for seed in MANY}
    assert not {seed: lines for seed, lines in broken.items() if lines}


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
