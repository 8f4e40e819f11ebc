"""The municipality's answer to utskrivningsklar: proposed from its message or entered from a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.errors import NotPossible
from plo_desktop.domain.codebook import suffix_of
from plo_desktop.domain.events import KommuneAnswered
from plo_desktop.domain.guards import since_withdrawal
from plo_desktop.domain.kommune_words import ANSWERS, CAN, CAN_FROM, CANNOT, read_answer
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.domain.type_codes import HELSEFAGLIG, NOTAT, SVAR, TILBAKEMELDING, UTSKRIVNINGSKLAR
from plo_desktop.messages.spec import Content
from plo_desktop.messages.types.helsefaglig_dialog import DIALOG_TEKST
from plo_desktop.messages.types.notat import ANSWER_ON_READY, TEMA
from plo_desktop.messages.types.tilbakemelding_utskrivningsklar import (
    HENDELSE_MERKNAD,
    HENDELSE_TEKST,
    HENDELSE_TID,
    HENDELSER,
)
from plo_desktop.services.composing import standing_messages
from plo_desktop.services.concerned import content_of
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes

__all__ = ["ANSWERS", "CAN", "CANNOT", "CAN_FROM", "Proposal", "proposed", "register"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a message seems to answer. `answer` is empty when its words, `text`, do not tell."""

    stay_id: str
    msg_id: str
    answer: str
    from_on: date | None
    by: str
    text: str


def proposed(desk: Desk, msg_id: str) -> Proposal | None:
    """Return the answer that a message of the municipality seems to give, or None when it gives none.

    None too when its answer is registered, when it is tied to no stay, when a later message has cancelled or
    replaced it, and when nobody is declared ready.
    """
    row = desk.store.message(msg_id)
    if row is None or row.direction != INCOMING or not row.stay_id:
        return None
    if row.quarantine or row.refused_codes or row.cancelled_by or row.replaced_by:
        return None
    ready = _declared_ready(desk, row.stay_id)
    content = content_of(desk, row)
    if ready is None or row.at < ready.at or not _is_about(row, content, ready) or _is_registered(desk, row):
        return None
    text, stated = _said(row, content)
    said_on = to_oslo(row.generated_at or row.at).date()
    answer, from_on = read_answer(text, said_on)
    if not answer and stated is not None:
        answer, from_on = (CAN_FROM, stated) if stated > said_on else (CAN, None)
    return Proposal(row.stay_id, row.msg_id, answer, from_on, _by(row, content), text)


def register(
    desk: Desk,
    stay_id: str,
    answer: str,
    *,
    from_on: date | None = None,
    by: str = "",
    text: str = "",
    msg_id: str = "",
) -> Changes:
    """Enter the municipality's answer on the stay: from its message, or from a call when `msg_id` is empty.

    `by` is who answered, `text` a note of the call; what a message says stays in the message. Raises
    UserError when the stay is not declared ready, the answer is none of ANSWERS, or day or name is missing.
    """
    stay = desk.store.stay(stay_id)
    if stay is None or _declared_ready(desk, stay_id) is None:
        raise NotPossible(
            "IKKE_MELDT_UTSKRIVNINGSKLAR",
            "Pasienten er ikke meldt utskrivningsklar, så kommunen har ikke noe å svare på.",
            "Send Melding om utskrivningsklar pasient først.",
        )
    if answer not in ANSWERS:
        raise NotPossible("UKJENT_SVAR", f"«{answer}» er ikke et svar.", f"Velg en av: {', '.join(ANSWERS)}.")
    if answer == CAN_FROM and from_on is None:
        raise NotPossible("DATO_MANGLER", "Datoen kommunen kan ta imot fra, mangler.", "Skriv datoen.")
    if not msg_id and not by.strip():
        raise NotPossible("HVEM_MANGLER", "Hvem i kommunen som svarte, mangler.", "Skriv navn og tjeneste.")
    row = desk.store.message(msg_id) if msg_id else None
    if msg_id and (row is None or row.stay_id != stay_id):
        raise NotPossible("UKJENT_MELDING", "Meldingen hører ikke til oppholdet.", "Åpne meldingen på nytt.")
    answered = KommuneAnswered(
        stay_id=stay_id,
        msg_id=row.msg_id if row else "",
        answer=answer,
        from_on=from_on if answer == CAN_FROM else None,
        by=by.strip() or (row.counterpart if row else ""),
        text="" if row else text.strip(),
    )
    desk.store.append([answered], actor=desk.actor, at=desk.now())
    touched = frozenset({row.msg_id} if row else ())
    said = f"Kommunens svar for {stay.patient.list_name}: {answer}"
    return Changes(messages=touched, stays=frozenset({stay_id}), announce=(said,))


def _declared_ready(desk: Desk, stay_id: str) -> MessageRow | None:
    """Return the Melding om utskrivningsklar pasient that holds, or None."""
    period = since_withdrawal(standing_messages(desk, stay_id))
    ready = [row for row in period if row.type_code == UTSKRIVNINGSKLAR]
    return ready[-1] if ready else None


def _is_about(row: MessageRow, content: Content, ready: MessageRow) -> bool:
    """Tell whether a message answers utskrivningsklar: by its kind, its theme or its reference."""
    if row.type_code == TILBAKEMELDING or _events(content):
        return True
    refers = ready.msg_id in (row.parent, row.conversation)
    if row.type_code == NOTAT:
        theme = content[TEMA]
        coded = (suffix_of(theme.system), theme.value) if theme else ("", "")
        return refers or coded == ANSWER_ON_READY
    return refers and row.type_code in (HELSEFAGLIG, SVAR)


def _is_registered(desk: Desk, row: MessageRow) -> bool:
    logged = desk.store.events(stay_id=row.stay_id)
    return any(isinstance(each.event, KommuneAnswered) and each.event.msg_id == row.msg_id for each in logged)


def _events(content: Content) -> tuple[Content, ...]:
    return content.rows(HENDELSER)


def _said(row: MessageRow, content: Content) -> tuple[str, date | None]:
    """Return the words of a reply, and the day that the message of PLO 2.0 gives as a value."""
    events = _events(content)
    if events:
        parts = [part for each in events for part in (each[HENDELSE_TEKST], each[HENDELSE_MERKNAD]) if part]
        moments = [moment for each in events if (moment := each[HENDELSE_TID])]
        return "\n".join(parts), to_oslo(moments[-1]).date() if moments else None
    # The text field has one name in all dialogues.
    return content[DIALOG_TEKST] or "", None


def _by(row: MessageRow, content: Content) -> str:
    name = content.by_name().get("kontakt")
    parts = (name if isinstance(name, str) else "", row.counterpart_service or row.counterpart)
    return ", ".join(part for part in parts if part)
