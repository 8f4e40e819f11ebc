"""What the screens list, as pure folds over events: a row and an event give the next row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from plo_desktop.domain import events as happened
from plo_desktop.domain.events import Event
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.party import Patient
from plo_desktop.domain.references import CANCELS, CHANGES, concerning, same_counterpart, same_patient

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
        seq=logged.seq,
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
        seq=logged.seq,
    )


def _person(patient: Patient | None) -> tuple[str, str, date | None]:
    return (patient.list_name, patient.number, patient.birth_date) if patient else ("", "", None)


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


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
        case happened.SendCancelled():
            return replace(row, cancelled_send=True)
        case happened.SendStarted(attempt=attempt):
            return replace(row, attempts=max(row.attempts, attempt))
        case happened.HandedOver():
            return replace(
                row, handed_over_at=row.handed_over_at or at, failed_reason="", failed_finally=False
            )
        case happened.SendFailed(reason=reason, final=final):
            return replace(row, failed_reason=reason, failed_finally=row.failed_finally or final)
        case happened.TransportConfirmed():
            return replace(row, confirmed_at=row.confirmed_at or at, failed_reason="", failed_finally=False)
        case happened.Printed(copy_no=copy_no):
            return replace(row, printed=max(row.printed, copy_no))
        case happened.DuplicateReceived():
            return replace(row, duplicates=row.duplicates + 1)
        case happened.Quarantined(code=code, reason=reason) if row.quarantine:
            # The same bytes again, judged anew: the reason that holds now is the one to act on.
            return replace(row, duplicates=row.duplicates + 1, quarantine=code, reason=reason)
        case happened.Quarantined():
            return replace(row, duplicates=row.duplicates + 1)
        case happened.ApprecReceived() as event:
            return _answered(row, event.status, event.errors, at)
    return row


def answered_earlier(row: MessageRow, receipts: Iterable[MessageRow]) -> MessageRow:
    """Return the row with the receipts that came before the message itself (F33), in their order."""
    for receipt in receipts:
        row = _answered(row, receipt.apprec_status, receipt.apprec_errors, receipt.at)
    return row


def _answered(row: MessageRow, status: str, errors: tuple[str, ...], at: datetime) -> MessageRow:
    if not row.apprec_status:
        return replace(row, apprec_status=status, apprec_errors=errors, apprec_at=at)
    if row.apprec_status == status:
        return row
    # The first receipt is final; another one with another answer is for a person to look into (F45).
    return replace(row, warnings=(*row.warnings, f"En senere kvittering sier noe annet (status {status})."))


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


def stay_after(row: StayRow, event: Event) -> StayRow:
    """Return the stay's row after an event about it."""
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
            )
        case happened.ExpectedDateSet(expected_on=expected_on, uncertain=uncertain):
            return replace(row, expected_on=expected_on, expected_uncertain=uncertain)
        case happened.StayDischarged(discharged_at=discharged_at, to=to):
            return replace(row, discharged_at=discharged_at.astimezone(UTC), discharged_to=to)
    return row


def _changed(new: str | None, old: str) -> str:
    return old if new is None else new


def ready_on(messages: Iterable[MessageRow]) -> date | None:
    """Return the discharge-ready day of a stay: what the last standing message that declares one says."""
    standing = [m for m in messages if m.ready_on and not m.cancelled_send and not m.cancelled_by]
    return max(standing, key=lambda m: m.seq).ready_on if standing else None


def refers(row: MessageRow) -> bool:
    """Tell whether the message changes or cancels an earlier one."""
    return row.standing in (*CHANGES, CANCELS)


def referred(group: Iterable[MessageRow]) -> Mapping[str, tuple[str, str]]:
    """Return (cancelled_by, replaced_by) of each message of one conversation, by MsgId.

    The answer does not depend on the order in which they came (HISD 1154: a cancellation may come before
    its original). A reference counts only between messages of the same side, type, patient and counterpart;
    a cancellation voids the original and its changes, the newest change is the valid version.
    """
    rows = list(group)
    standing = [row for row in rows if not (row.cancelled_send or row.refused_codes or row.quarantine)]
    cancels = sorted((row for row in standing if row.standing == CANCELS), key=_age)
    changes = sorted((row for row in standing if row.standing in CHANGES), key=_age)
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        cancelled_by = next((c.msg_id for c in cancels if _reaches(c, row)), "")
        later = [m.msg_id for m in changes if _reaches(m, row) and (not refers(row) or _age(m) > _age(row))]
        if row.standing == CANCELS:
            found[row.msg_id] = ("", "")
        else:
            found[row.msg_id] = (cancelled_by, later[-1] if later else "")
    return found


def _age(row: MessageRow) -> tuple[datetime, int]:
    return (row.generated_at or row.at, row.seq)


def _reaches(reference: MessageRow, row: MessageRow) -> bool:
    links = {reference.conversation, reference.parent} - {""}
    return (
        reference.msg_id != row.msg_id
        and (row.msg_id in links or (row.conversation or row.parent) in links)
        and reference.direction == row.direction
        and reference.type_code == row.type_code
        and same_counterpart(concerning(reference), concerning(row))
        and same_patient(concerning(reference), concerning(row))
    )
