"""Checks 1–5 of every compose screen, light and dark, before and after a failed attempt to send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from plo_desktop.ui.compose.joining import make_compose
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.theme.tokens import Mode
from tests.ui import accessibility
from tests.ui.form_kit import a_theme, in_window
from tests.ui.ward_kit import a_session, practice_desk, receive_report, stay_of

TYPES = (
    "LOG_INNLAGT",
    "HELSEOPPL_SOKNAD",
    "LOG_UTSKRIVNINGSKLAR",
    "LOG_AVMELDING",
    "UTSKRIVNINGSRAPPORT",
    "DIALOG_FORESPORSEL",
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A place for the ward; the theme goes back to light afterwards."""
    yield tmp_path
    a_theme(Mode.LIGHT)


@pytest.mark.parametrize("tried", [False, True], ids=["open", "refused"])
@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("type_code", TYPES)
def test_compose_screen_is_accessible(
    qtbot: QtBot, folder: Path, type_code: str, mode: Mode, tried: bool
) -> None:
    """Names, labels, order, reach, contrast."""
    with practice_desk(folder, told=False) as desk:
        stay = stay_of(desk, "Danser")
        receive_report(desk, stay)
        session = a_session(desk)
        view, presenter = make_compose(a_theme(mode), session, Holds())
        window = in_window(qtbot, view, 1240, 790)
        presenter.open(stay.stay_id, type_code)
        if tried and type_code != "LOG_INNLAGT":
            presenter.send()
        accessibility.settle()
        assert view.form is not None
        assert accessibility.all_problems(window, view.form) == []


@pytest.mark.parametrize("size", [(1166, 662), (1240, 794), (1720, 974)], ids=["1366", "1440", "1920"])
@pytest.mark.parametrize("percent", [100, 150])
def test_the_main_action_is_on_screen_and_the_form_never_scrolls_sideways(
    qtbot: QtBot, folder: Path, size: tuple[int, int], percent: int
) -> None:
    """At the usual screens, also with larger text."""
    with practice_desk(folder, told=False) as desk:
        view, presenter = make_compose(a_theme(Mode.LIGHT, percent), a_session(desk), Holds())
        window = in_window(qtbot, view, *size)
        presenter.open(stay_of(desk, "Danser").stay_id, "HELSEOPPL_SOKNAD")
        presenter.send()
        accessibility.settle()
        assert view.form is not None
        page = view.form.widget()
        assert page is not None
        try:
            assert page.width() <= view.form.viewport().width()
            primary = view.actions_bar.primary
            assert window.rect().contains(primary.mapTo(window, primary.rect().bottomRight()))
        finally:
            a_theme(Mode.LIGHT, 100)
