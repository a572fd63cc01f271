"""How well our own texts are read must not fall below what was reached."""

import tomllib

import pytest

from tests.understanding import corpora
from tests.understanding.corpora import FOLDER, HALVES, Detection

FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
LEAST_TEXTS = {"intents": 600, "opt_out": 290, "danger": 290}


@pytest.mark.parametrize("half", HALVES)
def test_first_messages_are_read_as_well_as_before(half: str) -> None:
    score, floor = corpora.score_intents(half), FLOORS["intents"][half]
    assert score.share(score.right) >= floor["right"]
    assert score.share(score.wrong) <= floor["wrong"]


@pytest.mark.parametrize("half", HALVES)
def test_leaving_is_heard_as_well_as_before(half: str) -> None:
    _holds(corpora.score_opt_out(half), FLOORS["opt_out"][half])


@pytest.mark.parametrize("half", HALVES)
def test_danger_is_heard_as_well_as_before(half: str) -> None:
    _holds(corpora.score_danger(half), FLOORS["danger"][half])


def _holds(found: Detection, floor: dict[str, float]) -> None:
    assert found.recall >= floor["recall"]
    assert found.precision >= floor["precision"]


@pytest.mark.parametrize("name", LEAST_TEXTS)
def test_the_halves_share_no_text(name: str) -> None:
    dev, held = ({s.text.casefold() for s in corpora.samples(name, half)} for half in HALVES)
    assert len(dev) + len(held) >= LEAST_TEXTS[name] * 0.95
    assert len(dev & held) <= len(held) * 0.1


def test_the_table_has_a_line_for_each_corpus_and_half() -> None:
    assert len(corpora.table().splitlines()) == 1 + 3 * len(HALVES)
