"""Our verdict on a message's structure equals that of the official schemas, also on damaged messages.

Every run damages the same messages in the same ways. `PLO_MUTATION_SEED=7 python3 dev.py test
tests/wire/test_checking_agrees_with_xsd.py` damages them in others, as a nightly run does.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.messages.registry import all_types
from plo_desktop.wire.checking import check
from plo_desktop.wire.safe_xml import parse
from tests.wire.made import a_message
from tests.wire.maximal import documents
from tests.wire.mutations import mutated
from tests.wire.official import examples, is_valid
from tests.wire.skeletons import SKELETONS

SHARDS = 8
EACH = 2_510
"""Together 20 080 mutations."""

SEED = int(os.environ.get("PLO_MUTATION_SEED", "0")) * SHARDS * EACH

OFFICIAL_DEFECTS: dict[str, str] = {}
"""What was done, when the schemas contradict their own text about it, with the reason. None is known."""


def test_every_official_example_is_right(shared_dir: Path) -> None:
    faults = {path.name: check(parse(path.read_bytes())) for path in examples(shared_dir)}
    assert faults == dict.fromkeys(faults, ())
    assert len(faults) == 15


@pytest.mark.parametrize("name", SKELETONS)
def test_our_own_messages_are_right_by_both(shared_dir: Path, name: str) -> None:
    root = parse(SKELETONS[name])
    assert is_valid(shared_dir, root)
    assert check(root) == ()


@cache
def bases(shared: Path) -> tuple[tuple[str, etree._Element], ...]:
    """Return what is damaged: official examples, maximal documents, skeletons, samples of every type."""
    found = [(path.name, path.read_bytes()) for path in examples(shared)]
    found += [*documents(), *SKELETONS.items()]
    found += [(f"sample {mtype.code}", a_message(mtype)) for mtype in all_types()]
    return tuple((name, parse(data)) for name, data in found)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_damaged_messages_are_judged_as_the_schemas_judge_them(shared_dir: Path, shard: int) -> None:
    chosen = bases(shared_dir)
    disagreements: list[tuple[int, str, str, bool]] = []
    valid = 0
    for seed in range(SEED + shard * EACH, SEED + (shard + 1) * EACH):
        name, root = chosen[seed % len(chosen)]
        damaged, what = mutated(root, seed)
        official = is_valid(shared_dir, damaged)
        valid += official
        if official != (check(damaged) == ()) and what not in OFFICIAL_DEFECTS:
            disagreements.append((seed, name, what, official))
    assert disagreements == []
    # Both verdicts must really occur, or the comparison proves nothing.
    assert EACH // 5 < valid < EACH - EACH // 5
