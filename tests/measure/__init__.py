"""`make understand`: how well texts are understood, on rows that other people wrote."""
