"""What an installer or a developer meets by name is written down in README.md or docs/."""

import importlib
import re
from collections.abc import Iterator
from typing import TypeGuard

import pytest
import typer
from pydantic import BaseModel

from assistant.cli import app
from assistant.settings import Settings
from tests.architecture.tree import ROOT

SETTING = re.compile(r"\bFRONTDESK_[A-Z0-9_]+\b")


def documentation() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def commands() -> list[str]:
    """Every command of the CLI as it is typed: `frontdesk practice check`."""
    return sorted(_below(app, "frontdesk"))


def _below(group: typer.Typer, typed: str) -> Iterator[str]:
    for command in group.registered_commands:
        if command.callback and not command.hidden:
            yield f"{typed} {command.name or command.callback.__name__.replace('_', '-')}"
    for child in group.registered_groups:
        if child.typer_instance and not child.hidden:
            name = child.name or child.typer_instance.info.name
            yield from _below(child.typer_instance, f"{typed} {name}")


def settings() -> list[str]:
    """Every environment variable that is read, the house's and each integration's."""
    found = set(_variables(Settings, "FRONTDESK_"))
    for path in (ROOT / "integrations").glob("*/settings.py"):
        folder = path.parent.name
        module = importlib.import_module(f"integrations.{folder}.settings")
        for value in vars(module).values():
            if _is_model(value) and value.__module__ == module.__name__:
                found.update(_variables(value, f"FRONTDESK_{folder.upper()}_"))
    return sorted(found)


def _is_model(value: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(value, type) and issubclass(value, BaseModel)


def _variables(model: type[BaseModel], default_prefix: str) -> Iterator[str]:
    prefix = str(model.model_config.get("env_prefix") or default_prefix)
    for name, field in model.model_fields.items():
        if _is_model(field.annotation):
            yield from _variables(field.annotation, f"{prefix}{name}__".upper())
        else:
            yield f"{prefix}{name}".upper()


def plug_ins(package: str) -> list[str]:
    return sorted(
        path.parent.name
        for path in (ROOT / package).glob("*/__init__.py")
        if path.parent.name != "common"
    )


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"\b{re.escape(command)}\b", documentation())


@pytest.mark.parametrize("setting", settings())
def test_every_setting_is_documented(setting: str) -> None:
    assert setting in SETTING.findall(documentation())


@pytest.mark.parametrize("name", plug_ins("dialogs"))
def test_every_dialog_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", documentation())


@pytest.mark.parametrize("name", plug_ins("integrations"))
def test_every_integration_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", documentation(), re.IGNORECASE)


def test_the_example_environment_names_only_settings_that_exist() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(SETTING.findall(example)) - set(settings()) == set()
