"""Promises about the schedule that random days at the desk judge, against their model."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import url_in, using
from tests.promises.trial import NOTHING, Budget, Promise, Tally
from tests.store.test_rules import LateYesDesk, Play, ReleaseFirstPlay, dice
from tests.store.world import Desk, HandClock, open_store


@contextmanager
def _desk(kind: str) -> Generator[Desk]:
    with using(kind), tempfile.TemporaryDirectory() as folder:
        store = open_store(url_in(Path(folder)), clock := HandClock())
        try:
            yield Desk(store, clock)
        finally:
            store.close_sync()


def _play(desk: Desk, kind: type[Play], seeds: int) -> int | None:
    """Play days until one disagrees with the model; which one that was."""
    for seed in range(seeds):
        desk.empty()
        play = kind(desk)
        try:
            for step in dice(seed):
                play.step(step)
        except AssertionError:
            return seed
    return None


def days_agree(budget: Budget) -> Tally:
    """Days of twelve steps each, in the store and in the model."""
    whole = NOTHING
    for kind in budget.kinds:
        days = budget.of(10, 100, 2000)
        with _desk(kind) as desk:
            wrong = _play(desk, Play, days)
        failures = () if wrong is None else (f"{kind}: day {wrong} disagrees with the model",)
        whole += Tally(days, failures)
    return whole


def _late_yes(budget: Budget) -> int | None:
    del budget
    with _desk("sqlite") as desk:
        planted = LateYesDesk.__new__(LateYesDesk)
        planted.__dict__.update(desk.__dict__)
        return _after(_play(planted, Play, 40))


def _release_first(budget: Budget) -> int | None:
    del budget
    with _desk("sqlite") as desk:
        return _after(_play(desk, ReleaseFirstPlay, 40))


def _after(day: int | None) -> int | None:
    return None if day is None else day + 1


PROMISES = (
    Promise("P16", "a hold ends by itself and frees its time", "days", days_agree,
            "a hold without an end", _late_yes),
    Promise("P17", "a moved visit keeps its time until it has the new one", "days", days_agree,
            "the old time is let go first", _release_first),
)  # fmt: skip
