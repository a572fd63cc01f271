"""Long talks that nobody wrote: texts of all kinds in two languages, timers, staff, rivals, crashes.

Through the whole program. A default run takes a few, always the same ones; `make soak` goes much
further. Each rule is broken once on purpose, to see that it can be.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from itertools import combinations, count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from assistant.domain.appointment import Appointment, AppointmentStatus
from assistant.domain.consent import PASSES_OPT_OUT
from assistant.domain.conversation import Owner
from assistant.domain.facts import Lang
from assistant.domain.message import ReceiptStatus
from assistant.engine import draft, step, turn
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.draft import Draft
from assistant.engine.events import Event, Heard
from assistant.engine.replay import Head
from assistant.engine.turn import Answerer, TurnResult
from assistant.engine.walking import checks
from assistant.engine.walking.checks import Edge
from assistant.service.outbox import BY_ITSELF
from assistant.store import appointments, inbox, outbox
from tests.dialogs.stage import PHONES, Houses, fixture_of
from tests.dialogs.whole_house import WholeHouse

LOOK = settings.default.max_examples if settings.default is not None else 50
"""Of the profile: 50 in a default run."""
HEAD = Head(date(2026, 3, 2), time(9), "America/New_York", Lang.EN, "demo")
PEOPLE = tuple(PHONES.values())
FIELDS = ("visit_type", "provider", "wish", "said", "born_on", "proof", "last")
SAID = (
    "hi", "hola", "thanks!", "gracias", "ok", "", "???", "asdf qwer", "yes", "sí", "no", "y", "n",
    "1", "2", "3", "7", "the last one", "la primera", "none of these", "ninguna", "later", "antes",
    "I need a checkup", "necesito un chequeo", "flu shot for my son", "una vacuna para mi hija",
    "follow-up with Dr. Ruiz", "con la doctora Patel", "with anybody", "con cualquiera",
    "on Friday", "el viernes", "mañana por la tarde", "next week in the morning", "at 3",
    "a las 10", "as soon as possible", "lo antes posible", "at the other office", "Harbor",
    "February 30", "yesterday", "move my visit", "cambiar mi cita", "cancel it", "anular la cita",
    "when is my visit?", "¿cuándo es mi cita?", "I'll be there", "ahí estaré", "running late",
    "Jordan Avery", "Mateo", "Lucía Morales 9/3/1988", "4/12/1986", "20/2/2018", "Avery",
    "are you open Saturday?", "¿dónde están?", "do you take Aetna?", "where can I park?",
    "back", "atrás", "never mind", "olvídelo", "start over", "repeat that", "otra vez",
    "español por favor", "English please", "HELP", "STOP", "START", "CANCEL", "leave me alone",
    "I want a person", "quiero hablar con alguien", "my refill", "una queja", "the bill is wrong",
    "chest pain", "no puedo respirar", "I want to die", "actually Dr. Kim", "mejor el lunes",
)  # fmt: skip
_NOT_SETTLED = frozenset(
    {ReceiptStatus.NEW, ReceiptStatus.SENDING, ReceiptStatus.UNKNOWN, ReceiptStatus.FAILED}
)
TEXTS = st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map(", ".join)


@cache
def houses() -> Houses:
    return Houses(Path(tempfile.mkdtemp(prefix="frontdesk-talks-")))


class Talks(RuleBasedStateMachine):
    """Some people, one house. `wrong`: what was seen at a turn that must not be."""

    count = 0

    def __init__(self) -> None:
        super().__init__()
        Talks.count += 1
        folder = houses().fresh(f"talk-{Talks.count}")
        self.house = WholeHouse(folder, HEAD.at, fixture_of(HEAD))
        self.wrong: list[str] = []
        self.keys: list[tuple[str, str]] = []
        self.heard = 0
        self.looked_at = 0
        self.stopped: set[str] = set()
        self.watch()

    def teardown(self) -> None:
        self.house.close()

    def watch(self) -> None:
        turns = self.house.turns
        turns.mind = replace(turns.mind, take_turn=self.take_turn)

    def take_turn(
        self, catalog: Catalog, before: Conversation, event: Event, answer: Answerer
    ) -> TurnResult:
        """A turn, with all that must hold at each."""
        result = turn.take_turn(catalog, before, event, answer)
        edge = Edge(catalog, before, event, result)
        self.wrong += checks.complaints(edge)
        self.heard += isinstance(event, Heard)
        return result

    # --- what may happen ---

    @rule(phone=st.sampled_from(PEOPLE), text=TEXTS)
    def says(self, phone: str, text: str) -> None:
        self.write(phone, text)
        self.house.settle()

    @rule(phone=st.sampled_from(PEOPLE), texts=st.lists(TEXTS, min_size=2, max_size=3))
    def says_much_at_once(self, phone: str, texts: list[str]) -> None:
        for text in texts:
            self.write(phone, text)
        self.house.settle()

    @rule(phone=st.sampled_from(PEOPLE), text=TEXTS)
    def is_answered_after_a_crash(self, phone: str, text: str) -> None:
        self.write(phone, text)
        self.house.think()
        self.house.crash()
        self.watch()
        self.house.settle()

    @rule(which=st.integers(0, 50))
    def comes_again(self, which: int) -> None:
        """The carrier delivers a text once more."""
        if self.keys:
            phone, key = self.keys[which % len(self.keys)]
            self.house.text(phone, "yes", key)
            self.house.settle()

    @rule(by=st.sampled_from([timedelta(minutes=1), timedelta(hours=5), timedelta(days=2),
                              timedelta(days=9)]))  # fmt: skip
    def time_passes(self, by: timedelta) -> None:
        self.house.pass_time(by)

    @rule(phone=st.sampled_from(PEOPLE), number=st.integers(1, 3))
    def a_rival_is_quicker(self, phone: str, number: int) -> None:
        self.house.rival(number, phone)
        self.house.settle()

    @rule(phone=st.sampled_from(PEOPLE), do=st.sampled_from(["claim", "return", "return", "close"]))
    def staff_act(self, phone: str, do: str) -> None:
        self.house.staff(do, phone)
        self.house.settle()

    @rule(phone=st.sampled_from(PEOPLE), text=TEXTS)
    def staff_say(self, phone: str, text: str) -> None:
        self.house.staff("say", phone, text=text or "hello")
        self.house.settle()

    @rule(phone=st.sampled_from(PEOPLE), field=st.sampled_from(FIELDS), text=TEXTS)
    def staff_fill(self, phone: str, field: str, text: str) -> None:
        self.house.staff("fill", phone, field=field, text=text)
        self.house.settle()

    def write(self, phone: str, text: str) -> None:
        key = f"SM{len(self.keys)}"
        self.keys.append((phone, key))
        self.house.clock.advance(timedelta(seconds=20))
        self.house.text(phone, text, key)

    # --- what must hold ---

    @invariant()
    def every_turn_is_sound(self) -> None:
        assert self.wrong == []

    @invariant()
    def no_text_is_lost(self) -> None:
        counts = self.house.read(inbox.counts)
        assert counts == ({"done": len(self.keys)} if self.keys else {})
        assert self.heard == len(self.keys)

    @invariant()
    def no_time_is_given_twice(self) -> None:
        for one, other in combinations(self.visits(), 2):
            if one.provider == other.provider or one.patient == other.patient:
                assert one.end <= other.start or other.end <= one.start, (one, other)

    @invariant()
    def what_was_written_is_sent_once_or_kept_for_a_reason(self) -> None:
        rows = self.house.read(outbox.newest)
        texts = Counter(arrived.message.id for arrived in self.house.got)
        assert not [key for key, count in texts.items() if count > 1]
        stuck = {row.status for row in rows if row.kind not in BY_ITSELF} & _NOT_SETTLED
        assert not stuck

    @invariant()
    def after_stop_there_is_silence(self) -> None:
        still = {t.address for t in self.house.threads() if t.owner is Owner.STOPPED}
        for arrived in self.house.got[self.looked_at :]:
            if arrived.message.to.address in self.stopped & still:
                assert arrived.message.kind in PASSES_OPT_OUT
        self.looked_at, self.stopped = len(self.house.got), still

    @invariant()
    def every_talk_can_be_played_again(self) -> None:
        assert self.house.differences() == []

    def visits(self) -> tuple[Appointment, ...]:
        since, until = HEAD.at - timedelta(days=1), HEAD.at + timedelta(days=400)
        found = self.house.write(lambda tx: appointments.list_all(tx, since, until))
        return tuple(v for v in found if v.status is not AppointmentStatus.CANCELLED)


def look(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Talks,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=LOOK <= 50,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
            print_blob=False,
            phases=[Phase.generate] if LOOK <= 50 else [Phase.generate, Phase.shrink],
        ),
    )


def test_no_long_talk_breaks_a_rule() -> None:
    look(max(6, LOOK // 25), 14 if LOOK <= 50 else 60)


# --- each rule can be broken --------------------------------------------------------------------

ME = PHONES["demo"]
Patch = pytest.MonkeyPatch


def loses_a_text(talks: Talks, patch: Patch) -> None:
    def deaf(*_: object) -> None:
        return None

    patch.setattr(inbox, "add", deaf)
    talks.says(ME, "hi")


def keeps_what_was_derived(talks: Talks, patch: Patch) -> None:
    def nothing(*_: object) -> list[str]:
        return []

    patch.setattr(draft, "derived_below", nothing)
    for text in ("I need a checkup", "on Friday"):
        talks.says(ME, text)


def gives_a_time_twice(talks: Talks, patch: Patch) -> None:
    for text in ("I need a checkup", "2", "yes"):
        talks.says(ME, text)
    found = talks.visits()
    patch.setattr(talks, "visits", lambda: found * 2)


def sends_twice(talks: Talks, patch: Patch) -> None:
    talks.says(ME, "hi")
    talks.house.got += talks.house.got


def writes_after_stop(talks: Talks, patch: Patch) -> None:
    talks.says(ME, "hi")
    reply = talks.house.got[-1]
    talks.says(ME, "STOP")
    talks.after_stop_there_is_silence()
    talks.house.got.append(reply)


def depends_on_the_process(talks: Talks, patch: Patch) -> None:
    ask, calls = step._question, count()  # pyright: ignore[reportPrivateUsage]

    def impure(working: Draft, *args: Any) -> bool:
        asked = ask(working, *args)
        working.change_frame(-1, wording=f"ask-{next(calls)}")
        return asked

    patch.setattr(step, "_question", impure)
    talks.says(ME, "I need a checkup")
    talks.says(ME, "on Friday")


PLANTED: list[tuple[Callable[[Talks, Patch], None], Callable[[Talks], None]]] = [
    (loses_a_text, Talks.no_text_is_lost),
    (keeps_what_was_derived, Talks.every_turn_is_sound),
    (gives_a_time_twice, Talks.no_time_is_given_twice),
    (sends_twice, Talks.what_was_written_is_sent_once_or_kept_for_a_reason),
    (writes_after_stop, Talks.after_stop_there_is_silence),
    (depends_on_the_process, Talks.every_talk_can_be_played_again),
]


@pytest.mark.parametrize(("plant", "holds"), PLANTED, ids=lambda v: getattr(v, "__name__", ""))
def test_a_broken_rule_is_seen(
    plant: Callable[[Talks, Patch], None], holds: Callable[[Talks], None], monkeypatch: Patch
) -> None:
    talks = Talks()
    try:
        holds(talks)
        plant(talks, monkeypatch)
        with pytest.raises(AssertionError):
            holds(talks)
    finally:
        talks.teardown()
