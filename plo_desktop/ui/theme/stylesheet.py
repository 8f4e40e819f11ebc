"""Writes the one stylesheet of the program from the tokens.

Widgets ask for a look by a dynamic property: labels by `role`, frames by `surface` and `line`, fields by
`fault`. No `font:` shorthand, which would drop the tabular figures.
"""

from __future__ import annotations

from plo_desktop.ui.theme.tokens import Tokens

_LABELS = {
    "caption": ("caption", "text3", 400),
    "caption2": ("caption", "text2", 400),
    "head": ("caption", "text2", 500),
    "value": ("dense", "text", 500),
    "dense": ("dense", "text", 400),
    "dense2": ("dense", "text2", 400),
    "strong": ("dense", "text", 600),
    "body": ("body", "text", 400),
    "body2": ("body", "text2", 400),
    "field": ("dense", "text", 600),
    "subtitle": ("subtitle", "text", 600),
    "title": ("title", "text", 600),
    "patient": ("patient", "text", 600),
    "page": ("page", "text", 600),
    "strip": ("strip", "text", 600),
}


def _labels(tokens: Tokens, factor: float) -> str:
    rules = []
    for role, (face, colour, weight) in _LABELS.items():
        points = tokens.faces[face].pt * factor
        rules.append(
            f'QLabel[role="{role}"] {{ font-size: {points:g}pt; font-weight: {weight};'
            f" color: {tokens.colors[colour]}; }}"
        )
    fault = tokens.states["forfalt"].plain
    caption, body = (tokens.faces[name].pt * factor for name in ("caption", "dense"))
    rules.append(f'QLabel[role="fault"] {{ font-size: {body:g}pt; font-weight: 500; color: {fault}; }}')
    rules.append(f'QLabel[role="advice"] {{ font-size: {caption:g}pt; color: {tokens.colors["text2"]}; }}')
    return "\n".join(rules)


def stylesheet(tokens: Tokens, factor: float) -> str:
    """Return the stylesheet of one mode at one text size (`factor` 0.9–2.0)."""
    c = tokens.colors
    dark = tokens.mode.value

    def px(size: int) -> int:
        return round(size * factor)

    def pt(face: str) -> str:
        return f"{tokens.faces[face].pt * factor:g}pt"

    fault = tokens.states["forfalt"]
    return f"""
* {{ outline: none; }}
QWidget {{ color: {c["text"]}; }}
QMainWindow, QDialog {{ background: {c["chrome"]}; }}
QToolTip {{ background: {c["page"]}; color: {c["text"]}; border: 1px solid {c["edge"]}; padding: 4px 6px;
  font-size: {pt("caption")}; }}

QMenuBar {{ background: {c["chrome"]}; border: 0; padding: 0 10px; font-size: {pt("dense")}; }}
QMenuBar::item {{ background: transparent; padding: {px(7)}px 8px; margin: 0 2px; border-radius: 4px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {c["sel"]}; }}
QMenu {{ background: {c["page"]}; border: 1px solid {c["edge"]}; padding: 4px 0; font-size: {pt("dense")}; }}
QMenu::item {{ padding: {px(7)}px 28px {px(7)}px 14px; background: transparent; }}
QMenu::item:selected {{ background: {c["sel"]}; }}
QMenu::item:disabled {{ color: {c["text3"]}; }}
QMenu::separator {{ height: 1px; background: {c["line"]}; margin: 4px 0; }}
QMenu::icon {{ padding-left: 12px; }}
QMenu::indicator {{ width: {px(16)}px; height: {px(16)}px; margin-left: 10px; }}
QMenu::indicator:checked {{ image: url(plo:qss/hake-{dark}.svg); }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{ background: {c["page"]}; color: {c["text"]};
  border: 1px solid {c["edge"]}; border-radius: 4px; selection-background-color: {c["sel"]};
  selection-color: {c["text"]}; font-size: {pt("body")}; }}
QLineEdit, QComboBox {{ padding: 0 10px; min-height: {px(32)}px; max-height: {px(32)}px; }}
QLineEdit[fieldsize="menu"] {{ min-height: {px(24)}px; max-height: {px(24)}px; font-size: {pt("dense")}; }}
QLineEdit[fieldsize="pin"] {{ min-height: {px(46)}px; max-height: {px(46)}px; font-size: {18 * factor:g}pt;
  padding: 0 14px; }}
QPlainTextEdit, QTextEdit {{ padding: 6px 8px; }}
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] {{
  border: 2px solid {fault.edge}; }}
QLineEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
  background: {c["chrome"]}; color: {c["text3"]}; border-color: {c["line2"]}; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: url(plo:qss/ned-{dark}.svg); width: {px(16)}px; height: {px(16)}px; }}
QComboBox QAbstractItemView {{ background: {c["page"]}; border: 1px solid {c["edge"]}; padding: 4px 0;
  selection-background-color: {c["sel"]}; selection-color: {c["text"]}; }}

QCheckBox, QRadioButton {{ spacing: 10px; font-size: {pt("dense")}; background: transparent;
  min-height: {px(24)}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}px; height: {px(16)}px;
  border: 1px solid {c["edge"]}; background: {c["page"]}; border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: {px(16) // 2 + 1}px; }}
QCheckBox::indicator:checked {{ background: {c["ink"]}; border-color: {c["ink"]};
  image: url(plo:qss/hake-ink-{dark}.svg); }}
QRadioButton::indicator:checked {{ border-color: {c["ink"]}; image: url(plo:qss/prikk-{dark}.svg); }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ background: {c["hover"]}; }}
QCheckBox::indicator:checked:hover {{ background: {c["ink"]}; }}

.QPushButton {{ background: {c["page"]}; color: {c["text"]}; border: 1px solid {c["edge"]};
  border-radius: 4px; padding: 0 14px; min-height: {px(32)}px; font-size: {pt("dense")}; font-weight: 500; }}
.QPushButton:hover {{ background: {c["hover"]}; }}
.QPushButton:pressed {{ background: {c["sel"]}; }}
.QPushButton:disabled {{ color: {c["text3"]}; border-color: {c["line2"]}; }}
.QPushButton[kind="primary"] {{ background: {c["ink"]}; color: {c["onink"]}; border-color: {c["ink"]};
  font-weight: 600; }}
.QPushButton[kind="small"] {{ min-height: {px(26)}px; padding: 0 12px; }}
.QPushButton[kind="link"] {{ border: 0; background: transparent; padding: 0 2px; min-height: {px(24)}px;
  text-decoration: underline; }}

QAbstractScrollArea, QScrollArea {{ border: 0; }}
QPlainTextEdit[written="true"] {{ border: 1px solid {c["edge"]}; }}
QPlainTextEdit[written="true"][fault="true"] {{ border: 2px solid {fault.edge}; }}
QAbstractItemView {{ background: {c["page"]}; border: 0; outline: 0; }}
QTableView {{ gridline-color: {c["line"]}; }}
QHeaderView {{ background: {c["chrome"]}; border: 0; }}
QHeaderView::section {{ background: {c["chrome"]}; color: {c["text2"]}; border: 0; font-weight: 500;
  border-bottom: 1px solid {c["line2"]}; padding: 0 6px; font-size: {pt("caption")}; }}
QHeaderView::section:first {{ padding-left: 16px; }}
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {c["scroll"]}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}

QFrame[surface="page"], QWidget[surface="page"] {{ background: {c["page"]}; }}
QFrame[surface="chrome"], QWidget[surface="chrome"] {{ background: {c["chrome"]}; }}
QFrame[surface="sunken"], QWidget[surface="sunken"] {{ background: {c["sunken"]}; }}
QFrame[surface="card"] {{ background: {c["page"]}; border: 1px solid {c["line2"]}; border-radius: 4px; }}
QFrame[surface="sheet"] {{ background: {c["page"]}; border: 1px solid {c["line2"]}; border-radius: 4px; }}
QFrame[line="top"] {{ border-top: 1px solid {c["line"]}; }}
QFrame[line="bottom"] {{ border-bottom: 1px solid {c["line"]}; }}
QFrame[line="right"] {{ border-right: 1px solid {c["line"]}; }}
QFrame[line="left"] {{ border-left: 1px solid {c["line"]}; }}
QFrame[line="bottom2"] {{ border-bottom: 1px solid {c["line2"]}; }}
QFrame[line="top2"] {{ border-top: 1px solid {c["line2"]}; }}
QFrame[rule="h"] {{ background: {c["line"]}; min-height: 1px; max-height: 1px; border: 0; }}
QFrame[rule="v"] {{ background: {c["line"]}; min-width: 1px; max-width: 1px; border: 0; }}
QSplitter::handle {{ background: {c["line"]}; }}
QLabel {{ background: transparent; border: 0; }}
{_labels(tokens, factor)}
"""
