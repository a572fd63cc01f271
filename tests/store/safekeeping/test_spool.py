import os
import resource
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.domain.clock import Instant
from assistant.domain.errors import StoreError
from assistant.store.safekeeping import spool as module
from assistant.store.safekeeping.spool import Spool, Spooled, SpoolFull, waiting_in
from assistant.store.vault import Vault, added_key
from tests.architecture.tree import ROOT
from tests.pipeline import MONDAY_NINE, CountedIds, inbound, keys


@pytest.fixture(autouse=True)
def database() -> None:
    """Runs once: there is no database in it."""


def a_text(words: str = "hello", at: Instant = MONDAY_NINE) -> Spooled:
    return Spooled(inbound(words), at)


def words(spool: Spool) -> list[str]:
    with spool.taking() as lines:
        return [line.text.message.text if line.text else "?" for line in lines]


def test_texts_come_back_whole_and_in_order_and_once(spool: Spool) -> None:
    texts = [a_text(f"text {n} é\n") for n in range(3)]
    for text in texts:
        spool.add(text)
    assert spool.count() == 3
    with spool.taking() as lines:
        assert [line.text for line in lines] == texts
    assert spool.size() == 0
    assert words(spool) == []


def test_what_fails_to_be_taken_in_stays_and_what_came_since_is_behind_it(spool: Spool) -> None:
    spool.add(a_text("one"))
    with suppress(StoreError), spool.taking():
        spool.add(a_text("two"))
        raise StoreError("not now")
    spool.add(a_text("three"))
    assert words(spool) == ["one", "two", "three"]


def test_what_comes_while_others_are_taken_in_waits_for_the_next_time(spool: Spool) -> None:
    spool.add(a_text("one"))
    with spool.taking():
        spool.add(a_text("two"))
    assert words(spool) == ["two"]


def test_only_one_takes_at_a_time(spool: Spool) -> None:
    spool.add(a_text("one"))
    with spool.taking() as lines:
        assert len(lines) == 1
        with spool.taking() as others:
            assert others == []
    assert spool.size() == 0


def test_nothing_is_readable_and_nobody_else_may_look(spool: Spool) -> None:
    spool.add(a_text("canary words"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in spool.folder.iterdir()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(spool.folder.stat().st_mode) == 0o700
    raw = b"".join(path.read_bytes() for path in spool.folder.iterdir())
    assert b"canary" not in raw
    assert b"555" not in raw


def test_a_torn_last_line_is_no_text_and_spoils_no_other(spool: Spool) -> None:
    spool.add(a_text("one"))
    spool.add(a_text("two"))
    path = spool.folder / "incoming"
    os.truncate(path, path.stat().st_size - 7)
    assert spool.count() == 1
    spool.add(a_text("three"))
    assert words(spool) == ["one", "?", "three"]


def test_a_line_of_other_keys_is_kept_and_named(spool: Spool, tmp_path: Path) -> None:
    spool.add(a_text("one"))
    other = Spool(tmp_path / "spool", Vault.from_text(added_key("")), CountedIds(), 100_000)
    with other.taking() as lines:
        assert [line.text for line in lines] == [None]
        other.put_aside(lines)
    assert other.aside() > 0
    assert waiting_in(spool.folder) == 0


def test_a_line_that_was_moved_to_another_id_does_not_open(spool: Spool) -> None:
    spool.add(a_text("one"))
    path = spool.folder / "incoming"
    path.write_bytes(path.read_bytes().replace(b"spl_0", b"spl_9", 1))
    assert words(spool) == ["?"]


def test_a_spool_over_its_limit_says_so_and_keeps_what_it_has(tmp_path: Path) -> None:
    spool = Spool(tmp_path, keys(), CountedIds(), max_bytes=1_000)
    spool.add(a_text("one"))
    with pytest.raises(SpoolFull, match="FRONTDESK_SPOOL_MAX_MB"):
        spool.add(a_text("x" * 2_000))
    assert words(spool) == ["one"]


def test_many_threads_lose_nothing(spool: Spool) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(spool.add, [a_text(str(n)) for n in range(40)]))
    assert sorted(words(spool), key=int) == [str(n) for n in range(40)]


def test_a_full_disk_is_said_and_leaves_no_half_of_a_text(spool: Spool) -> None:
    spool.add(a_text("one"))
    now = spool.size()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (now + 50, before[1]))
    try:
        with pytest.raises(SpoolFull, match="cannot be written"):
            spool.add(a_text("two"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, told)
    assert spool.size() == now
    assert words(spool) == ["one"]


KILLED = """
import os, sys
from pathlib import Path
from assistant.store.safekeeping.spool import Spool, Spooled
from tests.pipeline import MONDAY_NINE, CountedIds, inbound, keys
spool = Spool(Path(sys.argv[1]), keys(), CountedIds(), 100_000)
spool.add(Spooled(inbound("one"), MONDAY_NINE))
with spool.taking():
    spool.add(Spooled(inbound("two"), MONDAY_NINE))
    os.kill(os.getpid(), 9)
"""


def test_a_process_killed_over_the_taking_in_leaves_all_for_the_next(spool: Spool) -> None:
    done = subprocess.run(  # noqa: S603 (this interpreter)
        [sys.executable, "-c", KILLED, spool.folder], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert words(spool) == ["one", "two"]


class Disk:
    """A disk that, when the power is cut, has only what somebody waited for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, is_awaited: bool = True) -> None:
        self._sizes: dict[str, int] = {}
        self._real = module.sync
        self._is_awaited = is_awaited
        monkeypatch.setattr(module, "sync", self._sync)

    def _sync(self, handle: int) -> None:
        self._real(handle)
        if self._is_awaited:
            self._sizes[str(Path(f"/proc/self/fd/{handle}").readlink())] = os.fstat(handle).st_size

    def cut_power(self, folder: Path) -> None:
        is_named = str(folder) in self._sizes
        for path in folder.glob("*ing"):
            os.truncate(path, self._sizes.get(str(path), 0) if is_named else 0)


@pytest.mark.parametrize("is_awaited", [True, False], ids=["as it is", "the bug: not awaited"])
def test_what_was_acknowledged_is_there_after_a_power_cut(
    spool: Spool, monkeypatch: pytest.MonkeyPatch, is_awaited: bool
) -> None:
    disk = Disk(monkeypatch, is_awaited=is_awaited)
    for text in ("one", "two"):
        spool.add(a_text(text))
    disk.cut_power(spool.folder)
    assert (words(spool) == ["one", "two"]) is is_awaited
