"""That no text is lost while the database is away, and none sent twice after it was put back."""
