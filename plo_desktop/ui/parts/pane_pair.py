"""A list and what its row is about: side by side, or one at a time where the window is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QWidget

from plo_desktop.ui import actions
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.parts.room import ONE_PANE_BELOW
from plo_desktop.ui.theme.theme import Theme


class PanePair(QWidget):
    """`left` is the list, `right` the reader; `share` tells how wide the list is within a width.

    A window narrower than `one_below` (pixels at text 100 %) shows one of them.

    With one pane the list stands alone until a row is opened; the row above the reader leads back and on.
    """

    next_wanted = Signal()
    back = Signal()
    list_resized = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        left: QWidget,
        right: QWidget,
        share: Callable[[int], int],
        *,
        one_below: int = ONE_PANE_BELOW,
    ) -> None:
        super().__init__()
        self._one_below = one_below
        self._theme = theme
        self._left = left
        self._right = right
        self._share = share
        self.single = False
        self._detail = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        box = column(self)
        box.addWidget(self._build_bar(title))
        box.addWidget(self.splitter, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), right)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)
        self._escape = escape
        left.installEventFilter(self)
        theme.changed.connect(self.measure)
        self._arrange()

    def _build_bar(self, title: str) -> QWidget:
        self._bar = frame("page", "bottom")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        self._back = KeyHintButton(self._theme, "Tilbake", "Esc", icon="venstre", kind="small")
        self._back.clicked.connect(self._leave)
        self._next = KeyHintButton(self._theme, "Neste", actions.hint("next_row"), kind="small")
        self._next.clicked.connect(self.next_wanted)
        self._place = label("", "dense2")
        row.addWidget(self._back)
        row.addWidget(label(title, "strong"))
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(self._next)
        return self._bar

    @property
    def list_width(self) -> int:
        """How wide the list is."""
        return self.width() if self.single else self.splitter.sizes()[0]

    @property
    def hides_detail(self) -> bool:
        """Tell whether the chosen row is out of sight behind the list."""
        return self.single and not self._detail

    def say_place(self, text: str) -> None:
        """Say which of how many rows is open."""
        self._place.setText(text)

    def show_list(self) -> None:
        """Let the list be seen."""
        self._detail = False
        self._arrange()

    def show_detail(self) -> None:
        """Let what the chosen row is about be seen."""
        self._detail = True
        focused = QApplication.focusWidget()
        was_in_list = focused is not None and self._left.isAncestorOf(focused)
        self._arrange()
        if self.single and was_in_list:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the list has another width: its rows are drawn for it."""
        if event.type() == QEvent.Type.Resize:
            self.list_resized.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between two panes and one."""
        super().resizeEvent(event)
        self.measure()

    def measure(self) -> None:
        """Divide the width anew."""
        self.single = self.window().width() < self._theme.px(self._one_below)
        self._arrange()
        if not self.single:
            wide = self._share(self.width())
            self.splitter.setSizes([wide, self.width() - wide])

    def _arrange(self) -> None:
        self._left.setVisible(not self.single or not self._detail)
        self._right.setVisible(not self.single or self._detail)
        self._bar.setVisible(self.single and self._detail)
        self._escape.setEnabled(self.single and self._detail)

    def _leave(self) -> None:
        self.show_list()
        self.back.emit()
