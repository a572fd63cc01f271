"""Each mistake in a practice.toml is named with its key, its line and what to do."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.practice import CARRIER_OPT_OUT_WORDS, Emergency, Modality, Span
from assistant.service.practice import check, parse, suggested_closures
from assistant.service.toml_lines import Path, lines_of
from tests.service.samples import SMALL, line_of, sample_practice, sample_text

FILE = "practice.toml"


def spoiled(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def with_lines(*lines: str) -> str:
    """The small practice with these lines before its first table."""
    return SMALL.replace("\n[emergency]", "\n".join(("", *lines, "", "[emergency]")), 1)


# wording to replace, what with, the key that is named, where it stands, a part of the message
MISTAKES = {
    "a syntax error": ('name = "Northside"', 'name = "Northside', "", 'name = "N', "not TOML"),
    "an unknown key": ("specialty", "speciality", "providers[1].speciality", "speciality",
                       "did you mean specialty?"),
    "a key far from any": ("[[lines]]", "[[lines]]\nqwerty = 1", "lines[1].qwerty", "qwerty",
                           "remove it"),
    "a missing key": ('name = "Eastgate"\n', "", "sites[2]", "[[sites]]\nid = \"east\"",
                      "name is missing"),
    "a blank text": ('"Dr. Ruiz"', '" "', "providers[1].name", 'name = " "', "blank"),
    "another type": ("duration_minutes = 10", 'duration_minutes = "10"',
                     "visit_types[2].duration_minutes", 'duration_minutes = "10"', "whole number"),
    "a flag for a number": ("duration_minutes = 10", "duration_minutes = true",
                            "visit_types[2].duration_minutes", "duration_minutes = true",
                            "whole number"),
    "no list of tables": ("[[lines]]", "[lines]", "lines", "[lines]", "must be a list"),
    "an entry that is no table": ('providers = ["ruiz"]', 'providers = [7]',
                                  "visit_types[2].providers[1]", "providers = [7]",
                                  "must be a text"),
    "an unknown zone": ("America/New_York", "America/Boston", "zone", "America/Boston",
                        "no time zone"),
    "a zone that is a path": ("America/New_York", "../etc", "zone", "../etc", "no time zone"),
    "an unknown language": ('["en", "es"]', '["en", "xx"]', "languages[2]", '"xx"', 'no "xx"'),
    "a locale without a country": ('"en-US"', '"english"', "locale", '"english"', '"en-US"'),
    "a country without known numbers": ('"en-US"', '"en-BR"', "emergency", "[emergency]",
                                        "emergency_number is missing"),
    "a phone without a country": ("+15550100200", "555 0100", "phone", "555 0100", "+15550100100"),
    "a contact that is no phone": ("+15550100911", "911", "emergency.contacts[1]", '"911"',
                                   "phone number"),
    "no contact": ('["+15550100911"]', "[]", "emergency.contacts", "contacts = []",
                   "name at least one"),
    "a contact that is our own line": ("+15550100911", "+15550100100", "emergency.contacts[1]",
                                       "contacts =", "nobody reads"),
    "an id that is no slug": ('id = "vaccine"', 'id = "Flu Shot"', "visit_types[2].id",
                              'id = "Flu Shot"', "small letters"),
    "an id twice": ('id = "chen"', 'id = "ruiz"', "providers[2].id",
                    'id = "ruiz"\nname = "Dr. Chen"', "there twice"),
    "hours that are no hours": ('"08:00-12:00", ', '"8am-noon", ', "sites[1].hours.mon[1]",
                                "8am", "hours like"),
    "an hour that does not exist": ('"09:00-16:00"', '"09:00-25:00"',
                                    "providers[1].plans[2].hours.tue[1]", "25:00", "time of day"),
    "hours that end before they begin": ('"09:00-16:00"', '"16:00-09:00"',
                                         "providers[1].plans[2].hours.tue[1]", "16:00-09:00",
                                         "earlier time first"),
    "hours off the grid": ('"09:00-16:00"', '"09:03-16:00"',
                           "providers[1].plans[2].hours.tue[1]", "09:03", "multiple of 5"),
    "hours out of order": ('["08:00-12:00", "13:00-17:00"]', '["13:00-17:00", "08:00-12:00"]',
                           "sites[1].hours.mon[2]", "13:00-17:00", "sort them"),
    "hours that overlap": ('"13:00-17:00"', '"11:00-17:00"', "sites[1].hours.mon[2]",
                           "11:00-17:00", "join them"),
    "an unknown weekday": ("hours.mon = [\"08", "hours.monday = [\"08", "sites[1].hours.monday",
                           "hours.monday", "did you mean mon?"),
    "a site that never opens": ('hours.tue = ["08:00-17:00"]\n\n[[providers]]', "[[providers]]",
                                "sites[2].hours", '[[sites]]\nid = "east"', "no open day"),
    "a plan at an unknown site": ('site = "east"', 'site = "west"', "providers[1].plans[2].site",
                                  'site = "west"', "the ids are: east, main"),
    "a plan outside the site's hours": ('"09:00-16:00"', '"07:00-16:00"',
                                        "providers[1].plans[2].hours.tue", "07:00",
                                        "not within the hours"),
    "two places at once": ('hours.mon = ["09:00-12:00"]', 'hours.tue = ["15:00-17:00"]',
                           "providers[1].plans[2].hours.tue", '"09:00-16:00"', "two places"),
    "a visit of an unknown provider": ('providers = ["ruiz"]', 'providers = ["ruis"]',
                                       "visit_types[2].providers[1]", '["ruis"]', "chen, ruiz"),
    "a visit of nobody": ('providers = ["ruiz"]', "providers = []", "visit_types[2].providers",
                          "providers = []", "at least one"),
    "a duration off the grid": ("duration_minutes = 10", "duration_minutes = 12",
                                "visit_types[2].duration_minutes", "= 12", "multiple of 5"),
    "a duration of nothing": ("duration_minutes = 10", "duration_minutes = 0",
                              "visit_types[2].duration_minutes", "= 0", "from 5 to 480"),
    "a duration missing": ("duration_minutes = 10\n", "", "visit_types[2]",
                           '[[visit_types]]\nid = "vaccine"', "duration_minutes is missing"),
    "a visit that fits nowhere": ("duration_minutes = 10", "duration_minutes = 450",
                                  "visit_types[2].duration_minutes", "= 450", "nobody could"),
    "a buffer off the grid": ("duration_minutes = 10",
                              "duration_minutes = 10\nbuffer_after_minutes = 4",
                              "visit_types[2].buffer_after_minutes", "buffer_after", "multiple"),
    "a notice of an age": ("duration_minutes = 10",
                           "duration_minutes = 10\nnotice_hours = 99999999999",
                           "visit_types[2].notice_hours", "notice_hours", "from 0 to 720"),
    "a notice said twice": ("duration_minutes = 10",
                            "duration_minutes = 10\nnotice_minutes = 60\nnotice_hours = 1",
                            "visit_types[2].notice_hours", "notice_hours", "keep one"),
    "a window of nothing": ("duration_minutes = 10", "duration_minutes = 10\nwindow_days = 0",
                            "visit_types[2].window_days", "window_days", "from 1 to 730"),
    "a notice longer than the window": (
        "duration_minutes = 10", "duration_minutes = 10\nnotice_hours = 48\nwindow_days = 2",
        "visit_types[2].window_days", "window_days", "nobody could book"),
    "two kinds of window": (
        "duration_minutes = 10", "duration_minutes = 10\nwindow_days = 9\nwindow_business_days = 5",
        "visit_types[2].window_business_days", "window_business_days", "keep one of them"),
    "a window of too many bookable days": (
        "duration_minutes = 10", "duration_minutes = 10\nwindow_bookable_days = 91",
        "visit_types[2].window_bookable_days", "window_bookable_days", "from 1 to 90"),
    "a window that ends before it begins": (
        "duration_minutes = 10",
        "duration_minutes = 10\nwindow = { from = 2026-10-01, until = 2026-09-01 }",
        "visit_types[2].window.until", "window = {", "before the first day"),
    "a window without an end": (
        "duration_minutes = 10", "duration_minutes = 10\nwindow = { from = 2026-10-01 }",
        "visit_types[2].window", "window = {", "until is missing"),
    "an age of a tree": ("duration_minutes = 10", "duration_minutes = 10\nmin_age = 500",
                         "visit_types[2].min_age", "min_age", "from 0 to 130"),
    "ages that nobody has": (
        "duration_minutes = 10", "duration_minutes = 10\nmin_age = 18\nmax_age = 17",
        "visit_types[2].max_age", "max_age", "below min_age"),
    "an absence without an end": (
        'name = "Dr. Chen"', 'name = "Dr. Chen"\naway = [{ from = 2026-12-01 }]',
        "providers[2].away[1]", "away =", "to is missing"),
    "protected hours outside of the plan's": (
        'hours.mon = ["09:00-12:00"]',
        ('hours.mon = ["09:00-12:00"]\nzones = [{ hours = { mon = ["11:00-13:00"] }, '
        'visit_types = ["vaccine"] }]'),
        "providers[1].plans[1].zones[1].hours.mon", "zones =", "hours of its plan"),
    "protected hours for an unknown visit": (
        'hours.mon = ["09:00-12:00"]',
        ('hours.mon = ["09:00-12:00"]\nzones = [{ hours = { mon = ["11:00-12:00"] }, '
        'visit_types = ["sick"] }]'),
        "providers[1].plans[1].zones[1].visit_types[1]", "zones =", "checkup, vaccine"),
    "a room that is not there": ("duration_minutes = 10",
                                'duration_minutes = 10\nneeds = ["laser"]',
                                "visit_types[2].needs[1]", "needs", "none yet"),
    "a room at the wrong site": (
        "[[lines]]", '[[resources]]\nid = "laser"\nname = "Laser"\nsite = "west"\n[[lines]]',
        "resources[1].site", 'site = "west"', "east, main"),
    "a group of nobody": ("duration_minutes = 10", "duration_minutes = 10\ncapacity = 0",
                          "visit_types[2].capacity", "capacity", "from 1 to 100"),
    "no visits a day": ("duration_minutes = 10", "duration_minutes = 10\nmost_a_day = 0",
                        "visit_types[2].most_a_day", "most_a_day", "from 1 to 1000"),
    "more a day than a week": (
        "duration_minutes = 10", "duration_minutes = 10\nmost_a_day = 9\nmost_a_week = 5",
        "visit_types[2].most_a_day", "most_a_day", "more than most_a_week"),
    "a character that cannot be shown": ('"Dr. Ruiz"', '"Dr. \\u0007Ruiz"', "providers[1].name",
                                         "u0007", "cannot be shown"),
    "a text without end": ('"Dr. Ruiz"', f'"Dr. {"Ruiz" * 200}"', "providers[1].name", "RuizRuiz",
                           "at most 500"),
    "an unknown modality": ("duration_minutes = 10", 'duration_minutes = 10\nmodality = "vido"',
                            "visit_types[2].modality", "modality", "did you mean video?"),
    "a visit open to no patients": (
        "duration_minutes = 10",
        "duration_minutes = 10\nnew_patients = false\nknown_patients = false",
        "visit_types[2].known_patients", "known_patients", "nobody could book"),
    "two defaults": ("duration_minutes = 10", "duration_minutes = 10\ndefault = true",
                     "visit_types[2].default", "default = true\nproviders = [\"ruiz\"]",
                     "only one"),
    "a name in one language only": ('{ en = "vaccine", es = "vacuna" }', '{ en = "vaccine" }',
                                    "visit_types[2].names", 'names = { en = "vaccine"',
                                    "es is missing"),
    "a name in a language of nobody": ('es = "vacuna" }', 'es = "vacuna", fr = "vaccin" }',
                                       "visit_types[2].names.fr", "vaccin\" }", "no such key"),
    "names missing": ('names = { en = "vaccine", es = "vacuna" }\n', "", "visit_types[2]",
                      '[[visit_types]]\nid = "vaccine"', "names is missing"),
    "an alias of two visit types": ('"flu shot"', '"Check-Up", "CHECKUP"',
                                    "visit_types[2].aliases[2]", "CHECKUP",
                                    "also names visit_types[1]"),
    "an alias of two providers": ('name = "Dr. Chen"', 'name = "dr ruiz"', "providers[2].name",
                                  "dr ruiz", "also names providers[1]"),
    "an alias of two sites": ('name = "Eastgate"', 'name = "Downtown"', "sites[2].name",
                              "Downtown", "also names sites[1]"),
    "an alias that stops texts": ('"flu shot"', '"Stop"', "visit_types[2].aliases[1]", '"Stop"',
                                  "something else"),
    "an alias that is an emergency": ('"flu shot"', '"emergencia"', "visit_types[2].aliases[1]",
                                      "emergencia", "something else"),
    "a line that is no phone": ('address = "+15550100100"', 'address = "office"',
                                "lines[1].address", '"office"', "phone number"),
    "a line without STOP": ('channel = "sms"', 'channel = "sms"\nopt_out_words = ["end"]',
                            "lines[1].opt_out_words", "opt_out_words", '"STOP"'),
    "a line at an unknown site": ('channel = "sms"', 'channel = "sms"\nsite = "west"',
                                  "lines[1].site", 'site = "west"', "no site"),
    "a line twice": (
        '[[lines]]', '[[lines]]\nchannel = "sms"\naddress = "+15550100100"\n\n[[lines]]',
        "lines[2].address", 'address = "+15550100100"', "twice"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_key_line_and_remedy(
    mistake: tuple[str, str, str, str, str],
) -> None:
    old, new, key, wording, message = mistake
    text = spoiled(old, new)
    found = [p for p in check(text, FILE) if p.key == key and message in p.message]
    assert found, [str(p) for p in check(text, FILE)]
    expected = line_of(text, wording, is_last="twice" in message)
    assert found[0].line == expected
    assert str(found[0]).startswith(f"{FILE}:{expected}: ")


# lines before the first table, the key that is named, a part of the message
ROOT_MISTAKES = {
    "texts at night": (['sending_hours = "05:00-20:00"'], "sending_hours", "wakes people up"),
    "texts late": (['sending_hours = "08:00-23:00"'], "sending_hours", "wakes people up"),
    "an unknown holiday country": (['holidays = "XX"'], "holidays", "no country"),
    "a step off the grid": (["slot_step_minutes = 7"], "slot_step_minutes", "multiple of 5"),
    "an answer in no time": (["answer_within_minutes = 0"], "answer_within_minutes", "from 5"),
    "a closure without a reason": (["closures = [{ on = 2026-11-26 }]"], "closures[1]",
                                   "reason is missing"),
    "a closure without a date": (['closures = [{ reason = "Inventory" }]'], "closures[1]",
                                 "needs either"),
    "a closure that never ends": (
        ['closures = [{ from = 2026-11-26, reason = "Works" }]'], "closures[1]", "to is missing"),
    "a closure that ends before it begins": (
        ['closures = [{ from = 2026-11-27, to = 2026-11-26, reason = "Works" }]'],
        "closures[1].to", "before the first day"),
    "a closure of years": (
        ['closures = [{ from = 2026-01-01, to = 2028-01-01, reason = "Works" }]'],
        "closures[1].to", "check the year"),
    "a closure in quotes": (['closures = [{ on = "2026-11-26", reason = "Works" }]'],
                            "closures[1].on", "without quotes"),
    "a closure with a time of day": (
        ['closures = [{ on = 2026-11-26T08:00:00, reason = "Works" }]'], "closures[1].on",
        "date alone"),
    "a closure of an unknown site": (
        ['closures = [{ on = 2026-11-26, reason = "Works", site = "west" }]'],
        "closures[1].site", "no site"),
    "a reason in one language only": (
        ['closures = [{ on = 2026-11-26, reason = { en = "Works" } }]'], "closures[1].reason",
        "es is missing"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", ROOT_MISTAKES.values(), ids=ROOT_MISTAKES.keys())
def test_a_mistake_above_the_tables_is_named(mistake: tuple[list[str], str, str]) -> None:
    lines, key, message = mistake
    text = with_lines(*lines)
    found = [p for p in check(text, FILE) if p.key == key and message in p.message]
    assert [p.line for p in found] == [line_of(text, lines[0])]


def dated(*entries: str) -> str:
    return spoiled('name = "Eastgate"', f'name = "Eastgate"\ndated = [{", ".join(entries)}]')


class TestDatedHours:
    def test_they_replace_the_weekday(self) -> None:
        text = dated('{ on = 2026-12-01, hours = ["10:00-12:00"], reason = "half day" }')
        site = parse(text, file=FILE).sites[1]
        assert site.dated[0].spans == (Span(time(10), time(12)),)
        assert site.dated[0].reason == "half day"

    def test_closed_says_why(self) -> None:
        text = dated('{ on = 2026-12-01, closed = { en = "training", es = "curso" } }')
        entry = parse(text, file=FILE).sites[1].dated[0]
        assert (entry.spans, entry.reason) == ((), "training")
        assert entry.reasons == {Lang.EN: "training", Lang.ES: "curso"}

    def test_one_date_has_one_entry(self) -> None:
        entry = '{ on = 2026-12-01, closed = "training" }'
        keys = [p.key for p in check(dated(entry, entry), FILE)]
        assert keys == ["sites[2].dated[2].on"]

    @pytest.mark.parametrize("rest", ["", ', closed = "x", hours = ["10:00-12:00"]'])
    def test_an_entry_is_closed_or_has_hours(self, rest: str) -> None:
        found = check(dated(f"{{ on = 2026-12-01{rest} }}"), FILE)
        assert any("needs either closed" in p.message for p in found)


JUNK = ("", "7", "-1", "99999999999", "1e308", "true", '"x"', "2026-01-01", "[[1]]", '[""]', "[{}]",
        "{ a = 1 }")  # fmt: skip


@given(st.integers(0, SMALL.count("\n") - 1), st.sampled_from(JUNK))
def test_whatever_a_line_becomes_the_check_ends_with_lines_of_the_file(at: int, junk: str) -> None:
    lines: list[str] = [*SMALL.splitlines()]
    key, equals, _ = lines[at].partition(" = ")
    lines[at] = f"{key} = {junk}" if equals and junk else ""
    for problem in check("\n".join(lines), FILE):
        assert 1 <= problem.line <= len(lines) + 1


def test_all_mistakes_are_reported_together_in_order() -> None:
    text = SMALL.replace("+15550100200", "12").replace('"ruiz"]', '"nobody"]')
    text = text.replace("duration_minutes = 10", "duration_minutes = 12")
    found = check(text, FILE)
    assert [p.key for p in found] == [
        "phone", "visit_types[2].duration_minutes", "visit_types[2].providers[1]",
    ]  # fmt: skip
    with pytest.raises(ConfigurationError) as caught:
        parse(text, file=FILE)
    assert str(caught.value) == "\n".join(str(p) for p in found)


def test_an_empty_file_names_what_is_missing_and_does_not_fail() -> None:
    messages = " ".join(p.message for p in check("", FILE))
    for key in ("name", "phone", "locale", "zone", "languages", "sites", "providers", "contacts"):
        assert f"{key} is missing" in messages


def test_the_small_practice_has_no_mistakes_and_the_usual_values() -> None:
    assert check(SMALL, FILE) == []
    practice = parse(SMALL, file=FILE)
    assert practice.emergency == Emergency("911", "988", ("+15550100911",), timedelta(minutes=5))
    assert practice.slot_step == timedelta(minutes=15)
    assert practice.answer_within == timedelta(hours=2)
    assert practice.lines[0].opt_out_words == CARRIER_OPT_OUT_WORDS
    assert practice.sites[1].zone == "America/New_York"
    assert practice.visit_types[0].notice == timedelta(hours=2)


def test_the_numbers_of_the_safety_text_follow_the_country_and_may_be_given() -> None:
    assert parse(spoiled("en-US", "en-GB"), file=FILE).emergency.emergency_number == "999"
    own = spoiled("[emergency]", '[emergency]\nemergency_number = "190"\ncrisis_number = "188"')
    emergency = parse(own.replace("en-US", "es-BR"), file=FILE).emergency
    assert (emergency.emergency_number, emergency.crisis_number) == ("190", "188")


class TestTheSample:
    def test_it_has_no_mistakes(self) -> None:
        assert check(sample_text(), FILE) == []

    def test_it_is_worth_showing(self) -> None:
        practice = sample_practice()
        sizes = [len(x) for x in (practice.sites, practice.providers, practice.visit_types)]
        assert sizes == [2, 5, 8]
        assert len({provider.specialty for provider in practice.providers}) == 3
        assert {kind.modality for kind in practice.visit_types} == set(Modality)
        assert sum(kind.is_default for kind in practice.visit_types) == 1

    def test_it_is_closed_on_thanksgiving_and_open_on_some_saturdays(self) -> None:
        practice = sample_practice()
        maple, harbor = practice.sites
        assert practice.hours_on(maple, date(2026, 11, 26)) == ()
        assert practice.hours_on(harbor, date(2026, 11, 28)) == (Span(time(9), time(13)),)
        assert practice.hours_on(harbor, date(2026, 12, 5)) == ()


class TestSuggestedClosures:
    def test_a_holiday_on_which_it_is_open_is_suggested(self) -> None:
        found = suggested_closures(
            sample_text(), first_on=date(2026, 11, 1), last_on=date(2026, 12, 31)
        )
        assert [(hint.on, hint.name) for hint in found] == [(date(2026, 11, 11), "Veterans Day")]

    def test_without_a_country_nothing_is_suggested(self) -> None:
        assert (
            suggested_closures(SMALL, first_on=date(2026, 1, 1), last_on=date(2026, 12, 31)) == []
        )


def test_every_value_of_the_sample_has_its_line() -> None:
    lines = lines_of(sample_text())
    at = line_of(sample_text(), 'id = "lindqvist"')
    assert lines["providers", 4, "id"] == at
    dated_at = line_of(sample_text(), "2026-12-10")
    assert lines["providers", 4, "plans", 0, "dated", 0, "on"] == dated_at
    assert lines["closures", 2, "on"] == line_of(sample_text(), "2027-01-01")


TOML = """\
# "a comment = [with] quotes'
a = '''
[not.a.table]
b = 1
'''
"quoted key" = "it \\" ] #"
d.e = [ # first
  { f = "x]}" },
  [1, 2],
]
g = 2026-01-01T08:00:00Z
[[h.i]]
j = ''
[[h.i]]
j = 1 # [k]
[h.i.k]
l = 2
"""


def test_lines_are_found_whatever_toml_allows() -> None:
    lines = lines_of(TOML)
    expected: dict[Path, int] = {
        ("a",): 2,
        ("quoted key",): 6,
        ("d", "e", 0, "f"): 8,
        ("d", "e", 1, 1): 9,
        ("g",): 11,
        ("h", "i", 0, "j"): 13,
        ("h", "i", 1, "j"): 15,
        ("h", "i", 1, "k", "l"): 17,
    }
    assert {path: lines[path] for path in expected} == expected
    assert ("b",) not in lines


class TestRooms:
    laser = '[[resources]]\nid = "laser"\nname = "Laser"\nsite = "main"\n'

    def mistakes(self, needs: str, *tables: str) -> list[str]:
        text = spoiled("duration_minutes = 10", f"duration_minutes = 10\nneeds = {needs}")
        return [problem.message for problem in check("\n".join((text, *tables)), FILE)]

    def test_a_visit_may_need_one(self) -> None:
        assert self.mistakes('["laser"]', self.laser) == []

    def test_the_same_twice_is_a_count(self) -> None:
        assert "count = 2" in self.mistakes('["laser"]', self.laser, self.laser)[0]

    def test_a_visit_needs_one_of_a_kind(self) -> None:
        assert "twice" in self.mistakes('["laser", "laser"]', self.laser)[0]

    def test_it_must_be_where_somebody_works(self) -> None:
        """Nobody who vaccinates works at the third site."""
        north = (
            '[[sites]]\nid = "north"\nname = "North"\naddress = "1 N"\nhours.mon = ["08:00-09:00"]'
        )
        laser = self.laser.replace("main", "north")
        assert "at no site" in self.mistakes('["laser"]', north, laser)[0]
