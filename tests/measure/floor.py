"""The floor: figures that were reached once and must not fall again.

`floor.toml` holds, for each set, the least of each figure; of "wrong" ones, the most.
"""

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.measure.sets import Score

FLOOR = Path(__file__).with_name("floor.toml")
_LEAST = frozenset({"exact", "right", "primary", "slot F1", "joint", "accuracy"})
_MOST = frozenset({"wrong", "wrong intent"})
Floor = Mapping[str, Mapping[str, float]]


def read_floor(path: Path = FLOOR) -> Floor:
    """Set -> figure -> its bound, in percent."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def below(ours: Mapping[str, Score], floor: Floor) -> list[str]:
    """One line for each figure that has fallen."""
    return [
        f"{name}: {figure} {score.figures[figure]:.1f}, the floor is {bound}"
        for name, score in ours.items()
        for figure, bound in floor.get(name, {}).items()
        if (score.figures[figure] > bound if figure in _MOST else score.figures[figure] < bound)
    ]


def written(ours: Mapping[str, Score], before: Floor) -> str:
    """The floor file with these figures, rounded so that they hold; other sets stay as they are."""
    bounds = {name: dict(figures) for name, figures in before.items()}
    for name, score in ours.items():
        bounds[name] = {
            figure: (math.ceil(value * 10) if figure in _MOST else math.floor(value * 10)) / 10
            for figure, value in score.figures.items()
            if figure in _LEAST | _MOST
        }
    parts = ["# Written by: make understand ROWS=... ARGS=--raise-floor"]
    for name, figures in bounds.items():
        lines = [f'"{figure}" = {value}' for figure, value in figures.items()]
        parts.append("\n".join((f'["{name}"]', *lines)))
    return "\n\n".join(parts) + "\n"
