"""A closed entry of a list: medicines as the columns of a table, other entries as one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plo_desktop.forms.style import label
from plo_desktop.messages.kinds import Rows, YesNo
from plo_desktop.messages.spec import Content

_CRITICAL = frozenset({"cave", "allergi", "smitte"})
"""Entries that carry their tag wherever they stand, as in the patient banner."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of entries: the fields that share it, and its part of the width."""

    title: str
    names: tuple[str, ...]
    share: int


_NAME = Column("Legemiddel", ("navn",), 5)
_FORM = Column("Styrke og form", ("styrke", "form"), 5)
_DOSE = Column("Dosering", ("dosering",), 6)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "legemiddel": (_NAME, _FORM, _DOSE, Column("Bruk", ("bruk", "til"), 5)),
    "seponert legemiddel": (_NAME, _FORM, Column("Seponert", ("til",), 4)),
    "utlevert legemiddel": (_NAME, _FORM, _DOSE, Column("Resept", ("reseptnummer",), 4)),
    "gitt legemiddel": (_NAME, _FORM, Column("Mengde", ("dose", "mengde"), 4), Column("Gitt", ("gitt",), 4)),
    "medgitt legemiddel": (_NAME, _FORM, Column("Doser", ("antall",), 3), Column("Første dose", ("fra",), 4)),
}
_PREFIX = {"til": "til ", "fra": "fra "}
_BARE = frozenset({("seponert legemiddel", "til"), ("medgitt legemiddel", "fra")})


def head_of(kind: Rows) -> QWidget | None:
    """Return the titles over the entries, or None where they are sentences."""
    columns = COLUMNS.get(kind.noun)
    if columns is None:
        return None
    head = QWidget()
    grid = _grid(head, columns)
    for number, column in enumerate(columns):
        title = label(column.title, "caption2")
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(title, 0, number)
    return head


def words_of(kind: Rows, row: Content) -> QWidget:
    """Return a widget that says one entry."""
    columns = COLUMNS.get(kind.noun)
    return _sentence(kind, row) if columns is None else _cells(kind, row, columns)


def _sentence(kind: Rows, row: Content) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    if kind.noun in _CRITICAL:
        line.addWidget(label(kind.noun.upper(), "inktag"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(kind.row_words(row) or "tom", "dense", wraps=True), 1)
    return holder


def _cells(kind: Rows, row: Content, columns: tuple[Column, ...]) -> QWidget:
    holder = QWidget()
    outer = QVBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(1)
    cells = QWidget()
    grid = _grid(cells, columns)
    for number, column in enumerate(columns):
        said = " ".join(part for name in column.names if (part := _part(kind, row, name)))
        cell = label(said or "–", "strong" if number == 0 else "dense", wraps=True)
        grid.addWidget(cell, 0, number, Qt.AlignmentFlag.AlignTop)
    outer.addWidget(cells)
    rest = _rest(kind, row, columns)
    if rest:
        outer.addWidget(label(rest, "caption2", wraps=True))
    return holder


def _part(kind: Rows, row: Content, name: str) -> str:
    each = next((field for field in kind.fields if field.name == name), None)
    held = row[each] if each is not None else None
    if each is None or held is None:
        return ""
    said = each.kind.words(held)
    if name == "form":
        said = said[:1].lower() + said[1:]
    return said if (kind.noun, name) in _BARE else _PREFIX.get(name, "") + said


def _rest(kind: Rows, row: Content, columns: tuple[Column, ...]) -> str:
    """Return what no column holds, so that nothing of an entry is out of sight."""
    shown = {name for column in columns for name in column.names}
    parts = []
    for each in kind.fields:
        held = row[each]
        if held is not None and each.name not in shown:
            ticked = isinstance(each.kind, YesNo)
            parts.append(each.label if ticked else f"{each.label}: {each.kind.words(held)}")
    return ". ".join(part.rstrip(".") for part in parts)


def _grid(holder: QWidget, columns: tuple[Column, ...]) -> QGridLayout:
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    for number, column in enumerate(columns):
        grid.setColumnStretch(number, column.share)
    return grid
