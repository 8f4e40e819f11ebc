"""Gives a message of the log to be read: its outline from the exact bytes, and the bytes themselves."""

from __future__ import annotations

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.messages.outline import Line, Outline, Prose, Section, Tone
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import OUR_FAULT
from plo_desktop.wire.inbox import inspect

SHOWN_BYTES = 4000


def raw(desk: Desk, msg_id: str) -> bytes:
    """Return the exact bytes. Raises UserError when the log has no such message or no bytes for it."""
    return _bytes(desk, _row(desk, msg_id))


def outline(desk: Desk, msg_id: str) -> Outline:
    """Return the message to be read; what cannot be parsed is shown as the text it holds, with the reason.

    Raises UserError when the log has no such message.
    """
    row = _row(desk, msg_id)
    data = _bytes(desk, row)
    # What the program failed on would fail here too.
    failed = row.quarantine == OUR_FAULT
    found = None if failed else inspect(data).outline_for(desk.ward.our_ids())
    return found if found is not None else _unreadable(row, data)


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


def _row(desk: Desk, msg_id: str) -> MessageRow:
    row = desk.store.message(msg_id)
    if row is None:
        raise UserError(
            "UKJENT_MELDING", "Meldingen finnes ikke i loggen.", "Hent listen på nytt.", ExitCode.DATA
        )
    return row


def _bytes(desk: Desk, row: MessageRow) -> bytes:
    data = desk.store.document(row.sha256)
    if data is None:
        raise UserError(
            "DOKUMENT_BORTE", "Meldingens innhold mangler i loggen.", "Kontakt IT.", ExitCode.DATA
        )
    return data
