import asyncio
import json

import pytest
from starlette.types import Message

from assistant.service.health import Finding
from assistant.web import app as web
from assistant.web.app import create, keep_working
from tests.web.asgi import Remembering, call

GONE = Finding("database", is_fine=False, said="The database does not answer. Texts are spooled.")
FULL = Finding("spool", is_fine=False, said="The spool is full.", stops_texts=True)
FINE = Finding("texts", is_fine=True, said="0 texts wait for their turn.")


async def test_alive_answers_whatever_else_is_wrong_and_says_what() -> None:
    app = create(Remembering(found=[FINE, GONE]), has_workers=False)
    answer = await call(app, "/healthz", method="GET")
    assert answer.status == 200
    said = json.loads(answer.body)
    assert said["status"] == "trouble"
    assert said["findings"][1] == {"what": "database", "ok": False, "said": GONE.said}
    well = await call(
        create(Remembering(found=[FINE]), has_workers=False), "/healthz", method="GET"
    )
    assert json.loads(well.body)["status"] == "ok"


async def test_a_person_reads_trouble_first() -> None:
    app = create(Remembering(found=[FINE, GONE]), has_workers=False)
    answer = await call(app, "/healthz", method="GET", headers={"accept": "text/html,*/*"})
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.body.decode().splitlines() == [
        f"TROUBLE  database: {GONE.said}",
        f"ok       texts: {FINE.said}",
    ]


async def test_it_is_ready_as_long_as_texts_are_kept() -> None:
    spooling = create(Remembering(found=[FINE, GONE]), has_workers=False)
    answer = await call(spooling, "/readyz", method="GET")
    assert answer.status == 200
    assert json.loads(answer.body) == {"ready": True, "problems": [GONE.said]}
    full = create(Remembering(found=[GONE, FULL]), has_workers=False)
    answer = await call(full, "/readyz", method="GET")
    assert answer.status == 503
    assert json.loads(answer.body) == {"ready": False, "problems": [GONE.said, FULL.said]}


async def test_metrics_are_plain_text() -> None:
    answer = await call(create(Remembering(), has_workers=False), "/metrics", method="GET")
    assert answer.headers["content-type"].startswith("text/plain")
    assert b"frontdesk_inbox_waiting" in answer.body


async def test_an_unknown_address_is_a_plain_404() -> None:
    answer = await call(create(Remembering(), has_workers=False), "/admin.php?x=1", method="GET")
    assert answer.status == 404
    assert set(json.loads(answer.body)) == {"code", "message", "correlation_id"}


async def test_every_answer_forbids_sniffing_and_storing() -> None:
    answer = await call(create(Remembering(), has_workers=False), "/healthz", method="GET")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


async def test_workers_that_fall_over_are_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "FIRST_PAUSE_S", 0.001)
    reception, stop = Remembering(), asyncio.Event()
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_working(reception, stop))
        await reception.works.wait()
        stop.set()
    assert reception.worked == 2


async def test_workers_run_while_the_process_is_up_and_stop_with_it() -> None:
    reception = Remembering(worked=1)
    app, told = create(reception), asyncio.Event()
    sent: list[str] = []
    first = True

    async def receive() -> Message:
        nonlocal first
        if first:
            first = False
            return {"type": "lifespan.startup"}
        await told.wait()
        return {"type": "lifespan.shutdown"}

    async def send(message: Message) -> None:
        sent.append(message["type"])

    async def run() -> None:
        await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(run())
        await reception.works.wait()
        assert sent == ["lifespan.startup.complete"]
        told.set()
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
