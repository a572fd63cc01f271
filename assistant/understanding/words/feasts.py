"""Days that people call by name, folded, in both languages."""

FIXED: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24), "christmas": (12, 25), "christmas day": (12, 25), "xmas": (12, 25),
    "xmas eve": (12, 24), "boxing day": (12, 26), "halloween": (10, 31), "new years day": (1, 1),
    "new years eve": (12, 31), "new years": (1, 1), "new year": (1, 1), "valentines day": (2, 14),
    "valentines": (2, 14), "st patricks day": (3, 17), "independence day": (7, 4), "juneteenth": (6, 19),
    "veterans day": (11, 11), "navidad": (12, 25), "nochebuena": (12, 24), "noche buena": (12, 24),
    "nochevieja": (12, 31), "noche vieja": (12, 31), "fin de ano": (12, 31), "ano nuevo": (1, 1),
    "dia de ano nuevo": (1, 1), "dia de reyes": (1, 6), "reyes magos": (1, 6), "san valentin": (2, 14),
    "dia del trabajo": (5, 1), "dia del trabajador": (5, 1), "dia de los trabajadores": (5, 1),
    "dia internacional de los trabajadores": (5, 1), "dia internacional del trabajo": (5, 1),
    "dia de los muertos": (11, 2), "dia de muertos": (11, 2),
}  # fmt: skip
"""Name -> month and day."""

_MONDAY, _THURSDAY, _SUNDAY = 0, 3, 6
NTH: dict[str, tuple[int, int, int, int]] = {
    "thanksgiving": (11, _THURSDAY, 4, 0), "thanksgiving day": (11, _THURSDAY, 4, 0),
    "accion de gracias": (11, _THURSDAY, 4, 0), "black friday": (11, _THURSDAY, 4, 1),
    "labor day": (9, _MONDAY, 1, 0), "labour day": (9, _MONDAY, 1, 0), "memorial day": (6, _MONDAY, 1, -7),
    "mlk day": (1, _MONDAY, 3, 0), "martin luther king day": (1, _MONDAY, 3, 0),
    "presidents day": (2, _MONDAY, 3, 0), "columbus day": (10, _MONDAY, 2, 0),
    "mothers day": (5, _SUNDAY, 2, 0), "fathers day": (6, _SUNDAY, 3, 0),
}  # fmt: skip
"""Name -> month, weekday, which one of them, and days to add."""

FROM_EASTER: dict[str, int] = {
    "easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "viernes santo": -2,
    "jueves santo": -3, "domingo de pascua": 0,
}  # fmt: skip
"""Name -> days after Easter Sunday."""

GREETINGS = frozenset({"happy", "merry", "feliz", "felices"})
"""Before a name these make a greeting of it."""
