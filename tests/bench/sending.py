"""The way out: replies handed to a carrier that answers at once, over the least a queue could cost.

The floor claims a hundred rows with SKIP LOCKED, hands each over, and notes all hundred as sent, with
one statement each. Ours besides looks at who has said STOP or is with a person, at each claim and once
more just before the hand-over, keeps the texts of one talk in order, and leaves a line in the audit
trail for each. Both in one process, on the same durable PostgreSQL.
"""

import asyncio
import os
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.domain.message import InboundMessage, OutboundMessage, Receipt, ReceiptStatus
from assistant.domain.patient import ContactPoint
from assistant.service.sender import Sender
from assistant.settings import load
from assistant.wiring import Frontdesk, build
from integrations.simulated.phone import SimulatedPhones
from tests.bench.databases import connected
from tests.bench.load import LINE
from tests.bench.report import Line, Table, interleaved, ratio
from tests.bench.turn import Bench
from tests.postgres import Postgres

TEXTS = 1_000
_SCHEMA = (
    "CREATE TABLE queue (id bigint PRIMARY KEY, address text, words text, status text, sent_at "
    "timestamptz); CREATE INDEX waiting ON queue (id) WHERE status = 'new'; "
    "INSERT INTO queue SELECT n, '+12125550100', 'hello', 'new' FROM generate_series(1, %s) n"
)
_CLAIM = (
    "UPDATE queue SET status = 'sending' WHERE id IN (SELECT id FROM queue WHERE status = 'new' "
    "ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING id, address, words"
)
_NOTE = "UPDATE queue SET status = 'sent', sent_at = now() WHERE id = ANY($1::bigint[])"


class AtOnce:
    """A carrier that takes every text without looking at it."""

    def __init__(self) -> None:
        self._inner = SimulatedPhones(b"a bench")

    async def send(self, message: OutboundMessage) -> Receipt:
        """Take it."""
        return Receipt(f"c-{message.id}", ReceiptStatus.QUEUED)

    def __getattr__(self, name: str) -> Any:
        """All else is as with any simulated phone."""
        return getattr(self._inner, name)


def measure() -> list[Table]:
    """The table of the way out."""
    with (
        Postgres.running(is_durable=True) as server,
        tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder,
    ):
        bench = Bench(Path(folder) / "postgresql", server)
        found = interleaved({"ours": lambda: _ours(bench), "floor": lambda: _floor(server)})
    lines = (
        Line("sent and noted", tuple(found["ours"]), "/s"),
        Line("floor", tuple(found["floor"]), "/s"),
        ratio("floor over ours", found["floor"], found["ours"], 2),
    )
    note = f"{TEXTS:,} replies to as many patients; PostgreSQL, every commit waits for the disk"
    return [Table("Sending: replies to a carrier that answers at once", lines, (note,))]


def _ours(bench: Bench) -> float:
    with bench.house() as (_, _, environ):
        return asyncio.run(_sent(environ))


async def _sent(environ: dict[str, str]) -> float:
    async with build(load(environ, Path(os.devnull))) as house:
        await _write(house)
        channel: Any = AtOnce()
        sender = Sender(house.store, {"sms": channel}, house.practice)
        began = perf_counter()
        while await sender.run_once():
            pass
        return TEXTS / (perf_counter() - began)


async def _write(house: Frontdesk) -> None:
    """As many replies wait to be sent."""
    for n in range(TEXTS):
        sender = ContactPoint("sms", f"+1646555{n:04}")
        key = f"SM{n:032x}"
        await house.accept(InboundMessage("sms", "bench", LINE, sender, key, "hello"))
    while await house.parts.turns.run_waiting():
        pass


def _floor(server: Postgres) -> float:
    name = server.create()
    server.execute(_SCHEMA % TEXTS, name)
    return asyncio.run(_drained(server.url(name, is_tcp=True)))


async def _drained(url: str) -> float:
    db, channel = await connected(url), AtOnce()
    began = perf_counter()
    while rows := await db.fetch(_CLAIM):
        await asyncio.gather(*(_hand_over(channel, row) for row in rows))
        await db.execute(_NOTE, [row["id"] for row in rows])
    took = perf_counter() - began
    await db.close()
    return TEXTS / took


async def _hand_over(channel: AtOnce, row: Any) -> str:
    message: Any = _Bare(row["id"], row["address"], row["words"])
    return (await channel.send(message)).external_id


class _Bare:
    """What a floor hands over."""

    __slots__ = ("address", "id", "text")

    def __init__(self, key: int, address: str, text: str) -> None:
        self.id, self.address, self.text = key, address, text
