"""What stands in the window until the log has been read: says so, and never looks like an empty list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plo_desktop.base.errors import UserError
from plo_desktop.ui.frame.early_keys import EarlyKeys
from plo_desktop.ui.parts.empty import EmptyPage
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.theme.theme import Theme


class FirstPage(QWidget):
    """Frister before its rows. `painted` comes once, when the page with all round it stands on the screen."""

    painted = Signal()

    def __init__(self, theme: Theme, keys: EarlyKeys) -> None:
        super().__init__()
        self._keys = keys
        self._was_painted = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("surface", "page")
        self.setAccessibleName("Frister: henter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        pane = frame("page", "right")
        pane.setFixedWidth(theme.px("list_frister"))
        box = column(pane)
        title = column(margins=(16, 8, 16, 4))
        title.addWidget(label("Frister", "title"))
        box.addLayout(title)
        self._state = EmptyPage(theme)
        self._state.say("venter", "Henter …", "Fristene vises når loggen er lest.")
        self._state.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        box.addWidget(self._state, 1)
        row.addWidget(pane)
        row.addStretch(1)

    def show_error(self, error: UserError) -> None:
        """Say why the log cannot be opened, and the next step."""
        self.setAccessibleName("Frister: kan ikke åpnes")
        self._state.say("forfalt", error.text, error.next_step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the key for the list that is coming."""
        self._keys.keep(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the pass that paints this page, and all of the window with it, has ended."""
        super().paintEvent(event)
        if not self._was_painted and self.window().windowHandle().isExposed():
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
