"""Our own message of every official sending case, built from values as a form gives them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from plo_desktop.base.ids import new_uuid
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Family, MessageType
from plo_desktop.messages.values import ComposeValues, load_values
from plo_desktop.wire.envelope import BuildContext, build_message
from plo_desktop.wire.safe_xml import parse
from tests.unit.services.desks import NOW

_FOLDER = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Case:
    """One official case: its number, the values, and the message that comes of them."""

    number: str
    mtype: MessageType
    values: ComposeValues
    data: bytes

    @cached_property
    def root(self) -> etree._Element:
        """The document as a tree."""
        return parse(self.data)

    @property
    def dialogue(self) -> bool:
        """Whether it is a Dialogmelding."""
        return self.mtype.family is Family.DIALOG


def _case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    code = text.partition('type = "')[2].partition('"')[0]
    mtype = by_code(code)
    assert mtype is not None
    values = load_values(mtype, text)
    context = BuildContext(
        msg_id=values.msg_id or new_uuid(),
        generated_at=values.generated_at or NOW,
        sender=values.sender,
        receiver=values.receiver,
        patient=values.patient,
        copies=values.copies,
        parent=values.parent,
        conversation=values.conversation,
        question=values.question,
    )
    return Case(path.stem, mtype, values, build_message(mtype, values.content, context))


CASES = tuple(_case(path) for path in sorted(_FOLDER.glob("*.toml")))
