"""Keys to patient data: sealing fields, blind indexes to find them by, and signatures.

A sealed field is `version, key id, nonce, ciphertext and tag` (AES-256-GCM). The name of its
table, column and row are authenticated along with it, so a ciphertext that somebody moved to
another row does not open. A blind index is a keyed hash by which equal values can be found
without being read. Every use has its own key, derived (HKDF) from the master key.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

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


class Vault:
    """A ring of keys; the last one in the file writes, all of them read."""

    def __init__(self, keys: dict[bytes, bytes]) -> None:
        self._keys = {key_id: _Key(key_id, master) for key_id, master in keys.items()}
        self._newest = list(self._keys.values())[-1]

    @classmethod
    def open(cls, path: Path) -> "Vault":
        """The vault of that key file, which is made (mode 0600) if there is none.

        Raises:
            ConfigurationError: the file cannot be read or written, or is not a key file.
        """
        try:
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _create(path, added_key(""))
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text"
            raise ConfigurationError(f"FRONTDESK_KEY_FILE {path}: {reason}") from error
        return cls.from_text(text, f"FRONTDESK_KEY_FILE {path}")

    @classmethod
    def from_text(cls, text: str, origin: str = "FRONTDESK_KEY") -> "Vault":
        """The vault of a key file's text; `origin` is where it stood, for who has to mend it.

        Raises:
            ConfigurationError: it is not the text of a key file.
        """
        return cls(_parse(text, origin))

    @property
    def key_id(self) -> str:
        """The id of the key that writes, in hex; it is no secret."""
        return self._newest.id.hex()

    def seal(self, text: str, *, table: str, column: str, row: str) -> bytes:
        """The text, encrypted for that one place; 33 bytes longer than its UTF-8 form."""
        key, nonce = self._newest, os.urandom(_NONCE_BYTES)
        sealed = key.cipher.encrypt(nonce, text.encode(), _place(table, column, row))
        return _VERSION + key.id + nonce + sealed

    def unseal(self, sealed: bytes, *, table: str, column: str, row: str) -> str:
        """The text that was sealed for that place.

        Raises:
            KeyUnavailable: its key is not in the ring, or it was moved or changed by hand.
        """
        key_id = sealed[1 : 1 + _ID_BYTES]
        key = self._keys.get(key_id)
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
        return _mac(self._newest.derive(f"index/{purpose}"), text.encode())

    def indexes(self, purpose: str, text: str) -> tuple[bytes, ...]:
        """All blind indexes under which the value may have been written, one for each key."""
        return tuple(
            _mac(key.derive(f"index/{purpose}"), text.encode()) for key in self._keys.values()
        )

    def sign(self, purpose: str, data: bytes) -> tuple[str, bytes]:
        """The id of the key that signed, and the signature (HMAC-SHA256)."""
        return self.key_id, _mac(self._newest.derive(f"sign/{purpose}"), data)

    def is_signed(self, purpose: str, data: bytes, *, key_id: str, signature: bytes) -> bool:
        """Is this our signature on exactly this data? Compared in constant time.

        Raises:
            KeyUnavailable: the key with that id is not in the ring.
        """
        key = self._keys.get(_id_of(key_id))
        if key is None:
            raise KeyUnavailable(f"signed with key {key_id}: {_PUT_BACK}")
        return hmac.compare_digest(_mac(key.derive(f"sign/{purpose}"), data), signature)


def added_key(text: str) -> str:
    """The text of a key file with one more key, which from then on writes; "" makes the first.

    Raises:
        ConfigurationError: `text` is not the text of a key file.
    """
    keys = _parse(text, "FRONTDESK_KEY") if text else {}
    keys[secrets.token_bytes(_ID_BYTES)] = secrets.token_bytes(_KEY_BYTES)
    rows = [
        {"id": key_id.hex(), "key": base64.b64encode(master).decode()}
        for key_id, master in keys.items()
    ]
    return json.dumps({"version": 1, "keys": rows}, indent=1) + "\n"


def _parse(text: str, origin: str) -> dict[bytes, bytes]:
    """Key ids and master keys, oldest first."""
    try:
        rows = cast("dict[str, list[dict[str, str]]]", json.loads(text))["keys"]
        keys = {
            bytes.fromhex(row["id"]): base64.b64decode(row["key"], validate=True) for row in rows
        }
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        keys = {}
    whole = all(len(i) == _ID_BYTES and len(k) == _KEY_BYTES for i, k in keys.items())
    if not keys or not whole:
        raise ConfigurationError(
            f"{origin}: this is not a key file, or it is cut off; restore it from a backup"
        )
    return keys


def _create(path: Path, text: str) -> None:
    """Write a new file, whole and private from its first instant; keep one made meanwhile."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def _place(table: str, column: str, row: str) -> bytes:
    return f"{table}\x1f{column}\x1f{row}".encode()


def _mac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


def _id_of(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
