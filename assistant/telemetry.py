"""Logs without patients in them, and metrics.

A log line is one JSON object. Only the field names in `ALLOWED` are written, and only short plain
values; everything else is dropped and counted, so a careless line cannot tell who wrote what.
Other rooms use the functions here and know neither structlog nor Prometheus.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

ALLOWED = frozenset(
    {
        "address_count", "appointment", "attempt", "bytes", "channel", "code", "command", "conversation",
        "correlation_id", "count", "dialog", "error_type", "event", "field_count", "file", "host", "inbound",
        "integration", "key_id", "kind", "level", "line_number", "logger", "message_id", "method", "ms",
        "outcome", "path", "pid", "port", "practice", "priority", "reason", "retry", "revision", "role",
        "room", "seconds", "segments", "setting", "status", "step", "task", "timestamp", "turn",
        "vendor_code", "where",
    }
)  # fmt: skip
"""Names a log line may have. Ids are ours and random; no text, number, name or date of birth."""
Plain = str | int | float | bool
"""What a field may hold."""
MAX_VALUE = 200
"""The longest text a field may hold, in characters."""
_FOREIGN = ("uvicorn", "alembic")
"""Libraries whose log messages are known to hold no patient data; others only name themselves."""

_files: list[TextIO] = []
_registry = CollectorRegistry()
_turns = Counter(
    "frontdesk_turns", "Turns taken, by how they ended.", ["outcome"], registry=_registry
)
_turn_seconds = Histogram(
    "frontdesk_turn_seconds",
    "From claiming a conversation to its commit.",
    registry=_registry,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0),
)
_sends = Counter(
    "frontdesk_sends", "Texts handed to a channel, by outcome.", ["outcome"], registry=_registry
)
_suppressed = Counter(
    "frontdesk_suppressed",
    "Texts that a rule kept from being sent, by rule.",
    ["rule"],
    registry=_registry,
)
_webhooks = Counter(
    "frontdesk_webhooks", "Webhook requests, by answer.", ["status"], registry=_registry
)
_webhook_seconds = Histogram(
    "frontdesk_webhook_seconds",
    "From a webhook request's first byte to its answer.",
    registry=_registry,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0),
)
_lag = Histogram(
    "frontdesk_loop_lag_seconds",
    "How much later than asked the event loop wakes a sleeper, measured every half second.",
    registry=_registry,
    buckets=(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0),
)
_database_up = Gauge(
    "frontdesk_database_up", "1 when the database answers, else 0.", registry=_registry
)
_spooled = Counter(
    "frontdesk_spooled", "Texts kept in the spool, the database being away.", registry=_registry
)
_spool_bytes = Gauge(
    "frontdesk_spool_bytes", "Bytes of texts that wait in the spool.", registry=_registry
)
_aside_bytes = Gauge(
    "frontdesk_spool_aside_bytes",
    "Bytes of spooled texts that could not be taken in and wait for a person.",
    registry=_registry,
)
_oldest = Gauge(
    "frontdesk_inbox_oldest_seconds",
    "How long the first waiting text has waited for its turn.",
    registry=_registry,
)
_unknown = Gauge(
    "frontdesk_outbox_unknown",
    "Texts that may have been sent; the neighbour is asked.",
    registry=_registry,
)
_inbox = Gauge("frontdesk_inbox_waiting", "Texts received and not yet taken.", registry=_registry)
_outbox = Gauge("frontdesk_outbox_waiting", "Texts to send and not yet sent.", registry=_registry)
_tasks = Gauge("frontdesk_tasks_open", "Tasks that no person has finished.", registry=_registry)
_dropped = Counter(
    "frontdesk_log_fields_dropped",
    "Fields kept out of the log because they are not on the list.",
    registry=_registry,
)


class Log:
    """A room's log. Pass ids and counts as fields; a field that is not in `ALLOWED` is dropped."""

    def __init__(self, room: str) -> None:
        self._room = room

    def debug(self, event: str, **fields: Plain) -> None:
        """Something a developer would like to see."""
        self._write("debug", event, fields)

    def info(self, event: str, **fields: Plain) -> None:
        """Something that happened as it should."""
        self._write("info", event, fields)

    def warning(self, event: str, **fields: Plain) -> None:
        """Something the operator should look at when there is time."""
        self._write("warning", event, fields)

    def error(self, event: str, **fields: Plain) -> None:
        """Something the operator must look at."""
        self._write("error", event, fields)

    def failed(self, event: str, error: BaseException, **fields: Plain) -> None:
        """An unexpected error: its type and where it happened, never its message."""
        self._write("error", event, {**fields, **describe(error)})

    def _write(self, level: str, event: str, fields: Mapping[str, Plain]) -> None:
        structlog.get_logger().log(_LEVELS[level], event, room=self._room, **fields)


_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def log(room: str) -> Log:
    """The log of a room, named as in the tree: `log("service.turns")`."""
    return Log(room)


def describe(error: BaseException) -> dict[str, str]:
    """The type of an error and the innermost places it came through, without any message."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    where = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    return {"error_type": type(error).__name__, "where": where[:MAX_VALUE]}


def configure(log_file: Path | None = None, level: str = "info") -> None:
    """Send logs to a file (made with its folder, mode 0600), or to standard error.

    Raises:
        OSError: the file cannot be written.
    """
    stop()
    stream = sys.stderr
    if log_file is not None:
        stream = _opened(log_file)
        _files.append(stream)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            allow_listed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_Foreign()]
    root.setLevel(max(_LEVELS[level], logging.INFO))
    logging.getLogger("alembic").setLevel(logging.WARNING)


def stop() -> None:
    """Close the log file, if there is one; nothing is logged until `configure` is called again."""
    structlog.configure(
        processors=[allow_listed, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS["error"]),
        logger_factory=structlog.ReturnLoggerFactory(),
    )
    while _files:
        _files.pop().close()


def allow_listed(_logger: object, _name: str, fields: MutableMapping[str, Any]) -> dict[str, Any]:
    """A structlog processor: keeps listed fields with plain values, cuts long texts."""
    kept: dict[str, Any] = {}
    for name, value in fields.items():
        if name in ALLOWED and isinstance(value, str | int | float | bool):
            kept[name] = value[:MAX_VALUE] if isinstance(value, str) else value
        else:
            _dropped.inc()
    return kept


class _Foreign(logging.Handler):
    """What libraries log, through the same list: their message only where it is known to be safe."""

    def emit(self, record: logging.LogRecord) -> None:
        safe = record.name.split(".")[0] in _FOREIGN and not record.exc_info
        error = describe(record.exc_info[1]) if record.exc_info and record.exc_info[1] else {}
        structlog.get_logger().log(
            min(max(record.levelno, 10), 50),
            record.getMessage() if safe else "library",
            logger=record.name,
            **error,
        )


def _opened(path: Path) -> TextIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    return path.open("a", encoding="utf-8", buffering=1)


def turn_ended(outcome: str, seconds: float) -> None:
    """Count a turn: "done", "handoff", "failed" ...; `seconds` from claim to commit."""
    _turns.labels(outcome).inc()
    _turn_seconds.observe(seconds)


def send_ended(outcome: str) -> None:
    """Count a send by the receipt's status or the error's code."""
    _sends.labels(outcome).inc()


def send_suppressed(rule: str) -> None:
    """Count a text that a rule kept from being sent."""
    _suppressed.labels(rule).inc()


def webhook_answered(status: int, seconds: float) -> None:
    """Count a webhook request by its HTTP status; `seconds` from request to answer."""
    _webhooks.labels(str(status)).inc()
    _webhook_seconds.observe(seconds)


def text_spooled() -> None:
    """Count a text that the database could not take."""
    _spooled.inc()


def loop_lagged(seconds: float) -> None:
    """Note how late the event loop was."""
    _lag.observe(seconds)


def set_spool(size: int, aside: int) -> None:
    """Note how many bytes wait in the spool, and how many for a person."""
    _spool_bytes.set(size)
    _aside_bytes.set(aside)


def set_database(*, is_up: bool) -> None:
    """Note whether the database answers."""
    _database_up.set(int(is_up))


def set_waiting(
    *, inbox: int | None = None, oldest_s: float = 0.0, outbox: int | None = None, unknown: int = 0
) -> None:
    """Note how many texts wait on either side, and for how long the first one has."""
    if inbox is not None:
        _inbox.set(inbox)
        _oldest.set(oldest_s)
    if outbox is not None:
        _outbox.set(outbox)
        _unknown.set(unknown)


def set_open_tasks(count: int) -> None:
    """Note how many tasks no person has finished."""
    _tasks.set(count)


def metric_names() -> tuple[str, ...]:
    """The name of every metric, as Prometheus shows it but for the ends that a kind adds."""
    return tuple(sorted(family.name for family in _registry.collect()))


def exposition() -> tuple[bytes, str]:
    """All metrics in Prometheus' text format, and its content type."""
    return generate_latest(_registry), CONTENT_TYPE_LATEST


stop()
