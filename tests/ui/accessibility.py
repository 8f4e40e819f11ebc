"""The automated accessibility checks 1–5 and 9 of a screen; each returns sentences, none when all is well.

1 names, 2 labels and requirements of inputs, 3 tab order, 4 reach by keyboard, 5 contrast of what is painted,
9 size of what is hit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
TEXT_CONTRAST = 4.5
LEAST_TARGET = 24
_REQUIREMENTS = ("Må fylles ut", "Valgfritt")


def all_problems(window: QWidget, form: QWidget | None = None) -> list[str]:
    """Return what checks 1, 3, 4, 5 and 9 find in a window, and check 2 in its form."""
    found = [*unnamed(window), *out_of_order(window), *out_of_reach(window)]
    found += [*faint_labels(window), *small_targets(window)]
    return found + (unlabelled(form) if form is not None else [])


def tab_widgets(root: QWidget) -> list[QWidget]:
    """Return what Tab reaches and a person sees, in Tab's order."""
    found: list[QWidget] = []
    widget = root
    while True:
        following = widget.nextInFocusChain()
        if following is None or following is root or following in found:
            return found
        widget = following
        if root.isAncestorOf(widget) and _takes_tab(widget):
            found.append(widget)


def _takes_tab(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )


def accessible_name(widget: QWidget) -> str:
    """Return what a screen reader calls a widget; for a list of choices Qt gives the choice instead."""
    if isinstance(widget, QComboBox) and widget.accessibleName():
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def unnamed(root: QWidget) -> list[str]:
    """Check 1: whatever takes focus has a name of its own."""
    names = [(widget, accessible_name(widget)) for widget in tab_widgets(root)]
    counts = Counter(name for _, name in names)
    found = [f"no name: {_called(widget)}" for widget, name in names if not name]
    return found + [f"the same name twice: {name}" for name, count in counts.items() if name and count > 1]


def unlabelled(root: QWidget) -> list[str]:
    """Check 2: inputs have a visible label, or words of their own, and say whether they must be filled in."""
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.isVisible()}
    found = []
    for widget in (each for each in tab_widgets(root) if isinstance(each, INPUTS)):
        if widget not in buddies and not isinstance(widget, QCheckBox):
            found.append(f"no visible label: {_called(widget)}")
        if not any(word in widget.accessibleDescription() for word in _REQUIREMENTS):
            found.append(f"neither required nor optional: {_called(widget)}")
    return found


def out_of_order(root: QWidget) -> list[str]:
    """Check 3: inside one pane Tab never goes up, nor left on the same line; no text keeps Tab."""
    found = []
    stops = tab_widgets(root)
    for before, after in pairwise(stops):
        place = _place if _scrolled(before) is _scrolled(after) else _seen
        if _pane(before, root) is _pane(after, root) and _goes_back(place(before, root), place(after, root)):
            found.append(f"Tab goes back from {_called(before)} to {_called(after)}")
    traps = [w for w in root.findChildren(QPlainTextEdit) if w.isVisible() and not w.isReadOnly()]
    return found + [f"Tab is trapped: {_called(w)}" for w in traps if not w.tabChangesFocus()]


def _goes_back(before: QRect, after: QRect) -> bool:
    same_line = before.top() < after.bottom() and after.top() < before.bottom()
    return after.left() < before.left() if same_line else after.top() < before.top()


def _pane(widget: QWidget, root: QWidget) -> QWidget:
    """Return the widest part round a widget that is not as wide as the window's middle."""
    pane = widget
    while (parent := pane.parentWidget()) is not None and parent is not root:
        if parent.width() > 0.62 * root.width() and parent.height() > 0.4 * root.height():
            break
        pane = parent
    return pane if pane is not widget else widget.parentWidget() or widget


def _scrolled(widget: QWidget) -> QScrollArea | None:
    """Return the scrolled page that a widget stands on, or None."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """Return where a widget is met: what is scrolled out of sight, at the edge where it comes in."""
    place, area = _place(widget, root), _scrolled(widget)
    if area is not None:
        page = _place(area, root)
        place.moveTop(min(max(place.top(), page.top()), page.bottom() - place.height()))
    return place


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def out_of_reach(root: QWidget) -> list[str]:
    """Check 4: every button by Tab or key; shortcuts unique, without Ctrl+Alt; mnemonics unique per menu."""
    reached = set(tab_widgets(root))
    for group in root.findChildren(QButtonGroup):
        # The arrows go through the buttons of a group.
        if group.exclusive() and reached.intersection(group.buttons()):
            reached.update(group.buttons())
    found = []
    for button in root.findChildren(QAbstractButton):
        own_key = button.property("keys") or not button.shortcut().isEmpty() or button.accessibleDescription()
        usable = button.isVisible() and button.isEnabled() and not _is_part_of_another(button)
        if usable and button not in reached and not own_key:
            found.append(f"out of reach: {_called(button)}")
    actions = [a for a in root.findChildren(QAction) if not a.shortcut().isEmpty() and a.isEnabled()]
    # A sheet that is closed still hangs below its window, with keys of its own.
    actions = [a for a in actions if _window_of(a) is root.window()]
    keys = Counter(action.shortcut().toString() for action in actions)
    found += [f"two actions on {key}" for key, count in keys.items() if count > 1]
    found += [f"Ctrl+Alt is AltGr: {key}" for key in keys if "Ctrl+Alt" in key]
    for menu in root.findChildren(QMenu):
        found += _mnemonics(menu.actions(), menu.title())
    return found


def _window_of(action: QAction) -> QWidget | None:
    parent = action.parent()
    return parent.window() if isinstance(parent, QWidget) else None


def _is_part_of_another(button: QWidget) -> bool:
    parent = button.parentWidget()
    return parent is not None and type(parent).__name__ in ("QMenuBar", "QToolBar", "QTabBar")


def _mnemonics(actions: Sequence[QAction], title: str) -> Iterator[str]:
    letters = Counter(
        action.text()[action.text().index("&") + 1].casefold()
        for action in actions
        if action.isVisible() and "&" in action.text().replace("&&", "")
    )
    for letter, count in letters.items():
        if count > 1:
            yield f"two on «{letter}» in {title}"


def small_targets(root: QWidget) -> list[str]:
    """Check 9: whatever can be pressed or filled in is at least 24 by 24 pixels; so are the rows of lists."""
    found = []
    for widget in _of_kinds(root, (QAbstractButton, *INPUTS, QAbstractItemView)):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractItemView):
            rect = widget.visualRect(widget.currentIndex())
            if rect.isValid() and rect.height() < LEAST_TARGET:
                found.append(f"row {rect.height()} px high: {_called(widget)}")
        elif min(widget.width(), widget.height()) < LEAST_TARGET and not _is_part_of_another(widget):
            found.append(f"target {widget.width()} x {widget.height()} px: {_called(widget)}")
    return found


def faint_labels(root: QWidget) -> list[str]:
    """Check 5: the words of labels, buttons and fields stand out from their ground, as they were painted."""
    picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in _of_kinds(root, (QLabel, QAbstractButton, *INPUTS)):
        words = _words_on(widget)
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        seen = widget.visibleRegion().boundingRect()
        if not words or not widget.isVisible() or seen.size() != widget.size():
            continue
        if not isinstance(widget, QLabel):
            # The edge of a button or field is not its words.
            place = place.adjusted(3, 3, -3, -3)
        elif widget.width() < widget.sizeHint().width() - 1 and not widget.wordWrap():
            continue
        if root.rect().contains(place) and not place.isEmpty():
            contrast = _painted_contrast(picture, place)
            if contrast < TEXT_CONTRAST:
                found.append(f"contrast {contrast:.1f}: {words[:40]}")
    return found


def _of_kinds(root: QWidget, kinds: Sequence[type[QWidget]]) -> list[QWidget]:
    """Return the widgets of some kinds, each once."""
    return list(dict.fromkeys(widget for kind in kinds for widget in root.findChildren(kind)))


def _words_on(widget: QWidget) -> str:
    """Return what is written on a widget, also a hint in an empty field; nothing when it is switched off."""
    if isinstance(widget, QLabel):
        return widget.text().strip()
    if not widget.isEnabled():
        return ""
    if isinstance(widget, QAbstractButton):
        return widget.text().strip()
    if isinstance(widget, QLineEdit):
        secret = widget.echoMode() is not QLineEdit.EchoMode.Normal
        return "" if secret else widget.text().strip() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip()
    return widget.currentText().strip() if isinstance(widget, QComboBox) else ""


def _painted_contrast(picture: QImage, place: QRect) -> float:
    """Return the contrast between the commonest colour of a place and the one that differs most from it."""
    ratio = picture.devicePixelRatio()
    corner = QPoint(round(place.x() * ratio), round(place.y() * ratio))
    part = picture.copy(QRect(corner, place.size() * ratio))
    colours = Counter(memoryview(part.constBits()).cast("B").cast("I"))
    ground = colours.most_common(1)[0][0]
    return max(contrast_of(QColor(ground), QColor(colour)) for colour in colours)


def contrast_of(one: QColor, other: QColor) -> float:
    """Return the WCAG 2.2 contrast of two colours, 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _called(widget: QWidget) -> str:
    name = accessible_name(widget) or widget.objectName() or str(widget.property("text") or "")
    parent = widget.parentWidget()
    return f"{type(widget).__name__} «{name[:50]}» in {type(parent).__name__ if parent else 'nothing'}"


def settle() -> None:
    """Let everything be laid out and painted before it is looked at."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
