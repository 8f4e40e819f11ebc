"""Draws chips, tags and row buttons, for delegates and widgets alike, so that both look the same."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from plo_desktop.ui.theme.theme import Theme, hair, on_half_pixels

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


class ChipFace(NamedTuple):
    """What a chip says: a state of the tokens, words, and an icon when it is not the state's own."""

    state: str
    text: str
    icon: str = ""


def text_width(font: QFont, text: str) -> int:
    """Return the width of a line of text in pixels, rounded up."""
    return int(QFontMetricsF(font).horizontalAdvance(text)) + 1


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
    elide: bool = False,
) -> int:
    """Draw one line of plain text inside `rect` and return its width; `elide` only where it may be cut."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = text
    if elide:
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), shown)
    return text_width(font, shown)


def draw_icon(
    painter: QPainter, theme: Theme, point: QPointF, name: str, colour: str, size: int = 16
) -> None:
    """Draw an icon with its upper left corner at `point`."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(point, theme.pixmap(name, colour, size, ratio))


def chip_icon(theme: Theme, face: ChipFace) -> str:
    """Return the icon a chip shows, or an empty string."""
    return face.icon or ("" if face.state in ("annet", "uten") else theme.state(face.state).icon)


def _chip_font(theme: Theme, face: ChipFace) -> QFont:
    return theme.font("dense", 600 if theme.state(face.state).urgent and face.state != "snart" else 500)


def chip_width(theme: Theme, face: ChipFace) -> int:
    """Return how wide the chip is with its words."""
    width = text_width(_chip_font(theme, face), face.text)
    return width + (6 + theme.px(16) + 6 + 9 if chip_icon(theme, face) else 16)


def draw_chip(painter: QPainter, theme: Theme, rect: QRect, face: ChipFace) -> None:
    """Draw a filled chip that takes up `rect`."""
    look = theme.state(face.state)
    name = chip_icon(theme, face)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(hair(QColor(look.edge), dashed=look.dashed))
    painter.setBrush(QColor(look.fill))
    painter.drawRoundedRect(on_half_pixels(QRectF(rect)), 3.5, 3.5)
    x = rect.x() + 8
    if name:
        size = theme.px(16)
        draw_icon(painter, theme, QPointF(rect.x() + 6, rect.center().y() - size / 2 + 0.5), name, look.text)
        x = rect.x() + 6 + size + 6
    room = QRect(x, rect.y(), rect.right() - x - 2, rect.height())
    draw_text(painter, room, face.text, _chip_font(theme, face), QColor(look.text), elide=True)
    painter.restore()


def plain_state_width(theme: Theme, face: ChipFace) -> int:
    """Return the width of a state that is icon and words without a fill."""
    return theme.px(16) + 6 + text_width(theme.font("dense"), face.text)


def draw_plain_state(
    painter: QPainter, theme: Theme, rect: QRect, face: ChipFace, muted: bool = False, bold: bool = False
) -> None:
    """Draw a calm state: its icon in the state's colour, its words in text colour."""
    look = theme.state(face.state)
    size = theme.px(16)
    name = chip_icon(theme, face) or "ikkeenna"
    point = QPointF(rect.x(), rect.center().y() - size / 2 + 0.5)
    draw_icon(painter, theme, point, name, "text3" if muted else look.plain)
    room = rect.adjusted(size + 6, 0, 0, 0)
    colour = theme.color("text3" if muted else "text")
    draw_text(painter, room, face.text, theme.font("dense", 600 if bold else 400), colour, elide=True)


def draw_small_button(painter: QPainter, theme: Theme, rect: QRect, text: str, hover: bool = False) -> None:
    """Draw a 28 px row button."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(hair(theme.color("edge")))
    painter.setBrush(theme.color("hover" if hover else "page"))
    painter.drawRoundedRect(on_half_pixels(QRectF(rect)), 3.5, 3.5)
    draw_text(painter, rect, text, theme.font("dense", 500), theme.color("text"), CENTER)
    painter.restore()


def draw_row_ground(
    painter: QPainter, theme: Theme, rect: QRect, *, selected: bool, hover: bool, first: bool = True
) -> None:
    """Draw the ground of a row: selection with its ink bar at the left of the first column, or hover."""
    if selected:
        painter.fillRect(rect, theme.color("sel"))
        if first:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), theme.color("ink"))
    elif hover:
        painter.fillRect(rect, theme.color("hover"))


def draw_line_below(painter: QPainter, theme: Theme, rect: QRect, colour: str = "line") -> None:
    """Draw the one-pixel line under a row."""
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.color(colour))


def draw_row_ring(painter: QPainter, theme: Theme, rect: QRect) -> None:
    """Draw the focus ring inside a row."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, name in ((1.0, "focus1"), (3.0, "focus2")):
        painter.setPen(hair(theme.color(name), 2))
        painter.drawRect(QRectF(rect).adjusted(inset, inset, -inset, -inset))
    painter.restore()


def draw_circle_icon(
    painter: QPainter, theme: Theme, middle: QPointF, name: str, state: str = "", size: int = 24
) -> None:
    """Draw a circle of the timeline with its icon; it takes the fill of an urgent or waiting state."""
    radius = theme.px(size) / 2
    look = theme.state(state) if state else None
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(hair(QColor(look.edge) if look else theme.color("edge")))
    painter.setBrush(QColor(look.fill) if look else theme.color("page"))
    painter.drawEllipse(middle, radius - 0.5, radius - 0.5)
    half = theme.px(14) / 2
    colour = look.text if look else "text"
    draw_icon(painter, theme, QPointF(middle.x() - half, middle.y() - half), name, colour, 14)
    painter.restore()
