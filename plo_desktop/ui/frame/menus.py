"""Makes menus and shortcuts from the one table of actions; who acts on them is told by id."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from plo_desktop.ui.actions import ACTIONS, MENUS, ActionSpec, When


class Menus(QObject):
    """The menu bar of a window. `wanted` has an action's id; `about_to_show` comes before a menu opens."""

    wanted = Signal(str)
    about_to_show = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.are_off = False
        self.by_id: dict[str, QAction] = {}
        # Without a reference of our own, Python would take the menus of the bar away.
        self._menus: list[QMenu] = []
        bar = window.menuBar()
        bar.setNativeMenuBar(False)
        for title in MENUS:
            menu = bar.addMenu(title)
            self._menus.append(menu)
            for spec in (each for each in ACTIONS if each.menu == title):
                if spec.separator_before:
                    menu.addSeparator()
                menu.addAction(self._make(window, spec))
            menu.aboutToShow.connect(self.about_to_show)
            menu.aboutToHide.connect(self._show_all)

    def _make(self, window: QMainWindow, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, window)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        action.setCheckable(spec.checkable)
        action.triggered.connect(lambda _=False: self.wanted.emit(spec.id))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        window.addAction(action)
        self.by_id[spec.id] = action
        return action

    def trigger(self, action_id: str) -> None:
        """Do as if the action had been chosen; one that is switched off does nothing."""
        self.by_id[action_id].trigger()

    def set_enabled(self, enabled: bool) -> None:
        """Switch all actions on or off."""
        self.are_off = not enabled
        for action in self.by_id.values():
            action.setEnabled(enabled)

    def _show_all(self) -> None:
        """Bring back what an open menu left out: Qt switches off the keys of actions that are not shown."""
        for action in self.by_id.values():
            action.setVisible(True)

    def show_present(self, present: Mapping[When, bool]) -> None:
        """Show only the actions whose condition is there."""
        for spec in ACTIONS:
            self.by_id[spec.id].setVisible(present[spec.when])
