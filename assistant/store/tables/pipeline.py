"""The way of a text through the house: inbox, conversations, journal, timers, tasks, outbox.

Columns that end in `_sealed` hold ciphertext, bound to table, row and column; those that end in
`_index` hold a blind index. Everything else is free of patient data.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from assistant.store.tables.metadata import UtcInstant, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("account", String, nullable=False),
    Column("line", String, nullable=False),
    Column("address_sealed", LargeBinary, nullable=False),
    Column("address_index", LargeBinary, nullable=False),
    Column("state_sealed", LargeBinary),
    Column("owner", String, nullable=False),
    Column("staff", String),
    Column("lang", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("owned_since", Integer, nullable=False),
    Column("heard", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", UtcInstant),
    Column("opened_at", UtcInstant, nullable=False),
    Column("touched_at", UtcInstant, nullable=False),
    UniqueConstraint("channel", "line", "address_index"),
)
"""One row per (channel, line, address).

`version` grows with each change of the state. `owned_since` is the version at which the bot last
lost the word to staff. `heard` counts the texts that arrived. `fence` grows with each claim; a
worker writes only under the fence it was given. `staff`: the person who has it, if one has.
"""

inbox = Table(
    "inbox",
    metadata,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("account", String, nullable=False),
    Column("external_id", String, nullable=False),
    Column("conversation", String, ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("sender_sealed", LargeBinary, nullable=False),
    Column("carrier_opt_out", String, nullable=False),
    Column("media", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcInstant, nullable=False),
    Column("error", String, nullable=False),
    Column("received_at", UtcInstant, nullable=False),
    Column("done_at", UtcInstant),
    UniqueConstraint("channel", "account", "external_id"),
    UniqueConstraint("conversation", "seq"),
)
"""Every text that was ever accepted; the neighbour's id is kept for good, so a replay is no news.

`seq`: arrival order in its conversation. `status`: waiting, done, or dead (given to a person).
"""

Index("inbox_waiting", inbox.c.conversation, inbox.c.seq, sqlite_where=text("status = 'waiting'"),
      postgresql_where=text("status = 'waiting'"))  # fmt: skip

media = Table(
    "media",
    metadata,
    Column("id", String, primary_key=True),
    Column("inbox", String, ForeignKey("inbox.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("url_sealed", LargeBinary, nullable=False),
    Column("content_type", String, nullable=False),
    UniqueConstraint("inbox", "n"),
)
"""Files that came with a text: where the neighbour keeps them."""

journal = Table(
    "journal",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation", String, ForeignKey("conversations.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("record_sealed", LargeBinary, nullable=False),
    UniqueConstraint("conversation", "version"),
)
"""One record a turn: event, answers, reasons. `source`: the inbox row, timer or staff action."""

timers = Table(
    "timers",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation", String, ForeignKey("conversations.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("due_at", UtcInstant, nullable=False, index=True),
    Column("fence", Integer, nullable=False),
    Column("task", String),
    Column("attempts", Integer, nullable=False),
    UniqueConstraint("conversation", "kind"),
)
"""What is to happen later. With `task` it is an alert that repeats until the task is claimed."""

tasks = Table(
    "tasks",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation", String, ForeignKey("conversations.id")),
    Column("family", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("summary_sealed", LargeBinary, nullable=False),
    Column("patient", String),
    Column("appointment", String),
    Column("owner", String),
    Column("opened_at", UtcInstant, nullable=False),
    Column("due_at", UtcInstant, nullable=False),
    Column("claimed_at", UtcInstant),
    Column("closed_at", UtcInstant),
)
"""Work for a person; see `domain.task`. At most one open row a conversation and `family`."""

_OPEN = text("status IN ('requested', 'in-progress')")
Index("tasks_one_open", tasks.c.conversation, tasks.c.family, unique=True,
      sqlite_where=_OPEN, postgresql_where=_OPEN)  # fmt: skip

outbox = Table(
    "outbox",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation", String, ForeignKey("conversations.id"), nullable=False),
    Column("source", String, nullable=False),
    Column("n", Integer, nullable=False),
    Column("queue", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("account", String, nullable=False),
    Column("line", String, nullable=False),
    Column("to_sealed", LargeBinary, nullable=False),
    Column("to_index", LargeBinary, nullable=False),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("kind", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("staff", String),
    Column("version", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcInstant, nullable=False),
    Column("valid_until", UtcInstant, nullable=False),
    Column("lease_until", UtcInstant),
    Column("unknown_since", UtcInstant),
    Column("resent", Boolean, nullable=False),
    Column("external_id", String),
    Column("segments", Integer, nullable=False),
    Column("error", String, nullable=False),
    Column("suppressed_by", String, nullable=False),
    Column("written_at", UtcInstant, nullable=False),
    Column("sent_at", UtcInstant),
    Column("changed_at", UtcInstant, nullable=False),
    UniqueConstraint("source", "n"),
    UniqueConstraint("channel", "account", "external_id"),
    UniqueConstraint("queue", "seq"),
)
"""Texts to be sent, and what became of them.

(`source`, `n`) is the logical reply: the n-th of that inbox row, timer or staff action.
`queue` is what keeps an order among itself: a conversation, or one of the practice's own phones
(then it is the row's own id). `version`: the conversation's, as this was written.
`error`: the slug of domain.errors or the neighbour's code; `suppressed_by`: the rule.
"""

_LIVE = text("status IN ('new', 'sending', 'unknown')")
Index("outbox_live", outbox.c.queue, outbox.c.seq,
      sqlite_where=_LIVE, postgresql_where=_LIVE)  # fmt: skip

consents = Table(
    "consents",
    metadata,
    Column("id", String, primary_key=True),
    Column("address_sealed", LargeBinary, nullable=False),
    Column("address_index", LargeBinary, nullable=False),
    Column("line", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("source", String, nullable=False),
    Column("words_sealed", LargeBinary, nullable=False),
    Index("consents_newest", "address_index", "line", "purpose", "id"),
)
"""The opt-out ledger. Rows are only added; of one (number, line, purpose) the newest holds."""
