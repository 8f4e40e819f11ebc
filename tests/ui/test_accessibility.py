"""Accessibility of every screen, light and dark: names, buddies, tab order, reach, contrast (ux.md e 1–5)."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from plo_desktop.app.application import make_application
from plo_desktop.ui.actions import ACTIONS, MENUS
from plo_desktop.ui.deadlines.model import ROW
from plo_desktop.ui.deadlines.rows import TaskRow
from plo_desktop.ui.parts.painting import ChipFace, draw_chip
from plo_desktop.ui.theme.icons import icon_bytes
from plo_desktop.ui.theme.tokens import Mode, tokens
from tests.screens.screens import SCREENS
from tests.ui import accessibility
from tests.ui.stage import Stage, make_stage

STATES = ("forfalt", "snart", "venter", "ikkelevert", "ferdig", "utkast")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Open the practice ward once; every screen is visited in it.

    PySide6's findChildren says of parts that Qt made itself (a table's header) that they belong to the widget
    that was searched, and a garbage collection then takes them from under Qt. The program never searches.
    """
    made = make_stage(make_application(), tmp_path_factory.mktemp("ward"), size=(1366, 768))
    gc.disable()
    yield made
    made.theme.set_mode(Mode.LIGHT)
    made.close()
    gc.enable()


@pytest.fixture(
    scope="module",
    params=[(name, mode) for mode in Mode for name in SCREENS],
    ids=lambda p: f"{p[0]}-{p[1]}",
)
def screen(request: pytest.FixtureRequest, stage: Stage) -> Iterator[QWidget]:
    """Show one screen in one mode and return what is on top."""
    name, mode = request.param
    stage.theme.set_mode(mode)
    SCREENS[name](stage)
    stage.settle()
    modal = QApplication.activeModalWidget()
    yield modal or stage.window.frame
    if modal is not None:
        stage.key(Qt.Key.Key_Escape)


def test_nothing_stands_in_the_way(screen: QWidget) -> None:
    """Names, tab order, reach, contrast as painted, size of targets."""
    accessibility.settle()
    assert accessibility.all_problems(screen) == []


def test_every_input_has_a_label_in_sight(screen: QWidget) -> None:
    """By buddy, by its own name for search fields, or by the title of its group."""
    buddies = {label.buddy() for label in screen.findChildren(QLabel) if label.buddy() is not None}
    inputs = [w for w in accessibility.tab_widgets(screen) if isinstance(w, QLineEdit | QPlainTextEdit)]
    bare = [accessibility.accessible_name(w) for w in inputs if w not in buddies and not w.accessibleName()]
    assert bare == []


def test_every_action_stands_in_a_menu_with_words() -> None:
    """Shortcuts are unique, none uses AltGr, none is a bare letter; mnemonics are unique per menu."""
    shortcuts = [spec.shortcut for spec in ACTIONS if spec.shortcut]
    assert [key for key, count in Counter(shortcuts).items() if count > 1] == []
    assert not [key for key in shortcuts if "Ctrl+Alt" in key or len(key) == 1]
    for menu in MENUS:
        letters = [spec.text[spec.text.index("&") + 1].lower() for spec in ACTIONS if spec.menu == menu]
        assert [letter for letter, count in Counter(letters).items() if count > 1] == [], menu
    assert all(spec.plain and spec.menu in MENUS for spec in ACTIONS)


def luminance(colour: QColor) -> float:
    """Return relative luminance (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    first, second = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (first + 0.05) / (second + 0.05)


@pytest.mark.parametrize("mode", list(Mode))
def test_text_and_edges_have_contrast(mode: Mode) -> None:
    """Text 4.5, edges and focus 3 on every ground they stand on."""
    known = tokens(mode)
    for text in ("text", "text2", "text3"):
        for ground in ("page", "chrome", "sunken", "sel", "hover", "reuse"):
            assert contrast(known.colors[text], known.colors[ground]) >= 4.5, (text, ground)
    assert contrast(known.colors["onink"], known.colors["ink"]) >= 4.5
    assert contrast(known.colors["inkhint"], known.colors["ink"]) >= 4.5
    assert contrast(known.colors["edge"], known.colors["sel"]) >= 3
    assert contrast(known.colors["focus1"], known.colors["focus2"]) >= 3
    for name in STATES:
        look = known.states[name]
        assert contrast(look.text, look.fill) >= 4.5, name
        assert contrast(look.plain, known.colors["page"]) >= 4.5, name
        assert contrast(look.edge, known.colors["sel"]) >= 3, name


@pytest.mark.parametrize("mode", list(Mode))
def test_a_drawn_chip_shows_its_fill_and_its_text(mode: Mode, stage: Stage) -> None:
    """The pixels of a chip hold the fill of its state, and text that stands out from it."""
    stage.theme.set_mode(mode)
    for name in STATES:
        look = stage.theme.state(name)
        image = QImage(160, 24, QImage.Format.Format_RGB32)
        image.fill(stage.theme.color("page"))
        painter = QPainter(image)
        draw_chip(painter, stage.theme, QRect(0, 0, 160, 24), ChipFace(name, "Mmmm"))
        painter.end()
        assert image.pixelColor(QPoint(150, 12)) == QColor(look.fill), name
        best = max(
            contrast(image.pixelColor(x, y).name(), look.fill) for x in range(28, 90) for y in range(6, 18)
        )
        assert best >= 4.5, name


def test_states_differ_in_icon_and_word() -> None:
    """Nobody has to see colour to know a state."""
    icons = [icon_bytes(tokens(Mode.LIGHT).states[name].icon) for name in STATES]
    assert len(set(icons)) == len(STATES)


def test_one_word_never_stands_for_two_states(stage: Stage) -> None:
    """The first word of a chip tells the state, in Frister and in Ikke framme."""
    work = stage.window.workspace
    models = (work.deadlines.table.model(), work.not_arrived.table.model())
    words: dict[str, set[str]] = {}
    for model in models:
        rows = (model.index(number, 0).data(ROW) for number in range(model.rowCount()))
        for row in (each for each in rows if isinstance(each, TaskRow) and each.state in STATES):
            words.setdefault(row.chip.split()[0], set()).add(row.state)
    assert len(words) >= 5
    assert {word: states for word, states in words.items() if len(states) > 1 and word != "Frist"} == {}


def test_the_colours_inside_the_stylesheets_pictures_are_those_of_the_tokens() -> None:
    """Tick and arrow cannot follow a token, so they are drawn once per mode."""
    for mode in Mode:
        known = tokens(mode).colors
        assert known["onink"].encode() in icon_bytes(f"qss/hake-ink-{mode}")
        for name in ("hake", "ned", "prikk"):
            assert known["text"].encode() in icon_bytes(f"qss/{name}-{mode}")
