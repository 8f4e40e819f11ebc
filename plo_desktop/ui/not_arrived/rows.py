"""Groups everything that stopped on its way by where it stopped; the sum is the count in the context bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.services.overview import NotArrived
from plo_desktop.ui import words
from plo_desktop.ui.deadlines.rows import TaskRow
from plo_desktop.ui.message_words import signature_state
from plo_desktop.ui.name_alike import same_names

CALLS, REFUSED, WAITING, NOT_SENT, LOOSE, PAPER, UNSIGNED, QUARANTINE, SINCE_READ = (
    "Skal ringes",
    "Kommunen har ikke fått den",
    "Venter på kvittering",
    "Ikke sendt",
    "Viser til en melding vi ikke har",
    "Til utskrift",
    "Ikke signert",
    "Karantene",
    "Gjelder noe du har lest eller sendt",
)
ORDER = (CALLS, REFUSED, SINCE_READ, WAITING, NOT_SENT, LOOSE, PAPER, QUARANTINE, UNSIGNED)

_KINDS = {
    "avvist": (REFUSED, "ikkelevert", "Avvist"),
    "ikke levert": (REFUSED, "ikkelevert", "Ikke levert"),
    "uten svar": (REFUSED, "ikkelevert", "Uten svar"),
    "ikke kvittert": (REFUSED, "ikkelevert", "Ikke levert"),
    "i utboks": (NOT_SENT, "ikkelevert", "I utboks"),
    "utkast": (NOT_SENT, "utkast", "Utkast"),
    "til godkjenning": (NOT_SENT, "annet", "Til godkjenning"),
    "skal ringes": (CALLS, "snart", "Ikke ringt"),
    "ukoblet": (LOOSE, "snart", "Ukoblet"),
    "kansellert": (SINCE_READ, "snart", "Kansellert"),
    "endret": (SINCE_READ, "annet", "Endret"),
    "avvik": (SINCE_READ, "snart", "Avvik"),
    "til utskrift": (PAPER, "annet", "Til utskrift"),
    "karantene": (QUARANTINE, "ikkelevert", "Karantene"),
    "avvist av oss": (QUARANTINE, "ikkelevert", "Avvist av oss"),
}

_ACTS = {"skal ringes": "call", "til godkjenning": "approve"}


def rows_of(
    items: Sequence[NotArrived],
    messages: Mapping[str, MessageRow],
    stays: Sequence[StayRow],
    now: datetime,
) -> tuple[TaskRow, ...]:
    """Return one row per item."""
    by_id = {stay.stay_id: stay for stay in stays}
    alike = same_names(stays)
    return tuple(_row(item, messages.get(item.msg_id), by_id.get(item.stay_id), alike, now) for item in items)


def _row(
    item: NotArrived,
    message: MessageRow | None,
    stay: StayRow | None,
    alike: Mapping[str, str],
    now: datetime,
) -> TaskRow:
    age = f" {words.duration(now - item.since)}" if item.since else ""
    if item.kind == "usignert" and message is not None:
        face = signature_state(message, now)
        group, state, chip = UNSIGNED, face.state, face.text[:1].upper() + face.text[1:]
    else:
        group, state, word = _KINDS.get(item.kind, (REFUSED, "annet", item.kind.capitalize()))
        chip = f"{word}{age}"
    name = stay.patient.list_name if stay else (message.patient_name if message else "")
    owner = (message.responsible if message else "") or (stay.responsible if stay else "")
    return TaskRow(
        key="/".join((item.kind, item.msg_id, item.stay_id, item.text)),
        group=group,
        state=state,
        chip=chip,
        name=name or "Uten pasient",
        bed=stay.bed if stay else "",
        born_year=alike.get(item.stay_id, ""),
        paper=False,
        task=": ".join(part for part in (item.text.removesuffix(" kommune"), item.detail) if part),
        owner=owner,
        ours=True,
        rule=item.kind,
        msg_id=item.msg_id,
        stay_id=item.stay_id,
        act=_ACTS.get(item.kind, ""),
        draft_id=item.draft_id,
    )
