"""Finds dialogs and integrations; the only place that imports by name.

A folder under `dialogs/` with `DIALOGS`, or under `integrations/` with `MANIFEST` and `setup`, is
found because it is there. Packages from elsewhere announce themselves with the entry point groups
`frontdesk.dialogs` and `frontdesk.integrations`, whose value is the package.
"""

import pkgutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, resources
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.engine.dialog import Dialog
from assistant.engine.words.checks import Places
from assistant.ports.plugin import Manifest, Setup
from assistant.service.toml_lines import lines_of

LOCK = "dialogs.lock"
"""The file with the shapes of the dialogs' versions."""
Words = dict[Lang, dict[str, dict[str, str]]]
"""Texts of one dialog folder: language, table, key."""
Lines = dict[tuple[str | int, ...], int]


@dataclass(frozen=True, slots=True)
class DialogPackage:
    """A folder of dialogs: its classes and its texts in each language it has.

    `lock_file` is where the shapes of their versions are kept: in `dialogs/` for those of the
    house, in its own folder for a package from elsewhere. It need not exist.
    """

    name: str
    dialogs: tuple[type[Dialog[Any]], ...]
    texts: Words
    places: Places
    lock_file: Path


@dataclass(frozen=True, slots=True)
class Integration:
    """A neighbour that can be set up; nothing of its vendor's is imported yet."""

    manifest: Manifest
    setup: Setup


def find_dialogs() -> list[DialogPackage]:
    """All dialog folders, in order of name.

    Raises:
        ConfigurationError: a folder's texts cannot be read, or two folders have one name.
    """
    found = [
        DialogPackage(
            name, tuple(getattr(module, "DIALOGS", ())), *_texts(name, module), _lock_file(module)
        )
        for name, module in _packages("dialogs", "frontdesk.dialogs")
        if hasattr(module, "DIALOGS") or _message_files(module)
    ]
    return sorted(found, key=lambda package: package.name)


def find_integrations() -> list[Integration]:
    """All integrations, in order of name.

    Raises:
        ConfigurationError: a manifest does not fit its folder, or two have one name.
    """
    found: list[Integration] = []
    for name, module in _packages("integrations", "frontdesk.integrations"):
        manifest, setup = getattr(module, "MANIFEST", None), getattr(module, "setup", None)
        if manifest is None:
            continue
        if not isinstance(manifest, Manifest) or not callable(setup):
            raise ConfigurationError(f"{module.__name__}: needs MANIFEST (a Manifest) and setup()")
        if manifest.name != name:
            raise ConfigurationError(
                f"{module.__name__}: its manifest calls it {manifest.name!r}, its folder {name!r}"
            )
        found.append(Integration(manifest, cast("Setup", setup)))
    return sorted(found, key=lambda integration: integration.manifest.name)


def folder_of(package: str) -> Path:
    """Where a package's files lie."""
    return Path(import_module(package).__path__[0])


def data_file(package: str, name: str) -> Path:
    """A file that ships inside a plug-in's package.

    Raises:
        ConfigurationError: it is not there; the installation is incomplete.
    """
    path = Path(str(resources.files(package) / name))
    if not path.is_file():
        raise ConfigurationError(f"{package}/{name} is missing; install Frontdesk again.")
    return path


def plug_in_value(module: str, name: str) -> Any:  # noqa: ANN401 (whatever it is called by)
    """Something a plug-in's module offers by name, for whoever may not import it.

    Raises:
        ConfigurationError: it is not there; the installation is incomplete.
    """
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ConfigurationError(f"{module}.{name} is missing; install Frontdesk again.") from error


def _packages(folder: str, group: str) -> Iterator[tuple[str, ModuleType]]:
    """Name and module of each package of the folder, then of the entry points."""
    seen: dict[str, str] = {}
    house = import_module(folder)
    names = [
        (found.name, f"{folder}.{found.name}")
        for found in pkgutil.iter_modules(house.__path__)
        if found.ispkg
    ]
    outside = [(point.name, point.module) for point in entry_points(group=group)]
    for name, module in names + outside:
        if name in seen:
            raise ConfigurationError(f"{module} and {seen[name]} are both called {name!r}")
        seen[name] = module
        yield name, _imported(module)


def _imported(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise ConfigurationError(
            f"{name} cannot be imported ({error}); install its extra or remove it."
        ) from error


def _lock_file(module: ModuleType) -> Path:
    is_ours = module.__name__.startswith("dialogs.")
    return folder_of("dialogs" if is_ours else module.__name__) / LOCK


def _message_files(module: ModuleType) -> list[Any]:
    folder = resources.files(module) / "messages"
    if not folder.is_dir():
        return []
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _texts(name: str, module: ModuleType) -> tuple[Words, Places]:
    texts: Words = {}
    places: dict[tuple[str, str, str, Lang], str] = {}
    for file in _message_files(module):
        where = str(file)
        try:
            lang = Lang(file.name.removesuffix(".toml"))
        except ValueError:
            raise ConfigurationError(f"{where}: the house writes {', '.join(Lang)}") from None
        try:
            text = file.read_text(encoding="utf-8")
            content = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{where}: {error}") from error
        lines = lines_of(text)
        texts[lang] = {table: _words(where, lines, table, keys) for table, keys in content.items()}
        places[name, "", "", lang] = where
        for path, line in lines.items():
            section, variant, *_ = (*map(str, path), "")
            places[name, section, variant, lang] = f"{where}:{line}"
    return texts, places


def _words(where: str, lines: Lines, table: str, keys: object) -> dict[str, str]:
    if not isinstance(keys, dict):
        place = f"{where}:{lines.get((table,), 1)}"
        raise ConfigurationError(f"{place}: {table} is not a table of texts")
    words = cast("dict[str, object]", keys)
    for key, text in words.items():
        if not isinstance(text, str):
            place = f"{where}:{lines.get((table, key), 1)}"
            raise ConfigurationError(f"{place}: {table}.{key} is not a text")
    return cast("dict[str, str]", words)
