"""Texts that the database could not take: kept in a file until it can.

The folder (0700) has up to three files of texts (0600): `incoming`, to which new ones are
added, `taking`, which is being taken in, and `aside`, for a person to look at. A text is one line: an id of its own and the text,
sealed for that id. Whoever adds one is told so only after the line is on the disk. A process may
die at any moment: half a line is no text, for nobody was told that it was kept; and a file that
was taken in but not yet removed is taken in again, which the inbox knows to be a repeat.
Any number of processes may share the folder.
"""

import fcntl
import os
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from assistant.domain.clock import Instant
from assistant.domain.errors import StoreError
from assistant.domain.ids import Ids
from assistant.domain.message import InboundMessage
from assistant.store.vault import Vault


class SpoolFull(StoreError):
    """The text could not be kept: the disk, or what the spool may hold, is full."""

    code = "spool-full"


@dataclass(frozen=True, slots=True)
class Spooled:
    """A text, and when it came."""

    message: InboundMessage
    received_at: Instant


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file; `text` is None when the keys at hand do not open it."""

    raw: bytes
    text: Spooled | None


class Spool:
    """The texts in one folder. May be used from any thread.

    Args:
        folder: made with the first text.
        vault: keys to patient data.
        ids: where the ids of lines come from.
        max_bytes: the most that all its files together may hold.
    """

    def __init__(self, folder: Path, vault: Vault, ids: Ids, max_bytes: int) -> None:
        self.folder, self.max_bytes = folder, max_bytes
        self._vault, self._ids = vault, ids
        self._incoming, self._taking = folder / "incoming", folder / "taking"
        self._aside = folder / "aside"
        self._failures = Counter[bytes]()
        self.has_refused = False
        """Had the last text no room?"""

    def size(self) -> int:
        """Bytes of texts that wait to be taken in; 0 when none does."""
        return _size(self._incoming) + _size(self._taking)

    def aside(self) -> int:
        """Bytes of texts that could not be taken in, and that a person has to look at."""
        return _size(self._aside)

    def count(self) -> int:
        """How many texts wait; reads the files."""
        return waiting_in(self.folder)

    def add(self, text: Spooled) -> None:
        """Keep a text; it is on the disk when this returns.

        Raises:
            SpoolFull: there is no room for it. Nothing of it is kept.
        """
        key = self._ids.new("spl")
        sealed = self._vault.seal(_packed(text), table="spool", column="text", row=key)
        line = key.encode() + b" " + b64encode(sealed) + b"\n"
        try:
            with self._locked("lock"):
                if self.size() + self.aside() + len(line) > self.max_bytes:
                    self.has_refused = True
                    raise SpoolFull("the spool holds as much as FRONTDESK_SPOOL_MAX_MB allows")
                _append(self._incoming, line)
        except OSError as error:
            self.has_refused = True
            raise SpoolFull(f"the spool cannot be written: {error.strerror}") from error
        self.has_refused = False

    @contextmanager
    def taking(self) -> Generator[list[Line]]:
        """All texts that wait, oldest first; they are gone when the block ends without an error.

        Empty while another process is at it. Texts that are added meanwhile wait for the next time.

        Raises:
            StoreError: the files cannot be read.
        """
        try:
            with self._locked("intake", is_patient=False) as is_ours:
                yield self._opened() if is_ours and self.size() else []
                if is_ours:
                    self._taking.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"the spool cannot be read: {error.strerror}") from error

    def put_aside(self, lines: Sequence[Line]) -> None:
        """Keep these where they are not tried again: no text that was acknowledged is thrown away.

        Raises:
            StoreError: they cannot be written.
        """
        try:
            _append(self._aside, b"".join(line.raw + b"\n" for line in lines))
        except OSError as error:
            raise StoreError(f"the spool cannot be written: {error.strerror}") from error

    def failed(self, line: Line) -> int:
        """Note that this one was not taken in though others were; how often that was so by now."""
        self._failures[line.raw] += 1
        return self._failures[line.raw]

    def _opened(self) -> list[Line]:
        with self._locked("lock"):
            if not self._taking.exists():
                self._incoming.rename(self._taking)
            elif self._incoming.exists():  # after what was left by a process that died over it
                _append(self._taking, self._incoming.read_bytes())
                self._incoming.unlink()
            sync_folder(self.folder)
        return [Line(raw, self._unsealed(raw)) for raw in _lines(self._taking)]

    def _unsealed(self, raw: bytes) -> Spooled | None:
        key, _, sealed = raw.partition(b" ")
        try:
            packed = self._vault.unseal(
                b64decode(sealed, validate=True), table="spool", column="text", row=key.decode()
            )
            return msgspec.json.decode(packed, type=Spooled)
        except (StoreError, ValueError):
            return None

    @contextmanager
    def _locked(self, name: str, *, is_patient: bool = True) -> Generator[bool]:
        """Alone among all processes and threads; False, and not alone, if it need not wait."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            is_ours = True
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
            except BlockingIOError:
                is_ours = False
            yield is_ours
        finally:
            os.close(handle)


def waiting_in(folder: Path) -> int:
    """How many texts wait in the spool of that folder."""
    return sum(len(_lines(folder / name)) for name in ("taking", "incoming"))


def _packed(text: Spooled) -> str:
    return msgspec.json.encode(text).decode()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _lines(path: Path) -> list[bytes]:
    """The whole lines of a file; a last one without its end was never acknowledged."""
    with suppress(FileNotFoundError):
        return [line for line in path.read_bytes().split(b"\n")[:-1] if line]
    return []


def _append(path: Path, line: bytes) -> None:
    """Add it to the file and wait for the disk; if that fails, take off what was written."""
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        before = os.fstat(handle).st_size
        # Half a line that somebody left becomes one that does not open, and stays alone.
        is_torn = before > 0 and os.pread(handle, 1, before - 1) != b"\n"
        try:
            write_all(handle, b"\n" + line if is_torn else line)
            sync(handle)
        except OSError:
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)
    if is_new:
        sync_folder(path.parent)


def write_all(handle: int, data: bytes) -> None:
    """Write all of it, in as many pieces as the system wants."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def sync(handle: int) -> None:
    """Wait until the disk has it."""
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """A new name is safe only when its folder is on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)
