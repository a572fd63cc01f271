"""Tables of words, one language a file, everything folded: lower case, no accents, no apostrophes."""


def listed(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())
