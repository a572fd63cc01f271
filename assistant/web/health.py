"""Is it alive, is it ready, and how is it doing."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant import telemetry
from assistant.service.health import Finding
from assistant.web.reception import Reception


class Health:
    """The three addresses that a machine asks; the first one is for people, too."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def alive(self, request: Request) -> Response:
        """200 as long as the process answers at all, with all that was found, good and bad.

        JSON, or plain text for who asks for text (`Accept: text/plain`, a browser).
        """
        found = await self._reception.look()
        if "text/" in request.headers.get("accept", ""):
            return PlainTextResponse(_readable(found))
        return JSONResponse(
            {
                "status": "ok" if all(one.is_fine for one in found) else "trouble",
                "findings": [
                    {"what": one.what, "ok": one.is_fine, "said": one.said} for one in found
                ],
            }
        )

    async def ready(self, _request: Request) -> Response:
        """200 when texts are taken and kept, if only in the spool; else 503.

        What is wrong is said in words in both cases.
        """
        found = await self._reception.look()
        is_ready = not any(one.stops_texts for one in found)
        problems = [one.said for one in found if not one.is_fine]
        return JSONResponse(
            {"ready": is_ready, "problems": problems}, status_code=200 if is_ready else 503
        )

    async def metrics(self, _request: Request) -> Response:
        """Prometheus' text format."""
        await self._reception.measure()
        body, content_type = telemetry.exposition()
        return Response(body, headers={"content-type": content_type})


def _readable(found: Sequence[Finding]) -> str:
    """What is wrong first; one line each."""
    lines = [f"{'ok      ' if one.is_fine else 'TROUBLE '} {one.what}: {one.said}" for one in found]
    lines.sort(key=lambda line: line.startswith("ok"))
    return "\n".join(lines) + "\n"
