"""What must hold for the whole tree: sizes, words, documentation, packaging."""
