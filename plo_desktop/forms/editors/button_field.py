"""A one-line field with one button inside its right end, as dates and choices have."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton

from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.editors.text import LeavingLineEdit
from plo_desktop.forms.look import Look


class ButtonField(LeavingLineEdit):
    """A field whose button also answers to Alt+Down and F4, so that Tab goes straight to the next field."""

    opened = Signal()

    def __init__(self, editor: Editor, look: Look, icon: str) -> None:
        super().__init__(editor)
        self._look = look
        self._icon = icon
        self.button = QToolButton(self)
        self.button.setProperty("part", "infield")
        self.button.setProperty("keys", "Alt+Down")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.clicked.connect(self.opened)
        self.restyle()

    def restyle(self) -> None:
        """Take icon and measures from the theme again."""
        side = self._look.px(28)
        self.setFont(self._look.font("body"))
        self.button.setIcon(self._look.icon(self._icon, "text"))
        self.button.setIconSize(self._look.pixmap(self._icon, "text").deviceIndependentSize().toSize())
        self.button.setFixedSize(side, side)
        self.setTextMargins(0, 0, side - self._look.px(4), 0)

    def unread(self, fault: str) -> str:
        """Return the text when there is a fault in it."""
        return self.text() if fault else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        side = self.button.width()
        self.button.move(self.width() - side - 3, (self.height() - side) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Alt+Down or F4."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.opened.emit()
            return
        super().keyPressEvent(event)
