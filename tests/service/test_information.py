"""What the sample practice answers to common questions, in English and Spanish."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.domain.effects import Answer, AnswerQuestion
from assistant.domain.facts import Lang, When
from assistant.domain.ids import SiteId
from assistant.service import information
from tests.service.samples import sample_practice

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""A Tuesday, 10:00 on the sites' walls."""
PRACTICE = sample_practice()
HARBOR = SiteId("harbor")


def on(month: int, day: int) -> When:
    day_itself = date(2026, month, day)
    return When(first_on=day_itself, last_on=day_itself)


def said(query: AnswerQuestion, now: datetime = NOW) -> tuple[str, dict[str, str]]:
    answer = information.answer(PRACTICE, query, now)
    return answer.key, dict(answer.args)


def hours(
    when: When | None, lang: Lang = Lang.EN, site: SiteId | None = None
) -> tuple[str, dict[str, str]]:
    return said(AnswerQuestion("hours", lang, site=site, when=when))


class TestHours:
    def test_of_a_saturday_have_one_line_a_site(self) -> None:
        assert hours(on(11, 28)) == (
            "hours_on",
            {"day": "Sat, Nov 28", "hours": "Maple Street: closed\nHarbor Point: 9 AM-1 PM"},
        )

    def test_of_a_saturday_in_spanish(self) -> None:
        key, args = hours(on(11, 28), Lang.ES)
        assert key == "hours_on"
        assert args["day"].startswith("sáb")
        assert args["hours"] == "Maple Street: cerrado\nHarbor Point: 9:00-13:00"

    @pytest.mark.parametrize(
        ("lang", "reason"), [(Lang.EN, "Thanksgiving"), (Lang.ES, "Acción de Gracias")]
    )
    def test_of_a_holiday_say_why_it_is_closed(self, lang: Lang, reason: str) -> None:
        key, args = hours(on(11, 27), lang)
        assert (key, args["reason"]) == ("hours_closed_on", reason)

    def test_of_a_day_on_which_it_is_always_closed_say_so(self) -> None:
        assert hours(on(11, 29)) == ("hours_on", {"day": "Sun, Nov 29", "hours": "closed"})

    def test_of_today(self) -> None:
        key, args = hours(on(11, 24), site=HARBOR)
        assert key == "hours_today"
        assert args["hours"] == "Harbor Point: 8:30 AM-12:30 PM, 1:30-5 PM"

    def test_today_is_the_sites_day_and_not_the_one_of_utc(self) -> None:
        late = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
        query = AnswerQuestion("hours", Lang.EN, when=on(11, 24))
        assert said(query, late)[0] == "hours_today"

    def test_a_day_off_at_one_site_says_why(self) -> None:
        assert hours(on(12, 5))[1]["reason"] == "staff training"
        other = hours(When(date(2026, 12, 4), date(2026, 12, 5)))[1]["hours"]
        assert other.endswith("Sat closed (staff training)")

    def test_of_the_week_join_days_with_the_same_hours(self) -> None:
        key, args = hours(None)
        assert key == "hours_week"
        assert args["hours"].splitlines() == [
            "Maple Street: Mon-Wed 8 AM-5:30 PM; Thu 8 AM-7 PM; Fri 8 AM-4 PM",
            "Harbor Point: Mon-Fri 8:30 AM-12:30 PM, 1:30-5 PM; Sat 9 AM-1 PM",
        ]

    def test_of_a_week_with_a_holiday_show_it(self) -> None:
        key, args = hours(When(date(2026, 11, 23), date(2026, 11, 29)), site=HARBOR)
        assert key == "hours_on"
        assert args["day"] == "Mon, Nov 23 - Sun, Nov 29"
        assert "Thu-Fri closed (Thanksgiving); Sat 9 AM-1 PM; Sun closed" in args["hours"]

    def test_days_that_do_not_follow_each_other_are_not_joined(self) -> None:
        _, args = hours(When(weekdays=(0, 2)), site=HARBOR)
        usual = "8:30 AM-12:30 PM, 1:30-5 PM"
        assert args["hours"] == f"Harbor Point: Mon {usual}; Wed {usual}"

    def test_of_a_weekday_in_general_name_both_open_and_closed_sites(self) -> None:
        assert hours(When(weekdays=(5,)))[1]["hours"] == (
            "Maple Street: Sat closed\nHarbor Point: Sat 9 AM-1 PM"
        )

    def test_of_a_long_stretch_are_those_of_the_week(self) -> None:
        assert hours(When(date(2026, 12, 1), date(2027, 2, 1)))[0] == "hours_week"

    @pytest.mark.parametrize(
        "when", [When(first_on=date(2026, 12, 7)), When(last_on=date(2026, 11, 27))]
    )
    def test_an_open_end_is_answered(self, when: When) -> None:
        assert hours(when)[0] == "hours_on"

    def test_a_practice_with_one_site_does_not_name_it(self) -> None:
        small = replace(PRACTICE, sites=PRACTICE.sites[:1])
        query = AnswerQuestion("hours", Lang.EN, when=on(11, 30))
        answer = information.answer(small, query, NOW)
        assert dict(answer.args)["hours"] == "8 AM-5:30 PM"


class TestAddressAndParking:
    def test_all_addresses_have_one_line_each(self) -> None:
        key, args = said(AnswerQuestion("address", Lang.EN))
        assert key == "address_all"
        assert args["address"].splitlines() == [
            "Maple Street: 12 Maple Street, Springfield",
            "Harbor Point: 480 Harbor Road, Springfield",
        ]

    def test_one_site_may_be_asked_for(self) -> None:
        key, args = said(AnswerQuestion("address", Lang.EN, site=HARBOR))
        assert key == "address"
        assert args == {"site": "Harbor Point", "address": "480 Harbor Road, Springfield"}

    def test_a_site_that_is_gone_counts_as_none(self) -> None:
        assert said(AnswerQuestion("address", Lang.EN, site=SiteId("old")))[0] == "address_all"

    def test_parking_is_said_in_the_patients_language(self) -> None:
        key, args = said(AnswerQuestion("parking", Lang.ES, site=HARBOR))
        assert key == "parking"
        assert args["parking"].startswith("Harbor Point: Garaje")

    def test_no_word_on_parking_is_said_so(self) -> None:
        bare = tuple(replace(site, parking={}) for site in PRACTICE.sites)
        query = AnswerQuestion("parking", Lang.EN)
        assert information.answer(replace(PRACTICE, sites=bare), query, NOW).key == "parking_none"


class TestInsurersAndPhone:
    def test_all_insurers_are_named(self) -> None:
        key, args = said(AnswerQuestion("insurers", Lang.EN))
        assert (key, args["insurers"].split(", ")) == ("insurers", list(PRACTICE.insurers))

    def test_a_known_insurer_is_taken_however_it_is_spelt(self) -> None:
        query = AnswerQuestion("insurers", Lang.EN, insurer="AETNA")
        assert said(query) == ("insurer_yes", {"insurer": "Aetna"})

    def test_an_unknown_insurer_comes_with_the_number_to_call(self) -> None:
        key, args = said(AnswerQuestion("insurers", Lang.EN, insurer="Oscar"))
        assert (key, args["insurer"], args["number"]) == (
            "insurer_unknown", "Oscar", "(555) 010-0200",
        )  # fmt: skip

    def test_who_we_are_is_said_by_name(self) -> None:
        assert said(AnswerQuestion("who", Lang.EN)) == ("who", {"name": PRACTICE.name})

    def test_without_a_list_of_insurers_the_number_is_given(self) -> None:
        silent = replace(PRACTICE, insurers=())
        query = AnswerQuestion("insurers", Lang.EN)
        assert information.answer(silent, query, NOW).key == "phone"

    @pytest.mark.parametrize("topic", ["phone", "horoscope"])
    def test_whatever_else_is_asked_gets_the_number(self, topic: str) -> None:
        found = information.answer(PRACTICE, AnswerQuestion(topic, Lang.EN), NOW)
        assert found == Answer("phone", (("number", "(555) 010-0200"), ("site", "")))

    def test_a_site_has_its_own_number(self) -> None:
        key, args = said(AnswerQuestion("phone", Lang.EN, site=HARBOR))
        assert (key, args["number"], args["site"]) == ("phone", "(555) 010-0300", "Harbor Point")
