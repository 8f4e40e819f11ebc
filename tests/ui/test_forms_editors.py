"""Each kind of value has an editor that can be used by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from plo_desktop.domain.amount import Amount
from plo_desktop.forms.editors import editor_for
from plo_desktop.forms.editors.choice import ChoiceEditor
from plo_desktop.forms.editors.dates import DayEditor, MomentEditor
from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.editors.month import MonthPopup
from plo_desktop.forms.editors.rows import RowsEditor
from plo_desktop.forms.editors.text import LineEditor, ProseEditor, WholeEditor
from plo_desktop.forms.editors.tick import TickEditor
from plo_desktop.messages.kinds import KINDS, Choice, Kind, Number, Quantity, Rows, When, Whole, Wording
from plo_desktop.messages.registry import all_types
from plo_desktop.messages.shared_sections import CAVE, KONTAKT_YRKE, PARORENDE
from plo_desktop.messages.spec import Content, Field, Place
from tests.ui.form_kit import ALT, a_theme, focused, friday_0740, in_window, press, write


def every_field() -> Iterator[Field[object]]:
    """Yield all fields of all types, and the fields inside their rows."""
    for mtype in all_types():
        for field in mtype.fields():
            yield field
            if isinstance(field.kind, Rows):
                yield from field.kind.fields


def shown(qtbot: QtBot, editor: Editor) -> Editor:
    """Show an editor in a window of its own."""
    holder = QWidget()
    editor.setParent(holder)
    editor.setGeometry(0, 0, 600, 300)
    in_window(qtbot, holder, 640, 400)
    editor.target().setFocus()
    return editor


def test_every_field_of_every_type_has_an_editor_that_keeps_its_sample(qtbot: QtBot) -> None:
    """What is put in comes out the same."""
    theme = a_theme()
    for field in every_field():
        editor = editor_for(field, theme, friday_0740)
        qtbot.addWidget(editor)
        editor.put(field.kind.sample())
        assert editor.value() == field.kind.sample(), field.name
        assert editor.fault() == "", field.name
        editor.put(None)
        assert editor.value() is None, field.name


def test_no_kind_is_without_an_editor(qtbot: QtBot) -> None:
    """Walks the list of kinds, so that a new one cannot be forgotten."""
    theme = a_theme()
    known: dict[type, Kind[object]] = {type(field.kind): field.kind for field in every_field()}
    made: dict[type, Kind[object]] = {**known}
    for kind_type in KINDS:
        if kind_type in (Whole, Wording, Choice, Rows):
            assert kind_type in known
            continue
        made.setdefault(kind_type, kind_type())
    for kind in made.values():
        field = Field("prøve", kind, "Prøve", Place(()))
        qtbot.addWidget(editor_for(field, theme, friday_0740))


def test_an_unknown_kind_is_told_by_name(qtbot: QtBot) -> None:
    """A mistake of a programmer is not hidden behind a text field."""
    field = cast("Field[object]", Field("x", cast("Kind[object]", object()), "X", Place(())))
    with pytest.raises(LookupError, match="object"):
        editor_for(field, a_theme(), friday_0740)


def test_plus_three_is_answered_with_monday(qtbot: QtBot) -> None:
    """20.11.2026 is a Friday."""
    editor = DayEditor(a_theme(), friday_0740)
    shown(qtbot, editor)
    write(editor.line, "+3")
    assert editor.value() == date(2026, 11, 23)
    assert editor.echo.text() == "= mandag 23.11.2026"
    assert editor.line.text() == "+3"
    editor.put(date(2026, 11, 23))
    assert editor.line.text() == "+3"


def test_a_date_nobody_can_read_is_kept_and_explained(qtbot: QtBot) -> None:
    """Nothing is thrown away while the person still writes."""
    editor = DayEditor(a_theme(), friday_0740)
    shown(qtbot, editor)
    write(editor.line, "21.1x")
    assert editor.value() is None
    assert editor.fault().startswith("«21.1x» er ikke en dato.")
    assert editor.echo.text() == ""


def test_doubt_typed_after_the_day_is_told(qtbot: QtBot) -> None:
    """So that the tick can follow."""
    editor = DayEditor(a_theme(), friday_0740)
    shown(qtbot, editor)
    with qtbot.waitSignal(editor.doubted):
        write(editor.line, "+3?")
    assert editor.value() == date(2026, 11, 23)


def test_the_calendar_opens_by_key_and_gives_the_day(qtbot: QtBot) -> None:
    """Alt+Down, arrow right, Enter; Page Down and Home move too."""
    editor = DayEditor(a_theme(), friday_0740)
    shown(qtbot, editor)
    press(editor.line, Qt.Key.Key_Down, ALT)
    popup = editor.findChild(MonthPopup)
    assert popup is not None
    grid = popup.grid
    assert grid.accessibleName() == "Kalender, fredag 20.11.2026"
    press(grid, Qt.Key.Key_PageDown)
    assert grid.day == date(2026, 12, 20)
    press(grid, Qt.Key.Key_Home)
    press(grid, Qt.Key.Key_Right)
    press(grid, Qt.Key.Key_Return)
    assert editor.value() == date(2026, 11, 21)
    assert editor.line.text() == "21.11.2026"


def test_a_moment_is_norwegian_time(qtbot: QtBot) -> None:
    """Shown as wall-clock time, held in UTC."""
    editor = MomentEditor(a_theme(), friday_0740)
    shown(qtbot, editor)
    editor.put(datetime(2026, 11, 19, 2, 10, tzinfo=UTC))
    assert editor.line.text() == "19.11.2026 03:10"
    editor.line.selectAll()
    write(editor.line, "i dag 0500")
    assert editor.value() == datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def test_tab_leaves_a_text_of_several_lines(qtbot: QtBot) -> None:
    """A text area that keeps Tab is a trap for keyboard users."""
    editor = ProseEditor(a_theme())
    shown(qtbot, editor)
    assert editor.text.tabChangesFocus()


def test_a_text_is_as_high_as_its_lines_and_at_least_three(qtbot: QtBot) -> None:
    """Nothing scrolls inside the form."""
    editor = ProseEditor(a_theme())
    shown(qtbot, editor)
    least = editor.text.height()
    editor.put("\n".join(f"linje {number}" for number in range(8)))
    qtbot.waitUntil(lambda: editor.text.height() > least)
    assert editor.text.verticalScrollBar().maximum() == 0
    spacing = editor.text.fontMetrics().lineSpacing()
    assert least >= 3 * spacing
    assert editor.text.height() >= 8 * spacing


def test_pasting_brings_no_looks_along(qtbot: QtBot) -> None:
    """Plain text, with plain line breaks."""
    editor = ProseEditor(a_theme())
    shown(qtbot, editor)
    paste = QMimeData()
    paste.setHtml("<b>Feberfri</b>")
    paste.setText("Feberfri\r\nsiden i går")
    editor.text.insertFromMimeData(paste)
    assert editor.value() == "Feberfri\nsiden i går"


def test_the_same_text_keeps_the_caret(qtbot: QtBot) -> None:
    """Autosave must not move it."""
    editor = ProseEditor(a_theme())
    shown(qtbot, editor)
    write(editor.text, "Går med krykker")
    cursor = editor.text.textCursor()
    cursor.setPosition(4)
    editor.text.setTextCursor(cursor)
    editor.put("Går med krykker")
    assert editor.text.textCursor().position() == 4


def test_an_option_is_found_by_a_part_of_its_name(qtbot: QtBot) -> None:
    """And completed when the field is left."""
    kind = KONTAKT_YRKE.kind
    assert isinstance(kind, Choice)
    editor = ChoiceEditor(a_theme(), kind.options())
    shown(qtbot, editor)
    write(editor.line, "sykepl")
    assert editor.value() is None
    assert "finnes ikke i listen" in editor.fault()
    editor.left.emit()
    assert editor.line.text() == "Sykepleier"
    assert editor.fault() == ""


def test_the_list_of_options_opens_by_key_and_enter_chooses(qtbot: QtBot) -> None:
    """Alt+Down shows all; typing narrows by any part of a name."""
    kind = KONTAKT_YRKE.kind
    assert isinstance(kind, Choice)
    editor = ChoiceEditor(a_theme(), kind.options())
    shown(qtbot, editor)
    press(editor.line, Qt.Key.Key_Down, ALT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    assert popup.model().rowCount() == len(kind.options())
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert editor.value() == kind.options()[1]
    editor.line.selectAll()
    write(editor.line, "pleier")
    narrowed = QApplication.activePopupWidget()
    assert isinstance(narrowed, QAbstractItemView)
    assert 0 < narrowed.model().rowCount() < len(kind.options())
    narrowed.hide()


def test_an_option_is_found_by_its_code(qtbot: QtBot) -> None:
    """ "LE" is lege."""
    kind = KONTAKT_YRKE.kind
    assert isinstance(kind, Choice)
    editor = ChoiceEditor(a_theme(), kind.options())
    shown(qtbot, editor)
    write(editor.line, "LE")
    value = editor.value()
    assert value is not None
    assert value in kind.options()


def test_a_tick_is_true_or_nothing(qtbot: QtBot) -> None:
    """No is not sent."""
    editor = TickEditor(a_theme(), "Bor alene")
    shown(qtbot, editor)
    assert editor.value() is None
    press(editor.box, Qt.Key.Key_Space)
    assert editor.value() is True


def test_a_number_that_is_none_is_explained(qtbot: QtBot) -> None:
    """Letters in a year."""
    editor = WholeEditor(a_theme(), 1990, 2200)
    shown(qtbot, editor)
    write(editor.line, "20x5")
    assert editor.value() is None
    assert editor.fault() == "Skriv et helt tall fra 1990 til 2200."


def rows_editor(qtbot: QtBot, field: Field[tuple[Content, ...]]) -> RowsEditor:
    """Return a shown editor for rows."""
    editor = editor_for(cast("Field[object]", field), a_theme(), friday_0740)
    assert isinstance(editor, RowsEditor)
    shown(qtbot, editor)
    editor.name_it(field.label)
    return editor


def button(qtbot: QtBot, editor: QWidget, words: str) -> QPushButton:
    """Return the first button with these words, once it is on the screen."""

    def found() -> list[QPushButton]:
        return [b for b in editor.findChildren(QPushButton) if b.text() == words and b.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_a_row_is_added_filled_and_closed_by_keyboard(qtbot: QtBot) -> None:
    """Space on the button, type, Space on Ferdig."""
    editor = rows_editor(qtbot, CAVE)
    press(editor.target(), Qt.Key.Key_Space)
    write(focused(), "Morfin")
    rows = cast("tuple[Content, ...]", editor.value())
    assert [row.by_name() for row in rows] == [{"stikkord": "Morfin"}]
    press(button(qtbot, editor, "Ferdig"), Qt.Key.Key_Space)
    assert button(qtbot, editor, "Rediger").accessibleName() == "Rediger cave 1: Morfin, Cave"


def test_an_empty_row_goes_away_when_closed(qtbot: QtBot) -> None:
    """Opened by mistake."""
    editor = rows_editor(qtbot, CAVE)
    editor.add_row()
    assert editor.value() is None
    editor.close_row()
    assert editor.value() is None


def test_a_removed_row_can_be_taken_back(qtbot: QtBot) -> None:
    """To its old place."""
    editor = rows_editor(qtbot, PARORENDE)
    first, second = Content({"navn": "Turid Danser"}), Content({"navn": "Terje Danser"})
    editor.put((first, second))
    button(qtbot, editor, "Fjern").click()
    assert editor.value() == (second,)
    assert focused().accessibleName() == "Angre fjerning, Pårørende og barn under 18 år"
    press(focused(), Qt.Key.Key_Space)
    assert editor.value() == (first, second)


def test_editing_a_row_keeps_the_others(qtbot: QtBot) -> None:
    """In place, at once."""
    editor = rows_editor(qtbot, PARORENDE)
    editor.put((Content({"navn": "Turid Danser"}), Content({"navn": "Terje Danser"})))
    editor.open_row(1)
    field = focused()
    field.setProperty("text", "")
    write(field, "Tore Danser")
    rows = cast("tuple[Content, ...]", editor.value())
    assert [row.by_name()["navn"] for row in rows] == ["Turid Danser", "Tore Danser"]


def test_a_line_does_not_keep_outer_spaces(qtbot: QtBot) -> None:
    """Pasted names often have them."""
    editor = LineEditor(a_theme())
    shown(qtbot, editor)
    write(editor.line, " Post 3B ")
    assert editor.value() == "Post 3B"


def test_no_field_takes_control_enter(qtbot: QtBot) -> None:
    """It belongs to the send button; the text stays as it is."""
    editor = ProseEditor(a_theme())
    shown(qtbot, editor)
    press(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert cast("QPlainTextEdit", editor.text).toPlainText() == ""


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown_as"),
    [
        (Quantity(), "2,5 mg", Amount("2.5", "mg"), "2,5 mg"),
        (Number(), "0,5", Decimal("0.5"), "0,5"),
        (When(), "1.2026", "2026-01", "01.2026"),
        (When(), "12.1.2026 kl. 9:40", "2026-01-12T09:40:00", "12.01.2026 kl. 09:40"),
    ],
)
def test_amounts_and_times_are_written_as_they_are_read(
    qtbot: QtBot, kind: Kind[object], typed: str, value: object, shown_as: str
) -> None:
    """What was put keeps its exact form until somebody writes over it."""
    editor = editor_for(Field("x", kind, "X", Place(())), a_theme(), friday_0740)
    shown(qtbot, editor)
    editor.type_text(typed)
    assert (editor.value(), editor.fault(), editor.typed()) == (value, "", "")
    editor.put(value)
    assert cast("LineEditor", editor).line.text() == shown_as
    assert editor.value() == value


def test_an_amount_nobody_can_read_is_kept_and_explained(qtbot: QtBot) -> None:
    editor = editor_for(cast("Field[object]", Field("x", Quantity(), "X", Place(()))), a_theme(), friday_0740)
    shown(qtbot, editor)
    editor.type_text("en tablett")
    assert editor.value() is None
    assert "tall og en enhet" in editor.fault()
    assert editor.typed() == "en tablett"
