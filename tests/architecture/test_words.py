"""Words that do not belong: unfinished work, a vendor's spelling, addresses, names that say nothing.

The words are put together from halves so that this file passes its own test.
"""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, sources, texts

UNFINISHED = re.compile(r"\b(?:{}|{}|{})\b".format("TO" + "DO", "FIX" + "ME", "X" * 3))
VENDOR_SPELLING = re.compile("cancel" + "ed", re.IGNORECASE)
REGISTRIES = re.compile(
    "|".join(
        re.escape(".".join(labels))
        for labels in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("registry", "npmjs", "org"),
            ("registry", "yarnpkg", "com"),
            ("crates", "io"),
            ("proxy", "golang", "org"),
        )
    ),
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\w+://")
SAYS_NOTHING = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}

# What patients write is read as they spell it, in the rules and in their tests.
READS_PATIENTS = {"integrations", "understanding"}


def test_nothing_is_left_unfinished() -> None:
    assert places(UNFINISHED) == []


def test_the_vendors_spelling_of_cancelled_stays_with_the_vendors() -> None:
    found = [
        place
        for place in places(VENDOR_SPELLING)
        if place.partition(":")[0].endswith(".py") and not READS_PATIENTS & set(place.split("/"))
    ]
    assert found == []


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRIES) == []


@pytest.mark.parametrize(
    "lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda lock: lock.name
)
def test_locks_hold_no_address_and_a_hash_for_everything(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9][^\n]*==(?:[^\n]*\\\n)", text, re.MULTILINE)
    assert pinned
    assert not ADDRESS.search(text)
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9])", text))


def test_no_file_has_a_name_that_says_nothing() -> None:
    named_so = [
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if path.stem in SAYS_NOTHING
        or (path.parent.name in SAYS_NOTHING and path.parent != ROOT / "dialogs" / "common")
    ]
    assert named_so == []


def places(pattern: re.Pattern[str]) -> list[str]:
    """`file:line` of each line that holds the pattern."""
    return [
        f"{path.as_posix()}:{number}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
