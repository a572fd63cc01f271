import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import telemetry
from tests.architecture.tree import ROOT


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    handlers, level = logging.getLogger().handlers, logging.getLogger().level
    path = tmp_path / "logs" / "frontdesk.log"
    telemetry.configure(path, "debug")
    yield path
    telemetry.stop()
    logging.getLogger().handlers = handlers
    logging.getLogger().setLevel(level)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_line_is_json_with_room_level_and_time(written: Path) -> None:
    telemetry.log("service.turns").info("turn", outcome="done", ms=3)
    (line,) = lines(written)
    assert {name: line[name] for name in ("event", "room", "level", "outcome", "ms")} == {
        "event": "turn",
        "room": "service.turns",
        "level": "info",
        "outcome": "done",
        "ms": 3,
    }
    assert line["timestamp"].endswith("Z")


def test_a_field_that_is_not_on_the_list_is_dropped_and_counted(written: Path) -> None:
    before = dropped()
    telemetry.log("web").warning("odd", text="I have a rash", phone="+15550100001", code="x")
    assert "rash" not in written.read_text()
    assert "5550100001" not in written.read_text()
    assert dropped() == before + 2


def test_a_long_value_is_cut(written: Path) -> None:
    telemetry.log("web").info("odd", path="/" + "x" * 5000)
    assert len(lines(written)[0]["path"]) == telemetry.MAX_VALUE


def test_an_error_is_logged_without_its_message(written: Path) -> None:
    try:
        int("born 1970-01-01")
    except ValueError as error:
        telemetry.log("service").failed("turn", error)
    (line,) = lines(written)
    assert line["error_type"] == "ValueError"
    assert "test_telemetry.py" in line["where"]
    assert "1970" not in written.read_text()


def test_a_library_may_name_itself_but_not_quote(written: Path) -> None:
    logging.getLogger("somelib.http").warning("request of +15550100001 failed")
    logging.getLogger("uvicorn.error").warning("Started")
    first, second = lines(written)
    assert (first["logger"], first["event"]) == ("somelib.http", "library")
    assert second["event"] == "Started"


def test_the_log_is_readable_by_its_owner_only(written: Path) -> None:
    assert written.stat().st_mode & 0o077 == 0


def test_metrics_are_exposed_in_text() -> None:
    telemetry.turn_ended("done", 0.002)
    telemetry.send_ended("sent")
    telemetry.webhook_answered(403, 0.01)
    telemetry.set_waiting(inbox=3, outbox=4)
    telemetry.set_open_tasks(5)
    body, content_type = telemetry.exposition()
    assert content_type.startswith("text/plain")
    for sample in (
        'frontdesk_turns_total{outcome="done"}',
        'frontdesk_sends_total{outcome="sent"}',
        'frontdesk_webhooks_total{status="403"}',
        "frontdesk_inbox_waiting 3.0",
        "frontdesk_outbox_waiting 4.0",
        "frontdesk_tasks_open 5.0",
    ):
        assert sample in body.decode()


def test_every_metric_is_written_down() -> None:
    page = (ROOT / "docs" / "reference" / "metrics.md").read_text(encoding="utf-8")
    names = telemetry.metric_names()
    assert len(names) > 10
    assert [name for name in names if f"`{name}" not in page] == []


def dropped() -> float:
    body, _ = telemetry.exposition()
    (line,) = [
        line
        for line in body.decode().splitlines()
        if line.startswith("frontdesk_log_fields_dropped_total")
    ]
    return float(line.split()[-1])
