"""What every editor is to the form: a value, a fault in what was typed, and one widget for the focus."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from plo_desktop.forms.look import Look
from plo_desktop.forms.style import set_mark


class Editor(QWidget):
    """Base of the editors, one per Kind. Signals: `edited` by the person, `left` when focus goes on.

    `rebuilt` when parts of it were made anew, `chosen` when one key has filled it and the next is wanted.
    """

    edited = Signal()
    left = Signal()
    rebuilt = Signal()
    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def value(self) -> object | None:
        """Return the value as Content holds it, or None when empty or not readable."""
        raise LookupError("an editor says its own value")

    def put(self, value: object | None) -> None:
        """Show a value; `edited` is not emitted."""
        raise LookupError("an editor shows its own value")

    def fault(self) -> str:
        """Return why what was typed cannot be read, or an empty string."""
        return ""

    def typed(self) -> str:
        """Return what was typed when it cannot be read as a value, so that a draft can keep it."""
        return ""

    def type_text(self, text: str) -> None:
        """Write as if a person had typed it."""
        raise LookupError("this editor takes values only")

    def target(self) -> QWidget:
        """Return the widget that takes the focus and is the label's buddy."""
        raise LookupError("an editor knows its own field")

    def name_it(self, name: str) -> None:
        """Give screen readers the field's name."""
        self.target().setAccessibleName(name)

    def describe(self, description: str) -> None:
        """Give screen readers requirement, hint and problem in the words that are seen."""
        self.target().setAccessibleDescription(description)

    def mark_problem(self, on: bool) -> None:
        """Draw the edge of a field that must be mended."""
        set_mark(self.target(), "fault", on)

    def mark_reused(self, on: bool) -> None:
        """Tint the field while its text is reused and not confirmed."""
        set_mark(self.target(), "reused", on)

    def restyle(self) -> None:
        """Take fonts, icons and measures from the theme again."""
