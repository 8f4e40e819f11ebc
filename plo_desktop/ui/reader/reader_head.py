"""The head of an opened message: what it is, how it stands, whom it went between, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from plo_desktop.ui.parts.chip import Chip, Tag
from plo_desktop.ui.parts.flow import FlowBox
from plo_desktop.ui.parts.labels import LineLabel, column, label
from plo_desktop.ui.parts.painting import ChipFace
from plo_desktop.ui.reader.presenter import OpenMessage
from plo_desktop.ui.theme.theme import Theme

_MOST_TAGS = 5


class ReaderHead(QFrame):
    """Title, state, loud words such as ENDRING and TESTMELDING, and two lines of facts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.setProperty("line", "bottom")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        lines = column(self, (24, 9, 16, 9))
        top = QHBoxLayout()
        top.setSpacing(8)
        self._titles = FlowBox(gap=12, row_gap=4)
        self._title = LineLabel("", "title")
        self._chip = Chip(theme, ChipFace("annet", ""))
        self._titles.add(self._title)
        self._titles.add(self._chip)
        # Made once: a row that flows cannot take widgets away.
        self.tags = [Tag(theme, "") for _ in range(_MOST_TAGS)]
        for tag in self.tags:
            tag.hide()
            self._titles.add(tag)
        self._mark = label("", "caption2")
        top.addWidget(self._titles, 1)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        lines.addLayout(top)
        self._between = label("", "dense2", wrap=True, selectable=True)
        self._history = label("", "dense2", wrap=True, selectable=True)
        lines.addSpacing(3)
        lines.addWidget(self._between)
        lines.addWidget(self._history)

    def show_message(self, opened: OpenMessage) -> None:
        """Show the head of a message."""
        self._title.setText(opened.row.title or opened.outline.title)
        face = opened.state
        self._chip.show_face(ChipFace(face.state, face.text, face.icon), calm=face.calm)
        for number, tag in enumerate(self.tags):
            word = opened.tags[number] if number < len(opened.tags) else ""
            tag.setText(word)
            tag.setVisible(bool(word))
            tag.updateGeometry()
        self._titles.fit()
        self._mark.setText(opened.mark)
        self._between.setText(opened.between)
        self._history.setText(opened.history)
