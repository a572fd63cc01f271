"""A practice that is saved is loaded as it was; a later one replaces it whole."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from assistant.domain.errors import StoreError
from assistant.domain.facts import Lang
from assistant.domain.ids import ProviderId, ResourceId, SiteId, VisitTypeId
from assistant.domain.practice import (
    Absence,
    Closure,
    DatedHours,
    Line,
    Modality,
    Plan,
    Practice,
    Provider,
    Resource,
    Site,
    Span,
    VisitType,
    Week,
    Window,
    WindowKind,
    Zone,
)  # fmt: skip
from assistant.store import practices
from assistant.store.database import Store, Tx
from assistant.store.tables import practice as tables
from tests.store.world import PRACTICE, Desk, a_practice, a_visit_type

WORDS = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=12)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MINUTES = st.integers(0, 240).map(lambda n: timedelta(minutes=5 * n))
TEXTS = st.dictionaries(st.sampled_from(list(Lang)), WORDS)
ALIASES = st.lists(WORDS, max_size=3).map(tuple)


def span(numbers: tuple[int, int]) -> Span:
    low, high = sorted(numbers)
    return Span(time(low // 60, low % 60), time(high // 60, high % 60))


SPANS = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(lambda p: p[0] != p[1]).map(span),
    max_size=3,
).map(tuple)
WEEKS: st.SearchStrategy[Week] = st.lists(SPANS, min_size=7, max_size=7).map(tuple)
DATED = st.lists(st.builds(DatedHours, DAYS, SPANS, WORDS, TEXTS), max_size=2).map(tuple)

WINDOWS = st.builds(
    Window, st.sampled_from(list(WindowKind)), st.integers(1, 400), st.none() | DAYS,
    st.none() | DAYS,
)  # fmt: skip
AGES = st.none() | st.integers(0, 130)
AWAY = st.lists(st.builds(Absence, DAYS, DAYS, WORDS), max_size=2).map(tuple)
ZONES = st.lists(
    st.builds(Zone, WEEKS, ALIASES.map(lambda keys: tuple(map(VisitTypeId, keys)))), max_size=2
).map(tuple)


@st.composite
def any_practice(draw: st.DrawFn) -> Practice:
    sites = tuple(
        Site(
            SiteId(f"s{n}"), draw(WORDS), "Europe/Berlin", draw(WORDS), draw(WEEKS), draw(DATED),
            "+1555", draw(TEXTS), draw(ALIASES),
        )
        for n in range(draw(st.integers(1, 2)))
    )  # fmt: skip
    a_site = st.sampled_from([site.id for site in sites])
    plans = st.lists(st.builds(Plan, a_site, WEEKS, DATED, ZONES), max_size=2).map(tuple)
    providers = tuple(
        Provider(
            ProviderId(f"p{n}"), draw(WORDS), draw(WORDS), draw(plans), draw(ALIASES),
            (Lang.ES, Lang.EN), draw(AWAY),
        )
        for n in range(draw(st.integers(1, 2)))
    )  # fmt: skip
    some = st.lists(st.sampled_from([p.id for p in providers]), unique=True).map(tuple)
    kinds = st.builds(
        VisitType, st.just(VisitTypeId("v")), TEXTS, MINUTES, some, ALIASES, MINUTES, MINUTES,
        MINUTES, WINDOWS, st.sampled_from(list(Modality)), st.booleans(),
        st.booleans(), st.booleans(), AGES, AGES, ALIASES, st.integers(0, 9), st.integers(0, 9),
        st.integers(1, 9),
    )  # fmt: skip
    closures = st.builds(Closure, DAYS, st.just(date(2036, 1, 1)), WORDS, st.none() | a_site, TEXTS)
    lines = st.builds(Line, st.just("sms"), WORDS, ALIASES, st.none() | a_site)
    return replace(
        PRACTICE,
        sites=sites,
        providers=providers,
        visit_types=(draw(kinds),),
        resources=tuple(
            Resource(ResourceId(f"r{n}"), draw(WORDS), draw(a_site), n + 1)
            for n in range(draw(st.integers(0, 2)))
        ),
        closures=tuple(draw(st.lists(closures, max_size=2))),
        lines=tuple(draw(st.lists(lines, max_size=2))),
        insurers=draw(ALIASES),
        sending_hours=Span(time(7, 5), time(21, 55)),
        answer_within=timedelta(minutes=95),
    )


@pytest.fixture
def store(desk: Desk) -> Store:
    return desk.store


def test_before_the_first_there_is_none(store: Store) -> None:
    assert store.read_sync(practices.load) is None
    assert store.read_sync(practices.revision) == 0


def test_any_practice_comes_back_as_it_was(store: Store) -> None:
    @settings(max_examples=settings().max_examples // 5)
    @given(any_practice())
    def comes_back(practice: Practice) -> None:
        store.write_sync(lambda tx: practices.save(tx, practice))
        assert store.read_sync(practices.load) == practice

    comes_back()


def test_another_replaces_it_whole_and_counts_up(store: Store) -> None:
    smaller = a_practice(a_visit_type())
    assert store.write_sync(lambda tx: practices.save(tx, PRACTICE)) == 1
    assert store.write_sync(lambda tx: practices.save(tx, smaller)) == 2
    assert store.read_sync(practices.load) == smaller
    assert store.read_sync(practices.revision) == 2

    def rows(tx: Tx) -> int:
        return tx.conn.execute(select(func.count()).select_from(tables.visit_types)).scalar_one()

    assert store.read_sync(rows) == 1


def test_one_that_names_an_unknown_site_is_refused_and_the_old_one_stays(store: Store) -> None:
    store.write_sync(lambda tx: practices.save(tx, PRACTICE))
    closed = Closure(date(2026, 1, 1), date(2026, 1, 2), "works", SiteId("nowhere"))
    with pytest.raises(StoreError):
        store.write_sync(lambda tx: practices.save(tx, replace(PRACTICE, closures=(closed,))))
    assert store.read_sync(practices.load) == PRACTICE
    assert store.read_sync(practices.revision) == 1
