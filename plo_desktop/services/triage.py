"""Places messages that could not be tied to a stay; a person decides, nothing is guessed (S-02, S-04)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.events import StayMatched
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.domain.party import Identifier
from plo_desktop.domain.references import CANCELS, CHANGES, tied_to
from plo_desktop.services.desk import Desk
from plo_desktop.services.matching import might_be
from plo_desktop.services.ports import Changes, MessageFilter
from plo_desktop.wire.inbox import inspect

MANY = 10_000


def match(desk: Desk, msg_id: str, stay_id: str) -> Changes:
    """Tie an incoming message to a stay, with what it changes or cancels and what does so to it.

    Those come along when they wait in triage and name the same patient: a cancellation that lies elsewhere
    than its original would be overlooked (S-07).
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
    along = tied_to(row, _waiting(desk, row.type_code))
    matched = [
        StayMatched(msg_id=each.msg_id, stay_id=stay_id, identifiers=_further_numbers(desk, each, stay))
        for each in (row, *along)
    ]
    desk.store.append(matched, actor=desk.actor, at=desk.now())
    who = stay.patient.list_name
    return Changes(
        messages=frozenset({row.msg_id, *(each.msg_id for each in along)}),
        stays=frozenset({stay_id, row.stay_id} - {""}),
        announce=(f"{row.title} er knyttet til {who}", *(_told_of(each, who) for each in along)),
    )


def _waiting(desk: Desk, type_code: str) -> Iterator[MessageRow]:
    came = desk.store.messages(MessageFilter(direction=INCOMING, type_code=type_code, limit=MANY))
    return (row for row in came if row.triage and not row.stay_id and not row.quarantine)


def _told_of(row: MessageRow, who: str) -> str:
    act = {CANCELS: "Kanselleringen av ", **dict.fromkeys(CHANGES, "Endringen av ")}.get(row.standing, "")
    return f"{act}{row.title} hører til samme melding og er også knyttet til {who}"


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
