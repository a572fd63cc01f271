"""Is it alive, is it ready, and how is it doing."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant import telemetry
from assistant.web.reception import Reception


class Health:
    """The three addresses that a machine asks."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def alive(self, _request: Request) -> Response:
        """200 as long as the process answers at all."""
        return JSONResponse({"status": "ok"})

    async def ready(self, _request: Request) -> Response:
        """200 when texts are taken and answered; else 503 and, in words, why not."""
        problems = await self._reception.problems()
        return JSONResponse(
            {"ready": not problems, "problems": problems}, status_code=503 if problems else 200
        )

    async def metrics(self, _request: Request) -> Response:
        """Prometheus' text format."""
        await self._reception.measure()
        body, content_type = telemetry.exposition()
        return Response(body, headers={"content-type": content_type})
