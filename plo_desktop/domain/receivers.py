"""How the receivers of a message together make the message's own axes: the worst of them counts (T-10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from plo_desktop.domain.addresses import Kommunekort
from plo_desktop.domain.delivery import OK_STATUS, OK_STATUSES, REFUSED_STATUS, REMARKS_STATUS, Delivery
from plo_desktop.domain.log_rows import MessageRow


def deliveries_of(row: MessageRow) -> tuple[Delivery, ...]:
    """Return every receiver of an outgoing message; a receipt of ours has the one that its row tells of."""
    if row.deliveries:
        return row.deliveries
    return (
        Delivery(
            name=row.counterpart,
            status=row.apprec_status,
            at=row.apprec_at,
            errors=row.apprec_errors,
            service=row.counterpart_service,
            attempts=row.attempts,
            handed_over_at=row.handed_over_at,
            confirmed_at=row.confirmed_at,
            failed_reason=row.failed_reason,
            failed_finally=row.failed_finally,
        ),
    )


def primary(row: MessageRow) -> Delivery:
    """Return the receiver itself: what the law asks of a message is asked of this one alone."""
    return deliveries_of(row)[0]


def went_to(row: MessageRow, kommune: str, card: Kommunekort | None = None) -> bool:
    """Tell whether a message of ours went to this municipality: no other has it (SSHF 5.4, HITS 1218).

    `card` knows it by HER-id when its name has changed. Where no municipality is named, all messages count.
    """
    if not kommune.strip() or _plain(row.counterpart) in (_plain(kommune), _plain(card.name if card else "")):
        return True
    her_id = primary(row).her_id
    return (
        card is not None and bool(her_id) and (her_id == card.her_id or card.service_with(her_id) is not None)
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def with_deliveries(row: MessageRow, deliveries: Sequence[Delivery]) -> MessageRow:
    """Return the row with its receivers, and with the axes that follow from all of them.

    Handed over and confirmed when all are; accepted when all have accepted; refused when one has refused, a
    copy receiver too (A-05); given up when none waits any more and one was given up.
    """
    status, at = _answer(deliveries)
    several = len(deliveries) > 1
    return replace(
        row,
        deliveries=() if row.is_receipt else tuple(deliveries),
        attempts=max(each.attempts for each in deliveries),
        handed_over_at=_when_all(each.handed_over_at for each in deliveries),
        confirmed_at=_when_all(each.confirmed_at for each in deliveries),
        failed_reason=next((each.failed_reason for each in deliveries if each.failed_reason), ""),
        failed_finally=any(each.failed_finally for each in deliveries)
        and not any(each.waits_to_leave for each in deliveries),
        apprec_status=status,
        apprec_at=at,
        apprec_errors=tuple(
            f"{each.full_name}: {error}" if several else error for each in deliveries for error in each.errors
        ),
    )


def _answer(deliveries: Sequence[Delivery]) -> tuple[str, datetime | None]:
    refused = [each for each in deliveries if each.status == REFUSED_STATUS]
    if refused:
        return REFUSED_STATUS, min((each.at for each in refused if each.at), default=None)
    if all(each.status in OK_STATUSES for each in deliveries):
        remarks = any(each.status == REMARKS_STATUS for each in deliveries)
        return REMARKS_STATUS if remarks else OK_STATUS, _when_all(each.at for each in deliveries)
    return "", None


def _when_all(moments: Iterable[datetime | None]) -> datetime | None:
    """Return when the last of them happened, or None while one has not."""
    found = list(moments)
    happened = [moment for moment in found if moment is not None]
    return max(happened) if happened and len(happened) == len(found) else None
