"""Keeps what is typed before the log has been read, so that a quick nurse loses no key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class EarlyKeys:
    """Keys and chosen actions in the order they came; `are_kept` until they are played back."""

    def __init__(self) -> None:
        self.are_kept = True
        self._kept: list[str | QKeyEvent] = []

    def keep(self, what: str | QKeyEvent) -> None:
        """Keep the id of an action, or a key."""
        self._kept.append(what if isinstance(what, str) else what.clone())

    def play_back(self, trigger: Callable[[str], None]) -> None:
        """Give the actions to `trigger` and the keys to what then has the keyboard; nothing is kept on."""
        self.are_kept = False
        kept, self._kept = self._kept, []
        for what in kept:
            if isinstance(what, str):
                trigger(what)
                continue
            target = QApplication.activePopupWidget() or QApplication.focusWidget()
            if target is not None:
                QCoreApplication.sendEvent(target, what)
