"""Pages as values: what stands where on the sheet, so that the layout can be tested without a PDF.

All lengths are points (1/72 inch); the origin is the upper left corner and y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Face(StrEnum):
    """The four weights of the bundled font, by the name under which they are embedded."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"


class Tint(StrEnum):
    """The colours of paper, by their name in the tokens; everything reads in grey."""

    TEXT = "text"
    SECOND = "second"
    RULE = "rule"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks. `leading` is the step from one line to the next."""

    face: Face
    size: float
    leading: float
    tint: Tint = Tint.TEXT


@dataclass(frozen=True, slots=True)
class TextRun:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    tint: Tint = Tint.RULE


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle; `x` and `y` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    tint: Tint = Tint.TEXT
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Outlined:
    """A rectangle that is only drawn round its edge; the line lies inside."""

    x: float
    y: float
    width: float
    height: float
    line: float


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square code with `text` in it."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class BarCode:
    """A Code 128 with `text` in it."""

    x: float
    y: float
    width: float
    height: float
    text: str


Piece = TextRun | Stroke | Fill | Outlined | QrCode | BarCode


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its pieces in reading order, which is also the order in which a screen reader meets them."""

    pieces: tuple[Piece, ...]


def moved(piece: Piece, down: float) -> Piece:
    """Return the piece `down` points further down."""
    match piece:
        case TextRun(x, y, text, style):
            return TextRun(x, y + down, text, style)
        case Stroke(x1, y1, x2, y2, width, tint):
            return Stroke(x1, y1 + down, x2, y2 + down, width, tint)
        case Fill(x, y, width, height, tint, radius):
            return Fill(x, y + down, width, height, tint, radius)
        case Outlined(x, y, width, height, line):
            return Outlined(x, y + down, width, height, line)
        case QrCode(x, y, size, text):
            return QrCode(x, y + down, size, text)
        case BarCode(x, y, width, height, text):
            return BarCode(x, y + down, width, height, text)
