"""Who gets this message or a copy of it, chosen each time (HIS 1153, 1152)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from plo_desktop.ui.compose.model import CopyChoice
from plo_desktop.ui.parts.buttons import FilterChip
from plo_desktop.ui.parts.flow import FlowLayout
from plo_desktop.ui.parts.labels import clear, label
from plo_desktop.ui.theme.theme import Theme


class CopyRow(QFrame):
    """A chip for each who may get it; Space chooses. `chosen` carries the keys; of a `single` row, one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, caption: str = "Kopi til", *, single: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._caption = caption
        self._single = single
        self._copies: tuple[CopyChoice, ...] = ()
        self.chips: list[FilterChip] = []
        self.setProperty("surface", "page")
        self.setAccessibleName(caption)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 0, 0)
        self.hide()

    def show_copies(self, copies: Sequence[CopyChoice]) -> None:
        """Show who may get a copy; nothing when nobody may."""
        if tuple(copies) == self._copies:
            return
        same = [copy.key for copy in copies] == [copy.key for copy in self._copies]
        self._copies = tuple(copies)
        self.setVisible(bool(copies))
        if same:
            for chip, copy in zip(self.chips, copies, strict=True):
                chip.setChecked(copy.chosen)
            return
        clear(self._row)
        holder = QWidget()
        flow = FlowLayout(holder, gap=8, row_gap=4)
        flow.addWidget(label(self._caption, "dense2"))
        self.chips = []
        for copy in self._copies:
            chip = FilterChip(self._theme, copy.name)
            chip.setChecked(copy.chosen)
            chip.setAccessibleName(f"{self._caption} {copy.name}")
            chip.clicked.connect(partial(self._told, chip))
            flow.addWidget(chip)
            self.chips.append(chip)
        self._row.addWidget(holder)

    def _told(self, pressed: FilterChip) -> None:
        for chip in self.chips if self._single else ():
            chip.setChecked(chip is pressed)
        pairs = zip(self._copies, self.chips, strict=True)
        self.chosen.emit(tuple(copy.key for copy, chip in pairs if chip.isChecked()))
