"""The words of the dialogs: what patients may say for an answer, and what can be wrong in a text."""
