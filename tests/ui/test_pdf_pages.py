"""A sender's PDF is drawn as far as it goes, and what is not drawn is counted."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from plo_desktop.ui.reader.pdf_pages import first_pages


def a_pdf(*kids: str) -> bytes:
    """Return a PDF with one page, as object 3, and these as its list of pages."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
        "42",
    )
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\n"
    return f"{body}startxref\n{start}\n%%EOF\n".encode()


def test_a_page_is_as_wide_as_there_is_room(qapp: QApplication) -> None:
    images, left = first_pages(a_pdf("3 0 R"), 20, 400)
    assert (len(images), left) == (1, 0)
    assert images[0].width() == 400


def test_a_page_that_cannot_be_drawn_is_not_passed_over_in_silence(qapp: QApplication) -> None:
    images, left = first_pages(a_pdf("3 0 R", "4 0 R", "3 0 R"), 20, 400)
    assert (len(images), left) == (1, 2)


def test_what_is_no_pdf_has_no_pages(qapp: QApplication) -> None:
    assert first_pages(b"%PDF-1.4 og ikke mer", 20, 400) == ([], 0)
