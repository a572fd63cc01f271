"""Frontdesk: a medical practice's front desk that answers texts.

The floors, bottom to top: domain, ports, telemetry, (store | engine | understanding), service,
settings, plugins, (web | workers), wiring, cli. An import may only point down.
"""
