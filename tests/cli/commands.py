"""Runs commands in this process, as a shell would: arguments in, streams and exit code out."""

import io
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main

SAMPLE = "integrations/simulated/practice.toml"


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Shell:
    """One installation in a folder of its own; commands run in its environment."""

    def __init__(
        self, folder: Path, patch: pytest.MonkeyPatch, streams: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self._patch, self._streams = folder, patch, streams
        self.set(
            FRONTDESK_DATABASE_URL=f"sqlite:///{folder / 'frontdesk.db'}",
            FRONTDESK_KEY_FILE=str(folder / "keys.json"),
            FRONTDESK_SPOOL_FOLDER=str(folder / "spool"),
        )

    def begin_as(self, kept: Path, prepare: Callable[["Shell"], None]) -> None:
        """Prepare it, or take what was kept when another one was prepared so."""
        if kept.exists():
            shutil.copytree(kept, self.folder, dirs_exist_ok=True)
        else:
            prepare(self)
            shutil.copytree(self.folder, kept)

    def set(self, **variables: str) -> None:
        for name, value in variables.items():
            self._patch.setenv(name, value)

    def run(self, *arguments: str, typed: str | bytes = "") -> Done:
        raw = typed if isinstance(typed, bytes) else typed.encode()
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        self._streams.readouterr()
        code = main(list(arguments))
        out, err = self._streams.readouterr()
        return Done(code, out, err)

    def talk(self, *lines: str, command: Iterable[str]) -> Done:
        """What the phone in the terminal shows when these lines are typed."""
        typed = self.folder / "typed"
        typed.write_text("".join(f"{line}\n" for line in lines))
        with typed.open() as stdin:
            self._patch.setattr("sys.stdin", stdin)
            self._streams.readouterr()
            code = main(list(command))
        out, err = self._streams.readouterr()
        return Done(code, out, err)

    def chat(self, *lines: Mapping[str, Any] | str, options: Iterable[str] = ()) -> Done:
        typed = "".join(
            (line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines
        )
        return self.run("chat", "--jsonl", *options, typed=typed)
