"""The web process as one ASGI application."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from assistant import telemetry
from assistant.domain.errors import AssistantError
from assistant.web.envelope import TEMPLATE, Envelope
from assistant.web.errors import Refusal, answer
from assistant.web.health import Health
from assistant.web.reception import Reception
from assistant.web.webhooks import Webhooks

log = telemetry.log("web")

Endpoint = Callable[[Request], Awaitable[Response]]

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
"""How long a worker that fell over rests before it is started again; doubled each time."""


def create(reception: Reception, *, has_workers: bool = True) -> ASGIApp:
    """The application. With `has_workers` it takes turns and sends as long as it is up."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(reception.attend(stop), name="attending")
            if has_workers:
                tasks.create_task(keep_working(reception, stop), name="workers")
            try:
                yield
            finally:
                stop.set()

    app = FastAPI(
        title="Frontdesk", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None
    )
    webhooks, health = Webhooks(reception), Health(reception)
    for method, template, endpoint in (
        ("POST", "/webhooks/{integration}/status", webhooks.status),
        ("POST", "/webhooks/{integration}/{kind}", webhooks.inbound),
        ("POST", "/webhooks/{integration}", webhooks.inbound),
        ("GET", "/healthz", health.alive),
        ("GET", "/readyz", health.ready),
        ("GET", "/metrics", health.metrics),
    ):
        app.add_route(template, _known_as(template, endpoint), methods=[method])
    for kind in (AssistantError, HTTPException, Refusal, Exception):
        app.add_exception_handler(kind, answer)
    return Envelope(app, reception.ids)


def _known_as(template: str, endpoint: Endpoint) -> Endpoint:
    """The endpoint, its address noted without what was filled in, for the access log."""

    async def answering(request: Request) -> Response:
        request.scope[TEMPLATE] = template
        return await endpoint(request)

    return answering


async def keep_working(reception: Reception, stop: asyncio.Event) -> None:
    """Run the workers until `stop`; if they fall over, say so in the log and start them again."""
    pause_s = FIRST_PAUSE_S
    while not stop.is_set():
        try:
            await reception.work(stop)
        except Exception as error:  # noqa: BLE001 - texts must go on being answered
            log.failed("workers", error)
        if not stop.is_set():
            await _rest(stop, pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
