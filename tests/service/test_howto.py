"""What the how-to page tells to write is what is read."""

import re
from datetime import date
from pathlib import Path

from assistant.service.fixtures import load_fixture
from assistant.service.practice import check, parse

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "howto" / "describe-your-practice.md").read_text(encoding="utf-8")
PRACTICE, CLOSURES, DATED, AWAY, ZONES, ROOMS, GROUPS, FIXTURE = re.findall(
    r"```toml\n(.*?)```", PAGE, re.DOTALL
)


def test_the_whole_practice_of_the_page_has_no_mistakes() -> None:
    assert check(PRACTICE, "practice.toml") == []


def test_its_closures_and_dated_hours_are_understood() -> None:
    text = PRACTICE.replace("\n[emergency]", f"\n{CLOSURES}\n[emergency]")
    text = text.replace('name = "Main Street"\n', f'name = "Main Street"\n{DATED}')
    practice = parse(text, file="practice.toml")
    assert len(practice.closures) == 3
    assert practice.hours_on(practice.sites[0], date(2026, 12, 10)) == ()


def test_its_absences_and_protected_hours_are_understood() -> None:
    plan = 'hours.tue = ["09:00-16:00"]\n'
    text = PRACTICE.replace(
        'specialty = "family medicine"\n', f'specialty = "family medicine"\n{AWAY}'
    )
    text = text.replace(plan, f"{plan}\n{ZONES}").replace(
        'visit_types = ["sick"]', 'visit_types = ["checkup"]'
    )
    provider = parse(text, file="practice.toml").providers[0]
    assert provider.is_away(date(2027, 1, 3))
    assert [zone.visit_types for zone in provider.plans[0].zones] == [("checkup",)]


def test_its_rooms_and_groups_are_understood() -> None:
    practice = parse("\n".join((PRACTICE, ROOMS, GROUPS)), file="practice.toml")
    _, scan, group = practice.visit_types
    assert practice.has_what_it_needs(scan, practice.sites[0].id)
    assert (scan.most_a_day, group.capacity) == (8, 8)


def test_its_fixture_is_understood() -> None:
    fixture = load_fixture(FIXTURE, "toml")
    assert [len(fixture.patients), len(fixture.appointments), len(fixture.consents)] == [1, 1, 1]


def test_every_key_is_explained() -> None:
    files = sorted((ROOT / "assistant" / "service").glob("practice*.py"))
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    reads = r"\.(?:text|texts|words|day|number|flag|choice|section|spans|span)\(\"(\w+)\""
    keys = set(re.findall(reads, code)) | set(re.findall(r"each\(\w+, \"(\w+)\"", code))
    keys |= set(re.findall(r"\"((?:window|min|max)_\w+)\"", code))
    assert len(keys) > 40
    assert {key for key in keys if not re.search(rf"\b{key}\b", PAGE)} == set()
