"""Keys to patient data: sealing fields, blind indexes to find them by, and signatures.

A sealed field is `version, key id, nonce, ciphertext and tag` (AES-256-GCM). The name of its
table, column and row are authenticated along with it, so a ciphertext that somebody moved to
another row does not open. A blind index is a keyed hash by which equal values can be found
without being read. Every use has its own key, derived (HKDF) from the master key.

Keys are added and never taken away: old rows, blind indexes and signatures need theirs. A key
may be in the file before it writes (`from`), so that by then every process can read what it wrote.
"""

import base64
import binascii
import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.domain.clock import Instant
from assistant.domain.errors import ConfigurationError, KeyUnavailable

_VERSION = b"\x01"
_KEY_BYTES, _ID_BYTES, _NONCE_BYTES = 32, 4, 12
_HEAD_BYTES = len(_VERSION) + _ID_BYTES + _NONCE_BYTES
_PUT_BACK = (
    "put back the key file that this database was written with (FRONTDESK_KEY_FILE); "
    "a new key file cannot read old rows"
)


class _Key:
    """One master key and what is derived from it."""

    def __init__(self, key_id: bytes, master: bytes) -> None:
        self.id = key_id
        self._master = master
        self._derived: dict[str, bytes] = {}
        self.cipher = AESGCM(self.derive("seal"))

    def derive(self, use: str) -> bytes:
        """The key for one use; computed once."""
        if use not in self._derived:
            info = f"frontdesk/1/{use}".encode()
            hkdf = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=info)
            self._derived[use] = hkdf.derive(self._master)
        return self._derived[use]


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What may be known of a key. `writes_from`: None for at once."""

    id: str
    writes_from: Instant | None
    is_writing: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A key as it stands in a key file."""

    id: bytes
    master: bytes
    writes_from: Instant | None


class _Ring:
    """Keys by id, oldest first, and the one that writes. Never changed: a new one takes its place."""

    def __init__(
        self, rows: Sequence[_Row], now: Instant | None, writing: bytes | None = None
    ) -> None:
        """`writing`: the key that writes, whatever the time is; None: the time decides."""
        self.rows = tuple(rows)
        self.keys = {row.id: _Key(row.id, row.master) for row in rows}
        ids = [row.id for row in rows]
        began = [n for n, row in enumerate(rows) if not n or _has_begun(row, now)]
        at = ids.index(writing) if writing in ids else began[-1]
        self.first, self.newest = self.keys[ids[0]], self.keys[ids[at]]
        to_come = (row.writes_from for row in rows[at + 1 :])
        self.turns_at = min((start for start in to_come if start), default=None)


class Vault:
    """A ring of keys; the last one in the file whose time has come writes, all of them read."""

    def __init__(self, rows: Sequence[_Row], now: Instant | None, path: Path | None = None) -> None:
        self._ring = _Ring(rows, now)
        self._noted = self._ring.newest.id  # what `refresh` said last
        self._path, self._seen = path, _stamp(path)

    @classmethod
    def open(cls, path: Path, now: Instant | None = None) -> "Vault":
        """The vault of that key file, which is made (mode 0600) if there is none.

        `now`: keys whose time is later do not write yet; None: every key's time has come.

        Raises:
            ConfigurationError: the file cannot be read or written, or is not a key file.
        """
        try:
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _create(path, added_key(""))
        except OSError as error:
            raise ConfigurationError(f"FRONTDESK_KEY_FILE {path}: {error.strerror}") from error
        return cls(_read(path), now, path)

    @classmethod
    def from_text(
        cls, text: str, origin: str = "FRONTDESK_KEY", now: Instant | None = None
    ) -> "Vault":
        """The vault of a key file's text; `origin` is where it stood, for who has to mend it.

        Raises:
            ConfigurationError: it is not the text of a key file.
        """
        return cls(_parse(text, origin), now)

    def refresh(self, now: Instant) -> bool:
        """Read the file again if it was changed, and let the key write whose time has come.

        Says whether another key writes than before. A vault without a file only looks at the time.

        Raises:
            ConfigurationError: the file cannot be read any more; the keys at hand go on.
        """
        before = self._noted
        rows = self._changed() or self._ring.rows
        self._ring = _Ring(rows, now)
        self._noted = self._ring.newest.id
        return self._noted != before

    def turn(self, now: Instant) -> None:
        """Let the key write whose time has come, of those that are known; reads no file."""
        at = self._ring.turns_at
        if at is not None and at <= now:
            self._ring = _Ring(self._ring.rows, now)

    @property
    def key_id(self) -> str:
        """The id of the key that writes, in hex; it is no secret."""
        return self._ring.newest.id.hex()

    @property
    def keys(self) -> tuple[KeyInfo, ...]:
        """What may be known of all keys, oldest first."""
        ring = self._ring
        return tuple(
            KeyInfo(row.id.hex(), row.writes_from, row.id == ring.newest.id) for row in ring.rows
        )

    def seal(self, text: str, *, table: str, column: str, row: str) -> bytes:
        """The text, encrypted for that one place; 33 bytes longer than its UTF-8 form."""
        key, nonce = self._ring.newest, os.urandom(_NONCE_BYTES)
        sealed = key.cipher.encrypt(nonce, text.encode(), _place(table, column, row))
        return _VERSION + key.id + nonce + sealed

    def unseal(self, sealed: bytes, *, table: str, column: str, row: str) -> str:
        """The text that was sealed for that place.

        Raises:
            KeyUnavailable: its key is not in the ring, or it was moved or changed by hand.
        """
        key_id = sealed[1 : 1 + _ID_BYTES]
        key = self._key(key_id)
        if sealed[:1] != _VERSION or key is None:
            raise KeyUnavailable(f"{table}.{column} of {row}: key {key_id.hex()}: {_PUT_BACK}")
        nonce, body = sealed[1 + _ID_BYTES : _HEAD_BYTES], sealed[_HEAD_BYTES:]
        try:
            return key.cipher.decrypt(nonce, body, _place(table, column, row)).decode()
        except (InvalidTag, ValueError):  # ValueError: cut off
            raise KeyUnavailable(
                f"{table}.{column} of {row}: the row was moved or changed by hand, or {_PUT_BACK}"
            ) from None

    def index(self, purpose: str, text: str) -> bytes:
        """The blind index to write for a value, 32 bytes; equal only within one purpose."""
        return _mac(self._ring.newest.derive(f"index/{purpose}"), text.encode())

    def indexes(self, purpose: str, text: str) -> tuple[bytes, ...]:
        """All blind indexes under which the value may have been written, one for each key."""
        return tuple(
            _mac(key.derive(f"index/{purpose}"), text.encode()) for key in self._ring.keys.values()
        )

    def sign(self, purpose: str, data: bytes) -> tuple[str, bytes]:
        """The id of the key that signed, and the signature (HMAC-SHA256)."""
        key = self._ring.newest
        return key.id.hex(), _mac(key.derive(f"sign/{purpose}"), data)

    def lasting_secret(self, purpose: str, data: bytes) -> bytes:
        """A secret that stays the same when keys are added: what neighbours still hold must fit."""
        return _mac(self._ring.first.derive(f"sign/{purpose}"), data)

    def is_signed(self, purpose: str, data: bytes, *, key_id: str, signature: bytes) -> bool:
        """Is this our signature on exactly this data? Compared in constant time.

        Raises:
            KeyUnavailable: the key with that id is not in the ring.
        """
        key = self._key(_id_of(key_id))
        if key is None:
            raise KeyUnavailable(f"signed with key {key_id}: {_PUT_BACK}")
        return hmac.compare_digest(_mac(key.derive(f"sign/{purpose}"), data), signature)

    def _key(self, key_id: bytes) -> _Key | None:
        """The key with that id, also when it was added to the file just now."""
        found = self._ring.keys.get(key_id)
        if found is None:
            try:
                rows = self._changed()
            except ConfigurationError:
                return None
            if rows:  # it reads at once; when it writes, the time decides
                self._ring = _Ring(rows, None, self._ring.newest.id)
                found = self._ring.keys.get(key_id)
        return found

    def _changed(self) -> Sequence[_Row]:
        """The rows of the file, if it was changed since it was read; else none."""
        stamp = _stamp(self._path)
        if self._path is None or stamp == self._seen:
            return ()
        rows = _read(self._path)
        self._seen = stamp
        return rows


def added_key(text: str, writes_from: Instant | None = None) -> str:
    """The text of a key file with one more key, which writes from then on; "" makes the first.

    Raises:
        ConfigurationError: `text` is not the text of a key file.
    """
    rows = list(_parse(text, "FRONTDESK_KEY")) if text else []
    fresh = _Row(secrets.token_bytes(_ID_BYTES), secrets.token_bytes(_KEY_BYTES), writes_from)
    said = [
        {
            "id": row.id.hex(),
            "key": base64.b64encode(row.master).decode(),
            **({"from": row.writes_from.isoformat()} if row.writes_from else {}),
        }
        for row in (*rows, fresh)
    ]
    return json.dumps({"version": 1, "keys": said}, indent=1) + "\n"


def add_key(path: Path, writes_from: Instant) -> str:
    """Add a key to the file that writes from then on; its id. The file is whole at any moment.

    Raises:
        ConfigurationError: the file cannot be read or written, or is not a key file.
    """
    try:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)  # two at once, and one of the keys would be lost
            text = added_key(path.read_text(encoding="utf-8"), writes_from)
            draft = _drafted(path, text)
            draft.replace(path)
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise ConfigurationError(f"FRONTDESK_KEY_FILE {path}: {error.strerror}") from error
    return _parse(text, str(path))[-1].id.hex()


def _has_begun(row: _Row, now: Instant | None) -> bool:
    return row.writes_from is None or now is None or row.writes_from <= now


def _stamp(path: Path | None) -> tuple[int, int, int]:
    """Tells one content of the file from another."""
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found else (0, 0, 0)


def _read(path: Path) -> tuple[_Row, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigurationError(f"FRONTDESK_KEY_FILE {path}: {reason}") from error
    return _parse(text, f"FRONTDESK_KEY_FILE {path}")


def _parse(text: str, origin: str) -> tuple[_Row, ...]:
    """The keys, oldest first."""
    try:
        found = cast("dict[str, list[dict[str, str]]]", json.loads(text))["keys"]
        rows = tuple(
            _Row(
                bytes.fromhex(row["id"]),
                base64.b64decode(row["key"], validate=True),
                datetime.fromisoformat(row["from"]) if "from" in row else None,
            )
            for row in found
        )
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        rows = ()
    if not rows or not all(_is_whole(row) for row in rows):
        raise ConfigurationError(
            f"{origin}: this is not a key file, or it is cut off; restore it from a backup"
        )
    return rows


def _is_whole(row: _Row) -> bool:
    has_zone = row.writes_from is None or row.writes_from.tzinfo is not None
    return len(row.id) == _ID_BYTES and len(row.master) == _KEY_BYTES and has_zone


def _create(path: Path, text: str) -> None:
    """Write a new file, whole and private from its first instant; keep one made meanwhile."""
    draft = _drafted(path, text)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _drafted(path: Path, text: str) -> Path:
    """The text in a private file beside that one, safe on the disk."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink()
        raise
    return draft


def _place(table: str, column: str, row: str) -> bytes:
    return f"{table}\x1f{column}\x1f{row}".encode()


def _mac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


def _id_of(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
