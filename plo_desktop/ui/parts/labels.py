"""Labels that never read markup, and frames and lines by name of their look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

_HIGHEST = 100_000


class WrapLabel(QLabel):
    """Words that wrap and are exactly as high as their lines.

    Layouts ask for a height before they know the width, and stacked pages never ask again; so the label
    fixes its own height as soon as it is given a width.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """The height is fixed here, not by the layout."""
        return False

    def setText(self, text: str) -> None:
        """Say something else, on as many lines as it takes."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        # Not heightForWidth: a label never says that it needs less than the minimum it has.
        room = QRect(0, 0, max(self.width(), 1), _HIGHEST)
        height = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)


class LineLabel(QLabel):
    """Words on one line while there is room, and on more when there is not; for rows that flow."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        self.ensurePolished()
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().lineSpacing() + 1
        )

    def minimumSizeHint(self) -> QSize:
        """Give way to any width."""
        return QSize(0, self.sizeHint().height())


def label(text: str, role: str = "dense", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label of one role of the stylesheet; received text stays plain text."""
    made = WrapLabel(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def frame(surface: str, line: str = "") -> QFrame:
    """Return a frame with the ground `surface` and one line at an edge."""
    made = QFrame()
    made.setProperty("surface", surface)
    if line:
        made.setProperty("line", line)
    return made


def rule(direction: str = "h") -> QFrame:
    """Return a one-pixel line, "h" or "v"."""
    made = QFrame()
    made.setProperty("rule", direction)
    return made


def column(parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a vertical layout without gaps."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(0)
    return made


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
