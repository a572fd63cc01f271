"""`frontdesk understand`: the reader alone, one JSON object a line in and out, to be measured."""

import json
import sys
import time
from typing import Annotated, Any, cast

import typer

from assistant.cli.output import say_json, speak_utf8
from assistant.understanding.predictor import predict

NAME = "frontdesk"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("understand")(understand)


def understand(
    ready: Annotated[
        bool, typer.Option(help="Begin with a line that says that all is loaded.")
    ] = True,
) -> None:
    """Read texts from standard input, one JSON object a line, and say what they mean.

    A request has "id", "task" (date, act or intent), "text", "locale", and "reference" (the local
    time it was written). The answer has the same "id"; a line that cannot be read gets "error".
    """
    speak_utf8()
    if ready:
        say_json({"ready": True, "name": NAME})
    for raw in sys.stdin:
        say_json(answer(raw))


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
