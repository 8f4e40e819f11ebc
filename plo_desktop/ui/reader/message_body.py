"""The scrolled page of an opened message: its sections in order, critical information first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from plo_desktop.messages.outline import Line, Medicine, Outline, Section, Tag, Tone
from plo_desktop.ui.parts.boxes import CriticalBox, StoppedBox, spacer
from plo_desktop.ui.parts.flowing_text import FlowingText
from plo_desktop.ui.parts.labels import clear
from plo_desktop.ui.reader.document import OutlineWriter
from plo_desktop.ui.theme.theme import Theme

_WIDEST = 860
_NARROW = 560


class Page(QScrollArea):
    """The scrolled page; arrow and page keys move it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("surface", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Melding")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space reads on, as in every reader."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep() - 40)
            return
        super().keyPressEvent(event)


class MessageBody(QWidget):
    """A message's sections in order: text runs, with critical and stopped boxes where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 16, 20)
        self._column.setSpacing(0)
        self._outline: Outline | None = None
        self._narrow = False
        # Held here, for Python's garbage collection does not see all that Qt holds.
        self._parts: list[QWidget] = []
        theme.changed.connect(self._rebuild)

    def show_outline(self, outline: Outline) -> bool:
        """Show a message; tell whether it is another one than before."""
        if outline == self._outline:
            return False
        self._outline = outline
        self._rebuild()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give tables two columns where four would be too narrow to read."""
        super().resizeEvent(event)
        if self._narrow != self._is_narrow():
            self._rebuild()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(_NARROW)

    def _rebuild(self) -> None:
        if self._outline is None:
            return
        self._narrow = self._is_narrow()
        clear(self._column)
        self._parts = []
        run: list[Section] = []
        for section in _with_facts(self._outline):
            if section.tone in (Tone.CRITICAL, Tone.STOPPED):
                self._text(run)
                run = []
                self._box(section)
            else:
                run.append(section)
        self._text(run)
        self._column.addStretch(1)

    def _text(self, run: Sequence[Section]) -> None:
        if not run:
            return
        if self._column.count():
            self._column.addWidget(spacer(10))
        text = FlowingText(self._theme)
        text.setMaximumWidth(self._theme.px(_WIDEST))
        OutlineWriter(self._theme, text.document(), narrow=self._narrow).sections(run)
        self._column.addWidget(text)
        self._parts.append(text)

    def _box(self, section: Section) -> None:
        if self._column.count():
            self._column.addWidget(spacer(10))
        tags = [item for item in section.items if isinstance(item, Tag)]
        box: QWidget
        if section.tone is Tone.CRITICAL and tags:
            box = CriticalBox(self._theme, section.title or "Kritisk informasjon", tags)
        elif section.tone is Tone.STOPPED:
            box = StoppedBox(self._theme, section)
        else:
            self._text([section])
            return
        box.setMaximumWidth(self._theme.px(_WIDEST))
        self._column.addWidget(box)
        self._parts.append(box)
        in_box = Tag if section.tone is Tone.CRITICAL else Medicine | Line
        others = tuple(item for item in section.items if not isinstance(item, in_box))
        if others:
            self._text([Section("", others)])


def parted(outline: Outline) -> tuple[Outline, Outline]:
    """Return what is read, and what IT may need, which stands below the attachments."""
    read = tuple(each for each in outline.sections if each.tone is not Tone.TECHNICAL)
    technical = tuple(each for each in outline.sections if each.tone is Tone.TECHNICAL)
    return replace(outline, sections=read, facts=()), replace(outline, sections=technical)


def _with_facts(outline: Outline) -> Iterator[Section]:
    yield from sorted(outline.sections, key=lambda section: section.tone is not Tone.CRITICAL)
    facts: list[Line] = list(outline.facts)
    if facts:
        yield Section("Om meldingen", tuple(facts))
