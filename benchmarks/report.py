"""The numbers as a table, on the terminal and between two marks in docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from benchmarks.measuring import Result

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_KINDS = ("receive", "start", "log")
_HEADING = (
    "| what | ms (median) | floor ms | ratio | middle 80 %, ours / floor | goal | met | note |",
    "|---|---|---|---|---|---|---|---|",
)
_BEGIN, _END = "<!-- numbers -->", "<!-- end of numbers -->"


def table(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table with the machine under it."""
    return "\n".join([*_HEADING, *_rows(results), "", _machine()])


def _rows(results: Sequence[Result]) -> list[str]:
    lines: list[str] = []
    for result in results:
        floor = f"{result.floor_ms:.2f}" if result.floor_ms else "-"
        ratio = f"{result.ratio:.2f}" if result.floor_ms else "-"
        met = "yes" if result.met else "**no**"
        lines.append(
            f"| {result.name} | {result.measured_ms:.2f} | {floor} | {ratio} | {result.spread} "
            f"| {result.goal} | {met} | {result.note} |"
        )
    return lines


def _machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"Measured on {system}, {os.cpu_count()} cores, Python {platform.python_version()}."


def write(results: Sequence[Result]) -> None:
    """Replace the page's numbers of what was measured; raises ValueError when its marks are gone."""
    page = PAGE.read_text(encoding="utf-8")
    before, mark, rest = page.partition(_BEGIN)
    old, end, after = rest.partition(_END)
    if not mark or not end:
        raise ValueError(f"{PAGE.name} has lost its marks {_BEGIN} and {_END}")
    rows = {kind: _rows([result for result in results if _kind(result.name) == kind]) for kind in _KINDS}
    for line in old.splitlines():
        kind = _kind(line.removeprefix("| "))
        if kind in rows and not any(_kind(result.name) == kind for result in results):
            rows[kind].append(line)
    numbers = "\n".join([*_HEADING, *chain.from_iterable(rows.values()), "", _machine()])
    PAGE.write_text(f"{before}{_BEGIN}\n{numbers}\n{_END}{after}", encoding="utf-8")


def _kind(name: str) -> str:
    """Return what was measured: the first word of a result's name."""
    return name.partition(" ")[0].rstrip(":")
