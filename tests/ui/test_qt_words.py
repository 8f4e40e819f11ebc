"""Qt's own texts are Norwegian: nothing of a default program shows through."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from plo_desktop.ui.theme.qt_words import speak_norwegian

_WORDS = """
the and undo redo copy paste delete select save open cancel close print file name files folder
directory look pages page copies color options current selection range reverse collate printer
preview output yes no
help apply reset view create show drive computer size date modified
"""
ENGLISH = frozenset(_WORDS.split())


@pytest.fixture(autouse=True)
def norwegian(qapp: QApplication) -> None:
    """As in the program."""
    speak_norwegian(qapp)


def english(*texts: str) -> list[str]:
    """Return the texts that have an English word in them."""
    plain = (text.replace("&", "").split("\t")[0] for text in texts)
    return [text for text in plain if ENGLISH & {word.strip(".:()").casefold() for word in text.split()}]


def words_of(dialog: QDialog) -> list[str]:
    """Return what the buttons and labels of a dialog say."""
    buttons = [button.text() for button in dialog.findChildren(QAbstractButton)]
    tips = [widget.toolTip() for widget in dialog.findChildren(QWidget)]
    return [*buttons, *tips, *(label.text() for label in dialog.findChildren(QLabel))]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_the_menu_of_a_text_field(qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit | QTextEdit]) -> None:
    """Angre, Klipp ut, Kopier, Lim inn."""
    field = kind()
    qtbot.addWidget(field)
    texts = [action.text() for action in field.createStandardContextMenu().actions()]
    assert english(*texts) == []
    assert any(text.startswith("&Lim inn") for text in texts)


def test_the_dialog_for_saving_a_file(qtbot: QtBot) -> None:
    """Where the system has no dialog of its own, Qt's is shown."""
    dialog = QFileDialog(None, "Lagre som PDF", "", "PDF (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)
    assert english(*words_of(dialog)) == []


def test_the_dialog_for_printing(qtbot: QtBot) -> None:
    """Pages, copies and printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    assert english(*words_of(dialog)) == []


def test_the_buttons_of_a_question(qtbot: QtBot) -> None:
    """Every standard button."""
    box = QMessageBox()
    qtbot.addWidget(box)
    for button in QMessageBox.StandardButton:
        if button.value and button.value & 0x0FFFFC00 == button.value and bin(button.value).count("1") == 1:
            box.addButton(button)
    assert english(*words_of(box)) == []


def test_keys_are_named_as_on_a_norwegian_keyboard_and_still_understood() -> None:
    """Ctrl+Skift+N in the menu, Ctrl+Shift+N in the table of actions."""
    for written, shown in (
        ("Ctrl+Shift+N", "Ctrl+Skift+N"),
        ("Alt+Down", "Alt+Ned"),
        ("Ctrl+Return", "Ctrl+Enter"),
    ):
        keys = QKeySequence(written)
        assert keys.toString(QKeySequence.SequenceFormat.PortableText) == written
        assert keys.toString(QKeySequence.SequenceFormat.NativeText) == shown
