"""What is noted together with a message that is queued: the call about it, and why it goes alone."""

from __future__ import annotations

from datetime import datetime

from plo_desktop.domain.addresses import copy_key
from plo_desktop.domain.events import Called, CallNeeded, Event, SentAlone
from plo_desktop.domain.log_rows import DraftRow, MessageRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.domain.type_codes import UTSKRIVNINGSKLAR
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, Family
from plo_desktop.messages.types.foresporsel import FORESPORSEL, HASTER, RINGT
from plo_desktop.services.composing import COPIES, SERVICE, WITHOUT_REPORT
from plo_desktop.services.concerned import CONCERNS
from plo_desktop.services.desk import Desk
from plo_desktop.services.intention import Intended
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.safe_xml import parse


def noted(plan: Intended, content: Content, draft: DraftRow, msg_id: str, at: datetime) -> tuple[Event, ...]:
    """Return the events that belong to a message beside `Queued` (guards 6 and 12)."""
    found: list[Event] = []
    if plan.mtype.code == FORESPORSEL.code:
        if content[HASTER]:
            found.append(CallNeeded(msg_id=msg_id, stay_id=plan.stay_id))
        if whom := content[RINGT]:
            found.append(Called(msg_id=msg_id, stay_id=plan.stay_id, whom=whom, called_at=at))
    if plan.mtype.code == UTSKRIVNINGSKLAR and (reason := draft.sources.get(WITHOUT_REPORT, "").strip()):
        found.append(SentAlone(msg_id=msg_id, stay_id=plan.stay_id, reason=reason))
    return tuple(found)


def local_values(desk: Desk, row: MessageRow) -> dict[str, object]:
    """Return the plain values that were never sent, as the log holds them, for a message taken back."""
    if row.type_code != FORESPORSEL.code:
        return {}
    logged = desk.store.events(msg_id=row.msg_id)
    noted_calls = [each.event.whom for each in logged if isinstance(each.event, Called)]
    return {RINGT.name: noted_calls[-1]} if noted_calls else {}


def choices_of(desk: Desk, row: MessageRow) -> dict[str, str]:
    """Return what a draft must remember of its message: what it was about, the copies, and a chosen service.

    A dialogue that began with us goes to the service that it went to, also when a rule would choose another.
    """
    data = desk.store.document(row.sha256)
    if data is None:
        return {CONCERNS: row.parent} if row.parent else {}
    head, mtype = read_head(parse(data)), by_code(row.type_code)
    keys = [copy_key(copy.party) for copy in head.copies if copy.party is not None]
    found = {CONCERNS: row.parent, COPIES: "|".join(keys)}
    about = desk.store.message(row.parent) if row.parent else None
    replies = about is not None and about.direction == INCOMING
    if mtype is not None and mtype.family is Family.DIALOG and not replies and head.receiver:
        found[SERVICE] = head.receiver.service.her_id if head.receiver.service else ""
    return {name: value for name, value in found.items() if value}
