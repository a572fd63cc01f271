"""On which line each key of a TOML text stands; the parser of the standard library does not tell.

Only texts that `tomllib` has read are given to it, so it looks for keys and trusts the rest.
"""

import re

Path = tuple[str | int, ...]
"""Where a value stands: names of keys, and places in lists counted from 0."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]+")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_QUOTES = ('"""', "'''", '"', "'")


def lines_of(text: str) -> dict[Path, int]:
    """The line (counted from 1) of each table, key and list entry of a valid TOML text."""
    return _Scanner(text).run()


def shown(path: Path) -> str:
    """The path as a person reads it: `visit_types[2].names` is the second visit type's names."""
    out = ""
    for part in path:
        if isinstance(part, int):
            out += f"[{part + 1}]"
        else:
            out += f".{part}" if out else part
    return out


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lines: dict[Path, int] = {}
        self._entries: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._lines

    def _header(self) -> Path:
        is_entry = self._text.startswith("[[", self._at)
        self._at += 2 if is_entry else 1
        names = self._key()
        self._at += 2 if is_entry else 1
        path = self._resolved(names[:-1])
        path = (*path, names[-1])
        if is_entry:
            self._note(path)
            count = self._entries.get(path, 0)
            self._entries[path] = count + 1
            path = (*path, count)
        self._note(path)
        return path

    def _resolved(self, names: tuple[str, ...]) -> Path:
        """The table that a header's first names lead to: of a list, its last entry."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in self._entries:
                path = (*path, self._entries[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for name in self._key():
            path = (*path, name)
            self._lines.setdefault(path, line)
        self._at += 1
        self._skip(_SPACE)
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            self._skip(_SPACE)
            names.append(self._name())
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return tuple(names)
            self._at += 1

    def _name(self) -> str:
        start = self._at
        if self._text[start] in "\"'":
            self._string()
            return self._text[start + 1 : self._at - 1]
        found = _BARE.match(self._text, start)
        self._at = found.end() if found else start + 1
        return self._text[start : self._at]

    def _value(self, path: Path) -> None:
        self._note(path)
        opening = self._text[self._at]
        if opening in "\"'":
            self._string()
        elif opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline(path)
        else:
            found = _SCALAR.match(self._text, self._at)
            self._at = found.end() if found else self._at + 1

    def _string(self) -> None:
        quote = next(q for q in _QUOTES if self._text.startswith(q, self._at))
        if self._text.startswith(quote * 2, self._at) and len(quote) == 1:
            self._at += 2
            return
        self._at += len(quote)
        while not self._text.startswith(quote, self._at):
            self._at += 2 if quote[0] == '"' and self._text[self._at] == "\\" else 1
        self._at += len(quote)
        while len(quote) > 1 and self._text.startswith(quote[0], self._at):
            self._at += 1  # quotes that belong to the text itself: up to two before the end

    def _list(self, path: Path) -> None:
        self._at += 1
        self._skip(_BLANK)
        number = 0
        while self._text[self._at] != "]":
            self._value((*path, number))
            number += 1
            self._to_next()
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        self._skip(_BLANK)
        while self._text[self._at] != "}":
            self._pair(path)
            self._to_next()
        self._at += 1

    def _to_next(self) -> None:
        self._skip(_BLANK)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _note(self, path: Path) -> None:
        self._lines.setdefault(path, self._line())

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1
