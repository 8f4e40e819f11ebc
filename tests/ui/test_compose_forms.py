"""What the forms of long, dialogue and prepared messages do, with a real log behind the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from plo_desktop.domain.events import ApprovalRequested, ApprovalReturned, Approved, Prepared, Queued
from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.domain.phrases import Phrase
from plo_desktop.forms.editors.rows import RowsEditor
from plo_desktop.messages.registry import composable
from plo_desktop.services import approval, overview
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import CannotSend
from plo_desktop.services.practice.ward import user
from plo_desktop.ui.compose.joining import make_compose
from plo_desktop.ui.holds import Holds
from tests.ui.compose_kit import Writing, group_texts
from tests.ui.form_kit import a_theme, focused, in_window, press, write
from tests.ui.ward_kit import a_session, practice_desk, set_clock

HELSEOPPLYSNINGER, RAPPORT, FORESPORSEL = "HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT", "DIALOG_FORESPORSEL"
SECRETARY = "Haugen"
PHRASES = (
    Phrase("Informert", "Pårørende ___ er informert ___.", since=date(2026, 1, 1)),
    Phrase("Informert", "Ny ordlyd ___.", since=date(2027, 1, 1)),
)


def a_screen(qtbot: QtBot, desk: Desk) -> Writing:
    """Return a compose screen at a desk."""
    session, holds = a_session(desk), Holds()
    view, presenter = make_compose(a_theme(), session, holds)
    in_window(qtbot, view, 1240, 790)
    return Writing(desk, session, holds, view, presenter)


@pytest.fixture
def told(qtbot: QtBot, tmp_path: Path) -> Iterator[Writing]:
    """The practice ward with its history."""
    with practice_desk(tmp_path) as desk:
        yield a_screen(qtbot, desk)


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path) -> Iterator[Writing]:
    """The practice ward with nothing sent yet, and with a phrase that gets a new wording next year."""
    with practice_desk(tmp_path, told=False) as plain:
        yield a_screen(qtbot, replace(plain, settings=replace(plain.settings, phrases=PHRASES)))


# -- long forms ---------------------------------------------------------------------------------------------


def live(form: QWidget) -> int:
    """Count what Tab and a screen reader meet in a form."""
    children = form.findChildren(QWidget)
    return sum(bool(w.focusPolicy() & Qt.FocusPolicy.TabFocus) and w.isVisibleTo(form) for w in children)


@pytest.mark.parametrize("code", [each.code for each in composable() if each.digit])
def test_no_form_ever_has_more_than_sixty_live_widgets(told: Writing, code: str) -> None:
    """ux (e) 9: also when every section has been visited."""
    form = told.open("Danser", code)
    assert live(form) <= 60
    for section in form.mtype.sections:
        form.focus_section(section.name)
        assert live(form) <= 60, section.name


def test_folded_sections_keep_what_they_hold(told: Writing) -> None:
    """What is not on the screen is in the message all the same."""
    form = told.open("Danser", RAPPORT)
    before = form.content().by_name()
    assert "parorende" in before
    for section in form.mtype.sections:
        form.focus_section(section.name)
    assert form.content().by_name() == before


def test_medicines_stand_in_columns_with_what_is_left_below(told: Writing) -> None:
    """Name, strength and form, dose, use; nothing of an entry is out of sight."""
    form = told.open("Danser", RAPPORT)
    form.focus_section("legemidler")
    texts = [label.text() for label in form.groups["i_bruk"].findChildren(QLabel) if label.isVisible()]
    assert [text for text in texts if text in ("Legemiddel", "Styrke og form", "Dosering", "Bruk")] == [
        "Legemiddel",
        "Styrke og form",
        "Dosering",
        "Bruk",
    ]
    assert "Paracetamol" in texts
    assert "500 mg tablett" in texts
    assert any("Høyst 8 tabletter i døgnet" in text for text in texts)


def test_rows_are_walked_opened_and_removed_by_keys(told: Writing) -> None:
    """Down goes to the next entry, Delete removes it, Enter opens one."""
    form = told.open("Danser", RAPPORT)
    form.focus_section("legemidler")
    editor = form.groups["i_bruk"].editor
    assert isinstance(editor, RowsEditor)
    held = editor.value()
    assert isinstance(held, tuple)
    editor._steps[0].setFocus()
    press(focused(), Qt.Key.Key_Down)
    assert focused() is editor._steps[1]
    press(focused(), Qt.Key.Key_Delete)
    after = editor.value()
    assert isinstance(after, tuple)
    assert after == (held[0], *held[2:])
    editor._steps[0].setFocus()
    press(focused(), Qt.Key.Key_Return)
    assert focused().accessibleName().startswith("Legemiddel, legemiddel 1")


# -- what is new --------------------------------------------------------------------------------------------


def test_what_changed_is_marked_and_proposed_until_the_nurse_writes_herself(told: Writing) -> None:
    """«Hva er endret» follows the headings; her own words stay."""
    form = told.open("Danser", HELSEOPPLYSNINGER)
    assert "endring" not in form.content().by_name()
    write(told.prose("antatt_forlop"), "Nytt: ")
    assert form.content().by_name()["endring"] == "Endret: Antatt forløp."
    form.focus_section("funksjon")
    assert "ENDRET 20.11.2026" in group_texts(form.groups["antatt_forlop"])
    assert "ENDRET" not in group_texts(form.groups["pasientens_status"])
    told.prose("antatt_forlop").undo()
    told.prose("endring").setPlainText("Legen har endret planen.")
    write(told.prose("pasientens_status"), "Bedre. ")
    assert form.content().by_name()["endring"] == "Legen har endret planen."


def test_a_heading_that_was_empty_is_new(told: Writing) -> None:
    """NYTT, not ENDRET, at the field and in the proposal."""
    form = told.open("Danser", HELSEOPPLYSNINGER)
    form.focus_section("medisinsk")
    empty = next(n for n, g in form.groups.items() if n in ("funn", "vurdering") and g.editor.value() is None)
    write(told.prose(empty), "Sår på hæl.")
    assert "NYTT 20.11.2026" in group_texts(form.groups[empty])
    assert str(form.content().by_name()["endring"]).startswith("Nytt: ")


# -- phrases ------------------------------------------------------------------------------------------------


def test_a_phrase_is_put_in_at_the_caret_and_its_blanks_are_tabbed_through(fresh: Writing) -> None:
    """The wording that holds today; no blank is ever sent."""
    fresh.open("Danser", HELSEOPPLYSNINGER)
    field = fresh.prose("pasientens_status")
    field.setFocus()
    fresh.view.open_phrases()
    menu = fresh.view.phrase_menu
    assert menu is not None
    (action,) = menu.actions()
    assert "01.2026" in action.text()
    action.trigger()
    menu.close()
    assert field.textCursor().selectedText() == "___"
    write(field, "sønn")
    press(field, Qt.Key.Key_Tab)
    assert field.textCursor().selectedText() == "___"
    write(fresh.prose("antatt_forlop"), "Utredes.")
    fresh.presenter.send()
    assert fresh.sent() == []
    assert [link.words for link in fresh.view.summary.links] == ["«Pasientens status» er ikke ferdig utfylt"]
    field.setPlainText("Pårørende sønn er informert i dag.")
    fresh.presenter.send()
    assert fresh.sent() == [HELSEOPPLYSNINGER]


# -- dialogue -----------------------------------------------------------------------------------------------


def test_a_digit_chooses_the_kind_of_question_and_goes_on(fresh: Writing) -> None:
    """1–4, then the caret stands in the question."""
    form = fresh.open("Danser", FORESPORSEL)
    assert form.focused_field() == "gjelder"
    press(focused(), Qt.Key.Key_2)
    assert form.focused_field() == "sporsmal"
    assert form.content().by_name()["gjelder"].__getattribute__("value") == "4"


def test_what_is_urgent_shows_the_number_to_ring(fresh: Writing) -> None:
    """Guard 12; nothing of it before."""
    form = fresh.open("Danser", FORESPORSEL)
    assert "62 55 55 55" not in group_texts(form)
    press(form.groups["haster"].editor.target(), Qt.Key.Key_Space)
    assert "62 55 55 55" in group_texts(form)


# -- approval -----------------------------------------------------------------------------------------------


def as_user(writing: Writing, name: str) -> None:
    """Let another person sit down."""
    writing.presenter.close()
    writing.session.sit_down(user(name))


def prepare(writing: Writing) -> DraftRow:
    """Let the secretary write Helseopplysninger and put it up for approval."""
    as_user(writing, SECRETARY)
    writing.open("Danser", HELSEOPPLYSNINGER)
    assert writing.view.actions_bar.primary.words == "Send til godkjenning"
    writing.fill_in()
    writing.presenter.send()
    assert writing.sent() == []
    (waiting,) = approval.waiting(writing.desk)
    return waiting.draft


def test_a_secretary_prepares_and_a_nurse_approves_in_her_own_name(fresh: Writing) -> None:
    """SSHF 4.0: both are in the log, the approver is the message's contact."""
    row = prepare(fresh)
    assert [item.kind for item in overview.not_arrived(fresh.desk)] == ["til godkjenning"]
    as_user(fresh, "Jones")
    form = fresh.open("Danser", HELSEOPPLYSNINGER)
    assert f"Klargjort av {SECRETARY} 20.11 07:40" in group_texts(fresh.view.above)
    assert fresh.view.actions_bar.primary.words == "Godkjenn og send"
    assert form.content().by_name()["kontakt"] == "May Jones"
    fresh.presenter.send()
    assert fresh.sent() == [HELSEOPPLYSNINGER]
    events = [each.event for each in fresh.desk.store.events()]
    assert [e.approver for e in events if isinstance(e, Approved)] == ["Jones"]
    (made,) = [e for e in events if isinstance(e, Prepared)]
    assert (made.draft_id, made.owner) == (row.draft_id, user(SECRETARY).user_id)
    assert [e.draft_id for e in events if isinstance(e, ApprovalRequested)] == [row.draft_id]
    assert approval.waiting(fresh.desk) == ()


def test_a_secretary_cannot_approve_by_any_key(fresh: Writing) -> None:
    """Ctrl+Enter again puts it up again; nothing is queued."""
    row = prepare(fresh)
    fresh.presenter.open_again(row.draft_id)
    fresh.presenter.send()
    assert not [e for e in fresh.desk.store.events() if isinstance(e.event, Queued)]
    with pytest.raises(CannotSend):
        approval.approve(fresh.desk.as_actor(user(SECRETARY)), row)
    with pytest.raises(CannotSend):
        approval.send_back(fresh.desk.as_actor(user(SECRETARY)), row, "nei")


def test_undo_gives_the_prepared_draft_back_to_its_owner(fresh: Writing) -> None:
    """Also after a crash, when only the log remembers: owner, marks, and that it waits."""
    prepare(fresh)
    as_user(fresh, "Jones")
    fresh.open("Danser", HELSEOPPLYSNINGER)
    fresh.presenter.send()
    fresh.holds.undo_newest(fresh.session.actor.user_id)
    (waiting,) = approval.waiting(fresh.desk)
    assert waiting.draft.owner == user(SECRETARY).user_id
    assert waiting.by == user(SECRETARY).short_name
    assert fresh.view.actions_bar.primary.words == "Godkjenn og send"


def test_a_nurse_sends_it_back_with_a_word(fresh: Writing) -> None:
    """The secretary sees who and what, and nothing waits any more."""
    prepare(fresh)
    as_user(fresh, "Jones")
    fresh.open("Danser", HELSEOPPLYSNINGER)
    fresh.presenter.ask_word = lambda asked, done: done("Skriv mer om funksjon")
    fresh.presenter.other("tilbake")
    assert approval.waiting(fresh.desk) == ()
    returned = [e.event for e in fresh.desk.store.events() if isinstance(e.event, ApprovalReturned)]
    assert [e.word for e in returned] == ["Jones: Skriv mer om funksjon"]
    as_user(fresh, SECRETARY)
    set_clock(fresh.desk).advance(timedelta(minutes=5))
    fresh.open("Danser", HELSEOPPLYSNINGER)
    texts = group_texts(fresh.view.above)
    assert "Sendt tilbake av Jones" in texts
    assert "Skriv mer om funksjon" in texts


# -- copies -------------------------------------------------------------------------------------------------


def test_copies_are_chosen_in_the_form_and_stand_beside_send(fresh: Writing) -> None:
    """Per message, by keyboard; the log names them."""
    fresh.open("Danser", HELSEOPPLYSNINGER)
    chip = fresh.view.copies.chips[0]
    chip.setFocus()
    press(chip, Qt.Key.Key_Space)
    name = chip.words
    assert f"Kopi: {name}" in fresh.view.actions_bar._said
    fresh.fill_in()
    fresh.presenter.send()
    (queued,) = [e.event for e in fresh.desk.store.events() if isinstance(e.event, Queued)]
    assert len(queued.copies) == 1


# -- the service of a dialogue ------------------------------------------------------------------------------


def test_what_is_asked_for_decides_the_service_and_the_nurse_may_choose_another(fresh: Writing) -> None:
    """HIS 1152: status is the case worker's; who gets it stands beside Send before it is sent."""
    fresh.open("Danser", "DIALOG_FORESPORSEL")
    assert [(chip.words, chip.isChecked()) for chip in fresh.view.services.chips] == [
        ("Sykepleietjeneste", True),
        ("Saksbehandling", False),
    ]
    kinds = fresh.form.groups["gjelder"].findChildren(QRadioButton)
    kinds[2].click()
    assert "Saksbehandling" in fresh.view.actions_bar._said
    assert [chip.isChecked() for chip in fresh.view.services.chips] == [False, True]
    nurses = fresh.view.services.chips[0]
    nurses.setFocus()
    press(nurses, Qt.Key.Key_Space)
    assert "Sykepleietjeneste" in fresh.view.actions_bar._said
    assert [chip.isChecked() for chip in fresh.view.services.chips] == [True, False]
