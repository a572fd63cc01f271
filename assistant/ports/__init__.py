"""What the house needs from outside: one Protocol a file, with the records it trades in."""
