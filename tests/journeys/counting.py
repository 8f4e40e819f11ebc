"""Counts what a person presses and clicks, apart from writing in text fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_MOVES = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_CHORD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Counter(QObject):
    """Sees every event of the window system once, at the window, before anything acts on it.

    A chord is one key. Letters in a text field, and moving in it or on to the next, are writing: not counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.clicks = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count; nothing is held back. Every click counts, also one into a text field."""
        if isinstance(watched, QWindow):
            # A shortcut never becomes a KeyPress, but every press begins as a ShortcutOverride.
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                self._count(event)
            elif event.type() == QEvent.Type.MouseButtonPress:
                self.clicks += 1
        return False

    def _count(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _MODIFIERS:
            return
        in_menu = QApplication.activePopupWidget() is not None
        chord = bool(event.modifiers() & _CHORD)
        writes = key in _MOVES or bool(event.text() and event.text().isprintable())
        if not (writes and _is_text(QApplication.focusWidget()) and not in_menu and not chord):
            self.keys.append(_name(event))


def _is_text(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit)


def _name(event: QKeyEvent) -> str:
    control = "Ctrl+" if event.modifiers() & Qt.KeyboardModifier.ControlModifier else ""
    alt = "Alt+" if event.modifiers() & Qt.KeyboardModifier.AltModifier else ""
    return control + alt + Qt.Key(event.key()).name.removeprefix("Key_")
