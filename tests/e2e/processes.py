"""Real processes on this machine: Frontdesk, and a stand-in for Twilio's server."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

from tests.architecture.tree import ROOT

PUBLIC = "https://desk.example.org"
LINE, PATIENT = "+15550100100", "+12125550123"
ACCOUNT, TOKEN = "AC" + "0" * 32, "a token of this test"
FORM = "application/x-www-form-urlencoded"
WITHIN_S = 20.0


def until(true: Callable[[], bool], within_s: float = WITHIN_S) -> bool:
    """Whether it comes true in that time."""
    ends = time.monotonic() + within_s
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(0.05)
    return False


@dataclass(slots=True)
class Running:
    """A process that said where it listens."""

    process: subprocess.Popen[str]
    address: str

    def kill(self) -> None:
        """kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(WITHIN_S)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """One request: status and body of the answer."""
        at = urlsplit(self.address)
        connection = HTTPConnection(at.hostname or "", at.port, timeout=WITHIN_S)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def started(
    command: list[str], address_of: Callable[[str], str], env: Mapping[str, str]
) -> Generator[Running]:
    """The process, once its first line has said where it listens; ended at the end."""
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**inherited(), **env},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        reading = Thread(target=process.stdout.read, daemon=True)
        try:
            first = process.stdout.readline()
            if not first:
                process.wait(WITHIN_S)
                errors.seek(0)
                raise AssertionError(errors.read())
            reading.start()  # a pipe that nobody reads stops who writes into it
            yield Running(process, address_of(first))
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(timeout=WITHIN_S)
            if reading.ident is not None:
                reading.join(WITHIN_S)


def inherited() -> dict[str, str]:
    """This process's variables but for Frontdesk's own, and for the size of a window it is told of."""
    own = ("FRONTDESK_", "COLUMNS", "LINES")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}  # noqa: TID251


@dataclass(slots=True)
class House:
    """One installation in a folder of its own, with the sample practice."""

    folder: Path
    api_base: str
    others: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def env(self) -> dict[str, str]:
        """Its settings."""
        return {
            "FRONTDESK_DATABASE_URL": f"sqlite:///{self.folder / 'frontdesk.db'}",
            "FRONTDESK_KEY_FILE": str(self.folder / "keys.json"),
            "FRONTDESK_SPOOL_FOLDER": str(self.folder / "spool"),
            "FRONTDESK_PRACTICE_FILE": "integrations/simulated/practice.toml",
            "FRONTDESK_PUBLIC_URL": PUBLIC,
            "FRONTDESK_PORT": "0",
            "FRONTDESK_LOG_FILE": str(self.folder / "frontdesk.log"),
            "FRONTDESK_TWILIO_ACCOUNT_SID": ACCOUNT,
            "FRONTDESK_TWILIO_AUTH_TOKEN": TOKEN,
            "FRONTDESK_TWILIO_API_BASE": self.api_base,
            **self.others,
        }

    @contextmanager
    def serving(self, *options: str) -> Generator[Running]:
        """`frontdesk serve`."""
        command = [sys.executable, "-m", "assistant", "serve", *options]
        with started(command, lambda line: line.split()[-1], self.env) as running:
            yield running

    @contextmanager
    def working(self) -> Generator[Running]:
        """`frontdesk worker`."""
        command = [sys.executable, "-m", "assistant", "worker"]
        with started(command, lambda _line: "", self.env) as running:
            yield running

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=ROOT,
            env={**inherited(), **self.env},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def listed(self, what: str) -> list[dict[str, Any]]:
        """`frontdesk WHAT list --json`."""
        done = self.run(what, "list", "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@contextmanager
def twilio() -> Generator[Running]:
    """The stand-in for Twilio's server."""
    command = [
        sys.executable, "-m", "integrations.simulated.twilio_api", "--port", "0",
        "--account-sid", ACCOUNT, "--auth-token", TOKEN,
    ]  # fmt: skip
    with started(command, lambda line: json.loads(line)["listening"], {}) as running:
        yield running


def posts(api: Running) -> list[dict[str, str]]:
    """The texts that were posted to the stand-in."""
    _, body = api.ask("GET", "/__control/posts")
    return json.loads(body)["posts"]


def fields(text: str, sid: str, **others: str) -> dict[str, str]:
    """What Twilio posts for one text."""
    return {
        "AccountSid": ACCOUNT,
        "MessageSid": sid,
        "SmsMessageSid": sid,
        "From": PATIENT,
        "To": LINE,
        "Body": text,
        "NumMedia": "0",
        "ApiVersion": "2010-04-01",
        **others,
    }


def post(house: Running, path: str, form: Mapping[str, str]) -> tuple[int, bytes]:
    """Post a form as Twilio does, signed by Twilio's own code for the public address."""
    sign = cast("Callable[[str, dict[str, str]], str]", RequestValidator(TOKEN).compute_signature)  # pyright: ignore[reportUnknownMemberType]
    signature = sign(PUBLIC + path, dict(form))
    headers = {"Content-Type": FORM, "X-Twilio-Signature": signature}
    return house.ask("POST", path, urlencode(form).encode(), headers)


def sid_of(number: int) -> str:
    """A MessageSid."""
    return f"SM{number:032x}"
