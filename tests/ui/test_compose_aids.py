"""What spares the writer keys and doubt: who decided before, what to confirm, and what a form belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from plo_desktop.domain.party import Code
from plo_desktop.forms.editors.person import PersonEditor
from plo_desktop.services import admit, dispatch, draft
from plo_desktop.services.composing import WITHOUT_REPORT
from tests.ui import coming_in
from tests.ui.compose_kit import Writing, group_texts
from tests.ui.form_kit import focused, press, write
from tests.ui.test_compose_forms import a_screen
from tests.ui.ward_kit import practice_desk

KLAR, AVMELDING, RAPPORT, HO = (
    "LOG_UTSKRIVNINGSKLAR",
    "LOG_AVMELDING",
    "UTSKRIVNINGSRAPPORT",
    "HELSEOPPL_SOKNAD",
)
KOMAN = ("Magnar Koman", "LE", "9144889")


@pytest.fixture
def told(qtbot: QtBot, tmp_path: Path) -> Iterator[Writing]:
    """The practice ward with its history: Koman has declared Gundersen ready."""
    with practice_desk(tmp_path) as desk:
        yield a_screen(qtbot, desk)


def who(writing: Writing) -> PersonEditor:
    """Return the field for who decided, with the caret in it."""
    writing.form.focus_field("besluttet_av")
    editor = writing.form.groups["besluttet_av"].editor
    assert isinstance(editor, PersonEditor)
    return editor


def decided(writing: Writing) -> tuple[object, object, object]:
    """Return name, profession and HPR number as they stand."""
    held = writing.form.content().by_name()
    profession = held.get("besluttet_av_yrke")
    code = profession.value if isinstance(profession, Code) else None
    return held.get("besluttet_av"), code, held.get("besluttet_av_hpr")


@pytest.mark.parametrize(("family", "code"), [("Danser", KLAR), ("Gundersen", AVMELDING)])
def test_two_letters_and_enter_name_the_doctor_whole(told: Writing, family: str, code: str) -> None:
    """Name, profession and number together; Enter stays in the field and sends nothing on."""
    told.open(family, code)
    editor = who(told)
    write(focused(), "ko")
    assert editor.offered() == ("Magnar Koman   lege, HPR 9144889",)
    press(focused(), Qt.Key.Key_Return)
    assert decided(told) == KOMAN
    assert editor.offered() == ()
    assert focused() is editor.line
    assert told.form.mtype.code == code


def test_the_list_is_opened_walked_and_closed_by_keys(told: Writing) -> None:
    """Alt+Down shows all; Esc closes the list, not the form."""
    row = draft.open_draft(told.desk, told.stay("Bog").stay_id, KLAR)
    other = {"besluttet_av": "Kari Lege", "besluttet_av_yrke": "LE", "besluttet_av_hpr": "9144897"}
    dispatch.queue(told.desk, replace(row, content={**row.content, **other}))
    told.open("Danser", KLAR)
    editor = who(told)
    press(focused(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [words.partition("   ")[0] for words in editor.offered()] == ["Kari Lege", "Magnar Koman"]
    press(focused(), Qt.Key.Key_Escape)
    assert editor.offered() == ()
    assert told.is_open()
    press(focused(), Qt.Key.Key_F4)
    press(focused(), Qt.Key.Key_Down)
    press(focused(), Qt.Key.Key_Return)
    assert decided(told) == KOMAN


def test_another_name_does_not_keep_the_number_of_the_first(told: Writing) -> None:
    """A number follows its owner; one that was written by hand stays."""
    told.open("Danser", KLAR)
    who(told)
    write(focused(), "ko")
    press(focused(), Qt.Key.Key_Return)
    field = focused()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    write(field, "Anne Vakt")
    assert decided(told) == ("Anne Vakt", None, None)


def test_a_name_nobody_has_is_left_as_it_is_written(told: Writing) -> None:
    """Tab completes nothing but what fits."""
    told.open("Danser", KLAR)
    who(told)
    write(focused(), "Anne Vakt")
    press(focused(), Qt.Key.Key_Tab)
    assert decided(told) == ("Anne Vakt", None, None)


def confirm_links(writing: Writing) -> list[str]:
    """Return the links of the summary that are about the patient."""
    return [link.words for link in writing.view.summary.links if "asient" in link.words]


def follow(writing: Writing, words: str) -> None:
    """Follow a link of the summary by Enter."""
    link = next(link for link in writing.view.summary.links if link.words == words)
    link.setFocus()
    press(link, Qt.Key.Key_Return)


@pytest.mark.parametrize("code", [HO, KLAR])
def test_a_patient_without_number_is_confirmed_by_one_link(told: Writing, code: str) -> None:
    """T-02: the problem told in full, one link that says what it does; once for both of a package."""
    told.session.tell(
        admit.change(told.desk, told.stay("Påjord").stay_id, kommune="Alvdal kommune", services="ja")
    )
    told.open("Påjord", code)
    assert confirm_links(told).count("Bekreft pasienten") == 1
    assert not [words for words in confirm_links(told) if words.startswith("Pasienten har ikke")]
    assert "bare på navn, fødselsdato og kjønn" in group_texts(told.view.summary)
    follow(told, "Bekreft pasienten")
    assert "Bekreft pasienten" not in confirm_links(told)
    drafts = told.desk.store.drafts(stay_id=told.stay("Påjord").stay_id)
    assert drafts
    for row in drafts:
        stopping = [p.code for p in dispatch.check(told.desk, row) if p.severity.value == "error"]
        assert "UTEN_NUMMER" not in stopping


def test_reused_texts_are_confirmed_one_by_one_from_the_summary(told: Writing) -> None:
    """Enter on the link goes to Bekreft with the text below; Enter confirms and goes to the next."""
    told.open("Danser", RAPPORT)
    waiting = [each for each in told.form.mtype.fields() if each.name in told.form._waiting]
    assert len(waiting) > 10
    link = next(link for link in told.view.summary.links if link.words == waiting[0].label)
    link.setFocus()
    press(link, Qt.Key.Key_Return)
    for each in waiting:
        assert focused().accessibleName() == f"Bekreft {each.label}"
        assert told.form.focused_field() == each.name
        press(focused(), Qt.Key.Key_Return)
    assert not told.form._waiting
    assert "ikke bekreftet" not in told.view.summary.accessibleDescription()


def test_confirming_by_mouse_leaves_the_page_where_it_is(told: Writing) -> None:
    """Who points is looking there."""
    told.open("Danser", RAPPORT)
    first = next(each.name for each in told.form.mtype.fields() if each.name in told.form._waiting)
    told.form.groups[first]._source.confirm.click()
    assert told.form.focused_field() in ("", first)


def test_the_package_says_what_is_not_confirmed(told: Writing) -> None:
    """Ready to be sent, and not hidden that nobody has confirmed it."""
    told.open("Danser", KLAR)
    who(told)
    write(focused(), "ko")
    press(focused(), Qt.Key.Key_Return)
    told.presenter.send()
    assert told.form.mtype.code == RAPPORT
    assert "avsnitt ikke bekreftet" in group_texts(told.view.side)


def test_a_report_written_alone_says_what_it_belongs_to(told: Writing) -> None:
    """SSHF 5.4: half of a pair, and why the other half went first."""
    told.open("Gundersen", RAPPORT)
    said = group_texts(told.view.above)
    assert "Hører sammen med utskrivningsklar, sendt 20.11 07:00" in said
    assert "Kommunen venter på denne." in said


def test_the_reason_of_the_half_that_went_alone_is_told(told: Writing) -> None:
    """As it was written then."""
    row = draft.open_draft(told.desk, told.stay("Danser").stay_id, KLAR)
    name, profession, hpr = KOMAN
    alone = {"besluttet_av": name, "besluttet_av_yrke": profession, "besluttet_av_hpr": hpr}
    noted = {**row.sources, WITHOUT_REPORT: "Skrives av kveldsvakten"}
    dispatch.queue(told.desk, replace(row, content={**row.content, **alone}, sources=noted))
    told.open("Danser", RAPPORT)
    assert "Den gikk uten rapport: Skrives av kveldsvakten. Kommunen venter på denne." in group_texts(
        told.view.above
    )


def test_a_report_for_nobody_declared_ready_says_nothing_of_a_pair(told: Writing) -> None:
    told.open("Danser", RAPPORT)
    assert "Hører sammen" not in group_texts(told.view.above)


def quoted(writing: Writing, words: str) -> QLabel:
    """Return the label that quotes a question."""
    QApplication.processEvents()
    return next(label for label in writing.view.above.findChildren(QLabel) if words in label.text())


def test_the_whole_question_is_quoted_over_its_answer(told: Writing) -> None:
    """Every line of it is in sight."""
    asked = "Hvilke legemidler er endret?\nHvem følger opp blodprøvene?\nRing gjerne før kl. 14."
    told.presenter.open_answer(coming_in.a_question(told.desk, told.stay("Hansvik"), asked))
    label = quoted(told, "blodprøvene")
    assert label.height() >= 3 * label.fontMetrics().lineSpacing()
    assert label.visibleRegion().boundingRect().height() == label.height()


def test_a_very_long_question_is_scrolled_beside_its_answer(told: Writing) -> None:
    """By keys too; the field for the answer stays on the screen."""
    asked = "\n".join(f"{number}. Hvordan er det med dette punktet?" for number in range(1, 40))
    told.presenter.open_answer(coming_in.a_question(told.desk, told.stay("Hansvik"), asked))
    label = quoted(told, "39. Hvordan")
    area = next(each for each in told.view.above.findChildren(QScrollArea))
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert label.height() > area.height()
    assert not focused().visibleRegion().isEmpty()
    bar = area.verticalScrollBar()
    press(area, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_the_number_to_ring_stands_at_what_is_ticked(told: Writing) -> None:
    """Guard 12: at the tick, and gone when it is not urgent after all."""
    form = told.open("Danser", "DIALOG_FORESPORSEL")
    tick = form.groups["haster"].editor.target()
    press(tick, Qt.Key.Key_Space)
    assert "62 55 55 55" in group_texts(form.groups["haster"])
    press(tick, Qt.Key.Key_Space)
    assert "62 55 55 55" not in group_texts(form.groups["haster"])


def test_a_form_that_goes_leaves_no_field_of_the_next_one(told: Writing) -> None:
    """A half-written name is not called wrong because another message was opened meanwhile."""
    told.open("Danser", KLAR)
    who(told)
    write(focused(), "Anne")
    told.open("Danser", KLAR)
    assert not told.view.summary.must_mend
