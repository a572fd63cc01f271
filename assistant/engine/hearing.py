"""A text from the patient: guards, then the open question, then what else it says.

The order is engine law: 1-4 guards, 5 words the open question declares, 6 control words,
7 its answer, 8 other facts of the dialogs in progress, 9 a digression, 10 another dialog,
11 not understood. `hear` gives back whether the walk goes on.
"""

from collections.abc import Callable
from dataclasses import replace

from assistant.domain.effects import AddNote
from assistant.domain.facts import Fact, FactKind
from assistant.domain.task import Reason
from assistant.engine import guards, texts
from assistant.engine.catalog import DROP, HANDOFF, NEEDED, RESUME, ROUTING
from assistant.engine.conversation import Frame
from assistant.engine.course import another, digressing, matters, pauses
from assistant.engine.course.control import give_up, never_mind, obey, waits
from assistant.engine.course.pauses import BOUND, root
from assistant.engine.draft import KEPT_KINDS, Draft, Order, Taken, overlap, speaks_of
from assistant.engine.events import Heard
from assistant.engine.guards import Ruling
from assistant.engine.kinds import Problem
from assistant.engine.nodes import Ask, Choose, Confirm, Node, Require
from assistant.engine.picking import drop_what_agrees
from assistant.engine.questions import answering, crossing, deciding
from assistant.engine.questions.wording import note_change
from assistant.engine.walk import heard_in, kinds_heard_in, listened_in, walk

MAX_DEPTH = 3
"""Dialogs that may interrupt one another."""
_POLITE = frozenset({FactKind.GREETING, FactKind.THANKS, FactKind.LANGUAGE})
_BOUND = BOUND - {FactKind.NONE_OF_THESE}
_INFO, _WANT = (FactKind.INFO,), (FactKind.WANT,)
_DECLARED = frozenset({FactKind.CHOICE, FactKind.TOPIC})


def hear(draft: Draft, event: Heard) -> bool:
    """Apply a text; True when the walk goes on."""
    facts, lang = event.understood.facts, event.understood.lang or draft.base.lang
    turn = draft.base.turn + 1
    did = draft.base.did if pauses.is_recent(draft) else ""
    draft.change(turn=turn, unheard=facts, touched_at=event.at, lang=lang, did=did)
    ruling, fact = guards.rule(draft, facts, event.carrier)
    is_person = fact is not None and fact.kind is FactKind.PERSON
    if is_person and matters.beside_answer(draft, _asked(draft), crossed=event.crossed):
        ruling = Ruling.CONVERSE
    if ruling is Ruling.CONVERSE:
        return _converse(draft, event)
    draft.note("guard", fact.kind.value if fact is not None else ruling.value)
    if ruling is Ruling.BEGIN and fact is not None:
        draft.is_muted = bool(event.carrier)
        draft.use(facts)
        draft.push(
            draft.catalog.by_fact[fact.kind],
            {"wording": fact.word or fact.value, "was": draft.base.owner.value},
        )
        return True
    draft.use(facts)
    if ruling is Ruling.NOTE:
        draft.out.append(AddNote())
    elif ruling is Ruling.SILENT:
        draft.open_task(Reason.WROTE_AFTER_OPT_OUT)
    return False


def _converse(draft: Draft, event: Heard) -> bool:
    """The assistant owns the talk."""
    if draft.is_mended:
        draft.push(draft.catalog.dialogs[HANDOFF], {"reason": Reason.DIALOG_GONE})
        return True
    if draft.frames and draft.top.dialog == HANDOFF:
        return True
    _attachments(draft, event)
    _declared(draft)
    if not pauses.wake(draft):
        return True
    if matters.see_to(draft, _asked(draft), crossed=event.crossed):
        return True
    if not event.crossed:
        _follow_meaning(draft)
        another.set_aside(draft)
    if waits(draft):
        return False
    return another.same_again(draft) or _answer(draft, event)


def _follow_meaning(draft: Draft) -> None:
    """An answer to the talk below means: go on with it."""
    if not draft.frames[:-1] or draft.top.dialog not in (RESUME, DROP):
        return
    asked = draft.pop()
    said = {fact.kind for fact in draft.base.unheard}
    values = {f.value for f in draft.base.unheard if f.kind in {FactKind.WANT, FactKind.CONTROL}}
    goes_on = {"continue", *draft.dialog(root(draft)).wants}
    if values & goes_on or said & pauses.expected(draft, draft.frames):
        draft.note("pause", "goes-on")
    else:
        draft.change(frames=(*draft.frames, asked))


def _answer(draft: Draft, event: Heard) -> bool:
    """Steps 5 to 11."""
    if event.crossed and crossing.only_crossed(draft):
        return True
    if obey(draft):
        return bool(draft.frames)
    meant_for_another = _for_another(draft)
    kept_back = () if meant_for_another else _of_the_question(draft)
    told = _problem(draft)
    took = not told and _take(draft)
    _put_back(draft, meant_for_another)
    is_question = guards.first_of(draft.base.unheard, _INFO) is not None
    begun = _other_dialog(draft, is_question=is_question)
    told = told or (begun and _problem(draft))
    _put_back(draft, kept_back)
    if digressing.begin(draft) or begun:
        return True
    if took:
        return bool(draft.frames)
    if told:
        return _unanswered(draft, event, reason_said=True)
    return _nothing(draft, event)


# --- before anything is read --------------------------------------------------------------------


def _declared(draft: Draft) -> None:
    """Words that an open dialog declares mean that alone; a matter that has a dialog wants it."""
    unheard = draft.base.unheard
    if not speaks_of(unheard, _DECLARED):
        return
    names = {frame.dialog for frame in draft.frames}
    said = [f for f in unheard if f.kind is FactKind.CHOICE and f.word.split(".")[0] in names]
    draft.change(
        unheard=tuple(
            replace(f, kind=FactKind.WANT)
            if f.kind is FactKind.TOPIC and f.value in draft.catalog.by_want
            else f
            for f in unheard
            if f in said or not any(overlap(f, answer) for answer in said)
        )
    )


def _attachments(draft: Draft, event: Heard) -> None:
    """What no program here reads goes to staff, and the patient is told so."""
    if event.media:
        draft.open_task(Reason.MEDIA)
        draft.engine_says(Order.CHANGE, "media")
    if event.understood.was_cut:
        draft.open_task(Reason.LONG_MESSAGE)
        draft.engine_says(Order.CHANGE, "long")


# --- the open question and the rest -------------------------------------------------------------


def _asked(draft: Draft) -> Node | None:
    """The field whose question was sent last."""
    if not draft.frames or not draft.top.asked:
        return None
    return draft.dialog().nodes.get(draft.top.asked)


def _take(draft: Draft) -> bool:
    """Let the dialogs in progress take what they can; False: nothing was for them."""
    if not draft.frames:
        return False
    node = _asked(draft)
    before = draft.base
    drop_what_agrees(draft)
    if isinstance(node, Confirm):
        deciding.hear_declared(draft, node)
    answered = answering.answer_asked(draft, node)
    if answered and node is not None:
        draft.note("answer", node.name)
    is_other = deciding.is_for_another(draft)
    answering.hear_refusal(draft, node)
    index = len(draft.frames) - 1
    while index >= 0:
        _correct(draft, index)
        if not draft.frames[index].returns_to:
            break
        index -= 1
    callers = zip(draft.frames[:-1], before.frames, strict=False)
    if any(after is not earlier for after, earlier in callers):
        _end_what_is_not_called(draft)
    if isinstance(node, Confirm) and not answered and not is_other:
        deciding.decide(draft, node, before.frames[-1])
    took = draft.base != before
    if took and draft.frames:
        _end_the_count(draft, before.frames)
    return took


def _end_what_is_not_called(draft: Draft) -> None:
    """A dialog that the one below it has no use for any more ends: "both", asked which visit it is."""
    for index, frame in enumerate(draft.frames[1:]):
        if not frame.returns_to:
            continue
        caller = draft.dialog(index)
        _, stop = walk(caller, draft.frames[index].data)
        names = [node.name for node in caller.order]
        past = len(names) if stop is None else names.index(stop.name)
        if past > names.index(frame.returns_to):
            while len(draft.frames) > index + 1:
                draft.drop(-1, list(draft.top.data))
                draft.pop()
            return


def _end_the_count(draft: Draft, before: tuple[Frame, ...]) -> None:
    """Progress in the dialog that asks ends the count of tries."""
    index, top = len(draft.frames) - 1, draft.top
    if not (top.tries or top.failed):
        return
    new = top.data
    old = before[index].data if index < len(before) else new
    if any(name not in old or old[name] != new[name] for name in new):
        draft.change_frame(index, tries=0, failed=())


def _correct(draft: Draft, index: int) -> None:
    """Other facts of a dialog in progress: said before it was asked, or said differently."""
    frame, dialog = draft.frames[index], draft.dialog(index)
    if not speaks_of(draft.base.unheard, kinds_heard_in(dialog)):
        return
    for node in heard_in(dialog):
        if isinstance(node, Ask) and node.name not in frame.data:
            continue
        if not speaks_of(draft.base.unheard, node.kind.expects):
            continue
        before = frame.data.get(node.name, getattr(node, "default", None))
        value = draft.read(index, node, before, may_be_old=False)
        if value is None or value == before:
            continue
        if not draft.set(index, node, value):
            continue
        had_one = node.name in frame.data
        draft.note("correction" if had_one else "over-answer", node.name)
        note_change(draft, Taken(frame.dialog, node, value, had_one))


def _problem(draft: Draft) -> bool:
    """Words meant for a field that cannot be as they stand: say why."""
    if not draft.frames or not draft.base.unheard:
        return False
    asked, dialog = _asked(draft), draft.dialog()
    first = [asked] if isinstance(asked, Ask | Require) else []
    if not first and not speaks_of(draft.base.unheard, kinds_heard_in(dialog)):
        return False
    for node in (*first, *listened_in(dialog)):
        if not speaks_of(draft.base.unheard, node.kind.expects):
            continue
        found = node.kind.read(draft.base.unheard, None, draft.context())
        if isinstance(found, Problem):
            draft.use(found.used)
            draft.note("problem", found.code)
            draft.utter(Order.CHANGE, (texts.COMMON, "problem", found.code), dict(found.values))
            return True
    return False


# --- elsewhere ----------------------------------------------------------------------------------


_GOES_WITH = {
    "hours": (FactKind.WHEN, FactKind.SITE),
    "address": (FactKind.SITE,),
    "parking": (FactKind.SITE,),
    "phone": (FactKind.SITE,),
    "insurers": (FactKind.INSURER,),
    "duration": (FactKind.VISIT_TYPE, FactKind.NEW_PATIENT),
}


def _of_the_question(draft: Draft) -> tuple[Fact, ...]:
    """Facts that belong to a common question ("open Saturday?") and not to the open dialog."""
    if guards.first_of(draft.base.unheard, _INFO) is None:
        return ()
    kinds = {
        kind
        for fact in draft.base.unheard
        if fact.kind in _INFO
        for kind in _GOES_WITH.get(fact.value, ())
    }
    return _set_aside(draft, lambda fact: fact.kind in kinds)


def _for_another(draft: Draft) -> tuple[Fact, ...]:
    """What is said along with another want is meant for that: "also move my checkup"."""
    want = guards.first_of(draft.base.unheard, _WANT)
    if want is None or not draft.frames or draft.top.dialog == ROUTING:
        return ()
    if _revises(draft, want):
        return ()
    dialog = draft.catalog.by_want.get(want.value)
    is_this = dialog is None or dialog.name == draft.dialog(root(draft)).name
    if is_this or want.value in draft.dialog(root(draft)).drops:
        return ()
    return _set_aside(draft, lambda fact: fact.kind not in {*_BOUND, FactKind.WANT})


def _revises(draft: Draft, want: Fact) -> bool:
    """Is what is being arranged to be changed ("make it Friday"), and no other visit?"""
    index = root(draft)
    if want.value not in draft.dialog(index).revises:
        return False
    known = draft.frames[index].data.values()
    said = [fact for fact in draft.base.unheard if fact.kind in KEPT_KINDS]
    if any(fact.kind is FactKind.VISIT_TYPE and fact.value not in known for fact in said):
        return False
    if said:
        draft.use([want])
    return bool(said) or isinstance(_asked(draft), Confirm)


def _set_aside(draft: Draft, is_meant: Callable[[Fact], bool]) -> tuple[Fact, ...]:
    """Take facts out of the text for a while."""
    back = tuple(fact for fact in draft.base.unheard if is_meant(fact))
    draft.change(unheard=tuple(fact for fact in draft.base.unheard if not is_meant(fact)))
    return back


def _put_back(draft: Draft, facts: tuple[Fact, ...]) -> None:
    if facts:
        draft.change(unheard=(*draft.base.unheard, *facts))


def _other_dialog(draft: Draft, *, is_question: bool) -> bool:
    """A want that the open dialogs have no use for begins another."""
    want = guards.first_of(draft.base.unheard, _WANT)
    draft.use([want] if want is not None else [])
    if want is None or (want.value == "book" and _is_another_time(draft) and _is_compared(draft)):
        return not is_question and _hinted(draft)
    if not draft.frames or draft.frames[-1].dialog == ROUTING:
        draft.change(frames=())
        dialog = draft.catalog.by_want.get(want.value)
        if dialog is not None:
            draft.note("another-dialog", dialog.name)
            draft.push(dialog)
        return dialog is not None
    bottom = root(draft)
    if want.value in draft.dialog(bottom).drops:
        give_up(draft)
        return True
    if want.value in draft.dialog(bottom).yields:
        never_mind(draft, quiet=True)
    dialog = draft.catalog.by_want.get(want.value)
    if dialog is None:
        return False
    draft.note("another-dialog", dialog.name)
    if draft.frames and dialog.name == draft.dialog(root(draft)).name:
        return True
    roots = [f.dialog for f in draft.frames if not f.returns_to and f.dialog not in NEEDED]
    if dialog.name in roots or len(roots) >= MAX_DEPTH:
        draft.engine_says(Order.CHANGE, "first")
        draft.mode = "short"
    else:
        draft.push(dialog)
    return True


_COMPARED = frozenset({FactKind.LATER, FactKind.EARLIER})


def _is_another_time(draft: Draft) -> bool:
    """Is all that is said a time, in a thread that is about a visit, or an earlier one than has been?"""
    kinds = {f.kind for f in draft.base.unheard}
    of_a_visit = draft.base.subject is not None or FactKind.EARLIER in kinds
    is_time = bool(kinds) and kinds <= _COMPARED | {FactKind.WHEN}
    return is_time and of_a_visit and "move" in draft.catalog.by_want


def _is_compared(draft: Draft) -> bool:
    """Is something later or earlier than that visit asked for?"""
    is_free = not draft.frames or draft.frames[-1].dialog == ROUTING
    facts = draft.base.unheard
    from_it = any(fact.when is not None and fact.when.shift is not None for fact in facts)
    return is_free and (from_it or guards.first_of(facts, tuple(_COMPARED)) is not None)


def _hinted(draft: Draft) -> bool:
    """No want was said, but the facts tell: a lone day, or "later", after a booking moves it."""
    if draft.frames and (draft.top.dialog != ROUTING or draft.top.data):
        return False  # something is arranged, or what is wanted was just said
    kinds = {f.kind for f in draft.base.unheard}
    if _is_another_time(draft):
        draft.change(frames=())
        draft.push(draft.catalog.by_want["move"])
        return True
    hinted = draft.catalog.by_hint
    if kinds.isdisjoint(hinted):
        return False
    dialog = next(dialog for kind, dialog in hinted.items() if kind in kinds)
    draft.note("another-dialog", dialog.name)
    draft.change(frames=())
    draft.push(dialog)
    return True


def _nothing(draft: Draft, event: Heard) -> bool:
    """Nothing in it was for us."""
    kinds = {f.kind for f in event.understood.facts}
    is_blank = event.understood.words == 0 and not kinds
    is_idle = not draft.frames or draft.top.dialog == ROUTING
    may_be = _POLITE | _BOUND if FactKind.THANKS in kinds or is_idle else _POLITE
    is_polite = bool(kinds) and kinds <= may_be
    draft.note("courtesy" if is_polite else "not-understood")
    if is_blank or is_polite or event.media or event.understood.was_cut:
        return _no_try(draft, kinds, is_blank=is_blank and not event.media)
    if not draft.frames:
        draft.push(draft.catalog.dialogs[ROUTING])
        draft.mode = "ask" if draft.base.turn == 1 else "lost"
        return True
    return _is_half_an_answer(draft) or _unanswered(draft, event, reason_said=False)


def _is_half_an_answer(draft: Draft) -> bool:
    """Does it bring what the open question asks for besides its own field, for the first time?"""
    asked = _asked(draft)
    if not isinstance(asked, Ask | Require):
        return False
    known = {fact.kind for fact in draft.base.kept}
    new = {fact.kind for fact in draft.base.unheard if not fact.problem} - known
    return bool(new & asked.kind.expects)


def _no_try(draft: Draft, kinds: set[FactKind], *, is_blank: bool) -> bool:
    """Courtesies and blanks cost no try; a "yes" to nothing is one too."""
    if draft.frames and draft.top.dialog == ROUTING and kinds & _BOUND:
        draft.change(frames=())
    if FactKind.THANKS in kinds:
        draft.engine_says(Order.CHANGE, "thanks")
        if draft.frames and draft.top.dialog == ROUTING:
            draft.change(frames=())
    elif is_blank and not draft.frames:
        draft.engine_says(Order.CHANGE, "help")
    elif not draft.frames and FactKind.GREETING in kinds:
        draft.push(draft.catalog.dialogs[ROUTING])
        return True
    elif not draft.frames and FactKind.LANGUAGE in kinds:
        draft.engine_says(Order.CHANGE, "lang")
    elif not draft.frames and kinds & _BOUND:
        draft.engine_says(Order.CHANGE, "all_set" if draft.base.subject else "help")
    draft.mode = "short"
    return bool(draft.frames)


def _unanswered(draft: Draft, event: Heard, *, reason_said: bool) -> bool:
    """The ladder: say why and ask again; give examples; then a person."""
    frame = draft.top
    again = event.text.strip().casefold()
    repeats = bool(frame.failed) and frame.failed[-1].strip().casefold() == again
    tries = frame.tries + 1
    draft.change_frame(-1, tries=tries, failed=(*frame.failed, event.text))
    if tries >= draft.dialog().tries or repeats:
        draft.push(draft.catalog.dialogs[HANDOFF], {"reason": Reason.NOT_UNDERSTOOD})
        return True
    if reason_said:
        draft.mode = "short"
    elif tries == 1 and isinstance(_asked(draft), Choose) and _agrees(draft):
        draft.mode = "which"
    else:
        draft.mode = "again" if tries == 1 else "examples"
    return True


def _agrees(draft: Draft) -> bool:
    return guards.first_of(draft.base.unheard, (FactKind.YES,)) is not None
