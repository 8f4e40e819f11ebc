"""The row of buttons under a reader or a stay; what does not fit goes into «Mer», the main one never."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.theme.theme import Theme

_GAP = 8


class ActionBar(QFrame):
    """Buttons from the left, words about what is acted on at the right."""

    def __init__(self, theme: Theme, left: int = 24) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: list[KeyHintButton] = []
        self._shown: list[KeyHintButton] = []
        self._left = left
        self.setProperty("surface", "chrome")
        self.setProperty("line", "top2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(left, 0, 16, 0)
        self._row.setSpacing(_GAP)
        self._more = KeyHintButton(theme, "Mer")
        self._more.show_menu_arrow()
        self._more.clicked.connect(self._open_more)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._tail: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._resize)
        self._resize()

    def add(self, button: KeyHintButton) -> KeyHintButton:
        """Add a button at the right of the others."""
        self._row.insertWidget(len(self._buttons), button)
        self._buttons.append(button)
        self._shown.append(button)
        return button

    def set_tail(self, widget: QWidget) -> None:
        """Put words at the right end."""
        self._tail = widget
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_only(self, *buttons: KeyHintButton) -> None:
        """Show these buttons, as far as there is room."""
        self._shown = [button for button in self._buttons if button in buttons]
        self._arrange()

    def sizeHint(self) -> QSize:
        """Return the height of the bar."""
        return QSize(200, self._theme.px("action_bar"))

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go from the left; «Mer» was made first and stands last."""
        super().showEvent(event)
        for before, after in pairwise([*self._buttons, self._more]):
            self.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move what does not fit into «Mer»."""
        super().resizeEvent(event)
        self._arrange()

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px("action_bar"))
        self._arrange()

    def _arrange(self) -> None:
        tail = self._tail.sizeHint().width() + 16 if self._tail is not None else 0
        room = self.width() - self._left - 16
        widths = [button.sizeHint().width() + _GAP for button in self._shown]
        if self._tail is not None:
            self._tail.setVisible(sum(widths[:2]) + tail <= room)
            room -= tail if not self._tail.isHidden() else 0
        fits = len(self._shown)
        if sum(widths) > room:
            room -= self._more.sizeHint().width() + _GAP
            while fits > 1 and sum(widths[:fits]) > room:
                fits -= 1
        for button in self._buttons:
            button.setVisible(button in self._shown[:fits])
        self._more.setVisible(fits < len(self._shown))
        self._overflow = self._shown[fits:]

    def _open_more(self) -> None:
        menu = QMenu(self)
        for button in self._overflow:
            hint = button.accessibleDescription()
            action = menu.addAction(f"{button.words}\t{hint}" if hint else button.words)
            action.triggered.connect(button.click)
        menu.exec(self._more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
