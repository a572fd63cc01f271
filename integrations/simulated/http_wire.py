"""Just enough HTTP/1.1 for a stand-in server on this machine: no TLS, no chunks."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote, urlsplit

_MAX_BODY = 1024 * 1024
_ANSWER_S = 10


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came; header names are lower case, the last of equal names holds."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The fields of a urlencoded body; the last of equal names holds."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request on a connection, or None when there will be none."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        return None
    first, _, rest = head.partition("\r\n")
    method, _, target = first.removesuffix(" HTTP/1.1").partition(" ")
    headers = _headers(rest)
    length = int(headers.get("content-length", "0"))
    if length > _MAX_BODY:
        return None
    body = await reader.readexactly(length)
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Request(method, unquote(parts.path), query, headers, body)


def reply(status: int, body: bytes, headers: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a reply; JSON unless `headers` say otherwise."""
    all_headers = {
        "Content-Type": "application/json",
        **(headers or {}),
        "Content-Length": str(len(body)),
    }
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in all_headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


async def post(url: str, headers: Mapping[str, str], body: bytes) -> int:
    """Post to an http address and return the status of the answer.

    Raises:
        OSError: nobody is there, or nobody answered within 10 seconds.
    """
    parts = urlsplit(url)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    lines = [f"POST {target} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "", ""]
    async with asyncio.timeout(_ANSWER_S):
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
        try:
            writer.write("\r\n".join(lines).encode("latin-1") + body)
            await writer.drain()
            first = await reader.readline()
        finally:
            writer.close()
    return int(first.split()[1]) if first else 0


def _headers(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found
