"""Mistakes planted into dialogs and engine, one at a time; a transcript must notice each.

Listed are the mistakes that other engines are known for and those that cost most. `make soak` also
drops every single field of every dialog.
"""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.domain.task import Reason
from assistant.engine import draft, step, walk
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import END, Do
from assistant.engine.nodes import Handoff as ToPerson
from assistant.engine.replay import parse, render
from assistant.service import turns
from tests.dialogs.stage import Houses, play
from tests.dialogs.test_transcripts import TRANSCRIPTS, name_of
from tests.dialogs.walked import the_catalog

Patch = pytest.MonkeyPatch
CACHED = (
    "_plan", "derived_below", "_walls_below", "heard_in", "kinds_heard_in", "listened_in", "chosen_in",
)  # fmt: skip
"""What `engine.walk` works out once for a dialog."""


def dialog(name: str) -> type[Dialog[Any]]:
    return the_catalog().dialogs[name]


def without(patch: Patch, name: str, *fields: str) -> None:
    """Drop fields from a dialog."""
    of = dialog(name)
    left = {key: node for key, node in of.nodes.items() if key not in fields}
    patch.setattr(of, "nodes", left)
    patch.setattr(of, "order", tuple(left.values()))


def bend(patch: Patch, name: str, field: str, outcome: str, target: Any) -> None:
    """Let a declared edge lead elsewhere."""
    node = dialog(name).nodes[field]
    if isinstance(node, Do):
        patch.setattr(cast("Do[Any]", node), "outcomes", node.outcomes | {outcome: target})
    else:
        patch.setattr(node, outcome, target)


# --- dialogs ------------------------------------------------------------------------------------


def keeps_no_time_for_the_patient(patch: Patch) -> None:
    without(patch, "booking", "held")


def books_without_asking(patch: Patch) -> None:
    without(patch, "booking", "sure")


def never_books(patch: Patch) -> None:
    without(patch, "booking", "visit")


def ends_at_a_no(patch: Patch) -> None:
    bend(patch, "booking", "sure", "no", END)


def forgets_what_for_when_the_time_is_taken(patch: Patch) -> None:
    bend(patch, "booking", "held", "slot_taken", dialog("booking").nodes["visit_type"])


def asks_a_person_at_the_first_wrong_date(patch: Patch) -> None:
    bend(patch, "identify", "proven", "wrong", ToPerson(Reason.IDENTITY))


def asks_nobody_to_prove_anything(patch: Patch) -> None:
    without(patch, "identify", "proof", "proven")


def talks_on_after_stop(patch: Patch) -> None:
    without(patch, "optout", "stopped")


def is_silent_after_start(patch: Patch) -> None:
    without(patch, "optin", "open_again")


def alerts_nobody_of_danger(patch: Patch) -> None:
    patch.setattr(dialog("emergency").nodes["task"], "alert", False)


def takes_up_a_move_that_was_given_up(patch: Patch) -> None:
    patch.setattr(dialog("rescheduling"), "yields", ())


# --- engine -------------------------------------------------------------------------------------


def keeps_what_was_derived(patch: Patch) -> None:
    def nothing(*_: object) -> tuple[str, ...]:
        return ()

    patch.setattr(draft, "derived_below", nothing)


def asks_once_too_often(patch: Patch) -> None:
    for of in the_catalog().dialogs.values():
        patch.setattr(of, "tries", of.tries + 1)


def gives_up_once_too_early(patch: Patch) -> None:
    for of in the_catalog().dialogs.values():
        patch.setattr(of, "tries", of.tries - 1)


def takes_an_answer_to_a_question_not_yet_sent(patch: Patch) -> None:
    def never(*_: object) -> bool:
        return False

    patch.setattr(turns, "_has_crossed", never)


def forgets_what_was_said_too_early(patch: Patch) -> None:
    patch.setattr(step, "KEPT_KINDS", frozenset[Any]())


def offers_the_time_that_was_taken(patch: Patch) -> None:
    """The edge is followed, and what it points at is not forgotten."""

    def keep(working: Any, index: int, node: Any) -> None:
        working.change_frame(index, data={k: v for k, v in working.frames[index].data.items()
                                          if k not in {"slot", "held", "sure"}})  # fmt: skip

    patch.setattr(draft.Draft, "forget", keep)


PLANTED: list[tuple[Callable[[Patch], None], str]] = [
    (keeps_no_time_for_the_patient, "booking-race_at_the_end"),
    (books_without_asking, "booking-no_and_yes"),
    (never_books, "booking-no_and_yes"),
    (ends_at_a_no, "booking-back_and_again"),
    (forgets_what_for_when_the_time_is_taken, "booking-race"),
    (asks_a_person_at_the_first_wrong_date, "identify-three_wrong_dates"),
    (asks_nobody_to_prove_anything, "cancellation-proven"),
    (talks_on_after_stop, "consent-stop_start"),
    (is_silent_after_start, "consent-stop_start"),
    (alerts_nobody_of_danger, "safety-chest_pain"),
    (takes_up_a_move_that_was_given_up, "rescheduling-not_cancelled_after_all"),
    (keeps_what_was_derived, "booking-changes_of_mind"),
    (asks_once_too_often, "handoff-three_misunderstandings"),
    (gives_up_once_too_early, "handoff-three_misunderstandings"),
    (takes_an_answer_to_a_question_not_yet_sent, "booking-crossed"),
    (forgets_what_was_said_too_early, "identify-said_before_it_is_asked"),
    (offers_the_time_that_was_taken, "booking-race"),
]
BY_NAME = {name_of(path): path for path in TRANSCRIPTS}


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Houses:
    return Houses(tmp_path_factory.mktemp("mutants"))


@pytest.fixture
def patch(monkeypatch: Patch) -> Generator[Patch]:
    """Dialogs may be changed; what was worked out for them is forgotten before and after."""
    forget_tables()
    yield monkeypatch
    monkeypatch.undo()
    forget_tables()


def forget_tables() -> None:
    for name in CACHED:
        getattr(walk, name).cache_clear()


def is_noticed(houses: Houses, path: Path, number: str) -> bool:
    """Does the talk go otherwise than it is written?"""
    written = path.read_text(encoding="utf-8")
    try:
        return render(play(houses, number, parse(written))) != written
    except Exception:  # noqa: BLE001 (however it shows)
        return True


@pytest.mark.parametrize(("plant", "talk"), PLANTED, ids=lambda v: getattr(v, "__name__", ""))
def test_a_planted_mistake_is_noticed_by_a_talk(
    plant: Callable[[Patch], None], talk: str, patch: Patch, houses: Houses
) -> None:
    plant(patch)
    assert is_noticed(houses, BY_NAME[talk], f"{plant.__name__}")


# --- every one there can be ---------------------------------------------------------------------


def fields() -> list[tuple[str, str]]:
    dialogs = the_catalog().dialogs
    return [(name, field) for name, of in dialogs.items() for field in of.nodes]


@pytest.mark.soak
@pytest.mark.parametrize(("name", "field"), fields())
def test_a_dropped_field_is_noticed(name: str, field: str, patch: Patch, houses: Houses) -> None:
    without(patch, name, field)
    folder = dialog(name).folder
    first = sorted(TRANSCRIPTS, key=lambda path: path.parts[-3] != folder)
    assert any(is_noticed(houses, p, f"{name}-{field}-{n}") for n, p in enumerate(first))
