"""What must be mended, what waits to be confirmed, and advice: each a button that leads to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plo_desktop.forms.problems import Group, Link, SummaryPart
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.flow import FlowLayout
from plo_desktop.ui.parts.labels import clear, label
from plo_desktop.ui.theme.theme import Theme

_ICONS = {
    Group.MUST: ("forfalt", "forfalt"),
    Group.UNCONFIRMED: ("venter", "venter"),
    Group.ADVICE: ("snart", "snart"),
}


class SummaryBar(QFrame):
    """The row above the buttons; `followed` carries the Link."""

    followed = Signal(object)
    rebuilt = Signal()
    emptied = Signal()
    """The link with the focus was the last one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[SummaryPart, ...] = ()
        self.links: list[KeyHintButton] = []
        self.setProperty("surface", "page")
        self.setProperty("line", "top2")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 1, 0, 0)
        self._inner = QWidget()
        self._inner.setProperty("surface", "page")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(16, 4, 16, 5)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Oppsummering")
        self._area.setWidget(self._inner)
        outer.addWidget(self._area)
        self._most = 10_000
        self._inner.installEventFilter(self)
        self.setAccessibleName("Oppsummering")
        self.hide()

    def show_parts(self, parts: Sequence[SummaryPart]) -> None:
        """Show the parts; the focus stays on the same link when it is still there."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        focused = next((b.property("field") for b in self.links if b.hasFocus()), None)
        clear(self._column)
        self.links = []
        holder = QWidget()
        flow = FlowLayout(holder, gap=12, row_gap=2)
        for number, part in enumerate(self._parts):
            flow.addWidget(self._opening(part, 20 if number else 0))
            for link in part.links:
                flow.addWidget(self._link(link, part.group))
        self._column.addWidget(holder)
        for note in (part.note for part in self._parts if part.note):
            self._column.addWidget(label(note, "dense2", wrap=True))
        self.setVisible(bool(self._parts))
        self.setAccessibleDescription(". ".join(_sentence(part) for part in self._parts))
        if focused is not None and self.links:
            same = [b for b in self.links if b.property("field") == focused]
            (same or self.links)[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif focused is not None:
            self.emptied.emit()
        self.rebuilt.emit()
        self.update()

    def fit(self, most: int) -> None:
        """Be as high as the words, at most `most` pixels; the rest is scrolled to."""
        self._most = most
        least = self._theme.px(34)
        inside = self._column.heightForWidth(self._area.width()) + 1
        height = min(max(inside + 1, least), max(most, least))
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow words that wrap anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit(self._most)
        return super().eventFilter(watched, event)

    def take_focus(self) -> None:
        """Put the focus on the first link."""
        if self.links:
            self.links[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.links[0], 0, 4)

    @property
    def must_mend(self) -> bool:
        """Tell whether anything stops sending."""
        return any(part.group is Group.MUST and part.links for part in self._parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge that says something must be mended."""
        super().paintEvent(event)
        if self.must_mend:
            painter = QPainter(self)
            colour = self._theme.state("forfalt").edge
            painter.fillRect(QRect(0, 0, 4, self.height()), colour)
            painter.end()

    def _opening(self, part: SummaryPart, indent: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(indent, 0, 0, 0)
        row.setSpacing(8)
        clean = part.group is Group.MUST and not part.links
        name, colour = ("ferdig", "ferdig") if clean else _ICONS[part.group]
        row.addWidget(IconWidget(self._theme, name, colour))
        row.addWidget(label(part.opening, "strong" if part.group is Group.MUST else "dense"))
        return holder

    def _link(self, link: Link, group: Group) -> QWidget:
        button = KeyHintButton(self._theme, link.words, kind="link")
        if group is Group.UNCONFIRMED:
            # The field itself is called just this.
            button.setAccessibleName(f"{link.words}, ikke bekreftet")
        button.setProperty("field", link.field_name or link.code)
        button.clicked.connect(lambda: self.followed.emit(link))
        self.links.append(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link with the focus; arrows go to the next one."""
        focused = next((n for n, b in enumerate(self.links) if b.hasFocus()), None)
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if focused is not None and not event.modifiers() and key in steps:
            following = self.links[(focused + steps[key]) % len(self.links)]
            following.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(following, 0, 4)
        elif focused is not None and not event.modifiers() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.links[focused].click()
        else:
            super().keyPressEvent(event)


def _sentence(part: SummaryPart) -> str:
    return " ".join([part.opening, ", ".join(link.words for link in part.links), part.note]).strip()
