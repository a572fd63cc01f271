"""`frontdesk migrate` and `frontdesk doctor`: is everything there, and does it work."""

import asyncio
import stat
from dataclasses import dataclass, field
from typing import cast

import typer
from pydantic import SecretStr

from assistant import plugins
from assistant.cli.output import say
from assistant.domain.errors import AssistantError, ConfigurationError
from assistant.domain.practice import Practice
from assistant.service.anchors import Anchors
from assistant.settings import PREFIX, Settings, load
from assistant.store import audit, practices, tasks
from assistant.store.database import Store
from assistant.store.migrations import head, is_new, migrate
from assistant.store.safekeeping.spool import waiting_in
from assistant.wiring import (
    SystemClock,
    catalog_of,
    configured_channels,
    open_vault,
    opened_store,
    unserved_lines,
)


def add_to(app: typer.Typer) -> None:
    """Add both commands."""
    app.command("migrate")(migrate_database)
    app.command("doctor")(doctor)


def migrate_database() -> None:
    """Bring the database to the newest schema. Safe to run twice; stop other processes first."""
    settings = load()
    url = settings.database_url.get_secret_value()
    open_vault(settings, may_make=is_new(url))
    done = migrate(url)
    say(f"The database is at {head()} now." if done else f"Nothing to do: it is at {head()}.")


def doctor() -> None:
    """Show the effective settings, without secrets, and try everything that they name."""
    settings = load()
    _show_settings(settings)
    report = _Report()
    found = plugins.find_integrations()
    for name in settings.unclaimed(one.manifest.settings_prefix for one in found):
        report.wrong(f"{name} means nothing here: look for a slip in its name, or unset it.")
    _check_spool(settings, report)
    _check_rest(settings, report)
    _check_keys(settings, report)
    if report.problems:
        raise ConfigurationError("\n".join(report.problems))
    say("All is well.")


@dataclass(slots=True)
class _Report:
    """What was tried; `problems` in words, each with what to do."""

    problems: list[str] = field(default_factory=list[str])

    def fine(self, what: str) -> None:
        say(f"ok       {what}")

    def wrong(self, what: str) -> None:
        say(f"problem  {what}")
        self.problems.append(what)


def _show_settings(settings: Settings) -> None:
    for name in Settings.model_fields:
        value: object = getattr(settings, name)
        shown = "set, not shown" if isinstance(value, SecretStr) else _plain(value)
        if name == "database_url":
            shown = _without_password(settings.database_url.get_secret_value())
        say(f"{PREFIX}{name.upper()} = {shown}  ({settings.origin(name)})")
    for one in plugins.find_integrations():
        for name, origin in settings.given(one.manifest.settings_prefix).items():
            say(f"{name} = set, not shown  ({origin})")


def _plain(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return ",".join(str(part) for part in cast("tuple[object, ...]", value))
    return str(value)


def _without_password(url: str) -> str:
    scheme, slashes, rest = url.partition("://")
    return scheme + slashes + (rest.rpartition("@")[2] if "@" in rest else rest)


def _check_keys(settings: Settings, report: _Report) -> None:
    if settings.key is not None:
        report.fine("keys: from FRONTDESK_KEY")
        return
    path = settings.key_file
    if not path.exists():
        return
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        report.wrong(f"keys: others may read {path}; run: chmod 600 {path}")
    else:
        report.fine(f"keys: {path}, read by its owner only; is it in a backup, apart?")


def _check_spool(settings: Settings, report: _Report) -> None:
    folder = settings.spool_folder
    if not settings.spool_max_mb:
        report.fine("spool: none is wanted")
        return
    try:
        count = waiting_in(folder)
        is_aside = (folder / "aside").exists()
    except OSError as error:
        report.wrong(f"spool: {folder}: {error.strerror}")
        return
    if count:
        report.wrong(
            f"spool: texts are being spooled, {count} wait in {folder}; they are taken in when "
            "frontdesk serve or frontdesk worker runs and the database answers"
        )
    if is_aside:
        report.wrong(f"spool: texts in {folder / 'aside'} could not be taken in; see the log")
    if not count and not is_aside:
        report.fine(f"spool: no text waits in {folder}")


def _check_rest(settings: Settings, report: _Report) -> None:
    """Database, trail, practice, dialogs, neighbours: each as far as the one before allows."""
    try:
        with opened_store(settings) as store:
            _check_database(store, Anchors(settings.anchors), report)
            practice = store.read_sync(practices.load)
            if practice is None:
                report.wrong("practice: none is loaded; run: frontdesk practice load FILE")
                return
            report.fine(f"practice: {practice.name}")
            report.fine(f"dialogs: {len(catalog_of(practice).dialogs)}")
    except AssistantError as error:
        report.wrong(str(error))
        return
    asyncio.run(_check_neighbours(settings, practice, report))


def _check_database(store: Store, anchors: Anchors, report: _Report) -> None:
    open_tasks = store.read_sync(tasks.count_open)
    trail = store.read_sync(lambda tx: audit.verify(tx, anchors.of(audit.trail_name(tx))))
    report.fine(f"database: schema {head()}, {open_tasks} open tasks")
    if trail.ok:
        report.fine(f"trail: whole, {trail.rows} rows")
    else:
        report.wrong(f"trail: {trail.why}; run: frontdesk audit verify")


async def _check_neighbours(settings: Settings, practice: Practice, report: _Report) -> None:
    try:
        channels = configured_channels(settings, practice, SystemClock(), open_vault(settings))
    except AssistantError as error:
        report.wrong(str(error))
        return
    for name, channel in channels.items():
        said = await channel.check()
        if said:
            report.wrong(f"{name}: {said}")
        else:
            report.fine(f"{name}: answers")
        await channel.close()
    for said in unserved_lines(practice, {channel.name for channel in channels.values()}):
        report.wrong(said)
