"""The window itself: menus, context bar, rail and status row round a place for the screens.

It knows no message and no log, so that it can be painted before the parts that do are loaded.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from plo_desktop.base.errors import UserError
from plo_desktop.ui import actions
from plo_desktop.ui.frame.context_bar import ContextBar
from plo_desktop.ui.frame.early_keys import EarlyKeys
from plo_desktop.ui.frame.first_page import FirstPage
from plo_desktop.ui.frame.menus import Menus
from plo_desktop.ui.frame.notice import NoticeStrip
from plo_desktop.ui.frame.rail import VIEW_ACTIONS, Rail
from plo_desktop.ui.frame.status_row import StatusRow
from plo_desktop.ui.parts.fields import SearchField
from plo_desktop.ui.parts.labels import column
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.parts.room import has_one_pane
from plo_desktop.ui.theme.theme import Theme

_SLIM_BELOW = 1240


class Frame(QMainWindow):
    """`painted` comes once, after the first paint. `act_wanted` has the id of an action that somebody chose.

    `left` comes when another window takes over. What is chosen before `take_over` is kept and comes after it.
    """

    painted = Signal()
    act_wanted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, *, mark: str) -> None:
        super().__init__()
        self.theme = theme
        self._status_always = False
        self.may_close: Callable[[], bool] = lambda: True
        self._keys = EarlyKeys()
        self.last_input = LastInput(self)
        self.menus = Menus(self)
        self.menus.wanted.connect(self._wanted)
        self._build(mark)
        self.resize(1440, 900)
        self.first_page.setFocus()

    # --- building -------------------------------------------------------------------------------------------

    def _build(self, mark: str) -> None:
        theme = self.theme
        self._build_search()
        self._stack = QStackedWidget()
        # The window may be as small as the screen is; what has no room wraps, scrolls or goes into «Mer».
        self._stack.setMinimumSize(480, 320)
        work = QWidget()
        box = column(work)
        self.context = ContextBar(theme, mark)
        self.context.lock.clicked.connect(lambda: self.menus.trigger("lock"))
        self.context.not_arrived.clicked.connect(lambda: self.menus.trigger("view_not_arrived"))
        self.context.folded.lock.clicked.connect(lambda: self.menus.trigger("lock"))
        self.context.folded.not_arrived.clicked.connect(lambda: self.menus.trigger("view_not_arrived"))
        self._corner.addWidget(self.context.folded)
        self.context.outbox.clicked.connect(lambda: self.menus.trigger("view_not_arrived"))
        box.addWidget(self.context)
        self.notice = NoticeStrip(theme)
        box.addWidget(self.notice)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.rail = Rail(theme)
        self.rail.chosen.connect(lambda number: self.menus.trigger(VIEW_ACTIONS[number]))
        self.rail.new.clicked.connect(lambda: self.menus.trigger("new"))
        middle.addWidget(self.rail)
        self._screens = QStackedWidget()
        self.first_page = FirstPage(theme, self._keys)
        self.first_page.painted.connect(self.painted)
        self._screens.addWidget(self.first_page)
        middle.addWidget(self._screens, 1)
        box.addLayout(middle, 1)
        self.status = StatusRow(theme)
        self.status.undo_wanted.connect(lambda: self.menus.trigger("undo"))
        box.addWidget(self.status)
        self._stack.addWidget(work)
        self.setCentralWidget(self._stack)
        theme.changed.connect(self._measure)

    def _build_search(self) -> None:
        bar = self.menuBar()
        corner = QWidget(bar)
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 2, 12, 2)
        self.search = SearchField(
            self.theme, "Søk i loggen …", actions.hint("search"), "Søk i korrespondanseloggen"
        )
        self.search.setProperty("fieldsize", "menu")
        self.search.setFixedWidth(self.theme.px(340))
        row.addWidget(self.search)
        self._corner = row
        bar.setCornerWidget(corner, Qt.Corner.TopRightCorner)

    # --- what stands in it ----------------------------------------------------------------------------------

    def hold(self, screens: QWidget, lock_screen: QWidget) -> None:
        """Take the screens behind the first page, where they stay until `take_over`, and the lock screen."""
        self._screens.addWidget(screens)
        self._stack.addWidget(lock_screen)

    def take_over(self) -> None:
        """Show the screens. What is chosen is told at once from now on; first comes what was typed so far."""
        self._screens.setCurrentIndex(self._screens.count() - 1)
        screen = self._screens.currentWidget()
        focused = screen.focusWidget() if screen is not None else None
        if focused is not None and not self.menus.are_off:
            focused.setFocus()
        self._keys.play_back(self.menus.trigger)

    def show_failure(self, error: UserError) -> None:
        """Say in place of the list why it cannot come; only leaving is possible."""
        self.first_page.show_error(error)

    def show_status(self, *, always: bool) -> None:
        """Show the row at the bottom where there is room, or `always`."""
        self._status_always = always
        self._show_status()

    def _show_status(self) -> None:
        self.status.setVisible(self._status_always or not has_one_pane(self.theme, self))

    def curtain(self, drawn: bool) -> None:
        """Show only the lock screen, or everything else."""
        self.menuBar().setVisible(not drawn)
        self._stack.setCurrentIndex(1 if drawn else 0)
        self.menus.set_enabled(not drawn)

    def _wanted(self, action_id: str) -> None:
        if action_id == "quit":
            self.close()
        elif self._keys.are_kept:
            self._keys.keep(action_id)
        else:
            self.act_wanted.emit(action_id)

    # --- window ---------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to the window's own keys and pointer."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self.last_input)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the breakpoint."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Tell when another program takes over."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when nothing would be lost, or when the user has said so."""
        event.setAccepted(self.may_close())

    def _measure(self) -> None:
        slim = self.width() < _SLIM_BELOW * self.theme.percent / 100
        self.rail.set_slim(slim)
        single = has_one_pane(self.theme, self)
        for part in (self.rail, self.context, self.search):
            part.setVisible(not single)
        self.context.folded.setVisible(single)
        self._show_status()
        self.context.arrange(self.width(), self.rail.width())
        self.search.setFixedWidth(min(self.theme.px(340), self.width() // 4))
        corner = self.search.parentWidget()
        if corner is not None:
            # The menu row does not ask its corner again.
            corner.adjustSize()
            corner.move(self.width() - corner.width(), corner.y())
