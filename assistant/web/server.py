"""Listening on a port."""

import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from assistant.domain.errors import ConfigurationError

CLOSE_WITHIN_S = 10
"""Seconds that requests under way are given when the process is told to stop."""


async def serve(app: ASGIApp, host: str, port: int, started: Callable[[str], None]) -> None:
    """Answer requests until the process is told to stop (SIGINT, SIGTERM).

    Args:
        app: the application.
        host: the address to listen on.
        port: 0 for any that is free.
        started: called once with the address, when it listens.

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
    started(f"http://{shown}:{taken}")
    try:
        await uvicorn.Server(config).serve(sockets=[listening])
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
