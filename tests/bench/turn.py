"""A whole turn, from the signed webhook to the committed reply, over the least it could cost.

Ours is `frontdesk serve` with its workers in the same process; the floors are `floors` and
`postgres_floor`. Both get the same signed texts of as many patients, at the same concurrency, and
write the same sorts of rows with full durability. What counts is the processor time of the server's
process, all its threads, and of the database's own processes, from the first post to the last commit.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from itertools import count, product
from pathlib import Path
from time import perf_counter, sleep, time_ns

import asyncpg

from assistant.domain.ids import PatientId, ProviderId
from assistant.domain.patient import Patient
from assistant.domain.practice import Practice
from assistant.settings import load
from assistant.store import patients, practices
from assistant.store.database import Tx
from assistant.wiring import SystemClock, opened_store
from tests.bench.databases import Database, PostgresDatabase, SqliteFile
from tests.bench.load import (
    ACCOUNT,
    CONCURRENCY,
    LINE,
    PUBLIC_URL,
    TOKEN,
    Patients,
    Server,
    post_all,
    started,
)
from tests.bench.report import Line, Table, interleaved, ratio
from tests.bench.sample import sample_practice
from tests.postgres import Postgres

CONVERSATIONS, WARMING = 50, 16
_BEGINNINGS, _ENDINGS = ("Al", "Ber", "Cor", "Dun"), ("brook", "field", "ley", "mer", "sen", "ton")
LAST_TURN_S = 60
_KINDS = ("quiet", "sending", "floor")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one repetition cost: microseconds of processor time a turn, turns a second, rows a turn.

    `memory_mb`: what the measured server holds at the end.
    """

    cpu_us: float
    rate: float
    rows: float
    memory_mb: float


def texts_for(patient: int) -> list[str]:
    """What that patient writes: a visit is found, changed, booked and asked for again."""
    on = _first_day() + timedelta(days=patient % 40)
    while on.weekday() > 3:
        on += timedelta(days=1)
    return [
        "hello",
        "i need a checkup",
        "what are your hours?",
        f"how about the afternoon of {on:%B} {on.day}?",
        "2",
        "yes please",
        "when is my visit?",
        "thank you",
    ]


def measure() -> list[Table]:
    """The tables of the whole turn, one for each database."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="frontdesk-bench-")))
        server = stack.enter_context(Postgres.running(is_durable=True))
        bench, other = Bench(folder / "sqlite"), Bench(folder / "postgresql", server)
        asked: dict[str, Callable[[], Cost]] = {
            "quiet": bench.quiet,
            "floor": bench.floor,
            "sending": bench.sending,
            "quiet-pg": other.quiet,
            "floor-pg": other.floor,
            "sending-pg": other.sending,
        }
        found = interleaved(asked)
    first = _table("Turn on SQLite: signed webhook to committed reply", found, "", 4)
    second = _table("Turn on PostgreSQL, server's processes included", found, "-pg", 3)
    return [first, second]


def _table(title: str, found: dict[str, list[Cost]], mark: str, at_most: float) -> Table:
    cpu = {kind: [cost.cpu_us for cost in found[kind + mark]] for kind in _KINDS}
    rate = {kind: tuple(cost.rate for cost in found[kind + mark]) for kind in _KINDS}
    rows = {kind: found[kind + mark][0].rows for kind in _KINDS}
    lines = (
        Line("turn, CPU", tuple(cpu["quiet"]), "us"),
        Line("turn with its sending, CPU", tuple(cpu["sending"]), "us"),
        Line("floor, CPU", tuple(cpu["floor"]), "us"),
        Line("turn, rate", rate["quiet"], "/s"),
        Line("turn with its sending, rate", rate["sending"], "/s"),
        Line("floor, rate", rate["floor"], "/s"),
        ratio("turn over floor, CPU", cpu["quiet"], cpu["floor"], at_most),
        ratio("turn with its sending over floor, CPU", cpu["sending"], cpu["floor"], None),
    )
    turns = CONVERSATIONS * len(texts_for(0))
    shape = f"{turns} turns of {CONVERSATIONS} conversations, {CONCURRENCY} requests at a time"
    notes = (
        f"{shape}, every commit waits for the disk; the client has the other processor",
        f"rows a turn: ours {rows['quiet']:.1f}, floor {rows['floor']:.1f}",
        "turn: nobody sends the replies, as in the floor; the bench notes them as sent",
        "with its sending: frontdesk serve as it is, to a stand-in for the carrier beside it",
    )
    return Table(title, lines, notes)


class Bench:
    """Starts what is measured, each time on a database of its own that nobody has written to."""

    def __init__(self, folder: Path, postgres: Postgres | None = None) -> None:
        self._folder, self._postgres = folder, postgres
        self._runs = count(1)
        self._template = folder / "template"
        self._template.mkdir(parents=True)
        self.furnished = self._database(self._template)
        _furnish(self._environ(self._template, self.furnished))

    def change(self, work: Callable[[Tx], object]) -> None:
        """Change what every run begins with."""
        environ = self._environ(self._template, self.furnished)
        with opened_store(load(environ, Path(os.devnull))) as store:
            store.write_sync(work)

    def quiet(self) -> Cost:
        """Ours, with the sender at rest."""
        with self.house() as (folder, database, environ):
            arguments = ("-m", "tests.bench.quiet_house")
            with started(arguments, environ, folder / "errors") as server:
                return _load(server, database, _until_read)

    def sending(self) -> Cost:
        """Ours, as it is."""
        with self.house() as (folder, database, environ):
            standing = ("-m", "integrations.simulated.twilio_api", "--port", "0")
            own = ("--account-sid", ACCOUNT, "--auth-token", TOKEN)
            with started((*standing, *own), environ, folder / "carrier") as carrier:
                environ["FRONTDESK_TWILIO_API_BASE"] = f"http://127.0.0.1:{carrier.port}"
                arguments = ("-m", "assistant", "serve", "--port", "0")
                with started(arguments, environ, folder / "errors") as server:
                    return _load(server, database, _until_sent)

    def floor(self) -> Cost:
        """The floor."""
        folder = self._folder / f"run{next(self._runs)}"
        folder.mkdir()
        if self._postgres is None:
            database: Database = SqliteFile(folder / "floor.db")
            arguments = ("-m", "tests.bench.floors", str(folder / "floor.db"))
        else:
            database = PostgresDatabase(self._postgres, self._postgres.create())
            arguments = ("-m", "tests.bench.postgres_floor", database.url)
        with started(arguments, _bare_environ(), folder / "errors") as server:
            return _load(server, database, _no_wait)

    @contextmanager
    def house(self) -> Generator[tuple[Path, Database, dict[str, str]]]:
        folder = self._folder / f"run{next(self._runs)}"
        shutil.copytree(self._template, folder)
        database = self._database(folder)
        yield folder, database, self._environ(folder, database)
        shutil.rmtree(folder)

    def _database(self, folder: Path) -> Database:
        """That folder's: a file in it, or a copy of the furnished one on the server."""
        if self._postgres is None:
            return SqliteFile(folder / "frontdesk.db")
        if folder == self._template:
            return PostgresDatabase(self._postgres, self._postgres.create())
        name = self.furnished.url.rpartition("/")[2]
        return PostgresDatabase(self._postgres, self._postgres.create(like=name))

    def _environ(self, folder: Path, database: Database) -> dict[str, str]:
        return {
            **_bare_environ(),
            "FRONTDESK_DATABASE_URL": database.url,
            "FRONTDESK_KEY_FILE": f"{folder}/keys.json",
            "FRONTDESK_LOG_FILE": f"{folder}/log",
            "FRONTDESK_PUBLIC_URL": PUBLIC_URL,
            "FRONTDESK_TWILIO_ACCOUNT_SID": ACCOUNT,
            "FRONTDESK_TWILIO_AUTH_TOKEN": TOKEN,
        }


def _load(server: Server, database: Database, wait: Callable[[Database], None]) -> Cost:
    """Warm it, then measure until `wait` says that all is done."""
    writing = Patients(database.url)
    for todo in _rounds(writing, range(WARMING)):
        post_all(server.port, todo)
        wait(database)
    rounds = _rounds(writing, range(WARMING, WARMING + CONVERSATIONS))
    rows, cpu, began = _rows(database), server.cpu() + database.cpu(), perf_counter()
    for todo in rounds:
        post_all(server.port, todo)
        wait(database)
    took, spent = perf_counter() - began, server.cpu() + database.cpu() - cpu
    _check_visits(database)
    turns = sum(map(len, rounds))
    written = (_rows(database) - rows) / turns
    return Cost(spent / turns * 1e6, turns / took, written, server.memory_mb())


def _rounds(writing: Patients, who: range) -> list[list[bytes]]:
    """All first texts, then all second ones: nobody writes again before they have an answer."""
    each = [(_number(patient), texts_for(patient)) for patient in who]
    rounds = range(len(texts_for(0)))
    return [[writing.request(number, texts[n]) for number, texts in each] for n in rounds]


def _until_done(database: Database) -> None:
    """Until every text has had its turn."""
    _until_none(lambda: database.count("inbox WHERE status = 'waiting'"))
    dead = database.count("inbox WHERE status != 'done'")
    if dead:
        raise RuntimeError(f"{dead} texts failed")


def _until_read(database: Database) -> None:
    """Until, besides, the patients have every reply: sent by nobody, noted by the bench itself."""
    _until_done(database)
    now = time_ns() // 1000
    database.change(f"UPDATE outbox SET status = 'sent', sent_at = {now} WHERE status = 'new'")  # noqa: S608


def _check_visits(database: Database) -> None:
    """Whoever wrote has a visit now: otherwise what was measured was something else."""
    asked = database.count(f"conversations WHERE line = '{LINE}'")
    booked = database.count("appointments")
    if booked < asked * 0.9:
        raise RuntimeError(f"{booked} of {asked} conversations ended in a visit")


def _until_sent(database: Database) -> None:
    """Until, besides, every reply has been handed to the carrier."""
    _until_done(database)
    _until_none(lambda: database.count("outbox WHERE status IN ('new', 'sending')"))
    lost = database.count("outbox WHERE status != 'queued'")
    if lost:
        raise RuntimeError(f"{lost} replies were not taken by the carrier")


def _until_none(left: Callable[[], int]) -> None:
    end = perf_counter() + LAST_TURN_S
    while left():
        if perf_counter() > end:
            raise RuntimeError("what was left to do is not being done")
        sleep(0.005)


def _no_wait(database: Database) -> None:
    """A floor's turn is over when its request is answered."""


def _rows(database: Database) -> int:
    """Rows in all tables that a turn writes to."""
    names = ("inbox", "conversations", "journal", "outbox", "offers", "cells", "reservations")
    floors = ("holds", "appointments", "audit")
    is_floor = _has(database, "audit")
    ours = ("holds", "appointments", "audit_events")
    return sum(database.count(name) for name in (*names, *(floors if is_floor else ours)))


def _has(database: Database, table: str) -> bool:
    try:
        database.count(table)
    except (sqlite3.OperationalError, asyncpg.UndefinedTableError):
        return False
    return True


def _furnish(environ: dict[str, str]) -> None:
    """A large practice, and its patients with their numbers."""

    def furnish(tx: Tx) -> None:
        practices.save(tx, _large(sample_practice()))
        for n in range(WARMING + CONVERSATIONS):
            who = Patient(PatientId(f"pat_{n}"), "Ana", "Diaz", date(1980, 5, 17), (_number(n),))
            patients.add(tx, who)

    with opened_store(load(environ, Path(os.devnull))) as store:
        store.write_sync(furnish)


def _large(practice: Practice) -> Practice:
    """The sample practice with more people who do checkups: so many may write to it at once."""
    first = practice.providers[0]
    more = tuple(
        replace(first, id=ProviderId(name.lower()), name=f"Dr. {name}", aliases=())
        for name in map("".join, product(_BEGINNINGS, _ENDINGS))
    )
    kinds = tuple(
        replace(kind, providers=(*kind.providers, *(one.id for one in more)))
        if kind.id == "checkup"
        else kind
        for kind in practice.visit_types
    )
    return replace(practice, providers=(*practice.providers, *more), visit_types=kinds)


def _number(patient: int) -> str:
    return f"+1212555{patient:04}"


def _bare_environ() -> dict[str, str]:
    return {"PATH": os.defpath}


def _first_day() -> date:
    """Three weeks from now, so that notice and weekends do not matter."""
    return SystemClock().now().astimezone(UTC).date() + timedelta(days=21)
