"""The limits at which a file, a function or a folder is split; ruff holds the others."""

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.tree import ROOT, sources

MAX_FILE_LINES = 500
MAX_TEST_FILE_LINES = 600
MAX_FUNCTION_LINES = 60
MAX_FOLDER_FILES = 25


def test_no_file_is_too_long() -> None:
    too_long = {
        name(path): lines for path in sources() if (lines := length(path)) > longest_allowed(path)
    }
    assert too_long == {}


def test_no_function_is_too_long() -> None:
    too_long = {
        f"{name(path)}:{function.lineno} {function.name}": lines
        for path in sources()
        for function in functions(path)
        if (lines := body_lines(function)) > MAX_FUNCTION_LINES
    }
    assert too_long == {}


def test_no_folder_holds_too_many_files() -> None:
    counts = Counter(name(path.parent) for path in sources())
    crowded = {folder: count for folder, count in counts.items() if count > MAX_FOLDER_FILES}
    assert crowded == {}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def longest_allowed(path: Path) -> int:
    in_tests = path.relative_to(ROOT).parts[0] == "tests"
    return MAX_TEST_FILE_LINES if in_tests else MAX_FILE_LINES


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end; the docstring is free, so nobody shortens it to fit."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)
