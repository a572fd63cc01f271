"""`frontdesk practice check|load|show`: the practice's own rules."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.output import AsJson, say, say_json
from assistant.domain.clock import local
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.practice import Practice, VisitType, WindowKind
from assistant.service import practice as practice_file
from assistant.settings import load as load_settings
from assistant.store import audit, practices
from assistant.store.database import Tx
from assistant.wiring import (
    SystemClock,
    catalog_of,
    no_practice,
    opened_store,
    practice_in,
    text_of,
)

app = typer.Typer(no_args_is_help=True, help="The practice's own rules: practice.toml.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="A practice.toml.")]


@app.callback()
def group() -> None:
    """The practice's own rules: practice.toml."""


@app.command("check")
def check(file: File) -> None:
    """Say everything that is wrong with a file, each with its line, key and remedy."""
    text = text_of(file)
    problems = practice_file.check(text, str(file))
    if problems:
        raise ConfigurationError("\n".join(str(problem) for problem in problems))
    practice = practice_file.parse(text, file=str(file))
    catalog_of(practice)
    say(f"{file}: {practice.name} is fine.")
    today = local(SystemClock().now(), practice.zone).date()
    for hint in practice_file.suggested_closures(
        text, first_on=today, last_on=today + timedelta(days=180)
    ):
        say(f"{file}: open on {hint.on.isoformat()}, {hint.name}: is that meant?")


@app.command("load")
def load(file: File) -> None:
    """Check a file and let its rules hold from now on; running processes must be started again."""
    practice = practice_in(file)
    catalog_of(practice)

    def work(tx: Tx) -> int:
        tx.actor = "operator"
        number = practices.save(tx, practice)
        audit.record(tx, action="practice_loaded", details={"revision": number})
        return number

    with opened_store(load_settings()) as store:
        number = store.write_sync(work)
    say(f"{practice.name} is loaded (revision {number}). Restart what runs already.")


@app.command("show")
def show(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A practice.toml; none: what is loaded.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what a file, or the database, says of the practice."""
    practice = practice_in(file) if file is not None else _loaded()
    if as_json:
        say_json(_summary(practice))
        return
    for name, value in _summary(practice).items():
        if isinstance(value, str):
            say(f"{name}: {value}")
            continue
        say(f"{name}:")
        for entry in value:
            say(f"  {entry}")


def _loaded() -> Practice:
    with opened_store(load_settings()) as store:
        practice = store.read_sync(practices.load)
    if practice is None:
        raise no_practice()
    return practice


def _summary(practice: Practice) -> dict[str, str | list[str]]:
    lang = practice.languages[0]
    return {
        "name": practice.name,
        "phone": practice.phone,
        "zone": practice.zone,
        "languages": [lang.value for lang in practice.languages],
        "sites": [f"{site.name} ({site.id}), {site.address}" for site in practice.sites],
        "providers": [f"{p.name} ({p.id}), {p.specialty}" for p in practice.providers],
        "visit_types": [_visit_type_line(kind, lang) for kind in practice.visit_types],
        "resources": [f"{r.name} ({r.id}) at {r.site}, {r.count}" for r in practice.resources],
        "lines": [f"{line.channel} {line.address}" for line in practice.lines],
        "insurers": list(practice.insurers),
        "sending_hours": f"{practice.sending_hours.opens:%H:%M}-{practice.sending_hours.closes:%H:%M}",
    }


def _visit_type_line(kind: VisitType, lang: Lang) -> str:
    """Name, length, how far ahead, for whom, and what it needs."""
    minutes = kind.duration // timedelta(minutes=1)
    parts = [f"{kind.names.get(lang, kind.id)} ({kind.id})", f"{minutes} min"]
    window = kind.window
    if window.kind is WindowKind.DATES:
        parts.append(f"{window.first_on} to {window.last_on}")
    else:
        parts.append(f"{window.count} {window.kind.value.replace('-', ' ')} ahead")
    if kind.min_age is not None:
        parts.append(f"from age {kind.min_age}")
    if kind.max_age is not None:
        parts.append(f"to age {kind.max_age}")
    if kind.needs:
        parts.append(f"needs {' and '.join(kind.needs)}")
    for most, unit in ((kind.most_a_day, "day"), (kind.most_a_week, "week")):
        if most:
            parts.append(f"at most {most} a {unit}")
    if kind.capacity > 1:
        parts.append(f"{kind.capacity} patients together")
    return ", ".join(parts)
