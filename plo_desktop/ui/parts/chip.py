"""Chip and tag as widgets, drawn by the same painter as in the lists."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from plo_desktop.ui.parts.painting import (
    CENTER,
    ChipFace,
    chip_width,
    draw_chip,
    draw_plain_state,
    draw_text,
    plain_state_width,
    text_width,
)
from plo_desktop.ui.theme.theme import Theme, hair, on_half_pixels


class Chip(QLabel):
    """A state: filled, or as icon and words when `calm`."""

    def __init__(self, theme: Theme, face: ChipFace, *, calm: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._face = face
        self._calm = calm
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_face(face, calm=calm)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another text size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def show_face(self, face: ChipFace, *, calm: bool = False) -> None:
        """Show another state."""
        self._face = face
        self._calm = calm
        self.setText(face.text)
        self.setAccessibleName(face.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the words need."""
        if self._calm:
            return QSize(plain_state_width(self._theme, self._face) + 1, self._theme.px("chip"))
        return QSize(chip_width(self._theme, self._face), self._theme.px("chip"))

    def minimumSizeHint(self) -> QSize:
        """A state is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        if self._calm:
            draw_plain_state(painter, self._theme, self.rect(), self._face)
        else:
            draw_chip(painter, self._theme, self.rect(), self._face)
        painter.end()


class Tag(QLabel):
    """CAVE, ALLERGI, SMITTE in ink, or ENDRET as an outline when not `filled`."""

    def __init__(self, theme: Theme, text: str, *, filled: bool = True) -> None:
        super().__init__(text)
        self._theme = theme
        self._filled = filled
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another text size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room the word needs."""
        return QSize(text_width(self._theme.font("caption", 700), self.text()) + 18, self._theme.px("tag"))

    def minimumSizeHint(self) -> QSize:
        """A tag is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(hair(theme.color("ink")))
        painter.setBrush(theme.color("ink" if self._filled else "page"))
        painter.drawRoundedRect(on_half_pixels(self.rect().toRectF()), 3, 3)
        colour = theme.color("onink" if self._filled else "text")
        weight = 700 if self._filled else 500
        draw_text(painter, self.rect(), self.text(), theme.font("caption", weight), colour, CENTER)
        painter.end()


class IconWidget(QWidget):
    """One icon beside words; it says nothing to a screen reader."""

    def __init__(self, theme: Theme, name: str, colour: str = "text", size: int = 16) -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._size = theme, name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another text size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's size."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon; a colour may also be the plain colour of a state."""
        known = self._theme.tokens.colors
        colour = self._colour if self._colour in known else self._theme.state(self._colour).plain
        painter = QPainter(self)
        pixmap = self._theme.pixmap(self._name, colour, self._size, self.devicePixelRatioF())
        painter.drawPixmap(QRect(0, 0, self.sizeHint().width(), self.sizeHint().height()), pixmap)
        painter.end()
