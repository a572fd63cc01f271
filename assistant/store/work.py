"""Work that waits for its transaction: all that waits is committed together, or each alone.

Nobody waits for a timer: whoever serves takes what is queued. The works of a batch share one
transaction without savepoints. If one of them fails, nothing of that transaction is kept and
each is run once more in one of its own, so that none can fail its neighbours.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Connection, RootTransaction
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.domain.errors import StoreError
from assistant.store.transactions import Pile, Tx

T = TypeVar("T")
Begin = Callable[[Connection, Pile], Tx]

MAX_TOGETHER = 256
"""Most works in one commit, so that the first does not wait for ever."""


MAX_CROSSINGS = 5
"""How often work is run that other transactions got in the way of."""
_CROSSED = frozenset({"40P01", "40001"})
"""What PostgreSQL says of a deadlock, and of a transaction that came too late for its order."""


class Crossed(StoreError):
    """Two transactions stood in each other's way and this one was undone; it may be run again."""


class ConnectionLost(Exception):
    """The connection broke, and certainly nothing was committed."""


class Attempt(Protocol):
    """A queued piece of work, whatever its result's type."""

    def claim(self) -> bool:
        """False when the caller has given up waiting before it began."""
        ...

    def attempt(self, tx: Tx) -> bool:
        """Run it, and keep what came of it; says whether it went well."""
        ...

    def settle(self) -> None:
        """Hand over the result, now that it is safe; or its own error."""
        ...

    def fail(self, error: Exception) -> None:
        """Hand over why nothing was kept: its own error, if it has one."""
        ...

    def is_done(self) -> bool:
        """Has its caller been told how it ended?"""
        ...

    def is_crossed(self) -> bool:
        """Did the last attempt fail for no fault of its own?"""
        ...


class Job(Generic[T]):
    """Work and the future its caller waits for. See `Attempt`."""

    def __init__(self, work: Callable[[Tx], T]) -> None:
        self.future: Future[T] = Future()
        self._work = work
        self._tx: Tx | None = None
        self._results: list[T] = []
        self._error: BaseException | None = None

    def claim(self) -> bool:
        """See `Attempt.claim`."""
        return self.future.set_running_or_notify_cancel()

    def attempt(self, tx: Tx) -> bool:
        """See `Attempt.attempt`; what an earlier attempt came to is forgotten."""
        self._tx, self._results, self._error = tx, [], None
        try:
            self._results.append(self._work(tx))
        except (SQLAlchemyError, OSError) as error:  # a driver's timeout is an OSError
            self._error = refused(error)
        except BaseException as error:  # noqa: BLE001 (the caller gets it)
            self._error = error
        return self._error is None

    def settle(self) -> None:
        """See `Attempt.settle`."""
        if self._error is not None:
            self.future.set_exception(self._error)
            return
        try:
            if self._tx is not None:
                self._tx.committed()
        except BaseException as error:  # noqa: BLE001 (the caller gets it)
            self.future.set_exception(error)
        else:
            self.future.set_result(self._results[0])

    def fail(self, error: Exception) -> None:
        """See `Attempt.fail`."""
        if not self.future.done():
            self.future.set_exception(self._error or error)

    def is_done(self) -> bool:
        """See `Attempt.is_done`."""
        return self.future.done()

    def is_crossed(self) -> bool:
        """See `Attempt.is_crossed`."""
        return isinstance(self._error, Crossed)


def serve(conn: Connection, begin: Begin, jobs: Sequence[Attempt]) -> None:
    """Commit all of them together; if one of them keeps that from going well, each alone.

    One that only other transactions got in the way of is run again, at most `MAX_CROSSINGS` times.

    Raises:
        ConnectionLost: those whose future is not done may be tried on another connection.
        Exception: nobody knows what became of those; their connection is of no more use.
    """
    if len(jobs) > 1 and _commit(conn, begin, jobs):
        return
    for job in jobs:
        for left in reversed(range(MAX_CROSSINGS)):
            if _commit(conn, begin, (job,), may_repeat=left > 0):
                break


def look(conn: Connection, begin: Begin, job: Attempt) -> None:
    """Run work that reads, and undo whatever it did."""
    pile = Pile()
    whole = conn.begin()
    try:
        job.attempt(begin(conn, pile))
    finally:
        whole.rollback()
    if pile:
        job.fail(StoreError("work that only reads has left something to be written"))
    else:
        job.settle()


def _commit(
    conn: Connection, begin: Begin, jobs: Sequence[Attempt], *, may_repeat: bool = False
) -> bool:
    """One transaction for these; False when nothing of it was kept and nobody was told so yet.

    That is so when several share it, and when one that `may_repeat` was crossed by others.
    """
    pile = Pile()
    whole = conn.begin()
    why: Exception = StoreError("the database rolled the transaction back")
    try:
        is_fine = all(job.attempt(begin(conn, pile)) for job in jobs)
        if is_fine:
            pile.write()
    except (SQLAlchemyError, OSError) as error:
        is_fine, why = False, refused(error)
    except BaseException:
        _roll_back(whole)
        raise
    if conn.invalidated:
        raise ConnectionLost from why
    if is_fine:
        try:
            whole.commit()
        except IntegrityError as error:  # a constraint that is looked at last; all is undone
            is_fine, why = False, refused(error)
            conn.connection.rollback()  # SQLAlchemy thinks that it is over; SQLite does not
    if is_fine:
        for job in jobs:
            job.settle()
        return True
    _roll_back(whole)
    if len(jobs) > 1 or (may_repeat and (jobs[0].is_crossed() or isinstance(why, Crossed))):
        return False
    jobs[0].fail(why)
    return True


def _roll_back(whole: RootTransaction) -> None:
    try:
        whole.rollback()
    except (SQLAlchemyError, OSError) as error:
        raise ConnectionLost from error


def refused(error: BaseException) -> StoreError:
    """What a driver said as one of our errors, without any of the values it names."""
    reason: object = getattr(error, "orig", None) or type(error).__name__
    state = getattr(reason, "sqlstate", None)
    if state is None:
        said = StoreError(f"the database refused: {reason}")
        said.__cause__ = error
        return said
    # PostgreSQL repeats the row in what it says; the code and the kind tell enough.
    cause = getattr(reason, "__cause__", None)
    kind = Crossed if state in _CROSSED else StoreError
    return kind(f"the database refused: {type(cause or reason).__name__} ({state})")
