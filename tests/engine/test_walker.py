"""The walker finds nothing in sound dialogs, and finds each mistake that is planted."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from assistant.domain.conversation import Owner
from assistant.engine import draft, guards, hearing, step
from assistant.engine.catalog import Catalog
from assistant.engine.course import control
from assistant.engine.guards import Ruling
from assistant.engine.walking import walker
from assistant.engine.walking.walker import walk_all
from tests.engine import toys

BECOME = "_become"
Patch = pytest.MonkeyPatch


def always(working: Any, dialog: Any) -> bool:
    return True


def forgets_to_drop_what_followed(patch: Patch) -> None:
    def nothing(dialog: Any, name: str) -> list[str]:
        return []

    patch.setattr(draft, "derived_below", nothing)


def talks_on_after_stop(patch: Patch) -> None:
    become = getattr(step, BECOME)

    def deaf(working: Any, owner: Owner) -> None:
        if owner is not Owner.STOPPED:
            become(working, owner)

    patch.setattr(step, "_become", deaf)


def answers_in_a_persons_place(patch: Patch) -> None:
    rule = guards.rule

    def bold(working: Any, facts: Any, carrier: str) -> Any:
        ruling, fact = rule(working, facts, carrier)
        return (Ruling.CONVERSE, None) if ruling is Ruling.NOTE else (ruling, fact)

    patch.setattr(guards, "rule", bold)
    patch.setattr(step, "_has_word", always)


def ignores_danger(patch: Patch) -> None:
    rule = guards.rule

    def blind(working: Any, facts: Any, carrier: str) -> Any:
        return rule(working, tuple(f for f in facts if f.kind not in guards.SAFETY), carrier)

    patch.setattr(guards, "rule", blind)


def asks_for_ever(patch: Patch) -> None:
    def again(working: Any, event: Any, *, reason_said: bool) -> bool:
        working.change_frame(-1, tries=working.top.tries + 1)
        working.mode = "again"
        return True

    patch.setattr(hearing, "_unanswered", again)


def says_nothing_to_never_mind(patch: Patch) -> None:
    loud = control.never_mind

    def silent(working: Any, *, quiet: bool) -> None:
        loud(working, quiet=True)

    patch.setattr(control, "never_mind", silent)


def forgets_the_question(patch: Patch) -> None:
    def nothing(working: Any, node: Any, record: Any, options: Any) -> bool:
        return False

    patch.setattr(step, "_question", nothing)


def breaks(patch: Patch) -> None:
    def bad(working: Any) -> None:
        raise ZeroDivisionError

    patch.setattr(control, "_back", bad)


def rolls_dice(patch: Patch) -> None:
    note, rolls = draft.Draft.note, count()

    def other(working: Any, rule: str, about: str = "") -> None:
        note(working, rule, f"{about} {next(rolls)}")

    patch.setattr(draft.Draft, "note", other)


def writes_into_what_it_was_given(patch: Patch) -> None:
    learn = draft.Draft.learn

    def in_place(working: Any, index: int, name: str, value: Any, **fields: Any) -> None:
        working.base.frames[index].data[name] = value
        learn(working, index, name, value, **fields)

    patch.setattr(draft.Draft, "learn", in_place)


FEW = (
    toys.Whose, toys.Visit, toys.Questions, toys.Routing, toys.Handoff, toys.Stop, toys.Start, toys.Assist,
    toys.Danger, toys.Resume, toys.Drop,
)  # fmt: skip
SMALL = Catalog.of(FEW, toys.words(FEW), toys.PRACTICE)
PLANTED: list[tuple[Callable[[Patch], None], str]] = [
    (forgets_to_drop_what_followed, "though what it follows from has changed"),
    (talks_on_after_stop, "goes on after an opt-out"),
    (answers_in_a_persons_place, "talks while a person has the word"),
    (ignores_danger, "does not begin with the words for"),
    (asks_for_ever, "again after 3 tries"),
    (says_nothing_to_never_mind, "says nothing at"),
    (forgets_the_question, "but a walk stops at"),
    (breaks, "raises ZeroDivisionError"),
    (rolls_dice, "is not the same when taken twice"),
    (writes_into_what_it_was_given, "changes the conversation that it was given"),
]


@pytest.mark.parametrize(
    ("catalog", "states", "edges"),
    [
        pytest.param(SMALL, 30, 500, id="some"),
        pytest.param(toys.CATALOG, 80, 2_000, id="all", marks=pytest.mark.service),  # for length
    ],
)
def test_sound_dialogs_have_no_problems(catalog: Catalog, states: int, edges: int) -> None:
    report = walk_all(catalog)
    assert "\n".join(report.problems) == ""
    assert "\n".join(report.unreached) == ""
    assert report.states > states
    assert report.edges > edges


class Found(Exception):
    """The walk complains of what was looked for; no need to go on."""


@pytest.mark.parametrize(("plant", "found"), PLANTED, ids=lambda v: getattr(v, "__name__", ""))
def test_a_planted_mistake_is_found(
    plant: Callable[[Patch], None], found: str, monkeypatch: Patch
) -> None:
    def complain(_walker: object, where: str, what: str) -> None:
        if found in f"{where}: {what}":
            raise Found

    plant(monkeypatch)
    monkeypatch.setattr(f"{walker.__name__}._Walker._complain", complain)
    with pytest.raises(Found):
        walk_all(SMALL)


def test_a_question_that_is_never_put_is_told() -> None:
    class Hidden(toys.Dialog[None], version=1):
        name_: str = toys.ask(toys.AProvider())

    fewest = tuple(
        dialog for dialog in FEW if dialog not in {toys.Whose, toys.Visit, toys.Questions}
    )
    texts = toys.words(fewest)
    for lang in toys.Lang:
        texts["test_walker"] = {
            **texts.get("test_walker", {}),
            lang: {"hidden-name_": {"ask": f"{lang} who?", "again": f"{lang} who again?"}},
        }
    report = walk_all(Catalog.of((*fewest, Hidden), texts, toys.PRACTICE))
    assert [line for line in report.unreached if line.startswith("hidden: ")] == [
        "hidden: nothing leads from start to name_ ()",
        "hidden: nothing leads from name_ to end (answer)",
    ]
