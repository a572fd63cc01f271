"""One step: an event and a conversation in, a conversation and what it wants out.

Pure, synchronous and total. A step ends when the walk waits for the patient, when a query or
command must be answered first (exactly one `Request` with an id is then the last output), or
when there is nothing more to say.
"""

from enum import Enum
from typing import Any, cast

from assistant.domain.appointment import Appointment, AppointmentStatus
from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import Answer, Refused
from assistant.domain.schedule import FindSlotsResult, Wish
from assistant.domain.task import Reason
from assistant.engine import hearing, picking
from assistant.engine.catalog import DROP, HANDOFF, RESUME, ROUTING, Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.course import afterwards, another, digressing, pauses, timers
from assistant.engine.course.control import never_mind
from assistant.engine.dialog import Dialog
from assistant.engine.draft import KEPT_KINDS, Draft, Order, Output, Request
from assistant.engine.events import Due, Event, Heard, Outcome, StaffDid
from assistant.engine.mending import is_whole, mend
from assistant.engine.nodes import (
    Ask,
    Become,
    Begin,
    Call,
    Choose,
    Confirm,
    Do,
    End,
    Handoff,
    Leave,
    Look,
    Node,
    Notify,
    Require,
    Tell,
    options_of,
)  # fmt: skip
from assistant.engine.questions import filling, wording
from assistant.engine.texts import section_of
from assistant.engine.walk import walk

Events = tuple[tuple[str, dict[str, str]], ...]
"""Facts for the audit log: (past-tense name, details without patient data)."""
_Asks = Look[Any] | Do[Any]
MAX_MOVES = 200
"""Fields one step may pass; more is a dialog that goes round in circles."""


def step(
    catalog: Catalog, conversation: Conversation, event: Event
) -> tuple[Conversation, tuple[Output, ...], Events]:
    """Take one event to its end, or to the next query or command."""
    draft = Draft(catalog, conversation, event.at)
    match event:
        case Heard():
            mend(draft)
            if hearing.hear(draft, event):
                advance(draft)
        case Outcome():
            draft.count = int(event.id.rsplit(":", 1)[1])
            if _outcome(draft, event):
                advance(draft)
        case StaffDid():
            mend(draft)
            draft.change(turn=conversation.turn + 1)
            _staff(draft, event)
        case Due():
            if is_whole(draft):
                timers.run(draft, event)
    _close(draft)
    return draft.base, tuple(draft.out), tuple(draft.events)


def _close(draft: Draft) -> None:
    """Facts that nobody used are kept for a question to come, or forgotten."""
    if draft.out and isinstance(draft.out[-1], Request) and draft.out[-1].id:
        return
    if not (draft.base.unheard or draft.base.kept):
        return
    new = [fact for fact in draft.base.unheard if fact.kind in KEPT_KINDS]
    said_anew = {fact.kind for fact in new}
    left = (*new, *(fact for fact in draft.base.kept if fact.kind not in said_anew))
    draft.change(unheard=(), kept=left if draft.frames or draft.base.parked else ())


# --- the walk goes on ---------------------------------------------------------------------------


def advance(draft: Draft) -> None:
    """Walk until somebody must answer, or there is nothing left to do."""
    for _ in range(MAX_MOVES):
        if not draft.base.frames:
            return
        dialog = draft.dialog()
        if not _has_word(draft, dialog):
            return
        view, node = walk(dialog, draft.top.data)
        draft.stop(dialog.name, node.name if node is not None else "")
        if node is None:
            if not _finish(draft, view):
                return
        elif not _arrive(draft, node, view):
            return
    hand_over(draft, Reason.CRASH)


def _has_word(draft: Draft, dialog: type[Dialog[Any]]) -> bool:
    """May the top dialog go on? Once a person owns the talk only the guards' dialogs may."""
    return draft.base.owner is Owner.BOT or bool(dialog.on)


def _arrive(draft: Draft, node: Node, view: Any) -> bool:
    """Do what this field is there for; True: walk on."""
    record: dict[str, Any] = view.__dict__
    match node:
        case Look() | Do():
            _request(draft, cast(_Asks, node), view)
            return False
        case Ask() | Require():
            return _ask(draft, node, record)
        case Choose():
            return _choose(draft, node, record)
        case Confirm():
            offered = _offered_with(node, record)
            return _is_said_before(draft, node) or _question(draft, node, record, offered)
        case Leave():
            return go(draft, node, "leave", node.target, record)
        case _:
            _pass(draft, node, record)
            return True


def _pass(draft: Draft, node: Node, record: dict[str, Any]) -> None:
    """A field that nobody is asked for: do what it says."""
    match node:
        case Call():
            seeds = {k: record[v.name] if isinstance(v, Node) else v for k, v in node.seeds.items()}
            draft.push(node.dialog, seeds, returns_to=node.name)
        case Begin():
            _begin(draft, record[node.field.name])
        case Tell():
            _tell(draft, node, record)
        case Notify():
            reason = record[node.reason.name] if isinstance(node.reason, Node) else node.reason
            draft.open_task(Reason(reason), alert=node.alert)
            _mark(draft, node)
        case Become():
            _mark(draft, node)
            _become(draft, node.owner)
        case _:
            raise TypeError(f"a walk cannot stop at {type(node).__name__}")


def _mark(draft: Draft, node: Node) -> None:
    draft.learn(-1, node.name, True)


def _request(draft: Draft, node: _Asks, view: Any) -> None:
    key = draft.next_id()
    draft.change_frame(-1, waiting=f"{node.name}|{key}")
    draft.out.append(Request(key, node.function(view)))


def _ask(draft: Draft, node: "Ask | Require", record: dict[str, Any]) -> bool:
    """Take the answer if it was given already; else put the question."""
    target = node.target if isinstance(node, Require) else node
    value = draft.read(-1, node, None)
    if value is not None:
        draft.note("over-answer", target.name)
        draft.set(-1, target, value)
        return True
    return _question(draft, node, record, ())


def _offered_with(node: Confirm, record: dict[str, Any]) -> tuple[Any, ...]:
    """The options that the pick was made from: another of them may be named instead."""
    return options_of(record[node.no.source.name]) if isinstance(node.no, Choose) else ()


def _is_said_before(draft: Draft, node: Confirm) -> bool:
    """Who said that they are new is not asked whether they are."""
    facts = (*draft.base.unheard, *draft.base.kept)
    said = [fact for fact in facts if fact.kind in node.means_yes]
    if not said:
        return False
    draft.use(said)
    return draft.set(-1, node, True)


def _choose(draft: Draft, node: Choose, record: dict[str, Any]) -> bool:
    found = record[node.source.name]
    options = options_of(found)
    if not options:
        return go(draft, node, "empty", node.empty, record)
    picked = picking.pick_by_words(draft, options)
    if picked is not None:
        draft.set(-1, node, options[picked])
        return True
    is_left = draft.top.asked == node.name and not draft.top.shown
    if len(options) == 1 and ((node.silent and not is_left) or _is_just_it(draft, node, record)):
        draft.set(-1, node, options[0], may_undo=False)
        return True
    return _question(draft, node, record, options)


def _is_just_it(draft: Draft, node: Choose, record: dict[str, Any]) -> bool:
    """Is the one opening the very day and time wished for, and not refused a moment ago?"""
    found, wish = record[node.source.name], record.get(getattr(node.none, "name", ""))
    if not (isinstance(found, FindSlotsResult) and found.fits and isinstance(wish, Wish)):
        return False
    names = list(draft.dialog().nodes)
    was_below = draft.top.asked in names[names.index(node.name) + 1 :]
    return (
        wish.exact and wish.first_on is not None and wish.first_on == wish.last_on and not was_below
    )


def _question(draft: Draft, node: Node, record: dict[str, Any], options: tuple[Any, ...]) -> bool:
    """Put the open question; in other words when it was put before."""
    dialog, frame = draft.dialog(), draft.top
    record = _as_meant(node, record)
    variant = wording.variant_of(draft, node, record)
    is_same = frame.asked == node.name and frame.shown == options
    asked_at = frame.asked_at if is_same and frame.asked_at else draft.at
    shape = dialog.shapes[node.name]
    tries, failed = (frame.tries, frame.failed) if is_same else (0, ())
    draft.change_frame(
        -1, asked=node.name, asked_as=shape, shown=options, asked_at=asked_at, wording=variant,
        said_at=draft.at, tries=tries, failed=failed,
    )  # fmt: skip
    wording.note_what_was_taken(draft, node, variant)
    draft.say(Order.QUESTION, dialog, node.name, variant, {**record, "options": options})
    draft.mode = "ask"
    return False


def _as_meant(node: Node, record: dict[str, Any]) -> dict[str, Any]:
    """The record with the wish as the schedule took it, where it tells."""
    found = record[node.source.name] if isinstance(node, Choose) else None
    if not isinstance(node, Choose) or node.none is None:
        return record
    if not isinstance(found, FindSlotsResult) or found.wish is None:
        return record
    return {**record, node.none.name: found.wish}


def _tell(draft: Draft, node: Tell, record: dict[str, Any]) -> None:
    dialog = draft.dialog()
    _mark(draft, node)
    key = record[node.variant.name] if node.variant is not None else "say"
    variant = str(key.value if isinstance(key, Enum) else key)
    known = draft.catalog.texts
    if not known.has(dialog, node.name, variant):
        variant = "say"
    section = section_of(dialog, node.name)
    names = known.names(dialog.folder, section, variant, known.langs[0]) or ()
    opens = draft.catalog.opens(draft.at, draft.base.lang) if "opens" in names else ""
    if "opens" not in names or opens:
        draft.say(_order_of(dialog), dialog, node.name, variant, _answers(record, opens))


def _order_of(dialog: type[Dialog[Any]]) -> Order:
    if dialog.speaks is MessageKind.SAFETY:
        return Order.SAFETY
    return Order.DIGRESSION if dialog.digression else Order.RESULT


def _answers(record: dict[str, Any], opens: str) -> dict[str, Any]:
    """The record with the arguments of the practice's own answers spread out."""
    spread = {**record, "opens": opens}
    for value in record.values():
        if isinstance(value, Answer):
            spread.update(dict(value.args))
    return spread


def _begin(draft: Draft, want: str) -> None:
    draft.pop()
    dialog = draft.catalog.by_want.get(want)
    if dialog is None:
        hand_over(draft, Reason.ASKED_FOR_A_PERSON)
    else:
        draft.note("another-dialog", dialog.name)
        draft.push(dialog)


def _become(draft: Draft, owner: Owner) -> None:
    """A stop is only lifted by START, and ends all that was going on."""
    if draft.base.owner is Owner.STOPPED and owner is Owner.STAFF:
        return
    if owner is Owner.STOPPED:
        guard = draft.pop()
        draft.drop_all()
        draft.change(frames=(guard,))
    if owner is Owner.STAFF and draft.base.owner is not Owner.STAFF:
        draft.events.append(("handoff", {}))
    draft.change(owner=owner)


def hand_over(draft: Draft, reason: Reason) -> None:
    """Pass the conversation to a person; the dialogs below stay as they are."""
    draft.push(draft.catalog.dialogs[HANDOFF], {"reason": reason})


# --- ends and edges -----------------------------------------------------------------------------


def _finish(draft: Draft, view: Any) -> bool:
    """The top dialog is through: its result goes to the caller, or the one below goes on."""
    dialog, result = draft.dialog(), view.result()
    frame = draft.pop()
    if dialog.wants and any(isinstance(node, Do) and node.is_wall for node in dialog.order):
        draft.change(did=dialog.wants[0])
    if not draft.frames:
        return another.take_up(draft, frame)
    if frame.returns_to:
        node = draft.dialog().nodes[frame.returns_to]
        draft.set(-1, node, result, may_undo=bool(frame.undo))
        draft.listen(-1)
        return True
    if dialog.name == RESUME:
        return True
    if dialog.name == DROP:
        never_mind(draft, quiet=False)
        return bool(draft.frames)
    afterwards.catch_up(draft, dialog, frame)
    if not draft.frames[:-1] and draft.frames and draft.top.dialog in (RESUME, DROP):
        draft.pop()  # what it asked about has come to its end
    return bool(draft.frames) and _resume(draft, dialog)


def _resume(draft: Draft, done: type[Dialog[Any]]) -> bool:
    """Back to the question that was open, in few words."""
    if done.digression and digressing.begin(draft):
        return True
    if draft.top.dialog == ROUTING:
        draft.pop()
        return bool(draft.frames)
    if draft.mode != "ask" or not draft.top.asked:
        return True
    if done.digression or draft.base.owner is not Owner.BOT:
        draft.mode = "short"
        return True
    has_news = any(isinstance(node, Do) and node.is_wall for node in done.order)
    if pauses.come_back(draft, has_news=has_news) and done.wants:
        draft.engine_says(Order.CHANGE, "resume")
    return True


def go(draft: Draft, node: Node, outcome: str, target: Any, record: dict[str, Any]) -> bool:
    """Follow a declared edge: say why, then back up, to a person, or out."""
    dialog = draft.dialog()
    draft.stop(dialog.name, f"{node.name}:{outcome}")
    if draft.catalog.texts.has(dialog, node.name, outcome):
        draft.say(Order.RESULT, dialog, node.name, outcome, record)
    if isinstance(target, Handoff):
        hand_over(draft, target.reason)
    elif isinstance(target, End):
        return leave(draft)
    else:
        draft.forget(-1, target)
    return True


def leave(draft: Draft) -> bool:
    """End the top dialog with nothing; its caller follows its own `none` edge."""
    draft.drop(-1, list(draft.top.data))
    done, frame = draft.dialog(), draft.pop()
    if not draft.frames:
        return False
    if not frame.returns_to:
        return _resume(draft, done)
    view, _ = walk(draft.dialog(), draft.top.data)
    node = draft.dialog().nodes[frame.returns_to]
    return go(draft, node, "none", node.edges()["none"], view.__dict__)


# --- answers from the store ---------------------------------------------------------------------


def _outcome(draft: Draft, event: Outcome) -> bool:
    """Take an answer to where it was asked for; a stale one changes nothing."""
    if not draft.frames or "|" not in draft.top.waiting:
        return False
    name, key = draft.top.waiting.split("|", 1)
    if key != event.id:
        return False
    node = draft.dialog().nodes[name]
    if isinstance(event.value, Refused):
        draft.change_frame(-1, waiting="")
        view, _ = walk(draft.dialog(), draft.top.data)
        return go(draft, node, event.value.outcome, _way(node, event.value), view.__dict__)
    draft.learn(-1, name, event.value, waiting="")
    if isinstance(node, Do) and node.is_wall:
        _done(draft, cast("Do[Any]", node), event.value)
    return True


def _way(node: Node, refused: Refused) -> Any:
    return node.edges().get(refused.outcome, Handoff(Reason.NOT_ALLOWED))


def _done(draft: Draft, node: "Do[Any]", value: Any) -> None:
    """Say what was done; a visit that stands becomes what this thread is about."""
    if isinstance(value, Appointment) and not _is_waited_for(draft):
        stands = value.status is not AppointmentStatus.CANCELLED
        draft.change(subject=value.id if stands else None)
    draft.change_frame(-1, undo=())
    dialog = draft.dialog()
    if draft.catalog.texts.has(dialog, node.name, "done"):
        view, _ = walk(dialog, draft.top.data)
        draft.say(Order.RESULT, dialog, node.name, "done", view.__dict__)


def _is_waited_for(draft: Draft) -> bool:
    """Is a dialog below about the visit of the thread? Then the thread stays about that."""
    return any(
        isinstance(value, Appointment) and value.id == draft.base.subject
        for frame in draft.frames[:-1]
        for value in frame.data.values()
    )


# --- staff --------------------------------------------------------------------------------------


def takes(catalog: Catalog, conversation: Conversation, event: StaffDid) -> bool:
    """Would that field take what a staff member fills in?"""
    draft = Draft(catalog, conversation, event.at)
    return filling.fill(draft, event.field_name, event.understood.facts)


def _staff(draft: Draft, event: StaffDid) -> None:
    """A person takes over, fills in, gives back or closes."""
    if draft.base.owner is Owner.STOPPED:
        return
    draft.note("staff", event.action)
    if event.action in {"claim", "say"}:
        draft.change(owner=Owner.STAFF)
    elif event.action == "fill":
        draft.change(owner=Owner.STAFF)
        filling.fill(draft, event.field_name, event.understood.facts)
    elif event.action == "close":
        draft.drop_all()
        draft.change(owner=Owner.BOT)
        draft.events.append(("returned", {"how": "closed"}))
    elif event.action == "return":
        draft.change(owner=Owner.BOT)
        draft.events.append(("returned", {"how": "returned"}))
        for index in range(len(draft.frames)):
            said_at = draft.frames[index].said_at
            if said_at is not None and draft.at - said_at > pauses.ASKS_FIRST_AFTER:
                pauses.refresh(draft, index)
            draft.change_frame(index, tries=0, failed=(), asked_at=None)
        advance(draft)
