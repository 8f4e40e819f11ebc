"""What the screens list, as pure folds over events: a row and an event give the next row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from plo_desktop.domain import events as happened
from plo_desktop.domain.calls import asked_to_phone, phoned
from plo_desktop.domain.delivery import COPY, PRIMARY, Delivery, addressed, answering
from plo_desktop.domain.events import Event
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.party import Patient
from plo_desktop.domain.receivers import deliveries_of, primary, with_deliveries
from plo_desktop.domain.references import CANCELS

INCOMING = "inn"
OUTGOING = "ut"
ELECTRONIC = "elektronisk"
RECEIPT = "APPREC"
RECEIPT_TITLE = "Applikasjonskvittering"


@dataclass(frozen=True, slots=True)
class Logged:
    """An event with what the log added: its number, the moment and who is shown as having done it."""

    seq: int
    at: datetime
    shown_actor: str
    event: Event


def handle_of_bytes(sha256: str) -> str:
    """Return the name under which bytes without a usable MsgId stand in the log."""
    return f"sha256:{sha256}"


def new_row(logged: Logged) -> MessageRow | None:
    """Return the row that an event begins, or None when it begins none."""
    match logged.event:
        case happened.Received() as event:
            return _received(event, logged)
        case happened.Refused() as event:
            return _refused(event, logged)
        case happened.Quarantined() as event:
            return _blank(
                logged,
                msg_id=event.msg_id or handle_of_bytes(event.sha256),
                sha256=event.sha256,
                type_code=event.type_code,
                title=event.title,
                counterpart=event.counterpart,
                quarantine=event.code,
                reason=event.reason,
            )
        case happened.Queued() as event:
            return _queued(event, logged)
        case happened.ApprecReceived() as event:
            return _blank(
                logged,
                msg_id=event.apprec_id or handle_of_bytes(event.sha256),
                sha256=event.sha256,
                type_code=RECEIPT,
                title=RECEIPT_TITLE,
                counterpart=event.from_party,
                apprec_status=event.status,
                apprec_errors=event.errors,
                about=event.msg_id or "?",
                deliveries=(_said_by(event, logged.at),),
            )
    return None


def _blank(
    logged: Logged,
    *,
    msg_id: str,
    sha256: str,
    type_code: str = "",
    title: str = "",
    counterpart: str = "",
    quarantine: str = "",
    reason: str = "",
    apprec_status: str = "",
    apprec_errors: tuple[str, ...] = (),
    about: str = "",
    deliveries: tuple[Delivery, ...] = (),
) -> MessageRow:
    return MessageRow(
        msg_id=msg_id,
        direction=INCOMING,
        type_code=type_code,
        title=title,
        version="",
        standing="",
        sha256=sha256,
        stay_id="",
        patient_name="",
        patient_number="",
        born_on=None,
        counterpart=counterpart,
        counterpart_service="",
        our_service="",
        at=logged.at,
        generated_at=None,
        parent="",
        conversation="",
        quarantine=quarantine,
        reason=reason,
        apprec_status=apprec_status,
        apprec_errors=apprec_errors,
        about=about,
        deliveries=deliveries,
        seq=logged.seq,
    )


def _said_by(event: happened.ApprecReceived, at: datetime) -> Delivery:
    """Return what a receipt says of the receiver that it is from."""
    return Delivery(
        event.from_party, event.from_her_id, event.role or PRIMARY, event.status, at, event.errors
    )


def _received(event: happened.Received, logged: Logged) -> MessageRow:
    name, number, born_on = _person(event.patient)
    return MessageRow(
        msg_id=event.msg_id,
        direction=INCOMING,
        type_code=event.type_code,
        title=event.title,
        version=event.version,
        standing=event.standing,
        sha256=event.sha256,
        stay_id=event.stay_id,
        patient_name=name,
        patient_number=number,
        born_on=born_on,
        counterpart=event.counterpart,
        counterpart_service=event.counterpart_service,
        our_service=event.our_service,
        at=logged.at,
        generated_at=_utc(event.generated_at),
        parent=event.parent,
        conversation=event.conversation,
        triage=event.triage,
        as_copy=event.as_copy,
        test_mark=event.test_mark,
        warnings=event.warnings,
        counterpart_id=event.counterpart_id,
        content_key=event.content_key,
        seq=logged.seq,
    )


def _refused(event: happened.Refused, logged: Logged) -> MessageRow:
    name, number, born_on = _person(event.patient)
    return replace(
        _blank(
            logged,
            msg_id=event.msg_id or handle_of_bytes(event.sha256),
            sha256=event.sha256,
            type_code=event.type_code,
            title=event.title,
            counterpart=event.counterpart,
            reason=event.reason,
        ),
        version=event.version,
        refused_codes=event.codes,
        patient_name=name,
        patient_number=number,
        born_on=born_on,
    )


def _queued(event: happened.Queued, logged: Logged) -> MessageRow:
    name, number, born_on = _person(event.patient)
    return MessageRow(
        msg_id=event.msg_id,
        direction=OUTGOING,
        type_code=event.type_code,
        title=event.title,
        version=event.version,
        standing=event.standing,
        sha256=event.sha256,
        stay_id=event.stay_id,
        patient_name=name,
        patient_number=number,
        born_on=born_on,
        counterpart=event.counterpart,
        counterpart_service=event.counterpart_service,
        our_service=event.our_service,
        at=logged.at,
        generated_at=_utc(event.generated_at),
        parent=event.parent,
        conversation=event.conversation,
        channel=event.channel,
        not_before=_utc(event.not_before),
        about=event.about,
        ready_on=event.ready_on,
        deliveries=() if event.about else _receivers(event),
        seq=logged.seq,
    )


def _receivers(event: happened.Queued) -> tuple[Delivery, ...]:
    first = Delivery(event.counterpart, event.receiver_her_id, service=event.counterpart_service)
    return (first, *(Delivery(c.name, c.her_id, COPY, service=c.service) for c in event.copies))


def _person(patient: Patient | None) -> tuple[str, str, date | None]:
    return (patient.list_name, patient.number, patient.birth_date) if patient else ("", "", None)


def _utc(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo is UTC else moment.astimezone(UTC)


def message_after(row: MessageRow, logged: Logged) -> MessageRow:
    """Return the message's row after an event about it; events that do not touch it give it back as it is."""
    who, at = logged.shown_actor, logged.at
    match logged.event:
        case happened.StayMatched(stay_id=stay_id):
            return replace(row, stay_id=stay_id, triage="")
        case happened.Opened():
            return row if row.opened_at else replace(row, opened_by=who, opened_at=at)
        case happened.ResponsibilityTaken(by=by):
            return replace(row, responsible=by)
        case happened.Signed():
            return row if row.signed_at else replace(row, signed_by=who, signed_at=at)
        case happened.Approved(approver=approver):
            return replace(row, approved_by=approver or who)
        case happened.CallNeeded():
            return replace(row, warnings=asked_to_phone(row.warnings))
        case happened.Called():
            return replace(row, warnings=phoned(row.warnings))
        case happened.SendCancelled():
            return replace(row, cancelled_send=True)
        case happened.SendStarted() | happened.HandedOver() | happened.SendFailed() as event:
            return _on_the_way(row, event, at)
        case happened.TransportConfirmed() as event:
            return _on_the_way(row, event, at)
        case happened.Printed(copy_no=copy_no):
            return replace(row, printed=max(row.printed, copy_no))
        case happened.DuplicateReceived():
            return replace(row, duplicates=row.duplicates + 1)
        case happened.Quarantined(code=code, reason=reason) as event if row.quarantine:
            # The same bytes again, judged anew: the reason that holds now is the one to act on.
            return replace(
                row,
                duplicates=row.duplicates + 1,
                quarantine=code,
                reason=reason,
                type_code=event.type_code or row.type_code,
                title=event.title or row.title,
                counterpart=event.counterpart or row.counterpart,
            )
        case happened.Quarantined():
            return replace(row, duplicates=row.duplicates + 1)
        case happened.ApprecReceived() as event:
            return _answered(row, _said_by(event, at))
    return row


_Transport = happened.SendStarted | happened.HandedOver | happened.SendFailed | happened.TransportConfirmed


def _on_the_way(row: MessageRow, event: _Transport, at: datetime) -> MessageRow:
    if row.direction != OUTGOING:
        return row
    deliveries = list(deliveries_of(row))
    place = addressed(deliveries, event.to)
    if place is None:
        return row
    deliveries[place] = _moved(deliveries[place], event, at)
    return with_deliveries(row, deliveries)


def _moved(one: Delivery, event: _Transport, at: datetime) -> Delivery:
    match event:
        case happened.SendStarted(attempt=attempt):
            return replace(one, attempts=max(one.attempts, attempt))
        case happened.HandedOver():
            moment = one.handed_over_at or at
            return replace(one, handed_over_at=moment, failed_reason="", failed_finally=False)
        case happened.SendFailed(reason=reason, final=final):
            return replace(one, failed_reason=reason, failed_finally=one.failed_finally or final)
        case happened.TransportConfirmed():
            moment = one.confirmed_at or at
            return replace(one, confirmed_at=moment, failed_reason="", failed_finally=False)


def answered_earlier(row: MessageRow, receipts: Iterable[MessageRow]) -> MessageRow:
    """Return the row with the receipts that came before the message itself (F33), in their order."""
    for receipt in receipts:
        row = _answered(row, replace(deliveries_of(receipt)[0], at=receipt.at))
    return row


def _answered(row: MessageRow, receipt: Delivery) -> MessageRow:
    """Return the row with a receipt that came in; `receipt` holds what the receipt says, and of whom."""
    if row.direction != OUTGOING:
        return row
    deliveries = list(deliveries_of(row))
    place = answering(deliveries, receipt.her_id, receipt.role)
    if place is None:
        said = "En kvittering kan ikke knyttes til noen av mottakerne."
        return row if said in row.warnings else replace(row, warnings=(*row.warnings, said))
    one = deliveries[place]
    if not one.status:
        deliveries[place] = replace(one, status=receipt.status, at=receipt.at, errors=receipt.errors)
        return with_deliveries(row, deliveries)
    if one.status == receipt.status:
        return row
    # The first receipt is final; another one with another answer is for a person to look into (S-13, F45).
    said = f"En senere kvittering sier noe annet (status {receipt.status})."
    if len(deliveries) > 1:
        said = f"{one.full_name}: {said[0].lower()}{said[1:]}"
    return replace(row, warnings=(*row.warnings, said))


def new_stay(event: happened.StayAdmitted) -> StayRow:
    """Return the row of a newly admitted patient."""
    return StayRow(
        stay_id=event.stay_id,
        patient=event.patient,
        ward=event.ward,
        bed=event.bed,
        sector=event.sector,
        stay_type=event.stay_type,
        admitted_at=event.admitted_at.astimezone(UTC),
        kommune=event.kommune,
        services=event.services,
        expects_needs=event.expects_needs,
        consent=event.consent,
        responsible=event.responsible,
    )


def stay_after(row: StayRow, event: Event, at: datetime) -> StayRow:
    """Return the stay's row after an event about it that happened `at`."""
    match event:
        case happened.StayChanged():
            return StayRow(
                stay_id=row.stay_id,
                patient=row.patient,
                ward=row.ward,
                bed=_changed(event.bed, row.bed),
                sector=row.sector,
                stay_type=row.stay_type,
                admitted_at=row.admitted_at,
                kommune=_changed(event.kommune, row.kommune),
                services=_changed(event.services, row.services),
                expects_needs=row.expects_needs if event.expects_needs is None else event.expects_needs,
                consent=_changed(event.consent, row.consent),
                responsible=_changed(event.responsible, row.responsible),
                expected_on=row.expected_on,
                expected_uncertain=row.expected_uncertain,
                ready_on=row.ready_on,
                discharged_at=row.discharged_at,
                discharged_to=row.discharged_to,
                answer=row.answer,
                answer_from=row.answer_from,
                answer_by=row.answer_by,
                answer_at=row.answer_at,
            )
        case happened.ExpectedDateSet(expected_on=expected_on, uncertain=uncertain):
            return replace(row, expected_on=expected_on, expected_uncertain=uncertain)
        case happened.StayMatched(identifiers=identifiers) if identifiers:
            new = tuple(ident for ident in identifiers if ident not in row.patient.idents)
            return replace(row, patient=replace(row.patient, idents=(*row.patient.idents, *new)))
        case happened.StayDischarged(discharged_at=discharged_at, to=to):
            return replace(row, discharged_at=discharged_at.astimezone(UTC), discharged_to=to)
        case happened.KommuneAnswered() as said:
            return replace(row, answer=said.answer, answer_from=said.from_on, answer_by=said.by, answer_at=at)
    return row


def _changed(new: str | None, old: str) -> str:
    return old if new is None else new


def moves_ready_day(row: MessageRow) -> bool:
    """Tell whether a message of ours declares the patient ready, or takes that back (SSHF 5.4, 5.5)."""
    withdraws = row.type_code == "LOG_AVMELDING" and row.standing != CANCELS
    return row.direction == OUTGOING and (row.ready_on is not None or withdraws)


def has_left(row: MessageRow) -> bool:
    """Tell whether a message is on its way to the municipality, over the wire or by post."""
    return primary(row).handed_over_at is not None or row.printed > 0


def ready_on(messages: Iterable[MessageRow]) -> date | None:
    """Return the discharge-ready day of a stay, None when the last word about it withdrew it."""
    standing = [m for m in messages if moves_ready_day(m) and not m.cancelled_send and not m.cancelled_by]
    return max(standing, key=lambda m: m.seq).ready_on if standing else None
