import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import ConfigurationError, KeyUnavailable
from assistant.store.vault import Vault, add_key, added_key
from tests.store.world import KEYS

PLACE = {"table": "patients", "column": "first_sealed", "row": "pat_1"}


@pytest.fixture(autouse=True)
def database() -> None:
    """Runs once: there is no database in it."""


@given(st.text())
def test_what_is_sealed_can_be_read_again(text: str) -> None:
    vault = Vault.from_text(KEYS)
    assert vault.unseal(vault.seal(text, **PLACE), **PLACE) == text


def test_the_same_text_never_looks_the_same() -> None:
    vault = Vault.from_text(KEYS)
    assert vault.seal("Anna", **PLACE) != vault.seal("Anna", **PLACE)


@pytest.mark.parametrize("part", ["table", "column", "row"])
def test_a_field_that_was_moved_does_not_open(part: str) -> None:
    vault = Vault.from_text(KEYS)
    sealed = vault.seal("Anna", **PLACE)
    with pytest.raises(KeyUnavailable):
        vault.unseal(sealed, **{**PLACE, part: "another"})


def test_a_changed_byte_anywhere_is_refused() -> None:
    vault = Vault.from_text(KEYS)
    sealed = vault.seal("Anna", **PLACE)
    for position in range(len(sealed)):
        bent = bytearray(sealed)
        bent[position] ^= 1
        with pytest.raises(KeyUnavailable):
            vault.unseal(bytes(bent), **PLACE)
    for length in range(len(sealed)):
        with pytest.raises(KeyUnavailable):
            vault.unseal(sealed[:length], **PLACE)


def test_what_is_no_key_file_is_named_by_where_it_stood(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("abc")
    with pytest.raises(ConfigurationError, match=r"FRONTDESK_KEY_FILE .*keys\.json: this is not"):
        Vault.open(tmp_path / "keys.json")
    with pytest.raises(ConfigurationError, match="FRONTDESK_KEY: this is not"):
        Vault.from_text("abc")


def test_another_key_does_not_open_it_and_says_what_to_do() -> None:
    sealed = Vault.from_text(KEYS).seal("Anna", **PLACE)
    with pytest.raises(KeyUnavailable, match="put back the key file"):
        Vault.from_text(added_key("")).unseal(sealed, **PLACE)


def test_a_new_key_writes_and_the_old_one_still_reads() -> None:
    old, both = Vault.from_text(KEYS), Vault.from_text(added_key(KEYS))
    assert both.unseal(old.seal("Anna", **PLACE), **PLACE) == "Anna"
    assert both.key_id != old.key_id
    with pytest.raises(KeyUnavailable):
        old.unseal(both.seal("Anna", **PLACE), **PLACE)


def test_what_was_indexed_with_an_old_key_is_still_found() -> None:
    old, both = Vault.from_text(KEYS), Vault.from_text(added_key(KEYS))
    assert old.index("address", "x") in both.indexes("address", "x")
    assert both.index("address", "x") in both.indexes("address", "x")


def test_an_index_is_good_for_one_purpose_only() -> None:
    vault = Vault.from_text(KEYS)
    assert vault.index("address", "x") == vault.index("address", "x")
    assert vault.index("address", "x") != vault.index("name", "x")
    assert vault.index("address", "x") != vault.index("address", "y")


def test_a_signature_is_good_for_one_purpose_and_text() -> None:
    vault = Vault.from_text(KEYS)
    key_id, signature = vault.sign("audit", b"row")

    def is_signed(purpose: str, data: bytes) -> bool:
        return vault.is_signed(purpose, data, key_id=key_id, signature=signature)

    assert is_signed("audit", b"row")
    assert not is_signed("anchor", b"row")
    assert not is_signed("audit", b"raw")


def test_a_key_file_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "frontdesk.key"
    sealed = Vault.open(path).seal("Anna", **PLACE)
    assert Vault.open(path).unseal(sealed, **PLACE) == "Anna"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"keys": []}', '{"keys": [{"id": "00", "key": "AA=="}]}', '{"keys": 3}'],
)
def test_a_spoilt_key_file_is_refused_and_not_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "frontdesk.key"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match="FRONTDESK_KEY_FILE"):
        Vault.open(path)
    assert path.read_text() == text


def test_a_key_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "frontdesk.key"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="not text"):
        Vault.open(path)


def test_a_key_is_long_enough() -> None:
    (row,) = json.loads(added_key(""))["keys"]
    assert len(row["key"]) >= 43  # 32 bytes in base64


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_key_writes_only_when_its_time_has_come_and_reads_before_that(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    running, other = Vault.open(path, NOON), Vault.open(path, NOON)
    old = running.key_id
    added = add_key(path, NOON + MINUTE)
    assert not running.refresh(NOON)
    assert [(key.id, key.is_writing) for key in running.keys] == [(old, True), (added, False)]
    assert running.refresh(NOON + MINUTE)
    assert running.key_id == added
    # The other one has not looked at the file since; it reads what the first one wrote.
    assert other.key_id == old
    assert other.unseal(running.seal("Anna", **PLACE), **PLACE) == "Anna"
    key_id, signature = running.sign("audit", b"row")
    assert other.is_signed("audit", b"row", key_id=key_id, signature=signature)
    assert other.key_id == old
    assert Vault.open(path, NOON).key_id == old
    assert Vault.open(path, NOON + MINUTE).key_id == added


def test_a_key_that_is_known_writes_at_its_time_without_another_look(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    looked, met = Vault.open(path, NOON), Vault.open(path, NOON)
    old, added = looked.key_id, add_key(path, NOON + MINUTE)
    looked.refresh(NOON)
    other = Vault.open(path, NOON + MINUTE)
    met.unseal(other.seal("Anna", **PLACE), **PLACE)
    for vault in (looked, met):
        vault.turn(NOON + MINUTE / 2)
        assert vault.key_id == old
        vault.turn(NOON + MINUTE)
        assert vault.key_id == added
        assert vault.refresh(NOON + MINUTE)  # it is still said
        assert not vault.refresh(NOON + MINUTE)


def test_all_keys_that_may_be_writing_anywhere_are_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    early, late = Vault.open(path, NOON), Vault.open(path, NOON)
    add_key(path, NOON + MINUTE)
    early.refresh(NOON + MINUTE)
    late.refresh(NOON)
    assert early.index("address", "x") != late.index("address", "x")
    assert early.index("address", "x") in late.indexes("address", "x")
    assert late.index("address", "x") in early.indexes("address", "x")


def test_what_neighbours_hold_fits_after_a_key_was_added() -> None:
    old, both = Vault.from_text(KEYS), Vault.from_text(added_key(KEYS))
    assert old.lasting_secret("callback", b"x") == both.lasting_secret("callback", b"x")
    assert old.lasting_secret("callback", b"x") != old.lasting_secret("other", b"x")


def test_keys_added_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    Vault.open(path)
    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(add_key, [path] * 20, [NOON] * 20))
    assert {key.id for key in Vault.open(path).keys} >= set(added)
    assert [found.name for found in tmp_path.iterdir()] == ["keys.json"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_file_that_was_spoilt_meanwhile_leaves_the_keys_at_hand(tmp_path: Path) -> None:
    vault = Vault.open(tmp_path / "keys.json", NOON)
    sealed = vault.seal("Anna", **PLACE)
    (tmp_path / "keys.json").write_text("{")
    with pytest.raises(ConfigurationError):
        vault.refresh(NOON)
    assert vault.unseal(sealed, **PLACE) == "Anna"
