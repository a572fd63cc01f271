from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import telemetry
from assistant.cli.phones import Arrived, Typed, as_inbound, phones
from assistant.domain.clock import Clock
from assistant.domain.errors import ConfigurationError, KeyUnavailable, StoreError
from assistant.domain.message import ReceiptStatus, StatusUpdate
from assistant.ports.channel import Channel
from assistant.settings import Settings, load
from assistant.store import practices
from assistant.wiring import (
    Overrides,
    SteppedClock,
    SystemClock,
    TimeOrderedIds,
    build,
    opened_store,
    unserved_lines,
)

NINE = datetime(2026, 3, 2, 14, tzinfo=UTC)


def test_the_system_clock_speaks_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_stepped_clock_stands_until_it_is_moved_and_never_goes_back() -> None:
    clock = SteppedClock(NINE)
    assert clock.now() == clock.now() == NINE
    clock.advance(timedelta(hours=1))
    clock.move_to(NINE)
    assert clock.now() == NINE + timedelta(hours=1)


def test_ids_sort_by_the_time_they_were_made() -> None:
    clock = SteppedClock(NINE)
    ids = TimeOrderedIds(clock)
    made: list[str] = []
    for _ in range(50):
        made.extend(ids.new("apt") for _ in range(3))
        clock.advance(timedelta(milliseconds=1))
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(len(key) == len("apt_") + 26 for key in made)


def test_ids_go_on_when_the_clock_stands() -> None:
    ids = TimeOrderedIds(SteppedClock(NINE), chance=lambda _bits: 0)
    assert ids.new("a") < ids.new("a") < ids.new("a")


def test_without_chance_two_runs_make_the_same_ids() -> None:
    first, second = (TimeOrderedIds(SteppedClock(NINE), chance=lambda _bits: 0) for _ in range(2))
    assert [first.new("a"), first.new("b")] == [second.new("a"), second.new("b")]


SAMPLE = "integrations/simulated/practice.toml"


def installed(folder: Path, **others: str) -> Settings:
    variables = {
        "FRONTDESK_DATABASE_URL": f"sqlite:///{folder / 'frontdesk.db'}",
        "FRONTDESK_KEY_FILE": str(folder / "keys.json"),
        "FRONTDESK_PRACTICE_FILE": SAMPLE,
        "FRONTDESK_SPOOL_FOLDER": str(folder / "spool"),
    }
    return load({**variables, **others}, folder / "no.env")


def pocket(seen: list[Arrived], *names: str) -> Overrides:
    def channels(clock: Clock) -> Mapping[str, Channel]:
        return {f"n{n}": one for n, one in enumerate(phones(clock, names, seen.append))}

    return Overrides(SteppedClock(NINE), channels=channels)


async def test_a_text_goes_in_and_its_answer_comes_out(tmp_path: Path) -> None:
    seen: list[Arrived] = []
    async with build(installed(tmp_path), pocket(seen, "sms")) as house:
        await house.accept(as_inbound(Typed("+15550100001", "hello", "SM1"), "+15550100100"))
        await house.measure()
        assert b"frontdesk_inbox_waiting 1.0" in telemetry.exposition()[0]
        await house.settle()
        (answer,) = seen
        assert answer.message.to.address == "+15550100001"
        sent = answer.message
        await house.note_status(StatusUpdate(sent.id, "", ReceiptStatus.DELIVERED))
        await house.measure()
        assert b"frontdesk_inbox_waiting 0.0" in telemetry.exposition()[0]


async def test_the_practice_of_the_file_is_kept_and_the_kept_one_holds(tmp_path: Path) -> None:
    settings = installed(tmp_path)
    async with build(settings, pocket([], "sms")) as house:
        assert await house.store.read(practices.load) == house.practice
    elsewhere = installed(tmp_path, FRONTDESK_PRACTICE_FILE="no-such.toml")
    async with build(elsewhere, pocket([], "sms")) as house:
        assert house.practice.name == "Maple Street Health"


async def test_a_line_that_nothing_serves_keeps_it_from_being_ready(tmp_path: Path) -> None:
    async with build(installed(tmp_path)) as house:
        (problem,) = [one for one in await house.look() if not one.is_fine]
        assert problem.stops_texts
        assert "+15550100100" in problem.said
        assert unserved_lines(house.practice, {"sms", "simulated", "terminal"}) == []


async def test_a_database_that_does_not_answer_is_said_and_measured(tmp_path: Path) -> None:
    async with build(installed(tmp_path), pocket([], "sms", "simulated", "terminal")) as house:
        assert all(one.is_fine for one in await house.look())
        await house.measure()
        assert b"frontdesk_database_up 1.0" in telemetry.exposition()[0]
        (tmp_path / "frontdesk.db").rename(tmp_path / "away.db")
        problem, *_ = [one for one in await house.look() if not one.is_fine]
        assert "database does not answer" in problem.said
        assert not problem.stops_texts
        await house.measure()
        assert b"frontdesk_database_up 0.0" in telemetry.exposition()[0]


async def test_without_a_spool_texts_are_refused_when_the_database_is_gone(tmp_path: Path) -> None:
    settings = installed(tmp_path, FRONTDESK_SPOOL_MAX_MB="0")
    async with build(settings, pocket([], "sms", "simulated", "terminal")) as house:
        (tmp_path / "frontdesk.db").rename(tmp_path / "away.db")
        (problem,) = [one for one in await house.look() if not one.is_fine]
        assert problem.stops_texts
        with pytest.raises(StoreError):
            await house.accept(as_inbound(Typed("+15550100001", "hello", "SM1"), "+15550100100"))


async def test_one_channel_is_served_by_one_integration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Two integrations serve the channel sms"):
        async with build(installed(tmp_path), pocket([], "sms", "sms")):
            pass


async def test_a_configured_integration_needs_to_know_our_address(tmp_path: Path) -> None:
    settings = installed(
        tmp_path,
        FRONTDESK_TWILIO_ACCOUNT_SID="AC" + "0" * 32,
        FRONTDESK_TWILIO_AUTH_TOKEN="t",  # noqa: S106 - nobody's
    )
    with pytest.raises(ConfigurationError, match="FRONTDESK_PUBLIC_URL"):
        async with build(settings):
            pass


async def test_keys_that_are_not_this_databases_are_noticed_at_once(tmp_path: Path) -> None:
    async with build(installed(tmp_path), pocket([], "sms")) as house:
        await house.accept(as_inbound(Typed("+15550100001", "hello", "SM1"), "+15550100100"))
    (tmp_path / "other").mkdir()
    with opened_store(installed(tmp_path / "other")):
        pass
    mixed = installed(tmp_path, FRONTDESK_KEY_FILE=str(tmp_path / "other" / "keys.json"))
    with pytest.raises(KeyUnavailable), opened_store(mixed):
        pass
