"""What a dialog's fields may be, and how each is written down: checked when it is imported."""
