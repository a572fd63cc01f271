"""`frontdesk dialogs draw|check|lock|walk`: what conversations look like, and that they hold."""

from pathlib import Path
from time import process_time
from typing import Annotated, Any

import typer

from assistant.cli.output import say
from assistant.cli.sample import sample_practice
from assistant.domain.errors import ConfigurationError
from assistant.domain.practice import Practice
from assistant.engine import diagram
from assistant.engine.catalog import Catalog
from assistant.engine.dialog import Dialog
from assistant.engine.versions import lock as locks
from assistant.engine.walking.walker import walk_all
from assistant.plugins import find_dialogs, folder_of
from assistant.wiring import catalog_of, practice_in

app = typer.Typer(no_args_is_help=True, help="The dialogs: pictures, checks, walks.")

PracticeFile = Annotated[
    Path | None, typer.Option("--practice", help="A practice.toml; none: the sample practice.")
]


@app.callback()
def group() -> None:
    """The dialogs: pictures, checks, walks."""


@app.command("draw")
def draw(
    practice: PracticeFile = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if the pictures are old.")
    ] = False,
) -> None:
    """Draw every dialog, and all of them together, into dialogs/README.md (Mermaid)."""
    page = diagram.page(_catalog(practice)).rstrip() + "\n"
    path = folder_of("dialogs") / "README.md"
    if check:
        if not path.is_file() or path.read_text(encoding="utf-8") != page:
            raise ConfigurationError(f"{path} is old; run: frontdesk dialogs draw")
        say(f"{path} is fresh.")
        return
    path.write_text(page, encoding="utf-8")
    say(f"{path} is written.")


@app.command("check")
def check(practice: PracticeFile = None) -> None:
    """Load every dialog with its texts in each language; compare with dialogs.lock; say what is wrong."""
    catalog = _catalog(practice)
    wrong: list[str] = []
    for file, dialogs in _by_lock_file().items():
        known = _lock_in(file)
        wrong += locks.mistakes(known, dialogs) or locks.unlocked(known, dialogs)
    if wrong:
        raise ConfigurationError("\n".join(wrong))
    say(f"{len(catalog.dialogs)} dialogs are fine: {', '.join(sorted(catalog.dialogs))}.")


@app.command("lock")
def lock(
    again: Annotated[
        list[str] | None,
        typer.Option("--again", help="A dialog whose newest version was never deployed."),
    ] = None,
) -> None:
    """Write the shape of each dialog's present version into dialogs.lock; old versions stay."""
    for file, dialogs in _by_lock_file().items():
        before = _lock_in(file)
        for name in again or ():
            versions = before.get(name, {})
            versions.pop(max(versions, default=0), None)
        wrong = locks.mistakes(before, dialogs)
        if wrong:
            raise ConfigurationError("\n".join(wrong))
        file.write_text(locks.render(locks.locked(before, dialogs)), encoding="utf-8")
        say(f"{file} is written.")


@app.command("walk")
def walk(practice: PracticeFile = None) -> None:
    """Take every dialog through every kind of answer; fail at what breaks or is never reached."""
    catalog = _catalog(practice)
    began = process_time()
    report = walk_all(catalog)
    spent = process_time() - began
    say(
        f"{report.states} states, {report.edges} edges in {len(catalog.texts.langs)} languages, "
        f"{report.prompts} texts, {spent:.1f} s."
    )
    wrong = (*report.problems, *(f"The walk never gets there: {way}" for way in report.unreached))
    if wrong:
        raise ConfigurationError("\n".join(wrong))
    say("Nothing breaks, and no way is left out.")


def _by_lock_file() -> dict[Path, list[type[Dialog[Any]]]]:
    """The dialogs by the file that holds the shapes of their versions."""
    found: dict[Path, list[type[Dialog[Any]]]] = {}
    for package in find_dialogs():
        if package.dialogs:
            found.setdefault(package.lock_file, []).extend(package.dialogs)
    return found


def _lock_in(file: Path) -> locks.Lock:
    return locks.parse(file.read_text(encoding="utf-8"), str(file)) if file.is_file() else {}


def _catalog(file: Path | None) -> Catalog:
    return catalog_of(_practice(file))


def _practice(file: Path | None) -> Practice:
    return practice_in(file or sample_practice())
