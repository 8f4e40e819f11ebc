"""What a new message takes over from earlier ones of the stay, each value marked with where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plo_desktop.base.clock import to_oslo
from plo_desktop.domain.codebook import name_of
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import INCOMING, OUTGOING
from plo_desktop.domain.party import Code
from plo_desktop.domain.type_codes import HELSEOPPLYSNINGER, INNLEGGELSESRAPPORT, UTSKRIVNINGSRAPPORT
from plo_desktop.messages.kinds import Choice, Rows
from plo_desktop.messages.spec import Content, Field, MessageType
from plo_desktop.services.desk import Desk
from plo_desktop.services.intention import Intended
from plo_desktop.services.ports import MessageFilter
from plo_desktop.wire.inbox import inspect

MANY = 1000
CRITICAL = ("cave", "allergier", "smitte")
"""What is dangerous to forget comes along from the municipality's report, marked with its source."""

NOT_CARRIED = frozenset(
    {
        "endring",
        *("gitt_i_dag", "medgitt", "utlevert", "utforte_tiltak", "anbefalte_tiltak"),
        *("informert", "sendte_dokumenter"),
    }
)
"""Fields that belong to one message only and never follow to the next: done then is not done now."""

FEEDS: Mapping[str, tuple[str, ...]] = {
    UTSKRIVNINGSRAPPORT: (UTSKRIVNINGSRAPPORT, HELSEOPPLYSNINGER, INNLEGGELSESRAPPORT),
}
"""Types that are filled in whole, each with what it is filled from; the first that has a value gives it."""

INSTEAD: Mapping[str, tuple[str, ...]] = {
    "sykepleiesammenfatning": ("pasientens_status",),
    "praktisk": ("annet",),
}
"""Which earlier paragraphs stand in for one that was never written."""


def carried_over(desk: Desk, plan: Intended) -> tuple[dict[str, object], dict[str, str]]:
    """Return values for a new message, and the mark of each, by field name.

    Facts about user, ward and day are never taken from an earlier message.
    """
    if plan.stay is None or plan.mtype.answers:
        return {}, {}
    wanted = _wanted(plan.mtype)
    values: dict[str, object] = {}
    marks: dict[str, str] = {}
    for row in _sources(desk, plan.stay.stay_id, plan.mtype.code):
        content = content_of(desk, row.msg_id)
        for each in wanted:
            if each.name in values:
                continue
            found = next(_candidates(each, content), None)
            if found is not None:
                values[each.name], marks[each.name] = found, mark_of(row)
    return values, marks


def mark_of(row: MessageRow) -> str:
    """Return what a reused value says of its source: "Innleggelsesrapport 19.11.2026, Alvdal kommune"."""
    by = row.counterpart if row.direction == INCOMING else row.approved_by
    return f"{row.title} {to_oslo(row.at):%d.%m.%Y}, {by}".rstrip(", ")


def content_of(desk: Desk, msg_id: str) -> Mapping[str, object]:
    """Return the declared values of a message by field name; empty when it cannot be read."""
    row = desk.store.message(msg_id)
    data = desk.store.document(row.sha256) if row else None
    content = inspect(data).content if data is not None else None
    return content.by_name() if content is not None else {}


def fitting(field: Field[object], value: object) -> object | None:
    """Return a value of another message as this field can hold it, or None.

    Of entries only what this field's rows have is kept, and none that would lack what they must have.
    """
    kind: object = field.kind
    if isinstance(kind, Choice) and isinstance(value, Code) and not field.required:
        # The same number may mean something else: 1.5 has another list of dosage forms (wire-format 18).
        ours = name_of(kind.oid_suffix, value.value)
        if value.name and value.name.casefold() != ours.casefold():
            return None
    if not isinstance(kind, Rows):
        return value if _is_same_sort(field, value) and not field.kind.fault(value) else None
    if not isinstance(value, tuple):
        return None
    rows = [_row(kind, row) for row in value if isinstance(row, Content)]
    whole = tuple(row for row in rows if row.by_name() and not kind.row_fault(row))
    return whole or None


def _row(kind: Rows, row: Content) -> Content:
    held = row.by_name()
    known = ((each, held.get(each.name)) for each in kind.fields)
    kept = {each.name: fit for each, value in known if value is not None and (fit := fitting(each, value))}
    return Content(kept)


def _is_same_sort(field: Field[object], value: object) -> bool:
    return isinstance(value, type(field.kind.sample()))


def _wanted(mtype: MessageType) -> tuple[Field[object], ...]:
    names = None if mtype.code in FEEDS else CRITICAL
    fields = (each for each in mtype.fields() if not each.prefill and each.name not in NOT_CARRIED)
    # Who is asked and who decided is said anew in every message.
    return tuple(
        each for each in fields if (names is None or each.name in names) and not _names_personnel(each.name)
    )


def _names_personnel(name: str) -> bool:
    return name.startswith(("kontakt", "besluttet_av", "ansvarlig", "utskrivende"))


def _candidates(field: Field[object], content: Mapping[str, object]) -> Iterator[object]:
    for name in (field.name, *INSTEAD.get(field.name, ())):
        if name in content and (found := fitting(field, content[name])) is not None:
            yield found


def _sources(desk: Desk, stay_id: str, type_code: str) -> Iterator[MessageRow]:
    """Yield the messages to look in, the best first: by type as `FEEDS` says, then the newest."""
    rows = [
        row
        for row in desk.store.messages(MessageFilter(stay_id=stay_id, limit=MANY))
        if not (row.is_receipt or row.cancelled_send or row.cancelled_by or row.quarantine)
        and not row.refused_codes
        and not row.replaced_by
    ]
    if type_code not in FEEDS:
        yield from (row for row in rows if row.direction == INCOMING)
        return
    for code in FEEDS[type_code]:
        incoming = code == INNLEGGELSESRAPPORT
        direction = INCOMING if incoming else OUTGOING
        yield from (row for row in rows if row.type_code == code and row.direction == direction)
