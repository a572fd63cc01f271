"""Every folder under integrations/ declares itself, and what it declares is so."""

import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.ports.plugin import Kind, Manifest
from tests.architecture.tree import ROOT
from tests.contracts.channels import CHANNELS

INTEGRATIONS = ROOT / "integrations"
NAMES = sorted(path.parent.name for path in INTEGRATIONS.glob("*/__init__.py"))
PREFIX = re.compile(r"FRONTDESK_[A-Z0-9_]+_")

RULES = {
    "bronze": {
        "manifest", "contract", "fixtures", "authentication", "errors", "settings", "logs",
    },
    "silver": {"idempotent_send", "throttling", "receipts", "health_check", "sandbox_run"},
    "gold": {"reconciles", "credential_rotation", "localised_guide", "load_figure"},
}  # fmt: skip
SIMULATED = "simulated"


def manifest(name: str) -> Manifest:
    found = importlib.import_module(f"integrations.{name}").MANIFEST
    assert isinstance(found, Manifest)
    return found


def real_ones() -> list[str]:
    return [name for name in NAMES if manifest(name).quality != SIMULATED]


def quality(name: str) -> dict[str, dict[str, dict[str, str]]]:
    text = (INTEGRATIONS / name / "quality.toml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, dict[str, str]]]", tomllib.loads(text))


def level(rules: dict[str, dict[str, dict[str, str]]]) -> str:
    """The highest level up to which no rule is open; "" when bronze is not reached."""
    reached = ""
    for name in RULES:
        if any(rule["status"] == "open" for rule in rules[name].values()):
            break
        reached = name
    return reached


def has_test(proof: str) -> bool:
    """Whether `path::test` or `path::Class::test` is there."""
    path, *names = proof.split("::")
    file = ROOT / path
    if not names or not file.is_file():
        return False
    text = file.read_text(encoding="utf-8")
    return all(
        re.search(rf"^\s*(?:async )?(?:def|class) {re.escape(n)}\b", text, re.MULTILINE)
        for n in names
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_manifest_is_complete(name: str) -> None:
    found = manifest(name)
    assert found.name == name
    assert found.kinds
    assert found.summary.endswith(".")
    assert found.quality in {*RULES, SIMULATED}
    assert not found.docs or found.docs.startswith("https://")
    assert not found.settings_prefix or PREFIX.fullmatch(found.settings_prefix)


@pytest.mark.parametrize("name", NAMES)
def test_setup_takes_an_environment_and_nothing_else(name: str) -> None:
    setup = importlib.import_module(f"integrations.{name}").setup
    assert list(inspect.signature(setup).parameters) == ["environment"]


@pytest.mark.parametrize("name", NAMES)
def test_an_extra_that_is_named_can_be_installed(name: str) -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras: dict[str, list[str]] = project["project"]["optional-dependencies"]
    extra = manifest(name).extra
    assert not extra or extra in extras
    assert not extra or any(f"[{extra}]" in line for line in extras["all"])


def test_manifests_can_be_read_without_any_extra_installed() -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras: dict[str, list[str]] = project["project"]["optional-dependencies"]
    packages = {
        re.split(r"[^\w-]", line)[0].replace("-", "_")
        for name, lines in extras.items()
        for line in lines
        if name != "all"
    }
    program = "\n".join(
        [
            "import sys",
            *(f"sys.modules[{package!r}] = None" for package in sorted(packages)),
            *(f"from integrations.{name} import MANIFEST, setup" for name in NAMES),
        ]
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True)


def test_no_two_integrations_read_the_same_settings() -> None:
    prefixes = [
        found.settings_prefix for name in NAMES if (found := manifest(name)).settings_prefix
    ]
    assert not [
        (one, other)
        for one in prefixes
        for other in prefixes
        if one is not other and one.startswith(other)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_settings_begin_with_the_prefix_that_is_declared(name: str) -> None:
    has_settings = (INTEGRATIONS / name / "settings.py").is_file()
    assert has_settings == bool(manifest(name).settings_prefix)


def test_every_channel_is_put_to_its_contract() -> None:
    declared = {name for name in NAMES if Kind.CHANNEL in manifest(name).kinds}
    assert set(CHANNELS) == declared


@pytest.mark.parametrize("name", real_ones())
def test_a_real_integration_has_a_guide(name: str) -> None:
    guide = INTEGRATIONS / name / "README.md"
    assert len(guide.read_text(encoding="utf-8").split()) > 40


@pytest.mark.parametrize("name", real_ones())
def test_every_rule_of_quality_is_answered(name: str) -> None:
    rules = quality(name)
    assert {level: set(answers) for level, answers in rules.items()} == RULES
    for answers in rules.values():
        for rule, answer in answers.items():
            assert answer["status"] in {"done", "open", "exempt"}, rule
            assert (answer["status"] == "done") == ("proof" in answer), rule
            assert (answer["status"] != "done") == bool(answer.get("reason", "").strip()), rule


@pytest.mark.parametrize("name", real_ones())
def test_what_is_done_is_shown_by_a_test_that_exists(name: str) -> None:
    proofs = [
        answer["proof"]
        for answers in quality(name).values()
        for answer in answers.values()
        if answer["status"] == "done"
    ]
    assert [proof for proof in proofs if not has_test(proof)] == []


@pytest.mark.parametrize("name", real_ones())
def test_the_declared_quality_is_the_one_reached(name: str) -> None:
    assert manifest(name).quality == level(quality(name))


def test_a_proof_that_is_not_there_would_be_noticed() -> None:
    here = Path(__file__).relative_to(ROOT).as_posix()
    assert has_test(f"{here}::test_a_manifest_is_complete")
    assert not has_test(f"{here}::test_nobody_wrote")
    assert not has_test("tests/no_such_file.py::test_a_manifest_is_complete")
    assert not has_test(here)
