"""A backup opens with its keys and nothing else, and is put back as it was."""

import json
import stat
from base64 import b64decode
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.store import inbox
from assistant.store.database import Store
from assistant.store.migrations import migrate
from assistant.store.safekeeping import backups
from assistant.store.vault import Vault, add_key
from tests.databases import BOTH, empty_beside, url_in, using
from tests.pipeline import MONDAY_NINE, CountedIds, HandClock, inbound


@pytest.fixture(params=BOTH, autouse=True)
def database(request: pytest.FixtureRequest) -> Generator[None]:
    with using(request.param):
        yield


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.open(tmp_path / "keys.json")


def opened(url: str, vault: Vault) -> Store:
    return Store.open(url, vault, clock=HandClock(), ids=CountedIds("s"))


def filled(url: str, vault: Vault) -> None:
    store = opened(url, vault)
    for n in range(20):
        text = inbound(f"canary {n}", external_id=f"SM{n}")
        store.write_sync(partial(inbox.add, message=text, lang=Lang.EN))
    store.close_sync()


def test_what_is_put_back_is_what_was_there(tmp_path: Path, vault: Vault) -> None:
    url = url_in(tmp_path)
    filled(url, vault)
    made = backups.back_up(url, vault, tmp_path / "b", MONDAY_NINE)
    assert backups.check(tmp_path / "b", vault) == made
    assert made.moment == MONDAY_NINE
    other = empty_beside(tmp_path)
    backups.put_back(tmp_path / "b", made, other)
    migrate(backups.draft_of(other))
    backups.place(other)
    store = opened(other, vault)
    counts = store.read_sync(inbox.counts)
    first = store.read_sync(inbox.oldest_waiting)
    assert first is not None
    assert store.read_sync(lambda tx: inbox.get(tx, first.id)).text.startswith("canary")
    store.close_sync()
    assert counts == {"waiting": 20}


def test_a_backup_is_private_and_has_no_key_in_it(tmp_path: Path, vault: Vault) -> None:
    url = url_in(tmp_path)
    filled(url, vault)
    folder = tmp_path / "b"
    backups.back_up(url, vault, folder, MONDAY_NINE)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (key,) = json.loads((tmp_path / "keys.json").read_text())["keys"]
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content = path.read_bytes()
        assert b64decode(key["key"]) not in content
        assert key["key"].encode() not in content
        assert b"canary" not in content
    assert {path.name for path in folder.iterdir()} == {"database", "manifest.json"}


def test_a_wrong_key_is_refused_in_words(tmp_path: Path, vault: Vault) -> None:
    backups.back_up(url_in(tmp_path), vault, tmp_path / "b", MONDAY_NINE)
    with pytest.raises(ConfigurationError, match=f"key {vault.key_id}.*put back the key file"):
        backups.check(tmp_path / "b", Vault.open(tmp_path / "others.json"))
    # The same id and another key: somebody wrote the file by hand.
    rows = json.loads((tmp_path / "others.json").read_text())
    rows["keys"][0]["id"] = vault.key_id
    with pytest.raises(ConfigurationError, match="its key is another one"):
        backups.check(tmp_path / "b", Vault.from_text(json.dumps(rows)))


def test_a_backup_of_before_a_new_key_is_still_good(tmp_path: Path, vault: Vault) -> None:
    backups.back_up(url_in(tmp_path), vault, tmp_path / "b", MONDAY_NINE)
    add_key(tmp_path / "keys.json", MONDAY_NINE)
    assert backups.check(tmp_path / "b", Vault.open(tmp_path / "keys.json"))


@pytest.mark.parametrize("part", ["database", "manifest.json"])
def test_a_backup_that_was_changed_is_refused(tmp_path: Path, vault: Vault, part: str) -> None:
    backups.back_up(url_in(tmp_path), vault, tmp_path / "b", MONDAY_NINE)
    path = tmp_path / "b" / part
    content = path.read_bytes()
    bent = content.replace(b"2026-03-02", b"2026-03-03") if part != "database" else content[:-1]
    assert bent != content
    path.write_bytes(bent)
    with pytest.raises(ConfigurationError, match="changed"):
        backups.check(tmp_path / "b", vault)


def test_what_is_no_backup_is_said(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(ConfigurationError, match="is no backup"):
        backups.check(tmp_path / "nowhere", vault)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(ConfigurationError, match="not a backup's note"):
        backups.check(tmp_path, vault)


def test_an_earlier_backup_is_not_overwritten(tmp_path: Path, vault: Vault) -> None:
    backups.back_up(url_in(tmp_path), vault, tmp_path / "b", MONDAY_NINE)
    with pytest.raises(ConfigurationError, match="is there already"):
        backups.back_up(url_in(tmp_path), vault, tmp_path / "b", MONDAY_NINE)
