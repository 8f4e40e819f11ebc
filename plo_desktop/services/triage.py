"""Places messages that could not be tied to a stay; a person decides, nothing is guessed (S-02, S-04)."""

from __future__ import annotations

from collections.abc import Sequence

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.events import StayMatched
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.domain.party import Identifier
from plo_desktop.services.desk import Desk
from plo_desktop.services.matching import might_be
from plo_desktop.services.ports import Changes
from plo_desktop.wire.inbox import inspect


def match(desk: Desk, msg_id: str, stay_id: str) -> Changes:
    """Tie an incoming message to a stay.

    When the message has the same name and birth date, its numbers are kept beside those of the stay, and the
    next message finds the stay by either (S-02). Raises UserError when either is unknown or the message is
    ours.
    """
    row, stay = desk.store.message(msg_id), desk.store.stay(stay_id)
    if row is None or stay is None or row.direction != INCOMING or row.quarantine or row.is_receipt:
        raise UserError(
            "KAN_IKKE_KNYTTES",
            "Meldingen kan ikke knyttes til oppholdet.",
            "Velg en innkommende melding og en pasient på posten.",
            ExitCode.DATA,
        )
    matched = StayMatched(msg_id=row.msg_id, stay_id=stay_id, identifiers=_further_numbers(desk, row, stay))
    desk.store.append([matched], actor=desk.actor, at=desk.now())
    said = f"{row.title} er knyttet til {stay.patient.list_name}"
    stays = frozenset({stay_id, row.stay_id} - {""})
    return Changes(messages=frozenset({row.msg_id}), stays=stays, announce=(said,))


def _further_numbers(desk: Desk, row: MessageRow, stay: StayRow) -> tuple[Identifier, ...]:
    """Return the message's numbers that the stay does not have; none when it is about somebody else.

    A number of the same kind as the stay's own but with another value is no second number of one person.
    """
    if not might_be(stay, row.patient_name, row.born_on):
        return ()
    data = desk.store.document(row.sha256)
    head = inspect(data).head if data is not None else None
    kinds = {ident.type.value for ident in stay.patient.idents}
    named = head.patient.idents if head and head.patient else ()
    return tuple(ident for ident in named if ident.id.strip() and ident.type.value not in kinds)


def candidates(desk: Desk, row: MessageRow) -> Sequence[StayRow]:
    """Return the ward's stays as proposals, those with the message's name and birth date first (S-02)."""
    name = row.patient_name.casefold()

    def distance(stay: StayRow) -> int:
        if might_be(stay, row.patient_name, row.born_on):
            return -3
        same_birth = row.born_on is not None and stay.patient.birth_date == row.born_on
        same_name = bool(name) and stay.patient.list_name.casefold() == name
        return -(2 * same_birth + same_name)

    return sorted(desk.store.stays(), key=distance)
