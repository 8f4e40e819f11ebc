"""Reads the tokens, so that a colour or a size is written in one place and known by its name.

They are written in `tokens.toml`. `python3 dev.py fmt` copies them to `tokens.json`, which is read here: the
window waits for it, and reading TOML would take a twentieth of its start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, cast

from plo_desktop.base.resources import read_text

Table = Mapping[str, object]


class Mode(StrEnum):
    """The two looks; paper is always light."""

    LIGHT = "light"
    DARK = "dark"


class StateLook(NamedTuple):
    """How one state looks: `fill`, `text` and `edge` of its chip, `plain` for the icon without a fill."""

    icon: str
    fill: str
    text: str
    edge: str
    plain: str
    urgent: bool = False
    dashed: bool = False


class Face(NamedTuple):
    """One step of the type scale: size in points and weight 400–700."""

    pt: float
    weight: int


class Tokens(NamedTuple):
    """All tokens of one mode. Sizes are logical pixels at text 100 %."""

    mode: Mode
    colors: Mapping[str, str]
    states: Mapping[str, StateLook]
    faces: Mapping[str, Face]
    sizes: Mapping[str, int]
    rows: Mapping[str, int]
    text_steps: tuple[int, ...]


def _table(source: Table, *path: str) -> Table:
    found: object = source
    for name in path:
        found = cast("Table", found)[name]
    return cast("Table", found)


def _whole(source: Table) -> dict[str, int]:
    return {name: value for name, value in source.items() if isinstance(value, int)}


def _state(entry: Table, mode: Mode) -> StateLook:
    colours = cast("Mapping[str, str]", entry[mode.value])
    return StateLook(
        icon=str(entry["icon"]),
        fill=colours["fill"],
        text=colours["text"],
        edge=colours["edge"],
        plain=colours["plain"],
        urgent=entry["class"] == "urgent",
        dashed="border" in entry,
    )


@cache
def tokens(mode: Mode) -> Tokens:
    """Return the tokens of one mode. Raises KeyError when the file lacks a part."""
    source = cast("Table", json.loads(read_text("tokens.json")))
    colors = {
        name: str(cast("Table", entry)[mode.value])
        for name, entry in _table(source, "color").items()
        if mode.value in cast("Table", entry)
    }
    states = {
        name: _state(cast("Table", entry), mode)
        for name, entry in _table(source, "state").items()
        if mode.value in cast("Table", entry)
    }
    states["annet"] = StateLook(
        "info", colors["page"], colors["text"], colors["edge"], colors["text"], urgent=False
    )
    states["uten"] = StateLook(
        "", colors["page"], colors["text"], colors["edge"], colors["text"], urgent=False, dashed=True
    )
    faces = {}
    for name, entry in _table(source, "font", "size").items():
        if isinstance(entry, Mapping):
            face = cast("Mapping[str, float]", entry)
            faces[name] = Face(float(face["pt"]), int(face["weight"]))
    steps = cast("list[int]", _table(source, "scale")["text_percent"])
    return Tokens(
        mode,
        colors,
        states,
        faces,
        _whole(_table(source, "size")),
        _whole(_table(source, "row")),
        tuple(steps),
    )
