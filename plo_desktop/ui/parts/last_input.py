"""Whether a window was last touched by key or by mouse; who shows a focus and who locks ask it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject


class LastInput(QObject):
    """Remembers whether a window was last touched by key or by mouse, and when anything came."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.by_key = False
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the window's own events, which are few."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self.by_key = True
            self.count += 1
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove):
            if kind == QEvent.Type.MouseButtonPress:
                self.by_key = False
            self.count += 1
        return False
