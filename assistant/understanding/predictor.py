"""The reader behind the JSON-lines protocol that measures it: one request in, one answer out.

A request has `id`, `task` (date, act or intent), `text`, `reference` (local, without a zone),
`locale` and `context`; the answer repeats the id. Names of acts and labels are the protocol's.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from assistant.domain.facts import Fact, FactKind, Lang
from assistant.understanding.act_answers import Context, act_answer, facts_of
from assistant.understanding.date_answers import Json, date_answer

_K = FactKind
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
        return {"id": key, **act_answer(text, now, lang, Context(request.get("context")))}
    if task == "intent":
        return {"id": key, **_intents(text, now, lang, Context(request.get("context")))}
    return {"id": key, **date_answer(text, now, lang)}


def _moment(reference: object) -> datetime:
    try:
        return datetime.fromisoformat(str(reference)).replace(tzinfo=UTC)
    except ValueError:
        return _LONG_AGO


# --- intents -------------------------------------------------------------------------------------


def _intents(text: str, now: datetime, lang: Lang, context: Context) -> Json:
    facts = facts_of(text, now, lang, context)
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
    (_K.SOMEBODY_ELSE, ""): ("other_person",),
}
_RANK = {"name": 1, "book": 2, "cancel": 2, "change": 2, "list": 2, "select": 3, "inform_time": 4,
         "inform_date": 4, "affirm": 5, "deny": 5, "thanks": 8, "greet": 9}  # fmt: skip


def _label(fact: Fact, context: Context) -> str:
    if fact.kind is _K.WHEN and fact.when is not None:
        names: tuple[str, ...] = ("inform_date",) if fact.when.has_day else ("inform_time",)
    else:
        names = _LABELS.get((fact.kind, fact.value), _LABELS.get((fact.kind, ""), ()))
    if context.labels:
        return next((name for name in names if name in context.labels), "")
    return names[0] if names else ""
