"""The screen where a message is written; it holds widgets and tells the presenter what the person did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from plo_desktop.forms.editors.text import ProseEditor
from plo_desktop.forms.problems import Link
from plo_desktop.ui.compose.compose_widgets import ComposeWidgets
from plo_desktop.ui.compose.phrase_menu import open_at, phrase_menu
from plo_desktop.ui.theme.theme import Theme

_PAUSE_MS = 2000
_FORM_LEAST = 470


class ComposeView(ComposeWidgets):
    """One form at a time. Signals are the person's acts; `show_…` are the presenter's answers."""

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__(theme, now)
        self._connect()

    def _connect(self) -> None:
        self.title.change_receiver.connect(lambda: self.mend_asked.emit(""))
        self.sections.chosen.connect(self._go_to_section)
        self.summary.followed.connect(self.follow)
        self.summary.emptied.connect(self._to_primary)
        self.reuse.insert_asked.connect(self.insert_asked)
        self.reuse.closed.connect(self.toggle_reuse)
        self.actions_bar.send.connect(self.send_asked)
        self.actions_bar.close_asked.connect(self.close_asked)
        self.actions_bar.print_asked.connect(self.print_asked)
        self.actions_bar.other_asked.connect(self.other_asked)
        self.actions_bar.rebuilt.connect(self._order_tabs)
        self.steps.wanted.connect(self.step_asked)
        self.copies.chosen.connect(self.copies_chosen)
        self.services.chosen.connect(self.service_chosen)
        self.above.kommune_chosen.connect(self.kommune_chosen)
        self.above.agreed.connect(self.agreed)
        self.above.rebuilt.connect(self._order_tabs)
        self.reuse.rebuilt.connect(self._order_tabs)
        self.summary.rebuilt.connect(self._order_tabs)
        self._theme.changed.connect(self._restyle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # -- what the window asks for ------------------------------------------------------------------------

    def toggle_reuse(self) -> None:
        """Ctrl+G: open reuse and go there; when the focus is there already, close it."""
        if self._has_side:
            return
        inside = self.reuse.isVisible() and self.reuse.isAncestorOf(QApplication.focusWidget() or self)
        self._reuse_wanted = not inside
        self._reuse_alone = not inside
        self._arrange()
        if inside:
            self._back_to_form()
        else:
            self.reuse.take_focus()

    def open_phrases(self) -> None:
        """Ctrl+mellomrom: the ward's phrases at the caret; they go into free text only."""
        group = self.form.groups.get(self._last_field) if self.form is not None else None
        phrases = self.phrases()
        if group is None or not isinstance(group.editor, ProseEditor) or not phrases:
            said = (
                "Posten har ingen fraser for denne meldingen."
                if not phrases
                else "Sett markøren i et tekstfelt."
            )
            self.title.show_saved(said)
            self.announce(said)
            return
        field = group.editor.text
        self.phrase_menu = phrase_menu(self, phrases, self.insert_phrase)
        open_at(self.phrase_menu, field, field.cursorRect().bottomLeft())

    def next_pane(self) -> None:
        """F6: sections, form, reuse, buttons, and round."""
        focused = QApplication.focusWidget()
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (self.sections, lambda: self.sections.list.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            (self.form or self, self._back_to_form),
            (self.reuse, self.reuse.take_focus),
            (self.actions_bar, self._to_primary),
        ]
        shown = [(pane, go) for pane, go in panes if pane.isVisible()]
        here = next((n for n, (pane, _) in enumerate(shown) if focused and pane.isAncestorOf(focused)), -1)
        shown[(here + 1) % len(shown)][1]()

    def follow(self, link: Link) -> None:
        """Go to the field of a problem; without a field it is a fact of the stay."""
        if link.confirms and self.form is not None:
            self.form.focus_confirm(link.field_name)
        elif link.field_name and self.form is not None:
            self.form.focus_field(link.field_name)
        else:
            self.mend_asked.emit(link.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc saves and closes, wherever the focus is in the form."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.close_asked.emit()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if enter and isinstance(QApplication.focusWidget(), QLineEdit | QRadioButton | QCheckBox):
            if self.enter_pressed():
                return
        elif alt and event.key() == Qt.Key.Key_Left and not self.steps.isHidden():
            self.step_asked.emit(0)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the side panels give way to the form."""
        super().resizeEvent(event)
        self._fit_summary()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Save when another window takes over."""
        super().changeEvent(event)
        if (
            event.type() == QEvent.Type.ActivationChange
            and not self.isActiveWindow()
            and self._pause.isActive()
        ):
            self._pause.stop()
            self.paused.emit()

    def _to_primary(self) -> None:
        self.actions_bar.primary.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_section(self, name: str) -> None:
        if self.form is not None:
            self.form.focus_section(name)

    def _back_to_form(self) -> None:
        if self.form is None:
            return
        if self._last_field:
            self.form.focus_field(self._last_field)
        else:
            self.form.focus_start()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or self.form is None or not self.form.isAncestorOf(new):
            return
        name = self.form.focused_field()
        if name and name != self._last_field:
            self._last_field = name
            self.sections.point_at(self.form.section_of(name))
            self.form.reveal_field(name)

    def _restyle(self) -> None:
        if self.form is not None:
            self.form.restyle()
        self.above.restyle()
        self._arrange()
