"""Around every request: an id to find it by, headers, an access line without its query, no 500.

Pure ASGI: it costs microseconds where a middleware class of the framework costs two hundred.
"""

import time

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import telemetry
from assistant.domain.ids import Ids
from assistant.web.errors import answer

log = telemetry.log("web.access")

TEMPLATE = "frontdesk.template"
"""Where a request's scope has the address of its endpoint, with {names} for what was filled in."""
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
)


class Envelope:
    """The outermost ASGI application."""

    def __init__(self, app: ASGIApp, ids: Ids) -> None:
        self._app, self._ids = app, ids

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, answered whatever happens inside."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0
        correlation: str = self._ids.new("req")
        scope["correlation_id"] = correlation

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                extra = (*_HEADERS, (b"x-correlation-id", correlation.encode()))
                message["headers"] = [*message.get("headers", ()), *extra]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - whatever it is, the neighbour gets an answer
            if not status:
                await answer(Request(scope), error)(scope, receive, sending)
        finally:
            _note(scope, status, time.perf_counter() - began, correlation)


def _note(scope: Scope, status: int, seconds: float, correlation: str) -> None:
    """The access line names the route, not the address called: that may hold a patient's link."""
    route = str(scope.get(TEMPLATE, "unknown"))
    if route.startswith("/webhooks/"):
        telemetry.webhook_answered(status, seconds)
    log.info(
        "request",
        method=scope["method"],
        path=route,
        status=status,
        ms=round(seconds * 1000, 2),
        correlation_id=correlation,
    )
