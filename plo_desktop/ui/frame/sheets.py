"""Small windows over the main one: the key list, words about the program, the crash sheet, raw messages."""

from __future__ import annotations

import platform
import traceback

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from plo_desktop import __version__
from plo_desktop.ui.actions import ACTIONS, MENUS
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.parts.mark_tag import MARKS
from plo_desktop.ui.theme.fonts import MONO
from plo_desktop.ui.theme.theme import Theme


class Sheet(QDialog):
    """A modal sheet with a title, a body and a row of buttons, the main one first."""

    def __init__(self, theme: Theme, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setModal(True)
        outer = column(self)
        head = frame("chrome", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 12, 24, 12)
        row.addWidget(label(title, "title"))
        row.addStretch(1)
        outer.addWidget(head)
        page = frame("page")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(title)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        self._page = page
        self._room = parent
        self.body = QVBoxLayout(page)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(10)
        outer.addWidget(area, 1)
        self._area = area
        foot = frame("chrome", "top2")
        self._foot = QHBoxLayout(foot)
        self._foot.setContentsMargins(24, 11, 24, 11)
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        outer.addWidget(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the words, but no larger than the window; the rest is scrolled to."""
        super().showEvent(event)
        self._page.ensurePolished()
        wanted = self._page.sizeHint()
        around = self.sizeHint() - self._area.sizeHint()
        width = max(wanted.width() + 14, self.width())
        height = max(wanted.height() + around.height(), self.height())
        room = self._room.window().size()
        self.resize(min(width, room.width() - 24), min(height, room.height() - 24))

    def bind(self, shortcut: str, button: KeyHintButton) -> None:
        """Let a key press a button at once, without the delay of a button's own shortcut."""
        action = QAction(button.words, self)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(button.click)
        self.addAction(action)

    def add_button(self, text: str, hint: str = "", *, primary: bool = False) -> KeyHintButton:
        """Add a button at the right of the others."""
        button = KeyHintButton(self.theme, text, hint, kind="primary" if primary else "normal")
        if primary:
            button.setDefault(True)
        self._foot.insertWidget(self._foot.count() - 1, button)
        return button


class KeyList(Sheet):
    """Every key of the program, from the table of actions."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Tastaturliste")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Tastaturliste")
        inner = QWidget()
        inner.setProperty("surface", "page")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        row = 0
        for menu in MENUS:
            specs = [spec for spec in ACTIONS if spec.menu == menu and spec.shortcut]
            if not specs:
                continue
            grid.addWidget(label(menu.replace("&", ""), "field"), row, 0)
            row += 1
            for spec in specs:
                grid.addWidget(label(spec.plain, "dense"), row, 0)
                grid.addWidget(label(spec.hint, "value"), row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        grid.setColumnStretch(0, 1)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        leave = self.add_button("Lukk", "Esc", primary=True)
        leave.clicked.connect(self.accept)
        self.resize(theme.px(520), min(theme.px(680), parent.height() - 40))
        leave.setFocus()


class About(Sheet):
    """Which program this is."""

    def __init__(self, theme: Theme, parent: QWidget, ward: str, mark: str) -> None:
        super().__init__(theme, parent, "Om PLO Desktop")
        self.body.addWidget(label(f"PLO Desktop {__version__}", "subtitle"))
        self.body.addWidget(
            label("Pleie- og omsorgsmeldinger mellom sykehuspost og kommune.", "body", wrap=True)
        )
        where = f"{ward}. {MARKS[mark]}" if mark else ward
        self.body.addWidget(label(where, "dense2", wrap=True))
        system = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
        self.body.addWidget(label(system, "caption2", wrap=True, selectable=True))
        self.body.addStretch(1)
        leave = self.add_button("Lukk", "Esc", primary=True)
        leave.clicked.connect(self.accept)
        self.resize(theme.px(460), theme.px(260))
        leave.setFocus()


class CrashSheet(Sheet):
    """A fault in the program: the id under which it was written down, and where in the program it was."""

    def __init__(self, theme: Theme, parent: QWidget, error: BaseException, bug_id: str) -> None:
        super().__init__(theme, parent, "Noe gikk galt i programmet")
        self.report_id = bug_id
        said = "Du kan fortsette å arbeide. Se etter at det siste du gjorde, ble gjort."
        self.body.addWidget(label(said, "body", wrap=True))
        self.body.addWidget(label(f"Gi IT dette nummeret: {self.report_id}", "strong", selectable=True))
        self.report = f"{self.report_id} {type(error).__name__}\n{places(error)}"
        text = QPlainTextEdit(self.report)
        text.setReadOnly(True)
        text.setAccessibleName("Hvor feilen skjedde, uten pasientopplysninger")
        text.setTabChangesFocus(True)
        self.body.addWidget(text, 1)
        go_on = self.add_button("Fortsett", "Enter", primary=True)
        copy = self.add_button("Kopier til IT")
        go_on.clicked.connect(self.accept)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        self.resize(theme.px(560), theme.px(360))
        go_on.setFocus()


def places(error: BaseException) -> str:
    """Return the files and lines an error went through, never its words, which may name people."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(
        f"{frame.filename.rpartition('plo_desktop')[2]}:{frame.lineno} {frame.name}" for frame in frames
    )


class RawSheet(Sheet):
    """The exact bytes of a message, for IT."""

    def __init__(self, theme: Theme, parent: QWidget, title: str, data: bytes) -> None:
        super().__init__(theme, parent, "Råmelding")
        self.body.addWidget(label(title, "strong", selectable=True))
        text = QPlainTextEdit(data.decode("utf-8", errors="replace"))
        text.setReadOnly(True)
        text.setAccessibleName("Råmelding")
        text.setTabChangesFocus(True)
        font = theme.font("dense")
        font.setFamilies([MONO])
        text.setFont(font)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.body.addWidget(text, 1)
        leave = self.add_button("Lukk", "Esc", primary=True)
        leave.clicked.connect(self.accept)
        self.resize(min(parent.width() - 80, 1000), max(parent.height() - 80, 480))
        leave.setFocus()


class Question(Sheet):
    """A choice that is needed now, with verbs on the buttons. `answer` is the number of the chosen button."""

    def __init__(
        self, theme: Theme, parent: QWidget, title: str, text: str, buttons: tuple[str, ...]
    ) -> None:
        super().__init__(theme, parent, title)
        self.answer = -1
        words = label(text, "body", wrap=True)
        words.setMinimumWidth(theme.px(420))
        self.body.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons = [self.add_button(button, primary=not number) for number, button in enumerate(buttons)]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, number=number: self._choose(number))
        self.buttons[0].setFocus()

    def _choose(self, number: int) -> None:
        self.answer = number
        self.accept()
