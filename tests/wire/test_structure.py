"""The quick verdict never calls a message right that the walk finds wrong, and knows those that are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from plo_desktop.wire.checking import check, faults_by_walk
from plo_desktop.wire.grammar.library import grammar_for
from plo_desktop.wire.safe_xml import parse
from plo_desktop.wire.structure import is_surely_right
from tests.wire.mutations import mutated
from tests.wire.official import examples
from tests.wire.skeletons import SKELETONS, message

PER_MESSAGE = 150


@pytest.mark.parametrize("name", SKELETONS)
def test_a_right_message_needs_no_walk(name: str) -> None:
    root = parse(SKELETONS[name])
    assert is_surely_right(root, grammar_for(str(root.tag)))


def test_every_official_example_needs_no_walk(shared_dir: Path) -> None:
    walked = [
        path.name
        for path in examples(shared_dir)
        if not is_surely_right(root := parse(path.read_bytes()), grammar_for(str(root.tag)))
    ]
    assert walked == []


@pytest.mark.parametrize("name", SKELETONS)
def test_what_the_walk_finds_wrong_is_never_surely_right(name: str) -> None:
    root = parse(SKELETONS[name])
    quick = 0
    for seed in range(PER_MESSAGE):
        damaged, what = mutated(root, 40_000 + seed)
        sure = is_surely_right(damaged, grammar_for(str(damaged.tag)))
        right = faults_by_walk(damaged) == ()
        quick += sure
        assert right or not sure, what
    # Else nothing would have been compared.
    assert 0 < quick < PER_MESSAGE


def test_a_place_for_schemas_in_a_message_is_never_fetched(tmp_path: Path) -> None:
    """The engine could be asked to load what a sender names; it has a schema and asks nobody."""
    trap = tmp_path / "trap.xsd"
    trap.write_text("<broken", encoding="utf-8")
    document = message('<x xmlns="urn:x"/>').replace(
        b"<MsgHead ",
        b'<MsgHead xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        + f'xsi:schemaLocation="urn:x {trap.as_uri()}" '.encode(),
        1,
    )
    assert [fault.code for fault in check(parse(document))] == ["NAMESPACE"]
