"""Every screen of the program by name, each with the way to it, for screenshots and accessibility checks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import refused_by_receiver
from plo_desktop.ui.deadlines.view import DeadlinesView
from plo_desktop.ui.frame.rail import DEADLINES, INBOX, STAYS
from plo_desktop.ui.frame.workspace import NOT_ARRIVED
from plo_desktop.ui.not_arrived.view import NotArrivedView
from plo_desktop.ui.stay.view import PatientsView
from tests.screens import dialogue, writing
from tests.screens.unlocked import unlocked
from tests.ui.stage import Stage

Show = Callable[[Stage], None]


def _view(number: int) -> Show:
    def show(stage: Stage) -> None:
        unlocked(stage).open_view(number)

    return show


def _stay(family: str) -> Show:
    def show(stage: Stage) -> None:
        window = unlocked(stage)
        window.workspace.patients.presenter.selected = next(
            stay.stay_id for stay in stage.desk.store.stays() if stay.patient.family == family
        )
        window.open_view(STAYS)

    return show


def _search(stage: Stage) -> None:
    window = unlocked(stage)
    window.open_view(INBOX)
    window.workspace.inbox.filter.setText("arntsen")
    window.workspace.inbox.focus_list()


def _message(wanted: Callable[[MessageRow], bool]) -> Show:
    def show(stage: Stage) -> None:
        window = unlocked(stage)
        window.workspace.inbox.clear_filter()
        window.open_view(INBOX)
        lines = window.workspace.inbox.presenter.lines()
        window.workspace.inbox.show_message(next(line.row.msg_id for line in lines if wanted(line.row)))

    return show


def _opened(number: int) -> Show:
    def show(stage: Stage) -> None:
        """Show what the chosen row is about, also where there is room for one pane only."""
        _view(number)(stage)
        view = stage.window.workspace.currentWidget()
        assert isinstance(view, DeadlinesView | NotArrivedView | PatientsView)
        view.pair.show_detail()

    return show


def _signing(stage: Stage) -> None:
    _opened(DEADLINES)(stage)
    stage.window.workspace.primary()


def _tried(type_code: str, family: str) -> Show:
    def show(stage: Stage) -> None:
        _form(type_code, family)(stage)
        stage.window.workspace.writing.send()

    return show


def _in_the_future(stage: Stage) -> None:
    _form("LOG_UTSKRIVNINGSKLAR", "Danser")(stage)
    form = stage.window.workspace.compose.form
    assert form is not None
    form.focus_field("utskrivningsklar")
    stage.settle()
    stage.ctrl(Qt.Key.Key_A)
    stage.type("21.11.2026")
    stage.key(Qt.Key.Key_Tab)


def _form(type_code: str, family: str) -> Show:
    def show(stage: Stage) -> None:
        _stay(family)(stage)
        stage.window.workspace.write(stage.window.workspace.stay_id(), type_code)

    return show


def _admit(stage: Stage) -> None:
    unlocked(stage).open_view(STAYS)
    stage.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def _keys(stage: Stage) -> None:
    unlocked(stage).sheets.key_list()


def _preview(stage: Stage) -> None:
    unlocked(stage).open_view(DEADLINES)
    stage.ctrl(Qt.Key.Key_P)


def _lock(stage: Stage) -> None:
    stage.window.lock("av deg")


SCREENS: dict[str, Show] = {
    "frister": _view(DEADLINES),
    "innboks": _view(INBOX),
    "innboks-sok": _search,
    "frister-lest": _opened(DEADLINES),
    "frister-angre": _signing,
    "innboks-ikke-knyttet": _message(lambda row: bool(row.triage)),
    "innboks-avvist": _message(refused_by_receiver),
    "innboks-karantene": _message(lambda row: bool(row.quarantine)),
    "pasienter": _stay("Gundersen"),
    "pasienter-opphold": _opened(STAYS),
    "ikke-framme": _view(NOT_ARRIVED),
    "ikke-framme-lest": _opened(NOT_ARRIVED),
    "melding-innlagt": _form("LOG_INNLAGT", "Påjord"),
    "melding-helseopplysninger": _form("HELSEOPPL_SOKNAD", "Danser"),
    "melding-utskrivningsklar": _form("LOG_UTSKRIVNINGSKLAR", "Hansvik"),
    "melding-helseopplysninger-feil": _tried("HELSEOPPL_SOKNAD", "Påjord"),
    "melding-utskrivningsklar-fram-i-tid": _in_the_future,
    "legg-inn-pasient": _admit,
    "tastaturliste": _keys,
    "forhandsvisning": _preview,
    **dialogue.SCREENS,
    **writing.SCREENS,
    "laas": _lock,
}
