"""Writing a message, with a real log behind the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from plo_desktop.domain.events import Queued
from plo_desktop.forms.editors.tick import TickEditor
from plo_desktop.services import admit, dispatch, draft
from plo_desktop.services.practice.play import Post
from plo_desktop.ui.compose.compose_view import ComposeView
from plo_desktop.ui.compose.joining import make_compose
from plo_desktop.ui.holds import Holds
from tests.ui.compose_kit import HELSEOPPLYSNINGER, INNLAGT, KLAR, Writing, group_texts
from tests.ui.form_kit import a_theme, focused, in_window, press, write
from tests.ui.ward_kit import a_session, practice_desk, receive_report, set_clock


@pytest.fixture
def writing(qtbot: QtBot, tmp_path: Path) -> Iterator[Writing]:
    """A compose screen on the practice ward, nothing sent yet."""
    with practice_desk(tmp_path, told=False) as desk:
        session, holds = a_session(desk), Holds()
        view, presenter = make_compose(a_theme(), session, holds)
        in_window(qtbot, view, 1240, 790)
        yield Writing(desk, session, holds, view, presenter)


def test_the_form_opens_filled_in_with_the_caret_where_writing_begins(writing: Writing) -> None:
    """Ward, phone, user and expected date are known; the status is not."""
    form = writing.open("Danser", HELSEOPPLYSNINGER)
    values = form.content().by_name()
    assert values["enhet"] == "Post 3B"
    assert values["kontakt"] == "May Jones"
    assert values["forventet_utskrivningsklar"] == date(2026, 11, 23)
    assert focused() is writing.prose("pasientens_status")
    assert form.groups["endring"].isHidden()


def test_patient_and_receiver_stand_beside_the_send_button(writing: Writing) -> None:
    """Repeated, so that nobody sends for the wrong patient."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    texts = group_texts(writing.view.actions_bar)
    assert "DANSER, Line" in texts
    assert "131169 00216" in texts
    assert "til Alvdal kommune, Saksbehandling" in texts
    assert writing.view.actions_bar.primary.words == "Send til Alvdal"


def test_two_faults_stop_sending_and_lead_to_their_fields(writing: Writing) -> None:
    """T4: nothing sent; focus on the summary; two links; Enter lands; mending removes the line."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.presenter.send()
    assert writing.sent() == []
    links = writing.view.summary.links
    assert [link.words for link in links] == ["«Pasientens status» mangler", "«Antatt forløp» mangler"]
    assert focused() is links[0]
    press(links[0], Qt.Key.Key_Return)
    assert focused() is writing.prose("pasientens_status")
    write(focused(), "Innlagt med brystsmerter.")
    assert [link.words for link in writing.view.summary.links] == ["«Antatt forløp» mangler"]
    assert "Pasientens status" not in writing.view.summary.accessibleDescription()


def test_the_problem_is_said_alike_by_field_summary_and_screen_reader(writing: Writing) -> None:
    """The same words in three places."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.presenter.send()
    said = "«Antatt forløp» mangler. Fyll ut feltet."
    assert said in group_texts(writing.form.groups["antatt_forlop"])
    assert said in writing.prose("antatt_forlop").accessibleDescription()
    assert said.startswith(writing.view.summary.links[1].words)


def test_nothing_is_called_missing_before_the_first_attempt(writing: Writing) -> None:
    """A form that shouts while one writes is not read."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    press(focused(), Qt.Key.Key_Tab)
    assert not writing.view.summary.must_mend
    assert "mangler" not in group_texts(writing.form.groups["pasientens_status"])


def test_the_draft_is_saved_after_a_pause_and_the_caret_stays(writing: Writing) -> None:
    """Two seconds; the text under the caret is not touched."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    field = writing.prose("pasientens_status")
    write(field, "Innlagt med")
    cursor = field.textCursor()
    cursor.setPosition(3)
    field.setTextCursor(cursor)
    set_clock(writing.desk).advance(timedelta(seconds=2))
    writing.view.paused.emit()
    (kept,) = writing.desk.store.drafts(stay_id=writing.stay("Danser").stay_id)
    assert kept.content["pasientens_status"] == "Innlagt med"
    assert field.textCursor().position() == 3
    assert "Lagret 07:40:02" in group_texts(writing.view.title)


def test_the_pause_is_two_seconds(writing: Writing, qtbot: QtBot) -> None:
    """By the view's own timer."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    with qtbot.waitSignal(writing.view.paused, timeout=3500):
        write(writing.prose("pasientens_status"), "I")


def test_leaving_a_field_saves(writing: Writing) -> None:
    """Also without a pause."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    write(writing.prose("pasientens_status"), "Innlagt")
    press(writing.prose("pasientens_status"), Qt.Key.Key_Tab)
    (kept,) = writing.desk.store.drafts(stay_id=writing.stay("Danser").stay_id)
    assert kept.content["pasientens_status"] == "Innlagt"


def test_escape_saves_and_closes_and_the_draft_comes_back(writing: Writing) -> None:
    """From inside a text, and with the same text next time."""
    closed: list[bool] = []
    writing.presenter.closed = lambda: closed.append(True)
    writing.open("Danser", HELSEOPPLYSNINGER)
    write(writing.prose("pasientens_status"), "Innlagt")
    press(focused(), Qt.Key.Key_Escape)
    assert closed == [True]
    assert not writing.is_open()
    writing.open("Danser", HELSEOPPLYSNINGER)
    assert writing.prose("pasientens_status").toPlainText() == "Innlagt"


def test_a_sent_message_waits_ten_seconds_and_can_be_taken_back(writing: Writing) -> None:
    """Angre opens the same text again."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.fill_in()
    writing.presenter.send()
    assert writing.sent() == [HELSEOPPLYSNINGER]
    assert not writing.is_open()
    hold = writing.holds.newest(writing.session.actor.user_id)
    assert hold is not None
    assert hold.verb == "Sender Helseopplysninger til Alvdal"
    assert hold.until == writing.desk.now() + timedelta(seconds=10)
    writing.holds.undo_newest(writing.session.actor.user_id)
    assert writing.sent() == []
    assert writing.is_open()
    assert writing.prose("antatt_forlop").toPlainText() == "Utredes, ventes hjem mandag."


def test_sending_twice_in_a_hurry_sends_once(writing: Writing) -> None:
    """Ctrl+Enter held down."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.fill_in()
    writing.presenter.send()
    writing.presenter.send()
    assert writing.sent() == [HELSEOPPLYSNINGER]


def test_innlagt_needs_nothing_but_send(writing: Writing) -> None:
    """A1: all is known; the right column says what will happen."""
    writing.open("Danser", INNLAGT)
    assert writing.view.side.isVisible()
    texts = group_texts(writing.view.side)
    assert "Kommune er knyttet: Alvdal" in texts
    assert "Har kommunale tjenester fra før" in texts
    assert "Klar til å sendes" in texts
    writing.presenter.send()
    assert writing.sent() == [INNLAGT]


def test_a_discharge_date_ahead_is_refused_with_ways_out(writing: Writing) -> None:
    """SSHF 5.4; one click puts today's date."""
    writing.open("Danser", KLAR)
    day = writing.day("utskrivningsklar")
    day.line.setFocus()
    day.line.selectAll()
    write(day.line, "21.11")
    assert day.echo.text() == "= lørdag 21.11.2026"
    press(day.line, Qt.Key.Key_Tab)
    group = writing.form.groups["utskrivningsklar"]
    assert "fram i tid" in group_texts(group)
    ways = [b for b in group.findChildren(QPushButton) if b.text().startswith("Bruk i dag")]
    assert [b.text() for b in ways] == ["Bruk i dag, 20.11"]
    ways[0].click()
    assert day.value() == date(2026, 11, 20)
    assert "fram i tid" not in group_texts(group)


def test_the_report_that_must_follow_is_told_in_words(writing: Writing) -> None:
    """SSHF 5.4: an open task, not a silent gap."""
    writing.open("Danser", KLAR)
    assert "Uten rapport må du skrive hvorfor, og posten får en åpen oppgave." in group_texts(
        writing.view.side
    )


def test_a_date_nobody_can_read_stops_sending(writing: Writing) -> None:
    """And is not called missing."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.fill_in()
    day = writing.day("forventet_utskrivningsklar")
    day.line.selectAll()
    write(day.line, "21.1x")
    writing.presenter.send()
    assert writing.sent() == []
    assert [link.words for link in writing.view.summary.links] == ["«21.1x» er ikke en dato"]
    assert day.line.text() == "21.1x"


def test_half_a_date_survives_in_the_draft(writing: Writing) -> None:
    """The screen was locked, or the power went, before the date was finished."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    day = writing.day("forventet_utskrivningsklar")
    day.line.setFocus()
    day.line.selectAll()
    write(day.line, "21.1x")
    writing.presenter.close()
    writing.open("Danser", HELSEOPPLYSNINGER)
    assert writing.day("forventet_utskrivningsklar").line.text() == "21.1x"


def test_plus_three_with_a_question_mark_ticks_unsure(writing: Writing) -> None:
    """Both in one field, without a key more."""
    writing.open("Bog", HELSEOPPLYSNINGER)
    day = writing.day("forventet_utskrivningsklar")
    day.line.selectAll()
    write(day.line, "+3?")
    values = writing.form.content().by_name()
    assert values["forventet_utskrivningsklar"] == date(2026, 11, 23)
    assert values["usikker"] is True
    tick = writing.form.groups["usikker"].editor
    assert isinstance(tick, TickEditor)


def test_reused_text_keeps_its_source_until_confirmed(writing: Writing) -> None:
    """Ctrl+G, Enter: tinted head, summary, draft and log all say where it came from."""
    receive_report(writing.desk, writing.stay("Danser"))
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.view.toggle_reuse()
    wanted = next(b for b in writing.view.reuse.buttons if "Sykepleiesammenfatning" in b.accessibleName())
    wanted.setFocus()
    press(wanted, Qt.Key.Key_Return)
    assert focused() is writing.prose("pasientens_status")
    group = writing.form.groups["sykepleiesammenfatning"]
    assert "Fra Innleggelsesrapport 20.11.2026, Alvdal kommune" in group_texts(group)
    assert "ikke bekreftet" in writing.view.summary.accessibleDescription()
    assert "ikke bekreftet" in writing.prose("sykepleiesammenfatning").accessibleDescription()
    writing.fill_in()
    writing.presenter.send()
    queued = [e.event for e in writing.desk.store.events() if isinstance(e.event, Queued)][-1]
    source = "Innleggelsesrapport 20.11.2026, Alvdal kommune (ikke bekreftet)"
    assert f"sykepleiesammenfatning: {source}" in queued.reused


def test_confirming_takes_the_mark_away_and_tells_the_log(writing: Writing) -> None:
    """Bekreft is a person's word."""
    receive_report(writing.desk, writing.stay("Danser"))
    writing.open("Danser", HELSEOPPLYSNINGER)
    part = next(
        p for s in writing.view.reuse.sources for p in s.parts if p.target == "sykepleiesammenfatning"
    )
    writing.presenter.insert(writing.view.reuse.sources[0], part)
    group = writing.form.groups["sykepleiesammenfatning"]
    next(b for b in group.findChildren(QPushButton) if b.text() == "Bekreft").click()
    assert "Fra Innleggelsesrapport" not in group_texts(group)
    writing.fill_in()
    writing.presenter.send()
    queued = [e.event for e in writing.desk.store.events() if isinstance(e.event, Queued)][-1]
    assert any("sykepleiesammenfatning" in note and "(bekreftet)" in note for note in queued.reused)


def test_taking_back_keeps_the_source_marks(writing: Writing) -> None:
    """Angre brings back the draft as it was."""
    receive_report(writing.desk, writing.stay("Danser"))
    writing.open("Danser", HELSEOPPLYSNINGER)
    part = next(
        p for s in writing.view.reuse.sources for p in s.parts if p.target == "sykepleiesammenfatning"
    )
    writing.presenter.insert(writing.view.reuse.sources[0], part)
    writing.fill_in()
    writing.presenter.send()
    writing.holds.undo_newest(writing.session.actor.user_id)
    group = writing.form.groups["sykepleiesammenfatning"]
    assert "Fra Innleggelsesrapport 20.11.2026, Alvdal kommune" in group_texts(group)


def test_the_next_message_shows_what_changed(writing: Writing) -> None:
    """Nr. 2 is filled in from nr. 1, and marks the difference."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.fill_in()
    writing.presenter.send()
    set_clock(writing.desk).advance(timedelta(hours=2))
    dispatch.release(writing.desk, Post())
    form = writing.open("Danser", HELSEOPPLYSNINGER)
    assert "Helseopplysninger nr. 2" in group_texts(writing.view.title)
    assert "oppdatering, uten frist" in group_texts(writing.view.title)
    assert not form.groups["endring"].isHidden()
    write(writing.prose("pasientens_status"), "Feberfri. ")
    assert "ENDRET" in group_texts(form.groups["pasientens_status"])
    assert "ENDRET" not in group_texts(form.groups["antatt_forlop"])
    assert "1 endret siden nr. 1, sendt 20.11.2026 07:40." in writing.view.sections.note.text()


def test_a_paper_municipality_gets_a_letter(writing: Writing) -> None:
    """Røros takes no electronic mail: the button says what will happen."""
    posted: list[str] = []
    writing.presenter.posted = posted.append
    writing.open("Sørgård", HELSEOPPLYSNINGER)
    assert writing.view.actions_bar.primary.words == "Skriv ut og legg i post"
    writing.fill_in()
    if writing.form.groups["forventet_utskrivningsklar"].editor.value() is None:
        write(writing.day("forventet_utskrivningsklar").line, "+3")
    writing.presenter.send()
    row = writing.desk.store.message(posted[0])
    assert row is not None
    assert row.channel == "papir"
    assert writing.holds.newest(writing.session.actor.user_id) is None


def test_a_changed_receiver_is_confirmed_before_sending(writing: Writing) -> None:
    """Guard 16, followed from the summary."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.fill_in()
    changes = admit.change(writing.desk, writing.stay("Danser").stay_id, kommune="Tynset kommune")
    writing.session.tell(changes)
    assert writing.view.actions_bar.primary.words == "Send til Tynset"
    writing.presenter.send()
    assert writing.sent() == []
    link = writing.view.summary.links[0]
    assert link.words == "Bekreft mottakeren"
    assert "Mottakeren er endret" in group_texts(writing.view.summary)
    press(link, Qt.Key.Key_Return)
    writing.presenter.send()
    assert writing.sent() == [HELSEOPPLYSNINGER]


def test_facts_that_change_leave_the_text_alone(writing: Writing) -> None:
    """A colleague moves the patient to another bed while one writes."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    write(writing.prose("pasientens_status"), "Innlagt med")
    writing.session.tell(admit.change(writing.desk, writing.stay("Danser").stay_id, bed="315-1"))
    assert writing.prose("pasientens_status").toPlainText() == "Innlagt med"
    assert focused() is writing.prose("pasientens_status")
    assert "315-1" in group_texts(writing.view.banner)


def test_a_problem_about_the_stay_leads_to_the_stay(writing: Writing) -> None:
    """A patient without a municipality: asked for at once, not after writing."""
    asked: list[str] = []
    writing.presenter.edit_stay = asked.append
    writing.open("Påjord", HELSEOPPLYSNINGER)
    link = next(link for link in writing.view.summary.links if "kommune" in link.words)
    QApplication.sendPostedEvents()
    link.setFocus()
    press(link, Qt.Key.Key_Return)
    assert asked == [writing.stay("Påjord").stay_id]


def test_a_bad_value_in_a_draft_does_not_hide_the_others(writing: Writing) -> None:
    """One line of a draft from another version cannot be read; the rest can."""
    row = draft.open_draft(writing.desk, writing.stay("Danser").stay_id, HELSEOPPLYSNINGER)
    broken = {**row.content, "pasientens_status": "Innlagt", "forventet_utskrivningsklar": "i morgen tidlig"}
    draft.save(writing.desk, replace(row, content=broken))
    writing.open("Danser", HELSEOPPLYSNINGER)
    assert writing.prose("pasientens_status").toPlainText() == "Innlagt"
    assert writing.day("forventet_utskrivningsklar").value() is None


def test_six_goes_round_the_panes(writing: Writing) -> None:
    """F6: sections, form, reuse, buttons."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    seen = []
    for _ in range(4):
        writing.view.next_pane()
        seen.append(next(p for p in panes(writing.view) if p.isAncestorOf(focused())))
    view = writing.view
    assert seen == [view.reuse, view.actions_bar, view.sections, view.form]


def panes(view: ComposeView) -> list[QWidget]:
    """Return the panes of the screen."""
    assert view.form is not None
    return [view.sections, view.form, view.reuse, view.actions_bar]


def test_a_section_is_reached_from_the_list(writing: Writing) -> None:
    """Enter in the list goes to the first field of the section."""
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.view.sections.list.setFocus()
    press(writing.view.sections.list, Qt.Key.Key_Down)
    press(writing.view.sections.list, Qt.Key.Key_Return)
    assert writing.form.focused_field() == "forventet_utskrivningsklar"


def test_the_draft_is_shown_as_paper(writing: Writing) -> None:
    """Ctrl+P before sending: the same outline, as PDF."""
    shown: list[tuple[bytes, str]] = []
    writing.presenter.paper = lambda pdf, title: shown.append((pdf, title))
    writing.open("Danser", HELSEOPPLYSNINGER)
    writing.fill_in()
    writing.presenter.print_draft()
    ((pdf, title),) = shown
    assert pdf.startswith(b"%PDF")
    assert title == "Helseopplysninger"


def test_what_must_be_phoned_says_so(writing: Writing) -> None:
    """Innlagt to a paper municipality is not printed: it is phoned and logged (SSHF 6.0)."""
    writing.open("Sørgård", INNLAGT)
    assert writing.view.actions_bar.primary.words == "Ring og loggfør"
    assert not writing.view.actions_bar.paper.isVisible()
    writing.presenter.send()
    assert writing.sent("Sørgård") == []
    assert "ring kommunen og loggfør" in group_texts(writing.view.summary).lower()
