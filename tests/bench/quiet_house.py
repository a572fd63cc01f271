"""`frontdesk serve` with the sender at rest: replies stay in the outbox, as they do in the floor.

Run as a program: `python -m tests.bench.quiet_house`; the settings come from the environment.
"""

from dataclasses import replace

from assistant import telemetry
from assistant.service.sender import Sender
from assistant.settings import load
from assistant.web import server
from assistant.web.app import create
from assistant.wiring import build


class _AtRest(Sender):
    """A sender that never finds anything to do."""

    async def run_once(self) -> bool:
        return False


async def _serving() -> None:
    settings = load()
    telemetry.configure(settings.log_file, settings.log_level)
    async with build(settings) as frontdesk:
        parts = frontdesk.parts
        silent = _AtRest(parts.store, parts.channels, parts.practice)
        quiet = replace(frontdesk, parts=replace(parts, sender=silent))
        await server.serve(create(quiet, has_workers=True), "127.0.0.1", 0, print)


if __name__ == "__main__":
    server.run(_serving())
