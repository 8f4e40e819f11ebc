"""Typed identifiers, so that a stay is never taken for a message."""

from __future__ import annotations

import os
import re
from typing import NewType

MsgId = NewType("MsgId", str)
StayId = NewType("StayId", str)
DraftId = NewType("DraftId", str)
EventId = NewType("EventId", str)
UserId = NewType("UserId", str)
Sha256 = NewType("Sha256", str)

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_uuid() -> str:
    """Return a new random UUID in lower case, 8-4-4-4-12."""
    # As uuid.uuid4 makes it, in a third of the time: every event and receipt has one.
    bits = int.from_bytes(os.urandom(16))
    bits = bits & ~(0xF << 76) & ~(0x3 << 62) | (0x4 << 76) | (0x2 << 62)
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def same_id(text: str) -> MsgId:
    """Return a MsgId in the form in which ids are compared: trimmed and in lower case (HITS 1218)."""
    return MsgId(text.strip().lower())


def is_uuid(text: str) -> bool:
    """Tell whether `text` is a UUID 8-4-4-4-12 in either letter case."""
    return _UUID.fullmatch(text.strip().lower()) is not None
