"""The dated events of a stay (9121), their places in the logistics messages and what dates make sense."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import LineText, Moment, Prose
from plo_desktop.messages.places import at, event, professional, responsible
from plo_desktop.messages.spec import Check, Content, Facts, Field, Place, Problem, Severity, Step

CLOCKS_DIFFER = timedelta(minutes=15)
"""Ward clocks differ a little, and a nurse may write 08:00 at 07:55."""

DECIDED_BY = professional(
    "besluttet_av",
    QT_TRANSLATE_NOOP("messages", "Besluttet av"),
    responsible("besluttet", "3|10|1|2|7|19|20"),
    user=False,
    required=True,
)
"""Who decided that the patient is ready or is not: name, profession, HPR number, phone (SSHF 5.4, 5.5)."""
BESLUTTET_AV = DECIDED_BY[0]


def admitted(*parents: Step) -> Field[datetime]:
    """Return when the patient was admitted, below these steps."""
    return Field(
        "innlagt",
        Moment(),
        QT_TRANSLATE_NOOP("messages", "Innlagt"),
        at(event(parents, "1", estimate=False)),
        required=True,
        hint=QT_TRANSLATE_NOOP("messages", "Dato og klokkeslett"),
        prefill="stay.admitted_at",
    )


def admitted_where(*parents: Step) -> Field[str]:
    """Return where the patient was admitted (SSHF 5.1: "hvor og når")."""
    steps = event(parents, "1", estimate=False)
    return Field(
        "innlagt_ved",
        LineText(100),
        QT_TRANSLATE_NOOP("messages", "Innlagt ved"),
        Place((*steps, Step("po:StedForHendelse"), Step("po:StedHendelse"))),
        hint=QT_TRANSLATE_NOOP("messages", "Avdeling og post"),
        prefill="ward.name",
    )


def admission_described(*parents: Step) -> Field[str]:
    """Return the free description of the admission that the official examples carry."""
    return Field(
        "om_innleggelsen",
        LineText(300),
        QT_TRANSLATE_NOOP("messages", "Om innleggelsen"),
        Place((*event(parents, "1", estimate=False), Step("po:BeskrivelseAvHendelse"))),
        hint=QT_TRANSLATE_NOOP("messages", "Bare det praktiske, ingen helseopplysninger"),
    )


def remark(name: str, label: str, steps: tuple[Step, ...], hint: str = "") -> Field[str]:
    """Return the remark of an event; its time must be there too."""
    return Field(name, Prose(2), label, Place((*steps, Step("po:Merknad"))), hint=hint)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return to_oslo(value).date()
    return value if isinstance(value, date) else None


def not_ahead(field: Field[date] | Field[datetime], message: str) -> Check:
    """Return the check that an event is not dated ahead of its message."""

    def check(content: Content, facts: Facts) -> Iterator[Problem]:
        value = content.by_name().get(field.name)
        if isinstance(value, datetime):
            ahead = value > facts.now + CLOCKS_DIFFER
        else:
            ahead = isinstance(value, date) and value > to_oslo(facts.now).date()
        if ahead:
            yield Problem("FRAM_I_TID", message, field_name=field.name)

    return check


def not_old(field: Field[date] | Field[datetime], what: str) -> Check:
    """Return the warning that an event is told late: it should have been told at once (HISD 80806)."""

    def check(content: Content, facts: Facts) -> Iterator[Problem]:
        day = _day(content.by_name().get(field.name))
        if day is not None and (to_oslo(facts.now).date() - day).days > 1:
            yield Problem(
                "ELDRE_ENN_24_TIMER",
                f"{what} er mer enn 24 timer gammel. Se etter at datoen er riktig.",
                Severity.WARNING,
                field.name,
            )

    return check


def not_before(
    later: Field[date] | Field[datetime],
    earlier: Field[date] | Field[datetime],
    message: str,
    code: str,
    severity: Severity = Severity.ERROR,
) -> Check:
    """Return the check that two days come in order; an unfilled admission is the stay's own."""

    def check(content: Content, facts: Facts) -> Iterator[Problem]:
        values = content.by_name()
        first = _day(values.get(earlier.name) or (facts.admitted_at if earlier.name == "innlagt" else None))
        then = _day(values.get(later.name))
        if first is not None and then is not None and then < first:
            yield Problem(code, message, severity, later.name)

    return check
