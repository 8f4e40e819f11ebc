"""Everything that the reader does with bytes that came in, in one call."""

from __future__ import annotations

from plo_desktop.messages.change_marks import marked
from plo_desktop.messages.outline_json import as_json
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.safe_html import as_html
from plo_desktop.printing.pdf import pdf_of
from plo_desktop.wire.attachments import read_attachments
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import XmlRefused, parse
from tests.unit.printing.sheets_made import a_sheet
from tests.wire.made import GENERATED

LONGEST_SECONDS = 2.0


def read_whole(data: bytes, *, on_paper: bool = False) -> str:
    """Inspect and read an input in every form; return what became of it. Raises what the reader raises."""
    found = inspect(data)
    assert found.findings() == inspect(data).findings()
    assert found.refusal is None or found.refusal.text
    _ = found.words, found.content, found.leftovers
    outline = found.outline
    if outline is None:
        return "unreadable"
    assert as_text(outline)
    assert as_json(outline)
    page = as_html(outline)
    assert "<script" not in page
    assert marked(outline, outline, GENERATED.date()).sections == outline.sections
    if on_paper:
        assert pdf_of(outline, a_sheet()).startswith(b"%PDF")
    try:
        read_attachments(parse(data))
    except XmlRefused:
        return "unreadable"
    return "refused" if found.refusals else "accepted"
