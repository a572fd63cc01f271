"""Backups: a copy of the database as of one moment, and a signed note of what it is.

A backup is a folder (0700) with `database` and `manifest.json` (0600). The keys are never in it,
so it tells no more than the database does; the note is signed with the key that wrote, so a
backup that was changed, or of another house, is refused.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from assistant.domain.clock import Instant
from assistant.domain.errors import ConfigurationError
from assistant.store import sqlite
from assistant.store.database import is_postgres
from assistant.store.migrations import head
from assistant.store.safekeeping import postgres_tools
from assistant.store.vault import Vault

DATABASE, MANIFEST = "database", "manifest.json"
_PURPOSE = "backup"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is. `keys`: the ids of the keys that open it; `digest`: SHA-256 of its file."""

    kind: str
    made_at: str
    schema: str
    keys: tuple[str, ...]
    digest: str

    @property
    def moment(self) -> Instant:
        """When it was made; what was committed before that is in it."""
        return Instant.fromisoformat(self.made_at)


def back_up(url: str, vault: Vault, folder: Path, now: Instant) -> Manifest:
    """Copy the database at that URL into a new folder, while others write to it.

    Raises:
        ConfigurationError: the folder is there already, or something cannot be read or written.
    """
    draft = folder.with_name(f".{folder.name}.part")
    try:
        if folder.exists():
            raise ConfigurationError(f"{folder} is there already; give a new folder")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        copy = draft / DATABASE
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if is_postgres(url):
            postgres_tools.dump(url, copy)
        else:
            _copy_sqlite(_path(url), copy)
        _sync(copy)
        kind = "postgresql" if is_postgres(url) else "sqlite"
        keys = tuple(key.id for key in vault.keys)
        manifest = Manifest(kind, now.isoformat(), head(), keys, _digest(copy))
        _write_manifest(draft / MANIFEST, manifest, vault)
        draft.rename(folder)
        _sync(folder.parent)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise ConfigurationError(f"{folder}: {_reason(error)}") from error
    return manifest


def check(folder: Path, vault: Vault) -> Manifest:
    """What the backup in that folder is, if these keys open it and nobody has changed it.

    Raises:
        ConfigurationError: it is no backup, was changed, or was written with other keys.
    """
    try:
        said: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        signed_by, signature = str(said.pop("key_id")), bytes.fromhex(said.pop("signature"))
        manifest = msgspec.convert(said, Manifest)
    except OSError as error:
        raise ConfigurationError(f"{folder} is no backup: {_reason(error)}") from error
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.MsgspecError):
        raise ConfigurationError(f"{folder / MANIFEST}: this is not a backup's note") from None
    missing = sorted({signed_by, *manifest.keys} - {key.id for key in vault.keys})
    if missing:
        raise ConfigurationError(
            f"{folder}: it was written with the key {', '.join(missing)}, which is not among the "
            "keys at hand; put back the key file of that time (FRONTDESK_KEY_FILE), which is kept "
            "apart from backups"
        )
    data = _canonical(manifest)
    if not vault.is_signed(_PURPOSE, data, key_id=signed_by, signature=signature):
        raise ConfigurationError(f"{folder / MANIFEST}: it was changed, or its key is another one")
    if _digest(folder / DATABASE) != manifest.digest:
        raise ConfigurationError(f"{folder / DATABASE}: it is cut off or was changed; take another")
    return manifest


def draft_of(url: str) -> str:
    """Where the backup's database is made ready before `place` gives it its name."""
    return url if is_postgres(url) else f"sqlite:///{_draft(_path(url))}"


def put_back(folder: Path, manifest: Manifest, url: str) -> None:
    """Copy the database of a backup to the draft of that URL, where there is no database yet.

    Raises:
        ConfigurationError: it is of the other kind, or something cannot be read or written.
    """
    kind = "postgresql" if is_postgres(url) else "sqlite"
    if kind != manifest.kind:
        raise ConfigurationError(
            f"the backup is of {manifest.kind}, and FRONTDESK_DATABASE_URL names {kind}"
        )
    if kind == "postgresql":
        postgres_tools.restore(url, folder / DATABASE)
        return
    draft = _draft(_path(url))
    try:
        for left in draft.parent.glob(f"{draft.name}*"):
            left.unlink()
        sqlite.prepare(draft)
        shutil.copyfile(folder / DATABASE, draft)
    except OSError as error:
        raise ConfigurationError(f"{draft}: {_reason(error)}") from error


def place(url: str) -> None:
    """The draft is ready, and closed: from now on it is the database.

    Raises:
        ConfigurationError: it cannot be renamed.
    """
    if is_postgres(url):
        return
    path = _path(url)
    try:
        _sync(_draft(path))
        _draft(path).rename(path)
        _sync(path.parent)
    except OSError as error:
        raise ConfigurationError(f"{path}: {_reason(error)}") from error


def _draft(path: Path) -> Path:
    return path.with_name(f"{path.name}.restoring")


def _copy_sqlite(path: Path, copy: Path) -> None:
    """SQLite's own online backup: what is committed while it runs is in it as a whole or not."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.execute(f"PRAGMA busy_timeout = {sqlite.BUSY_MS}")
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # all in one file
        ((found,),) = target.execute("PRAGMA quick_check(1)").fetchall()
        if found != "ok":
            raise sqlite3.DatabaseError("the copy is damaged, and so may be the database")


def _path(url: str) -> Path:
    path = sqlite.path_of(url)
    if path is None:
        raise ConfigurationError("FRONTDESK_DATABASE_URL: only a database in a file can be kept")
    return path


def _write_manifest(path: Path, manifest: Manifest, vault: Vault) -> None:
    key_id, signature = vault.sign(_PURPOSE, _canonical(manifest))
    said = {**asdict(manifest), "key_id": key_id, "signature": signature.hex()}
    path.touch(mode=0o600)
    path.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    _sync(path)


def _canonical(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), sort_keys=True, separators=(",", ":")).encode()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ConfigurationError(f"{path}: {_reason(error)}") from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)
