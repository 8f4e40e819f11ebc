"""Takes bytes in: keeps them, decides, links and receipts, in one transaction, in the order of the standard.

Process rules 3.1: keep, readable, known, valid, MsgId, duplicate, for us, patient, sender, import. Nothing is
told to anybody (acknowledgement, AppRec, screen) before the bytes and the event are committed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plo_desktop.base.bugs import note_bug
from plo_desktop.base.errors import EnvironmentProblem, UserError
from plo_desktop.base.ids import is_uuid, same_id
from plo_desktop.domain.events import (
    ApprecReceived,
    DuplicateReceived,
    Event,
    Quarantined,
    Queued,
    Received,
    Refused,
)
from plo_desktop.domain.log_rows import SYSTEM, MessageRow
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.domain.party import Organisation
from plo_desktop.domain.ward import Addressed
from plo_desktop.messages.head import Apprec, ApprecError, Head
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.desk import REFUSE, Desk
from plo_desktop.services.matching import match_stay
from plo_desktop.services.ports import Changes, Incoming, Transport
from plo_desktop.services.receipts import lowest_her_id, receipt
from plo_desktop.services.references import reference_problems
from plo_desktop.wire.apprec import COPY, PRIMARY
from plo_desktop.wire.inbox import Inspected, Kind, inspect

ACCEPTED, REFUSED, DUPLICATE, QUARANTINED = "accepted", "refused", "duplicate", "quarantined"
UNKNOWN_SERVICE = "ukjent tjeneste"
NOT_FOR_US, OTHER_BYTES, NO_SENDER = "IKKE_TIL_OSS", "SAMME_ID", "UKJENT_AVSENDER"
OUR_FAULT = "INTERN_FEIL"

TOGETHER = 25
"""How many documents share one commit at most; a commit costs as much as all the rest of one document."""
_TOGETHER_BYTES = 4_000_000

_OTHER_CONTENT = "Samme MsgId er mottatt før med et annet innhold. Kontakt avsender."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of bytes. `outcome`: accepted, refused, duplicate or quarantined.

    `codes` are AppRec codes (8221) or our own words for quarantine. `receipts` are the ids of the AppRecs
    queued.
    """

    outcome: str
    codes: tuple[str, ...]
    msg_id: str
    sha256: str
    warnings: tuple[Problem, ...] = ()
    receipts: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class _Role:
    """One of our addresses in a message, and in which role it stands there."""

    party: Organisation
    role: str
    addressed: Addressed


def take_in(desk: Desk, data: bytes) -> Outcome:
    """Take one document in and return what became of it. Never raises for anything in the bytes.

    Receiving's one boundary: whatever goes wrong in the program, the bytes are kept and the next message gets
    its turn. Raises UserError when the log itself cannot be written; the bytes then stay with the sender.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        inspected = inspect(data)
        with desk.store.transaction():
            return _decided(desk, data, sha256, inspected)
    except UserError:
        raise
    except Exception as bug:
        return _set_aside(desk, data, sha256, bug)


def take_in_together(desk: Desk, several: Sequence[bytes]) -> tuple[Outcome, ...]:
    """Take documents in with one durable commit for all; what becomes of each is the same as one by one.

    Nothing may be acknowledged before this returns. When one of them cannot be managed, none is taken in
    here, and each gets its own turn. Raises UserError as `take_in` does.
    """
    if len(several) > 1 and (outcomes := _with_one_commit(desk, several)) is not None:
        return outcomes
    return tuple(take_in(desk, data) for data in several)


def _with_one_commit(desk: Desk, several: Sequence[bytes]) -> tuple[Outcome, ...] | None:
    try:
        looked_into = [(data, hashlib.sha256(data).hexdigest(), inspect(data)) for data in several]
        with desk.store.transaction():
            return tuple(_decided(desk, data, sha256, inspected) for data, sha256, inspected in looked_into)
    except Exception:
        # Whose fault it was shows when each is taken in by itself.
        return None


def _decided(desk: Desk, data: bytes, sha256: str, inspected: Inspected) -> Outcome:
    """Steps 1 and 6 to 10, inside the caller's transaction."""
    desk.store.keep(data)
    match inspected.kind:
        case Kind.APPREC:
            return _take_apprec(desk, inspected, sha256)
        case Kind.MESSAGE:
            return _take_message(desk, inspected, sha256)
        case _:
            refusal = inspected.refusal
            code, reason = (refusal.code, refusal.text) if refusal else ("T99", "Kan ikke leses.")
            return _quarantine(desk, sha256, "", code, reason)


def _set_aside(desk: Desk, data: bytes, sha256: str, bug: Exception) -> Outcome:
    """Keep what the program could not manage, for people to see; the mended program reads it anew."""
    bug_id = note_bug(desk.store.folder, bug)
    reason = f"Programmet klarte ikke å lese meldingen. Den er lagret. Meld feil {bug_id} til IT."
    with desk.store.transaction():
        desk.store.keep(data)
        known = _taken_before(desk, sha256)
        if known is not None:
            return _duplicate(desk, known, known.msg_id, sha256)
        return _quarantine(desk, sha256, "", OUR_FAULT, reason)


# -- messages -----------------------------------------------------------------------------------------------


def _take_message(desk: Desk, inspected: Inspected, sha256: str) -> Outcome:
    head = inspected.head
    if head is None:
        return _quarantine(desk, sha256, "", "T99", "Meldingshodet kan ikke leses.")
    msg_id = same_id(head.msg_id) if is_uuid(head.msg_id) else ""
    known = _taken_before(desk, sha256)
    if known is not None:
        return _duplicate(desk, known, msg_id or known.msg_id, sha256)
    if msg_id and (earlier := desk.store.message(msg_id)) is not None and not earlier.quarantine:
        return _quarantine(desk, sha256, msg_id, OTHER_BYTES, _OTHER_CONTENT)
    roles = _our_roles(desk, head)
    if not roles and (head.receiver is not None or inspected.acceptable):
        reason = (
            f"Meldingen er adressert til {_numbered(head.receiver)}, ikke til oss. "
            "Er adressen vår, må IT legge den inn under [[own]]; ellers si fra til avsenderen."
        )
        return _quarantine(desk, sha256, msg_id, NOT_FOR_US, reason)
    if not roles or not inspected.sender_readable:
        refusal = inspected.refusal
        code = refusal.code if refusal else NO_SENDER
        reason = refusal.text if refusal else "Avsenderen kan ikke leses, så det kan ikke kvitteres."
        return _quarantine(desk, sha256, msg_id, code, reason)
    if inspected.refusals:
        return _refuse(desk, inspected, head, sha256, msg_id, roles)
    return _accept(desk, inspected, head, sha256, msg_id, roles)


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
        service = role.party.service.name if role.party.service else ""
        return (
            ApprecError(
                "E21", "Mottaker finnes ikke i mottakersystemet", f"Ukjent tjeneste {service}".strip()
            ),
        )
    return ()


def _accept(
    desk: Desk, inspected: Inspected, head: Head, sha256: str, msg_id: str, roles: list[_Role]
) -> Outcome:
    verdicts = [(role, _answerable(desk, role)) for role in roles]
    accepting = [role for role, errors in verdicts if not errors]
    if not accepting:
        codes = tuple(dict.fromkeys(error.code for _, errors in verdicts for error in errors))
        reason = verdicts[0][1][0].detail
        return _refused(desk, head, sha256, msg_id, verdicts, codes, reason)
    first = accepting[0]
    match = match_stay(desk.store, head.patient)
    problems = (*inspected.problems, *reference_problems(desk.store, head), *match.problems)
    triage = match.triage
    if first.addressed is Addressed.UNKNOWN_SERVICE:
        triage = triage or UNKNOWN_SERVICE
        said = f"Meldingen er sendt til «{_name(first.party)}», som ikke er satt opp hos oss."
        problems = (*problems, Problem("UKJENT_TJENESTE", said, Severity.WARNING))
    service = desk.ward.service_in(first.party)
    sender = head.sender or Organisation("")
    received = Received(
        msg_id=msg_id,
        sha256=sha256,
        type_code=head.type_code,
        title=_title(inspected, head),
        version=head.version,
        standing=head.standing,
        stay_id=match.stay_id,
        triage=triage,
        patient=head.patient,
        counterpart=sender.name,
        counterpart_service=_below(sender),
        our_service=service.name if service else _below(first.party),
        generated_at=head.generated_at,
        parent=same_id(head.parent),
        conversation=same_id(head.conversation),
        as_copy=all(role.role == COPY for role in accepting),
        test_mark=head.processing if head.processing not in ("", "P") else "",
        warnings=tuple(problem.message for problem in problems),
        counterpart_id=sender.her_id,
    )
    queued = _receipts(desk, head, msg_id, verdicts)
    _log(desk, received, *queued)
    _index(desk, msg_id, inspected)
    receipts = tuple(event.msg_id for event in queued)
    return Outcome(
        ACCEPTED,
        (),
        msg_id,
        sha256,
        problems,
        receipts,
        Changes(
            messages=frozenset({msg_id, *receipts}),
            stays=frozenset({match.stay_id} - {""}),
            announce=(f"Ny melding: {received.title}",),
        ),
    )


def _refuse(
    desk: Desk, inspected: Inspected, head: Head, sha256: str, msg_id: str, roles: list[_Role]
) -> Outcome:
    errors = tuple(ApprecError(each.code, "", each.text) for each in inspected.refusals)
    codes = tuple(dict.fromkeys(error.code for error in errors))
    reason = " ".join(each.text for each in inspected.refusals)
    outcome = _refused(desk, head, sha256, msg_id, [(role, errors) for role in roles], codes, reason)
    _index(desk, _handle(desk, msg_id, sha256), inspected)
    return outcome


def _refused(
    desk: Desk,
    head: Head,
    sha256: str,
    msg_id: str,
    verdicts: list[tuple[_Role, tuple[ApprecError, ...]]],
    codes: tuple[str, ...],
    reason: str,
) -> Outcome:
    sender = head.sender or Organisation("")
    refused = Refused(
        msg_id=msg_id,
        sha256=sha256,
        type_code=head.type_code,
        title=head.type_name or head.type_code,
        version=head.version,
        codes=codes,
        patient=head.patient,
        counterpart=sender.name,
        reason=reason,
    )
    _log(desk, refused)
    handle = _handle(desk, msg_id, sha256)
    queued = _receipts(desk, head, handle, verdicts)
    _log(desk, *queued)
    receipts = tuple(event.msg_id for event in queued)
    changes = Changes(
        messages=frozenset({handle, *receipts}), announce=(f"Melding avvist: {', '.join(codes)}",)
    )
    return Outcome(REFUSED, codes, msg_id or same_id(head.msg_id) or handle, sha256, (), receipts, changes)


def _receipts(
    desk: Desk,
    head: Head,
    about: str,
    verdicts: list[tuple[_Role, tuple[ApprecError, ...]]],
) -> tuple[Queued, ...]:
    """Make one AppRec per role of ours (S-06)."""
    queued: dict[tuple[str, str], Queued] = {}
    for role, errors in verdicts:
        key = (role.role, lowest_her_id(role.party))
        if key not in queued:
            queued[key] = receipt(
                desk,
                head,
                about=about,
                our_party=role.party,
                role=role.role,
                errors=errors,
                at=desk.now(),
            )
    return tuple(queued.values())


# -- receipts that come in ----------------------------------------------------------------------------------


def _take_apprec(desk: Desk, inspected: Inspected, sha256: str) -> Outcome:
    apprec = inspected.apprec
    if apprec is None or inspected.refusals:
        refusal = inspected.refusal
        code, reason = (refusal.code, refusal.text) if refusal else ("T99", "Kvitteringen kan ikke leses.")
        return _quarantine(desk, sha256, same_id(apprec.msg_id) if apprec else "", code, reason)
    apprec_id = same_id(apprec.msg_id)
    known = _taken_before(desk, sha256)
    if known is not None:
        return _duplicate(desk, known, apprec_id, sha256)
    if apprec_id and (earlier := desk.store.message(apprec_id)) is not None and not earlier.quarantine:
        return _quarantine(desk, sha256, apprec_id, OTHER_BYTES, _OTHER_CONTENT)
    original = desk.store.message(same_id(apprec.original_id))
    problems: tuple[Problem, ...] = ()
    about: str = same_id(apprec.original_id)
    if original is None:
        said = f"Kvitteringen gjelder meldingen {about}, som vi ikke har sendt."
        problems = (Problem("UKJENT_ORIGINAL", said, Severity.WARNING),)
    elif original.direction != OUTGOING or original.is_receipt:
        said = "Kvitteringen gjelder noe som ikke er en melding vi har sendt. Den er ikke regnet med."
        problems, about, original = (Problem("FEIL_ORIGINAL", said, Severity.WARNING),), "", None
    elif not _from_receiver(desk, original, apprec):
        said = "Kvitteringen kommer fra en annen enn mottakeren. Den er ikke regnet med."
        problems, about, original = (Problem("FEIL_AVSENDER", said, Severity.WARNING),), "", None
    errors = tuple(_words(error) for error in apprec.errors)
    event = ApprecReceived(
        msg_id=about,
        apprec_id=apprec_id,
        sha256=sha256,
        status=apprec.status,
        errors=errors,
        from_party=apprec.sender.full_name if apprec.sender else "",
    )
    _log(desk, event)
    touched = {apprec_id} | ({original.msg_id} if original else set())
    announce = (f"{original.title} ble avvist av {original.counterpart}",) if original and errors else ()
    changes = Changes(
        messages=frozenset(touched),
        stays=frozenset({original.stay_id} - {""}) if original else frozenset(),
        announce=announce,
    )
    codes = tuple(error.code for error in apprec.errors)
    return Outcome(ACCEPTED, codes, apprec_id, sha256, problems, (), changes)


def _from_receiver(desk: Desk, original: MessageRow, apprec: Apprec) -> bool:
    """Tell whether the receipt's sender is who we wrote to; unknown numbers on either side are let pass."""
    sent = [logged.event for logged in desk.store.events(msg_id=original.msg_id)]
    wrote_to = {event.receiver_her_id for event in sent if isinstance(event, Queued)} - {""}
    card = desk.addresses.find(original.counterpart)
    if card is not None:
        wrote_to |= {card.her_id, *(service.her_id for service in card.services)} - {""}
    party = apprec.sender
    answered: set[str] = set()
    if party is not None:
        below = party.service.her_id if party.service else ""
        answered = {part for number in (party.her_id, below) for part in (number, *number.split("."))} - {""}
    return not wrote_to or not answered or bool(wrote_to & answered)


def _words(error: ApprecError) -> str:
    said = f"{error.code} {error.text}".strip()
    return f"{said}: {error.detail}" if error.detail else said


# -- shared -------------------------------------------------------------------------------------------------


def _quarantine(desk: Desk, sha256: str, msg_id: str, code: str, reason: str) -> Outcome:
    _log(desk, Quarantined(msg_id=msg_id, sha256=sha256, code=code, reason=reason))
    handle = _handle(desk, "", sha256)
    changes = Changes(messages=frozenset({handle}), announce=(f"Melding i karantene: {reason}",))
    warning = Problem(code, reason, Severity.WARNING)
    return Outcome(QUARANTINED, (code,), msg_id or handle, sha256, (warning,), (), changes)


def _duplicate(desk: Desk, known: MessageRow, msg_id: str, sha256: str) -> Outcome:
    _log(desk, DuplicateReceived(msg_id=known.msg_id, sha256=sha256))
    return Outcome(DUPLICATE, (), msg_id, sha256, changes=Changes(messages=frozenset({known.msg_id})))


def _taken_before(desk: Desk, sha256: str) -> MessageRow | None:
    """Return the row of bytes that have been decided; what lies in quarantine is judged anew.

    The configuration may have been mended since, and then the message is ours to take in and to receipt.
    """
    row = desk.store.message_by_sha(sha256)
    return row if row is not None and not row.quarantine else None


def _log(desk: Desk, *events: Event) -> None:
    desk.store.append(events, actor=SYSTEM, at=desk.now())


def _handle(desk: Desk, msg_id: str, sha256: str) -> str:
    """Return the name under which the log shows these bytes."""
    row = desk.store.message_by_sha(sha256)
    return msg_id or (row.msg_id if row else "")


def _index(desk: Desk, msg_id: str, inspected: Inspected) -> None:
    if words := inspected.words:
        desk.store.index_text(msg_id, words)


def _title(inspected: Inspected, head: Head) -> str:
    return inspected.mtype.title if inspected.mtype else (head.type_name or head.type_code)


def _below(party: Organisation) -> str:
    if party.service is not None:
        return party.service.name
    return f"{party.person.given} {party.person.family}".strip() if party.person else ""


def _numbered(party: Organisation | None) -> str:
    """Return a receiver with the number that decides where the message goes."""
    number = lowest_her_id(party)
    return f"{_name(party)} ({f'HER-id {number}' if number else 'uten HER-id'})"


def _name(party: Organisation | None) -> str:
    return party.full_name if party else "ingen"


# -- from the transport -------------------------------------------------------------------------------------


def fetch(desk: Desk, transport: Transport) -> Changes:
    """Take in all that the transport holds; each is acknowledged only after the commit that holds it.

    Raises EnvironmentProblem when the transport cannot be reached; what was taken in by then stays.
    """
    changes = Changes()
    seen: set[str] = set()
    while waiting := [item for item in transport.fetch() if item.reference not in seen]:
        for batch in _batches(waiting):
            seen.update(item.reference for item in batch)
            outcomes = take_in_together(desk, [item.data for item in batch])
            changes = Changes.of((changes, *(outcome.changes for outcome in outcomes)))
            for item in batch:
                try:
                    transport.acknowledge(item.reference)
                except EnvironmentProblem as problem:
                    # It is safe in the log; a message server that keeps its copy only gives a duplicate.
                    changes |= Changes(announce=(problem.text,))
    desk.store.note_fetched(desk.now())
    return changes


def _batches(waiting: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Yield what is taken in together, in order: few and small enough that nobody waits for the log."""
    batch: list[Incoming] = []
    size = 0
    for item in waiting:
        if batch and (len(batch) == TOGETHER or size + len(item.data) > _TOGETHER_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.data)
    if batch:
        yield batch
