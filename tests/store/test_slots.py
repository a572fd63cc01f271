"""Which openings a patient is shown. It is Monday, 8:00; the doctors work 9 to 12 and 1 to 5."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from assistant.domain.appointment import Appointment
from assistant.domain.clock import local
from assistant.domain.effects import FindSlots
from assistant.domain.facts import PartOfDay
from assistant.domain.ids import ConversationId, ProviderId
from assistant.domain.practice import Closure, DatedHours
from assistant.domain.schedule import FindSlotsResult, Wish
from assistant.store import appointments, slots
from tests.store.world import (
    ANNA,
    BEN,
    CHECKUP,
    CHEN,
    EAST,
    MAIN,
    MONDAY,
    OTHER_TALK,
    PHONE,
    RUIZ,
    TALK,
    VACCINE,
    ZONE,
    Desk,
    a_night,
    a_practice,
    a_provider,
    a_site,
    a_slot,
    a_visit_type,
    at,
    wall,
)

TUESDAY = MONDAY + timedelta(days=1)
SUNDAY = MONDAY + timedelta(days=6)
AFTERNOON = PartOfDay.AFTERNOON


def on(day: date, **more: object) -> Wish:
    return replace(Wish(first_on=day, last_on=day), **more)


def walls(result: FindSlotsResult) -> list[str]:
    return [wall(slot) for slot in result.slots]


def fill(desk: Desk, day: date, *clocks: str) -> None:
    """Book these half hours with both doctors."""
    for clock in clocks:
        for who in (RUIZ, CHEN):
            visit = desk.booked(a_slot(clock, on=day, provider=who))
            assert visit.start == at(clock, day)


class TestWhatIsShown:
    def test_without_a_wish_the_first_openings_after_the_notice(self, desk: Desk) -> None:
        result = desk.find()
        assert result.fits
        assert walls(result) == ["Mon 10:00", "Mon 13:00", "Tue 09:00"]

    def test_a_day_and_a_part_of_it(self, desk: Desk) -> None:
        result = desk.find(on(TUESDAY, part=AFTERNOON))
        assert result.fits
        assert walls(result) == ["Tue 13:00", "Tue 14:00", "Tue 15:00"]

    def test_an_exact_time_is_that_time_alone(self, desk: Desk) -> None:
        result = desk.find(on(TUESDAY, start_at=time(15), exact=True))
        assert (result.fits, walls(result)) == (True, ["Tue 15:00"])

    def test_between_two_times(self, desk: Desk) -> None:
        result = desk.find(on(TUESDAY, start_at=time(10), end_at=time(10, 30)))
        assert walls(result) == ["Tue 10:00", "Tue 10:15"]

    def test_certain_weekdays_only(self, desk: Desk) -> None:
        result = desk.find(Wish(weekdays=(2, 4)))
        assert [text[:3] for text in walls(result)] == ["Wed", "Wed", "Fri"]

    def test_later_means_after_what_was_refused(self, desk: Desk) -> None:
        result = desk.find(Wish(after_slot=at("16:30")))
        assert walls(result)[0] == "Tue 09:00"

    def test_earlier_means_before_it(self, desk: Desk) -> None:
        result = desk.find(Wish(before_slot=at("10:15")))
        assert walls(result) == ["Mon 10:00"]

    def test_a_doctor_by_name(self, desk: Desk) -> None:
        result = desk.find(on(TUESDAY), provider=CHEN)
        assert {slot.provider for slot in result.slots} == {CHEN}

    def test_anybody_is_who_has_most_time_that_day(self, desk: Desk) -> None:
        desk.booked(a_slot("15:00", on=TUESDAY, provider=RUIZ))
        assert {slot.provider for slot in desk.find(on(TUESDAY)).slots} == {CHEN}
        desk.booked(a_slot("15:00", on=TUESDAY, provider=CHEN), BEN)
        desk.booked(a_slot("16:00", on=TUESDAY, provider=CHEN), BEN)
        assert {slot.provider for slot in desk.find(on(TUESDAY)).slots} == {RUIZ}

    def test_a_slot_has_the_length_of_its_visit(self, desk: Desk) -> None:
        slot = desk.find(kind=VACCINE).slots[0]
        assert slot.end - slot.start == timedelta(minutes=10)

    def test_a_taken_time_is_offered_no_more(self, desk: Desk) -> None:
        wish = on(TUESDAY, start_at=time(15), exact=True)
        assert desk.find(wish).fits
        fill(desk, TUESDAY, "15:00")
        assert not desk.find(wish).fits

    def test_a_freed_time_is_offered_again(self, desk: Desk) -> None:
        wish = on(TUESDAY, start_at=time(15), exact=True)
        visit = desk.booked(a_slot("15:00", on=TUESDAY, provider=CHEN))
        assert desk.find(wish, provider=CHEN).missed == "full"
        desk.do(lambda tx: appointments.cancel(tx, visit.id))
        assert desk.find(wish, provider=CHEN).fits

    def test_a_held_time_comes_back_when_the_hold_is_over(self, desk: Desk) -> None:
        wish = on(TUESDAY, start_at=time(15), exact=True)
        desk.hold(a_slot("15:00", on=TUESDAY), TALK)
        assert desk.find(wish, talk=OTHER_TALK, provider=RUIZ).missed == "full"
        desk.clock.forward(timedelta(minutes=20))
        assert desk.find(wish, talk=OTHER_TALK, provider=RUIZ).fits

    def test_what_this_talk_keeps_counts_as_free(self, desk: Desk) -> None:
        wish = on(TUESDAY, start_at=time(15), exact=True)
        desk.hold(a_slot("15:00", on=TUESDAY), TALK)
        assert desk.find(wish, provider=RUIZ).fits

    def test_the_visit_to_be_moved_counts_as_free(self, desk: Desk) -> None:
        visit = desk.booked(a_slot("15:00", on=TUESDAY), BEN)
        wish = on(TUESDAY, start_at=time(15, 15), exact=True)
        assert not desk.find(wish, provider=RUIZ).fits
        assert desk.find(wish, provider=RUIZ, moving=visit.id).fits

    def test_the_patients_own_visits_are_kept_clear_of(self, desk: Desk) -> None:
        desk.booked(a_slot("15:00", on=TUESDAY, provider=RUIZ), BEN)
        wish = on(TUESDAY, start_at=time(14, 45), exact=True)
        assert not desk.find(wish, provider=CHEN).fits

    def test_a_visit_type_that_is_not_for_them(self, desk: Desk) -> None:
        desk.practice = a_practice(replace(a_visit_type(), known_patients=False))
        assert desk.find() == FindSlotsResult((), fits=False)

    def test_whatever_is_shown_can_be_booked(self, desk: Desk) -> None:
        for slot in desk.find().slots:
            assert isinstance(desk.book(slot), Appointment)


class TestNearest:
    def test_a_full_time_gives_the_same_day_and_the_same_time(self, desk: Desk) -> None:
        fill(desk, TUESDAY, "15:00")
        result = desk.find(on(TUESDAY, start_at=time(15), exact=True))
        assert (result.fits, result.missed) == (False, "full")
        assert walls(result) == ["Mon 15:00", "Tue 14:30", "Wed 15:00"]

    @pytest.mark.parametrize(
        ("wish", "missed"),
        [
            (on(SUNDAY), "closed"),
            (on(TUESDAY, start_at=time(20)), "closed"),
            (on(TUESDAY, start_at=time(12), exact=True), "closed"),
            (on(MONDAY - timedelta(days=3)), "past"),
            (on(MONDAY, end_at=time(7)), "past"),
            (on(MONDAY, start_at=time(9), exact=True), "too-soon"),
            (on(MONDAY + timedelta(days=200)), "too-far"),
        ],
    )
    def test_why_a_wish_is_not_met(self, desk: Desk, wish: Wish, missed: str) -> None:
        result = desk.find(wish)
        assert (result.fits, result.missed) == (False, missed)
        assert result.slots

    def test_too_far_gives_the_last_days(self, desk: Desk) -> None:
        result = desk.find(on(MONDAY + timedelta(days=200)))
        assert local(result.slots[-1].start, ZONE).date() == MONDAY + timedelta(days=88)

    def test_evenings_without_a_day_give_the_latest_of_the_next_days(self, desk: Desk) -> None:
        result = desk.find(Wish(part=PartOfDay.EVENING))
        assert result.missed == "closed"
        assert walls(result) == ["Mon 16:30", "Tue 16:30", "Wed 16:30"]

    def test_a_closed_day_at_a_closed_hour_gives_the_days_around_it(self, desk: Desk) -> None:
        result = desk.find(on(SUNDAY, start_at=time(7), exact=True))
        assert result.missed == "closed"
        # Daylight saving begins on that Sunday: 9:00 is 8:00 by winter's clock from then on.
        assert walls(result) == ["Fri 09:00", "Mon 08:00", "Tue 08:00"]

    def test_a_doctor_who_does_not_do_it(self, desk: Desk) -> None:
        result = desk.find(kind=VACCINE, provider=CHEN)
        assert (result.fits, result.missed) == (False, "provider")
        assert {slot.provider for slot in result.slots} == {RUIZ}

    def test_a_site_where_nobody_does_it(self, desk: Desk) -> None:
        desk.practice = a_practice(sites=(a_site(), a_site(EAST)))
        result = desk.find(site=EAST)
        assert (result.fits, result.missed) == (False, "site")
        assert {slot.site for slot in result.slots} == {MAIN}

    def test_nothing_at_all(self, desk: Desk) -> None:
        closure = Closure(MONDAY, MONDAY + timedelta(days=365), "sold")
        desk.practice = replace(a_practice(), closures=(closure,))
        assert desk.find() == FindSlotsResult((), fits=False, missed="closed")


class TestOffers:
    wish = on(TUESDAY, start_at=time(9), end_at=time(9, 30))

    def test_others_are_shown_other_times_first(self, desk: Desk) -> None:
        first = set(desk.find(on(TUESDAY), talk=TALK, provider=RUIZ).slots)
        second = set(desk.find(on(TUESDAY), talk=OTHER_TALK, provider=RUIZ).slots)
        assert not first & second

    def test_unless_there_are_no_others(self, desk: Desk) -> None:
        first = desk.find(self.wish, talk=TALK, provider=RUIZ)
        assert desk.find(self.wish, talk=OTHER_TALK, provider=RUIZ) == first

    def test_another_doctor_at_the_same_time_is_another_time(self, desk: Desk) -> None:
        exact = on(TUESDAY, start_at=time(9), exact=True)
        first = desk.find(exact, talk=TALK).slots[0]
        second = desk.find(exact, talk=OTHER_TALK).slots[0]
        assert first.start == second.start
        assert first.provider != second.provider

    def test_an_offer_is_forgotten_after_a_while(self, desk: Desk) -> None:
        first = desk.find(on(TUESDAY), talk=TALK)
        desk.clock.forward(timedelta(minutes=15))
        assert desk.find(on(TUESDAY), talk=OTHER_TALK) == first

    def test_ones_own_offers_do_not_count(self, desk: Desk) -> None:
        assert desk.find(on(TUESDAY)) == desk.find(on(TUESDAY))

    def test_an_offered_time_can_still_be_booked_by_others(self, desk: Desk) -> None:
        slot = desk.find(on(TUESDAY), talk=TALK).slots[0]
        assert isinstance(desk.book(slot, ANNA, OTHER_TALK), Appointment)


class TestSites:
    def test_each_site_has_its_own_clock(self, desk: Desk) -> None:
        west = a_site(EAST, "America/Los_Angeles")
        desk.practice = a_practice(
            sites=(a_site(), west), providers=(a_provider(RUIZ, EAST), a_provider(CHEN, MAIN))
        )
        wish = on(TUESDAY, start_at=time(9), exact=True)
        result = desk.find(wish)
        assert [(slot.site, wall(slot)) for slot in result.slots] == [
            (MAIN, "Tue 09:00"),
            (EAST, "Tue 12:00"),
        ]

    def test_one_site_only(self, desk: Desk) -> None:
        desk.practice = a_practice(
            sites=(a_site(), a_site(EAST)), providers=(a_provider(RUIZ, EAST), a_provider(CHEN))
        )
        assert {slot.provider for slot in desk.find(site=EAST).slots} == {RUIZ}

    def test_a_doctor_is_in_one_place_at_a_time(self, desk: Desk) -> None:
        desk.practice = a_practice(
            sites=(a_site(), a_site(EAST)), providers=(a_provider(RUIZ, MAIN, EAST),)
        )
        exact = on(TUESDAY, start_at=time(9), exact=True)
        desk.booked(a_slot("09:00", on=TUESDAY))
        assert not desk.find(exact, site=EAST).fits

    def test_hours_that_change_are_seen_at_once(self, desk: Desk) -> None:
        assert desk.find(on(TUESDAY)).fits
        closed = replace(a_site(), dated=(DatedHours(TUESDAY),))
        desk.practice = a_practice(sites=(closed,))
        assert desk.find(on(TUESDAY)).missed == "closed"


def test_a_search_sees_what_its_own_transaction_did(desk: Desk) -> None:
    wish = on(TUESDAY, start_at=time(15), exact=True)
    query = FindSlots(BEN, CHECKUP, RUIZ, wish)
    desk.find(wish, provider=RUIZ)

    def shown(talk: str) -> bool:
        return desk.find(wish, provider=RUIZ, talk=ConversationId(talk)).fits

    def hold_and_fail(tx: object) -> None:
        appointments.hold(tx, desk.practice, TALK, PHONE, a_slot("15:00", on=TUESDAY))  # pyright: ignore[reportArgumentType]
        found = slots.find(
            tx,  # pyright: ignore[reportArgumentType]
            desk.practice,
            query,
            conversation=OTHER_TALK,
            is_new=False,
            index=desk.index,
        )
        assert not found.fits
        raise KeyError("on purpose")

    with pytest.raises(KeyError):
        desk.do(hold_and_fail)
    assert shown("cnv_3")
    # The same revision number is now given to another change: it must not pass for the lost one.
    desk.hold(a_slot("09:00", on=TUESDAY), OTHER_TALK)
    assert shown("cnv_4")


def test_of_equals_whoever_was_booked_longest_ago_is_offered(desk: Desk) -> None:
    tuesday = MONDAY + timedelta(days=1)
    wish = Wish(first_on=tuesday, last_on=tuesday)
    shown: list[ProviderId] = []
    for n in range(4):
        slot = desk.find(wish, talk=ConversationId(f"cnv_{n}")).slots[0]
        shown.append(slot.provider)
        desk.clock.forward(timedelta(minutes=1))
        # On another day, so that both stay as free as each other on Tuesday.
        desk.booked(a_slot("09:00", MONDAY + timedelta(days=7 + n), slot.provider))
    assert shown == [RUIZ, CHEN, RUIZ, CHEN]


def test_a_time_that_the_clock_skips_is_no_time(desk: Desk) -> None:
    """On March 8 it is never half past two; half past one and half past three are free."""
    desk.practice = a_night(ZONE, 30)
    sunday = MONDAY + timedelta(days=6)
    half_past_two = Wish(first_on=sunday, last_on=sunday, start_at=time(2, 30), exact=True)
    found = desk.find(half_past_two)
    assert (found.fits, found.missed) == (False, "skipped")
    assert sunday in {local(slot.start, ZONE).date() for slot in found.slots}
    assert desk.find(replace(half_past_two, start_at=time(3, 30))).fits
    # Without a day there are days enough on which it is.
    assert desk.find(replace(half_past_two, first_on=None, last_on=None)).fits
