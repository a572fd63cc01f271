"""The reader behind the JSON-lines protocol that measures it: one request in, one answer out.

A request has `id`, `task` (date, act or intent), `text`, `reference` (local, without a zone),
`locale` and `context`; the answer repeats the id. Names of acts and labels are the protocol's.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from assistant.domain.facts import Asked, Fact, FactKind, Lang, Understood
from assistant.understanding.date_answers import Json, date_answer, hhmm
from assistant.understanding.reader import Setting, understand
from assistant.understanding.vocabulary import Vocabulary

_K = FactKind
_NOBODY = Vocabulary(())
_LONG_AGO = datetime(2020, 1, 1, 9, tzinfo=UTC)


def predict(request: Mapping[str, object]) -> Json:
    """The answer to one request; a request that cannot be read is answered with "none"."""
    key, task = request.get("id"), request.get("task")
    text = request.get("text")
    if not isinstance(text, str):
        return {"id": key, "kind": "none", "value": None}
    lang = Lang.ES if request.get("locale") == "es" else Lang.EN
    now = _moment(request.get("reference"))
    if task == "act":
        return {"id": key, **_acts(text, now, lang, _Context(request.get("context")))}
    if task == "intent":
        return {"id": key, **_intents(text, now, lang, _Context(request.get("context")))}
    return {"id": key, **date_answer(text, now, lang)}


def _moment(reference: object) -> datetime:
    try:
        return datetime.fromisoformat(str(reference)).replace(tzinfo=UTC)
    except ValueError:
        return _LONG_AGO


# --- what was asked ------------------------------------------------------------------------------


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


class _Context:
    """What the system said before, as far as the protocol tells."""

    def __init__(self, context: object) -> None:
        given = _mapping(context)
        self.system = str(given.get("system") or "")
        acts = [_list(act) for act in _list(given.get("system_acts"))]
        self.acts = [(str(act[0]), str(act[1])) for act in acts if len(act) > 1]
        self.labels = [str(label) for label in _list(given.get("labels"))]

    def said(self, *names: str) -> bool:
        """Did the system do one of these acts?"""
        return any(name in names for name, _ in self.acts)

    @property
    def asked(self) -> Asked:
        """The question that stands open, by its acts or its words."""
        expects: set[FactKind] = set()
        slots = {slot for name, slot in self.acts if name == "REQUEST"}
        if (
            any("name" in slot for slot in slots)
            or self.said("ask_name")
            or _ASKS_NAME.search(self.system)
        ):
            expects.add(_K.NAME)
        if any(slot.endswith(("date", "time")) for slot in slots) or _ASKS_DAY.search(self.system):
            expects.add(_K.WHEN)
        options = [int(n) for n in _OPTION.findall(self.system)]
        return Asked(
            frozenset(expects), max(options, default=0) or (3 if _OFFERS.search(self.system) else 0)
        )


_ASKS_NAME = re.compile(r"(?i)your (?:full |first |last )?name\b|t[uú] nombre|c[oó]mo te llamas")
_ASKS_DAY = re.compile(r"(?i)what (?:time|day|date)|when would|qu[eé] (?:fecha|hora|d[ií]a)")
_OPTION = re.compile(r"(?:^|\s)([1-9])[.)]\s")
_OFFERS = re.compile(r"(?i)elecci[oó]n\?|which one|cu[aá]l prefieres")


def _read(text: str, now: datetime, lang: Lang, context: _Context) -> Understood:
    return understand(text, _NOBODY, Setting(now, lang, context.asked, ("STOP",)))


# --- acts ----------------------------------------------------------------------------------------


def _acts(text: str, now: datetime, lang: Lang, context: _Context) -> Json:
    facts = _read(text, now, lang, context).facts
    kinds = {fact.kind for fact in facts}
    slots = {**_when_slots(facts), **_name_slots(facts, context)}
    acts: set[str] = set()
    for fact in facts:
        acts |= _ACTS.get((fact.kind, fact.value), _ACTS.get((fact.kind, ""), frozenset()))
    if slots:
        acts.add("INFORM")
    if _K.YES in kinds and _K.NO not in kinds:
        acts |= _yes(context)
    if _K.NO in kinds:
        acts |= {"NEGATE_INTENT"} if context.said("OFFER_INTENT") else {"NEGATE"}
    if "REQUEST_ALTS" in acts:
        acts -= {"NEGATE"}
    requested = sorted(
        {_REQUESTED[f.value] for f in facts if f.kind is _K.INFO and f.value in _REQUESTED}
    )
    intent = "BookAppointment" if "INFORM_INTENT" in acts else None
    return {
        "acts": sorted(acts) or ["INFORM"],
        "intent": intent,
        "slots": slots,
        "requested": requested,
    }


_ACTS: dict[tuple[FactKind, str], frozenset[str]] = {
    (_K.WANT, "book"): frozenset({"INFORM_INTENT"}),
    (_K.INFO, ""): frozenset({"REQUEST"}),
    (_K.THANKS, ""): frozenset({"THANK_YOU"}),
    (_K.PICK, ""): frozenset({"SELECT"}),
    (_K.NONE_OF_THESE, ""): frozenset({"REQUEST_ALTS"}),
    (_K.OTHER_SITE, ""): frozenset({"REQUEST_ALTS"}),
    (_K.ANYBODY, ""): frozenset({"REQUEST_ALTS"}),
    (_K.WHEN, ""): frozenset({"INFORM"}),
    (_K.NAME, ""): frozenset({"INFORM"}),
}
_REQUESTED = {"phone": "phone_number", "address": "street_address"}


def _yes(context: _Context) -> set[str]:
    if context.said("OFFER_INTENT"):
        return {"AFFIRM_INTENT"}
    if context.said("OFFER", "INFORM") and not context.said("CONFIRM"):
        return {"SELECT"}
    return {"AFFIRM"}


def _when_slots(facts: Sequence[Fact]) -> Json:
    slots: Json = {}
    for fact in facts:
        when = fact.when
        if fact.kind is not _K.WHEN or when is None:
            continue
        if when.is_one_day:
            slots.setdefault("date", str(when.first_on))
        if when.exact and when.start_at is not None:
            slots.setdefault("time", hhmm(when.start_at))
    return slots


def _name_slots(facts: Sequence[Fact], context: _Context) -> Json:
    name = next((fact.value for fact in facts if fact.kind is _K.NAME), "")
    if not name:
        return {}
    if context.said("ask_name"):
        return {"patient_name": name}
    first, *rest = name.split()
    wanted = [slot for act, slot in context.acts if act == "REQUEST"]
    if rest:
        return {"first_name": first, "last_name": " ".join(rest)}
    return {"last_name" if wanted[:1] == ["last_name"] else "first_name": first}


# --- intents -------------------------------------------------------------------------------------


def _intents(text: str, now: datetime, lang: Lang, context: _Context) -> Json:
    facts = _read(text, now, lang, context).facts
    found = [label for fact in facts if (label := _label(fact, context))]
    ranked = sorted(dict.fromkeys(found), key=lambda label: _RANK.get(label, 50))
    best = ranked[0] if ranked else "oos"
    return {"intent": best, "intents": ranked, "score": 0.9 if ranked else 0.3}


_LABELS: dict[tuple[FactKind, str], tuple[str, ...]] = {
    (_K.WANT, "book"): ("book", "make_appointment"),
    (_K.WANT, "cancel"): ("cancel", "cancel_reservation"),
    (_K.WANT, "move"): ("change", "reschedule"),
    (_K.WANT, "confirm"): ("affirm", "confirm_reservation"),
    (_K.WANT, "visits"): ("list", "appointments"),
    (_K.YES, ""): ("affirm", "yes"),
    (_K.NO, ""): ("deny", "no"),
    (_K.PICK, ""): ("select",),
    (_K.NAME, ""): ("name", "user_name"),
    (_K.THANKS, ""): ("thanks", "thank_you"),
    (_K.GREETING, ""): ("greet", "greeting"),
    (_K.CONTROL, "repeat"): ("repeat",),
    (_K.PERSON, ""): ("handoff",),
}
_RANK = {"name": 1, "book": 2, "cancel": 2, "change": 2, "list": 2, "select": 3, "inform_time": 4,
         "inform_date": 4, "affirm": 5, "deny": 5, "thanks": 8, "greet": 9}  # fmt: skip


def _label(fact: Fact, context: _Context) -> str:
    if fact.kind is _K.WHEN and fact.when is not None:
        names: tuple[str, ...] = ("inform_date",) if fact.when.has_day else ("inform_time",)
    else:
        names = _LABELS.get((fact.kind, fact.value), _LABELS.get((fact.kind, ""), ()))
    if context.labels:
        return next((name for name in names if name in context.labels), "")
    return names[0] if names else ""
