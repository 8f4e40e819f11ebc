"""Gives a message of the log to be read: its outline from the exact bytes, and the bytes themselves."""

from __future__ import annotations

from dataclasses import replace

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.ids import same_id
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.references import CHANGES, concerning, same_counterpart, same_patient
from plo_desktop.messages.attachment import Attachment
from plo_desktop.messages.change_marks import is_marked, marked
from plo_desktop.messages.outline import Line, Outline, Prose, Section, Tone
from plo_desktop.services.arrival import OUR_FAULT
from plo_desktop.services.desk import Desk
from plo_desktop.wire.attachments import read_attachments
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import XmlRefused, parse

SHOWN_BYTES = 4000


def raw(desk: Desk, msg_id: str) -> bytes:
    """Return the exact bytes. Raises UserError when the log has no such message or no bytes for it."""
    return _bytes(desk, desk.message(msg_id))


def outline(desk: Desk, msg_id: str) -> Outline:
    """Return the message to be read; what cannot be parsed is shown as the text it holds, with the reason.

    A change is marked against the version that it names, ours or theirs, when that one is in the log.
    Raises UserError when the log has no such message.
    """
    row = desk.message(msg_id)
    found = _read(desk, row)
    if found is None:
        return _unreadable(row, _bytes(desk, row))
    return _with_changes(desk, row, found) if row.standing in CHANGES and row.parent else found


def attachments(desk: Desk, msg_id: str) -> tuple[Attachment, ...]:
    """Return the attachments of a message in their order; one that cannot be unpacked has no content.

    Raises UserError when the log has no such message. What is no XML has no attachments.
    """
    row = desk.message(msg_id)
    if row.quarantine == OUR_FAULT:
        return ()
    try:
        return read_attachments(parse(_bytes(desk, row)))
    except XmlRefused:
        return ()


def _read(desk: Desk, row: MessageRow) -> Outline | None:
    # What the program failed on would fail here too.
    if row.quarantine == OUR_FAULT:
        return None
    return inspect(_bytes(desk, row)).outline_for(desk.ward.our_ids())


def _with_changes(desk: Desk, row: MessageRow, outline: Outline) -> Outline:
    """Return the outline marked, and a fact that says which version it was compared with (R-01)."""
    former = desk.store.message(same_id(row.parent))
    if former is None or not _is_version_of(former, row) or desk.store.document(former.sha256) is None:
        said = "Forrige versjon finnes ikke i loggen; endringene er ikke merket."
        return replace(outline, facts=(*outline.facts, Line("Endringer", said)))
    old = _read(desk, former)
    if old is None:
        return outline
    compared = marked(outline, old, to_oslo(row.generated_at or row.at).date())
    since = f"{to_oslo(former.generated_at or former.at):%d.%m.%Y %H:%M}"
    said = "Merket mot versjonen fra" if is_marked(compared) else "Ingen forskjell fra versjonen fra"
    return replace(compared, facts=(*compared.facts, Line("Endringer", f"{said} {since}")))


def _is_version_of(former: MessageRow, row: MessageRow) -> bool:
    """Tell whether a message is an earlier version of another, and no stranger's that it only points at."""
    if former.direction != row.direction or former.type_code != row.type_code or former.quarantine:
        return False
    ours, theirs = concerning(former), concerning(row)
    return same_patient(ours, theirs) and same_counterpart(ours, theirs) and not former.refused_codes


def _unreadable(row: MessageRow, data: bytes) -> Outline:
    reason = row.reason or "Innholdet er ikke en melding vi kan lese."
    text = data[:SHOWN_BYTES].decode("utf-8", errors="replace")
    more = f" De første {SHOWN_BYTES} tegn vises." if len(data) > SHOWN_BYTES else ""
    return Outline(
        title=row.title or "Kunne ikke leses",
        type_code=row.type_code,
        version=row.version,
        standing=row.standing,
        patient=None,
        facts=(Line("Størrelse", f"{len(data)} byte"), Line("SHA-256", row.sha256)),
        sections=(
            Section("Kunne ikke leses", (Prose("Hva som er galt", reason),), Tone.WARNING),
            Section("Innhold slik det kom", (Prose("Tekst", f"{text}{more}"),), Tone.TECHNICAL),
        ),
    )


def _bytes(desk: Desk, row: MessageRow) -> bytes:
    data = desk.store.document(row.sha256)
    if data is None:
        raise UserError(
            "DOKUMENT_BORTE", "Meldingens innhold mangler i loggen.", "Kontakt IT.", ExitCode.DATA
        )
    return data
