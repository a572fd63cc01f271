"""Start-up: what importing the product costs over importing the libraries it stands on."""

import os
import subprocess
import sys
from functools import partial

from tests.bench.load import ROOT
from tests.bench.report import Line, Table, interleaved, ratio

REPETITIONS = 7
_OURS = "import assistant.wiring, assistant.web.app, assistant.web.server"
_FLOOR = "import fastapi, sqlalchemy, uvicorn"
_TIMED = "import time; began = time.process_time(); {}; print(time.process_time() - began)"


def measure() -> list[Table]:
    """The table of the start-up."""
    asked = {"ours": partial(_import_ms, _OURS), "floor": partial(_import_ms, _FLOOR)}
    for run in asked.values():
        run()  # the first one writes or reads the compiled files
    found = interleaved(asked, REPETITIONS)
    lines = (
        Line("assistant.wiring and assistant.web", tuple(found["ours"]), "ms"),
        Line("fastapi, sqlalchemy, uvicorn", tuple(found["floor"]), "ms"),
        ratio("ours over the libraries", found["ours"], found["floor"], 1.5),
    )
    return [Table("Start-up: processor time of the imports, each in a process of its own", lines)]


def _import_ms(statement: str) -> float:
    done = subprocess.run(  # noqa: S603 (our own line)
        [sys.executable, "-c", _TIMED.format(statement)],
        cwd=ROOT,
        env={"PATH": os.defpath},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    )
    return float(done.stdout) * 1000
