"""Finds the newest message that a municipality has receipted, for the row at the bottom."""

from __future__ import annotations

from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.domain.message_state import OUTGOING, accepted_by_receiver
from plo_desktop.services.desk import Desk
from plo_desktop.ui import words
from plo_desktop.ui.message_words import type_words

_RECENT = 50


def last_delivery(desk: Desk) -> str:
    """Return "Siste: Helseopplysninger til Tynset kvittert 07:39", or an empty string."""
    rows = desk.store.messages(MessageFilter(direction=OUTGOING, limit=_RECENT))
    accepted = [(row.apprec_at, row) for row in rows if row.apprec_at and accepted_by_receiver(row)]
    if not accepted:
        return ""
    at, row = max(accepted, key=lambda pair: pair[0])
    today = words.local(at).date() == words.local(desk.now()).date()
    when = words.clock(at) if today else words.short_day_clock(at)
    return f"Siste: {type_words(row)} til {row.counterpart.removesuffix(' kommune')} kvittert {when}"
