"""Takes in messages in the order of process rules 3.1: known, for us, identified; import, link, receipt."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.base.ids import is_uuid, same_id
from plo_desktop.domain.events import Queued, Received, Refused
from plo_desktop.domain.party import Organisation
from plo_desktop.domain.ward import Addressed
from plo_desktop.messages.head import ApprecError, Head
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.arrival import (
    ACCEPTED,
    NO_SENDER,
    NOT_FOR_US,
    OTHER_BYTES,
    OTHER_CONTENT,
    REFUSED,
    Outcome,
    below,
    duplicate,
    handle_of,
    log,
    quarantine,
    taken_before,
    title_of,
    under_id,
)
from plo_desktop.services.desk import REFUSE, Desk
from plo_desktop.services.matching import match_stay
from plo_desktop.services.ports import Changes
from plo_desktop.services.receipts import lowest_her_id, receipt
from plo_desktop.services.references import referring
from plo_desktop.wire.apprec import COPY, PRIMARY
from plo_desktop.wire.inbox import Inspected

UNKNOWN_SERVICE = "ukjent tjeneste"


@dataclass(frozen=True, slots=True)
class _Role:
    """One of our addresses in a message, and in which role it stands there."""

    party: Organisation
    role: str
    addressed: Addressed


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A message on its way in: what its bytes hold, and the id it goes by (empty: none that counts)."""

    sha256: str
    inspected: Inspected
    head: Head
    msg_id: str


def take_message(desk: Desk, inspected: Inspected, sha256: str) -> Outcome:
    """Decide on a message and log the decision with its receipts; the bytes are kept already."""
    head = inspected.head
    if head is None:
        return quarantine(desk, inspected, sha256, "", "T99", "Meldingshodet kan ikke leses.")
    msg_id = same_id(head.msg_id) if is_uuid(head.msg_id) else ""
    arrived = _Arrived(sha256, inspected, head, msg_id)
    if (before := _handled_before(desk, arrived)) is not None:
        return before
    roles = _our_roles(desk, head)
    return _not_answerable(desk, arrived, roles) or _judged(desk, arrived, roles)


def _handled_before(desk: Desk, arrived: _Arrived) -> Outcome | None:
    """Step 6. The same bytes again are ignored; other bytes under a known id are for a person to look at.

    The same XML goes to every address (wire-format 13): one message that comes twice is the same bytes.
    """
    known = taken_before(desk, arrived.sha256)
    if known is not None:
        return duplicate(desk, known, arrived.msg_id or known.msg_id, arrived.sha256)
    earlier = under_id(desk, arrived.msg_id)
    if earlier is None:
        return None
    return quarantine(desk, arrived.inspected, arrived.sha256, arrived.msg_id, OTHER_BYTES, OTHER_CONTENT)


def _not_answerable(desk: Desk, arrived: _Arrived, roles: list[_Role]) -> Outcome | None:
    """Steps 7 and 9: what is for others, or whose sender cannot be read, gets no receipt."""
    head, inspected = arrived.head, arrived.inspected
    if not roles and (head.receiver is not None or inspected.acceptable):
        reason = (
            f"Meldingen er adressert til {_numbered(head.receiver)}, ikke til oss. "
            "Er adressen vår, må IT legge den inn under [[own]]; ellers si fra til avsenderen."
        )
        return quarantine(desk, inspected, arrived.sha256, arrived.msg_id, NOT_FOR_US, reason)
    if roles and inspected.sender_readable:
        return None
    refusal = inspected.refusal
    code = refusal.code if refusal else NO_SENDER
    reason = refusal.text if refusal else "Avsenderen kan ikke leses, så det kan ikke kvitteres."
    return quarantine(desk, inspected, arrived.sha256, arrived.msg_id, code, reason)


def _judged(desk: Desk, arrived: _Arrived, roles: list[_Role]) -> Outcome:
    """Steps 2 to 5 and 8 as the document was judged, then step 7 for each address of ours, then import."""
    if arrived.inspected.refusals:
        errors = tuple(ApprecError(each.code, "", each.text) for each in arrived.inspected.refusals)
        reason = " ".join(each.text for each in arrived.inspected.refusals)
        return _refused(desk, arrived, [(role, errors) for role in roles], reason)
    verdicts = [(role, _answerable(desk, role)) for role in roles]
    accepting = [role for role, errors in verdicts if not errors]
    if not accepting:
        return _refused(desk, arrived, verdicts, verdicts[0][1][0].detail)
    return _accepted(desk, arrived, verdicts, accepting)


def _our_roles(desk: Desk, head: Head) -> list[_Role]:
    parties = [(head.receiver, PRIMARY), *((copy.party, COPY) for copy in head.copies)]
    found: list[_Role] = []
    for party, role in parties:
        addressed = desk.ward.addressed_by(party)
        if party is not None and addressed is not Addressed.NOT_OURS:
            found.append(_Role(party, role, addressed))
    return found


def _answerable(desk: Desk, role: _Role) -> tuple[ApprecError, ...]:
    """Step 7: an unknown service in our own organisation is for triage, or E21 when the ward says so."""
    if role.addressed is Addressed.UNKNOWN_SERVICE and desk.settings.unknown_service == REFUSE:
        detail = f"Ukjent tjeneste {below(role.party)}".strip()
        return (ApprecError("E21", "Mottaker finnes ikke i mottakersystemet", detail),)
    return ()


def _accepted(
    desk: Desk,
    arrived: _Arrived,
    verdicts: list[tuple[_Role, tuple[ApprecError, ...]]],
    accepting: list[_Role],
) -> Outcome:
    """Step 10: import, link and receipt."""
    head, first = arrived.head, accepting[0]
    key = arrived.inspected.content_key
    seen = referring(desk, head, title_of(arrived.inspected), key)
    match = match_stay(desk.store, head.patient, seen.stay_id)
    problems = (*arrived.inspected.problems, *seen.problems, *match.problems)
    triage = match.triage
    if first.addressed is Addressed.UNKNOWN_SERVICE:
        triage = triage or UNKNOWN_SERVICE
        said = f"Meldingen er sendt til «{_name(first.party)}», som ikke er satt opp hos oss."
        problems = (*problems, Problem("UKJENT_TJENESTE", said, Severity.WARNING))
    service = desk.ward.service_in(first.party)
    sender = head.sender or Organisation("")
    received = Received(
        msg_id=arrived.msg_id,
        sha256=arrived.sha256,
        type_code=head.type_code,
        title=title_of(arrived.inspected),
        version=head.version,
        standing=head.standing,
        stay_id=match.stay_id,
        triage=triage,
        patient=head.patient,
        counterpart=sender.name,
        counterpart_service=below(sender),
        our_service=service.name if service else below(first.party),
        generated_at=head.generated_at,
        parent=same_id(head.parent),
        conversation=same_id(head.conversation),
        as_copy=all(role.role == COPY for role in accepting),
        test_mark=head.processing if head.processing not in ("", "P") else "",
        warnings=tuple(problem.message for problem in problems),
        counterpart_id=sender.her_id,
        content_key=key,
    )
    queued = _receipts(desk, head, arrived.msg_id, verdicts)
    log(desk, received, *queued)
    desk.store.index_document(arrived.msg_id)
    receipts = tuple(event.msg_id for event in queued)
    changes = Changes(
        messages=frozenset({arrived.msg_id, *receipts, *seen.touched}),
        stays=frozenset({match.stay_id} - {""}),
        announce=(f"Ny melding: {received.title}", *seen.announce),
    )
    return Outcome(ACCEPTED, (), arrived.msg_id, arrived.sha256, problems, receipts, changes)


def _refused(
    desk: Desk, arrived: _Arrived, verdicts: list[tuple[_Role, tuple[ApprecError, ...]]], reason: str
) -> Outcome:
    head = arrived.head
    codes = tuple(dict.fromkeys(error.code for _, errors in verdicts for error in errors))
    refused = Refused(
        msg_id=arrived.msg_id,
        sha256=arrived.sha256,
        type_code=head.type_code,
        title=head.type_name or head.type_code,
        version=head.version,
        codes=codes,
        patient=head.patient,
        counterpart=head.sender.name if head.sender else "",
        reason=reason,
    )
    log(desk, refused)
    handle = handle_of(desk, arrived.msg_id, arrived.sha256)
    queued = _receipts(desk, head, handle, verdicts)
    log(desk, *queued)
    desk.store.index_document(handle)
    receipts = tuple(event.msg_id for event in queued)
    changes = Changes(
        messages=frozenset({handle, *receipts}), announce=(f"Melding avvist: {', '.join(codes)}",)
    )
    msg_id = arrived.msg_id or same_id(head.msg_id) or handle
    return Outcome(REFUSED, codes, msg_id, arrived.sha256, (), receipts, changes)


def _receipts(
    desk: Desk, head: Head, about: str, verdicts: list[tuple[_Role, tuple[ApprecError, ...]]]
) -> tuple[Queued, ...]:
    """Make one AppRec per role of ours (S-06)."""
    queued: dict[tuple[str, str], Queued] = {}
    for role, errors in verdicts:
        key = (role.role, lowest_her_id(role.party))
        if key not in queued:
            queued[key] = receipt(
                desk, head, about=about, our_party=role.party, role=role.role, errors=errors, at=desk.now()
            )
    return tuple(queued.values())


def _numbered(party: Organisation | None) -> str:
    """Return a receiver with the number that decides where the message goes."""
    number = lowest_her_id(party)
    return f"{_name(party)} ({f'HER-id {number}' if number else 'uten HER-id'})"


def _name(party: Organisation | None) -> str:
    return party.full_name if party else "ingen"
