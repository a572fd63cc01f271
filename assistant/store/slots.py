"""First openings for a wish: at most three, soonest first, that differ; or the nearest there are.

Days are looked at one after the other and the search stops when it has three. Times offered to
others within the last quarter of an hour come last, without being blocked.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, tuple_

from assistant.domain.effects import FindSlots
from assistant.domain.ids import ConversationId
from assistant.domain.practice import Practice, VisitType
from assistant.domain.schedule import OFFER_MINUTES, FindSlotsResult, Slot, Wish
from assistant.store import patients
from assistant.store.database import upsert
from assistant.store.schedule.slot_index import Hours, SlotIndex
from assistant.store.schedule.slot_search import Asking, Search
from assistant.store.statements import Statement
from assistant.store.tables.scheduling import offers
from assistant.store.transactions import Tx


def find(
    tx: Tx,
    practice: Practice,
    query: FindSlots,
    *,
    conversation: ConversationId,
    is_new: bool,
    index: SlotIndex,
) -> FindSlotsResult:
    """Openings for the wish, or the nearest there are, and note that they were offered.

    "Any provider" is the one with most free starts that day. The time of `query.moving` and what
    this conversation keeps count as free; the patient's other visits are kept clear of. Only days
    are shown on which the patient has the right age.

    Args:
        tx: a write transaction.
        practice: hours, providers and visit types.
        query: what is looked for.
        conversation: whose offers these will be.
        is_new: a new patient; when the visit type is not for them nothing is found.
        index: the process's one.

    Raises:
        KeyError: the practice has no such visit type.
    """
    visit_type = practice.visit_type(query.visit_type)
    if not (visit_type.new_patients if is_new else visit_type.known_patients):
        return FindSlotsResult((), fits=False)
    born_on = patients.born_on(tx, query.patient) if visit_type.has_ages else None
    asking = Asking(tx, practice, conversation, index.view(tx, practice), born_on)
    found = _found(asking, query)
    _note_offers(tx, conversation, found.slots)
    return found


def _found(asking: Asking, query: FindSlots) -> FindSlotsResult:
    """With the provider who is rather wanted if the wish is met so, else with any who meets it."""
    if query.without is not None:
        if {*asking.practice.visit_type(query.visit_type).providers} <= {query.without}:
            found = _found(asking, replace(query, without=None))
            return replace(found, fits=False, missed="unwanted")
        query = replace(
            query,
            provider=None if query.provider == query.without else query.provider,
            rather=None if query.rather == query.without else query.rather,
        )
    if query.rather is None or query.provider is not None:
        return _nearest_found(asking, query)
    theirs = _nearest_found(asking, replace(query, provider=query.rather))
    if theirs.fits:
        return theirs
    anybodys = _nearest_found(asking, query)
    return anybodys if anybodys.fits else replace(theirs, missed=anybodys.missed)


def _nearest_found(asking: Asking, query: FindSlots) -> FindSlotsResult:
    visit_type = asking.practice.visit_type(query.visit_type)
    missed = _impossible(asking.view.hours, query, visit_type)
    if missed == "provider":
        query = replace(query, provider=None)
    if _impossible(asking.view.hours, query, visit_type):
        query = replace(query, site=None)
    search, wish = Search(asking, query), query.wish or Wish()
    found = search.first(wish)
    if not found:
        missed = missed or search.why_not(wish)
        if missed == "closed" and query.provider is not None:
            others = Search(asking, replace(query, provider=None)).why_not(wish)
            missed = missed if others == "closed" else "absent"
        found = search.nearest(wish)
    slots = tuple(search.slot(start) for start in sorted(found, key=lambda start: start.cell))
    return FindSlotsResult(slots, fits=not missed and bool(slots), missed=missed)


def _impossible(hours: Hours, query: FindSlots, visit_type: VisitType) -> str:
    """Which of the wishes for a provider and a site no day can meet: "", "provider" or "site"."""
    if query.provider is not None and query.provider not in visit_type.providers:
        return "provider"
    if query.site is None:
        return ""
    here = hours.doing(visit_type.id, query.site)
    fits = any(query.provider in {None, provider.id} for provider in here)
    return "" if fits else "site"


_SWEEP = Statement(
    delete(offers).where(
        tuple_(offers.c.conversation, offers.c.provider, offers.c.start_at).in_(
            select(offers.c.conversation, offers.c.provider, offers.c.start_at)
            .where(offers.c.until <= bindparam("now"))
            .with_for_update(skip_locked=True)
        )
    )
)


def _note_offers(tx: Tx, conversation: ConversationId, slots: tuple[Slot, ...]) -> None:
    """Show others other times first, for a while."""
    _SWEEP.run(tx.conn, {"now": tx.now})
    until: datetime = tx.now + timedelta(minutes=OFFER_MINUTES)
    for slot in slots:
        key = {"conversation": conversation, "provider": slot.provider, "start_at": slot.start}
        upsert(tx.conn, offers, tuple(key), {**key, "until": until})
