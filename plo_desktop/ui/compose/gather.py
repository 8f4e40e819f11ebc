"""Everything the form needs from the log, fetched in one go on the log's lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import DeadlineRow, DraftRow, MessageFilter, MessageRow, StayRow
from plo_desktop.forms.reuse import Part, Source
from plo_desktop.messages.head import Standing
from plo_desktop.messages.outline import Item, Outline, Section, Tag
from plo_desktop.messages.spec import Content, Facts, MessageType, Problem
from plo_desktop.services import dispatch, draft, overview, read
from plo_desktop.services.composing import facts_for, intended
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import ReuseSource
from plo_desktop.ui import words
from plo_desktop.ui.name_alike import same_names
from plo_desktop.wire.inbox import inspect

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

    @property
    def is_change(self) -> bool:
        """Tell whether this message changes an earlier one."""
        return self.last is not None and Standing.CHANGE in self.mtype.standings


def open_new(desk: Desk, stay_id: str, type_code: str) -> Opened:
    """Open the user's own draft of a type on a stay, or a new one, filled in."""
    return gather(desk, draft.open_draft(desk, stay_id, type_code))


def open_again(desk: Desk, draft_id: str) -> Opened:
    """Open a draft that exists. Raises UserError when somebody has sent or discarded it."""
    row = desk.store.draft(draft_id)
    if row is None:
        raise UserError("UTKAST_BORTE", "Utkastet finnes ikke lenger.", "Se i korrespondanseloggen.")
    return gather(desk, row)


def gather(desk: Desk, row: DraftRow) -> Opened:
    """Fetch what the form shows round a draft. Raises UserError when its stay or type is unknown."""
    plan = intended(desk, row)
    of_type = [message for message in plan.earlier if message.type_code == row.type_code]
    last = of_type[-1] if of_type else None
    messages = tuple(desk.store.messages(MessageFilter(stay_id=row.stay_id, limit=_MOST_MESSAGES)))
    found = dispatch.check(desk, row)
    return Opened(
        row=row,
        mtype=plan.mtype,
        stay=plan.stay,
        content=_readable(plan.mtype, row),
        facts=facts_for(desk, plan),
        receiver=plan.route.receiver.full_name if plan.route.receiver else "",
        channel=plan.route.channel,
        number=len(of_type) + 1,
        last=last,
        before=_content_of(desk, last) if last is not None else Content(),
        sources=tuple(_source(s) for s in draft.reuse_sources(desk, row.stay_id, row.type_code)),
        deadlines=tuple(d for d in overview.deadlines(desk) if d.stay_id == row.stay_id),
        messages=messages,
        standing_problems=tuple(p for p in found if not p.field_name),
        tags=_critical(desk, messages),
        same_name=row.stay_id in same_names(desk.store.stays()),
    )


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


def _content_of(desk: Desk, row: MessageRow) -> Content:
    data = desk.store.document(row.sha256)
    content = inspect(data).content if data is not None else None
    return content if content is not None else Content()


def _source(found: ReuseSource) -> Source:
    detail = ", ".join(part for part in (words.short_day_clock(found.at), found.by) if part)
    parts = tuple(Part(part.heading, part.text, part.target_field) for part in found.parts)
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
