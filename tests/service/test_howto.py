"""What the how-to page tells to write is what is read."""

import re
from datetime import date
from pathlib import Path

from assistant.service.fixtures import load_fixture
from assistant.service.practice import check, parse

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "howto" / "describe-your-practice.md").read_text(encoding="utf-8")
PRACTICE, CLOSURES, DATED, FIXTURE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_whole_practice_of_the_page_has_no_mistakes() -> None:
    assert check(PRACTICE, "practice.toml") == []


def test_its_closures_and_dated_hours_are_understood() -> None:
    text = PRACTICE.replace("\n[emergency]", f"\n{CLOSURES}\n[emergency]")
    text = text.replace('name = "Main Street"\n', f'name = "Main Street"\n{DATED}')
    practice = parse(text, file="practice.toml")
    assert len(practice.closures) == 3
    assert practice.hours_on(practice.sites[0], date(2026, 12, 10)) == ()


def test_its_fixture_is_understood() -> None:
    fixture = load_fixture(FIXTURE, "toml")
    assert [len(fixture.patients), len(fixture.appointments), len(fixture.consents)] == [1, 1, 1]


def test_every_key_is_explained() -> None:
    code = (ROOT / "assistant" / "service" / "practice.py").read_text(encoding="utf-8")
    reads = r"\.(?:text|texts|words|day|number|flag|choice|section|spans|span)\(\"(\w+)\""
    keys = set(re.findall(reads, code)) | set(re.findall(r"_each\(root, \"(\w+)\"", code))
    assert len(keys) > 25
    assert {key for key in keys if not re.search(rf"\b{key}\b", PAGE)} == set()
