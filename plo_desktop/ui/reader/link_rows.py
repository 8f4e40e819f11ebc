"""The other messages of the conversation above an opened one, each a button that opens it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plo_desktop.ui.message_links import SAME, LinkedMessage
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import Chip, IconWidget
from plo_desktop.ui.parts.labels import clear, column, label
from plo_desktop.ui.parts.painting import ChipFace
from plo_desktop.ui.theme.theme import Theme

_SHOWN = 3
_RELATION = 118
_WIDE = 520


class LinkRows(QWidget):
    """`opened` has the id of the message whose button was pressed; `rebuilt` comes after new buttons.

    Those that touch the message stand open, at most three; the rest of the thread is one button away, so that
    critical information stays on the first screen.
    """

    opened = Signal(str)
    rebuilt = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._links: tuple[LinkedMessage, ...] = ()
        self._whole = False
        self._wide = True
        self._of = ""
        self.setProperty("surface", "page")
        self.setAccessibleName("Henger sammen med")
        self._column = column(self, (24, 10, 16, 0))
        self._column.setSpacing(2)
        self.buttons: list[KeyHintButton] = []
        # Held here, for Python's garbage collection does not see all that Qt holds.
        self._rows: list[QWidget] = []
        theme.changed.connect(self._rebuild)

    def show_links(self, msg_id: str, links: Sequence[LinkedMessage]) -> None:
        """Show what hangs together with a message; another message folds the thread again."""
        if msg_id != self._of:
            self._whole = False
        if (msg_id, tuple(links)) == (self._of, self._links):
            return
        self._of, self._links = msg_id, tuple(links)
        self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Line the rows up where there is room for it."""
        super().resizeEvent(event)
        if self._is_wide() != self._wide:
            self._rebuild()

    def _is_wide(self) -> bool:
        return self.width() >= self._theme.px(_WIDE)

    def _rebuild(self) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons)
        self._wide = self._is_wide()
        clear(self._column)
        self.buttons, self._rows = [], []
        self.setVisible(bool(self._links))
        shown = self._links if self._whole else self._first()
        for link in shown:
            self._column.addWidget(self._row(link))
        left = len(self._links) - len(shown)
        if left:
            more = KeyHintButton(self._theme, f"Vis hele tråden, {left} til", kind="link")
            more.clicked.connect(self._show_all)
            self._keep(more)
        if had_focus and self.buttons:
            self.buttons[-1].setFocus()
        self.rebuilt.emit()

    def _first(self) -> tuple[LinkedMessage, ...]:
        near = tuple(link for link in self._links if link.relation != SAME)
        return (near or self._links)[:_SHOWN]

    def _show_all(self) -> None:
        self._whole = True
        self._rebuild()

    def _keep(self, button: KeyHintButton) -> None:
        self.buttons.append(button)
        self._rows.append(button)
        self._column.addWidget(button)

    def _row(self, link: LinkedMessage) -> QWidget:
        theme = self._theme
        caption = label(link.relation, "dense2")
        button = KeyHintButton(theme, link.title, kind="link")
        button.setAccessibleName(link.sentence)
        button.clicked.connect(lambda _=False, msg_id=link.msg_id: self.opened.emit(msg_id))
        self.buttons.append(button)
        when = label(link.when, "caption2")
        face = ChipFace(link.state.state, link.state.text, link.state.icon)
        row = QWidget()
        lines = column(row)
        if self._wide:
            caption.setMinimumWidth(theme.px(_RELATION))
            parts = [caption, IconWidget(theme, link.icon), button, when, Chip(theme, face, calm=True)]
            lines.addLayout(_in_a_row(parts))
            self._rows += parts
        else:
            # Where there is no room, the relation tells the state; only what needs care is said besides.
            chips = [] if link.state.calm else [Chip(theme, face, calm=True)]
            lines.addLayout(_in_a_row([caption, when, *chips]))
            lines.addLayout(_in_a_row([button]))
            self._rows += [caption, when, *chips]
        self._rows.append(row)
        return row


def _in_a_row(parts: Sequence[QWidget]) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(10)
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return made
