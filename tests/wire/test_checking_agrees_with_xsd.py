"""Our verdict on a message's structure equals that of the official schemas, also on damaged messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.wire.checking import check
from plo_desktop.wire.safe_xml import parse
from tests.wire.mutations import mutated
from tests.wire.official import examples, is_valid
from tests.wire.skeletons import SKELETONS

OVER_EXAMPLES = 2400
PER_SKELETON = 120


def test_every_official_example_is_right(shared_dir: Path) -> None:
    faults = {path.name: check(parse(path.read_bytes())) for path in examples(shared_dir)}
    assert faults == dict.fromkeys(faults, ())
    assert len(faults) == 15


@pytest.mark.parametrize("name", SKELETONS)
def test_our_own_messages_are_right_by_both(shared_dir: Path, name: str) -> None:
    root = parse(SKELETONS[name])
    assert is_valid(shared_dir, root)
    assert check(root) == ()


def test_damaged_examples_are_judged_as_the_schemas_judge_them(shared_dir: Path) -> None:
    roots = [parse(path.read_bytes()) for path in examples(shared_dir)]
    disagreements, valid = [], 0
    for seed in range(OVER_EXAMPLES):
        damaged, what = mutated(roots[seed % len(roots)], seed)
        official = is_valid(shared_dir, damaged)
        valid += official
        if official != (check(damaged) == ()):
            disagreements.append((seed, what, official))
    assert disagreements == []
    # Both verdicts must really occur, or the comparison proves nothing.
    assert 500 < valid < OVER_EXAMPLES - 500


@pytest.mark.parametrize("name", SKELETONS)
def test_damaged_messages_of_our_own_are_judged_alike(shared_dir: Path, name: str) -> None:
    root = parse(SKELETONS[name])
    disagreements = []
    for seed in range(PER_SKELETON):
        damaged, what = mutated(root, 10_000 + seed)
        if is_valid(shared_dir, damaged) != (check(damaged) == ()):
            disagreements.append((seed, what, etree.tostring(damaged)))
    assert disagreements == []
