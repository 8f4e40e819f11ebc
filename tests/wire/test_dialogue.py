"""Dialogue messages on the wire: the official examples into fields, and ours as the documents demand them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.domain.codebook import code
from plo_desktop.messages.head import Question
from plo_desktop.messages.spec import Content, MessageType
from plo_desktop.messages.types.avvik import ARSAK, AVVIK, BESKRIVELSE
from plo_desktop.messages.types.foresporsel import FORESPORSEL, GJELDER, HASTER, SPORSMAL
from plo_desktop.messages.types.helsefaglig_dialog import EMNE, HELSEFAGLIG_DIALOG
from plo_desktop.messages.types.notat import NOTAT, NOTAT_TEKST, TEMA
from plo_desktop.messages.types.svar import SVAR, SVAR_TEKST
from plo_desktop.messages.types.tilbakemelding_utskrivningsklar import (
    HENDELSE_TEKST,
    HENDELSE_TID,
    HENDELSER,
    TILBAKEMELDING,
)
from plo_desktop.messages.values import from_plain
from plo_desktop.wire.inbox import Inspected, inspect
from plo_desktop.wire.names import DIALOG_10, DIALOG_11
from tests.wire.made import MSG_ID, a_context, a_message
from tests.wire.official import examples, is_valid

DIA = f"{{{DIALOG_10}}}"
QUESTION_ID = "0f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d02"
CONTACT = {
    "kontakt": "Gunn Omsorg",
    "kontakt_yrke": "SP",
    "kontakt_hpr": "9876543",
    "kontakt_telefon": "73555556",
}


def example(shared: Path, name: str) -> Inspected:
    """Return the verdict on an official dialogue example."""
    return inspect(next(path for path in examples(shared) if name in path.name).read_bytes())


def payload(mtype: MessageType, values: dict[str, object], shared: Path) -> etree._Element:
    """Return our valid payload of these values."""
    question = Question(code("9154", "99"), "Når regner dere med utskrivning?", QUESTION_ID)
    context = replace(a_context(parent=QUESTION_ID), question=question if mtype.repeats_question else None)
    root = etree.fromstring(a_message(mtype, from_plain(mtype, {**values, **CONTACT}), context))
    assert is_valid(shared, root)
    found = root.find(".//{*}Dialogmelding")
    assert found is not None
    return found


def names(element: etree._Element) -> list[str]:
    """Return the local names of the children in their order."""
    return [etree.QName(child).localname for child in element]


@pytest.mark.parametrize("name", ["avvik", "foresporsel_PLO", "svar_foresporsel"])
def test_of_the_official_examples_only_the_writers_role_is_left(shared_dir: Path, name: str) -> None:
    """Our own role is always Helsefaglig kontakt; the sender's is read by people, and not taken over."""
    left = example(shared_dir, name).leftovers
    assert {part.path.split("/")[-2] for part in left} == {"RoleToPatient"}


def test_the_official_question_is_read_into_its_fields(shared_dir: Path) -> None:
    content = example(shared_dir, "foresporsel_PLO").content
    assert content is not None
    kind = content[GJELDER]
    assert kind is not None
    assert (kind.value, kind.system.endswith("9152"), kind.name) == ("99", True, "Annen henvendelse")
    assert (content[SPORSMAL] or "").startswith("Pas går snart tom")
    assert content.by_name()["kontakt_telefon"] == "72727272"


def test_the_official_answer_brings_the_question_with_it(shared_dir: Path) -> None:
    found = example(shared_dir, "svar_foresporsel")
    assert found.content is not None
    assert (found.content[SVAR_TEKST] or "").startswith("eresept")
    assert found.head is not None
    assert found.head.question is not None
    assert found.head.question.kind.value == "99"
    assert found.head.question.text.startswith("Pas går snart tom")


def test_the_official_avvik_is_read_into_its_fields(shared_dir: Path) -> None:
    content = example(shared_dir, "avvik").content
    assert content is not None
    reason = content[ARSAK]
    assert reason is not None
    assert (reason.value, content[BESKRIVELSE]) == ("1", "Pasienten er ukjent for oss")


def test_a_question_has_its_kind_first_and_the_contact_last(shared_dir: Path) -> None:
    asked = payload(FORESPORSEL, {"gjelder": "8", "sporsmal": "Når kan dere ta imot?"}, shared_dir)[0]
    assert names(asked) == ["TypeForesp", "Sporsmal", "RollerRelatertNotat"]
    assert asked[0].get("S", "").endswith("9154")
    person = asked[2].find(f"{DIA}HealthcareProfessional")
    assert person is not None
    assert names(person) == ["TypeHealthcareProfessional", "FamilyName", "GivenName", "Ident", "TeleCom"]
    assert [etree.QName(part).namespace for part in person[3]] == 2 * [
        "http://www.kith.no/xmlstds/felleskomponent1"
    ]


@pytest.mark.parametrize(
    ("question", "sent"), [("Siste insulin?\nOg dose?", "Haster.\nSiste insulin?\nOg dose?"), ("", "Haster.")]
)
def test_urgency_is_said_first_in_the_question(question: str, sent: str, shared_dir: Path) -> None:
    """HIS 1152 uses neither Hastegrad nor Begrunnelse, so no receiver need show them."""
    values: dict[str, object] = {"gjelder": "4", "haster": True, "sporsmal": question}
    asked = payload(FORESPORSEL, values, shared_dir)[0]
    assert names(asked)[:2] == ["TypeForesp", "Sporsmal"]
    assert not {"Hastegrad", "Begrunnelse"} & set(names(asked))
    assert asked[1].text == sent
    found = inspect(a_message(FORESPORSEL, from_plain(FORESPORSEL, values)))
    assert found.content is not None
    assert (found.content[HASTER], found.content[SPORSMAL] or "") == (True, question)
    assert not found.leftovers


@pytest.mark.parametrize("said", ["Haster ikke.\nNår kommer hun?", "Haster.  \n\n  Når?", "Når? Haster."])
def test_only_the_agreed_line_is_read_as_the_tick(said: str) -> None:
    """Any other text stays the sender's own, to the letter."""
    found = inspect(a_message(FORESPORSEL, from_plain(FORESPORSEL, {"gjelder": "4", "sporsmal": said})))
    assert found.content is not None
    assert (found.content[HASTER], found.content[SPORSMAL]) == (None, said)


def test_who_was_phoned_never_leaves_the_ward() -> None:
    """The call is our own documentation (guard 12); the message says nothing of it."""
    values: dict[str, object] = {"gjelder": "4", "haster": True, "ringt": "Sigrun Eide kl. 09.40"}
    sent = a_message(FORESPORSEL, from_plain(FORESPORSEL, values))
    assert b"Eide" not in sent
    assert sent == a_message(FORESPORSEL, from_plain(FORESPORSEL, {"gjelder": "4", "haster": True}))


def test_an_answer_has_its_theme_its_date_and_a_copy_of_the_question(shared_dir: Path) -> None:
    note = payload(SVAR, {"tekst": "Torsdag.", "dato": date(2026, 11, 20)}, shared_dir)[0]
    assert names(note) == [
        "TemaKodet",
        "TekstNotatInnhold",
        "DatoNotat",
        "Foresporsel",
        "RollerRelatertNotat",
    ]
    assert (note[0].get("V"), note[0].get("S", "")[-4:]) == ("5", "9069")
    assert [part.text or part.get("V") for part in note[3]] == ["99", "Når regner dere med utskrivning?"]


def test_an_avvik_is_reason_and_text(shared_dir: Path) -> None:
    note = payload(AVVIK, {"arsak": "1", "tekst": "Pasienten er ikke hos oss."}, shared_dir)[0]
    assert names(note) == ["TemaKodet", "TekstNotatInnhold", "RollerRelatertNotat"]
    assert (note[0].get("V"), note[0].get("S", "")[-4:], note[0].get("DN")) == ("1", "8117", "Feil adressat")


def test_the_municipalitys_note_on_readiness_keeps_its_theme(shared_dir: Path) -> None:
    theme = {"value": "1", "system": "2.16.578.1.12.4.1.1.9155", "name": "Tilbakemelding på mottak"}
    content = from_plain(NOTAT, {"tema": theme, "tekst": "Vi kan ta imot i morgen."})
    found = inspect(a_message(NOTAT, content))
    assert found.content is not None
    kept = found.content[TEMA]
    assert kept is not None
    assert (kept.value, kept.system[-4:], found.content[NOTAT_TEKST]) == (
        "1",
        "9155",
        "Vi kan ta imot i morgen.",
    )


def test_a_helsefaglig_dialog_is_11_with_theme_subject_and_wanted_contact(shared_dir: Path) -> None:
    values: dict[str, object] = {
        "emne": "Hjelpemidler",
        "tekst": "Trenger hun rullestol?",
        "onsket_yrke": "ET",
    }
    found = payload(HELSEFAGLIG_DIALOG, values, shared_dir)
    assert etree.QName(found).namespace == DIALOG_11
    note = found[0]
    assert names(note)[:3] == ["TemaKodet", "Tema", "TekstNotatInnhold"]
    assert (note[0].get("V"), note[0].get("S", "")[-4:]) == ("6", "7322")
    roles = [role.get("V") for role in note.iter("{*}RoleToPatient")]
    assert roles == ["24", "21"]


def test_two_people_in_a_dialogue_are_never_mixed() -> None:
    values = {"emne": "x", "tekst": "y", "onsket_yrke": "ET", "onsket_navn": "Ola Nordmann", **CONTACT}
    data = a_message(HELSEFAGLIG_DIALOG, from_plain(HELSEFAGLIG_DIALOG, values))
    found = inspect(data)
    assert found.content == from_plain(HELSEFAGLIG_DIALOG, values)
    assert found.leftovers == ()
    assert found.content[EMNE] == "x"


def test_the_answer_of_plo_20_is_read_by_its_namespaces(shared_dir: Path) -> None:
    event = Content({HENDELSE_TEKST.name: "Kan ta imot", HENDELSE_TID.name: HENDELSE_TID.kind.sample()})
    data = a_message(TILBAKEMELDING, Content({HENDELSER.name: (event,)}))
    assert is_valid(shared_dir, etree.fromstring(data))
    found = inspect(data)
    assert (found.head.version if found.head else "", found.acceptable) == ("2.0", True)
    assert found.content is not None
    assert found.content.rows(HENDELSER)[0][HENDELSE_TEKST] == "Kan ta imot"


def test_another_type_code_for_the_answer_of_plo_20_is_understood() -> None:
    data = a_message(TILBAKEMELDING).replace(b"LOG_TILBAKEMELDING", b"TILBAKEMELDING_KLAR")
    found = inspect(data)
    assert found.acceptable
    assert found.content is not None
    assert found.content.rows(HENDELSER)


def test_a_dialogue_has_no_cancellation_and_no_change() -> None:
    for mtype in (FORESPORSEL, SVAR, AVVIK, NOTAT, HELSEFAGLIG_DIALOG):
        assert mtype.standings == ("N",)
    assert MSG_ID.encode() in a_message(NOTAT)
