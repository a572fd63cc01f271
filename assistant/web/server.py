"""Listening on a port."""

import asyncio
import signal
import socket
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from assistant.domain.errors import ConfigurationError

CLOSE_WITHIN_S = 10
"""Seconds that requests under way are given when the process is told to stop."""
_STOP = (signal.SIGINT, signal.SIGTERM)


class _Server(uvicorn.Server):
    """A server that, told to stop, ends its work and returns; it does not kill the process.

    `started` is called once it answers, and so only when it can be stopped cleanly too.
    """

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so."""
        await super().startup(sockets=sockets)
        if self.started:
            self._started()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """While it runs, SIGINT and SIGTERM mean: finish what is under way, then stop."""
        before = {told: signal.signal(told, self.handle_exit) for told in _STOP}
        try:
            yield
        finally:
            for told, handler in before.items():
                signal.signal(told, handler)


async def serve(app: ASGIApp, host: str, port: int, started: Callable[[str], None]) -> None:
    """Answer requests until the process is told to stop (SIGINT, SIGTERM).

    Args:
        app: the application.
        host: the address to listen on.
        port: 0 for any that is free.
        started: called once with the address, when it answers.

    Raises:
        ConfigurationError: the address cannot be had.
    """
    listening = _listen(host, port)
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=CLOSE_WITHIN_S,
    )
    name, taken = listening.getsockname()[:2]
    shown = f"[{name}]" if ":" in name else name
    address = f"http://{shown}:{taken}"
    try:
        await _Server(config, lambda: started(address)).serve(sockets=[listening])
    finally:
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise ConfigurationError(
            f"FRONTDESK_HOST, FRONTDESK_PORT: cannot listen on {host}:{port}: {error.strerror}. "
            "Is Frontdesk running already? Choose another port."
        ) from error


def run(work: Coroutine[None, None, None]) -> None:
    """Run to its end on the fast event loop."""
    factory = uvicorn.Config("", loop="uvloop").get_loop_factory()
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)
