"""Entries of an earlier message are put into a form by keys alone, and keep their source (ux A3)."""

from __future__ import annotations

from PySide6.QtCore import Qt

from plo_desktop.domain.events import Queued
from tests.journeys.journey import Begin, Journey
from tests.ui.form_kit import focused


def walk_to(journey: Journey, words: str) -> None:
    """Go down in the reuse panel to what inserts this paragraph."""
    for _ in range(60):
        if words in focused().accessibleName():
            return
        journey.press(Qt.Key.Key_Down)
    raise AssertionError(f"never came to {words}")


def test_rows_are_inserted_by_keys_once_and_keep_their_source(begin: Begin) -> None:
    """The municipality's diagnoses come along whole, once."""
    journey = begin(filled=True)
    journey.select("Boŋgu")
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_2)
    compose = journey.stage.window.workspace.compose
    form = compose.form
    assert form is not None
    assert "diagnoser" not in form.content().by_name()
    source = next(each for each in compose.reuse.sources if each.title == "Innleggelsesrapport")
    offered = next(part for part in source.parts if part.target == "diagnoser")
    assert offered.rows
    was_in = form.focused_field()
    journey.ctrl(Qt.Key.Key_G)
    walk_to(journey, "Sett inn Diagnoser fra Innleggelsesrapport")
    journey.press(Qt.Key.Key_Return)
    assert form.content().by_name()["diagnoser"] == offered.rows
    assert form.focused_field() == was_in, "the caret is back where she wrote"
    assert "Diagnoser" in compose.summary.accessibleDescription()
    assert "ikke bekreftet" in compose.summary.accessibleDescription()
    assert journey.counter.clicks == 0
    assert not [b for b in compose.reuse.buttons if b.accessibleName().startswith("Sett inn Diagnoser fra")]
    journey.ctrl(Qt.Key.Key_Return)
    queued = [e.event for e in journey.desk.store.events() if isinstance(e.event, Queued)][-1]
    assert any(
        note.startswith(f"diagnoser: {source.words}") and note.endswith("(ikke bekreftet)")
        for note in queued.reused
    )
