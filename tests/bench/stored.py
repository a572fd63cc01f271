"""Does it matter how much is stored? The same turns beside few and beside many conversations.

`make bench ARGS="--only stored --full"` goes to a million; by itself it stops at 100,000.
"""

import sqlite3
import sys
import tempfile
from pathlib import Path

from assistant.domain.facts import Lang
from assistant.domain.message import InboundMessage
from assistant.domain.patient import ContactPoint
from assistant.store import inbox
from assistant.store.database import Tx
from tests.bench.databases import SqliteFile
from tests.bench.report import Line, Table, interleaved, ratio
from tests.bench.turn import Bench, Cost

FEW = 1_000
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many) "
_FILL = (
    (
        "INSERT INTO conversations SELECT printf('cnv_0%025d', i), 'sms', 'bench', '+15550100199', "
        "randomblob(45), randomblob(32), randomblob(900), 'bot', NULL, 'en', 2, 2, 0, 2, 1, NULL, "
        "1700000000000000 + i, 1700000000000000 + i FROM n"
    ),
    (
        "INSERT INTO inbox SELECT printf('inb_0%025d', i), 'sms', 'bench', printf('SM%d', i), "
        "printf('cnv_0%025d', i), 1, randomblob(60), randomblob(45), '', 0, 'done', 0, "
        "1700000000000000 + i, '', 1700000000000000 + i, 1700000000000000 + i FROM n"
    ),
    (
        "INSERT INTO journal SELECT printf('jnl_0%025d', i), printf('cnv_0%025d', i), 1, "
        "printf('inb_0%025d', i), 1700000000000000 + i, randomblob(900) FROM n"
    ),
    (
        "INSERT INTO outbox SELECT printf('msg_0%025d', i), printf('cnv_0%025d', i), "
        "printf('inb_0%025d', i), 0, printf('cnv_0%025d', i), 1, 'sms', 'bench', '+15550100199', "
        "randomblob(45), randomblob(32), randomblob(200), 'reply', 'en', NULL, 1, 'delivered', 1, "
        "1700000000000000 + i, 1700000000000000 + i, NULL, NULL, 0, printf('XM%d', i), 1, '', '', "
        "1700000000000000 + i, 1700000000000000 + i, 1700000000000000 + i FROM n"
    ),
)


def measure() -> list[Table]:
    """The table of stored conversations."""
    many = 1_000_000 if "--full" in sys.argv else 100_000
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        few, much = Bench(Path(folder) / "few"), Bench(Path(folder) / "many")
        for bench, size in ((few, FEW), (much, many)):
            _fill(bench, size)
        found: dict[str, list[Cost]] = interleaved({"few": few.quiet, "many": much.quiet})
    cpu = {name: [cost.cpu_us for cost in costs] for name, costs in found.items()}
    memory = {name: [cost.memory_mb for cost in costs] for name, costs in found.items()}
    more = tuple(b - a for a, b in zip(memory["few"], memory["many"], strict=True))
    lines = (
        Line(f"turn beside {FEW:,} conversations, CPU", tuple(cpu["few"]), "us"),
        Line(f"turn beside {many:,} conversations, CPU", tuple(cpu["many"]), "us"),
        ratio("many over few", cpu["many"], cpu["few"], 1.3),
        Line("memory with few", tuple(memory["few"]), "MB"),
        Line("what many add to it", more, "MB", 50),
    )
    note = "each stored conversation has a text, a reply and a turn; SQLite, sender at rest"
    return [Table("Stored conversations: what they cost the turns of others", lines, (note,))]


def _fill(bench: Bench, many: int) -> None:
    database = bench.furnished
    if not isinstance(database, SqliteFile):
        raise TypeError("only a file is filled")
    bench.change(_keep_one)  # what is filled in cannot be opened, and the newest one is tried
    db = sqlite3.connect(database.path)
    with db:
        for statement in _FILL:
            into, _, what = statement.partition(" SELECT ")
            db.execute(f"{into} {_NUMBERS} SELECT {what}", {"many": many})
    db.close()


def _keep_one(tx: Tx) -> None:
    sender = ContactPoint("sms", "+12125559999")
    message = InboundMessage("sms", "bench", "+15550100199", sender, "SM0", "hello")
    kept = inbox.add(tx, message, Lang.EN)
    if kept is not None:
        inbox.done(tx, kept.id)
