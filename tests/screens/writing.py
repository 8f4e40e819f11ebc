"""Screens of messages being written: the package, long reports, what changed, dialogue, and approval."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.domain.type_codes import FORESPORSEL, INNLEGGELSESRAPPORT
from plo_desktop.forms.editors.text import ProseEditor
from plo_desktop.forms.editors.tick import TickEditor
from plo_desktop.forms.message_form import MessageForm
from plo_desktop.services import answering, approval, draft
from plo_desktop.services.practice.ward import user
from plo_desktop.ui.frame.rail import DEADLINES
from tests.screens.unlocked import unlocked
from tests.ui import coming_in
from tests.ui.stage import Stage
from tests.ui.ward_kit import stay_of

Show = Callable[[Stage], None]
KLAR, RAPPORT, HO = "LOG_UTSKRIVNINGSKLAR", "UTSKRIVNINGSRAPPORT", "HELSEOPPL_SOKNAD"


def _open(stage: Stage, family: str, type_code: str) -> MessageForm:
    window = unlocked(stage)
    window.workspace.write(stay_of(stage.desk, family).stay_id, type_code)
    stage.settle()
    form = window.workspace.compose.form
    assert form is not None
    return form


def _plain(family: str, type_code: str) -> Show:
    def show(stage: Stage) -> None:
        _open(stage, family, type_code)

    return show


def _step_one(stage: Stage) -> MessageForm:
    """Show the first step with today's date, whatever an earlier screen left in the draft."""
    form = _open(stage, "Danser", KLAR)
    form.groups["utskrivningsklar"].editor.put(stage.clock.now().date())
    form.edited.emit("utskrivningsklar")
    return form


def _first_step(stage: Stage) -> None:
    _step_one(stage)


def _offered(stage: Stage) -> None:
    form = _step_one(stage)
    form.focus_field("besluttet_av")
    stage.ctrl(Qt.Key.Key_A)
    stage.type("ko")


def _step_two(stage: Stage) -> None:
    _offered(stage)
    stage.key(Qt.Key.Key_Return)
    stage.window.workspace.writing.send()


def _answer(stage: Stage) -> None:
    stay = stay_of(stage.desk, "Hansvik")
    text = (
        "Hvilke legemidler er endret under oppholdet, og hvem følger opp blodprøvene?\n"
        "Vi trenger også å vite om sårstellet er endret, hvor ofte bandasjen skiftes, og om dere sender med "
        "utstyr for de første dagene.\nRing gjerne hjemmesykepleien før kl. 14."
    )
    asked = MessageFilter(stay_id=stay.stay_id, type_code=FORESPORSEL, direction="inn")
    found = stage.desk.store.messages(asked)
    msg_id = found[0].msg_id if found else coming_in.a_question(stage.desk, stay, text)
    unlocked(stage).workspace.writing.open_answer(msg_id)


def _medicines(stage: Stage) -> None:
    _open(stage, "Danser", RAPPORT).focus_section("legemidler")


def _changed(stage: Stage) -> None:
    editor = _open(stage, "Danser", HO).groups["antatt_forlop"].editor
    assert isinstance(editor, ProseEditor)
    if "Planen" not in editor.text.toPlainText():
        editor.insert("Planen er endret i dag.")


def _urgent(stage: Stage) -> None:
    editor = _open(stage, "Danser", "DIALOG_FORESPORSEL").groups["haster"].editor
    assert isinstance(editor, TickEditor)
    editor.tick()


def _avvik(stage: Stage) -> None:
    wanted = MessageFilter(stay_id=stay_of(stage.desk, "Danser").stay_id, type_code=INNLEGGELSESRAPPORT)
    msg_id = stage.desk.store.messages(wanted)[0].msg_id
    unlocked(stage).workspace.writing.open_avvik(msg_id, answering.guide()[1].reason)


def _prepared(stage: Stage) -> None:
    stay_id = stay_of(stage.desk, "Arntsen").stay_id
    if any(each.draft.stay_id == stay_id for each in approval.waiting(stage.desk)):
        return
    desk = stage.desk.as_actor(user("Haugen"))
    row = draft.open_draft(desk, stay_id, HO)
    row.content.update(
        {
            "pasientens_status": "Innlagt med lungebetennelse, bedre på antibiotika.",
            "antatt_forlop": "Ventes hjem mandag.",
            "forventet_utskrivningsklar": "2026-11-23",
            "endring": "Endret: Antatt forløp.",
        }
    )
    approval.submit(desk, row)


def _to_approve(stage: Stage) -> None:
    _prepared(stage)
    _open(stage, "Arntsen", HO)


def choose_task(stage: Stage, key: str) -> None:
    """Go down Frister to a row, as the arrows do."""
    table = stage.window.workspace.deadlines.table
    stage.window.workspace.deadlines.focus_list()
    for _ in range(table.model().rowCount()):
        selected = stage.window.workspace.deadlines.presenter.selected
        if selected is not None and selected.key == key:
            return
        stage.key(Qt.Key.Key_Down)
        stage.settle()
    raise LookupError(key)


def _list_to_approve(stage: Stage) -> None:
    _prepared(stage)
    window = unlocked(stage)
    window.workspace.refresh()
    window.open_view(DEADLINES)
    (waiting,) = approval.waiting(stage.desk)
    choose_task(stage, f"godkjenning/{waiting.draft.draft_id}")


def _phrases(stage: Stage) -> None:
    form = _open(stage, "Danser", HO)
    form.focus_field("pasientens_status")
    editor = form.groups["pasientens_status"].editor
    assert isinstance(editor, ProseEditor)
    if "___" not in editor.text.toPlainText():
        editor.insert_here("Pårørende ___ er informert ___.")
    stage.window.workspace.writing.send()


SCREENS: dict[str, Show] = {
    "pakke-steg-1": _first_step,
    "pakke-lege-foreslatt": _offered,
    "pakke-steg-2": _step_two,
    "pakke-uten-kommune": _plain("Påjord", KLAR),
    "skriv-avmelding": _plain("Gundersen", "LOG_AVMELDING"),
    "skriv-rapport-alene": _plain("Gundersen", RAPPORT),
    "skriv-svar": _answer,
    "skriv-rapport-legemidler": _medicines,
    "skriv-endret": _changed,
    "skriv-foresporsel-haster": _urgent,
    "skriv-avvik": _avvik,
    "skriv-frase-ikke-utfylt": _phrases,
    "godkjenn": _to_approve,
    "frister-til-godkjenning": _list_to_approve,
}
