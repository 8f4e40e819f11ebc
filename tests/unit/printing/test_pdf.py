"""A message on paper: everything is there, nothing is hidden in it, and it looks the same each time."""

from __future__ import annotations

import pypdfium2
import pytest

from plo_desktop.messages.outline import Line, Medicine, Outline, Prose, Section, Table, Tag, Tone
from plo_desktop.printing.pdf import pdf_of
from tests.unit.printing.sheets_made import (
    CRITICAL,
    MEDICINES,
    MSG_ID,
    STOPPED,
    a_sheet,
    an_outline,
    page_texts,
    squeezed,
)


def prose(text: str) -> Section:
    return Section("Forløp", (Prose("Forløp og behandling", text),))


def text_of(outline: Outline) -> str:
    return squeezed("".join(page_texts(pdf_of(outline, a_sheet()))))


def test_all_fonts_are_embedded_and_no_other_is_listed() -> None:
    pdf = pdf_of(an_outline(CRITICAL, MEDICINES, STOPPED), a_sheet())
    assert b"Helvetica" not in pdf
    assert b"+Inter-Regular" in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/FontDescriptor ")


def test_equal_input_gives_equal_bytes() -> None:
    outline = an_outline(CRITICAL, MEDICINES, STOPPED)
    assert pdf_of(outline, a_sheet()) == pdf_of(outline, a_sheet())


def test_the_properties_name_the_type_and_never_the_patient() -> None:
    document = pypdfium2.PdfDocument(pdf_of(an_outline(CRITICAL), a_sheet()))
    about = document.get_metadata_dict()
    assert about["Title"] == "Helseopplysninger"
    assert not [value for value in about.values() if "Gundersen" in value or "15076500565" in value]


def test_every_sheet_names_the_patient_the_printer_and_its_number() -> None:
    pages = page_texts(pdf_of(an_outline(prose("Lang tekst. " * 2000)), a_sheet()))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "Gundersen, Roland" in page
        assert "15076500565" in page
        assert "Skrevet ut 20.11.2026 09:31 av May Jones" in page
        assert f"Side {number} av {len(pages)}" in page


def test_a_second_print_says_that_it_is_a_copy() -> None:
    pages = page_texts(pdf_of(an_outline(CRITICAL), a_sheet(copy_no=2)))
    assert "kopi 2" in pages[0]
    assert "Utskrift nr. 2" in pages[0]


@pytest.mark.parametrize(
    "text",
    [
        "<para>x</para>",
        "<b>fet</b> <img src='file:///etc/passwd'/>",
        "<font color=red>r</font> & &lt; &amp;",
        r"(\) \\ \055 ) Tj ET",
        "{\\rtf1} %PDF-1.4 endobj",
        "Ovlláš Rástoš, Iŋgá Márjá Boŋgu, Čáhcesuolu, Ŧ ŧ đ ž, MARIÔN ÄNGLEGÅRD",
        "½ × ≥ ± µg 37,5 °C – «sitat» …",
    ],
)
def test_what_a_sender_wrote_is_printed_as_written(text: str) -> None:
    assert squeezed(text) in text_of(an_outline(prose(text)))


def test_line_breaks_are_kept() -> None:
    first = page_texts(pdf_of(an_outline(prose("kl. 08\nkl. 13\n\nkl. 22")), a_sheet()))[0]
    assert "kl. 08\r\n" in first
    assert "kl. 13\r\n" in first


def test_decomposed_letters_are_drawn_as_one_letter() -> None:
    assert "Blåbærtærte" in text_of(an_outline(prose("Bla\u030abærtærte")))


@pytest.mark.parametrize(
    ("sign", "mark"), [("\u202e", "‹U+202E›"), ("\u200b", "‹U+200B›"), ("中", "‹U+4E2D›")]
)
def test_what_cannot_be_seen_or_drawn_is_marked(sign: str, mark: str) -> None:
    assert f"før{mark}etter" in text_of(an_outline(prose(f"før{sign}etter")))


def test_critical_information_stands_before_the_facts_and_stopped_drugs_say_so() -> None:
    text = text_of(an_outline(prose("x"), MEDICINES, STOPPED, CRITICAL))
    order = [
        text.index(squeezed(part)) for part in ("CAVE", "ST OLAVS HOSPITAL", "Burinex", "Seponert, skal")
    ]
    assert order == sorted(order)
    assert squeezed("Seponert, skal ikke brukes") + squeezed("Marevan, 2,5 mg tablett") in text


def test_technical_details_come_last() -> None:
    technical = Section("Tekniske opplysninger", (Line("Versjon", "1.6"),), Tone.TECHNICAL)
    text = text_of(an_outline(technical, prose("forløpet")))
    assert text.index("forløpet") < text.index("Tekniske")


def test_a_table_that_goes_on_repeats_its_heads() -> None:
    many = Section("Legemidler i bruk", MEDICINES.items * 40)
    pages = page_texts(pdf_of(an_outline(many), a_sheet()))
    assert len(pages) > 1
    assert all("Styrke og form" in page for page in pages)


def test_a_drug_and_its_remark_stay_on_one_sheet() -> None:
    many = Section("Legemidler i bruk", MEDICINES.items[:1] * 90)
    for page in page_texts(pdf_of(an_outline(many), a_sheet())):
        assert page.count("Burinex") == page.count("Store tabletter")


def test_a_message_without_patient_is_printed_too() -> None:
    receipt = Outline("Applikasjonskvittering", "APPREC", "1.1", "OK", None, (Line("Status", "OK"),), ())
    assert "Applikasjonskvittering" in page_texts(pdf_of(receipt, a_sheet(msg_id="")))[0]


def test_a_letter_has_the_address_and_the_message_number() -> None:
    letter = a_sheet(address=("Alvdal kommune", "Postboks 4", "2560 ALVDAL"))
    first = page_texts(pdf_of(an_outline(CRITICAL), letter))[0]
    assert "2560 ALVDAL" in first
    assert "Retur: Ortopedisk kirurgi, post 3B" in first
    assert MSG_ID in first


def test_a_hundred_sheets_are_no_matter() -> None:
    long = prose("Startet umiddelbart med penicillin. " * 10000)
    pages = page_texts(pdf_of(an_outline(long, long), a_sheet()))
    assert len(pages) > 100
    assert f"Side 1 av {len(pages)}" in pages[0]


def test_what_changed_is_marked_on_paper_with_its_day() -> None:
    drug = Medicine("Paracet", "500 mg", "1 x 4", mark="ENDRET 20.11.2026")
    kin = Line("Datter", "Kari Danser", mark="NYTT 20.11.2026")
    gone = Line("Pårørende", "Sønn: Per", mark="FJERNET 20.11.2026")
    cave = Tag("CAVE", "Morfin", "kvalme", mark="NYTT 20.11.2026")
    said = text_of(
        an_outline(
            Section("Kritisk informasjon", (cave,), Tone.CRITICAL),
            Section("Legemidler i bruk", (drug,)),
            Section("Seponert, skal ikke brukes", (drug,), Tone.STOPPED),
            Section("Pårørende", (kin, gone), mark="ENDRET 20.11.2026"),
            Section("Notat", (Prose("Plan", "Hjem", mark="ENDRET 20.11.2026"),)),
        )
    )
    assert said.count("ENDRET20.11.2026") == 4
    assert said.count("NYTT20.11.2026") == 2
    assert said.count("FJERNET20.11.2026") == 1


def test_a_wide_table_breaks_over_sheets_with_its_head_on_each() -> None:
    rows = (("Dag", "Vekt"), *((f"dag {number}", f"{number} kg") for number in range(200)))
    pages = page_texts(pdf_of(an_outline(Section("Tabell", (Table(rows, has_head=True),))), a_sheet()))
    assert len(pages) > 2
    assert all("Vekt" in page for page in pages)
    assert "199 kg" in pages[-1]


def test_the_patients_box_tells_age_and_what_is_said_about_the_patient_once() -> None:
    about = Section("Om pasienten", (Line("Sivilstand", "Gift"), Line("Språk", "Norsk")))
    said = text_of(an_outline(about))
    assert "født15.07.1965(61år),mann" in said
    assert said.count("Sivilstand") == 1
    assert "Ompasienten" not in said
