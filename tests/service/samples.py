"""The sample practice, and a small one to spoil."""

from functools import cache
from pathlib import Path

from assistant.domain.practice import Practice
from assistant.service.practice import parse

SAMPLE = Path(__file__).parents[2] / "integrations" / "simulated" / "practice.toml"

SMALL = """\
name = "Northside"
phone = "+15550100200"
locale = "en-US"
zone = "America/New_York"
languages = ["en", "es"]

[emergency]
contacts = ["+15550100911"]

[[sites]]
id = "main"
name = "Main Street"
address = "1 Main Street"
aliases = ["downtown"]
hours.mon = ["08:00-12:00", "13:00-17:00"]
hours.tue = ["08:00-17:00"]

[[sites]]
id = "east"
name = "Eastgate"
address = "9 East Road"
hours.tue = ["08:00-17:00"]

[[providers]]
id = "ruiz"
name = "Dr. Ruiz"
specialty = "family medicine"

[[providers.plans]]
site = "main"
hours.mon = ["09:00-12:00"]

[[providers.plans]]
site = "east"
hours.tue = ["09:00-16:00"]

[[providers]]
id = "chen"
name = "Dr. Chen"
specialty = "dermatology"
plans = [{ site = "main", hours = { tue = ["09:00-12:00"] } }]

[[visit_types]]
id = "checkup"
names = { en = "checkup", es = "chequeo" }
default = true
duration_minutes = 30
providers = ["ruiz", "chen"]

[[visit_types]]
id = "vaccine"
names = { en = "vaccine", es = "vacuna" }
aliases = ["flu shot"]
duration_minutes = 10
providers = ["ruiz"]

[[lines]]
channel = "sms"
address = "+15550100100"
"""


@cache
def sample_text() -> str:
    return SAMPLE.read_text(encoding="utf-8")


@cache
def sample_practice() -> Practice:
    return parse(sample_text(), file="practice.toml")


def line_of(text: str, wording: str, *, is_last: bool = False) -> int:
    """The line on which that wording first (or last) stands."""
    at = text.rindex(wording) if is_last else text.index(wording)
    return text[:at].count("\n") + 1
