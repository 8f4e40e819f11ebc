"""From a draft to the facts of a message: content, receivers, references, version, and its bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.addresses import Kommunekort, KommuneService, copy_key
from plo_desktop.domain.events import ExpectedDateSet, StayChanged
from plo_desktop.domain.guards import Sending, receiver_key, refusals
from plo_desktop.domain.log_rows import DraftRow, MessageRow, StayRow
from plo_desktop.domain.message_state import OUTGOING, refused_by_receiver
from plo_desktop.domain.party import Organisation
from plo_desktop.domain.routing import ELECTRONIC, PHONE, Route, asked_service, route
from plo_desktop.domain.type_codes import UTSKRIVNINGSRAPPORT
from plo_desktop.domain.ward import Ward
from plo_desktop.messages.head import Standing
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, Facts, Family, MessageType, Problem, Severity
from plo_desktop.messages.types.foresporsel import FORESPORSEL, GJELDER
from plo_desktop.messages.validation import problems
from plo_desktop.messages.values import ValuesError, from_plain
from plo_desktop.services.concerned import Concerned, concerned, question_of
from plo_desktop.services.desk import Desk
from plo_desktop.services.intention import Intended, begins_anew, linked
from plo_desktop.services.ports import MessageFilter
from plo_desktop.wire.codec import further_gaps
from plo_desktop.wire.envelope import BuildContext, build_message

OPENED_FOR = "_mottaker"
AGREEMENTS = "_avtaler_avklart"
COPIES = "_kopi"
SERVICE = "_tjeneste"
WITHOUT_REPORT = "_uten_rapport"
KNOWN = "_uten_nummer"
"""Keys of `DraftRow.sources` that are no field: they begin with an underscore and mark no reused text.

`_kopi` holds chosen copy receivers ("HER|HER"), `_tjeneste` the kind or HER-id of a chosen service,
`_uten_rapport` why utskrivningsklar goes without Utskrivningsrapport; see also `concerned.CONCERNS`.
"""

READY = "utskrivningsklar"
MANY = 10_000


def intended(desk: Desk, draft: DraftRow) -> Intended:
    """Return what the draft would become.

    Raises UserError when its type or stay is unknown, or the message that it answers is not in the log.
    """
    mtype, stay = by_code(draft.type_code), desk.store.stay(draft.stay_id)
    about = concerned(desk, draft)
    if mtype is None or (stay is None and (about is None or not about.came_in)):
        raise UserError("UKJENT_UTKAST", "Utkastet hører til noe som ikke finnes.", "Start en ny melding.")
    if mtype.answers and about is None:
        raise UserError(
            "SVARER_PA_INGENTING",
            f"{mtype.title} skrives alltid til en melding.",
            "Åpne meldingen, og velg Svar eller Avvik der.",
        )
    earlier = standing_messages(desk, stay.stay_id) if stay else ()
    found = Intended(
        mtype,
        stay,
        _route(desk, mtype, stay, about, draft),
        earlier,
        about=about,
        question=question_of(desk, about),
        card=_card(desk, stay, about),
    )
    found = replace(linked(found), version=_version(found))
    return replace(found, copies=_copies(desk, found, draft))


def _card(desk: Desk, stay: StayRow | None, about: Concerned | None) -> Kommunekort | None:
    author = about.author if about else None
    if author is not None:
        below = author.service.her_id if author.service else ""
        return desk.addresses.with_her_id(author.her_id) or desk.addresses.with_her_id(below)
    return desk.addresses.find(stay.kommune) if stay and stay.kommune else None


def _route(
    desk: Desk, mtype: MessageType, stay: StayRow | None, about: Concerned | None, draft: DraftRow
) -> Route:
    chosen = draft.sources.get(SERVICE, "")
    author = about.author if about else None
    if author is not None and not chosen:
        return Route(ELECTRONIC, author)
    card = _card(desk, stay, about)
    service = mtype.receiver_service
    if mtype.code == FORESPORSEL.code:
        service = asked_service(_asks_for(draft))
    return route(
        card,
        mtype.code,
        service,
        sector=stay.sector if stay else desk.ward.sector,
        printable=mtype.printable,
        chosen=chosen,
    )


def _asks_for(draft: DraftRow) -> str:
    """Return the kind of a request (9154) that is still being written, or an empty string."""
    plain = draft.content.get(GJELDER.name)
    try:
        return GJELDER.kind.from_plain(plain).value if plain else ""
    except ValueError:
        return ""


def _version(plan: Intended) -> str:
    """Return the version to send: that of the dialogue that is answered, else what the municipality wants."""
    known = (plan.mtype.version, *plan.mtype.also_sent)
    if plan.is_reply and plan.mtype.family is Family.DIALOG and plan.about is not None:
        spoken = plan.about.row.version
        if plan.about.row.type_code.startswith("DIALOG_") and spoken in known:
            return spoken
    wish = plan.card.version_of(plan.mtype.code) if plan.card else ""
    return wish if wish in known else plan.mtype.version


# -- choices besides the fields -----------------------------------------------------------------------------


def copies_offered(desk: Desk, plan: Intended) -> tuple[Organisation, ...]:
    """Return who may get a copy: the configured fastleger and offices, and other services of the receiver.

    A draft chooses by `copy_key` in its source `_kopi`.
    """
    own = receiver_key(plan.route.receiver)
    services = [plan.card.organisation(each) for each in plan.card.services] if plan.card else []
    found = {copy_key(party): party for party in (*desk.addresses.copies, *services)}
    return tuple(party for key, party in found.items() if key != own)


def _copies(desk: Desk, plan: Intended, draft: DraftRow) -> tuple[Organisation, ...]:
    wanted = [key for key in draft.sources.get(COPIES, "").split("|") if key]
    offered = {copy_key(party): party for party in copies_offered(desk, plan)}
    return tuple(offered[key] for key in wanted if key in offered)


def services_offered(plan: Intended) -> tuple[KommuneService, ...]:
    """Return the services that a dialogue may be sent to; a draft chooses by kind or HER-id in its
    source `_tjeneste`.

    Empty where the type decides alone.
    """
    if plan.card is None or plan.is_reply or plan.mtype.family is not Family.DIALOG:
        return ()
    return plan.card.services


# -- checks -------------------------------------------------------------------------------------------------


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
        patient=plan.patient,
        admitted_at=plan.stay.admitted_at if plan.stay else None,
        sector=_sector(desk, plan),
        earlier=tuple(row.type_code for row in plan.earlier),
        receiver=plan.route.receiver,
        version=plan.version,
    )


def _sector(desk: Desk, plan: Intended) -> str:
    if plan.stay is not None:
        return plan.stay.sector
    ours = plan.about.row.our_service if plan.about else ""
    return desk.ward.sectors().get(ours, desk.ward.sector)


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
    if not unreadable:
        found += further_gaps(plan.mtype, content, plan.version, found)
    sending = Sending(
        stay=plan.stay,
        type_code=plan.mtype.code,
        messages=plan.earlier,
        others=tuple(desk.store.stays()),
        receiver=plan.route.receiver,
        receiver_known_as=opened_for(plan),
        opened_for=draft.sources.get(OPENED_FOR, ""),
        changed_at=_changed_at(desk, plan.stay_id) if plan.stay else None,
        agreements_settled=draft.sources.get(AGREEMENTS, "") == "ja",
        without_report=draft.sources.get(WITHOUT_REPORT, ""),
        report_follows=_is_written(desk, plan, UTSKRIVNINGSRAPPORT),
        is_reply=plan.is_reply,
        known_without_number=draft.sources.get(KNOWN, "") == "ja",
        card=desk.addresses.find(plan.stay.kommune) if plan.stay else None,
    )
    found += [Problem(r.code, r.text, Severity(r.weight)) for r in refusals(sending)]
    if plan.route.channel == PHONE and plan.route.receiver is not None:
        said = f"{plan.route.why} {plan.mtype.title} kan ikke skrives ut: ring kommunen og loggfør samtalen."
        found.append(Problem("MA_RINGES", said))
    if plan.standing == Standing.NEW and (said := begins_anew(plan)):
        found.append(Problem("BLIR_NY", said, Severity.WARNING))
    if desk.ward.sender() is None:
        said = "Posten har ingen avsenderadresse. Be IT legge inn [[own]] i konfigurasjonen."
        found.append(Problem("AVSENDER_MANGLER", said))
    return tuple(found)


def _is_written(desk: Desk, plan: Intended, type_code: str) -> bool:
    """Tell whether somebody has begun a message of this type on the stay."""
    drafts = desk.store.drafts(stay_id=plan.stay_id) if plan.stay else ()
    return any(draft.type_code == type_code for draft in drafts)


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


# -- bytes --------------------------------------------------------------------------------------------------


def sending_ward(desk: Desk, plan: Intended) -> Ward:
    """Return the ward with the service that sends: the one that was written to, else that of the sector.

    A cancellation comes from the service that sent what it cancels: the receiver compares them.
    """
    fixed = plan.about is not None and (plan.about.came_in or plan.standing == Standing.CANCEL)
    ours = plan.about.row.our_service if plan.about and fixed else ""
    if ours in desk.ward.sectors():
        return replace(desk.ward, service_name=ours)
    return desk.ward.for_sector(_sector(desk, plan))


def build(desk: Desk, plan: Intended, content: Content, msg_id: str, at: datetime, reason: str = "") -> bytes:
    """Return the bytes of the message. Raises UserError when sender or receiver is missing.

    `reason` is why a message is cancelled.
    """
    sender = sending_ward(desk, plan).sender()
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
        patient=plan.patient,
        copies=plan.copies,
        standing=plan.standing,
        parent=plan.parent,
        conversation=plan.conversation,
        processing=desk.settings.processing,
        question=plan.question,
        reason=reason,
        version=plan.version,
    )
    return build_message(plan.mtype, content, context)


def ready_day(mtype: MessageType, content: Content) -> date | None:
    """Return the discharge-ready day that a message declares, or None."""
    day = content.by_name().get(READY) if mtype.code == "LOG_UTSKRIVNINGSKLAR" else None
    return day if isinstance(day, date) else None


def opened_for(plan: Intended) -> str:
    """Return what identifies the receiver of a plan, to be remembered when a draft is opened (guard 16).

    Of a dialogue whose service the user chooses, it is the municipality alone.
    """
    if services_offered(plan) and plan.card is not None:
        return plan.card.her_id or plan.card.name
    return receiver_key(plan.route.receiver)


def stops(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems that forbid sending."""
    return tuple(problem for problem in found if problem.severity is Severity.ERROR)
