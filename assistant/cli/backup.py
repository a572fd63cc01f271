"""`frontdesk backup` and `frontdesk restore`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.output import say
from assistant.domain.errors import ConfigurationError
from assistant.service.anchors import Anchors
from assistant.service.safekeeping import restoring
from assistant.settings import Settings, load
from assistant.store import audit
from assistant.store.database import Store
from assistant.store.migrations import check_migrated, is_new, migrate
from assistant.store.safekeeping import backups
from assistant.store.safekeeping.backups import Manifest
from assistant.store.vault import Vault
from assistant.wiring import SystemClock, TimeOrderedIds, open_vault, try_keys


def add_to(app: typer.Typer) -> None:
    """Add both commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DEST", help="A new folder for the backup.")],
) -> None:
    """Copy the database, while everything runs. The keys are not in it: keep them elsewhere."""
    settings = load()
    url = settings.database_url.get_secret_value()
    if is_new(url):
        raise ConfigurationError("there is no database yet, so there is nothing to back up")
    check_migrated(url)
    manifest = backups.back_up(url, open_vault(settings), folder, SystemClock().now())
    say(f"The database as of {manifest.made_at} is in {folder}.")
    say(f"Without the keys {', '.join(manifest.keys)} nobody can read it; they are not in it.")


def restore(
    folder: Annotated[Path, typer.Argument(metavar="SRC", help="A backup's folder.")],
) -> None:
    """Put a backup's database where none is. Nothing is sent before it is known what left since."""
    settings = load()
    url = settings.database_url.get_secret_value()
    vault = open_vault(settings)
    manifest = backups.check(folder, vault)
    if not is_new(url):
        raise ConfigurationError(
            "FRONTDESK_DATABASE_URL: there is a database already; stop all processes, move it "
            "away, and run this again"
        )
    backups.put_back(folder, manifest, url)
    doubtful = _make_ready(backups.draft_of(url), vault, manifest, settings)
    backups.place(url)
    say(f"The database is as it was at {manifest.made_at}.")
    say(f"{doubtful} texts may have been sent since; the neighbours are asked about each.")
    say("frontdesk serve, or frontdesk worker, sends nothing before it has asked what left since.")


def _make_ready(url: str, vault: Vault, manifest: Manifest, settings: Settings) -> int:
    """Bring it to the newest schema, and note in it that it was put back."""
    migrate(url)
    clock = SystemClock()
    store = Store.open(url, vault, clock=clock, ids=TimeOrderedIds(clock))
    try:
        store.read_sync(try_keys)
        doubtful = store.write_sync(lambda tx: restoring.mark(tx, manifest.moment))
        _set_anchor_aside(store, Anchors(settings.anchors))
    finally:
        store.close_sync()
    return doubtful


def _set_anchor_aside(store: Store, anchors: Anchors) -> None:
    """The trail is shorter than it was: what was noted of its end is kept under another name."""
    if anchors.of(store.read_sync(audit.trail_name)):
        aside = anchors.path.with_name(f"{anchors.path.name}.before-restore")
        anchors.path.replace(aside)
        say(f"How far the audit trail reached before is kept in {aside}.")
