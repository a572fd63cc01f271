"""Nouns and their rules: standard library only, frozen records, no clock, no I/O.

Start reading at `appointment.Appointment` and `effects`.
"""
