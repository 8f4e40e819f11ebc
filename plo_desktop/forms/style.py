"""What the form adds to the program's style sheet: reused text, buttons inside fields, drop-down lists."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from plo_desktop.forms.look import Look

PROSE_PADDING = 6
"""Pixels above and below the text of a field of several lines; its height is reckoned from this."""


def form_sheet(look: Look) -> str:
    """Return the rules for everything inside a form; sizes follow the text size, lines stay one pixel."""

    def c(name: str) -> str:
        return look.color(name).name()

    waits = look.state("venter")
    return f"""
    QWidget[surface="page"] {{ background: {c("page")}; }}
    QLabel[role="tag"] {{ border: 1px solid {c("edge")}; border-radius: 3px; padding: 0 {look.px(5)}px;
        min-height: {look.px(18)}px; max-height: {look.px(18)}px;
        background: {c("page")}; font-weight: 500; font-size: {look.font("caption").pointSizeF():g}pt; }}
    QLabel[role="inktag"] {{ background: {c("ink")}; color: {c("onink")}; border-radius: 3px;
        padding: 2px {look.px(8)}px; font-weight: 700; font-size: {look.font("caption").pointSizeF():g}pt; }}
    QLabel[role="echo"] {{ color: {c("text")}; }}
    QPlainTextEdit {{ border: 1px solid {c("edge")}; border-radius: 4px; background: {c("page")};
        padding: {PROSE_PADDING}px 8px; }}
    QLineEdit[fault="true"] {{ min-height: {look.px(34) - 4}px; max-height: {look.px(34) - 4}px;
        padding: 0 9px; }}
    QPlainTextEdit[fault="true"] {{ border: 2px solid {look.state("forfalt").edge};
        padding: {PROSE_PADDING - 1}px 7px; }}
    QPlainTextEdit[reused="true"], QLineEdit[reused="true"] {{
        background: {c("reuse")}; border: 1px solid {waits.edge}; border-top: 0;
        border-top-left-radius: 0; border-top-right-radius: 0; }}
    QFrame[part="reusehead"] {{ background: {waits.fill}; border: 1px solid {waits.edge};
        border-top-left-radius: 4px; border-top-right-radius: 4px; }}
    QFrame[part="reusehead"] QLabel {{ color: {waits.text}; border: 0; }}
    QFrame[part="reusehead"] QPushButton {{ background: transparent; color: {waits.text};
        border: 1px solid {waits.text}; border-radius: 4px; padding: 0 {look.px(10)}px;
        min-height: {look.px(22)}px; max-height: {look.px(22)}px; }}
    QFrame[part="reusehead"] QPushButton:hover {{ background: {c("reuse")}; }}
    QToolButton[part="infield"] {{ border: 0; background: transparent; padding: 0; border-radius: 3px; }}
    QToolButton[part="infield"]:hover {{ background: {c("hover")}; }}
    QPushButton[kind="fold"] {{ border: 0; border-top: 1px solid {c("line2")}; background: transparent;
        border-radius: 0; text-align: left; padding: 0 12px; font-weight: 600;
        min-height: {look.px(38)}px; max-height: {look.px(38)}px;
        color: {c("text")}; }}
    QPushButton[kind="fold"]:hover {{ background: {c("hover")}; }}
    QFrame[part="rowedit"] {{ background: {c("sunken")}; border: 1px solid {c("line2")};
        border-radius: 4px; }}
    """


def popup_sheet(look: Look) -> str:
    """Return the rules for a list that drops down from a field."""

    def c(name: str) -> str:
        return look.color(name).name()

    return f"""
    QAbstractItemView {{ background: {c("page")}; color: {c("text")}; border: 1px solid {c("edge")};
        outline: 0; padding: 4px 0; }}
    QAbstractItemView::item {{ min-height: {look.px(30)}px; padding: 0 {look.px(10)}px;
        color: {c("text")}; }}
    QAbstractItemView::item:hover {{ background: {c("hover")}; }}
    QAbstractItemView::item:selected {{ background: {c("sel")}; color: {c("text")}; }}
    """


def set_mark(widget: QWidget, name: str, on: bool) -> None:
    """Set a yes/no property that the sheet reads, and let the style see it."""
    if widget.property(name) == on:
        return
    widget.setProperty(name, on)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class YieldingLabel(QLabel):
    """A label that is left out, rather than cut, where there is no room; its words also stand elsewhere."""

    def minimumSizeHint(self) -> QSize:
        """No room is demanded."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw only when all words fit."""
        if self.width() >= self.sizeHint().width() - 1:
            super().paintEvent(event)


def yielding_label(text: str, role: str) -> YieldingLabel:
    """Return a label that gives way."""
    made = YieldingLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def label(text: str = "", role: str = "dense", *, wraps: bool = False) -> QLabel:
    """Return a label of one role; its text is never taken for markup."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    return made
