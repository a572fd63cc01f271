"""The least that a turn can cost: raw ASGI, hand-written SQL, one commit for all that waits.

It checks the signature, keeps the text once, and writes the rows that a turn of ours writes:
inbox, conversation with its state, journal, outbox, audit, and, where a turn has them, offers, hold
and cells, visit and cells. It understands nothing, decides nothing and encrypts nothing: whether
a text searches, picks or books is told by its words.

Run as a program, `python -m tests.bench.floors DATABASE`: it prints its address when it listens.
"""

import asyncio
import base64
import hashlib
import hmac
import socket
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any, Protocol
from urllib.parse import parse_qsl

import msgspec
import uvicorn

from tests.bench.load import PUBLIC_URL, TOKEN

SCHEMA = """
CREATE TABLE conversations (id TEXT PRIMARY KEY, line TEXT, address TEXT, state BLOB, turn INT,
  version INT, heard INT, touched_at INT, UNIQUE (line, address));
CREATE TABLE inbox (id TEXT PRIMARY KEY, account TEXT, external_id TEXT, conversation TEXT
  REFERENCES conversations (id), seq INT, text TEXT, sender TEXT, status TEXT, received_at INT,
  done_at INT, UNIQUE (account, external_id), UNIQUE (conversation, seq));
CREATE INDEX inbox_waiting ON inbox (conversation, seq) WHERE status = 'waiting';
CREATE TABLE journal (id TEXT PRIMARY KEY, conversation TEXT REFERENCES conversations (id),
  version INT, source TEXT, at INT, record BLOB, UNIQUE (conversation, version));
CREATE TABLE outbox (id TEXT PRIMARY KEY, conversation TEXT REFERENCES conversations (id),
  source TEXT, n INT, queue TEXT, seq INT, account TEXT, line TEXT, recipient TEXT, text TEXT,
  kind TEXT, status TEXT, valid_until INT, written_at INT, UNIQUE (source, n), UNIQUE (queue, seq));
CREATE INDEX outbox_live ON outbox (queue, seq) WHERE status = 'new';
CREATE TABLE audit (seq INTEGER PRIMARY KEY, at INT, actor TEXT, action TEXT, conversation TEXT,
  details TEXT);
CREATE TABLE reservations (id TEXT PRIMARY KEY, resource TEXT, first_cell INT, end_cell INT,
  expires_at INT);
CREATE INDEX reservations_resource ON reservations (resource, first_cell);
CREATE TABLE cells (resource TEXT, cell INT, reservation TEXT REFERENCES reservations (id)
  ON DELETE CASCADE, PRIMARY KEY (resource, cell)) WITHOUT ROWID;
CREATE INDEX cells_reservation ON cells (reservation);
CREATE TABLE holds (id TEXT PRIMARY KEY REFERENCES reservations (id) ON DELETE CASCADE,
  conversation TEXT UNIQUE, start_at INT);
CREATE TABLE offers (conversation TEXT, provider TEXT, start_at INT, until INT,
  PRIMARY KEY (conversation, provider, start_at));
CREATE TABLE appointments (id TEXT PRIMARY KEY, patient TEXT, provider TEXT, start_at INT,
  end_at INT, status TEXT);
CREATE INDEX appointments_patient ON appointments (patient, start_at);
"""
_OPTIONS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
_TWIML = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
_HEADERS = [(b"content-type", b"text/xml"), (b"content-length", str(len(_TWIML)).encode())]
REPLY = "Checkup for Ana, here is what I have:\n1) Mon, Mar 9 at 1:00 PM\n2) Tue, Mar 10\n" * 2
KEPT = "x" * 700
"""Fills the state to about the size that ours has in the middle of a booking."""
RECORD = msgspec.json.encode({"event": "Heard", "of": "x" * 900})
CELLS = 6
SECOND = 1_000_000

Form = dict[str, str]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Writer:
    """Runs all turns that wait in one transaction, then tells their senders."""

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for option in _OPTIONS:
            self._db.execute(f"PRAGMA {option}")
        self._db.executescript(SCHEMA)
        self._waiting: list[tuple[Form, asyncio.Future[None]]] = []
        self._is_due = False
        self._numbers = count(1)

    async def take(self, form: Form) -> None:
        """One turn; it is committed when this returns."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._waiting.append((form, done))
        if not self._is_due:
            self._is_due = True
            loop.call_soon(self._commit)
        await done

    def _commit(self) -> None:
        waiting, self._waiting, self._is_due = self._waiting, [], False
        now = time.time_ns() // 1000
        self._db.execute("BEGIN IMMEDIATE")
        for form, _ in waiting:
            self._turn(form, now)
        self._db.execute("COMMIT")
        for _, done in waiting:
            done.set_result(None)

    def _turn(self, form: Form, now: int) -> None:
        run, text, line, sender = self._db.execute, form["Body"], form["To"], form["From"]
        row = run(
            "SELECT id, state, turn FROM conversations WHERE line = ? AND address = ?",
            (line, sender),
        ).fetchone()
        if row is None:
            key, stored, turn = f"cnv_{next(self._numbers):026}", b"{}", 0
            run(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, 0, 0, 0, ?)",
                (key, line, sender, stored, now),
            )
        else:
            key, stored, turn = row
        inbound, turn = f"inb_{next(self._numbers):026}", turn + 1
        values = (inbound, form["AccountSid"], form["MessageSid"], key, turn, text, sender)
        run(
            "INSERT INTO inbox VALUES (?, ?, ?, ?, ?, ?, ?, 'done', ?, ?) ON CONFLICT DO NOTHING",
            (*values, now, now),
        )
        self._audit(now, "message_received", key)
        state: Any = msgspec.json.decode(stored)
        state.update(turn=turn, text=text, kept=KEPT)
        self._schedule(key, sender, text, now)
        run(
            "UPDATE conversations SET state = ?, turn = ?, version = ?, heard = ?, touched_at = ? "
            "WHERE id = ?",
            (msgspec.json.encode(state), turn, turn, turn, now, key),
        )
        values = (f"out_{next(self._numbers):026}", key, inbound, key, turn, form["AccountSid"])
        run(
            "INSERT INTO outbox VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 'reply', 'new', ?, ?)",
            (*values, line, sender, REPLY, now + 1800 * SECOND, now),
        )
        run(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
            (f"jrn_{next(self._numbers):026}", key, turn, inbound, now, RECORD),
        )

    def _schedule(self, key: str, patient: str, text: str, now: int) -> None:
        """What some texts do beside: offer three times, keep one, book it."""
        match text.split(maxsplit=1)[0]:
            case "i" | "how":
                self._db.executemany(
                    "INSERT INTO offers VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = "
                    "excluded.until",
                    [(key, f"p{n}", next(self._numbers), now + 900 * SECOND) for n in range(3)],
                )
                if text.startswith("i"):
                    self._audit(now, "patient_read", key)
            case "2":
                held = self._reserve(now + 1200 * SECOND)
                self._db.execute("INSERT INTO holds VALUES (?, ?, ?)", (held, key, now))
                self._audit(now, "slot_held", key)
            case "yes":
                self._db.execute(
                    "DELETE FROM reservations WHERE id = (SELECT id FROM holds WHERE "
                    "conversation = ?)",
                    (key,),
                )
                visit = self._reserve(None)
                values = (visit, patient, "p1", now, now + 1800 * SECOND)
                run = self._db.execute
                run("INSERT INTO appointments VALUES (?, ?, ?, ?, ?, 'booked')", values)
                self._audit(now, "appointment_booked", key)
            case _:
                pass

    def _reserve(self, until: int | None) -> str:
        """A stretch of half an hour that nobody has, with its cells."""
        number = next(self._numbers)
        key, first = f"res_{number:026}", number * CELLS
        self._db.execute(
            "INSERT INTO reservations VALUES (?, 'p1', ?, ?, ?)",
            (key, first, first + CELLS, until),
        )
        self._db.executemany(
            "INSERT INTO cells VALUES ('p1', ?, ?)", [(first + n, key) for n in range(CELLS)]
        )
        return key

    def _audit(self, now: int, action: str, key: str) -> None:
        self._db.execute(
            "INSERT INTO audit (at, actor, action, conversation, details) VALUES "
            "(?, 'assistant', ?, ?, '{}')",
            (now, action, key),
        )


class Taking(Protocol):
    """Whoever takes turns; see `Writer`."""

    async def take(self, form: Form) -> None:
        """One turn; it is committed when this returns."""
        ...


class App:
    """The ASGI application."""

    def __init__(self, writer: Taking) -> None:
        self._writer = writer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One webhook: 200 once it is committed, 403 when the signature does not fit."""
        if scope["type"] != "http":
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        is_signed = _is_signed(scope, form)
        if is_signed:
            await self._writer.take(form)
        status = 200 if is_signed else 403
        await send({"type": "http.response.start", "status": status, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": _TWIML})


def _is_signed(scope: Scope, form: Form) -> bool:
    given = next((v for k, v in scope["headers"] if k == b"x-twilio-signature"), b"")
    text = PUBLIC_URL + scope["path"] + "".join(name + form[name] for name in sorted(form))
    digest = hmac.digest(TOKEN.encode(), text.encode(), hashlib.sha1)
    return hmac.compare_digest(base64.b64encode(digest), given)


def main(path: str) -> None:
    """Serve until told to stop."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(
        App(Writer(path)), loop="uvloop", http="httptools", lifespan="off", access_log=False,
        log_config=None,
    )  # fmt: skip
    print(f"floor listens on http://127.0.0.1:{listening.getsockname()[1]}")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1])
