"""Every value of every official example and maximal document is on paper."""

from __future__ import annotations

import unicodedata
from itertools import islice
from pathlib import Path

import pytest

from plo_desktop.messages.outline import Outline, texts
from plo_desktop.printing.drawing import InterFonts
from plo_desktop.printing.pdf import pdf_of
from plo_desktop.printing.pieces import Face
from plo_desktop.printing.wrapping import visible
from plo_desktop.wire.reading import outline_of
from plo_desktop.wire.safe_xml import parse
from tests.unit.printing.sheets_made import a_sheet, body_text, squeezed
from tests.wire.completeness import demands, lost
from tests.wire.maximal import documents

WITHOUT_HEADING = ("Om pasienten", "Status")
"""What is said about the patient stands in the patient's box, and the status beside the title."""

PARTS = 4
"""The maximal documents are printed in so many tests, so that none takes long."""

EXAMPLES = (
    "apprec-v1.0/apprec-eksempel.xml",
    "dialogmelding-v1.0/Dialogmelding_avvik_v1-0.xml",
    "dialogmelding-v1.0/Dialogmelding_foresporsel_PLO_v1-0.xml",
    "dialogmelding-v1.0/Dialogmelding_svar_foresporsel_PLO_v1-0.xml",
    "plo-v1.6/Helseopplysninger_Varsel_om_innlagt_pasient_v1-6_Ny.xml",
    "plo-v1.6/Helseopplysninger_til_lege_v1-6_Ny.xml",
    "plo-v1.6/Innleggelsesrapport_v1-6_Ny.xml",
    "plo-v1.6/Medisinske_opplysninger_v1-6_Ny.xml",
    "plo-v1.6/Orientering_om_tjenestetilbud_v1-6_Ny.xml",
    "plo-v1.6/Pasientlogistikk_Avmelding_av_utskrivningsklar_pasient_v1-6_Ny.xml",
    "plo-v1.6/Pasientlogistikk_Innlagt_pasient_v1-6_Ny.xml",
    "plo-v1.6/Pasientlogistikk_Melding_om_utskrevet_pasient_v1-6_Ny.xml",
    "plo-v1.6/Pasientlogistikk_Orientering_om_dodsfall_v1-6_Ny.xml",
    "plo-v1.6/Pasientlogistikk_Utskrivningsklar_pasient_v1-6_Ny.xml",
    "plo-v1.6/Utskrivningsrapport_v1-6_Ny.xml",
)


def outline_of_example(shared: Path, name: str) -> Outline:
    return outline_of(parse(_example(shared, name)))


def _example(shared: Path, name: str) -> bytes:
    return (shared / "standards" / "examples" / name).read_bytes()


def test_no_example_is_forgotten(shared_dir: Path) -> None:
    folder = shared_dir / "standards" / "examples"
    assert {str(path.relative_to(folder)) for path in folder.rglob("*.xml")} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_of_the_example_is_on_paper(shared_dir: Path, name: str) -> None:
    outline = outline_of_example(shared_dir, name)
    printed = body_text(pdf_of(outline, a_sheet()))
    who = outline.patient
    about = (outline.title, *outline.marks, *((who.name, who.number, who.born) if who else ()))
    missing = [
        text
        for text in (*about, *texts((*outline.facts, *outline.sections)))
        if text not in WITHOUT_HEADING
        and squeezed(visible(unicodedata.normalize("NFC", text), InterFonts(), Face.REGULAR)) not in printed
    ]
    assert missing == []
    assert lost(demands(parse(_example(shared_dir, name))), printed.casefold()) == []


@pytest.mark.parametrize("at", range(PARTS))
def test_every_leaf_of_every_maximal_document_is_on_paper(at: int) -> None:
    found = {}
    for name, data in islice(documents(), at, None, PARTS):
        root = parse(data)
        printed = body_text(pdf_of(outline_of(root), a_sheet()))
        found[name] = lost(demands(root), printed.casefold())
    assert found == {name: [] for name in found}
