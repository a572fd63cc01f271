"""Behaviour 2: a turn is kept whole or not at all, whatever breaks wherever.

Its text, state, visit, journal, timers and reply are one commit; a repeated text has no second
effect; two texts at once are taken in the order in which they came.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event

from assistant.domain.errors import StoreError
from assistant.domain.facts import Lang
from assistant.engine.replay import Head
from assistant.store import claims, conversations, inbox
from assistant.store.database import Tx
from assistant.store.tables import metadata
from tests.dialogs.stage import PHONES, Houses, fixture_of
from tests.dialogs.whole_house import WholeHouse

HEAD = Head(date(2026, 3, 2), time(9), "America/New_York", Lang.EN, "demo")
ME = PHONES["demo"]
MAX_STATEMENTS = 200


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Houses:
    return Houses(tmp_path_factory.mktemp("atomic"))


@contextmanager
def a_house(houses: Houses, name: str) -> Generator[WholeHouse]:
    house = WholeHouse(houses.fresh(name), HEAD.at, fixture_of(HEAD))
    try:
        yield house
    finally:
        house.close()


def everything(tx: Tx) -> dict[str, list[Any]]:
    """Every row there is, but for who is at work on what."""
    found: dict[str, list[Any]] = {}
    for table in metadata.sorted_tables:
        columns = [c for c in table.c if c.name not in {"fence", "lease_until"}]
        rows = tx.conn.execute(table.select().with_only_columns(*columns))
        found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found


@contextmanager
def breaking_at(number: int) -> Generator[None]:
    """The database refuses one statement, the one of that number from 0."""
    left = [number]

    def look(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("RELEASE", "ROLLBACK")):
            return
        left[0] -= 1
        if left[0] == -1:
            raise StoreError("planted")

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", look)


def take_the_next(house: WholeHouse, break_at: int) -> bool:
    """Take the waiting text's turn, breaking at a statement; False when it came through."""
    claimed = house.write(claims.claim)
    assert claimed is not None
    reading = house.turns.read(claimed)
    before = house.read(everything)
    try:
        with breaking_at(break_at):
            house.write(partial(house.turns.commit, claimed=claimed, reading=reading))
    except StoreError:
        assert house.read(everything) == before
        house.clock.advance(2 * conversations.LEASE)
        return True
    return False


@pytest.mark.parametrize("talk", [("I need a checkup", "2", "yes"), ("I need a checkup", "stop")])
def test_a_turn_that_breaks_at_any_statement_leaves_nothing(
    houses: Houses, talk: tuple[str, ...]
) -> None:
    with a_house(houses, "-".join(talk)) as house:
        for text in talk[:-1]:
            house.say(ME, text)
        house.text(ME, talk[-1])
        broken = 0
        while take_the_next(house, broken):
            broken += 1
            assert broken < MAX_STATEMENTS
        assert broken > 8
        house.settle()
        assert house.read(inbox.counts) == {"done": len(talk)}
        assert len(house.got) == len(talk)


def test_a_crash_between_commit_and_send_sends_it_once(houses: Houses) -> None:
    with a_house(houses, "crash") as house:
        house.text(ME, "I need a checkup")
        house.think()
        assert house.got == []
        house.crash()
        house.settle()
        house.crash()
        house.settle()
        assert len(house.got) == 1


def test_a_repeated_text_changes_and_sends_nothing(houses: Houses) -> None:
    with a_house(houses, "repeat") as house:
        for key, text in (("SM1", "I need a checkup"), ("SM2", "2"), ("SM3", "yes")):
            house.text(ME, text, key)
            house.settle()
        before, sent = house.read(everything), len(house.got)
        for _ in range(3):
            for key, text in (("SM3", "yes"), ("SM1", "I need a checkup"), ("SM2", "2")):
                house.text(ME, text, key)
                house.settle()
        assert house.read(everything) == before
        assert len(house.got) == sent


def test_texts_at_once_are_taken_in_the_order_in_which_they_came(houses: Houses) -> None:
    """The first asks for Thursday, the second for Friday: Friday it is, and not the other way."""
    with a_house(houses, "order") as house:
        house.text(ME, "I need a checkup on Thursday")
        house.text(ME, "sorry, on Friday")
        house.settle()
        assert "Thu, Mar 5" in house.got[0].message.text
        assert "Fri, Mar 6" in house.got[-1].message.text
        (thread,) = house.threads()
        wish = house.conversation(thread).frames[-1].data["wish"]
        assert wish.first_on == date(2026, 3, 6)


def test_a_command_that_is_refused_undoes_itself_and_no_more(houses: Houses) -> None:
    """The rival has the time: the text is dealt with, the offer is new, nothing is kept of it."""
    with a_house(houses, "rival") as house:
        house.say(ME, "I need a checkup")
        assert house.rival(2, ME)
        (reply,) = house.say(ME, "2")
        assert "not free any more" in reply
        (thread,) = house.threads()
        assert house.conversation(thread).frames[-1].asked == "slot"
        house.pass_time(timedelta(minutes=1))
        assert house.read(inbox.counts) == {"done": 2}
