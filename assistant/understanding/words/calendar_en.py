"""English words of the calendar and the clock."""

from assistant.domain.facts import PartOfDay

WEEKDAYS = {
    0: "monday mon mondays",
    1: "tuesday tue tues tuesdays tusday tuseday teusday",
    2: "wednesday wed weds wednesdays wensday wendsday wednsday wedensday wendesday",
    3: "thursday thu thur thurs thursdays thrusday thurday",
    4: "friday fri fridays",
    5: "saturday sat saturdays saterday satuday",
    6: "sunday sun sundays",
}
SHORT_WEEKDAYS = {0: "mo", 1: "tu", 3: "th", 4: "fr"}
"""Two letters: a weekday only when the text is nothing else."""
EVERY_WEEKDAY = "mondays tuesdays wednesdays thursdays fridays saturdays sundays"

MONTHS = {
    1: "january jan",
    2: "february feb febuary feburary",
    3: "march mar",
    4: "april apr",
    5: "may",
    6: "june jun",
    7: "july jul",
    8: "august aug",
    9: "september sept sep",
    10: "october oct",
    11: "november nov",
    12: "december dec",
}
WORDS_TOO = frozenset(
    {"may", "march", "mar", "jan", "sun", "sat", "wed", "mon", "sep", "dec", "apr"}
)
"""Also names, verbs or short for something else: a calendar word only in company."""

NUMBERS = {
    0: "zero oh",
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
    20: "twenty",
    30: "thirty",
    40: "forty fourty",
    50: "fifty",
}

ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    11: "eleventh",
    12: "twelfth",
    13: "thirteenth",
    14: "fourteenth",
    15: "fifteenth",
    16: "sixteenth",
    17: "seventeenth",
    18: "eighteenth",
    19: "nineteenth",
    20: "twentieth",
    30: "thirtieth",
}
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})

PARTS = {
    PartOfDay.MORNING: "morning mornings morn",
    PartOfDay.MIDDAY: "lunchtime lunch",
    PartOfDay.AFTERNOON: "afternoon afternoons aft afternoonish",
    PartOfDay.EVENING: "evening evenings eve",
    PartOfDay.NIGHT: "night nights nite tonight",
    PartOfDay.DAYTIME: "daytime",
}

UNITS = {
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs h",
    "day": "day days",
    "week": "week weeks wk wks",
    "fortnight": "fortnight",
    "weekend": "weekend weekends",
    "month": "month months",
    "year": "year years yr yrs",
}

DAYS_AWAY = {
    ("today",): 0,
    ("tomorrow",): 1,
    ("tomorow",): 1,
    ("tommorow",): 1,
    ("tommorrow",): 1,
    ("tmrw",): 1,
    ("tmw",): 1,
    ("tmr",): 1,
    ("tmrrw",): 1,
    ("tom",): 1,
    ("tomorrows",): 1,
    ("todays",): 0,
    ("yesterday",): -1,
    ("day", "after", "tomorrow"): 2,
    ("day", "before", "yesterday"): -2,
    ("overmorrow",): 2,
}

AT = frozenset(
    {"at", "around", "about", "approximately", "approx", "roughly", "@", "like", "exactly"}
)
FROM = frozenset({"from", "between", "btw", "btwn"})
TO = frozenset({"to", "til", "till", "until", "through", "thru", "and", "-", "untill"})
THIS = frozenset({"this", "these", "coming", "upcoming", "current"})
NEXT = frozenset({"next", "following", "nxt"})
LAST = frozenset({"last", "past", "previous"})
IN = frozenset({"in", "within"})
EVERY = frozenset({"every", "each", "any"})
FILLERS = frozenset(
    {"the", "of", "on", "at", "in", "for", "by", "a", "an", ",", "is", "around", "about", "during",
     "my", "be", "preferably", "ideally", "say", "@", "(", ")", "sometime", "some", "time", "early",
     "late", "maybe", "please", "its", "it", "would", "good", "great", "works"}
)  # fmt: skip
LINKS = frozenset({"or", "and", "/", ",", "&", "either"})

AFTER = (
    ("after",), ("later", "than"), ("past",), ("from",), ("since",), ("starting",), ("beginning",),
    ("not", "before"), ("no", "earlier", "than"), ("starting", "from"), ("any", "time", "after"), ("as", "early", "as"),
    ("from", "after"), ("as", "of"), ("beyond",), ("no", "sooner", "than"), ("not", "sooner", "than"), ("not", "earlier", "than"), ("sometime", "after"),
    ("nothing", "before"), ("never", "before"), ("nothing", "earlier", "than"), ("nothing", "sooner", "than"),
)  # fmt: skip
BEFORE = (
    ("before",), ("until",), ("till",), ("til",), ("by",), ("earlier", "than"), ("prior", "to"),
    ("no", "later", "than"), ("not", "after"), ("up", "to"), ("at", "the", "latest", "by"),
    ("not", "later", "than"), ("sooner", "than"), ("as", "late", "as"), ("untill",), ("b4",), ("through",),
    ("nothing", "after"), ("never", "after"), ("nothing", "later", "than"), ("nothing", "past"),
)  # fmt: skip
INCLUSIVE = frozenset({"until", "till", "til", "by", "to", "latest", "later", "through", "untill",
                       "from", "since", "starting", "beginning", "of", "earlier", "sooner", "late", "early"})  # fmt: skip
OR_AFTER = (
    ("or", "later"), ("or", "after"), ("and", "later"), ("onwards",), ("onward",), ("and", "after"),
    ("or", "so", "later"), ("on",), ("and", "on"), ("and", "onwards"), ("at", "the", "earliest"),
    ("or", "anytime", "after"), ("or", "any", "time", "after"), ("or", "past"),
)  # fmt: skip
OR_BEFORE = (
    ("or", "earlier"), ("or", "before"), ("at", "the", "latest"), ("or", "sooner"), ("latest",),
)  # fmt: skip
FROM_NOW = (
    ("from", "now"), ("from", "today"), ("later",), ("hence",), ("out",), ("ahead",),
    ("from", "tomorrow"), ("from", "this", "moment"), ("from", "right", "now"),
)  # fmt: skip
NOT_HOURS = frozenset(
    {"people", "persons", "adults", "kids", "children", "guests", "times", "years", "year", "weeks",
     "week", "months", "month", "days", "day", "hours", "hour", "minutes", "minute", "min", "mins",
     "percent", "dollars", "pounds", "euros", "mg", "ml", "pills", "miles", "km", "kg", "lbs", "pm2",
     "point", "points", "degrees", "nights", "rooms", "tables", "of", "visits", "appointments", "%",
     "$", "kilograms", "street", "st", "ave", "avenue", "road", "main"}
)  # fmt: skip
