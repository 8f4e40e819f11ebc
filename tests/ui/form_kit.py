"""What tests of forms share: a theme, the morning they all happen on, and typing as a person types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from plo_desktop.forms.message_form import MessageForm
from plo_desktop.messages.spec import MessageType
from plo_desktop.ui.theme.theme import Theme
from plo_desktop.ui.theme.tokens import Mode

FRIDAY_0740 = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_THEMES: list[Theme] = []
_OPEN: list[QMainWindow] = []
"""Windows of the running test: Python would otherwise delete them at once."""


def friday_0740() -> datetime:
    """Return Friday 20.11.2026 at 07:40 Norwegian time."""
    return FRIDAY_0740


def a_theme(mode: Mode = Mode.LIGHT, percent: int = 100) -> Theme:
    """Return the theme on the application of the tests; a second one would style everything twice."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not _THEMES:
        _THEMES.append(Theme(app))
    theme = _THEMES[0]
    theme.set_mode(mode)
    theme.set_percent(percent)
    return theme


def in_window(qtbot: QtBot, widget: QWidget, width: int = 1160, height: int = 700) -> QMainWindow:
    """Show a widget as the middle of an active window."""
    window = QMainWindow()
    _OPEN.append(window)
    qtbot.addWidget(window, before_close_func=_OPEN.remove)
    window.setCentralWidget(widget)
    window.resize(width, height)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def a_form(
    qtbot: QtBot, mtype: MessageType, now: Callable[[], datetime] = friday_0740, width: int = 640
) -> MessageForm:
    """Return a shown, empty form."""
    form = MessageForm(mtype, a_theme(), now)
    in_window(qtbot, form, width)
    return form


def write(widget: QWidget, text: str) -> None:
    """Type a text into a widget."""
    QTest.keyClicks(widget, text)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press one key."""
    QTest.keyClick(widget, key, modifier)


def focused() -> QWidget:
    """Return the widget with the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
