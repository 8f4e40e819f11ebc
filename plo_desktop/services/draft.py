"""Drafts: opened filled in from what is known, saved often, and fed with text from earlier messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.errors import UserError
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.codebook import code
from plo_desktop.domain.log_rows import DraftRow, MessageRow, StayRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.domain.party import Code
from plo_desktop.messages.kinds import Choice, Prose, Rows
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, Field, MessageType
from plo_desktop.messages.values import to_plain
from plo_desktop.services.carried import carried_over, content_of, fitting
from plo_desktop.services.composing import OPENED_FOR, intended, opened_for
from plo_desktop.services.concerned import CONCERNS
from plo_desktop.services.desk import Desk
from plo_desktop.services.intention import Intended
from plo_desktop.services.ports import MessageFilter

MANY = 1000
NO_VALUES: Mapping[str, object] = MappingProxyType({})
PROFESSIONS = {
    "sykepleier": "SP",
    "lege": "LE",
    "helsefagarbeider": "HF",
    "vernepleier": "VP",
    "fysioterapeut": "FT",
    "ergoterapeut": "ET",
    "psykolog": "PS",
    "jordmor": "JO",
    "helsesekretær": "HE",
}
SAID_ANEW = frozenset({"endring"})
"""Fields that belong to one message only and never follow to the next."""

TARGETS = {"arsak": "pasientens_status", "innleggelsesarsak": "pasientens_status", "annet": "praktisk"}
"""Where a paragraph goes when the new message has no field of the same name."""


@dataclass(frozen=True, slots=True)
class ReusePart:
    """One paragraph that may be reused, or `rows` of entries with their words as its text.

    `target_field` is empty when no field is nearest.
    """

    heading: str
    text: str
    target_field: str
    rows: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class ReuseSource:
    """An earlier message with its paragraphs. `by` is who wrote it, `at` when."""

    title: str
    at: datetime
    by: str
    parts: tuple[ReusePart, ...]
    msg_id: str = ""

    @property
    def mark(self) -> str:
        """What a reused paragraph says of its source: "Innleggelsesrapport 19.11.2026, Alvdal kommune"."""
        return f"{self.title} {to_oslo(self.at):%d.%m.%Y}, {self.by}".rstrip(", ")


def open_draft(
    desk: Desk,
    stay_id: str,
    type_code: str,
    about: str = "",
    values: Mapping[str, object] = NO_VALUES,
) -> DraftRow:
    """Return the user's own draft for stay and type, or a new saved one, filled in from what is known.

    `about` is the MsgId of the message that it answers or concerns; `stay_id` is empty when that message has
    no stay. `values` are plain values of fields that a new draft begins with. Raises UserError when stay,
    type or message is unknown, and when the type answers a message and none is given.
    """
    for known in desk.store.drafts(owner=desk.actor.user_id):
        same = (known.stay_id, known.type_code, known.sources.get(CONCERNS, ""))
        if same == (stay_id, type_code, about):
            return known
    now = desk.now()
    marks = {CONCERNS: about} if about else {}
    blank = DraftRow(new_uuid(), stay_id, type_code, desk.actor.user_id, dict(values), now, now, marks)
    plan = intended(desk, blank)
    content, sources = _filled_in(desk, plan)
    plain = {**to_plain(content), **values}
    made = replace(blank, content=plain, sources={**marks, **sources, OPENED_FOR: opened_for(plan)})
    desk.store.save_draft(made)
    return made


def save(desk: Desk, draft: DraftRow) -> DraftRow:
    """Save the draft; it is on disk when this returns.

    Raises UserError with code UTKAST_BORTE when it was sent or thrown away: saving never brings one back.
    """
    saved = replace(draft, saved_at=desk.now())
    with desk.store.transaction():
        must_exist(desk, draft.draft_id)
        desk.store.save_draft(saved)
    return saved


def must_exist(desk: Desk, draft_id: str) -> DraftRow:
    """Return the draft as it is saved. Raises UserError with code UTKAST_BORTE when it is gone."""
    row = desk.store.draft(draft_id)
    if row is None:
        raise UserError(
            "UTKAST_BORTE",
            "Utkastet finnes ikke lenger: det er sendt eller slettet.",
            "Se i korrespondanseloggen.",
        )
    return row


def discard(desk: Desk, draft_id: str) -> None:
    """Throw a draft away."""
    with desk.store.transaction():
        desk.store.drop_draft(draft_id)


def _filled_in(desk: Desk, plan: Intended) -> tuple[Content, dict[str, str]]:
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    if plan.changes:
        values |= {
            name: value for name, value in content_of(desk, plan.changes).items() if name not in SAID_ANEW
        }
    else:
        values, sources = carried_over(desk, plan)
    for field in plan.mtype.fields():
        if field.prefill and (value := _fact(desk, plan.stay, field)) is not None:
            values[field.name] = value
    known = {field.name for field in plan.mtype.fields()}
    return Content({name: value for name, value in values.items() if name in known}), sources


def user_fact(desk: Desk, field: Field[object]) -> object | None:
    """Return the value of a declared fact about the user at the desk, or None for every other field."""
    actor = desk.actor
    if not actor.hpr:
        return None
    facts: dict[str, object | None] = {
        "user.name": actor.name,
        "user.hpr": actor.hpr,
        "user.profession": _profession(field, actor.profession),
        "user.phone": desk.ward.phone or None,
    }
    return facts.get(field.prefill)


def _fact(desk: Desk, stay: StayRow | None, field: Field[object]) -> object | None:
    """Return the value of a declared fact about stay, ward, user or day, or None when it is not known."""
    facts: dict[str, object | None] = {
        "today": to_oslo(desk.now()).date(),
        "ward.name": desk.ward.name,
        "ward.phone": desk.ward.phone or None,
        "note.theme": code("7321", "6"),
    }
    if stay is not None:
        facts |= {
            "stay.admitted_at": stay.admitted_at,
            "stay.expected_on": stay.expected_on,
            "stay.uncertain": stay.expected_uncertain or None,
            "stay.ready_on": stay.ready_on,
            "stay.discharged_at": stay.discharged_at,
            "stay.discharged_or_now": stay.discharged_at or desk.now().replace(second=0, microsecond=0),
            "stay.discharged_to": _option(field, stay.discharged_to),
        }
    return facts.get(field.prefill, user_fact(desk, field))


def _option(field: Field[object], said: str) -> Code | None:
    kind: object = field.kind
    options = kind.options() if isinstance(kind, Choice) else ()
    return next((option for option in options if said and said in (option.value, option.text)), None)


def _profession(field: Field[object], said: str) -> Code | None:
    kind: object = field.kind
    if not isinstance(kind, Choice):
        return None
    wanted = PROFESSIONS.get(said.strip().casefold(), said.strip())
    return next((option for option in kind.options() if option.value == wanted), None)


# -- reuse --------------------------------------------------------------------------------------------------


def reuse_sources(desk: Desk, stay_id: str, type_code: str) -> tuple[ReuseSource, ...]:
    """Return the stay's earlier messages that hold prose, the newest first, with where each text would go.

    Without a stay there are none: what is written about somebody unknown never draws on other patients.
    """
    target = by_code(type_code)
    if target is None or not stay_id:
        return ()
    found: list[ReuseSource] = []
    for row in desk.store.messages(MessageFilter(stay_id=stay_id, limit=MANY)):
        if row.is_receipt or row.cancelled_send or row.cancelled_by or row.quarantine:
            continue
        parts = _parts(desk, row, target)
        if parts:
            found.append(_source(row, parts))
    return tuple(found)


def _source(row: MessageRow, parts: tuple[ReusePart, ...]) -> ReuseSource:
    by = row.counterpart if row.direction == INCOMING else row.approved_by
    return ReuseSource(row.title, row.at, by, parts, row.msg_id)


def _parts(desk: Desk, row: MessageRow, target: MessageType) -> tuple[ReusePart, ...]:
    mtype = by_code(row.type_code)
    if mtype is None:
        return ()
    content = content_of(desk, row.msg_id)
    parts: list[ReusePart] = []
    for field in mtype.fields():
        value, kind = content.get(field.name), _kind(field)
        if isinstance(kind, Prose) and isinstance(value, str) and field.name not in SAID_ANEW:
            parts.append(ReusePart(field.label, value, _target(field.name, target)))
        elif isinstance(kind, Rows) and (place := target.field_named(field.name)) is not None:
            rows = fitting(place, value)
            if isinstance(rows, tuple):
                parts.append(ReusePart(field.label, place.kind.words(rows), field.name, rows))
    return tuple(parts)


def _kind(field: Field[object]) -> object:
    return field.kind


def _target(name: str, target: MessageType) -> str:
    for candidate in (name, TARGETS.get(name, "")):
        if candidate and target.field_named(candidate) is not None:
            return candidate
    return ""
