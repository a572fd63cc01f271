"""Every promise is kept, and its planted bug is seen; `make promises` prints the same as a table."""

import pytest

from tests.promises import hanging, killed, loaded, racing, restarting
from tests.promises.registry import PROMISES
from tests.promises.trial import Budget, Promise


def test_every_promise_is_named_once() -> None:
    numbers = [promise.number for promise in PROMISES]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) >= {f"P{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 20, 22, 23, 24, 39)}


@pytest.mark.service
@pytest.mark.timeout(180)
def test_two_thousand_attempts_of_four_processes_never_overlap() -> None:
    found = racing.nothing_overlaps(Budget.QUICK)
    assert not found.failures
    assert found.cases == 2_000


# All that kills judge is tried in one test, and so by one process: they are the same kills.
TRIED = [
    *(
        pytest.param((promise,), id=promise.number)
        for promise in (
            *racing.PROMISES,
            *hanging.PROMISES,
            *restarting.PROMISES,
            *loaded.PROMISES,
        )
    ),
    pytest.param(killed.PROMISES, id="+".join(promise.number for promise in killed.PROMISES)),
]


@pytest.mark.service
@pytest.mark.enable_socket
@pytest.mark.timeout(500)
@pytest.mark.parametrize("promises", TRIED)
def test_a_promise_is_kept_and_its_bug_is_seen(promises: tuple[Promise, ...]) -> None:
    for promise in promises:
        assert not promise.run(Budget.USUAL).failures
        assert promise.bug(Budget.USUAL) is not None


@pytest.mark.soak
@pytest.mark.enable_socket
@pytest.mark.timeout(0)
@pytest.mark.parametrize("promises", TRIED)
def test_a_promise_is_kept_for_long(promises: tuple[Promise, ...]) -> None:
    for promise in promises:
        assert not promise.run(Budget.FULL).failures
