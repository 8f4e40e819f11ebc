"""The page `docs/acceptance.md`: every requirement, the tests that prove it, and what differs and why.

`python -m tests.acceptance.page` writes it; a test tells when it is old.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
PAGE = ROOT / "docs" / "acceptance.md"
_HERE = Path(__file__).with_name("requirements.toml")


@dataclass(frozen=True, slots=True)
class Requirement:
    """Some numbered requirements that ask for the same."""

    chapter: str
    ids: tuple[str, ...]
    says: str
    differs: str = ""
    ours: bool = True
    tests: tuple[str, ...] = ()


def written_out(text: str) -> tuple[str, ...]:
    """Return the single ids of "SND-{LOG,HEL}-02, SND-LOG-20..21"."""
    found: list[str] = []
    for part in re.split(r",\s*(?![^{]*\})", text):
        pieces = re.split(r"\{([^}]*)\}", part.strip())
        choices = [piece.split(",") if number % 2 else [piece] for number, piece in enumerate(pieces)]
        for whole in ("".join(chosen) for chosen in product(*choices)):
            span = re.fullmatch(r"(.*?)(\d+)\.\.(\d+)", whole)
            if span is None:
                found.append(whole)
                continue
            before, first, last = span.groups()
            found += [f"{before}{n:0{len(first)}d}" for n in range(int(first), int(last) + 1)]
    return tuple(found)


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return all requirements in the order of the checklist."""
    text = _HERE.read_text(encoding="utf-8")
    # TOML keeps chapters and requirements apart, each in its order, so each chapter is read by itself.
    starts = [m.start() for m in re.finditer(r"^\[\[chapter\]\]", text, re.MULTILINE)] + [len(text)]
    found: list[Requirement] = []
    for begin, end in pairwise(starts):
        part = tomllib.loads(text[begin:end])
        found += [
            Requirement(
                part["chapter"][0]["title"],
                written_out(each["ids"]),
                each["says"],
                each.get("differs", ""),
                each.get("whose", "") != "other",
                tuple(each.get("tests", ())),
            )
            for each in part["requirement"]
        ]
    return tuple(found)


def _marks(decorators: list[ast.expr]) -> Iterator[str]:
    for each in decorators:
        if isinstance(each, ast.Call) and ast.unparse(each.func).endswith("mark.proves"):
            for argument in each.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield from written_out(argument.value)


@cache
def _functions() -> Mapping[str, tuple[str, ...]]:
    """Return every test as "tests/x/test_y.py::test_z" with the ids that it names itself."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                name = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
                found[name] = tuple(_marks(node.decorator_list))
    return found


def proofs() -> Mapping[str, tuple[str, ...]]:
    """Return the tests that prove each id."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, ids in _functions().items():
        for each in ids:
            found[each].append(name)
    for requirement in requirements():
        for each in requirement.ids:
            found[each] += [name for name in requirement.tests if name not in found[each]]
    return {each: tuple(names) for each, names in found.items()}


def unknown_names() -> tuple[str, ...]:
    """Return what is named and does not exist: tests in the table, ids in the tests."""
    known = {each for requirement in requirements() for each in requirement.ids}
    tests = [name for requirement in requirements() for name in requirement.tests if name not in _functions()]
    ids = [each for named in _functions().values() for each in named if each not in known]
    return (*tests, *ids)


def page() -> str:
    """Return the whole page."""
    proved = proofs()
    lines = [
        "# Acceptance requirements",
        "",
        "Written by `python -m tests.acceptance.page`; a test tells when it is old.",
        "",
        "Every requirement of the official acceptance tests (PLO, Dialogmelding, AppRec) that concerns a",
        "hospital ward, in our own words, with the tests that prove it. «Differs» says where the",
        "program does something else than the old tests ask, and why.",
    ]
    chapter = ""
    for each in requirements():
        if each.chapter != chapter:
            chapter = each.chapter
            lines += ["", f"## {chapter}", "", "| id | asks for | proved by | differs |", "|---|---|---|---|"]
        names = sorted({name for one in each.ids for name in proved.get(one, ())})
        said = "<br>".join(f"`{name.removeprefix('tests/')}`" for name in names) or "–"
        lines.append(f"| {_short(each.ids)} | {each.says} | {said} | {each.differs} |")
    return "\n".join([*lines, ""])


def _short(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) if len(ids) <= 4 else f"{ids[0]} … {ids[-1]} ({len(ids)})"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
