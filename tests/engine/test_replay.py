"""A transcript that is read and written again is the same."""

from datetime import timedelta

from assistant.domain.facts import Lang
from assistant.engine.replay import parse, render

TALK = """\
# a race
# and what came of it
at 2026-03-02 09:00 America/New_York   lang es   patient demo   visit pat_1 checkup a east 2026-03-10 09:00
> hola
< Uno
< Dos
= booking at slot: kind=checkup
! slot_held
# meanwhile
! rival books 1
~ 1h 30m
> [photo] esto
! task_opened media
> [3 times] no
"""


def test_reading_and_writing_gives_the_same() -> None:
    assert render(parse(TALK)) == TALK


def test_the_head_says_when_and_who() -> None:
    head = parse(TALK).head
    assert head.at.isoformat() == "2026-03-02T14:00:00+00:00"
    assert (head.lang, head.patient) == (Lang.ES, "demo")
    assert head.given.startswith("visit pat_1")


def test_each_step_holds_what_came_of_it() -> None:
    first, rival, clock, photo, long = parse(TALK).steps
    assert first.said == ("Uno\nDos",)
    assert (first.stands, first.done) == ("booking at slot: kind=checkup", ("slot_held",))
    assert (rival.mark, rival.text, rival.notes) == ("!", "rival books 1", ("# meanwhile",))
    assert clock.passes == timedelta(hours=1, minutes=30)
    assert (photo.has_photo, photo.words, photo.done) == (True, "esto", ("task_opened media",))
    assert long.words.split() == ["no"] * 3
