from tests.measure.floor import below, read_floor, written
from tests.measure.sets import SETS, Score

FLOOR = {"days": {"right": 90.0, "wrong": 2.0}}


def score(right: float, wrong: float) -> dict[str, Score]:
    return {"days": Score({"right": right, "wrong": wrong, "us": 90.0}, {})}


def test_what_holds_is_not_below() -> None:
    assert below(score(90.0, 2.0), FLOOR) == []


def test_a_figure_that_fell_is_named() -> None:
    assert below(score(89.9, 1.0), FLOOR) == ["days: right 89.9, the floor is 90.0"]


def test_of_wrong_answers_more_is_worse() -> None:
    assert below(score(95.0, 2.1), FLOOR) == ["days: wrong 2.1, the floor is 2.0"]


def test_a_set_without_a_floor_cannot_fall() -> None:
    assert below({"weeks": Score({"right": 0.0}, {})}, FLOOR) == []


def test_a_floor_written_from_a_score_holds_for_that_score() -> None:
    text = written(score(91.26, 1.04), {**FLOOR, "weeks": {"right": 5.0}})
    assert '"right" = 91.2\n"wrong" = 1.1' in text
    assert '["weeks"]' in text


def test_the_floor_names_only_sets_that_are_measured() -> None:
    assert set(read_floor()) <= {one.name for one in SETS}
    assert read_floor()
