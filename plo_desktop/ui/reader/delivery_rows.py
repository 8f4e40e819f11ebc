"""Mottakere: how far the opened message has come with its receiver and with each copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from plo_desktop.ui.message_deliveries import DeliveryLine
from plo_desktop.ui.parts.chip import Chip
from plo_desktop.ui.parts.labels import clear, column, label
from plo_desktop.ui.parts.painting import ChipFace
from plo_desktop.ui.theme.theme import Theme

_INDENT = 14


class DeliveryRows(QWidget):
    """One row per receiver, and under it what its receipt says is wrong, codes first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[DeliveryLine, ...] = ()
        self.setProperty("surface", "page")
        self._column = column(self, (24, 10, 16, 0))
        self._column.setSpacing(2)
        self._rows: list[QWidget] = []
        theme.changed.connect(self._rebuild)

    def show_lines(self, lines: Sequence[DeliveryLine]) -> None:
        """Show these receivers."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._rebuild()

    def _rebuild(self) -> None:
        clear(self._column)
        self._rows = []
        self.setVisible(bool(self._lines))
        if not self._lines:
            return
        self._keep(label("Mottakere", "field"))
        for line in self._lines:
            self._row(line)
        self.setAccessibleName(f"Mottakere. {' '.join(line.sentence for line in self._lines)}")

    def _keep(self, widget: QWidget) -> None:
        self._rows.append(widget)
        self._column.addWidget(widget)

    def _row(self, line: DeliveryLine) -> None:
        theme = self._theme
        self._keep(label(line.name, "value", wrap=True, selectable=True))
        face = ChipFace(line.state.state, line.state.text, line.state.icon)
        facts = ", ".join(part for part in (line.role, line.when) if part)
        for part in (label(facts, "caption2"), Chip(theme, face, calm=line.state.calm)):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(_INDENT, 0, 0, 2)
            row.addWidget(part)
            row.addStretch(1)
            self._rows.append(part)
            self._keep(holder)
        for error in line.errors:
            said = label(error, "dense", wrap=True, selectable=True)
            said.setContentsMargins(_INDENT, 0, 0, 2)
            self._keep(said)
