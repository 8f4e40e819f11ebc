"""Which fields of a section stand beside each other, because they are parts of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from plo_desktop.forms.field_group import FieldGroup
from plo_desktop.forms.section_box import GAP
from plo_desktop.messages.kinds import Day, Moment, Prose, Rows, Wording
from plo_desktop.messages.spec import Field

_BROAD = (Prose, Rows, Day, Moment)
"""Kinds that need the whole width; a date is said in words beside its field."""


def runs(fields: Sequence[Field[object]]) -> Iterator[list[Field[object]]]:
    """Yield fields that stand together: an agreed wording after its field, and the parts of one name.

    "kontakt", "kontakt_yrke", "kontakt_hpr" are parts of one.
    """
    run: list[Field[object]] = []
    for each in fields:
        wording = isinstance(each.kind, Wording)
        narrow = not isinstance(each.kind, _BROAD) and not (run and isinstance(run[0].kind, _BROAD))
        if run and (wording or (narrow and each.name.startswith(run[0].name + "_"))):
            run.append(each)
        else:
            if run:
                yield run
            run = [each]
    if run:
        yield run


def in_two_columns(groups: Sequence[FieldGroup]) -> QWidget:
    """Return the parts of one name, two and two."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(GAP)
    for number, group in enumerate(groups):
        grid.addWidget(group, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return holder
