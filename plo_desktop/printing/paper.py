"""The measures of an A4 sheet, read from the same tokens as the pictures were made from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from plo_desktop.base.resources import read_text
from plo_desktop.printing.pieces import Face, Style, Tint

MM = 72 / 25.4
A4_WIDTH = 210 * MM
A4_HEIGHT = 297 * MM

LEADING = 1.34
"""Line step of reading text as a multiple of its size, measured in picture 13."""


@dataclass(frozen=True, slots=True)
class Window:
    """A place on the sheet, in points from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Paper:
    """Margins, columns and text styles of every printed message; lengths in points."""

    left: float
    right: float
    top: float
    bottom: float
    label_column: float
    address: Window
    return_line: Window
    qr: Window
    title_y: float
    fold_marks: tuple[float, ...]
    colours: dict[Tint, str]
    body: Style
    body_second: Style
    label: Style
    heading: Style
    caption: Style
    caption_label: Style
    table: Style
    table_name: Style
    table_remark: Style
    name: Style
    title: Style
    standing: Style
    letterhead: Style
    address_line: Style
    return_text: Style
    tag: Style


def _styled(face: Face, size: float, tint: Tint = Tint.TEXT) -> Style:
    return Style(face, size, size * LEADING, tint)


@cache
def paper() -> Paper:
    """Return the measures of `resources/tokens.toml`, sections [print] and [color.paper].

    Raises KeyError when a token is missing, which a test of the resources finds first.
    """
    tokens = tomllib.loads(read_text("tokens.toml"))
    sizes, colours = tokens["print"], tokens["color"]["paper"]
    margin, address, back, qr = sizes["margin"], sizes["address"], sizes["return_line"], sizes["qr"]
    body, table, caption = float(sizes["body_pt"]), float(sizes["table_pt"]), float(sizes["caption_pt"])
    return Paper(
        left=margin["left"] * MM,
        right=A4_WIDTH - margin["right"] * MM,
        top=margin["top"] * MM,
        bottom=A4_HEIGHT - margin["bottom"] * MM,
        label_column=sizes["label_column"] * MM,
        address=Window(address["x"] * MM, address["y"] * MM, address["width"] * MM, address["height"] * MM),
        return_line=Window(back["x"] * MM, back["y"] * MM, address["width"] * MM, 0.0),
        qr=Window(qr["x"] * MM, qr["y"] * MM, qr["size"] * MM, qr["size"] * MM),
        title_y=sizes["title_y"] * MM,
        fold_marks=tuple(mark * MM for mark in sizes["fold_marks"]),
        colours={tint: colours[tint.value] for tint in Tint},
        body=_styled(Face.REGULAR, body),
        body_second=_styled(Face.REGULAR, body, Tint.SECOND),
        label=_styled(Face.SEMIBOLD, body),
        heading=_styled(Face.BOLD, body + 1.5),
        caption=_styled(Face.REGULAR, caption, Tint.SECOND),
        caption_label=_styled(Face.SEMIBOLD, caption),
        table=_styled(Face.REGULAR, table),
        table_name=_styled(Face.SEMIBOLD, table),
        table_remark=_styled(Face.REGULAR, table, Tint.SECOND),
        name=_styled(Face.SEMIBOLD, float(sizes["name_pt"])),
        title=_styled(Face.BOLD, float(sizes["title_pt"])),
        standing=_styled(Face.SEMIBOLD, body + 0.5),
        letterhead=_styled(Face.SEMIBOLD, 14.0),
        address_line=_styled(Face.REGULAR, float(address["pt"])),
        return_text=_styled(Face.REGULAR, float(back["pt"]), Tint.SECOND),
        tag=_styled(Face.BOLD, 7.5, Tint.PAGE),
    )
