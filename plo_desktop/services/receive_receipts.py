"""Takes in AppRecs: finds message and receiver of each, and what it settles (S-13, A-01…A-05)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.ids import same_id
from plo_desktop.domain.delivery import COPY, PRIMARY, REFUSED_STATUS, Delivery, answering
from plo_desktop.domain.events import ApprecReceived
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import NO_ANSWER_AFTER, OUTGOING
from plo_desktop.domain.party import HER, Identifier, Organisation
from plo_desktop.domain.receivers import deliveries_of
from plo_desktop.messages.head import Apprec, ApprecError
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.arrival import (
    ACCEPTED,
    OTHER_BYTES,
    OTHER_CONTENT,
    Outcome,
    duplicate,
    log,
    quarantine,
    taken_before,
    under_id,
)
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.wire.inbox import Inspected


def take_apprec(desk: Desk, inspected: Inspected, sha256: str) -> Outcome:
    """Log a receipt and let it settle what it is for; a receipt is never answered."""
    apprec = inspected.apprec
    if apprec is None or inspected.refusals:
        refusal = inspected.refusal
        code, reason = (refusal.code, refusal.text) if refusal else ("T99", "Kvitteringen kan ikke leses.")
        msg_id = same_id(apprec.msg_id) if apprec else ""
        return quarantine(desk, inspected, sha256, msg_id, code, reason)
    apprec_id = same_id(apprec.msg_id)
    known = taken_before(desk, sha256)
    if known is not None:
        return duplicate(desk, known, apprec_id, sha256)
    if under_id(desk, apprec_id) is not None:
        return quarantine(desk, inspected, sha256, apprec_id, OTHER_BYTES, OTHER_CONTENT)
    return _settle(desk, apprec, apprec_id, sha256)


def _settle(desk: Desk, apprec: Apprec, apprec_id: str, sha256: str) -> Outcome:
    about: str = same_id(apprec.original_id)
    original = desk.store.message(about)
    receiver = _receiver(desk, original, apprec) if original else None
    doubt = _doubt(original, receiver, apprec, about)
    if doubt is not None and doubt.code in ("FEIL_ORIGINAL", "FEIL_AVSENDER"):
        about, original = "", None
    said = tuple(_words(error) for error in apprec.errors)
    event = ApprecReceived(
        msg_id=about,
        apprec_id=apprec_id,
        sha256=sha256,
        status=apprec.status,
        errors=said,
        from_party=apprec.sender.full_name if apprec.sender else "",
        from_her_id=receiver.her_id if receiver else next(iter(_numbers(apprec.sender)), ""),
        role=receiver.role if receiver else _role(apprec),
    )
    late = original is not None and desk.now() - (original.generated_at or original.at) >= NO_ANSWER_AFTER
    log(desk, event)
    changes = Changes(
        messages=frozenset({apprec_id} | ({original.msg_id} if original else set())),
        stays=frozenset({original.stay_id} - {""}) if original else frozenset(),
        announce=_announce(original, receiver, apprec, late=late),
    )
    codes = tuple(error.code for error in apprec.errors)
    problems = (doubt,) if doubt is not None else ()
    return Outcome(ACCEPTED, codes, apprec_id, sha256, problems, (), changes)


def _doubt(
    original: MessageRow | None, receiver: Delivery | None, apprec: Apprec, about: str
) -> Problem | None:
    """Return why a receipt settles nothing, or None when it does; all of them are kept and shown (A-07)."""
    if original is None:
        code, said = "UKJENT_ORIGINAL", f"Kvitteringen gjelder meldingen {about}, som vi ikke har sendt."
    elif original.direction != OUTGOING or original.is_receipt:
        code = "FEIL_ORIGINAL"
        said = "Kvitteringen gjelder noe som ikke er en melding vi har sendt. Den er ikke regnet med."
    elif receiver is None:
        code = "FEIL_AVSENDER"
        said = "Kvitteringen kommer fra en annen enn mottakeren. Den er ikke regnet med."
    elif receiver.status and receiver.status != apprec.status:
        code = "KVITTERT_FOR"
        said = f"{receiver.full_name} har svart noe annet før. Den første kvitteringen står."
    else:
        return None
    return Problem(code, said, Severity.WARNING)


def _announce(
    original: MessageRow | None, receiver: Delivery | None, apprec: Apprec, *, late: bool
) -> tuple[str, ...]:
    """A refusal is told, from a copy receiver too; an OK is quiet unless we had given it up (A-01…A-05)."""
    if original is None or receiver is None or receiver.status:
        return ()
    copy = " (kopimottaker)" if receiver.role == COPY else ""
    if apprec.status == REFUSED_STATUS:
        return (f"{original.title} ble avvist av {receiver.name}{copy}",)
    return (f"{original.title} er likevel kvittert av {receiver.name}{copy}",) if late else ()


def _receiver(desk: Desk, original: MessageRow, apprec: Apprec) -> Delivery | None:
    """Return the receiver that a receipt is from, or None when it is from nobody whom we wrote to.

    The number decides; the municipality may answer in the name of another of its services, or of the entity
    alone. Unknown numbers on either side are let pass, and then the role decides.
    """
    receivers, role = deliveries_of(original), _role(apprec)
    answered = set(_numbers(apprec.sender))
    at_number = [one for one in receivers if one.her_id in answered]
    akin = at_number or [one for one in receivers if answered & _numbers_of(desk, one)]
    unknown = not answered or not any(_numbers_of(desk, one) for one in receivers)
    candidates = akin or (list(receivers) if unknown else [])
    place = answering(candidates, "", role)
    if place is None and len(akin) == 1:
        return akin[0]
    return None if place is None else candidates[place]


def _role(apprec: Apprec) -> str:
    return COPY if apprec.role == COPY else PRIMARY


def _numbers_of(desk: Desk, one: Delivery) -> set[str]:
    """Return the HER-ids of a receiver with its organisation and that organisation's other services."""
    found = {one.her_id}
    card = desk.addresses.find(one.name)
    if card is not None:
        found |= {card.her_id, *(service.her_id for service in card.services)}
    for party in desk.addresses.copies:
        numbers = set(_numbers(party))
        if one.her_id in numbers:
            found |= numbers
    return found - {""}


def _numbers(party: Organisation | None) -> Iterator[str]:
    """Yield the HER-ids of an address, the lowest level first; "905.12471" is entity and service."""
    if party is None:
        return
    levels: list[tuple[Identifier, ...]] = [party.idents]
    if party.service is not None:
        levels.insert(0, party.service.idents)
    if party.person is not None:
        levels.insert(0, party.person.idents)
    for idents in levels:
        for number in (ident.id.strip() for ident in idents if ident.type.value == HER):
            yield from (part for part in reversed((*number.split("."), number)) if part)


def _words(error: ApprecError) -> str:
    said = f"{error.code} {error.text}".strip()
    return f"{said}: {error.detail}" if error.detail else said
