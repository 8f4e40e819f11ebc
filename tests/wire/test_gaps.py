"""What cannot be sent without another value is told in the words of the form, before anything is built."""

from __future__ import annotations

import pytest
from lxml import etree

from plo_desktop.messages.registry import all_types, by_code, sample
from plo_desktop.messages.spec import Content, MessageType, Problem
from plo_desktop.wire.checking import check
from plo_desktop.wire.codec import further_gaps, gaps
from tests.wire.made import a_message


def of(code: str) -> MessageType:
    """Return a declared type."""
    found = by_code(code)
    assert found is not None
    return found


def only(mtype: MessageType, *names: str) -> Content:
    """Return a content with just the samples of these fields, and what is required."""
    fields = [each for each in mtype.fields() if each.required or each.name in names]
    return Content({each.name: each.kind.sample() for each in fields})


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_nothing_is_missing_when_all_or_only_the_required_is_filled_in(mtype: MessageType) -> None:
    for version in (mtype.version, *mtype.also_sent):
        assert gaps(mtype, sample(mtype), version) == ()
        assert gaps(mtype, only(mtype), version) == ()


def test_a_value_that_leans_on_another_names_both() -> None:
    mtype = of("UTSKRIVNINGSRAPPORT")
    (gap,) = gaps(mtype, only(mtype, "funksjonsvurdering"))
    assert gap == Problem(
        "HENGER_SAMMEN",
        "«Samlet vurdering av funksjonsnivå» kan ikke sendes uten «Kartlagt funksjon». "
        "Fyll ut «Kartlagt funksjon», eller slett «Samlet vurdering av funksjonsnivå».",
        field_name="funksjoner",
    )


def test_a_row_is_named_with_its_number() -> None:
    mtype = of("UTSKRIVNINGSRAPPORT")
    rows = (Content({"mot": "Penicillin"}), Content({"mot": "Nøtter", "tillegg": "Mild"}))
    (gap,) = gaps(mtype, Content({**only(mtype).by_name(), "allergier": rows}))
    assert gap.message.startswith("Allergi 2: «Tillegg» kan ikke sendes uten «Reaksjon».")
    assert gap.field_name == "allergier"


def test_what_is_told_is_what_the_standard_would_refuse() -> None:
    mtype = of("UTSKRIVNINGSRAPPORT")
    content = only(mtype, "funksjonsvurdering")
    assert check(etree.fromstring(a_message(mtype, content))) != ()
    whole = Content({**content.by_name(), "funksjoner": sample(mtype).by_name()["funksjoner"]})
    assert gaps(mtype, whole) == ()
    assert check(etree.fromstring(a_message(mtype, whole))) == ()


def test_a_field_that_is_stopped_already_is_not_told_twice() -> None:
    mtype = of("UTSKRIVNINGSRAPPORT")
    content = only(mtype, "funksjonsvurdering")
    told = (Problem("FORMAT", "Feil.", field_name="funksjoner"),)
    assert further_gaps(mtype, content, "", told) == ()
    assert len(further_gaps(mtype, content, "", ())) == 1


def test_of_two_persons_who_stand_under_the_same_names_the_right_one_is_named() -> None:
    mtype = of("INNLEGGELSESRAPPORT")
    (gap,) = gaps(mtype, only(mtype, "ansvarlig"))
    assert gap.field_name == "ansvarlig_hpr"
    assert "«Ansvarlig for rapporten: HPR-nummer»" in gap.message


def test_a_character_that_no_document_can_carry_stops_no_search_for_gaps() -> None:
    mtype = of("UTSKRIVNINGSRAPPORT")
    content = Content({**only(mtype, "funksjonsvurdering").by_name(), "annet": "\x01"})
    told = (Problem("FORMAT", "Kontrolltegn.", field_name="annet"),)
    assert [gap.field_name for gap in further_gaps(mtype, content, "", told)] == ["funksjoner"]
