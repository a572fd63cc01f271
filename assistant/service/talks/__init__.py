"""What becomes of a conversation beside its turns: promises that run out, talks played again."""
