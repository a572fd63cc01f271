"""Is a history of bookings linearizable? A checker in the manner of Wing and Gong.

A history is what several clients did to one resource: each operation with the moments at which
it was called and answered, and its answer. It is linearizable if the operations can be put in
one order, each between its call and its answer, in which a schedule that does one thing at a time
would have given the very same answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal


@dataclass(frozen=True, slots=True)
class Op:
    """One operation of one client. Times in seconds of one clock for all.

    `span`: first and end minute of the visit that is booked or cancelled. `is_done`: it was
    booked, or was there to be cancelled.
    """

    client: int
    called: float
    answered: float
    what: Literal["book", "cancel"]
    span: tuple[int, int]
    is_done: bool


_Taken = frozenset[tuple[int, int]]


def is_linearizable(history: Iterable[Op]) -> bool:
    """Could one schedule that does one thing at a time have answered all of this?

    The search remembers, by how far each client has come, which schedules are possible; clients
    do one thing after another, so that is all there is to remember.
    """
    lanes = _lanes(history)
    seen: set[tuple[tuple[int, ...], _Taken]] = set()
    open_: list[tuple[tuple[int, ...], _Taken]] = [((0,) * len(lanes), frozenset())]
    while open_:
        at = open_.pop()
        if at in seen:
            continue
        seen.add(at)
        reached, taken = at
        heads = [(n, lane[i]) for n, (lane, i) in enumerate(zip(lanes, reached, strict=True))
                 if i < len(lane)]  # fmt: skip
        if not heads:
            return True
        first_answer = min(op.answered for _, op in heads)
        nexts = [
            ((*reached[:n], reached[n] + 1, *reached[n + 1 :]), after)
            for n, op in heads
            if op.called <= first_answer and (after := _apply(taken, op)) is not None
        ]
        # What changes nothing may as well come now as later: no other way need be tried.
        quiet = [after for after in nexts if after[1] == taken]
        open_ += quiet[:1] or nexts
    return False


def _lanes(history: Iterable[Op]) -> Sequence[Sequence[Op]]:
    lanes: dict[int, list[Op]] = {}
    for op in sorted(history, key=attrgetter("called")):
        lanes.setdefault(op.client, []).append(op)
    return tuple(lanes.values())


def _apply(taken: _Taken, op: Op) -> _Taken | None:
    """The schedule after it; None if the schedule would have given another answer."""
    if op.what == "cancel":
        if (op.span in taken) != op.is_done:
            return None
        return taken - {op.span}
    is_free = all(op.span[1] <= first or end <= op.span[0] for first, end in taken)
    if is_free != op.is_done:
        return None
    return taken | {op.span} if op.is_done else taken
