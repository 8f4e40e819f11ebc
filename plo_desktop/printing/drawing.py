"""Draws laid-out sheets with ReportLab; the only module that knows it, loaded when something is printed."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from reportlab import rl_config
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from plo_desktop.base.resources import resource_dir
from plo_desktop.printing.paper import A4_HEIGHT, A4_WIDTH, Paper
from plo_desktop.printing.pieces import (
    BarCode,
    Face,
    Fill,
    Outlined,
    Page,
    Piece,
    QrCode,
    Stroke,
    Style,
    TextRun,
    Tint,
)

# Otherwise every file would list Helvetica, which is not embedded.
rl_config.canvas_basefontname = Face.REGULAR.value


@cache
def _font(face: Face) -> TTFont:
    font = TTFont(face.value, resource_dir() / "fonts" / f"{face.value}.ttf")
    pdfmetrics.registerFont(font)
    return font


@cache
def _widths(face: Face) -> dict[int, float]:
    return dict(_font(face).face.charWidths)


class InterFonts:
    """The metrics of the bundled font; satisfies `wrapping.Fonts`."""

    def width(self, text: str, style: Style) -> float:
        """Return how wide the text is, in points."""
        widths = _widths(style.face)
        return sum(widths.get(ord(sign), 600.0) for sign in text) * style.size / 1000

    def has(self, character: str, face: Face) -> bool:
        """Tell whether the font can draw the character."""
        return ord(character) in _widths(face)


def draw(pages: tuple[Page, ...], paper: Paper, title: str) -> bytes:
    """Return the sheets as PDF bytes: fonts embedded as subsets, the same bytes for the same sheets.

    `title` becomes the document's title and must say nothing of a patient.
    """
    for face in Face:
        _font(face)
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(A4_WIDTH, A4_HEIGHT),
        invariant=1,
        pageCompression=1,
        lang="nb-NO",
    )
    canvas.setTitle(title)
    canvas.setAuthor("PLO Desktop")
    canvas.setCreator("PLO Desktop")
    canvas.setSubject("")
    for page in pages:
        for piece in page.pieces:
            _draw(piece, canvas, paper)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(piece: Piece, canvas: Canvas, paper: Paper) -> None:
    match piece:
        case TextRun(x, y, text, style):
            canvas.setFillColor(HexColor(paper.colours[style.tint]))
            canvas.setFont(style.face.value, style.size)
            canvas.drawString(x, A4_HEIGHT - y, text)
        case Stroke(x1, y1, x2, y2, width, tint):
            canvas.setStrokeColor(HexColor(paper.colours[tint]))
            canvas.setLineWidth(width)
            canvas.line(x1, A4_HEIGHT - y1, x2, A4_HEIGHT - y2)
        case Fill(x, y, width, height, tint, radius):
            canvas.setFillColor(HexColor(paper.colours[tint]))
            canvas.roundRect(x, A4_HEIGHT - y - height, width, height, radius, stroke=0, fill=1)
        case Outlined(x, y, width, height, line):
            canvas.setStrokeColor(HexColor(paper.colours[Tint.TEXT]))
            canvas.setLineWidth(line)
            half = line / 2
            canvas.rect(
                x + half, A4_HEIGHT - y - height + half, width - line, height - line, stroke=1, fill=0
            )
        case QrCode(x, y, size, text):
            _draw_qr(canvas, paper, x, y, size, text)
        case BarCode(x, y, width, height, text):
            code = Code128(text, barHeight=height, quiet=False, humanReadable=False)
            bars = Code128(text, barHeight=height, barWidth=width / code.width * code.barWidth, quiet=False)
            bars.drawOn(canvas, x, A4_HEIGHT - y - height)


def _draw_qr(canvas: Canvas, paper: Paper, x: float, y: float, size: float, text: str) -> None:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.make()
    dark: list[list[bool]] = code.modules
    count = code.moduleCount
    step = size / count
    canvas.setFillColor(HexColor("#000000"))
    path = canvas.beginPath()
    for row in range(count):
        start = None
        for column, is_dark in enumerate([*dark[row], False]):
            if is_dark and start is None:
                start = column
            elif not is_dark and start is not None:
                path.rect(x + start * step, A4_HEIGHT - y - (row + 1) * step, (column - start) * step, step)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)
