"""Tables of words, one language a file, everything folded: lower case, no accents, no apostrophes."""
