"""Lines typed into standard input, without blocking the event loop and without threads left over."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator

_CHUNK = 65_536


async def typed_lines() -> AsyncGenerator[str]:
    """Each line as it is typed, without its end; stops at the end of the input."""
    if sys.stdin is None:  # it was closed
        return
    chunks: asyncio.Queue[bytes] = asyncio.Queue()
    number, loop = sys.stdin.fileno(), asyncio.get_running_loop()
    try:
        loop.add_reader(number, lambda: chunks.put_nowait(os.read(number, _CHUNK)))
    except PermissionError:
        # A file is always ready, which is why the event loop cannot wait for it.
        for line in sys.stdin.buffer:
            yield _text(line)
        return
    try:
        rest = b""
        while chunk := await chunks.get():
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                yield _text(line)
        if rest:
            yield _text(rest)
    finally:
        loop.remove_reader(number)


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r\n")
