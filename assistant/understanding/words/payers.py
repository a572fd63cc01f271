"""Insurers that patients ask about, folded, whether a practice lists them or not."""

PAYERS: tuple[str, ...] = (
    "aetna", "ambetter", "amerigroup", "anthem", "bcbs", "blue cross", "blue cross blue shield", "blue shield",
    "bright health", "bupa", "caresource", "centene", "champva", "cigna", "cigna healthcare", "coventry",
    "delta dental", "emblem", "empire blue", "fidelis", "first health", "florida blue", "geha", "geisinger",
    "guardian", "harvard pilgrim", "healthfirst", "highmark", "horizon", "humana", "independence", "kaiser",
    "kaiser permanente", "magellan", "mapfre", "medi cal", "medicaid", "medicare", "metlife", "molina",
    "multiplan", "optum", "oscar", "oxford", "peach state", "premera", "priority health", "qualchoice", "regence",
    "sanitas", "scan health", "select health", "sunshine health", "superior health", "tricare", "tufts", "uhc",
    "umr", "united", "united health", "united healthcare", "unitedhealthcare", "upmc", "va insurance", "vsp",
    "wellcare", "wellmark",
)  # fmt: skip
"""Names, one to three words each."""
INITIALS = frozenset({"bcbs", "geha", "uhc", "umr", "upmc", "va", "vsp", "champva"})
"""Words of these names that are written in capitals."""
