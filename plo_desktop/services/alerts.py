"""Tells a user what became of messages that she has read or sent: cancelled, changed, or reported as wrong.

The alert lasts until she has opened the message that says so, whoever else has signed it (S-07, RCV-NEW-05).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.events import Opened
from plo_desktop.domain.log_rows import MessageFilter, MessageRow
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.services.desk import Desk
from plo_desktop.services.references import AVVIK, author_of

CANCELLED, CHANGED, DEVIATION = "kansellert", "endret", "avvik"
_MANY = 1000


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to open: `msg_id` says what happened to `about`. `kind`: kansellert, endret or avvik."""

    kind: str
    msg_id: str
    about: str
    stay_id: str
    text: str
    at: datetime


def for_user(desk: Desk) -> tuple[Alert, ...]:
    """Return what the user at the desk has not seen, the newest first."""
    found = [*_superseded(desk), *_deviations(desk)]
    return tuple(sorted(found, key=lambda alert: alert.at, reverse=True))


def _superseded(desk: Desk) -> Iterator[Alert]:
    for row in desk.store.superseded_since_read(desk.actor.user_id):
        kind = CANCELLED if row.cancelled_by else CHANGED
        said = desk.store.message(row.cancelled_by or row.replaced_by)
        if said is not None:
            text = f"{row.title} fra {row.counterpart}, som du har lest, er {kind}"
            yield Alert(kind, said.msg_id, row.msg_id, row.stay_id, text, said.at)


def _deviations(desk: Desk) -> Iterator[Alert]:
    """Yield avvik about what this user sent; those that are signed have been taken care of."""
    wanted = MessageFilter(type_code=AVVIK, direction="in", unsigned=True, limit=_MANY)
    for row in desk.store.messages(wanted):
        about = desk.store.message(row.parent) if row.parent and not row.quarantine else None
        if about is None or about.direction != OUTGOING or _seen(desk, row):
            continue
        author = author_of(desk, about.msg_id)
        if author is not None and author[0] == desk.actor.user_id:
            text = f"{row.counterpart} melder avvik på {about.title}, som du sendte"
            yield Alert(DEVIATION, row.msg_id, about.msg_id, row.stay_id, text, row.at)


def _seen(desk: Desk, row: MessageRow) -> bool:
    return any(
        isinstance(logged.event, Opened) and logged.actor == desk.actor.user_id
        for logged in desk.store.events(msg_id=row.msg_id)
    )
