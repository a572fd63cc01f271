"""What changes the course of a talk beside its answers: control words, silence, timers, news.

Read `pauses` first. Like all of the engine it does no I/O and knows the time only from events.
"""
