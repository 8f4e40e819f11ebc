"""The summary says what the fields say, in the order of the form."""

from __future__ import annotations

from plo_desktop.forms.problems import (
    Group,
    Link,
    SectionState,
    all_problems,
    headline,
    section_rows,
    summary,
    worth_showing,
)
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.messages.types.helseopplysninger import (
    FORLOP,
    FORVENTET,
    FUNKSJON,
    HELSEOPPLYSNINGER,
    STATUS,
)

MISSING_STATUS = Problem("MANGLER", "«Pasientens status» mangler. Fyll ut feltet.", field_name=STATUS.name)
MISSING_COURSE = Problem("MANGLER", "«Antatt forløp» mangler. Fyll ut feltet.", field_name=FORLOP.name)
MISSING_DAY = Problem(
    "MANGLER", "«Forventet utskrivningsklar» mangler. Fyll ut feltet.", field_name=FORVENTET.name
)
BEFORE = Problem("FOR_INNLEGGELSEN", "Datoen er før innleggelsen. Rett datoen.", field_name=FORVENTET.name)
ORDERS = Problem(
    "BESTILLER_TJENESTE", "«bestiller» er en bestilling. Skriv om.", Severity.ADVICE, FUNKSJON.name
)


def test_the_headline_is_the_first_sentence() -> None:
    """The words under the field begin with the words of the summary."""
    assert headline(MISSING_COURSE.message) == "«Antatt forløp» mangler"
    assert headline("Uten punktum") == "Uten punktum"


def test_what_cannot_be_read_is_not_also_called_missing() -> None:
    """ "21.1x" is wrong; the field is not empty."""
    found = all_problems(
        HELSEOPPLYSNINGER, [MISSING_STATUS, MISSING_DAY], {FORVENTET.name: "«21.1x» er ikke en dato. Skriv …"}
    )
    assert [(p.field_name, p.code) for p in found] == [
        (STATUS.name, "MANGLER"),
        (FORVENTET.name, "UFORSTÅELIG"),
    ]


def test_nothing_is_called_missing_before_the_first_attempt_to_send() -> None:
    """Advice and faults in fields that were left are told at once."""
    found = [MISSING_STATUS, BEFORE, ORDERS]
    calm = worth_showing(found, tried=False, touched=frozenset(), filled=frozenset({FORVENTET.name}))
    assert calm == (ORDERS,)
    left = worth_showing(
        found,
        tried=False,
        touched=frozenset({FORVENTET.name, STATUS.name}),
        filled=frozenset({FORVENTET.name}),
    )
    assert left == (BEFORE, ORDERS)
    assert worth_showing(found, tried=True, touched=frozenset(), filled=frozenset()) == tuple(found)


def test_the_summary_goes_from_must_to_advice() -> None:
    """Must be mended, not confirmed, advice; each with its links."""
    parts = summary(
        [MISSING_STATUS, MISSING_COURSE, ORDERS],
        [Link("Funksjon og behov", FUNKSJON.name)],
        nothing_wrong=True,
    )
    assert [part.opening for part in parts] == [
        "2 ting må rettes:",
        "1 gjenbrukt avsnitt er ikke bekreftet:",
        "1 råd:",
    ]
    assert parts[0].links == (
        Link("«Pasientens status» mangler", STATUS.name),
        Link("«Antatt forløp» mangler", FORLOP.name),
    )


def test_all_mended_is_said_in_words() -> None:
    """After an attempt to send; before it the row is not there."""
    assert [part.opening for part in summary([], [], nothing_wrong=True)] == ["Ingenting må rettes."]
    assert summary([], [], nothing_wrong=False) == ()
    assert summary([MISSING_STATUS], [], nothing_wrong=True)[0].opening == "1 ting må rettes:"
    assert summary([MISSING_STATUS], [], nothing_wrong=True)[0].group is Group.MUST


def test_sections_tell_how_far_they_have_come() -> None:
    """Wrong before unconfirmed, unconfirmed before done."""
    rows = section_rows(
        HELSEOPPLYSNINGER,
        [MISSING_COURSE],
        [MISSING_COURSE],
        {STATUS.name: 1, FUNKSJON.name: 1, FORVENTET.name: 1},
        unconfirmed=frozenset({FUNKSJON.name}),
        changed=frozenset({FORVENTET.name}),
    )
    states = {row.name: (row.state, row.changed) for row in rows}
    assert states["status"] == (SectionState.MISSING, False)
    assert states["forventet"] == (SectionState.DONE, True)
    assert states["funksjon"] == (SectionState.CONFIRM, False)
    assert states["parorende"] == (SectionState.EMPTY, False)


def test_an_unfinished_section_is_not_called_wrong_before_the_attempt() -> None:
    """It is to be filled in, no more."""
    rows = section_rows(
        HELSEOPPLYSNINGER, [], [MISSING_COURSE], {}, unconfirmed=frozenset(), changed=frozenset()
    )
    assert rows[0].state is SectionState.TODO
