"""Read-only text that is as high as its words, so that only the page around it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent, QTextBlock, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from plo_desktop.ui.theme.theme import Theme

_LONGEST_LINE = 75


class FlowingText(QTextEdit):
    """A document without scroll bars; lines of reading text are at most 75 characters long."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("flowing")
        self.setStyleSheet("#flowing { border: 0; padding: 0; background: transparent; border-radius: 0; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Meldingens tekst")
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self, size: QSizeF) -> None:
        self.setFixedHeight(int(size.height()) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.shorten_lines()

    def shorten_lines(self) -> None:
        """Give paragraphs outside tables a right margin when the pane is wide."""
        longest = QFontMetricsF(self._theme.font("body")).averageCharWidth() * _LONGEST_LINE
        margin = max(0.0, self.viewport().width() - longest)
        block = self.document().begin()
        while block.isValid():
            self._narrow(block, margin)
            block = block.next()

    def _narrow(self, block: QTextBlock, margin: float) -> None:
        cursor = QTextCursor(block)
        if cursor.currentTable() is not None or block.blockFormat().rightMargin() == margin:
            return
        form = block.blockFormat()
        form.setRightMargin(margin)
        cursor.setBlockFormat(form)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying stays here, moving belongs to the page."""
        if event.key() in (
            Qt.Key.Key_PageDown,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_Down,
            Qt.Key.Key_Up,
            Qt.Key.Key_Space,
        ):
            event.ignore()
            return
        super().keyPressEvent(event)
