"""Where a journey begins: the practice ward on Friday 20.11.2026 at 07:40, with a counter on the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plo_desktop.services.desk import Desk
from tests.journeys.counting import Counter
from tests.journeys.journey import Begin, Journey
from tests.ui.form_kit import FRIDAY_0740
from tests.ui.stage import make_stage


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Begin]:
    """Return a way to begin a journey on the practice ward, Friday 20.11.2026 at 07:40."""
    begun: list[Journey] = []

    def start(
        *, filled: bool = False, change: Callable[[Desk], None] | None = None, user: str = "Jones"
    ) -> Journey:
        stage = make_stage(qapp, tmp_path, filled=filled, moment=FRIDAY_0740, change=change, user=user)
        counter = Counter()
        qapp.installEventFilter(counter)
        journey = Journey(stage, counter, tmp_path)
        begun.append(journey)
        qtbot.waitUntil(stage.window.frame.isActiveWindow)
        return journey

    yield start
    for journey in begun:
        qapp.removeEventFilter(journey.counter)
        journey.stage.close()
