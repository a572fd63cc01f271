"""The sets of rows, and one predictor's score on one of them."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.measure.predictors import Predictor

_WAIT_S = 900


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one file, and how they are scored. `options` go to the program that scores."""

    name: str
    file: str
    task: str
    options: tuple[str, ...] = ()


def _dates(lang: str) -> tuple[RowSet, ...]:
    return (
        RowSet(f"dates.{lang}", f"dates.{lang}.jsonl", "date", ("--core",)),
        RowSet(
            f"dates.{lang} typos", f"dates.{lang}.jsonl", "date", ("--core", "--perturb", "typo")
        ),
        RowSet(
            f"dates.{lang} no accents",
            f"dates.{lang}.jsonl",
            "date",
            ("--core", "--perturb", "gsm"),
        ),
        RowSet(f"dates-silver.{lang}", f"dates-silver.{lang}.jsonl", "date"),
        RowSet(f"dates-negative.{lang}", f"dates-negative.{lang}.jsonl", "date"),
    )


SETS: tuple[RowSet, ...] = (
    *_dates("en"),
    *_dates("es"),
    RowSet("acts.en", "acts.en.jsonl", "act"),
    RowSet("acts.watson.es", "acts.watson.es.jsonl", "intent"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one predictor on one set, in percent. `groups`: the figures by category."""

    figures: Mapping[str, float]
    groups: Mapping[str, Mapping[str, float]]
    misread: str = ""

    def line(self) -> str:
        """All figures on one line."""
        return "  ".join(f"{name} {value:5.1f}" for name, value in self.figures.items())

    def table(self) -> str:
        """One line for all, then one a category, the largest first, then rows read wrongly."""
        lines = [f"  {'frontdesk':<18}{self.line()}"]
        ordered = sorted(self.groups.items(), key=lambda item: -item[1].get("rows", 0))
        for name, figures in ordered:
            shown = "  ".join(
                f"{key} {value:5.1f}" for key, value in figures.items() if key != "rows"
            )
            lines.append(f"    {name:<16}{figures.get('rows', 0):5.0f}  {shown}")
        return "\n".join((*lines, self.misread) if self.misread else lines)


def scored(rows: RowSet, folder: Path, predictor: Predictor, show: int) -> Score | None:
    """That predictor's score; None where the program that scores failed, which says why itself."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "score.json"
        wanted = ["--wait-ready", "--json", str(out), "--show", str(show), *rows.options]
        command = [sys.executable, "score.py", rows.file, *wanted, "--", *predictor.command]
        done = subprocess.run(  # noqa: S603 (the program was named by whoever measures)
            command, cwd=folder, timeout=_WAIT_S, check=False, stdout=subprocess.PIPE, text=True
        )
        if done.returncode or not out.is_file():
            return None
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    misread = "\n".join(line for line in done.stdout.splitlines() if "want" in line) if show else ""
    return _READERS[rows.task](found, misread)


def _of_dates(found: dict[str, Any], misread: str) -> Score:
    table: dict[str, dict[str, float]] = found["table"]
    groups = {
        name: {
            "rows": counts["n"],
            "right": 100 * (counts.get("exact", 0) + counts.get("resolved", 0)) / counts["n"],
            "wrong": 100 * counts.get("wrong", 0) / counts["n"],
        }
        for name, counts in table.items()
        if name != "ALL"
    }
    names = {"exact": "exact", "right": "resolved", "wrong": "wrong"}
    return Score(_percent(found, names), groups if len(groups) > 1 else {}, misread)


def _of_acts(found: dict[str, Any], misread: str) -> Score:
    names = {
        "exact": "act_exact",
        "primary": "primary",
        "slot F1": "slot_F1",
        "joint": "joint",
    }
    groups = {
        name: {"rows": n, "primary": 100 * primary, "coarse": 100 * coarse}
        for name, (n, primary, coarse) in found["cats"].items()
    }
    return Score(_percent(found, names), groups if len(groups) > 1 else {}, misread)


def _of_intents(found: dict[str, Any], misread: str) -> Score:
    names = {
        "accuracy": "acc",
        "macro F1": "macroF1",
        "wrong intent": "in_wrong",
        "oos recall": "oos_recall",
    }
    return Score(_percent(found, names), {}, misread)


def _percent(found: dict[str, Any], names: dict[str, str]) -> dict[str, float]:
    figures = {name: 100 * float(found[key]) for name, key in names.items()}
    figures["us"] = found["us_median"] or found["us_roundtrip_median"]
    return figures


_READERS = {"date": _of_dates, "act": _of_acts, "intent": _of_intents}
