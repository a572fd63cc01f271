"""Servers that are started and ended here, and a client that posts signed texts to them."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlsplit

from integrations.simulated.twilio_api import TwilioApi

CONCURRENCY = 16
"""Requests under way at the same time, each on a connection of its own that is kept open."""
START_S, STOP_S = 30, 15
ACCOUNT, TOKEN = "AC" + "0" * 32, "bench"
LINE = "+15550100100"
PUBLIC_URL = "http://frontdesk.bench"
"""The address that signatures are made for; nobody calls it."""
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A process that listens at `port` of 127.0.0.1."""

    pid: int
    port: int

    def cpu(self) -> float:
        """Seconds of processor time that it has used so far, all threads together; Linux only."""
        tasks = Path(f"/proc/{self.pid}/task")
        spent = [(task / "schedstat").read_text().split()[0] for task in tasks.iterdir()]
        return sum(map(int, spent)) / 1e9

    def memory_mb(self) -> float:
        """Megabytes of memory that it holds; Linux only."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def started(arguments: Sequence[str], environ: Mapping[str, str], said: Path) -> Generator[Server]:
    """Run `python ARGUMENTS` until it says its address; it is ended when the block ends.

    Args:
        arguments: after the interpreter.
        environ: the whole environment of the process.
        said: file that takes all that it writes.

    Raises:
        RuntimeError: it ended, or told no address in time.
    """
    with said.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 (our own modules)
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**environ, "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=output,
        )
        try:
            yield Server(process.pid, _port_of(process, said))
        finally:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _port_of(process: "subprocess.Popen[bytes]", said: Path) -> int:
    end = perf_counter() + START_S
    while perf_counter() < end:
        has_ended = process.poll() is not None
        text = said.read_text(errors="replace")
        address = re.search(r"http://127\.0\.0\.1:(\d+)\b.*\n", text)
        if address:
            return int(address.group(1))
        if has_ended:
            break
        sleep(0.02)
    raise RuntimeError(f"{process.args!r} did not start:\n{said.read_text(errors='replace')}")


class Patients:
    """Texts of as many patients as are wanted, signed as the neighbour signs them."""

    def __init__(self, seed: str) -> None:
        self._api = TwilioApi(
            ACCOUNT, TOKEN, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), seed=seed
        )

    def request(self, number: str, text: str) -> bytes:
        """One request, as it goes over the wire."""
        url = f"{PUBLIC_URL}/webhooks/twilio/sms"
        webhook = self._api.text(url, sender=number, line=LINE, body=text)
        lines = [f"POST {urlsplit(url).path} HTTP/1.1", f"Host: {urlsplit(url).netloc}"]
        lines += [f"{name}: {value}" for name, value in webhook.headers.items()]
        lines += [f"Content-Length: {len(webhook.body)}", "", ""]
        return "\r\n".join(lines).encode("latin-1") + webhook.body


def post_all(port: int, requests: Sequence[bytes]) -> None:
    """Post them in order, `CONCURRENCY` at a time; returns when all are answered.

    Raises:
        RuntimeError: one was not answered with 200.
    """
    asyncio.run(_post_all(port, requests))


async def _post_all(port: int, requests: Sequence[bytes]) -> None:
    todo = iter(requests)
    async with asyncio.TaskGroup() as group:
        for _ in range(CONCURRENCY):
            group.create_task(_post(port, todo))


async def _post(port: int, todo: Iterable[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for request in todo:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            await reader.readexactly(int(length.group(1)) if length else 0)
            if b" 200 " not in head[:16]:
                raise RuntimeError(f"answered with {head[:40]!r}")
    finally:
        writer.close()
