"""The accessibility checks find what they are for: each is shown a screen with one fault."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import accessibility
from tests.ui.form_kit import a_theme, in_window


def good(page: QWidget, column: QVBoxLayout) -> None:
    """A labelled field and a button."""
    field = QLineEdit()
    field.setAccessibleName("Status")
    field.setAccessibleDescription("Må fylles ut.")
    words = QLabel("Status")
    words.setBuddy(field)
    for widget in (words, field, QPushButton("Send")):
        column.addWidget(widget)


def nameless(page: QWidget, column: QVBoxLayout) -> None:
    """A field that a screen reader calls nothing."""
    column.addWidget(QLineEdit())


def twice(page: QWidget, column: QVBoxLayout) -> None:
    """Two buttons of one name."""
    column.addWidget(QPushButton("Fjern"))
    column.addWidget(QPushButton("Fjern"))


def trap(page: QWidget, column: QVBoxLayout) -> None:
    """A text that keeps Tab."""
    text = QPlainTextEdit()
    text.setAccessibleName("Forløp")
    column.addWidget(text)


def backwards(page: QWidget, column: QVBoxLayout) -> None:
    """The lower button first."""
    column.addWidget(QPushButton("Nederst"))
    column.insertWidget(0, QPushButton("Øverst"))


def unreachable(page: QWidget, column: QVBoxLayout) -> None:
    """A button for the mouse alone."""
    button = QPushButton("Bare mus")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column.addWidget(button)


def alt_graph(page: QWidget, column: QVBoxLayout) -> None:
    """A key that writes a letter on a Norwegian keyboard."""
    action = QAction("Bryt", page)
    action.setShortcut(QKeySequence("Ctrl+Alt+E"))
    page.addAction(action)


def faint(page: QWidget, column: QVBoxLayout) -> None:
    """Light grey on white."""
    words = QLabel("Nesten usynlig")
    words.setStyleSheet("background: #ffffff; color: #c0c0c0;")
    column.addWidget(words)


def tiny(page: QWidget, column: QVBoxLayout) -> None:
    """A button that a shaking hand misses."""
    button = QToolButton()
    button.setText("i")
    button.setFixedSize(16, 16)
    column.addWidget(button)


def faint_button(page: QWidget, column: QVBoxLayout) -> None:
    """Its edge is strong, its words are not."""
    button = QPushButton("Nesten usynlig")
    button.setStyleSheet("background: #ffffff; color: #c0c0c0; border: 1px solid #000000; min-height: 24px;")
    column.addWidget(button)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (nameless, "no name"),
        (twice, "the same name twice: Fjern"),
        (trap, "Tab is trapped"),
        (backwards, "Tab goes back"),
        (unreachable, "out of reach"),
        (alt_graph, "Ctrl+Alt is AltGr"),
        (faint, "contrast"),
        (faint_button, "contrast"),
        (tiny, "target 16 x 16"),
    ],
)
def test_a_fault_is_found(qtbot: QtBot, fault: Callable[[QWidget, QVBoxLayout], None], said: str) -> None:
    """And named."""
    a_theme()
    page = QWidget()
    column = QVBoxLayout(page)
    fault(page, column)
    window = in_window(qtbot, page, 400, 300)
    accessibility.settle()
    assert any(said in sentence for sentence in accessibility.all_problems(window))


def test_a_good_screen_has_no_faults(qtbot: QtBot) -> None:
    """Nothing is found where nothing is wrong."""
    a_theme()
    page = QWidget()
    good(page, QVBoxLayout(page))
    window = in_window(qtbot, page, 400, 300)
    accessibility.settle()
    assert accessibility.all_problems(window, page) == []


def test_an_input_without_label_or_requirement_is_found(qtbot: QtBot) -> None:
    """Check 2."""
    page = QWidget()
    column = QVBoxLayout(page)
    field = QLineEdit()
    field.setAccessibleName("Status")
    column.addWidget(field)
    in_window(qtbot, page, 400, 300)
    assert len(accessibility.unlabelled(page)) == 2


def test_contrast_is_the_formula_of_wcag() -> None:
    """Black on white is 21; the tokens' page text is 16.6."""
    assert accessibility.contrast_of(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert accessibility.contrast_of(QColor("#1B1F24"), QColor("#FFFFFF")) == pytest.approx(16.6, abs=0.05)
