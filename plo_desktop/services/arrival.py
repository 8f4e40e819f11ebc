"""What becomes of bytes that arrive, whatever they are: the verdict, duplicates, quarantine, and the log."""

from __future__ import annotations

from dataclasses import dataclass, field

from plo_desktop.base.ids import same_id
from plo_desktop.domain.events import DuplicateReceived, Event, Quarantined
from plo_desktop.domain.log_rows import SYSTEM, MessageRow
from plo_desktop.domain.party import Organisation
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.services.receipts import TITLE as RECEIPT_TITLE
from plo_desktop.wire.inbox import Inspected, Kind

ACCEPTED, REFUSED, DUPLICATE, QUARANTINED = "accepted", "refused", "duplicate", "quarantined"
NOT_FOR_US, OTHER_BYTES, NO_SENDER = "IKKE_TIL_OSS", "SAMME_ID", "UKJENT_AVSENDER"
OUR_FAULT = "INTERN_FEIL"
OTHER_CONTENT = "Samme MsgId er mottatt før med et annet innhold. Kontakt avsender."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of bytes. `outcome`: accepted, refused, duplicate or quarantined.

    `codes` are AppRec codes (8221) or our own words for quarantine. `receipts` are the ids of the AppRecs
    queued.
    """

    outcome: str
    codes: tuple[str, ...]
    msg_id: str
    sha256: str
    warnings: tuple[Problem, ...] = ()
    receipts: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Readable:
    """What can be read of a document that is not taken in: enough for people to know what lies there."""

    type_code: str = ""
    title: str = ""
    counterpart: str = ""


def readable(inspected: Inspected) -> Readable:
    """Return type, title and sender of a document, as far as they can be read."""
    head, apprec = inspected.head, inspected.apprec
    if head is not None:
        return Readable(head.type_code, title_of(inspected), head.sender.name if head.sender else "")
    if apprec is not None:
        return Readable("APPREC", RECEIPT_TITLE, apprec.sender.name if apprec.sender else "")
    outline = inspected.outline if inspected.kind is Kind.UNKNOWN else None
    return Readable(title=outline.title) if outline is not None else Readable()


def title_of(inspected: Inspected) -> str:
    """Return what the message is called: our own title, else its sender's."""
    head = inspected.head
    named = (head.type_name or head.type_code) if head else ""
    return inspected.mtype.title if inspected.mtype else named


def quarantine(
    desk: Desk, inspected: Inspected | None, sha256: str, msg_id: str, code: str, reason: str
) -> Outcome:
    """Keep bytes that cannot be taken in where people see them; nobody is answered."""
    seen = readable(inspected) if inspected else Readable()
    event = Quarantined(
        msg_id=msg_id,
        sha256=sha256,
        code=code,
        reason=reason,
        type_code=seen.type_code,
        title=seen.title,
        counterpart=seen.counterpart,
    )
    log(desk, event)
    handle = handle_of(desk, "", sha256)
    what = f"{seen.title} i karantene" if seen.title else "Melding i karantene"
    changes = Changes(messages=frozenset({handle}), announce=(f"{what}: {reason}",))
    warning = Problem(code, reason, Severity.WARNING)
    return Outcome(QUARANTINED, (code,), msg_id or handle, sha256, (warning,), (), changes)


def duplicate(desk: Desk, known: MessageRow, msg_id: str, sha256: str) -> Outcome:
    """Count bytes that have been decided before; they are not answered again (S-05)."""
    log(desk, DuplicateReceived(msg_id=known.msg_id, sha256=sha256))
    return Outcome(DUPLICATE, (), msg_id, sha256, changes=Changes(messages=frozenset({known.msg_id})))


def taken_before(desk: Desk, sha256: str) -> MessageRow | None:
    """Return the row of bytes that have been decided; what lies in quarantine is judged anew.

    The configuration may have been mended since, and then the message is ours to take in and to receipt.
    """
    row = desk.store.message_by_sha(sha256)
    return row if row is not None and not row.quarantine else None


def under_id(desk: Desk, msg_id: str) -> MessageRow | None:
    """Return the message that has been taken in or refused under a MsgId."""
    row = desk.store.message(same_id(msg_id)) if msg_id else None
    return row if row is not None and not row.quarantine else None


def log(desk: Desk, *events: Event) -> None:
    """Append events as the program's own doing."""
    desk.store.append(events, actor=SYSTEM, at=desk.now())


def handle_of(desk: Desk, msg_id: str, sha256: str) -> str:
    """Return the name under which the log shows these bytes."""
    row = desk.store.message_by_sha(sha256)
    return msg_id or (row.msg_id if row else "")


def below(party: Organisation) -> str:
    """Return the name of the second level of an address, service or person."""
    if party.service is not None:
        return party.service.name
    return f"{party.person.given} {party.person.family}".strip() if party.person else ""
