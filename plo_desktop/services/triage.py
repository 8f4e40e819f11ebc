"""Places messages that could not be tied to a stay; a person decides, nothing is guessed (S-02, S-04)."""

from __future__ import annotations

from collections.abc import Sequence

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.events import StayMatched
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes


def match(desk: Desk, msg_id: str, stay_id: str) -> Changes:
    """Tie an incoming message to a stay. Raises UserError when either is unknown or the message is ours."""
    row, stay = desk.store.message(msg_id), desk.store.stay(stay_id)
    if row is None or stay is None or row.direction != INCOMING or row.quarantine or row.is_receipt:
        raise UserError(
            "KAN_IKKE_KNYTTES",
            "Meldingen kan ikke knyttes til oppholdet.",
            "Velg en innkommende melding og en pasient på posten.",
            ExitCode.DATA,
        )
    matched = StayMatched(msg_id=row.msg_id, stay_id=stay_id)
    desk.store.append([matched], actor=desk.actor, at=desk.now())
    said = f"{row.title} er knyttet til {stay.patient.list_name}"
    stays = frozenset({stay_id, row.stay_id} - {""})
    return Changes(messages=frozenset({row.msg_id}), stays=stays, announce=(said,))


def candidates(desk: Desk, row: MessageRow) -> Sequence[StayRow]:
    """Return the ward's stays, those with the message's birth date or name first, as proposals only."""
    name = row.patient_name.casefold()

    def distance(stay: StayRow) -> int:
        same_birth = row.born_on is not None and stay.patient.birth_date == row.born_on
        same_name = bool(name) and stay.patient.list_name.casefold() == name
        return -(2 * same_birth + same_name)

    return sorted(desk.store.stays(), key=distance)
