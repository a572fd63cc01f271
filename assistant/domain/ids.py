"""Typed, time-ordered ids.

An id is a short prefix, an underscore and 26 characters that sort by the time they were made
(`apt_06...`). Nothing but `Ids` makes one, so a test and a replay can give their own.
"""

from typing import NewType, Protocol

PatientId = NewType("PatientId", str)
AppointmentId = NewType("AppointmentId", str)
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
InboundId = NewType("InboundId", str)
TaskId = NewType("TaskId", str)
HoldId = NewType("HoldId", str)
StaffId = NewType("StaffId", str)
SiteId = NewType("SiteId", str)
"""A site's slug in practice.toml; the practice's own word, not made by `Ids`."""
ProviderId = NewType("ProviderId", str)
"""A provider's slug in practice.toml."""
VisitTypeId = NewType("VisitTypeId", str)
"""A visit type's slug in practice.toml."""

ResourceId = NewType("ResourceId", str)
"""A room's or device's slug in practice.toml; the same at several sites."""


class Ids(Protocol):
    """Where ids come from."""

    def new(self, prefix: str) -> str:
        """A fresh id, `prefix` + "_" + 26 characters, greater than all made before it."""
        ...
