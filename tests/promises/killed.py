"""A house that is killed at each point at which something becomes lasting, and started again."""

import multiprocessing
import shutil
import signal
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from tests import postgres
from tests.promises import life
from tests.promises.life import Place, live
from tests.promises.trial import NOTHING, Budget, Promise, Tally

_WITHIN_S = 60.0
_MOST_POINTS = 500
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([life.__name__])


@dataclass
class Ground:
    """Makes places that are alike. `database`: the one that is copied; "": a file in the folder."""

    folder: Path
    database: str
    made: int = 0

    @contextmanager
    def place(self) -> Generator[Place]:
        """A place of its own."""
        self.made += 1
        folder = self.folder / str(self.made)
        shutil.copytree(self.folder / "first", folder)
        if self.database:
            with _copied(self.database) as url:
                yield Place(folder, url)
        else:
            yield Place(folder)
        shutil.rmtree(folder)


@contextmanager
def _copied(database: str) -> Generator[str]:
    server = postgres.shared()
    name = server.create(like=database)
    try:
        yield server.url(name)
    finally:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _ground(kind: str) -> Generator[Ground]:
    server = postgres.shared() if kind == "postgresql" else None
    with tempfile.TemporaryDirectory(prefix="frontdesk-lives-") as name:
        folder = Path(name)
        (folder / "first").mkdir()
        database = server.create() if server else ""
        life.lay_out(Place(folder / "first", server.url(database) if server else ""))
        yield Ground(folder, database)


def _run(place: Place, number: int, killed_at: int, bug: str) -> bool:
    """Live one life; False when it was killed."""
    process = _FORKS.Process(target=live, args=(place, number, killed_at, bug))
    process.start()
    process.join(_WITHIN_S)
    if process.exitcode is None:
        process.kill()
        process.join()
    if process.exitcode not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"life {number} ended with {process.exitcode}")
    return process.exitcode == 0


@dataclass(frozen=True)
class Case:
    """What came of one kill. `was_killed`: the life had that point."""

    was_killed: bool
    texts: tuple[tuple[str, str], ...]
    """What reached phones, in order: number and words."""
    twice: int
    """Texts that were handed over more than once."""
    end: dict[str, object]


def _case(ground: Ground, killed_at: int, bug: str = "") -> Case:
    with ground.place() as place:
        was_killed = not _run(place, 0, killed_at, bug)
        if was_killed and not _run(place, 1, 0, bug):
            return Case(was_killed, (), 0, {"recovery": "killed"})
        sent = place.lines("sent")
        *_, end = place.lines("end")
    end.pop("points")
    ids = [key for key, _, _ in sent]
    firsts = [one for n, one in enumerate(sent) if one[0] not in ids[:n]]
    texts = tuple((to, words) for _, to, words in firsts)
    return Case(was_killed, texts, len(ids) - len(set(ids)), end)


def wrong_with(case: Case, whole: Case) -> Generator[str]:
    """In what a house that was killed differs from one that was not."""
    if case.twice:
        yield f"P7 {case.twice} texts were sent twice"
    if len(case.texts) < len(whole.texts):
        yield f"P7 {len(whole.texts) - len(case.texts)} texts were never sent"
    if case.texts != whole.texts:
        yield "P22 the talk went another way"
    if case.end != whole.end:
        yield f"P22 it ended with {case.end}, not {whole.end}"


@cache
def matrix(kind: str, step: int) -> tuple[int, tuple[str, ...]]:
    """Kill at every `step`-th point; how many there were, and what was wrong after each."""
    with _ground(kind) as ground:
        whole, wrong, done = _case(ground, 0), list[str](), 0
        for point in range(1, _MOST_POINTS, step):
            case = _case(ground, point)
            if not case.was_killed:
                break
            done += 1
            wrong += [f"{kind}, point {point}: {what}" for what in wrong_with(case, whole)]
        return done, tuple(wrong)


def kept(number: str, budget: Budget) -> Tally:
    """What the matrix says of that promise, on every kind of database."""
    tally = NOTHING
    for kind in budget.kinds:
        step = budget.of(7, 2, 1) if kind == "sqlite" else budget.of(7, 5, 1)
        points, wrong = matrix(kind, step)
        mine = tuple(line for line in wrong if f": {number} " in line)
        tally += Tally(points, mine, f"{points} points on {kind}")
    return tally


def seen_after(bug: str, number: str, budget: Budget) -> int | None:
    """At how many points the house with that bug was killed until it was seen."""
    del budget
    with _ground("sqlite") as ground:
        whole = _case(ground, 0)
        for point in range(1, _MOST_POINTS):
            case = _case(ground, point, bug)
            if any(line.startswith(number) for line in wrong_with(case, whole)):
                return point
            if not case.was_killed:
                return None
    return None


PROMISES = tuple(
    Promise(number, says, "kills", partial(kept, number), bug, partial(seen_after, bug, number))
    for number, says, bug in (
        ("P7", "a reply is sent, and not twice, whenever we are killed", "blind-resend"),
        (
            "P22",
            "started again after a kill, the house goes on as if it had lived",
            "lease-for-ever",
        ),
    )
)
