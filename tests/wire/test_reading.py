"""A message is read in the order a nurse needs it, in her words, with nothing that can mislead."""

from __future__ import annotations

from pathlib import Path

import pytest

from plo_desktop.messages.outline import Item, Line, Medicine, Outline, Prose, Section, Tag, Tone, texts
from plo_desktop.messages.registry import by_code, sample
from plo_desktop.messages.types.helseopplysninger import ENDRING, HELSEOPPLYSNINGER
from plo_desktop.messages.types.innlagt import INNLAGT
from plo_desktop.messages.values import from_plain, to_plain
from plo_desktop.wire.checking import check
from plo_desktop.wire.reading import outline_of
from plo_desktop.wire.safe_xml import parse
from tests.wire.made import MSG_ID as ID
from tests.wire.made import a_context, a_message
from tests.wire.maximal import documents
from tests.wire.skeletons import (
    ADMITTED,
    ANSWER,
    DEVIATION,
    KOMMUNE,
    OID,
    QUESTION,
    REFUSED_11,
    event,
    logistics,
    message,
    organisation,
)


def example(shared: Path, name: str) -> Outline:
    """Return an official example as it is read."""
    path = shared / "standards" / "examples" / "plo-v1.6" / f"{name}_v1-6_Ny.xml"
    return outline_of(parse(path.read_bytes()))


def read(data: bytes) -> Outline:
    """Return a message as it is read by us."""
    return outline_of(parse(data))


def section(outline: Outline, title: str) -> tuple[Item, ...]:
    """Return the items of a section."""
    return next(part.items for part in outline.sections if part.title == title)


def facts(outline: Outline) -> dict[str, str]:
    """Return the facts by label."""
    return {fact.label: fact.text for fact in outline.facts}


def everything(outline: Outline) -> str:
    """Return all texts, one per line."""
    return "\n".join(texts(outline.sections))


def test_the_head_says_what_from_whom_to_whom_and_when(shared_dir: Path) -> None:
    outline = example(shared_dir, "Innleggelsesrapport")
    assert (outline.title, outline.type_code, outline.version) == (
        "Innleggelsesrapport",
        "INNLEGGELSESRAPPORT",
        "1.6",
    )
    assert outline.standing == "Ny"
    assert facts(outline) == {
        "Fra": "Alvdal Kommune, Sykepleietjeneste",
        "Til": "ST OLAVS HOSPITAL HF, PLO innleggelse somatikk",
        "Sendt": "30.01.2018 15:34",
        "Status": "Ny",
    }
    assert outline.patient is not None
    assert (outline.patient.name, outline.patient.number) == ("Danser, Line", "131169 00216")
    assert (outline.patient.born, outline.patient.sex) == ("13.11.1969", "Kvinne")


def test_critical_information_stands_first(shared_dir: Path) -> None:
    outline = example(shared_dir, "Innleggelsesrapport")
    assert outline.sections[0].tone is Tone.CRITICAL
    tags = [item for item in outline.sections[0].items if isinstance(item, Tag)]
    assert [tag.kind for tag in tags] == ["CAVE", "ALLERGI", "SMITTE"]
    assert tags[0].text == "Morfin. Registrert 13.03.04"
    assert tags[2].text == "MRSA. Registrert 13.02.07"
    assert tags[2].note == "Luftsmitte/luftbåren smitte"


def test_the_reason_comes_before_medicines_and_medicines_before_the_rest(shared_dir: Path) -> None:
    titles = [part.title for part in example(shared_dir, "Innleggelsesrapport").sections]
    wanted = [
        "Kritisk informasjon",
        "Situasjon og forløp",
        "Legemidler i bruk",
        "Pårørende",
        "Tekniske opplysninger",
    ]
    assert [title for title in titles if title in wanted] == wanted
    assert titles[-1] == "Tekniske opplysninger"


def test_a_stopped_medicine_is_never_among_those_in_use(shared_dir: Path) -> None:
    outline = example(shared_dir, "Utskrivningsrapport")
    current = [item.name for item in section(outline, "Legemidler i bruk") if isinstance(item, Medicine)]
    stopped = next(part for part in outline.sections if part.tone is Tone.STOPPED)
    assert current == ["Burinex", "Triatec", "Lipitor", "Imdur", "Apocillin", "Paracetamol"]
    assert [item.name for item in stopped.items if isinstance(item, Medicine)] == ["Marevan"]
    first = section(outline, "Legemidler i bruk")[1]
    assert isinstance(first, Medicine)
    assert (first.strength, first.dosing, first.use) == (
        "2,5 mg tablett",
        "2 tabl kl 08 og 1 tabl kl 13",
        "Fast",
    )


def test_kin_and_contacts_carry_what_one_needs_to_call(shared_dir: Path) -> None:
    outline = example(shared_dir, "Innleggelsesrapport")
    son = section(outline, "Pårørende")[0]
    assert son == Line(
        "Sønn",
        "Ole Hansen, Bugata 1, 4011 Stavanger, tlf. 51519000 (Hovedtelefon), tlf. 97212324 (Mobiltelefon)",
        "MsgHead/Document/RefDoc/Content/Innleggelsesrapport/ParorendeForesatt[1]",
    )
    contacts = [item for item in section(outline, "Kontaktpersoner") if isinstance(item, Line)]
    assert ("Primærkontakt", "Gunn Omsorg, Sykepleier, HPR 9876543\nGodkjent dato: 30.01.2018") in [
        (line.label, line.text) for line in contacts
    ]


@pytest.mark.parametrize(
    ("written", "estimate", "shown"),
    [
        ("2026-01-12", "true", "12.01.2026, anslagsvis"),
        ("2026-01-12", "false", "12.01.2026"),
        ("2026-01-12T09:40:00", "false", "12.01.2026 09:40"),
        ("2026-01-12T09:40:00Z", "false", "12.01.2026 10:40"),
        ("2026-07-12T23:40:00.5+00:00", "false", "13.07.2026 01:40"),
        ("2026-01", "true", "01.2026, anslagsvis"),
        ("2026", "true", "2026, anslagsvis"),
        ("09:40:00", "false", "09:40"),
    ],
)
def test_times_keep_the_precision_they_were_written_in(written: str, estimate: str, shown: str) -> None:
    when = event("3", "Pasient utskrivningsklar", written, estimate)
    data = message(logistics(f"<p1:MeldingInnlagtPasient>{when}</p1:MeldingInnlagtPasient>"))
    assert check(parse(data)) == ()
    (line,) = section(read(data), "Hendelser")
    assert isinstance(line, Line)
    assert (line.label, line.text) == ("Pasient utskrivningsklar", shown)


def test_a_test_message_is_marked_and_an_ordinary_one_is_not() -> None:
    assert read(ADMITTED).marks == ()
    for value, name, mark in (
        ("T", "Test", "Testmelding"),
        ("D", "Debug", "Testmelding (feilsøking)"),
        ("X", "?", "Testmelding"),
    ):
        status = f'<ProcessingStatus V="{value}" DN="{name}"/>'
        assert read(message(logistics(""), after_id=status)).marks == (mark,)
    assert read(message(logistics(""), after_id='<ProcessingStatus V="P" DN="Produksjon"/>')).marks == ()


def test_a_copy_to_us_is_marked_only_when_we_are_not_the_receiver() -> None:
    us = organisation("ST OLAVS HOSPITAL HF", "59", "PLO innleggelse somatikk", "91090")
    copy = f'<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/>{us}</OtherReceiver>'
    root = parse(message(logistics(""), copies=copy))
    assert outline_of(root, our_ids=frozenset({"HER:91090"})).marks == ("Kopi til oss",)
    assert outline_of(root, our_ids=frozenset({"HER:91090", "HER:5078"})).marks == ()
    assert facts(outline_of(root))["Kopi til"] == "ST OLAVS HOSPITAL HF, PLO innleggelse somatikk"
    assert KOMMUNE


def test_a_code_without_a_name_is_looked_up_and_an_unknown_one_shown_as_it_is() -> None:
    bare = f'<TidsfestetHendelse><Hendelsekode V="%s" S="{OID}9121"/><TidspunktForHendelse V="2026"/>'
    labels = []
    for value in ("1", "77"):
        inside = f"{bare % value}<Anslag>false</Anslag></TidsfestetHendelse>"
        data = message(logistics(f"<p1:MeldingInnlagtPasient>{inside}</p1:MeldingInnlagtPasient>"))
        (line,) = section(read(data), "Hendelser")
        assert isinstance(line, Line)
        labels.append(line.label)
    assert labels == ["Pasient innlagt", "77"]


def test_a_no_that_says_nothing_is_not_shown_and_other_answers_are_words(shared_dir: Path) -> None:
    outline = example(shared_dir, "Utskrivningsrapport")
    lines = [tuple(pair) for pair in _labelled(outline.sections)]
    assert not any(text in ("true", "false") for _, text in lines)
    assert ("Hensyn ved forskrivning", "Ja") in lines
    assert "Kontaktallergi" not in [label for label, _ in lines]
    assert "Hoveddiagnose" not in everything(outline)
    assert "Skal ikke tas sammen" not in everything(outline)


def _labelled(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in items:
        if isinstance(item, Line):
            found.append((item.label, item.text))
        elif isinstance(item, Section):
            found += _labelled(item.items)
        elif isinstance(item, Tag | Medicine):
            found += _labelled(item.details)
    return found


def test_line_breaks_of_a_note_are_kept_and_indentation_is_not(shared_dir: Path) -> None:
    notes = section(example(shared_dir, "Innleggelsesrapport"), "Sykepleie og andre notater")
    summary = next(
        note for note in notes if isinstance(note, Prose) and note.heading == "Sykepleiesammenfatning"
    )
    assert summary.text.split("\n\n") == [
        "- Nedsatt evne til å bevege seg grunnet erysipelas i venstre legg.",
        "- Noe plaget av begynnende svikt i hukommelsen",
        "- Plaget av hovne bein pga hjertesvikt",
    ]


def test_formatted_text_is_shown_as_text_with_its_structure() -> None:
    body = (
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>Feil <b>pasient</b>.</p><ul><li>En</li><li>To</li></ul>'
        '<script>alert(1)</script><a href="javascript:x()">her</a></div>'
    )
    data = DEVIATION.replace(b"Pasienten er ikke innlagt hos oss.", body.encode())
    shown = everything(read(data))
    assert "Feil pasient." in shown
    assert "• En\n\n• To" in shown or "• En\n• To" in shown
    assert "her (javascript:x())" in shown
    assert "<" not in shown


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u0085"])
def test_signs_that_hide_are_written_out(sign: str) -> None:
    shown = read(DEVIATION.replace(b"innlagt", f"inn{sign}lagt".encode()))
    assert f"inn⟨U+{ord(sign):04X}⟩lagt" in everything(shown)
    assert sign not in everything(shown)


def test_an_attachment_is_listed_and_not_poured_out() -> None:
    attached = (
        '<Document><RefDoc><IssueDate V="2026-01-12"/><MsgType V="A" DN="Vedlegg"/>'
        "<MimeType>application/pdf</MimeType>"
        "<Description>Sårbilde</Description><Content>"
        '<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">'
        f"{'QUJD' * 500_000}</Base64Container></Content></RefDoc></Document>"
    )
    data = message(logistics(""), documents=attached)
    outline = read(data)
    (line,) = section(outline, "Vedlegg (1)")
    assert isinstance(line, Line)
    assert line.text == (
        "Sårbilde, Tekst, 1,5 MB, application/pdf\nVedlegget kaller seg PDF, men innholdet er Tekst."
    )
    assert "QUJDQUJD" not in everything(outline)


def test_question_and_answer_read_as_such_and_the_fixed_theme_is_out_of_sight() -> None:
    question = section(read(QUESTION), "Forespørsel")
    assert [(item.label, item.text) for item in question if isinstance(item, Line)] == [
        ("Forespørselen gjelder", "Annen henvendelse"),
        ("Spørsmål", "Når startet dere med sårstell?"),
    ]
    answer = read(ANSWER)
    shown = [part for part in answer.sections if part.tone is not Tone.TECHNICAL]
    assert "Svar på forespørsel" not in "\n".join(texts(tuple(shown)))
    assert "Planen er utskrivning torsdag." in everything(answer)
    assert "Status/plan for utskrivning" in everything(answer)


def test_a_receipt_tells_its_status_each_error_and_what_it_is_about() -> None:
    outline = read(REFUSED_11)
    assert (outline.title, outline.version) == ("Applikasjonskvittering", "1.1")
    assert facts(outline)["Status"] == "Avvist"
    (error,) = section(outline, "Feil")
    assert isinstance(error, Line)
    assert error.text == "E36 Pasientopplysninger er utilstrekkelige: Navn uten gyldig identifikator"
    about = section(outline, "Kvitteringen gjelder")
    assert ("Meldingstype", "Innleggelsesrapport") in _labelled(about)
    assert ("Sendt", "30.01.2018 15:34") in _labelled(about)


def test_a_document_that_nobody_knows_is_read_under_its_own_names() -> None:
    outline = read(
        b'<rapport xmlns="urn:ukjent"><tittel>Hei</tittel><del merke="a1"><tekst>Der</tekst></del></rapport>'
    )
    assert ("tittel", "Hei") in _labelled(outline.sections)
    assert ("tekst", "Der") in _labelled(outline.sections)
    assert "merke: a1" in everything(outline)


def test_a_unit_without_a_number_is_named_once() -> None:
    outline = read(a_message(INNLAGT))
    unit = next(text for label, text in _labelled(outline.sections) if label == "Ansvarlig enhet")
    assert unit.count("Ortopedisk sengepost") == 1
    assert "Lokal identifikator" not in unit
    assert "Øvrige opplysninger" not in [part.title for part in outline.sections]


def test_a_diagnosis_whose_code_and_description_say_the_same_is_said_once() -> None:
    content = from_plain(
        HELSEOPPLYSNINGER, {"diagnoser": [{"diagnose": "Hoftebrudd", "kode": "S720", "hoveddiagnose": True}]}
    )
    outline = read(a_message(HELSEOPPLYSNINGER, content))
    assert ("Hoveddiagnose", "S720 Hoftebrudd") in _labelled(section(outline, "Diagnoser"))


def test_an_update_says_first_what_it_changes() -> None:
    content = sample(HELSEOPPLYSNINGER).having(ENDRING, "Ny forventet dato, 27.11.")
    told = facts(
        read(a_message(HELSEOPPLYSNINGER, content, a_context(standing="M", parent=ID, conversation=ID)))
    )
    assert told["Innhold"] == "Oppdaterte opplysninger"
    assert told["Hva er endret"] == "Ny forventet dato, 27.11."


def test_an_answer_stands_before_the_question_it_answers_and_its_theme_is_not_shown() -> None:
    outline = read(ANSWER)
    titles = [part.title for part in outline.sections]
    assert titles[:2] == ["Svar", "Spørsmålet det er svar på"]
    assert ("Tekst", "Planen er utskrivning torsdag.") in list(_labelled(outline.sections))
    assert ("Forespørselen gjelder", "Status/plan for utskrivning") in list(_labelled(outline.sections))
    technical = outline.sections[-1]
    assert technical.title == "Tekniske opplysninger"
    assert not any(text == "Svar på forespørsel" for _, text in _labelled(outline.sections[:-1]))


def test_a_deviation_says_what_is_wrong() -> None:
    assert ("Hva er galt", "Feil adressat") in list(
        _labelled((Section("", section(read(DEVIATION), "Avvik")),))
    )


def test_a_kind_of_question_without_its_name_is_named_from_the_code() -> None:
    data = QUESTION.replace(b' DN="Annen henvendelse"', b"")
    assert ("Forespørselen gjelder", "Annen henvendelse") in list(_labelled(read(data).sections))


def test_what_a_heading_says_already_is_not_said_again_of_each_medicine(shared_dir: Path) -> None:
    outline = example(shared_dir, "Utskrivningsrapport")
    drugs = [item for part in outline.sections for item in part.items if isinstance(item, Medicine)]
    assert {line.label for drug in drugs for line in drug.details} == set()


def test_every_part_of_the_standards_has_a_place_of_its_own() -> None:
    """Other information is for what nobody foresaw; a nurse should not have to look for anything there."""
    allowed = {"Om forsendelsen", "Administrative opplysninger", "Fravær"}
    for name, data in documents():
        # The first of these holds parts that no message leads to.
        if name == "1.6 Pasientlogistikk, way 0":
            continue
        sections = read(data).sections
        rest = next((part.items for part in sections if part.title == "Øvrige opplysninger"), ())
        titles = {item.title if isinstance(item, Section) else item for item in rest}
        assert titles <= allowed, name


def test_what_a_consultation_is_about_stands_among_the_facts() -> None:
    data = next(data for name, data in documents() if name == "1.6 Konsultasjon, way 0")
    outline = read(data)
    said = [fact.text for fact in outline.facts if "InnholdKonsultasjon" in fact.path]
    assert len(said) == 2
    assert not any(part.title == "Meldingen gjelder" for part in outline.sections)


def test_a_type_without_a_name_is_named_by_its_content() -> None:
    data = next(data for name, data in documents() if name == "2.0 Pasientlogistikk, way 5")
    nameless = data.replace(b' DN="Meldingstypen i klartekst"', b"")
    assert read(nameless).title == "Tilbakemelding på utskrivningsklar pasient"


def test_a_persons_number_is_parted_for_reading_and_whole_for_copying() -> None:
    outline = read(a_message(INNLAGT))
    assert outline.patient is not None
    assert outline.patient.number == "131169 00216"
    technical = section(outline, "Tekniske opplysninger")
    assert [item.text for item in technical if isinstance(item, Line) and "nummer, som" in item.label] == [
        "13116900216"
    ]


def test_what_is_told_of_a_medicine_apart_from_it_names_it() -> None:
    """R-04: a patient may have some medicines in a multidose and some beside it."""
    mtype = by_code("UTSKRIVNINGSRAPPORT")
    assert mtype is not None
    rows = [{"navn": "Paracetamol", "multidose": "1"}, {"navn": "Metoprolol", "multidose": "2"}]
    outline = read(a_message(mtype, from_plain(mtype, {**to_plain(sample(mtype)), "i_bruk": rows})))
    technical = {item.label for item in section(outline, "Tekniske opplysninger") if isinstance(item, Line)}
    assert "Multidose, Paracetamol" in technical
    (_, metoprolol) = section(outline, "Legemidler i bruk")
    assert isinstance(metoprolol, Medicine)
    assert [line.label for line in metoprolol.details] == ["Multidose"]
