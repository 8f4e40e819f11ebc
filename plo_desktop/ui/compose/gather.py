"""Everything the form needs from the log, fetched in one go on the log's lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.addresses import copy_key
from plo_desktop.domain.deadline_rules import SOMATIKK, sector_named
from plo_desktop.domain.events import SentAlone
from plo_desktop.domain.guards import APPROVERS, since_withdrawal
from plo_desktop.domain.log_rows import DeadlineRow, DraftRow, MessageFilter, MessageRow, StayRow
from plo_desktop.domain.phrases import Phrase
from plo_desktop.domain.type_codes import AVVIK, UTSKRIVNINGSKLAR, UTSKRIVNINGSRAPPORT
from plo_desktop.forms.reuse import Part, Source
from plo_desktop.messages.head import Standing
from plo_desktop.messages.outline import Item, Outline, Section, Tag
from plo_desktop.messages.spec import Content, Facts, Family, MessageType, Problem
from plo_desktop.services import approval, correct, dispatch, draft, overview, read
from plo_desktop.services.composing import (
    AGREEMENTS,
    copies_offered,
    facts_for,
    intended,
    services_offered,
)
from plo_desktop.services.concerned import content_of
from plo_desktop.services.deciders import FIELD, Decider, deciders
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import ReuseSource
from plo_desktop.services.intention import Intended
from plo_desktop.services.phrases import phrases_for
from plo_desktop.ui import words
from plo_desktop.ui.compose.model import CopyChoice, Note
from plo_desktop.ui.name_alike import same_names

_MOST_MESSAGES = 500


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft and all that is shown round it. `number` counts messages of this type, this one included.

    `before` is what was last sent of the type, `last` its row. `standing_problems` are about the stay, not
    about a field. `messages` are all of the stay, newest first.
    """

    row: DraftRow
    mtype: MessageType
    stay: StayRow
    content: Content
    facts: Facts
    receiver: str
    channel: str
    number: int
    last: MessageRow | None
    before: Content
    sources: tuple[Source, ...]
    deadlines: tuple[DeadlineRow, ...]
    messages: tuple[MessageRow, ...]
    standing_problems: tuple[Problem, ...]
    tags: tuple[tuple[str, str], ...]
    same_name: bool
    notes: tuple[Note, ...] = ()
    copies: tuple[CopyChoice, ...] = ()
    services: tuple[CopyChoice, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    kommuner: tuple[str, ...] = ()
    phone: str = ""
    prepared_by: str = ""
    to_be_approved: bool = False
    may_approve: bool = True
    agreements: bool | None = None
    deciders: tuple[Decider, ...] = ()
    pair: tuple[Note, ...] = ()

    @property
    def is_change(self) -> bool:
        """Tell whether this message changes an earlier one."""
        return self.last is not None and Standing.CHANGE in self.mtype.standings


def open_new(desk: Desk, stay_id: str, type_code: str) -> Opened:
    """Open the user's own draft of a type on a stay, or a new one, filled in.

    What somebody else prepared and waits for this user's approval comes before a new one.
    """
    waiting = approval.to_approve(desk, stay_id, type_code)
    own = any(
        row.type_code == type_code for row in desk.store.drafts(stay_id=stay_id, owner=desk.actor.user_id)
    )
    if waiting is not None and not own:
        return gather(desk, approval.opened_by_approver(desk, waiting))
    return gather(desk, draft.open_draft(desk, stay_id, type_code))


def open_again(desk: Desk, draft_id: str) -> Opened:
    """Open a draft that exists. Raises UserError when somebody has sent or discarded it."""
    return gather(desk, approval.opened_by_approver(desk, draft.must_exist(desk, draft_id)))


def change_of(desk: Desk, msg_id: str) -> Opened:
    """Open a changed version of a message of ours. Raises UserError when the log does not have it."""
    return gather(desk, correct.open_change(desk, msg_id))


def gather(desk: Desk, row: DraftRow) -> Opened:
    """Fetch what the form shows round a draft. Raises UserError when its stay or type is unknown."""
    plan = intended(desk, row)
    of_type = [message for message in plan.earlier if message.type_code == row.type_code]
    last = of_type[-1] if of_type else None
    if Standing.CHANGE in plan.mtype.standings:
        last = next((message for message in of_type if message.msg_id == plan.changes), None)
    stay = plan.stay or _loose_stay(plan, desk.now())
    # An empty stay would ask for everybody's messages.
    of_stay = MessageFilter(stay_id=row.stay_id, limit=_MOST_MESSAGES)
    messages = tuple(desk.store.messages(of_stay)) if row.stay_id else ()
    found = dispatch.check(desk, row)
    prepared = approval.prepared(row)
    chosen = {copy_key(party) for party in plan.copies}
    return Opened(
        row=row,
        mtype=plan.mtype,
        stay=stay,
        content=_readable(plan.mtype, row),
        facts=facts_for(desk, plan),
        receiver=plan.route.receiver.full_name if plan.route.receiver else "",
        channel=plan.route.channel,
        number=len(of_type) + 1,
        last=last,
        before=content_of(desk, last) if last is not None else Content(),
        sources=tuple(_source(s) for s in draft.reuse_sources(desk, row.stay_id, row.type_code)),
        deadlines=tuple(d for d in overview.deadlines(desk) if row.stay_id and d.stay_id == row.stay_id),
        messages=messages,
        standing_problems=tuple(p for p in found if not p.field_name),
        tags=_critical(desk, messages),
        same_name=row.stay_id in same_names(desk.store.stays()),
        notes=tuple(_notes(plan, row, desk.actor.role)),
        copies=tuple(
            CopyChoice(copy_key(party), party.full_name, copy_key(party) in chosen)
            for party in (copies_offered(desk, plan) if plan.mtype.family is Family.FAG else ())
        ),
        services=_services(plan),
        phrases=phrases_for(desk, row.type_code),
        kommuner=() if stay.kommune or not stay.stay_id else tuple(c.name for c in desk.addresses.cards),
        phone=plan.card.phone if plan.card else "",
        prepared_by=prepared[0] if prepared else "",
        to_be_approved=approval.must_be_approved(desk.actor, plan.mtype),
        may_approve=desk.actor.role in APPROVERS,
        agreements=_agreements(row) if stay.stay_id and sector_named(stay.sector) != SOMATIKK else None,
        deciders=deciders(desk) if plan.mtype.field_named(FIELD) is not None else (),
        pair=tuple(_other_half(desk, plan.mtype, messages)),
    )


def _services(plan: Intended) -> tuple[CopyChoice, ...]:
    """Return the services that a dialogue may go to, by kind where one HER-id serves two kinds."""
    offered = services_offered(plan)
    below = plan.route.receiver.service if plan.route.receiver else None
    kinds = [service.kind for service in offered]
    return tuple(
        CopyChoice(
            service.kind if kinds.count(service.kind) == 1 else service.her_id,
            service.name,
            below is not None and below.name == service.name,
        )
        for service in offered
    )


def _loose_stay(plan: Intended, now: datetime) -> StayRow:
    """Return what stands for the stay of a patient who is not on the ward: only what the message says."""
    about = plan.about.row if plan.about else None
    author = plan.about.author if plan.about else None
    return StayRow(
        stay_id="",
        patient=plan.patient,
        ward="",
        bed="",
        sector=SOMATIKK,
        stay_type="",
        admitted_at=about.at if about else now,
        kommune=author.name if author else "",
        services="",
        expects_needs=False,
        consent="",
        responsible="",
    )


def _agreements(row: DraftRow) -> bool | None:
    return row.sources.get(AGREEMENTS, "") == "ja" if row.type_code == UTSKRIVNINGSKLAR else None


def _notes(plan: Intended, row: DraftRow, role: str) -> Iterator[Note]:
    """Yield what the writer must see before the first field."""
    if (prepared := approval.prepared(row)) is not None:
        by, at = prepared
        title = f"Klargjort av {by} {words.short_day_clock(at)}"
        text = (
            "Les gjennom, rett det som trengs, og godkjenn. Meldingen sendes i ditt navn."
            if role in APPROVERS
            else "Venter på at sykepleier eller leder godkjenner. Du kan fortsatt skrive i den."
        )
        yield Note(title, text, "bruker")
    if word := row.sources.get(approval.RETURNED, ""):
        who, _, said = word.partition(": ")
        yield Note(f"Sendt tilbake av {who}", said, "svar")
    if plan.about is None or not plan.about.came_in:
        return
    about = plan.about.row
    sent = f"{about.counterpart} {words.short_day_clock(about.at)}"
    if plan.question is not None and plan.mtype.answers:
        kind = plan.question.kind.text
        yield Note(f"Spørsmål fra {sent}: {kind}", plan.question.text or "Uten tekst.", "svar")
    elif plan.mtype.answers:
        reference = "Avviket blir koblet til meldingen." if plan.mtype.code == AVVIK else ""
        yield Note(
            f"Gjelder {about.title} fra {sent}", reference, "avvik" if plan.mtype.code == AVVIK else "svar"
        )


def _other_half(desk: Desk, mtype: MessageType, messages: Sequence[MessageRow]) -> Iterator[Note]:
    """Say of a report that is written alone that it belongs to a message that has gone (SSHF 5.4, 5.6)."""
    sent = list(since_withdrawal(messages)) if mtype.code == UTSKRIVNINGSRAPPORT else []
    ready = [row for row in sent if row.type_code == UTSKRIVNINGSKLAR]
    if not ready:
        return
    logged = (each.event for each in desk.store.events(msg_id=ready[-1].msg_id))
    why = next((event.reason for event in logged if isinstance(event, SentAlone)), "")
    title = f"Hører sammen med utskrivningsklar, sendt {words.short_day_clock(ready[-1].at)}"
    if any(row.type_code == UTSKRIVNINGSRAPPORT and row.seq > ready[-1].seq for row in sent):
        yield Note(title, "Rapporten er sendt før. Denne er en oppdatering.")
    else:
        said = f"Den gikk uten rapport: {why.rstrip('.')}." if why else "Den gikk uten rapport."
        yield Note(title, f"{said} Kommunen venter på denne.")


def _readable(mtype: MessageType, row: DraftRow) -> Content:
    """Return what can be read of a draft, field by field: one bad value must not hide the others."""
    values: dict[str, object] = {}
    for each in mtype.fields():
        plain = row.content.get(each.name)
        if plain is None:
            continue
        try:
            values[each.name] = each.kind.from_plain(plain)
        except ValueError:
            continue
    return Content(values)


def _source(found: ReuseSource) -> Source:
    detail = ", ".join(part for part in (words.short_day_clock(found.at), found.by) if part)
    parts = tuple(Part(part.heading, part.text, part.target_field, part.rows) for part in found.parts)
    return Source(found.title, detail, found.mark, parts)


def _critical(desk: Desk, messages: Sequence[MessageRow]) -> tuple[tuple[str, str], ...]:
    """Return the tags of the newest message that has any, for the banner."""
    for row in messages:
        if row.direction != "inn" or row.is_receipt or row.quarantine or row.refused_codes:
            continue
        found = _tags(read.outline(desk, row.msg_id))
        if found:
            return found
    return ()


def _tags(outline: Outline) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []

    def walk(items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Tag) and item.kind in ("CAVE", "ALLERGI", "SMITTE"):
                found.append((item.kind, item.text.partition(". ")[0]))
            elif isinstance(item, Section):
                walk(item.items)

    for section in outline.sections:
        walk(section.items)
    return tuple(dict.fromkeys(found))[:4]
