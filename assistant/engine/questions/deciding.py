"""The answer to a question that reads something back: yes, no, or something else instead.

A yes counts only for what was read back: when the same text changes it, or asks for something
that the dialog listens for, the patient has said "yes, but".
"""

from dataclasses import replace
from typing import Any

from assistant.domain.appointment import Appointment
from assistant.domain.facts import Fact, FactKind
from assistant.domain.patient import Person, name_words
from assistant.domain.schedule import FindSlotsResult
from assistant.engine import guards
from assistant.engine.catalog import DROP, HANDOFF, RESUME
from assistant.engine.conversation import Frame
from assistant.engine.course.control import never_mind
from assistant.engine.draft import Draft, Order
from assistant.engine.kinds import Taken
from assistant.engine.nodes import Ask, Call, Choose, Confirm, End, Handoff, Listen
from assistant.engine.picking import is_named_by, names_of_a_visit
from assistant.engine.walk import walk


def hear_declared(draft: Draft, node: Confirm) -> None:
    """Words that the question declares as its answer say nothing else ("new patient")."""
    said = draft.base.unheard
    declared = [f for f in said if f.kind in {*node.means_yes, *node.means_no}]
    draft.change(
        unheard=tuple(
            fact
            for fact in said
            if fact in declared
            or not any(fact.start < own.end and own.start < fact.end for own in declared)
        )
    )


def decide(draft: Draft, node: Confirm, before: Frame) -> None:
    """Take a yes or a no, if the text holds one; `before` is the frame as the text found it."""
    is_yes, is_no = _says(draft, node)
    changed = draft.top.data != before.data
    if changed or _means_another_visit(draft) or not (is_yes or is_no):
        return
    draft.note("answer", node.name)
    if is_no:
        view, _ = walk(draft.dialog(), draft.top.data)
        _follow_no(draft, node, view.__dict__)
    elif not _has_more(draft):
        draft.set(-1, node, True)


def is_for_another(draft: Draft) -> bool:
    """Does the text name somebody else than the patient ("it is for my son")?

    Then who it is about is open again, and a "no" beside it is of them, not of the times; the
    patient's own name says nothing new.
    """
    naming = [f for f in draft.base.unheard if f.kind in _NAMES_A_PERSON]
    for node in draft.dialog().order if naming else ():
        person = draft.top.data.get(node.name) if isinstance(node, Call) else None
        if isinstance(person, Person):
            if not all(_is_name_of(person, fact) for fact in naming):
                draft.forget(-1, node)
                draft.use([f for f in draft.base.unheard if f.kind is FactKind.NO])
                return True
            draft.use(naming)
    return False


_NAMES_A_PERSON = frozenset({FactKind.NAME, FactKind.SELF, FactKind.SOMEBODY_ELSE})


def _is_name_of(person: Person, fact: Fact) -> bool:
    is_name = fact.kind is FactKind.NAME
    return is_name and name_words(fact.value)[:1] == name_words(person.first)[:1]


def _says(draft: Draft, node: Confirm) -> tuple[bool, bool]:
    """Yes and no, as the text says them; a declared word outranks a bare one."""
    said = draft.base.unheard
    yes, no = guards.first_of(said, (FactKind.YES,)), guards.first_of(said, (FactKind.NO,))
    affirmed, denied = guards.first_of(said, node.means_yes), guards.first_of(said, node.means_no)
    want = guards.first_of(said, (FactKind.WANT,))
    dialog = draft.dialog()
    own = want if want is not None and want.value in (*dialog.wants, *dialog.revises) else None
    draft.use([f for f in (yes, no, affirmed, denied, own) if f is not None])
    if affirmed is not None or denied is not None:
        return denied is None, denied is not None
    if yes is None and no is None and own is not None:
        return own.value not in dialog.revises, own.value in dialog.revises
    return yes is not None and no is None, no is not None


def _means_another_visit(draft: Draft) -> bool:
    """Does the text name another visit than the one read back ("no, the flu shot")?

    Then which visit is meant is open again; words that fit the visit say nothing new.
    """
    naming = names_of_a_visit(draft.base.unheard)
    for node in draft.dialog().order if naming else ():
        visit = draft.top.data.get(node.name) if isinstance(node, Call) else None
        if isinstance(visit, Appointment):
            if not all(is_named_by(draft, visit, fact) for fact in naming):
                draft.forget(-1, node)
                return True
            draft.use(naming)
    return False


def _has_more(draft: Draft) -> bool:
    """Does the text also ask for something that this dialog listens for?"""
    above = draft.dialog().order
    heard = {kind for n in above if isinstance(n, Listen | Ask) for kind in n.kind.expects}
    return any(fact.kind in heard for fact in draft.base.unheard)


def _follow_no(draft: Draft, node: Confirm, record: dict[str, Any]) -> None:
    dialog = draft.dialog()
    draft.stop(dialog.name, f"{node.name}:no")
    if draft.catalog.texts.has(dialog, node.name, "no"):
        draft.say(Order.RESULT, dialog, node.name, "no", record)
    if dialog.name == RESUME:
        draft.pop()
        never_mind(draft, quiet=True)
    elif dialog.name == DROP:
        draft.pop()
        draft.mode = "short"
    elif isinstance(node.no, Handoff):
        draft.push(draft.catalog.dialogs[HANDOFF], {"reason": node.no.reason})
    elif isinstance(node.no, End):
        never_mind(draft, quiet=True)
    elif isinstance(node.no, Choose):
        _offer_others(draft, node.no)
    else:
        draft.forget(-1, node.no)


def _offer_others(draft: Draft, node: Choose) -> None:
    """What was read back is not offered again: the others are, or a search for some is begun."""
    refused, found = (draft.top.data.get(of.name) for of in (node, node.source))
    if not isinstance(found, FindSlotsResult):
        draft.forget(-1, node)
        return
    others = tuple(slot for slot in found.slots if slot != refused)
    if not others and isinstance(node.none, Listen):
        before = draft.top.data.get(node.none.name)
        no = Fact(FactKind.NONE_OF_THESE, 0, 0)
        wish = node.none.kind.read((no,), before, draft.context())
        if isinstance(wish, Taken):
            draft.set(-1, node.none, wish.value)
            return
    draft.forget(-1, node)
    draft.learn(-1, node.source.name, replace(found, slots=others or found.slots))
    draft.mode = "others"
