"""Reads medicines as rows: in use, stopped, given and handed out, each under a heading of its own (R-08)."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from plo_desktop.messages.outline import Item, Line, Medicine, Section, Tone
from plo_desktop.wire.reading_nodes import Nodes, first
from plo_desktop.wire.reading_parties import party

_STOPPED = "2"
_HANDED_OUT = "3"


def medicines(nodes: Nodes) -> tuple[Section, ...]:
    """Return medicines in use, stopped, given and handed out, each in a section of its own (R-08)."""
    current: list[Item] = []
    stopped: list[Item] = []
    handed: list[Item] = []
    given: list[Item] = []
    for node in nodes.named("ForenkletForskrivning"):
        status = first(node, "StatusTilForskrivningen")
        value = status.get("V", "").strip() if status is not None else ""
        row = _prescribed(node, nodes)
        (stopped if value == _STOPPED else handed if value == _HANDED_OUT else current).append(row)
    for name, rows in (("AdmAvHelsepersonell", given), ("Egenadministrering", handed)):
        for node in nodes.named(name):
            rows.append(_administered(node, nodes))
    titled = (
        ("Legemidler i bruk", current, Tone.PLAIN),
        ("Seponert, skal ikke brukes", stopped, Tone.STOPPED),
        ("Gitt ved overføring", given, Tone.PLAIN),
        ("Utlevert til pasienten", handed, Tone.PLAIN),
    )
    return tuple(Section(title, tuple(rows), tone) for title, rows, tone in titled if rows)


_IN_COLUMNS = (
    "Navn", "Styrke", "Legemiddelform", "DosVeiledEnkel", "Bruk",
    "DoseringStarttidspunkt", "DoseringSluttidspunkt",
)  # fmt: skip


def _drug(node: etree._Element | None, nodes: Nodes) -> tuple[str, str, str, str, str, tuple[Line, ...]]:
    """Return name, strength and form, dosing, use, period, and what has no column, of a Forskrivningsinfo."""
    if node is None:
        return "", "", "", "", "", ()
    form = nodes.of(node, "Legemiddelform")
    strength = " ".join(part for part in (nodes.of(node, "Styrke"), form.lower()) if part)
    begins, ends = nodes.of(node, "DoseringStarttidspunkt"), nodes.of(node, "DoseringSluttidspunkt")
    period = (
        f"{begins}–{ends}"
        if begins and ends
        else f"fra {begins}"
        if begins
        else f"til {ends}"
        if ends
        else ""
    )
    rest = nodes.lines(node, *_IN_COLUMNS)
    return (
        nodes.of(node, "Navn"),
        strength,
        nodes.of(node, "DosVeiledEnkel"),
        nodes.of(node, "Bruk"),
        period,
        rest,
    )


_SAID_OTHERWISE = (
    ("StatusTilForskrivningen", (_STOPPED, _HANDED_OUT)),
    ("InngaarIMultidose", ("1",)),
)
"""What a heading says already, and that a medicine is not in a multidose, which is the rule."""


def _prescribed(node: etree._Element, nodes: Nodes) -> Medicine:
    inner = first(node, "Forskrivningsinfo")
    name, strength, dosing, use, period, rest = _drug(inner, nodes)
    details = list(rest)
    for label, silent in _SAID_OTHERWISE:
        found = first(node, label)
        if found is not None and (said := nodes.text(found)):
            line = Line(nodes.label(found), said, nodes.path(found))
            if found.get("V", "").strip() in silent:
                # Away from its medicine it must name it.
                nodes.technical.append(replace(line, label=f"{line.label}, {name}" if name else line.label))
            else:
                details.append(line)
    prescriber = first(node, "Forskriver")
    if prescriber is not None:
        details.append(Line(nodes.label(prescriber), party(prescriber, nodes), nodes.path(prescriber)))
    shown_apart = (
        "Forskrivningsinfo",
        "Merknad",
        "StatusTilForskrivningen",
        "InngaarIMultidose",
        "Forskriver",
    )
    details.extend(nodes.lines(node, *shown_apart))
    remark = nodes.of(node, "Merknad")
    nodes.take(node)
    return Medicine(name, strength, dosing, use, remark, period, tuple(details), nodes.path(node))


def _administered(node: etree._Element, nodes: Nodes) -> Medicine:
    name, strength, dosing, use, period, rest = _drug(first(node, "Forskrivningsinfo"), nodes)
    begins, ends = nodes.of(node, "AdmStart"), nodes.of(node, "AdmSlutt")
    when = ", ".join(part for part in (f"{begins}–{ends}" if ends else begins, period) if part)
    details = list(rest)
    giver = first(node, "AdministrertAv")
    if giver is not None:
        details.append(Line(nodes.label(giver), party(giver, nodes), nodes.path(giver)))
    details.extend(nodes.lines(node, "Forskrivningsinfo", "AdmStart", "AdmSlutt", "AdministrertAv"))
    nodes.take(node)
    return Medicine(name, strength, dosing, use, "", when, tuple(details), nodes.path(node))
