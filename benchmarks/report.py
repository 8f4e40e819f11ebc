"""The numbers as a table, on the terminal and between two marks in docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Result

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- numbers -->", "<!-- end of numbers -->"


def table(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table with the machine under it."""
    lines = [
        "| what | ms (median) | floor ms | ratio | middle 80 %, ours / floor | goal | met | note |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        floor = f"{result.floor_ms:.2f}" if result.floor_ms else "-"
        ratio = f"{result.ratio:.2f}" if result.floor_ms else "-"
        met = "yes" if result.met else "**no**"
        lines.append(
            f"| {result.name} | {result.measured_ms:.2f} | {floor} | {ratio} | {result.spread} "
            f"| {result.goal} | {met} | {result.note} |"
        )
    system = f"{platform.system()} {platform.machine()}"
    machine = f"{system}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return "\n".join([*lines, "", f"Measured on {machine}."])


def write(results: Sequence[Result]) -> None:
    """Replace the numbers of the page; raises ValueError when its marks are gone."""
    page = PAGE.read_text(encoding="utf-8")
    before, mark, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not mark or not end:
        raise ValueError(f"{PAGE.name} has lost its marks {_BEGIN} and {_END}")
    PAGE.write_text(f"{before}{_BEGIN}\n{table(results)}\n{_END}{after}", encoding="utf-8")
