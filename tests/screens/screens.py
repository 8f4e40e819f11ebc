"""Every screen of the program by name, each with the way to it, for screenshots and accessibility checks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from plo_desktop.ui.frame.main_window import MainWindow
from plo_desktop.ui.frame.rail import DEADLINES, INBOX, STAYS
from plo_desktop.ui.frame.workspace import NOT_ARRIVED
from tests.ui.stage import Stage

Show = Callable[[Stage], None]


def _unlocked(stage: Stage) -> MainWindow:
    window = stage.window
    if window.locker.is_locked:
        window.locker.try_pin(window.session.actor, "0000")
    if window.workspace.writing.is_open:
        window.workspace.writing.close()
    return window


def _view(number: int) -> Show:
    def show(stage: Stage) -> None:
        _unlocked(stage).open_view(number)

    return show


def _stay(family: str) -> Show:
    def show(stage: Stage) -> None:
        window = _unlocked(stage)
        window.workspace.patients.presenter.selected = next(
            stay.stay_id for stay in stage.desk.store.stays() if stay.patient.family == family
        )
        window.open_view(STAYS)

    return show


def _search(stage: Stage) -> None:
    window = _unlocked(stage)
    window.open_view(INBOX)
    window.workspace.inbox.filter.setText("arntsen")
    window.workspace.inbox.focus_list()


def _triage(stage: Stage) -> None:
    window = _unlocked(stage)
    window.workspace.inbox.clear_filter()
    window.open_view(INBOX)
    triaged = next(line for line in window.workspace.inbox.presenter.lines() if line.row.triage)
    window.workspace.inbox.show_message(triaged.row.msg_id)


def _form(type_code: str, family: str) -> Show:
    def show(stage: Stage) -> None:
        _stay(family)(stage)
        stage.window.workspace.write(stage.window.workspace.stay_id(), type_code)

    return show


def _admit(stage: Stage) -> None:
    _unlocked(stage).open_view(STAYS)
    stage.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def _keys(stage: Stage) -> None:
    _unlocked(stage).sheets.key_list()


def _preview(stage: Stage) -> None:
    _unlocked(stage).open_view(DEADLINES)
    stage.ctrl(Qt.Key.Key_P)


def _lock(stage: Stage) -> None:
    stage.window.lock("av deg")


SCREENS: dict[str, Show] = {
    "frister": _view(DEADLINES),
    "innboks": _view(INBOX),
    "innboks-sok": _search,
    "innboks-ikke-knyttet": _triage,
    "pasienter": _stay("Gundersen"),
    "ikke-framme": _view(NOT_ARRIVED),
    "melding-innlagt": _form("LOG_INNLAGT", "Påjord"),
    "melding-helseopplysninger": _form("HELSEOPPL_SOKNAD", "Danser"),
    "melding-utskrivningsklar": _form("LOG_UTSKRIVNINGSKLAR", "Hansvik"),
    "legg-inn-pasient": _admit,
    "tastaturliste": _keys,
    "forhandsvisning": _preview,
    "laas": _lock,
}
