"""Outlines and sheets with defaults, and the text of a finished PDF as a reader of it meets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2

from plo_desktop.messages.outline import (
    Line,
    Medicine,
    Outline,
    PatientLine,
    Section,
    Tag,
    Tone,
)
from plo_desktop.printing.pdf import Sheet

_FOOT_POINTS = 45
MSG_ID = "52c04610-0818-11e8-b566-0800200c9a66"

CRITICAL = Section(
    "Kritisk informasjon",
    (
        Tag("CAVE", "Morfin", "registrert 13.03.2004"),
        Tag("ALLERGI", "Veps: får blodtrykksfall", details=(Line("Kilde", "Pasienten"),)),
        Tag("SMITTE", "MRSA, luft- og kontaktsmitte"),
    ),
    Tone.CRITICAL,
)
MEDICINES = Section(
    "Legemidler i bruk",
    (
        Medicine("Burinex", "1 mg tablett", "2 tabl kl. 08 og 13", "Fast", "Store tabletter må deles"),
        Medicine("Triatec", "2,5 mg tablett", "1 tabl kl. 13", "Fast", "", "fra 19.11.2026"),
    ),
)
STOPPED = Section("", (Medicine("Marevan", "2,5 mg tablett"),), Tone.STOPPED)


def a_patient_line(name: str = "Gundersen, Roland") -> PatientLine:
    """Return an official test patient."""
    return PatientLine(name, "15076500565", "Fødselsnummer", "15.07.1965", "Mann")


def an_outline(
    *sections: Section, patient: PatientLine | None = None, title: str = "Helseopplysninger"
) -> Outline:
    """Return a message to be read, with a patient."""
    facts = (Line("Fra", "ST OLAVS HOSPITAL HF"), Line("Til", "Alvdal kommune, Saksbehandling"))
    return Outline(title, "HELSEOPPLYSNINGER", "1.6", "Ny", patient or a_patient_line(), facts, sections)


def a_sheet(**changed: str | int | tuple[str, ...]) -> Sheet:
    """Return a first print by a nurse."""
    made = Sheet(
        datetime(2026, 11, 20, 8, 31, tzinfo=UTC),
        "May Jones",
        msg_id=str(changed.get("msg_id", MSG_ID)),
        ward="Ortopedisk kirurgi, post 3B",
    )
    copy_no, address = changed.get("copy_no", 1), changed.get("address", ())
    assert isinstance(copy_no, int)
    assert isinstance(address, tuple)
    return replace(made, copy_no=copy_no, address=address)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [document[at].get_textpage().get_text_range() for at in range(len(document))]


def body_text(pdf: bytes) -> str:
    """Return the text of all pages without their feet, as one string without white space."""
    document = pypdfium2.PdfDocument(pdf)
    parts: list[str] = []
    for at in range(len(document)):
        page = document[at]
        width, height = page.get_size()
        parts.append(page.get_textpage().get_text_bounded(0, _FOOT_POINTS, width, height))
    return squeezed("".join(parts))


def squeezed(text: str) -> str:
    """Return text without white space, so that line breaks on paper do not matter."""
    return "".join(text.split()).replace("\ufffe", "-").replace("\u00ad", "-")
