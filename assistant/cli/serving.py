"""`frontdesk serve` and `frontdesk worker`."""

import asyncio
import signal
from typing import Annotated

import typer

from assistant import telemetry
from assistant.cli.output import say
from assistant.domain.errors import ConfigurationError
from assistant.settings import Settings, load
from assistant.web import server
from assistant.web.app import create, keep_working
from assistant.wiring import build


def add_to(app: typer.Typer) -> None:
    """Add both commands."""
    app.command("serve")(serve)
    app.command("worker")(worker)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on, instead of the setting.")] = "",
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port, instead of the setting; 0: any free."),
    ] = None,
    workers: Annotated[
        bool, typer.Option(help="Also take turns and send, in this same process.")
    ] = True,
) -> None:
    """Run the web process; unless told otherwise it also answers the texts it takes."""
    settings = _started()
    if "web" not in settings.roles:
        raise ConfigurationError("FRONTDESK_ROLES has no web in it; use frontdesk worker.")
    has_workers = workers and "workers" in settings.roles
    at = (host or settings.host, settings.port if port is None else port)
    server.run(_serving(settings, at, has_workers=has_workers))


async def _serving(settings: Settings, at: tuple[str, int], *, has_workers: bool) -> None:
    async with build(settings) as frontdesk:

        def started(address: str) -> None:
            say(f"Frontdesk listens on {address}")
            for name in frontdesk.channels if frontdesk.public_url else ():
                say(f"{name}: texts to {frontdesk.public_url}/webhooks/{name}/sms")

        await server.serve(create(frontdesk, has_workers=has_workers), *at, started)


def worker() -> None:
    """Run an extra worker: take turns, send, and fire timers until told to stop."""
    server.run(_working(_started()))


async def _working(settings: Settings) -> None:
    stop = asyncio.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    async with build(settings) as frontdesk:
        say("Frontdesk's worker runs; Ctrl-C stops it.")
        async with asyncio.TaskGroup() as group:
            group.create_task(frontdesk.attend(stop), name="attending")
            group.create_task(keep_working(frontdesk, stop), name="workers")


def _started() -> Settings:
    settings = load()
    try:
        telemetry.configure(settings.log_file, settings.log_level)
    except OSError as error:
        raise ConfigurationError(
            f"FRONTDESK_LOG_FILE: {error.strerror}: {error.filename}"
        ) from error
    return settings
