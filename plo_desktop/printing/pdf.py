"""The one call that puts a message on paper: outline in, PDF out, the same values as on the screen."""

from __future__ import annotations

from plo_desktop.messages.outline import Outline
from plo_desktop.printing.sheet import Sheet
from plo_desktop.printing.shortening import for_paper

__all__ = ["Sheet", "pdf_of"]


def pdf_of(outline: Outline, sheet: Sheet) -> bytes:
    """Return the message as an A4 PDF with embedded fonts; equal input gives equal bytes.

    A text that is longer than any ward writes is cut, and says so. Only the type of the message stands in
    the document's properties, nothing of the patient.
    """
    # ReportLab takes 0.1 s to load and the layout half of that, and most sessions of a ward print nothing.
    from plo_desktop.printing.drawing import InterFonts, draw
    from plo_desktop.printing.layout import pages_of
    from plo_desktop.printing.paper import paper

    measures = paper()
    return draw(pages_of(for_paper(outline), sheet, measures, InterFonts()), measures, outline.title)
