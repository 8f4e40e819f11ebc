"""The window before the log has been read: it says so, keeps what is typed, and says why it cannot go on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from plo_desktop.app.behind import Program
from plo_desktop.app.loading import Loading
from plo_desktop.base.errors import UserError
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.theme.theme import Theme
from tests.cli.running import ROOT

HEAVY = (
    *("cryptography", "keyring", "lxml", "pypdfium2", "reportlab", "sqlcipher3", "sqlite_utils", "tomllib"),
    *("plo_desktop.domain", "plo_desktop.forms", "plo_desktop.messages", "plo_desktop.printing"),
    *("plo_desktop.services", "plo_desktop.store", "plo_desktop.transport", "plo_desktop.wire"),
)


@pytest.fixture
def frame(qapp: QApplication) -> Iterator[Frame]:
    themes = [child for child in qapp.children() if isinstance(child, Theme)]
    made = Frame(themes[0] if themes else Theme(qapp), mark="ØVELSE")
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def words_in(frame: Frame) -> str:
    return " ".join(label.text() for label in frame.first_page.findChildren(QLabel))


def shown(qtbot: QtBot, frame: Frame) -> Frame:
    with qtbot.waitSignal(frame.painted):
        frame.show()
        frame.activateWindow()
    return frame


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    asked = f"import sys, plo_desktop.app.opening; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_first_paint_says_that_the_log_is_being_read(qtbot: QtBot, frame: Frame) -> None:
    shown(qtbot, frame)
    assert "Henter …" in words_in(frame)


def test_keys_typed_before_the_list_come_to_it_in_their_order(qtbot: QtBot, frame: Frame) -> None:
    shown(qtbot, frame)
    came: list[str] = []
    frame.act_wanted.connect(came.append)
    handle = frame.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(handle, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(frame.first_page, "arn")
    assert came == []
    field = QLineEdit()
    frame.hold(field, QLabel())
    field.setFocus()
    frame.take_over()
    assert came == ["new", "view_inbox"]
    assert field.text() == "arn"
    QTest.keyClick(handle, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert came[-1] == "view_deadlines"


def test_a_log_that_cannot_be_opened_is_told_in_the_window_and_to_who_started_it(
    qtbot: QtBot, frame: Frame
) -> None:
    shown(qtbot, frame)
    fault = UserError("NO_KEY", "Nøkkelen til loggen mangler.", "Ring IT.")

    def load() -> Program:
        raise fault

    loading = Loading(frame, load)
    qtbot.waitUntil(lambda: "Nøkkelen til loggen mangler." in words_in(frame))
    assert "Ring IT." in words_in(frame)
    assert frame.isVisible()
    with pytest.raises(UserError) as told:
        loading.end()
    assert told.value is fault


def test_leaving_does_not_wait_for_the_list(qtbot: QtBot, frame: Frame) -> None:
    shown(qtbot, frame)
    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not frame.isVisible()
