"""Editor for one value of a code set: type any part of its name, or open the list."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QSizePolicy, QWidget

from plo_desktop.domain.party import Code
from plo_desktop.forms.editors.button_field import ButtonField
from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.look import Look
from plo_desktop.forms.style import popup_sheet

_WIDEST = 46


class ChoiceEditor(Editor):
    """A field that finds options by any part of their names; the code itself is understood too."""

    def __init__(self, look: Look, options: tuple[Code, ...]) -> None:
        super().__init__(look)
        self._options = options
        self._kept: Code | None = None
        self.line = ButtonField(self, look, "ned")
        self._names = QStringListModel([option.text for option in options], self)
        self._finder = QCompleter(self._names, self)
        self._finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self._finder.setMaxVisibleItems(9)
        self.line.setCompleter(self._finder)
        self.line.opened.connect(self.open_list)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self._finder.activated.connect(self._on_activated)
        self.left.connect(self._complete)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1000)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Set a width that holds the longest option, within reason."""
        self.line.restyle()
        metrics = QFontMetricsF(self._look.font("body"))
        longest = max((len(option.text) for option in self._options), default=12)
        sample = max((option.text for option in self._options), key=len, default="")[:_WIDEST]
        width = metrics.horizontalAdvance(sample if longest else "0" * 12)
        self.line.setMaximumWidth(round(width) + self._look.px(64))
        self.line.setMinimumWidth(self._look.px(90))
        popup = self._finder.popup()
        if popup is not None:
            popup.setStyleSheet(popup_sheet(self._look))
            popup.setFont(self._look.font("dense"))

    def value(self) -> object | None:
        """Return the option that the text names, or None."""
        text = self.line.text().strip()
        if self._kept is not None and text == self._kept.text:
            return self._kept
        return self._named(text)

    def put(self, value: object | None) -> None:
        """Show an option; one that is not in the list is kept as it came."""
        self._kept = value if isinstance(value, Code) else None
        self.line.setText(self._kept.text if self._kept else "")
        self.line.setCursorPosition(0)

    def fault(self) -> str:
        """Say that the text is not in the list."""
        text = self.line.text().strip()
        return f"«{text}» finnes ikke i listen. Velg et av valgene." if text and self.value() is None else ""

    def typed(self) -> str:
        """Return a text that names no option."""
        return self.line.unread(self.fault())

    def type_text(self, text: str) -> None:
        """Write as if a person had typed it."""
        self.line.setText(text)
        self.edited.emit()

    def target(self) -> QWidget:
        """Return the field."""
        return self.line

    def name_it(self, name: str) -> None:
        """Name field and list button."""
        super().name_it(name)
        self.line.button.setAccessibleName(f"Vis valg for {name}")
        self.line.button.setToolTip("Vis valg (Alt+Pil ned)")

    def open_list(self) -> None:
        """Show all options."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._finder.setCompletionPrefix("")
        self._finder.complete()

    def _named(self, text: str) -> Code | None:
        said = text.casefold()
        if not said:
            return None
        exact = [o for o in self._options if said in (o.text.casefold(), o.value.casefold())]
        return exact[0] if exact else None

    def _complete(self) -> None:
        """Take the only option that begins with the text when the field is left."""
        said = self.line.text().strip().casefold()
        if not said:
            return
        fitting = [o for o in self._options if o.text.casefold().startswith(said)]
        found = self._named(said) or (fitting[0] if len(fitting) == 1 else None)
        if found is not None and found.text != self.line.text():
            self._on_activated(found.text)

    def _on_activated(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self.edited.emit()


class SentenceEditor(ChoiceEditor):
    """A list of agreed sentences; the number of one is understood too."""

    def __init__(self, look: Look, options: tuple[str, ...]) -> None:
        super().__init__(look, tuple(Code(str(n), text, "") for n, text in enumerate(options, start=1)))

    def value(self) -> object | None:
        """Return the sentence, or None."""
        chosen = super().value()
        return chosen.text if isinstance(chosen, Code) else None

    def put(self, value: object | None) -> None:
        """Show a sentence; one that is not in the list is kept as it came."""
        super().put(Code("", value, "") if isinstance(value, str) else None)
