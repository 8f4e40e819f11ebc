"""Who decided before: the doctors and therapists that the ward has named, offered when one is named again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plo_desktop.domain.log_rows import MessageFilter, MessageRow
from plo_desktop.domain.message_state import OUTGOING, refused_by_receiver
from plo_desktop.domain.party import Code
from plo_desktop.domain.type_codes import AVMELDING, UTSKRIVNINGSKLAR
from plo_desktop.services.carried import content_of
from plo_desktop.services.desk import Desk

FIELD = "besluttet_av"
_TYPES = (UTSKRIVNINGSKLAR, AVMELDING)
_MOST = 15
"""So many messages of each type are read: a ward has few doctors, and reading takes time."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who decided that a patient was ready, or was not."""

    name: str
    profession: Code
    hpr: str
    phone: str = ""

    def values(self) -> Mapping[str, object]:
        """Return what is filled in together, by field name."""
        held: dict[str, object] = {
            FIELD: self.name,
            f"{FIELD}_yrke": self.profession,
            f"{FIELD}_hpr": self.hpr,
        }
        return held | ({f"{FIELD}_telefon": self.phone} if self.phone else {})


def deciders(desk: Desk) -> tuple[Decider, ...]:
    """Return who decided in the ward's latest messages of these types (SSHF 5.4, 5.5), the newest first.

    One per HPR number, as last written. What was cancelled or refused may have named the wrong one, and is
    left out.
    """
    rows = [
        row
        for code in _TYPES
        for row in desk.store.messages(MessageFilter(type_code=code, direction=OUTGOING, limit=_MOST))
    ]
    found: dict[str, Decider] = {}
    for row in sorted(rows, key=lambda row: row.seq, reverse=True):
        for each in _named_in(desk, row):
            found.setdefault(each.hpr, each)
    return tuple(found.values())


def _named_in(desk: Desk, row: MessageRow) -> Iterator[Decider]:
    if row.cancelled_send or row.cancelled_by or refused_by_receiver(row):
        return
    content = content_of(desk, row.msg_id)
    name, profession = content.get(FIELD), content.get(f"{FIELD}_yrke")
    hpr, phone = content.get(f"{FIELD}_hpr"), content.get(f"{FIELD}_telefon")
    if isinstance(name, str) and isinstance(profession, Code) and isinstance(hpr, str):
        yield Decider(name, profession, hpr, phone if isinstance(phone, str) else "")
