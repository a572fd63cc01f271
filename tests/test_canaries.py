"""Invented patients with words like no others: after a whole life none of them is readable on disk.

Looked at: the database with its log, the spool, a backup, the house's log at its most talkative,
the metrics, what the health page says, and what the process wrote to its streams.
"""

import logging
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import telemetry
from assistant.cli.phones import Arrived, Phones, Typed, as_inbound, phones
from assistant.domain.clock import Clock
from assistant.domain.message import OutboundMessage, Receipt
from assistant.ports.channel import Channel
from assistant.settings import load
from assistant.store import inbox, outbox
from assistant.store import vault as vaults
from assistant.store.database import Tx
from assistant.store.safekeeping import backups
from assistant.store.vault import Vault
from assistant.wiring import Frontdesk, Overrides, SteppedClock, build

MONDAY = datetime(2026, 3, 2, 14, tzinfo=UTC)
LINE, PHONE = "+15550100100", "+12125550187"
WORDS = (
    "Zebulonia",
    "Quackenbusch",
    "okapilike",
    "wisteria",
    "1961-07-23",
    "07/23/1961",
    "2125550187",
)
"""What must not be found: a name, what was wrong with them, a date of birth, a number."""
TALK = (
    "hi, this is Zebulonia, I have an okapilike rash and need a checkup next week",
    "1",
    "for me",
    "Zebulonia Quackenbusch",
    "07/23/1961",
    "1",
    "yes",
    "what about my wisteria allergy, can a person call me",
    "my sister Quackenbusch has chest pain",
    "STOP",
)
CRASHES = "the okapilike again"


class Breaking(Phones):
    """A channel with a bug that would tell everything to whoever prints its error."""

    async def send(self, message: OutboundMessage) -> Receipt:
        if len(message.text) % 3 == 0:
            raise RuntimeError(f"to {message.to.address}: could not send {message.text}")
        return await super().send(message)


def pocket(clock: Clock) -> Mapping[str, Channel]:
    seen: list[Arrived] = []
    (plain,) = phones(clock, ["sms"], seen.append)
    return {"n0": Breaking(plain, "sms", clock, seen.append)}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handlers, level = logging.getLogger().handlers, logging.getLogger().level
    telemetry.configure(tmp_path / "log" / "frontdesk.log", "debug")
    yield tmp_path / "log" / "frontdesk.log"
    telemetry.stop()
    logging.getLogger().handlers = handlers
    logging.getLogger().setLevel(level)


async def a_life(folder: Path) -> dict[str, bytes]:
    """A house with a whole conversation, an outage and a backup; all it left, by name."""
    settings = load(
        {
            "FRONTDESK_DATABASE_URL": f"sqlite:///{folder / 'frontdesk.db'}",
            "FRONTDESK_KEY_FILE": str(folder / "keys.json"),
            "FRONTDESK_PRACTICE_FILE": "integrations/simulated/practice.toml",
            "FRONTDESK_SPOOL_FOLDER": str(folder / "spool"),
        },
        folder / "no.env",
    )
    clock, left = SteppedClock(MONDAY), dict[str, bytes]()
    async with build(settings, Overrides(clock, channels=pocket)) as house:
        for n, text in enumerate(TALK):
            await house.accept(as_inbound(Typed(PHONE, text, f"SM{n}"), LINE))
            await house.settle()
            clock.advance(timedelta(minutes=1))
        await outage(house, folder, left)
        url = settings.database_url.get_secret_value()
        backups.back_up(url, house.store.vault, folder / "backup", clock.now())
        await house.measure()
        left["metrics"] = telemetry.exposition()[0]
        left["health"] = repr(await house.look()).encode()
        texts = await house.store.read(inbox.counts)
        assert texts["done"] + texts.get("dead", 0) == len(TALK) + 1
        assert len(await house.store.read(outbox.newest)) >= len(TALK) / 2
        left |= files_in(folder)
    return left


def files_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


async def outage(house: Frontdesk, folder: Path, left: dict[str, bytes]) -> None:
    """A text comes while the database is away."""
    move(folder, "", ".away")
    await house.accept(as_inbound(Typed(PHONE, CRASHES, "SM-spooled"), LINE))
    left["what was spooled"] = files_in(folder)["spool/incoming"]
    assert left["what was spooled"]
    move(folder, ".away", "")
    await house.parts.take_in()
    await house.settle()


def move(folder: Path, before: str, after: str) -> None:
    for name in ("frontdesk.db", "frontdesk.db-wal", "frontdesk.db-shm"):
        (folder / f"{name}{before}").rename(folder / f"{name}{after}")


def found(left: Mapping[str, bytes]) -> list[str]:
    """Where which word can be read: as it is, in UTF-16, in hex, or in Base64."""
    places: list[str] = []
    for name, content in left.items():
        folded = content.lower()
        for word in WORDS:
            plain = word.encode()
            if any(form in folded for form in forms(plain.lower())) or any(
                form in content for form in encoded(plain)
            ):
                places.append(f"{word} in {name}")
    return places


def forms(word: bytes) -> tuple[bytes, ...]:
    return word, word.decode().encode("utf-16-le"), word.hex().encode()


def encoded(word: bytes) -> Iterator[bytes]:
    """How it looks within Base64, wherever it begins."""
    for shift in range(3):
        told = slice((shift * 8 + 5) // 6, (shift + len(word)) * 8 // 6)
        yield b64encode(b"." * shift + word)[told]


async def test_no_canary_is_readable_anywhere(
    tmp_path: Path, log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    left = await a_life(tmp_path)
    left["streams"] = "".join(capfd.readouterr()).encode()
    assert {"frontdesk.db", "frontdesk.db-wal", "backup/database", "keys.json"} <= set(left)
    assert left[f"{log.parent.name}/{log.name}"].count(b"RuntimeError") > 1
    assert found(left) == []


def everything_in_the_clear(patch: pytest.MonkeyPatch) -> None:
    def seal(self: Vault, text: str, **_place: str) -> bytes:
        return b"\x01" + bytes.fromhex(self.key_id) + text.encode()

    def unseal(_self: Vault, sealed: bytes, **_place: str) -> str:
        return sealed[5:].decode()

    patch.setattr(vaults.Vault, "seal", seal)
    patch.setattr(vaults.Vault, "unseal", unseal)


def numbers_as_their_own_index(patch: pytest.MonkeyPatch) -> None:
    def index(_self: Vault, _purpose: str, text: str) -> bytes:
        return text.encode()

    def indexes(self: Vault, purpose: str, text: str) -> tuple[bytes, ...]:
        return (index(self, purpose, text),)

    patch.setattr(vaults.Vault, "index", index)
    patch.setattr(vaults.Vault, "indexes", indexes)


def errors_with_their_message(patch: pytest.MonkeyPatch) -> None:
    real = telemetry.describe

    def describe(error: BaseException) -> dict[str, str]:
        return {**real(error), "where": str(error)}

    patch.setattr(telemetry, "describe", describe)


def texts_in_the_log(patch: pytest.MonkeyPatch) -> None:
    real = inbox.is_known

    def is_known(tx: Tx, channel: str, account: str, external_id: str) -> bool:
        telemetry.log("store").info("text", reason=TALK[0])
        return real(tx, channel, account, external_id)

    patch.setattr(inbox, "is_known", is_known)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "leak",
    [
        texts_in_the_log,
        *(
            pytest.param(leak, marks=pytest.mark.service)  # for length: each is a whole life
            for leak in (
                everything_in_the_clear,
                numbers_as_their_own_index,
                errors_with_their_message,
            )
        ),
    ],
)
async def test_a_leak_that_is_planted_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]
) -> None:
    leak(monkeypatch)
    assert found(await a_life(tmp_path))


def test_a_word_is_found_however_it_is_written() -> None:
    for content in (
        b"...ZEBULONIA...",
        "x".encode("utf-16-le") + "okapilike".encode("utf-16-le"),
        b"wisteria".hex().encode(),
        b64encode(b"a 07/23/1961 b"),
        b64encode(b"ab 07/23/1961"),
        b64encode(b"abc 2125550187 and more"),
    ):
        assert found({"it": content})
    assert not found({"it": b"nothing of anybody"})
