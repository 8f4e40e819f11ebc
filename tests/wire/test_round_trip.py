"""Every type in every version and standing: sample → XML → content → XML gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plo_desktop.messages.registry import all_types, sample
from plo_desktop.messages.spec import Content, Facts, MessageType
from plo_desktop.messages.validation import may_send, problems
from plo_desktop.wire.attachments import read_attachments
from plo_desktop.wire.checking import check
from plo_desktop.wire.codec import gaps, read_payload
from plo_desktop.wire.envelope import BuildContext, build_message, payload_of, read_head
from plo_desktop.wire.safe_xml import parse
from tests.wire.made import GENERATED, a_context_for
from tests.wire.official import is_valid
from tests.wire.right_content import contents, whole

WAYS = [
    (mtype, version, standing)
    for mtype in all_types()
    for version in (mtype.version, *mtype.also_sent)
    for standing in mtype.standings
]


def numbered() -> Callable[[], str]:
    """Return a maker of ids that begins anew each time, so that two documents have the same ones."""
    numbers = count(1)
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012}"


def built(mtype: MessageType, content: Content, ctx: BuildContext) -> bytes:
    """Return the document with ids that do not depend on chance."""
    return build_message(mtype, content, replace(ctx, new_id=numbered()))


def rebuilt(mtype: MessageType, data: bytes) -> bytes:
    """Return the document made again from nothing but what was read from it."""
    root = parse(data)
    head, payload = read_head(root), payload_of(root)
    assert payload is not None
    assert head.sender is not None
    assert head.receiver is not None
    assert head.patient is not None
    assert head.generated_at is not None
    content, leftovers = read_payload(mtype, payload)
    assert leftovers == ()
    read = BuildContext(
        msg_id=head.msg_id,
        generated_at=head.generated_at,
        sender=head.sender,
        receiver=head.receiver,
        patient=head.patient,
        copies=tuple(copy.party for copy in head.copies if copy.party),
        standing=head.standing,
        parent=head.parent,
        conversation=head.conversation,
        processing=head.processing,
        question=head.question,
        version=head.version,
        attachments=read_attachments(root),
    )
    return built(mtype, content, read)


def named(part: object) -> str:
    """Return a part of a test's name."""
    return part.code if isinstance(part, MessageType) else str(part)


@pytest.mark.parametrize(("mtype", "version", "standing"), WAYS, ids=named)
def test_a_sample_is_valid_and_comes_back_the_same(
    mtype: MessageType, version: str, standing: str, shared_dir: Path
) -> None:
    ctx = a_context_for(mtype, standing, version)
    data = built(mtype, sample(mtype), ctx)
    root = etree.fromstring(data)
    assert [fault.message for fault in check(root)] == []
    assert is_valid(shared_dir, root)
    assert rebuilt(mtype, data) == data


@pytest.mark.parametrize("mtype", all_types(), ids=named)
@settings(max_examples=15)
@given(data=st.data())
def test_any_content_comes_back_the_same_and_what_may_be_sent_is_valid(
    mtype: MessageType, shared_dir: Path, data: st.DataObject
) -> None:
    """In a version and standing that are drawn too: each type is tried in all of its ways."""
    _, version, standing = data.draw(st.sampled_from([way for way in WAYS if way[0] is mtype]))
    content = whole(data.draw(contents(tuple(mtype.sent_fields()))), mtype)
    document = built(mtype, content, a_context_for(mtype, standing, version))
    assert rebuilt(mtype, document) == document
    if may_send((*problems(mtype, content, Facts(GENERATED)), *gaps(mtype, content, version))):
        root = etree.fromstring(document)
        assert [fault.message for fault in check(root)] == []
        assert is_valid(shared_dir, root)
