"""The patient banner: the same over reader, form and stay, so that the patient is never in doubt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plo_desktop.ui.banner_facts import BannerFacts
from plo_desktop.ui.parts.chip import Chip, Tag
from plo_desktop.ui.parts.flow import FlowLayout
from plo_desktop.ui.parts.labels import LineLabel, clear, label
from plo_desktop.ui.parts.painting import ChipFace
from plo_desktop.ui.theme.theme import Theme

_EDGE = 4
_NOT_WHEN_SLIM = ("Innlagt", "Ansvarlig")


class PatientBanner(QFrame):
    """Name, birth, age, sex; then numbers and facts with their captions. What is missing is "ikke kjent"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._facts: BannerFacts | None = None
        self._flows: list[FlowLayout] = []
        self.setProperty("surface", "sunken")
        self.setProperty("line", "bottom2")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE + 20, 10, 16, 8)
        self._column.setSpacing(4)
        theme.changed.connect(self._rebuild)

    def show_facts(self, facts: BannerFacts) -> None:
        """Show another patient, or new facts of the same."""
        if facts != self._facts:
            self._facts = facts
            self._rebuild()

    @property
    def facts(self) -> BannerFacts | None:
        """What is shown."""
        return self._facts

    def _rebuild(self) -> None:
        clear(self._column)
        facts = self._facts
        if facts is None:
            return
        self.setAccessibleName(facts.sentence)
        self._flows = []
        top = QWidget()
        flow = FlowLayout(top, gap=12, row_gap=4)
        self._flows.append(flow)
        name = LineLabel(facts.name, "patient")
        flow.addWidget(name)
        flow.addWidget(LineLabel(facts.person, "body2"))
        for kind, text in facts.tags:
            flow.addWidget(self._tagged(kind, text))
        for icon, text in facts.marks:
            flow.addWidget(Chip(self._theme, ChipFace("annet", text, icon)))
        self._column.addWidget(top)
        below = QWidget()
        slim = self._theme.percent >= 150
        row = FlowLayout(below, gap=self._theme.px(14) if slim else 28, row_gap=2)
        self._flows.append(row)
        for caption, value in facts.facts:
            if slim and caption in _NOT_WHEN_SLIM:
                continue
            row.addWidget(self._fact(caption, value or "ikke kjent", slim))
        self._column.addWidget(below)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the wrapped rows; tighten the gaps before a row is wrapped."""
        margins = self._column.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        height = margins.top() + margins.bottom() + self._column.spacing() * (len(self._flows) - 1)
        for flow in self._flows:
            height += flow.tightened_height(width)
        if (self.minimumHeight(), self.maximumHeight()) != (height, height):
            self.setFixedHeight(height)
        for flow in self._flows:
            flow.setGeometry(flow.geometry())

    def event(self, event: QEvent) -> bool:
        """Follow labels whose size changes, for instance when they get their font."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._flows:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def _tagged(self, kind: str, text: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Tag(self._theme, kind))
        row.addWidget(label(text, "value"))
        return holder

    def _fact(self, caption: str, value: str, slim: bool) -> QWidget:
        holder = QWidget()
        box: QHBoxLayout | QVBoxLayout = QHBoxLayout(holder) if slim else QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6 if slim else 1)
        box.addWidget(label(caption, "caption"))
        box.addWidget(label(value, "value", selectable=True))
        return holder

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the ink edge at the left."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, _EDGE, self.height()), self._theme.color("ink"))
        painter.end()
