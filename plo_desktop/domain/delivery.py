"""What passes between the ward and a transport, as plain values that both sides of the port may import."""

from __future__ import annotations

from dataclasses import dataclass

TAKEN, CONFIRMED, FAILED = "taken", "confirmed", "failed"


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that the transport found; `reference` lets it acknowledge them."""

    data: bytes
    reference: str


@dataclass(frozen=True, slots=True)
class TransportNews:
    """What the transport learned of an earlier message. `level`: "taken", "confirmed", "failed"."""

    msg_id: str
    level: str
    reason: str = ""
