"""Buttons that show their key inside, in every kind the program uses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from plo_desktop.ui.parts.painting import draw_icon, draw_text, text_width
from plo_desktop.ui.theme.theme import Theme, hair, on_half_pixels

_PADDING = {"normal": 14, "primary": 14, "small": 12, "filter": 12, "link": 2, "bar": 10, "signin": 18}
_HEIGHT = {"small": "button_small", "filter": "filter_chip", "link": "target_min", "signin": "button_signin"}


class KeyHintButton(QPushButton):
    """A button with icon, words and its shortcut; `kind` is one of the keys of the padding table.

    The accessible name is the words and the accessible description the shortcut.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        hint: str = "",
        *,
        icon: str = "",
        kind: str = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = hint
        self._icon = icon
        self._kind = kind
        self._bold_tail = ""
        self.icon_state = ""
        self._menu_arrow = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, hint)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another text size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def say(self, text: str, hint: str | None = None, icon: str | None = None) -> None:
        """Change words, hint or icon."""
        self.setText(text.replace("&", "&&"))
        if hint is not None:
            self._hint = hint
        if icon is not None:
            self._icon = icon
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._hint)
        self.updateGeometry()
        self.update()

    def set_tail(self, text: str) -> None:
        """Show a count or a second word after the words, bold in the context bar."""
        self._bold_tail = text
        self.setAccessibleName(f"{self.words} {text}".strip())
        self.updateGeometry()
        self.update()

    def show_menu_arrow(self) -> None:
        """Show that the button opens a menu."""
        self._menu_arrow = True
        self.updateGeometry()

    @property
    def words(self) -> str:
        """The words on the button."""
        return self.text().replace("&&", "&")

    @property
    def kind(self) -> str:
        """The kind of button."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Change the kind, for example when another button becomes the main one."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def _weight(self) -> int:
        if self._kind == "primary" or (self._kind == "filter" and self.isChecked()):
            return 600
        return 500 if self._kind not in ("bar",) else 400

    def sizeHint(self) -> QSize:
        """Return the room for icon, words, hint and padding."""
        theme = self._theme
        width = 2 * _PADDING[self._kind]
        if self.words:
            width += text_width(theme.font("dense", max(self._weight(), 500)), self.words)
        if self._icon:
            width += theme.px(16) + (8 if self.words else 0)
        if self._bold_tail:
            width += 8 + text_width(theme.font("dense", 600), self._bold_tail)
        if self._hint:
            width += 10 + text_width(theme.font("caption"), self._hint)
        if self._menu_arrow:
            width += 8 + theme.px(16)
        return QSize(width, theme.px(_HEIGHT.get(self._kind, "button")))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        theme = self._theme
        on = self._kind in ("primary", "signin") or (self.isCheckable() and self.isChecked())
        if not self.isEnabled():
            return theme.color("page"), theme.color("line2"), theme.color("text3"), theme.color("text3")
        if on and self._kind != "bar":
            return theme.color("ink"), theme.color("ink"), theme.color("onink"), theme.color("inkhint")
        fill: QColor | None = theme.color("page")
        if self.isDown():
            fill = theme.color("sel")
        elif self.underMouse():
            fill = theme.color("hover")
        if self._kind in ("link", "bar"):
            active = self.isDown() or self.isChecked() or (self.underMouse() and self._kind == "bar")
            ground = theme.color("sel") if active else None
            return ground, None, theme.color("text"), theme.color("text3")
        return fill, theme.color("edge"), theme.color("text"), theme.color("text3")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, words and hint."""
        theme = self._theme
        fill, edge, ink, hint = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if fill is not None:
            painter.setBrush(fill)
            painter.setPen(hair(edge) if edge is not None else Qt.PenStyle.NoPen)
            if edge is None:
                painter.drawRect(self.rect())
            else:
                painter.drawRoundedRect(on_half_pixels(self.rect().toRectF()), 3.5, 3.5)
        x = (self.width() - self.sizeHint().width()) // 2 + _PADDING[self._kind]
        if self.property("align") == "left":
            x = _PADDING[self._kind]
        if self._icon:
            size = theme.px(16)
            tint = theme.state(self.icon_state).plain if self.icon_state else ink.name()
            draw_icon(painter, theme, QPointF(x, (self.height() - size) / 2), self._icon, tint)
            x += size + 8
        font = theme.font("dense", self._weight())
        room = QRect(x, 0, self.width() - x, self.height())
        width = draw_text(painter, room, self.words, font, ink)
        if self._kind == "link":
            below = (self.height() + theme.px(15)) // 2
            painter.fillRect(QRect(x, below, width - 1, 1), ink)
        x += width
        if self._bold_tail:
            bold = theme.font("dense", 600 if self._kind == "bar" else 400)
            tail = ink if self._kind == "bar" or fill == theme.color("ink") else theme.color("text3")
            x += 8
            x += draw_text(painter, QRect(x, 0, self.width(), self.height()), self._bold_tail, bold, tail)
        if self._menu_arrow:
            size = theme.px(16)
            draw_icon(painter, theme, QPointF(x + 8, (self.height() - size) / 2), "ned", ink.name())
        if self._hint:
            width = text_width(theme.font("caption"), self._hint)
            right = _PADDING[self._kind]
            start = self.width() - right - width if self.property("align") == "left" else x + 10
            painter_room = QRect(start, 0, width + 4, self.height())
            draw_text(painter, painter_room, self._hint, theme.font("caption"), hint)
        if self._kind == "bar" and self.isChecked():
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), theme.color("ink"))
        painter.end()


class FilterChip(KeyHintButton):
    """A filter that is on or off, with how many it would show."""

    def __init__(self, theme: Theme, text: str, count: int | None = None) -> None:
        super().__init__(theme, text, kind="filter")
        self.setCheckable(True)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show how many rows the filter holds; None shows no number."""
        self.set_tail("" if count is None else str(count))
