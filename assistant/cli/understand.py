"""`frontdesk understand`: the reader alone, one JSON object a line in and out, or one text explained."""

import json
import select
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated, Any, cast

import typer

from assistant.cli.output import printable, say, say_json, speak_utf8
from assistant.cli.sample import sample_practice
from assistant.domain.clock import local
from assistant.domain.facts import Asked, FactKind, Lang
from assistant.understanding import Setting, Vocabulary
from assistant.understanding.explain import explained
from assistant.understanding.predictor import predict
from assistant.wiring import SystemClock, practice_in

NAME = "frontdesk"
WAITS_AFTER_S = 0.25
"""Seconds without a request after which whoever asks is taken to wait for the ready line."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("understand")(understand)


def understand(
    ready: Annotated[
        bool | None,
        typer.Option(
            help="Begin with a line that says that all is loaded; if neither is given, only when "
            "whoever asks waits for it."
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option(help="Explain how this text is read, instead of reading lines.")
    ] = None,
    at: Annotated[
        datetime | None,
        typer.Option(help="The local time it was written; now, if not given. For --explain."),
    ] = None,
    lang: Annotated[
        Lang, typer.Option(help="The language spoken so far. For --explain.")
    ] = Lang.EN,
    asked: Annotated[
        list[FactKind] | None,
        typer.Option(help="What the open question asks for; more than once. For --explain."),
    ] = None,
    practice: Annotated[
        Path | None,
        typer.Option(
            help="Whose names are known: a practice.toml; the sample's, if not given. For --explain."
        ),
    ] = None,
) -> None:
    """Read texts from standard input, one JSON object a line, and say what they mean.

    A request has "id", "task" (date, act or intent), "text", "locale", and "reference" (the local
    time it was written). The answer has the same "id"; a line that cannot be read gets "error".

    With --explain: the tokens, mentions and readings of one text, and why one reading won.
    """
    speak_utf8()
    if explain is not None:
        _say_why(explain, practice, at, lang, Asked(frozenset(asked or ())))
        return
    if ready or (ready is None and not has_input(sys.stdin, WAITS_AFTER_S)):
        say_json({"ready": True, "name": NAME})
    for raw in sys.stdin:
        say_json(answer(raw))


def has_input(stream: IO[str], within_s: float) -> bool:
    """Is there something to read, or the end, within that time? Yes, where nobody can tell."""
    try:
        readable, _, _ = select.select([stream.fileno()], [], [], within_s)
    except (OSError, ValueError):
        return True
    return bool(readable)


def _say_why(
    text: str, practice: Path | None, at: datetime | None, lang: Lang, asked: Asked
) -> None:
    house = practice_in(practice or sample_practice())
    now = local(SystemClock().now(), house.zone)
    if at is not None:
        now = at.replace(tzinfo=now.tzinfo)
    setting = Setting(now, lang, asked, ("STOP",))
    for section in explained(text, Vocabulary.of(house), setting):
        say(section.title)
        for line in section.lines or ("nothing",):
            say(f"  {printable(line)}")


def answer(raw: str) -> dict[str, Any]:
    """The answer to one line."""
    try:
        request: object = json.loads(raw)
    except (ValueError, RecursionError):
        return {"error": "the line is not JSON"}
    if not isinstance(request, dict):
        return {"error": "the line is not a JSON object"}
    asked = cast("dict[str, Any]", request)
    began = time.perf_counter()
    try:
        said = predict(asked)
    except (ValueError, TypeError, KeyError) as error:
        return {"id": asked.get("id"), "error": f"{type(error).__name__} while reading the request"}
    us = round((time.perf_counter() - began) * 1e6, 1)
    return {"id": asked.get("id"), **said, "us": us}
