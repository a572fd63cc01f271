import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from assistant import plugins
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang

Announce = Callable[[str, str, dict[str, str]], None]


@pytest.fixture
def announce(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Announce:
    """A package from elsewhere: its group, its name, its files by path."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def make(group: str, name: str, files: dict[str, str]) -> None:
        package = f"outside_{tmp_path.name}_{name}"
        for path, text in files.items():
            file = tmp_path / package / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        monkeypatch.delitem(sys.modules, package, raising=False)
        point = EntryPoint(name, package, group)

        def points(group: str) -> EntryPoints:
            return EntryPoints([point] if group == point.group else [])

        monkeypatch.setattr(plugins, "entry_points", points)

    return make


MANIFEST = """
from assistant.ports.plugin import Kind, Manifest
MANIFEST = Manifest("{name}", (Kind.CHANNEL,), "s", "", "", False, "bronze", "FRONTDESK_X_")
def setup(environment):
    return None
"""


def test_the_dialogs_of_the_house_are_found_with_texts_in_both_languages() -> None:
    found = {package.name: package for package in plugins.find_dialogs()}
    assert {"booking", "cancellation", "consent", "handoff", "routing", "safety"} <= found.keys()
    assert [dialog.name for dialog in found["booking"].dialogs] == ["booking"]
    assert set(found["booking"].texts) == {Lang.EN, Lang.ES}
    assert found["booking"].texts[Lang.EN]["slot"]


def test_the_integrations_are_found_and_their_vendors_left_alone() -> None:
    names = [one.manifest.name for one in plugins.find_integrations()]
    assert names == sorted(names)
    assert {"simulated", "terminal", "twilio"} <= set(names)


def test_a_package_from_elsewhere_is_found_by_its_entry_point(announce: Announce) -> None:
    announce("frontdesk.integrations", "pager", {"__init__.py": MANIFEST.format(name="pager")})
    assert "pager" in [one.manifest.name for one in plugins.find_integrations()]


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("pager", MANIFEST.format(name="bleeper"), "bleeper"),
        ("twilio", MANIFEST.format(name="twilio"), "both called 'twilio'"),
        ("pager", "MANIFEST = 1", "needs MANIFEST"),
        ("pager", "import no_such_vendor", "no_such_vendor"),
    ],
)
def test_a_broken_integration_is_named(announce: Announce, name: str, code: str, said: str) -> None:
    announce("frontdesk.integrations", name, {"__init__.py": code})
    with pytest.raises(ConfigurationError, match=said):
        plugins.find_integrations()


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("messages/en.toml", "[slot\n", "en.toml"),
        ("messages/en.toml", "slot = 1\n", "not a table"),
        ("messages/en.toml", "[slot]\nask = 1\n", "slot.ask is not a text"),
        ("messages/fr.toml", "", "en, es"),
    ],
)
def test_broken_texts_are_named(announce: Announce, file: str, text: str, said: str) -> None:
    announce("frontdesk.dialogs", "flu", {"__init__.py": "DIALOGS = ()\n", file: text})
    with pytest.raises(ConfigurationError, match=said):
        plugins.find_dialogs()


def test_a_file_that_did_not_come_along_is_named() -> None:
    assert plugins.data_file("integrations.simulated", "practice.toml").is_file()
    with pytest.raises(ConfigurationError, match="install Frontdesk again"):
        plugins.data_file("integrations.simulated", "nothing.toml")
