"""Whatever a developer changes between two releases: no crash, no loss, no shifted answer."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from assistant.domain.effects import OpenTask
from assistant.domain.facts import Fact
from assistant.engine.versions import revival
from tests.engine import edits, toys
from tests.engine.edits import FIRST, KINDS, Spec
from tests.engine.toys import YES, Talk

Patch = pytest.MonkeyPatch
ANSWERS: tuple[Fact, ...] = (
    toys.DR_A, toys.fact(toys.FactKind.SITE, "west"), toys.CHECKUP, YES, toys.BORN, YES,
)  # fmt: skip
"""What answers each question of version 1 in turn; the second is said unasked."""
OLD = edits.catalog(FIRST, 1)


def stored(steps: int) -> Talk:
    """A talk in version 1 after so many answers: what the corpus of a release holds."""
    talk = Talk(of=OLD)
    talk.say(edits.TRAVEL)
    for answer in ANSWERS[:steps]:
        talk.say(answer)
    return talk


CORPUS = tuple(stored(steps) for steps in range(len(ANSWERS)))


def deployed(before: Talk, specs: Sequence[Spec]) -> Talk:
    """The talk in the edited program."""
    after = edits.catalog(specs, 2)
    found = after.decode(OLD.encode(before.conversation))
    return Talk(of=after, conversation=found, at=before.at)


def check(before: Talk, specs: Sequence[Spec], answer: Fact) -> None:
    """Take an answer in the new version, and look what became of the facts."""
    later = deployed(before, specs)
    had, has = before.data, dict(later.data)
    first = {spec.key: spec for spec in FIRST}
    expected = {
        spec.key: had[spec.was]
        for spec in specs
        if spec.was in had
        and (spec.sort, spec.kind) == (first[spec.was].sort, first[spec.was].kind)
        if spec.sort != "confirm"
    }
    said = {s.key for s in specs if s.sort != "confirm"}
    assert {k: v for k, v in has.items() if k in said} == expected
    asked = later.conversation.frames[-1].asked
    assert later.say(answer)
    if later.result is None or later.effects(OpenTask):
        return
    frames = later.conversation.frames
    now = frames[0].data if frames else {}
    kinds = {spec.key: spec.kind for spec in specs}
    for name, value in now.items():
        if name in has and has[name] == value:
            continue
        if answer is YES:
            assert name == asked, f"a yes to {asked or 'nothing'} went to {name}"
        elif name in said:
            assert KINDS[kinds[name]][2].kind is answer.kind, f"{answer.kind} went to {name}"


@given(st.sampled_from(CORPUS), edits.edits(), st.sampled_from((*ANSWERS, toys.ONE)))
def test_no_edit_loses_or_shifts_an_answer(
    before: Talk, specs: tuple[Spec, ...], answer: Fact
) -> None:
    check(before, specs, answer)


@given(
    st.sampled_from(CORPUS),
    edits.edits(),
    st.lists(
        st.sampled_from(
            (*ANSWERS, toys.NO, toys.BACK, toys.NEVER_MIND, toys.STOP, toys.PERSON, toys.ONE)
        ),
        max_size=8,
    ),
)
def test_every_talk_goes_on_to_an_end(
    before: Talk, specs: tuple[Spec, ...], said: list[Fact]
) -> None:
    later = deployed(before, specs)
    for fact in said:
        owner = later.conversation.owner
        answer = later.say(fact)
        assert answer or owner is not toys.Owner.BOT


def asks_by_place(patch: Patch) -> None:
    """The open question is kept by its place in the dialog, as some engines do."""

    def shifted(frame: Any, data: Any, dialog: Any) -> Any:
        names = [spec.key for spec in FIRST]
        place = names.index(frame.asked) if frame.asked in names else 0
        return replace(frame, data=data, asked=dialog.order[min(place, len(dialog.order) - 1)].name)

    patch.setattr(revival, "_at_its_question", shifted)


def wipes(patch: Patch) -> None:
    """A value that does not fit takes all others with it, as some engines do."""

    def nothing(raw: Any, dialog: Any, practice: Any) -> Any:
        data, cleared = kept(raw, dialog, practice)
        return ({}, cleared) if cleared else (data, cleared)

    kept = revival._values  # pyright: ignore[reportPrivateUsage]
    patch.setattr(revival, "_values", nothing)


MOVED = (FIRST[0], FIRST[2], FIRST[1], FIRST[5], FIRST[4], FIRST[3])
RETYPED = (Spec("one", "ask", "birth", "one"), *FIRST[1:])


@pytest.mark.parametrize(
    ("plant", "specs", "steps", "said"),
    [
        (asks_by_place, MOVED, 3, "a yes to"),
        (wipes, RETYPED, 3, "assert"),
    ],
)
def test_a_planted_mistake_is_found(
    plant: Callable[[Patch], None], specs: tuple[Spec, ...], steps: int, said: str,
    monkeypatch: Patch,
) -> None:  # fmt: skip
    check(CORPUS[steps], specs, YES)
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=said):
        check(CORPUS[steps], specs, YES)
