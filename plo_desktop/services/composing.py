"""From a draft to the facts of a message: content, receiver, standing, references, and its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.events import ExpectedDateSet, StayChanged
from plo_desktop.domain.guards import Sending, receiver_key, refusals
from plo_desktop.domain.log_rows import DraftRow, MessageRow, StayRow
from plo_desktop.domain.message_state import OUTGOING, refused_by_receiver
from plo_desktop.domain.routing import PHONE, Route, route
from plo_desktop.messages.head import Standing
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, Facts, MessageType, Problem, Severity
from plo_desktop.messages.validation import problems
from plo_desktop.messages.values import ValuesError, from_plain
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import MessageFilter
from plo_desktop.wire.envelope import BuildContext, build_message

OPENED_FOR = "_mottaker"
AGREEMENTS = "_avtaler_avklart"
"""Keys of `DraftRow.sources` that are no field: they begin with an underscore and mark no reused text."""

READY = "utskrivningsklar"
MANY = 10_000


@dataclass(frozen=True, slots=True)
class Intended:
    """Everything about a message that a draft would become."""

    mtype: MessageType
    stay: StayRow
    route: Route
    earlier: tuple[MessageRow, ...]
    standing: str = Standing.NEW
    parent: str = ""
    conversation: str = ""


def intended(desk: Desk, draft: DraftRow) -> Intended:
    """Return what the draft would become. Raises UserError when its type or stay is unknown."""
    mtype, stay = by_code(draft.type_code), desk.store.stay(draft.stay_id)
    if mtype is None or stay is None:
        raise UserError("UKJENT_UTKAST", "Utkastet hører til noe som ikke finnes.", "Start en ny melding.")
    earlier = standing_messages(desk, stay.stay_id)
    way = route(
        desk.addresses.find(stay.kommune) if stay.kommune else None,
        mtype.code,
        mtype.receiver_service,
        sector=stay.sector,
        printable=mtype.printable,
    )
    found = Intended(mtype, stay, way, earlier)
    of_type = [row for row in earlier if row.type_code == mtype.code]
    if of_type and Standing.CHANGE in mtype.standings:
        # Helseopplysninger is one living document: each later one changes the last (P-05, HITS 1218).
        last = of_type[-1]
        conversation = last.conversation or last.msg_id
        return replace(found, standing=Standing.CHANGE, parent=last.msg_id, conversation=conversation)
    return found


def standing_messages(desk: Desk, stay_id: str) -> tuple[MessageRow, ...]:
    """Return our messages on a stay that are not taken back, refused or cancelled; oldest first."""
    rows = desk.store.messages(MessageFilter(stay_id=stay_id, direction=OUTGOING, limit=MANY))
    standing = (
        row
        for row in rows
        if not row.cancelled_send
        and not row.cancelled_by
        and not row.is_receipt
        and row.standing != Standing.CANCEL
        and not refused_by_receiver(row)
    )
    return tuple(sorted(standing, key=lambda row: row.seq))


def facts_for(desk: Desk, plan: Intended) -> Facts:
    """Return what the checks of the type may know."""
    return Facts(
        now=desk.now(),
        patient=plan.stay.patient,
        admitted_at=plan.stay.admitted_at,
        sector=plan.stay.sector,
        earlier=tuple(row.type_code for row in plan.earlier),
        receiver=plan.route.receiver,
    )


def read_content(plan: Intended, draft: DraftRow) -> tuple[Content, tuple[Problem, ...]]:
    """Return the draft's content, or what cannot be read of it."""
    try:
        return from_plain(plan.mtype, draft.content), ()
    except ValuesError as wrong:
        return Content(), wrong.problems


def all_problems(desk: Desk, plan: Intended, draft: DraftRow) -> tuple[Problem, ...]:
    """Return what form, type and guards say of the draft, stops first within each."""
    content, unreadable = read_content(plan, draft)
    found = list(unreadable) if unreadable else list(problems(plan.mtype, content, facts_for(desk, plan)))
    sending = Sending(
        stay=plan.stay,
        type_code=plan.mtype.code,
        messages=plan.earlier,
        others=tuple(desk.store.stays()),
        receiver=plan.route.receiver,
        opened_for=draft.sources.get(OPENED_FOR, ""),
        changed_at=_changed_at(desk, plan.stay.stay_id),
        agreements_settled=draft.sources.get(AGREEMENTS, "") == "ja",
    )
    found += [Problem(r.code, r.text, Severity(r.weight)) for r in refusals(sending)]
    if plan.route.channel == PHONE and plan.route.receiver is not None:
        said = f"{plan.route.why} {plan.mtype.title} kan ikke skrives ut: ring kommunen og loggfør samtalen."
        found.append(Problem("MA_RINGES", said))
    if desk.ward.sender() is None:
        said = "Posten har ingen avsenderadresse. Be IT legge inn [[own]] i konfigurasjonen."
        found.append(Problem("AVSENDER_MANGLER", said))
    return tuple(found)


def _changed_at(desk: Desk, stay_id: str) -> datetime | None:
    # Bed and responsible nurse are no news to the municipality; the expected day and its services are.
    moments = [
        logged.at
        for logged in desk.store.events(stay_id=stay_id)
        if isinstance(logged.event, ExpectedDateSet)
        or (
            isinstance(logged.event, StayChanged)
            and (logged.event.services is not None or logged.event.expects_needs is not None)
        )
    ]
    return max(moments, default=None)


def build(desk: Desk, plan: Intended, content: Content, msg_id: str, at: datetime) -> bytes:
    """Return the bytes of the message. Raises UserError when sender or receiver is missing."""
    sender = desk.ward.for_sector(plan.stay.sector).sender()
    receiver = plan.route.receiver
    if sender is None or receiver is None:
        raise UserError(
            "ADRESSE_MANGLER",
            "Avsender eller mottaker mangler.",
            "Velg kommune på oppholdet, eller be IT se på adressene.",
            ExitCode.CONFIGURATION,
        )
    context = BuildContext(
        msg_id=msg_id,
        generated_at=at,
        sender=sender,
        receiver=receiver,
        patient=plan.stay.patient,
        standing=plan.standing,
        parent=plan.parent,
        conversation=plan.conversation,
        processing=desk.settings.processing,
    )
    return build_message(plan.mtype, content, context)


def ready_day(mtype: MessageType, content: Content) -> date | None:
    """Return the discharge-ready day that a message declares, or None."""
    day = content.by_name().get(READY) if mtype.code == "LOG_UTSKRIVNINGSKLAR" else None
    return day if isinstance(day, date) else None


def opened_for(plan: Intended) -> str:
    """Return what identifies the receiver of a plan, to be remembered when a draft is opened (guard 16)."""
    return receiver_key(plan.route.receiver)


def stops(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems that forbid sending."""
    return tuple(problem for problem in found if problem.severity is Severity.ERROR)
