"""Who gets a message and how far it has come with each of them; what passes between ward and transport.

The same bytes go to the receiver and to every copy receiver, and each of them answers for itself
(process-rules T-10, HIS 1153): what is true of one says nothing of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

TAKEN, CONFIRMED, FAILED = "taken", "confirmed", "failed"
PRIMARY, COPY = "PRIM", "COP"
"""The roles of AppRec 1.1; 1.0 calls the primary receiver SPR or REQ (wire-format 17)."""
OK_STATUS, REFUSED_STATUS, REMARKS_STATUS = "1", "2", "3"
OK_STATUSES = frozenset({OK_STATUS, REMARKS_STATUS})
"""Code set 8258: 3 is accepted with remarks (wire-format 17)."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that the transport found; `reference` lets it acknowledge them."""

    data: bytes
    reference: str


@dataclass(frozen=True, slots=True)
class TransportNews:
    """What the transport learned of an earlier message. `level`: "taken", "confirmed", "failed".

    `to` is the HER-id of the copy receiver that it is about, empty for the primary receiver. `of_all`: one
    file went for all receivers, and what is said of it is said of each of them.
    """

    msg_id: str
    level: str
    reason: str = ""
    to: str = ""
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class CopyTo:
    """A copy receiver: entity, its service or person, and the HER-id to which the copy goes."""

    name: str
    service: str
    her_id: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a message has come with one receiver. `role`: "PRIM" or "COP"; `status`: code 8258 or empty.

    `at` is when its receipt came, `errors` what the receipt says. The rest is the way there.
    """

    name: str
    her_id: str = ""
    role: str = PRIMARY
    status: str = ""
    at: datetime | None = None
    errors: tuple[str, ...] = ()
    service: str = ""
    attempts: int = 0
    handed_over_at: datetime | None = None
    confirmed_at: datetime | None = None
    failed_reason: str = ""
    failed_finally: bool = False

    @property
    def full_name(self) -> str:
        """Entity and service as one line: "Alvdal kommune, Sykepleietjeneste"."""
        return f"{self.name}, {self.service}" if self.service else self.name

    @property
    def address(self) -> str:
        """What names this receiver in events and to the transport: its HER-id, empty for the primary one."""
        return self.her_id if self.role == COPY else ""

    @property
    def waits_to_leave(self) -> bool:
        """Whether the transport has not got this receiver's message, and has not given it up."""
        return self.handed_over_at is None and not self.failed_finally


def addressed(deliveries: Sequence[Delivery], to: str) -> int | None:
    """Return the place of the receiver that an event names by `Delivery.address`, or None."""
    return next((at for at, each in enumerate(deliveries) if each.address == to), None)


def answering(deliveries: Sequence[Delivery], her_id: str, role: str) -> int | None:
    """Return the place of the receiver that a receipt is from, or None when it cannot be told.

    The number decides. The role decides between two roles of one address (S-06), and where the number is
    unknown on either side.
    """
    in_role = [at for at, each in enumerate(deliveries) if (each.role == COPY) == (role == COPY)]
    at_number = [at for at, each in enumerate(deliveries) if her_id and each.her_id == her_id]
    if at_number:
        return next((at for at in at_number if at in in_role), at_number[0])
    return in_role[0] if len(in_role) == 1 else None
