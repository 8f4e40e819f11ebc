"""Boxes with an edge: critical information, stopped medicines, and a problem with its next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plo_desktop.messages.outline import Line, Medicine, Section, Tag
from plo_desktop.ui.parts import chip
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme, hair

_SHORT_NOTE = 28


class _Box(QFrame):
    """A white box with a drawn edge of its own width and colour."""

    def __init__(self, theme: Theme, edge: str, width: int) -> None:
        super().__init__()
        self._theme = theme
        self._edge = edge
        self._width = width

    def _colour(self) -> QColor:
        known = self._theme.tokens.colors
        return QColor(known[self._edge] if self._edge in known else self._theme.state(self._edge).edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge."""
        half = self._width / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(hair(self._colour(), self._width))
        painter.setBrush(self._theme.color("sunken" if self._edge == "line2" else "page"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), 3.5, 3.5)
        painter.end()


class CriticalBox(_Box):
    """CAVE, allergies and infections; their tags are ink, so that they never look like a deadline."""

    def __init__(self, theme: Theme, title: str, tags: Sequence[Tag]) -> None:
        super().__init__(theme, "ink", 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 7, 14, 8)
        box.setSpacing(3)
        box.addWidget(label(title, "head"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, theme.px(74))
        grid.setColumnStretch(1, 1)
        row = 0
        for tag in tags:
            grid.addWidget(chip.Tag(theme, tag.kind), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(tag.text, "body", wrap=True, selectable=True), row, 1)
            below = [tag.note] if len(tag.note) > _SHORT_NOTE else []
            if tag.note and not below:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                grid.addWidget(label(tag.note, "caption2"), row, 2, right)
            row += 1
            if tag.mark:
                grid.addWidget(chip.Tag(theme, tag.mark, filled=False), row, 1)
                row += 1
            below += [f"{d.label}: {d.text}" if d.label else d.text for d in tag.details]
            if below:
                words = "  ·  ".join(below)
                grid.addWidget(label(words, "caption2", wrap=True, selectable=True), row, 1, 1, 2)
                row += 1
        box.addLayout(grid)
        said = "; ".join(" ".join(filter(None, (t.kind, t.text, t.note, t.mark))) for t in tags)
        self.setAccessibleName(f"{title}: {said}")


class StoppedBox(_Box):
    """Medicines that must not be used; never among those in use."""

    def __init__(self, theme: Theme, section: Section) -> None:
        super().__init__(theme, "line2", 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 7, 12, 7)
        box.setSpacing(4)
        medicines = [item for item in section.items if isinstance(item, Medicine)]
        others = [item for item in section.items if isinstance(item, Line)]
        title = section.title or "Seponert, skal ikke brukes"
        first = medicines[0] if len(medicines) == 1 else None
        if first is not None and not (first.details or first.remark or first.mark):
            box.addLayout(self._line(theme, title, first))
        else:
            box.addLayout(self._line(theme, title, None))
            for medicine in medicines:
                box.addLayout(self._line(theme, "", medicine))
                if medicine.mark:
                    box.addWidget(chip.Tag(theme, medicine.mark, filled=False))
                for more in (medicine.remark, *(f"{d.label}: {d.text}" for d in medicine.details)):
                    if more:
                        box.addWidget(label(more, "caption2", wrap=True, selectable=True))
        for line in others:
            mark = f"[{line.mark}] " if line.mark else ""
            box.addWidget(label(f"{mark}{line.label}: {line.text}", "dense", wrap=True, selectable=True))
        self.setAccessibleName(f"{title}: " + ", ".join(m.name for m in medicines))

    def _line(self, theme: Theme, title: str, medicine: Medicine | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if title:
            row.addWidget(chip.IconWidget(theme, "stans"))
            row.addWidget(label(title, "strong"))
            row.addSpacing(12)
        if medicine is not None:
            row.addWidget(label(medicine.name, "value", selectable=True))
            rest = " · ".join(part for part in (medicine.strength, medicine.dosing, medicine.use) if part)
            row.addWidget(label(rest, "dense2", wrap=True, selectable=True), 1)
            row.addWidget(label(medicine.when, "dense2"))
        else:
            row.addStretch(1)
        return row


class ProblemBox(_Box):
    """What is wrong, and what to do now."""

    def __init__(self, theme: Theme, state: str) -> None:
        super().__init__(theme, state, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 10, 16, 10)
        box.setSpacing(3)
        self._what = label("", "strong", wrap=True, selectable=True)
        self._follows = label("", "dense2", wrap=True, selectable=True)
        self._step = label("", "dense", wrap=True, selectable=True)
        self._code = label("", "caption", selectable=True)
        for part in (self._what, self._follows, self._step, self._code):
            box.addWidget(part)

    def say(self, state: str, what: str, follows: str, step: str, code: str) -> None:
        """Show what happened, what follows, what to do, and the code."""
        self._edge = state
        said = (what, follows, step, f"Kode {code}" if code else "")
        for part, text in zip((self._what, self._follows, self._step, self._code), said, strict=True):
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(" ".join(filter(None, said)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge and the thick left side."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 2, 4, self.height() - 4, self._colour())
        painter.end()


class WarningBox(_Box):
    """What the reader must check before the message is used, one line each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "snart", 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(14, 9, 16, 9)
        outer.setSpacing(10)
        outer.addWidget(chip.IconWidget(theme, "snart", "snart"), 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout()
        box.setSpacing(3)
        box.addWidget(label("Kontroller før meldingen brukes", "strong"))
        self._said = label("", "dense", wrap=True, selectable=True)
        box.addWidget(self._said)
        outer.addLayout(box, 1)

    def say(self, warnings: Sequence[str]) -> None:
        """Show these warnings."""
        self._said.setText("\n".join(warnings))
        self.setAccessibleName(f"Kontroller før meldingen brukes. {' '.join(warnings)}")


def spacer(height: int) -> QWidget:
    """Return empty room between groups."""
    made = QWidget()
    made.setFixedHeight(height)
    return made
