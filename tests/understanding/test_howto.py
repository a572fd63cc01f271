"""What the page on teaching a phrase shows is what happens."""

import re
from pathlib import Path

import pytest

from assistant.domain.facts import Asked, FactKind, Lang
from assistant.service.practice import check, parse
from assistant.understanding import Setting, Vocabulary, understand
from tests.understanding.reading import MONDAY

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "teach-a-phrase.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
(PRACTICE,) = (block for kind, block in BLOCKS if kind == "toml")
(READINGS,) = (block for kind, block in BLOCKS if kind == "text")
CODE = [block for kind, block in BLOCKS if kind == "python"]
NAMED = (FactKind.PROVIDER, FactKind.SITE, FactKind.VISIT_TYPE, FactKind.INSURER)


def test_the_practice_of_the_page_has_no_mistakes() -> None:
    assert check(PRACTICE, "practice.toml") == []


@pytest.mark.parametrize("line", READINGS.splitlines())
def test_a_text_of_the_page_is_read_as_it_says(line: str) -> None:
    text, _, told = line.partition("  ->  ")
    vocabulary = Vocabulary.of(parse(PRACTICE, file="practice.toml"))
    understood = understand(text, vocabulary, Setting(MONDAY, Lang.EN, Asked(), ("STOP",)))
    found = [f"{fact.kind.value} {fact.value}" for fact in understood.facts if fact.kind in NAMED]
    assert sorted(found) == sorted([] if told == "nothing" else told.split(", "))


@pytest.mark.parametrize("code", CODE)
def test_the_code_of_the_page_runs(code: str) -> None:
    exec(compile(code, "teach-a-phrase.md", "exec"), {})  # noqa: S102 - the page is ours


def test_the_page_has_all_that_is_tried() -> None:
    assert len(READINGS.splitlines()) > 5
    assert len(CODE) == 2
