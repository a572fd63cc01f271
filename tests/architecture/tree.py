"""The project's own files, as the architecture tests look at them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "dialogs", "integrations", "tests")
_NOT_OURS = {".git", ".venv", ".venv-peers", "var", "build", "dist", "node_modules", "__pycache__"}
_CACHES = {".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file below `folder` that belongs to the project; any order, caches left out."""
    for path in folder.iterdir():
        if path.name in _NOT_OURS | _CACHES or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def sources() -> list[Path]:
    """The Python files of the four packages, without the generated migrations; sorted."""
    found = [
        path
        for package in PACKAGES
        if (ROOT / package).is_dir()
        for path in files(ROOT / package)
        if path.suffix == ".py" and "migrations" not in path.parts
    ]
    return sorted(found)


def texts() -> Iterator[tuple[Path, str]]:
    """Each file of the project that is text, relative to the root, with its content."""
    for path in files():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
