"""Which fields differ between two versions of a message, for the change marks of form, screen and paper."""

from __future__ import annotations

from plo_desktop.messages.spec import Content, MessageType


def changed_fields(mtype: MessageType, before: Content, after: Content) -> frozenset[str]:
    """Return the names of the fields whose values differ, were added or were removed."""
    return frozenset(each.name for each in mtype.sent_fields() if before[each] != after[each])
