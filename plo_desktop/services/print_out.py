"""Puts a message or a draft on paper from the outline of the screen, and notes that it was done."""

from __future__ import annotations

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.events import CopyTaken, Printed
from plo_desktop.domain.log_rows import DraftRow, MessageRow
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.domain.routing import PAPER
from plo_desktop.printing.pdf import Sheet, pdf_of
from plo_desktop.services import read
from plo_desktop.services.composing import build, intended, read_content
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import CannotSend
from plo_desktop.services.ports import Changes
from plo_desktop.wire.inbox import inspect


def preview(desk: Desk, msg_id: str) -> bytes:
    """Return the PDF of a message as it would be printed now. Raises UserError for an unknown message."""
    row = desk.message(msg_id)
    return pdf_of(read.outline(desk, msg_id), _sheet(desk, row))


def _sheet(desk: Desk, row: MessageRow) -> Sheet:
    posted = row.direction == OUTGOING and row.channel == PAPER
    card = desk.addresses.find(row.counterpart) if posted else None
    return Sheet(
        printed_at=desk.now(),
        printed_by=desk.actor.name,
        copy_no=row.printed + 1,
        msg_id=row.msg_id,
        ward=_letterhead(desk),
        reason=f"{row.counterpart} tar ikke imot elektronisk" if posted else "",
        address=card.postal_lines if card else (),
        contact=(f"Telefon {desk.ward.phone}",) if posted and desk.ward.phone else (),
    )


def _letterhead(desk: Desk) -> str:
    own = desk.ward.organisation
    return "\n".join(line for line in (desk.ward.name, own.name if own else "") if line)


def printed(desk: Desk, msg_id: str) -> Changes:
    """Note that the message was put on paper once more."""
    row = desk.message(msg_id)
    event = Printed(msg_id=row.msg_id, copy_no=row.printed + 1)
    desk.store.append([event], actor=desk.actor, at=desk.now())
    return Changes(
        messages=frozenset({row.msg_id}),
        stays=frozenset({row.stay_id} - {""}),
        announce=(f"{row.title} er skrevet ut",),
    )


def copied(desk: Desk, how: str, *, msg_id: str = "", stay_id: str = "") -> Changes:
    """Note that a copy left the program; `how` as in CopyTaken. A file is not paper yet."""
    row = desk.store.message(msg_id) if msg_id else None
    event = CopyTaken(msg_id=msg_id, stay_id=row.stay_id if row else stay_id, how=how)
    desk.store.append([event], actor=desk.actor, at=desk.now())
    return Changes()


def draft_preview(desk: Desk, draft: DraftRow) -> bytes:
    """Return the PDF of a draft. Raises CannotSend for unreadable values, UserError without addresses."""
    plan = intended(desk, draft)
    content, unreadable = read_content(plan, draft)
    if unreadable:
        raise CannotSend(unreadable)
    data = build(desk, plan, content, new_uuid(), desk.now())
    outline = inspect(data).outline_for(desk.ward.our_ids())
    if outline is None:
        raise UserError("UTKAST", "Utkastet kan ikke vises.", "Kontakt IT.", ExitCode.DATA)
    sheet = Sheet(desk.now(), desk.actor.name, ward=_letterhead(desk), reason="Utkast, ikke sendt")
    return pdf_of(outline, sheet)
