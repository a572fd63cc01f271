"""The way in: one effect for one text, however often and by however many ways it comes."""

import asyncio
from pathlib import Path

from assistant.domain.message import InboundMessage
from assistant.store import audit, inbox
from tests.pipeline import LINE, inbound
from tests.service.house import a_house


async def test_the_same_text_32_times_at_once_has_one_effect(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        same = [house.text("hello", external_id="SM1") for _ in range(32)]
        new = await asyncio.gather(*same)
        await house.settle()
        assert sum(new) == 1
        assert house.got() == ["heard hello"]


async def test_a_repeat_after_the_answer_changes_nothing(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello", external_id="SM1")
        await house.settle()
        assert not await house.text("hello", external_id="SM1")
        await house.settle()
        assert house.got() == ["heard hello"]


async def test_a_crash_between_ack_and_reply_loses_nothing(tmp_path: Path) -> None:
    async with a_house(tmp_path, mark="a") as house:
        await house.text("hello")
    async with a_house(tmp_path, mark="b") as house:
        await house.settle()
        assert house.got() == ["heard hello"]


async def test_what_no_database_can_keep_is_left_out(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("a\0b\ud800c")
        assert house.got() == ["heard ab?c"]


async def test_our_own_echo_is_left_alone(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert not await house.text("hello", sender=LINE)
        await house.settle()
        assert house.phones.sent == ()


async def test_every_text_leaves_an_audit_row_without_its_words(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("my knee hurts")
        rows = await house.store.read(lambda tx: audit.events_after(tx, 0))
        assert [row.action for row in rows] == ["message_received"]
        assert "knee" not in str(rows)


async def test_two_numbers_do_not_wait_for_each_other(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        senders = [f"+1555010{n:04}" for n in range(20)]
        await asyncio.gather(*(house.text("hi", sender=sender) for sender in senders))
        await house.settle()
        assert all(house.got(sender) == ["heard hi"] for sender in senders)


async def test_check_then_insert_would_let_a_repeat_through(tmp_path: Path) -> None:
    """The planted bug: both look before either writes. It shows that the test above can fail."""
    async with a_house(tmp_path) as house:
        message = inbound("hello", external_id="SM1")
        seen: set[str] = set()
        both_looked = asyncio.Barrier(2)

        async def check_then_insert(copy: InboundMessage) -> bool:
            is_new = copy.external_id not in seen
            async with asyncio.timeout(1):
                await both_looked.wait()
            seen.add(copy.external_id)
            return is_new

        assert sum(await asyncio.gather(*(check_then_insert(message) for _ in range(2)))) == 2
        assert sum(await asyncio.gather(*(house.parts.accept(message) for _ in range(2)))) == 1
        assert await house.store.read(inbox.counts) == {"waiting": 1}
