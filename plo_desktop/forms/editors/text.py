"""Editors for text: one line, several lines, and whole numbers."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from plo_desktop.domain.phrases import next_blank
from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.look import Look
from plo_desktop.forms.style import PROSE_PADDING
from plo_desktop.messages.kind import Kind

_READING_CHARACTERS = 75


def _tell_left(editor: Editor, reason: Qt.FocusReason) -> None:
    """Let an editor say that the focus went on; one that is just being taken down says nothing."""
    stays = reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
    if not stays and isValid(editor):
        editor.left.emit()


class LeavingLineEdit(QLineEdit):
    """A one-line field that lets its editor know when the focus goes on."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the editor, except when only a popup or another window took over."""
        super().focusOutEvent(event)
        _tell_left(self._editor, event.reason())


class LineEditor(Editor):
    """Editor for one line of text; `characters` sets its width."""

    def __init__(self, look: Look, characters: int = _READING_CHARACTERS, longest: int = 200) -> None:
        super().__init__(look)
        self._characters = characters
        self.line = LeavingLineEdit(self)
        self.line.setMaxLength(longest + 50)
        self.line.textEdited.connect(self._on_edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1000)
        row.addStretch(1)
        self.restyle()

    def restyle(self) -> None:
        """Set font and width from the theme."""
        font = self._look.font("body")
        self.line.setFont(font)
        if self._characters < _READING_CHARACTERS:
            width = QFontMetricsF(font).horizontalAdvance("0") * self._characters + self._look.px(28)
            self.line.setMaximumWidth(round(width))
        self.line.setMinimumWidth(self._look.px(60))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> object | None:
        """Return the text without outer spaces, or None."""
        return self.line.text().strip() or None

    def put(self, value: object | None) -> None:
        """Show a text from its beginning."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def target(self) -> QWidget:
        """Return the field."""
        return self.line

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()


class WholeEditor(LineEditor):
    """Editor for a whole number."""

    def __init__(self, look: Look, low: int, high: int) -> None:
        super().__init__(look, max(len(str(low)), len(str(high))) + 2, 12)
        self._low = low
        self._high = high

    def value(self) -> object | None:
        """Return the number, or None."""
        text = self.line.text().strip()
        return int(text) if text.lstrip("-").isdecimal() and text.isascii() else None

    def typed(self) -> str:
        """Return a text that is no number."""
        return self.line.text() if self.fault() else ""

    def type_text(self, text: str) -> None:
        """Write as if a person had typed it."""
        self.line.setText(text)
        self.edited.emit()

    def fault(self) -> str:
        """Say what a number looks like."""
        if self.line.text().strip() and self.value() is None:
            return f"Skriv et helt tall fra {self._low} til {self._high}."
        return ""


class SpokenEditor(LineEditor):
    """Editor for a value that is written on one line as it is read: "2,5 mg", "1,5", "01.2026"."""

    def __init__(self, look: Look, kind: Kind[object], characters: int) -> None:
        super().__init__(look, characters, 100)
        self._kind = kind
        self._kept: object | None = None

    def value(self) -> object | None:
        """Return the value that was put while its text stands, what the text says, or None."""
        text = self.line.text().strip()
        if self._kept is not None and text == self._kind.words(self._kept):
            return self._kept
        try:
            return self._kind.from_plain(text) if text else None
        except ValueError:
            return None

    def put(self, value: object | None) -> None:
        """Show a value in the words of its kind."""
        self._kept = value
        super().put(None if value is None else self._kind.words(value))

    def fault(self) -> str:
        """Say what such a value looks like."""
        text = self.line.text().strip()
        if not text or self.value() is not None:
            return ""
        try:
            self._kind.from_plain(text)
        except ValueError as wrong:
            return str(wrong)
        return ""

    def typed(self) -> str:
        """Return a text that is no such value."""
        return self.line.text() if self.fault() else ""

    def type_text(self, text: str) -> None:
        """Write as if a person had typed it."""
        self.line.setText(text)
        self.edited.emit()


class ProseField(QPlainTextEdit):
    """Text of several lines that is as high as its content, so that nothing scrolls inside the form."""

    def __init__(self, editor: Editor, least_lines: int) -> None:
        super().__init__()
        self._editor = editor
        self._least_lines = least_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def fit(self) -> None:
        """Set the height that the text needs."""
        margin = self.document().documentMargin()
        least = self._least_lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + 2 * margin
        # Qt lets the text scroll unless a margin and a pixel are left under the last line.
        height = ceil(max(least, self._text_height()) + margin) + 1 + 2 * (PROSE_PADDING + 1)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def _text_height(self) -> float:
        """Return the height of all lines; a text layout rounds each line up, so they are asked for."""
        height, block = 0.0, self.document().firstBlock()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def sizeHint(self) -> QSize:
        """Return a width that the layout may widen."""
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, then fit."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the send action; Esc to the view."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (
            control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next blank of a phrase while there is one, then to the next field."""
        if forward and self.select_blank(self.textCursor().selectionEnd()):
            return True
        return super().focusNextPrevChild(forward)

    def select_blank(self, after: int) -> bool:
        """Select the first blank from a place on, so that typing fills it; return whether there was one."""
        place = next_blank(self.toPlainText(), after)
        if place is None:
            return False
        cursor = self.textCursor()
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only: nothing of another program's looks belongs in a message."""
        self.textCursor().insertText(source.text().replace("\r\n", "\n").replace("\r", "\n"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the editor, except when only a popup or another window took over."""
        super().focusOutEvent(event)
        _tell_left(self._editor, event.reason())


class ProseEditor(Editor):
    """Editor for free text with line breaks."""

    def __init__(self, look: Look, lines: int = 3) -> None:
        super().__init__(look)
        self.text = ProseField(self, min(3, lines + 1))
        self._silent = False
        self.text.textChanged.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.restyle()

    def restyle(self) -> None:
        """Set the font and fit the height to it."""
        self.text.setFont(self._look.font("body"))
        self.text.fit()

    def value(self) -> object | None:
        """Return the text; trailing white space does not count."""
        return self.text.toPlainText().rstrip() or None

    def put(self, value: object | None) -> None:
        """Show a text, and keep the caret where it was when the text is the same."""
        wanted = "" if value is None else str(value)
        if self.text.toPlainText() == wanted:
            return
        self._silent = True
        self.text.setPlainText(wanted)
        self._silent = False

    def insert(self, addition: str) -> None:
        """Put a text at the end, in one step that Ctrl+Z takes back."""
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(("\n" if self.text.toPlainText().strip() else "") + addition)
        self.text.setTextCursor(cursor)

    def insert_here(self, addition: str) -> None:
        """Put a phrase where the caret is, with its first blank ready to be filled in."""
        cursor = self.text.textCursor()
        start = cursor.selectionStart()
        text, end = self.text.toPlainText(), cursor.selectionEnd()
        lead = " " if start and not text[start - 1].isspace() else ""
        tail = " " if end < len(text) and not text[end].isspace() else ""
        cursor.insertText(f"{lead}{addition}{tail}")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.select_blank(start)

    def target(self) -> QWidget:
        """Return the field."""
        return self.text

    def _on_changed(self) -> None:
        if not self._silent:
            self.edited.emit()
