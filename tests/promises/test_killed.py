"""The judge of a house that was killed."""

from dataclasses import replace

from tests.promises.killed import Case, wrong_with

WHOLE = Case(was_killed=False, texts=(("+1", "hello"), ("+1", "bye")), twice=0, end={"visits": 1})


def test_a_house_that_went_on_as_if_it_had_lived_is_fine() -> None:
    assert list(wrong_with(replace(WHOLE, was_killed=True), WHOLE)) == []


def test_what_is_lost_doubled_or_otherwise_is_named() -> None:
    lost = replace(WHOLE, texts=WHOLE.texts[:1], twice=2, end={"visits": 2})
    assert [line.partition(" ")[0] for line in wrong_with(lost, WHOLE)] == [
        "P7", "P7", "P22", "P22",
    ]  # fmt: skip
