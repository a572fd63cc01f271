"""All tables, by noun; importing this package makes `metadata` whole."""
