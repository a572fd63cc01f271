"""The floor of `floors` on PostgreSQL: raw ASGI, asyncpg, one flusher, sets of rows a batch.

It writes the same rows for the same texts, all turns that wait in one transaction, each table in
one statement. Run as a program: `python -m tests.bench.postgres_floor URL`.
"""

import asyncio
import socket
import sys
import time
from collections import defaultdict
from itertools import count
from typing import Any

import msgspec
import uvicorn

from tests.bench.databases import connected
from tests.bench.floors import CELLS, KEPT, RECORD, REPLY, SCHEMA, SECOND, App, Form

_INSERTS = {
    "conversations": "INSERT INTO conversations VALUES ($1, $2, $3, $4, $5, $5, $5, $6) ON CONFLICT "
    "(id) DO UPDATE SET state = excluded.state, turn = excluded.turn, version = excluded.version, "
    "heard = excluded.heard, touched_at = excluded.touched_at",
    "inbox": "INSERT INTO inbox VALUES ($1, $2, $3, $4, $5, $6, $7, 'done', $8, $8) "
    "ON CONFLICT DO NOTHING",
    "outbox": "INSERT INTO outbox VALUES ($1, $2, $3, 0, $2, $4, $5, $6, $7, $8, 'reply', 'new', "
    "$9, $10)",
    "journal": "INSERT INTO journal VALUES ($1, $2, $3, $4, $5, $6)",
    "offers": "INSERT INTO offers VALUES ($1, $2, $3, $4) ON CONFLICT (conversation, provider, "
    "start_at) DO UPDATE SET until = excluded.until",
    "freed": "DELETE FROM reservations WHERE id = (SELECT id FROM holds WHERE conversation = $1)",
    "reservations": "INSERT INTO reservations VALUES ($1, 'p1', $2, $3, $4)",
    "cells": "INSERT INTO cells VALUES ('p1', $1, $2)",
    "holds": "INSERT INTO holds VALUES ($1, $2, $3)",
    "appointments": "INSERT INTO appointments VALUES ($1, $2, 'p1', $3, $4, 'booked')",
    "audit": "INSERT INTO audit (at, actor, action, conversation, details) VALUES "
    "($1, 'assistant', $2, $3, '{}')",
}
"""In the order in which they are run."""
_KNOWN = (
    "SELECT c.id, c.state, c.turn, c.address FROM conversations c JOIN unnest($1::text[], "
    "$2::text[]) AS asked (line, address) ON c.line = asked.line AND c.address = asked.address"
)


class Flusher:
    """Takes turns as `floors.Writer` does."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._waiting: list[tuple[Form, asyncio.Future[None]]] = []
        self._db: Any = None
        self._flushing: asyncio.Task[None] | None = None
        self._numbers = count(1)

    async def take(self, form: Form) -> None:
        """One turn; it is committed when this returns."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._waiting.append((form, done))
        if self._flushing is None or self._flushing.done():
            self._flushing = loop.create_task(self._drain())
        await done

    async def _drain(self) -> None:
        while self._waiting:
            await self._flush()

    async def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._db is None:
            self._db = await connected(self._url)
            await self._db.execute(_POSTGRES_SCHEMA)
        now = time.time_ns() // 1000
        async with self._db.transaction():
            lines = [form["To"] for form, _ in waiting]
            found = await self._db.fetch(_KNOWN, lines, [form["From"] for form, _ in waiting])
            known = {row["address"]: row for row in found}
            rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
            for form, _ in waiting:
                self._turn(rows, form, known.get(form["From"]), now)
            for table, statement in _INSERTS.items():
                if rows[table]:
                    await self._db.executemany(statement, rows[table])
        for _, done in waiting:
            done.set_result(None)

    def _turn(
        self, rows: dict[str, list[tuple[Any, ...]]], form: Form, known: Any, now: int
    ) -> None:
        text, line, sender, account = form["Body"], form["To"], form["From"], form["AccountSid"]
        key, stored, turn = (
            (self._id("cnv"), b"{}", 0) if known is None else tuple(known.values())[:3]
        )
        inbound, turn = self._id("inb"), turn + 1
        state: Any = msgspec.json.decode(stored)
        state.update(turn=turn, text=text, kept=KEPT)
        kept = msgspec.json.encode(state)
        rows["conversations"].append((key, line, sender, kept, turn, now))
        rows["inbox"].append((inbound, account, form["MessageSid"], key, turn, text, sender, now))
        sending = (self._id("out"), key, inbound, turn, account, line, sender, REPLY)
        rows["outbox"].append((*sending, now + 1800 * SECOND, now))
        rows["journal"].append((self._id("jrn"), key, turn, inbound, now, RECORD))
        rows["audit"].append((now, "message_received", key))
        self._schedule(rows, key, sender, text, now)

    def _schedule(
        self, rows: dict[str, list[tuple[Any, ...]]], key: str, patient: str, text: str, now: int
    ) -> None:
        match text.split(maxsplit=1)[0]:
            case "i" | "how":
                until = now + 900 * SECOND
                rows["offers"] += [(key, f"p{n}", next(self._numbers), until) for n in range(3)]
                if text.startswith("i"):
                    rows["audit"].append((now, "patient_read", key))
            case "2":
                held = self._reserve(rows, now + 1200 * SECOND)
                rows["holds"].append((held, key, now))
                rows["audit"].append((now, "slot_held", key))
            case "yes":
                rows["freed"].append((key,))
                visit = self._reserve(rows, None)
                rows["appointments"].append((visit, patient, now, now + 1800 * SECOND))
                rows["audit"].append((now, "appointment_booked", key))
            case _:
                pass

    def _reserve(self, rows: dict[str, list[tuple[Any, ...]]], until: int | None) -> str:
        number = next(self._numbers)
        key, first = f"res_{number:026}", number * CELLS
        rows["reservations"].append((key, first, first + CELLS, until))
        rows["cells"] += [(first + n, key) for n in range(CELLS)]
        return key

    def _id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._numbers):026}"


_POSTGRES_SCHEMA = (
    SCHEMA.replace(" INT,", " BIGINT,")
    .replace(" INT)", " BIGINT)")
    .replace("BLOB", "BYTEA")
    .replace("INTEGER PRIMARY KEY", "BIGSERIAL PRIMARY KEY")
    .replace(" WITHOUT ROWID", "")
)


def main(url: str) -> None:
    """Serve until told to stop."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(
        App(Flusher(url)), loop="uvloop", http="httptools", lifespan="off", access_log=False,
        log_config=None,
    )  # fmt: skip
    print(f"floor listens on http://127.0.0.1:{listening.getsockname()[1]}")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1])
