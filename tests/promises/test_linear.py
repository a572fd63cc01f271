"""The judge of histories accepts what can have been, and nothing else."""

import random
from itertools import count

from tests.promises.linear import Op, is_linearizable

_NINE, _HALF_PAST, _QUARTER_PAST = (0, 30), (30, 60), (15, 45)


def _book(client: int, called: float, answered: float, span: tuple[int, int], *, done: bool) -> Op:
    return Op(client, called, answered, "book", span, done)


def test_one_after_the_other_is_fine() -> None:
    assert is_linearizable(
        [
            _book(0, 0, 1, _NINE, done=True),
            _book(1, 2, 3, _QUARTER_PAST, done=False),
            _book(1, 4, 5, _HALF_PAST, done=True),
            Op(0, 6, 7, "cancel", _NINE, is_done=True),
            _book(1, 8, 9, _NINE, done=True),
        ]
    )


def test_of_two_at_once_either_may_be_first() -> None:
    for first in (True, False):
        assert is_linearizable(
            [_book(0, 0, 5, _NINE, done=first), _book(1, 1, 4, _QUARTER_PAST, done=not first)]
        )


def test_two_that_overlap_and_both_stand_are_refused() -> None:
    history = [_book(0, 0, 5, _NINE, done=True), _book(1, 1, 4, _QUARTER_PAST, done=True)]
    assert not is_linearizable(history)


def test_a_free_time_that_is_refused_is_refused() -> None:
    assert not is_linearizable([_book(0, 0, 1, _NINE, done=False)])


def test_an_answer_from_the_past_is_refused() -> None:
    """The time was given back before it was asked for, and yet it was said to be taken."""
    assert not is_linearizable(
        [
            _book(0, 0, 1, _NINE, done=True),
            Op(0, 2, 3, "cancel", _NINE, is_done=True),
            _book(1, 4, 5, _NINE, done=False),
        ]
    )


def _history(seed: int) -> list[Op]:
    """What three clients may see: each thing happens at one moment between call and answer."""
    dice = random.Random(seed)  # noqa: S311 (a test, no secret)
    taken: set[tuple[int, int]] = set()
    free_at = [0.0] * 3
    ops: list[Op] = []
    moment = count(1)
    for _ in range(120):
        at, client = float(next(moment)), dice.randrange(3)
        called = max(free_at[client], at - dice.uniform(0.1, 3))
        answered = at + dice.uniform(0.1, 3)
        free_at[client] = answered
        if called >= at:
            continue
        if taken and dice.random() < 0.4:
            span = dice.choice(sorted(taken))
            taken.discard(span)
            ops.append(Op(client, called, answered, "cancel", span, is_done=True))
            continue
        first = 15 * dice.randrange(20)
        span = (first, first + 30)
        is_free = all(span[1] <= one or end <= span[0] for one, end in taken)
        if is_free:
            taken.add(span)
        ops.append(_book(client, called, answered, span, done=is_free))
    return ops


def test_what_can_have_been_is_accepted_and_a_changed_answer_mostly_not() -> None:
    refused = 0
    for seed in range(10):
        ops = _history(seed)
        assert len(ops) > 30
        assert is_linearizable(ops)
        at = next(n for n, op in enumerate(ops) if n > len(ops) // 2 and op.what == "book")
        wrong = ops[at]
        ops[at] = _book(
            wrong.client, wrong.called, wrong.answered, wrong.span, done=not wrong.is_done
        )
        refused += not is_linearizable(ops)
    assert refused >= 8
