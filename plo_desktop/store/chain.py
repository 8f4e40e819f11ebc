"""The hash that ties each event to the one before it, so that a change to the past shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

GENESIS: Final = bytes(32)
"""What the first event of an epoch has as its predecessor's hash."""


@dataclass(frozen=True, slots=True)
class Record:
    """One event exactly as it is stored, without its hashes. `offset` is minutes east of UTC."""

    event_id: str
    at_utc: str
    offset: int
    actor: str
    actor_name: str
    actor_short: str
    actor_hpr: str
    workstation: str
    stay_id: str
    message_id: str
    kind: str
    external_id: str
    body: bytes


def sealed(epoch: int, seq: int, previous: bytes, record: Record) -> bytes:
    """Return SHA-256(0x00, epoch as 4 bytes, seq as 8 bytes, previous hash, every field with its length).

    The leading zero byte keeps leaves apart from tree nodes, as in RFC 6962. Each field is UTF-8 (the body
    as it is) after its length in 4 bytes; numbers are big-endian, so that no two records give the same bytes.
    """
    parts = [b"\x00", epoch.to_bytes(4, "big"), seq.to_bytes(8, "big"), previous]
    for text in (
        record.event_id,
        record.at_utc,
        str(record.offset),
        record.actor,
        record.actor_name,
        record.actor_short,
        record.actor_hpr,
        record.workstation,
        record.stay_id,
        record.message_id,
        record.kind,
        record.external_id,
    ):
        encoded = text.encode()
        parts.append(len(encoded).to_bytes(4, "big"))
        parts.append(encoded)
    parts.append(len(record.body).to_bytes(4, "big"))
    parts.append(record.body)
    return hashlib.sha256(b"".join(parts)).digest()
