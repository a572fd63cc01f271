"""The dialogs: walked from end to end, and played as written down in `transcripts/`."""
