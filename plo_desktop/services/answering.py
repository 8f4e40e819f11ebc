"""Opens what is written to a message that came in: answer, question or avvik; and notes calls about ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from plo_desktop.base.errors import NotPossible
from plo_desktop.domain.deviation import GUIDE, Wrong
from plo_desktop.domain.events import Called
from plo_desktop.domain.log_rows import DraftRow, MessageRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.domain.type_codes import (
    AVVIK,
    FORESPORSEL,
    HELSEFAGLIG,
    HELSEOPPLYSNINGER,
    INNLAGT,
    NOTAT,
    SVAR,
    UTSKRIVNINGSKLAR,
)
from plo_desktop.messages.types.avvik import ARSAK
from plo_desktop.messages.types.foresporsel import GJELDER, HEALTH, OTHER, STATUS
from plo_desktop.messages.types.helsefaglig_dialog import EMNE
from plo_desktop.services.concerned import content_of
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import open_draft
from plo_desktop.services.ports import Changes

ASKED_BY_HELSEOPPLYSNINGER = frozenset({HEALTH, STATUS})
"""Kinds of question (9152) that Helseopplysninger answers when the patient has a stay (Q-02, HIS 1152)."""

_ABOUT: Mapping[str, str] = {INNLAGT: HEALTH, HELSEOPPLYSNINGER: STATUS, UTSKRIVNINGSKLAR: STATUS}


def guide() -> tuple[Wrong, ...]:
    """Return the answers to «Hva er galt?» in the order they are shown (guard 13)."""
    return GUIDE


def ways_to_answer(desk: Desk, row: MessageRow) -> tuple[str, ...]:
    """Return the types with which a message can be answered, the normal one first; none when it asks nothing.

    The kind of question decides (Q-03): the user never chooses among technical types. An avvik and a question
    about any message have their own ways in.
    """
    if not _came_in(row) or row.cancelled_by:
        return ()
    if row.type_code == FORESPORSEL:
        kind = content_of(desk, row)[GJELDER]
        asked = kind.value if kind else ""
        known = desk.store.stay(row.stay_id) if row.stay_id else None
        if known is not None and asked in ASKED_BY_HELSEOPPLYSNINGER:
            return HELSEOPPLYSNINGER, SVAR
        return (SVAR,)
    if row.type_code == HELSEFAGLIG:
        return (HELSEFAGLIG,)
    return (NOTAT,) if row.type_code == NOTAT else ()


def open_answer(desk: Desk, msg_id: str, type_code: str = "") -> DraftRow:
    """Return the draft of an answer, of the normal type unless another way is chosen.

    Raises UserError when the message cannot be answered so.
    """
    row = desk.message(msg_id)
    ways = ways_to_answer(desk, row)
    wanted = type_code or next(iter(ways), "")
    if wanted not in ways:
        raise NotPossible(
            "KAN_IKKE_BESVARES",
            f"{row.title or 'Meldingen'} er ikke et spørsmål.",
            "Send en forespørsel, eller meld avvik.",
        )
    values: dict[str, object] = {}
    if wanted == HELSEFAGLIG and (subject := content_of(desk, row)[EMNE]):
        values[EMNE.name] = subject if subject.casefold().startswith("sv:") else f"SV: {subject}"
    return open_draft(desk, row.stay_id, wanted, row.msg_id, values)


def may_report(row: MessageRow) -> bool:
    """Tell whether an avvik may be written about a message: only what we have accepted (Q-06, HIS 1151).

    What we refused was told of by the refusal itself, and a receipt is no message.
    """
    return _came_in(row)


def open_avvik(desk: Desk, msg_id: str, reason: str = "") -> DraftRow:
    """Return the draft of an avvik about a message, with a reason (8117) of the guide when one was chosen.

    Raises UserError when the message got no positive receipt from us.
    """
    row = desk.message(msg_id)
    if not may_report(row):
        raise NotPossible(
            "IKKE_TATT_IMOT",
            "Avvik kan bare skrives til en melding vi har tatt imot og kvittert for.",
            "Avvisningen er allerede sendt som kvittering. Ring avsenderen hvis det haster.",
        )
    values: Mapping[str, object] = {ARSAK.name: reason} if reason else {}
    return open_draft(desk, row.stay_id, AVVIK, row.msg_id, values)


def open_question(desk: Desk, msg_id: str) -> DraftRow:
    """Return the draft of a Forespørsel about a message; about one of ours it is a reminder.

    Raises UserError when the log has no such message.
    """
    row = desk.message(msg_id)
    kind = OTHER if _came_in(row) else _ABOUT.get(row.type_code, OTHER)
    return open_draft(desk, row.stay_id, FORESPORSEL, row.msg_id, {GJELDER.name: kind})


def open_note(desk: Desk, stay_id: str) -> DraftRow:
    """Return the draft of a note about a patient. Raises UserError when there is no such stay."""
    return open_draft(desk, stay_id, NOTAT)


def note_call(desk: Desk, msg_id: str, whom: str, called_at: datetime | None = None) -> Changes:
    """Note that the receiver of a message was phoned (guard 12); now unless another moment is given.

    Raises UserError when it is not said who was phoned, or the moment is ahead.
    """
    row, now = desk.message(msg_id), desk.now()
    moment = called_at or now
    if not whom.strip():
        raise NotPossible("HVEM_MANGLER", "Hvem dere ringte, mangler.", "Skriv navn og tjeneste.")
    if moment > now:
        raise NotPossible("FRAM_I_TID", "Samtalen er fram i tid.", "Skriv når dere ringte.")
    called = Called(msg_id=row.msg_id, stay_id=row.stay_id, whom=whom.strip(), called_at=moment)
    desk.store.append([called], actor=desk.actor, at=now)
    return Changes(messages=frozenset({row.msg_id}), stays=frozenset({row.stay_id} - {""}))


def _came_in(row: MessageRow) -> bool:
    accepted = not row.quarantine and not row.refused_codes and not row.is_receipt
    return row.direction == INCOMING and accepted
