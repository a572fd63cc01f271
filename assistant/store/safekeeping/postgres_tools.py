"""PostgreSQL's own programs for backups, which must be installed beside the house."""

import os
import shutil
import subprocess  # nosec B404
from pathlib import Path

from sqlalchemy import make_url

from assistant.domain.errors import ConfigurationError


def dump(url: str, path: Path) -> None:
    """Write the database into that file, as of one moment, while others write to it.

    Raises:
        ConfigurationError: pg_dump is missing or failed.
    """
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def restore(url: str, path: Path) -> None:
    """Bring the file's content into an empty database: all of it, or nothing.

    Raises:
        ConfigurationError: pg_restore is missing or failed.
    """
    _run(
        url, "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error",
        "--single-transaction", str(path),
    )  # fmt: skip


def _run(url: str, program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise ConfigurationError(f"{program} is not installed: apt-get install postgresql-client")
    at = make_url(url)
    one = {name: str(value) for name, value in at.query.items()}
    where = {
        "host": at.host or one.get("host", ""),
        "port": str(at.port or one.get("port", "")),
        "username": at.username or "",
        "dbname": at.database or "",
    }
    done = subprocess.run(  # noqa: S603  # nosec B603
        [found, *arguments, *(f"--{name}={value}" for name, value in where.items() if value)],
        # The password is not among the arguments: those are for everybody on the machine to see.
        env={
            "PATH": os.defpath,
            "LC_ALL": "C.UTF-8",
            **({"PGPASSWORD": at.password} if at.password else {}),
            **({"PGSSLMODE": one["sslmode"]} if "sslmode" in one else {}),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        # Only the first line: what follows may quote rows.
        said = (done.stderr.splitlines() or ["it said nothing"])[0]
        raise ConfigurationError(f"FRONTDESK_DATABASE_URL: {program} failed: {said}")
