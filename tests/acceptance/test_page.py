"""The page of requirements is whole: nothing of the checklist is forgotten, nothing claimed untested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.acceptance import page


def test_every_requirement_is_proved_or_told_why_not() -> None:
    proved = page.proofs()
    bare = [
        one
        for each in page.requirements()
        for one in each.ids
        if not proved.get(one) and not (each.differs and not each.ours)
    ]
    assert not bare


def test_nothing_is_named_that_does_not_exist() -> None:
    assert not page.unknown_names()


def test_no_number_stands_twice() -> None:
    ids = [one for each in page.requirements() for one in each.ids]
    assert len(ids) == len(set(ids))


def test_the_page_is_what_the_tests_say() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), "run python -m tests.acceptance.page"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("APP-S1", ("APP-S1",)),
        ("SND-{LOG,HEL}-02, SND-DIA-05", ("SND-LOG-02", "SND-HEL-02", "SND-DIA-05")),
        ("RCV-LOG-09..11", ("RCV-LOG-09", "RCV-LOG-10", "RCV-LOG-11")),
        ("SND-{LOG,UTS}-T3.1..2", ("SND-LOG-T3.1", "SND-LOG-T3.2", "SND-UTS-T3.1", "SND-UTS-T3.2")),
    ],
)
def test_ids_are_written_out(text: str, ids: tuple[str, ...]) -> None:
    assert page.written_out(text) == ids


def test_the_checklist_has_no_number_that_we_lack(shared_dir: Path) -> None:
    text = (shared_dir / "standards" / "acceptance.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"\b(?:SND|RCV)-(?:LOG|HEL|UTS|DIA|INN)-(?:[CT]?\d+(?:\.\d+)?)|\bAPP-[ES]\d+", text)
    )
    ours = {one for each in page.requirements() for one in each.ids}
    assert not {each for each in named if each not in ours}
