"""The focus ring of a window: two colours, so that it is seen on every ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.theme.theme import Theme, hair

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)
_OUT = 2


class FocusRing(QWidget):
    """An overlay, transparent for the mouse, that stands round the widget with the focus.

    Fields show it always, buttons only after a key; lists draw it on their row themselves.
    """

    def __init__(self, theme: Theme, window: QWidget, last_input: LastInput) -> None:
        super().__init__(window)
        self._theme = theme
        self._last = last_input
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self.update)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if new is None or new.window() is not self.window() or not self._wants(new):
            self.hide()
            return
        self._target = new
        parent: QWidget | None = new
        while parent is not None and not parent.isWindow():
            parent.installEventFilter(self)
            self._watched.append(parent)
            parent = parent.parentWidget()
        self._follow()

    def _wants(self, widget: QWidget) -> bool:
        if isinstance(widget, QAbstractItemView):
            return False
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox):
            return True
        if isinstance(widget, QTextEdit):
            return self._last.by_key or not widget.isReadOnly()
        return self._last.by_key

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it or something round it moves."""
        if event.type() in _MOVES:
            self._follow()
        return False

    def _follow(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        place = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        visible = target.visibleRegion().boundingRect().translated(place.topLeft())
        if visible.isEmpty():
            self.hide()
            return
        out = -_OUT if isinstance(target, QTextEdit) else _OUT
        self.setGeometry(visible.adjusted(-out, -out, out, out))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw 2 px outside and 2 px inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for inset, name, radius in ((1.0, "focus1", 5.0), (3.0, "focus2", 3.5)):
            painter.setPen(hair(self._theme.color(name), 2))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
            )
        painter.end()
