"""A PostgreSQL server of the tests' own: made, started, stopped and killed here, also as root.

It lives in a folder below the system's temporary one, listens on a port of 127.0.0.1 that was
free and on a socket in that folder, and trusts everybody who reaches it. `shared()` is the one of
this run, for tests that want a database of their own; tests that stop a server make one with
`Postgres.running()`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from atexit import register
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from pwd import getpwnam
from typing import Literal

WITHIN_S = 60
_USERS = ("postgres", "nobody")
_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)
_numbers = count(1)

How = Literal["smart", "fast", "immediate"]
"""How it is stopped; "immediate" is a crash: what was committed comes back from its log."""


class Postgres:
    """One server. `start` and `stop` may follow each other as often as a test likes."""

    def __init__(self, folder: Path, *, is_durable: bool = False) -> None:
        """Make an empty cluster in that folder.

        `is_durable`: wait for the disk at each commit, as in production; without it a stopped
        server still loses nothing, only the machine must not go down.
        """
        self.folder, self.port = folder, _free_port()
        self._is_durable = is_durable
        self._owner = _owner()
        if self._owner:
            shutil.chown(folder, *self._owner)
        self._run(
            "initdb", "--no-sync", "--auth=trust", "--username=frontdesk", "--encoding=UTF8",
            "--locale=C", f"--pgdata={self._data}",
        )  # fmt: skip

    @classmethod
    @contextmanager
    def running(cls, *, is_durable: bool = False) -> "Generator[Postgres]":
        """A server of its own, started; gone with all it holds at the end."""
        with tempfile.TemporaryDirectory(prefix="frontdesk-pg-", ignore_cleanup_errors=True) as at:
            server = cls(Path(at), is_durable=is_durable)
            server.start()
            try:
                yield server
            finally:
                server.stop("immediate")

    def start(self) -> None:
        """Start it; it answers when this returns."""
        options = [
            f"-p {self.port}",
            f"-k {self.folder}",
            "-c listen_addresses=127.0.0.1",
            "-c max_connections=200",
            "-c shared_buffers=64MB",
            "-c deadlock_timeout=50ms",  # races have many, and a second for each is a long run
        ]
        if not self._is_durable:
            options += ["-c fsync=off", "-c full_page_writes=off"]
        log = self.folder / "log"
        self._run(
            "pg_ctl", "start", "--wait", f"--timeout={WITHIN_S}", f"--pgdata={self._data}",
            f"--log={log}", f"--options={' '.join(options)}",
        )  # fmt: skip

    def stop(self, how: How = "fast") -> None:
        """Stop it; nothing happens if it is stopped already."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--wait", f"--mode={how}", f"--pgdata={self._data}")

    def restart(self, how: How = "fast") -> None:
        """Stop it in that way and start it again, at the same port."""
        self.stop(how)
        self.start()

    def url(self, database: str = "postgres", *, is_tcp: bool = False) -> str:
        """The address of one database: by the socket in its folder, or by TCP."""
        if is_tcp:
            return f"postgresql://frontdesk@127.0.0.1:{self.port}/{database}"
        return f"postgresql://frontdesk@/{database}?host={self.folder}&port={self.port}"

    def create(self, *, like: str = "template1") -> str:
        """A new database, a copy of that one; its name. Nobody may be connected to the original."""
        name = f"t{next(_numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def execute(self, statement: str, database: str = "postgres") -> str:
        """Run one statement beside all others; what it gives, as psql prints it bare."""
        return self._run(
            "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
            "--set=ON_ERROR_STOP=1", f"--host={self.folder}", f"--port={self.port}",
            "--username=frontdesk", f"--dbname={database}", f"--command={statement}",
        )  # fmt: skip

    def pid(self) -> int:
        """The process id of the server itself."""
        return int((self._data / "postmaster.pid").read_text().splitlines()[0])

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> str:
        user, group = self._owner or (None, None)
        done = subprocess.run(  # noqa: S603 (PostgreSQL's own programs)
            [binaries() / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=user,
            group=group,
            extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL,
            # A pipe would stay open as long as the server that pg_ctl leaves behind.
            stdout=subprocess.PIPE if program == "psql" else subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "psql" else subprocess.STDOUT,
            text=True,
            timeout=2 * WITHIN_S,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr or self._said()}")
        return (done.stdout or "").strip()

    def _said(self) -> str:
        log = self.folder / "log"
        return log.read_text(errors="replace")[-2000:] if log.exists() else "it said nothing"


@cache
def shared() -> Postgres:
    """The server of this run, started when the first test asks for it."""
    running = Postgres.running()
    server = running.__enter__()
    register(running.__exit__, None, None, None)
    return server


@cache
def binaries() -> Path:
    """Where PostgreSQL's programs are; the newest version of several."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    for place in _PLACES:
        folders += sorted(Path("/").glob(place.lstrip("/")), key=_version, reverse=True)
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "psql")):
            return folder
    raise RuntimeError(
        "these tests start a PostgreSQL server of their own, and it is not installed: "
        "apt-get install postgresql (or set PATH to where pg_ctl is)"
    )


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(
        int(part) for part in folder.parent.name.replace("-", "@").split("@") if part.isdigit()
    )


def _owner() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root; then it runs as somebody who may do little."""
    if os.getuid():
        return None
    for name in _USERS:
        try:
            user = getpwnam(name)
        except KeyError:
            continue
        return user.pw_uid, user.pw_gid
    raise RuntimeError(f"PostgreSQL does not run as root, and there is no user {_USERS}")


def _free_port() -> int:
    """Asked for in a process of its own: the tests' own may not open such sockets."""
    ask = "import socket; print(socket.create_server(('127.0.0.1', 0)).getsockname()[1])"
    return int(subprocess.check_output([sys.executable, "-c", ask], text=True))  # noqa: S603
