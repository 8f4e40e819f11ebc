"""The whole verdict on bytes that came in: what they are, whether to take them, and why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial

from lxml import etree

from plo_desktop.base.ids import is_uuid
from plo_desktop.domain.identification import identify
from plo_desktop.messages.head import Apprec, Head
from plo_desktop.messages.outline import Outline
from plo_desktop.messages.registry import all_types, by_code
from plo_desktop.messages.spec import Content, Leftover, MessageType, Problem, Severity
from plo_desktop.wire.apprec import is_apprec, read_apprec
from plo_desktop.wire.attachments import attachment_problems
from plo_desktop.wire.checking import Fault, check, path_of
from plo_desktop.wire.codec import read_payload
from plo_desktop.wire.content_key import content_key
from plo_desktop.wire.envelope import payload_of, read_head
from plo_desktop.wire.names import MH, PAYLOADS, version_of
from plo_desktop.wire.parties import child
from plo_desktop.wire.profile import profile_problems
from plo_desktop.wire.reading import outline_of
from plo_desktop.wire.safe_xml import XmlRefused, parse
from plo_desktop.wire.words import words_in


class Kind(StrEnum):
    """What the bytes turned out to be."""

    MESSAGE = "message"
    APPREC = "apprec"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason to refuse: AppRec code (8221), a sentence for people, and where it lies when known."""

    code: str
    text: str
    path: str = ""
    structural: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `validate`. `structural`: the schema would refuse it. `forbids`: it is not taken in."""

    path: str
    message: str
    code: str
    structural: bool
    forbids: bool


@dataclass(frozen=True, slots=True)
class Inspected:
    """What one document is and holds.

    `faults` are breaches of the schema, `refusals` the reasons to refuse, `problems` what the reader should
    know though the message is taken in. `content_key` is the same for two messages that say the same. Outline
    and content are made on demand: receiving needs neither.
    """

    kind: Kind
    head: Head | None = None
    apprec: Apprec | None = None
    mtype: MessageType | None = None
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    make_outline: Callable[[frozenset[str]], Outline] | None = None
    make_content: Callable[[], tuple[Content, tuple[Leftover, ...]]] | None = None
    make_words: Callable[[], str] | None = None
    content_key: str = ""

    @property
    def refusal(self) -> Refusal | None:
        """The first reason to refuse, or None when the document may be taken in."""
        return self.refusals[0] if self.refusals else None

    @property
    def acceptable(self) -> bool:
        """Whether nothing forbids taking it in."""
        return not self.refusals

    @property
    def sender_readable(self) -> bool:
        """Whether an AppRec could find its way back: the sender has an identifier on one of its levels."""
        sender = self.head.sender if self.head else None
        while sender is not None:
            if sender.idents or (sender.person and sender.person.idents):
                return True
            sender = sender.service
        return False

    @property
    def content(self) -> Content | None:
        """What the declaration reads from the payload; None when no declaration fits it."""
        return self.make_content()[0] if self.make_content else None

    @property
    def leftovers(self) -> tuple[Leftover, ...]:
        """The values that no field of the declaration took."""
        return self.make_content()[1] if self.make_content else ()

    @property
    def outline(self) -> Outline | None:
        """The document to be read, or None when it is not XML."""
        return self.outline_for(frozenset())

    def outline_for(self, our_ids: frozenset[str]) -> Outline | None:
        """Return the outline as the owner of these addresses ("HER:59") sees it."""
        return self.make_outline(our_ids) if self.make_outline else None

    @property
    def words(self) -> str:
        """All words of the document, for search; empty when it is not XML."""
        return self.make_words() if self.make_words else ""

    def findings(self) -> tuple[Finding, ...]:
        """Return everything found, in one shape: faults, refusals that are no faults, and problems."""
        told = [Finding(f.path, f.message, f.code, structural=True, forbids=True) for f in self.faults]
        if self.faults and not self.refusals:
            told = [Finding(f.path, f.message, f.code, structural=True, forbids=False) for f in self.faults]
        told += [
            Finding(r.path, r.text, r.code, r.structural, forbids=True)
            for r in self.refusals
            if not (self.faults and r.code == "T02")
        ]
        told += [Finding(p.path, p.message, p.code, structural=False, forbids=False) for p in self.problems]
        return tuple(told)


def inspect(data: bytes) -> Inspected:
    """Return the verdict on any bytes; never raises. Steps 2–5, 8 and 9 of process rules 3.1.

    Duplicates (step 6) and whether it is for us (step 7) are judged where log and addresses are known.
    """
    return _inspected(data, blanks=True)


def judge(data: bytes) -> Inspected:
    """Return what `inspect` returns, in less time and not to be read by people: for taking a message in.

    The blanks between elements are left out of the tree; they decide nothing and are no words to search for.
    The tree of a message is let go: many that wait together stay small. It has no outline, content or words.
    """
    found = _inspected(data, blanks=False)
    if found.kind is not Kind.MESSAGE:
        return found
    return replace(found, make_outline=None, make_content=None, make_words=None)


def words_of(data: bytes) -> str:
    """Return the words of any bytes, for search; empty when they are not XML that we read."""
    try:
        return words_in(parse(data, blanks=False))
    except XmlRefused:
        return ""


def _inspected(data: bytes, *, blanks: bool) -> Inspected:
    try:
        root = parse(data, blanks=blanks)
    except XmlRefused as refused:
        code = "T99" if refused.code == "TOO_LARGE" else "T01"
        return Inspected(Kind.UNREADABLE, refusals=(Refusal(code, refused.text, structural=True),))
    outline = partial(_outline, root)
    if is_apprec(root):
        return _apprec(root, outline)
    if root.tag != f"{{{MH}}}MsgHead":
        faults = check(root)
        said = faults[0].message if faults else "Ukjent meldingsformat."
        refusal = Refusal("T10", said, etree.QName(root).localname, structural=True)
        return Inspected(
            Kind.UNKNOWN,
            faults=faults,
            refusals=(refusal,),
            make_outline=outline,
            make_words=partial(words_in, root),
        )
    return _message(data, root, outline)


def _outline(root: etree._Element, our_ids: frozenset[str]) -> Outline:
    return outline_of(root, our_ids=our_ids)


def _apprec(root: etree._Element, outline: Callable[[frozenset[str]], Outline]) -> Inspected:
    apprec = read_apprec(root)
    faults = check(root)
    # The first print of AppRec 1.1 had these two dates as attributes; who followed it is understood.
    tolerated = apprec.generated and apprec.original_issued
    serious = [f for f in faults if not (tolerated and ("GenDate" in f.path or "IssueDate" in f.path))]
    refusals: list[Refusal] = []
    if serious:
        refusals.append(Refusal("T02", serious[0].message, serious[0].path, structural=True))
    elif not apprec.original_id:
        said = "Kvitteringen sier ikke hvilken melding den gjelder."
        refusals.append(Refusal("T99", said, "AppRec/OriginalMsgId/Id"))
    elif apprec.status not in ("1", "2", "3"):
        said = f"Kvitteringen har ukjent status «{apprec.status}»."
        refusals.append(Refusal("T99", said, "AppRec/Status"))
    return Inspected(
        Kind.APPREC,
        apprec=apprec,
        faults=faults,
        refusals=tuple(refusals),
        make_outline=outline,
        make_words=partial(words_in, root),
    )


def _message(data: bytes, root: etree._Element, outline: Callable[[frozenset[str]], Outline]) -> Inspected:
    head = read_head(root)
    payload = payload_of(root)
    faults = check(root)
    refusals = _format_refusals(head, payload, faults)
    problems: list[Problem] = []
    if not refusals:
        refusals, problems = _rules(head)
        if payload is not None:
            problems += profile_problems(head, payload)
        if head.attachments:
            problems += attachment_problems(root)
    mtype = _declared(head, payload)
    make_content: Callable[[], tuple[Content, tuple[Leftover, ...]]] | None = None
    # 2.0 is another structure under the same roots: only what was declared for it can be read by fields.
    fits = mtype is not None and head.version and (head.version != "2.0" or mtype.version == "2.0")
    if mtype and payload is not None and fits and _agrees(head, payload):
        make_content = cache(partial(read_payload, mtype, payload))
    return Inspected(
        Kind.MESSAGE,
        head=head,
        mtype=mtype,
        faults=faults,
        problems=tuple(problems),
        refusals=tuple(refusals),
        make_outline=outline,
        make_content=make_content,
        make_words=partial(words_in, root),
        content_key=content_key(data, head),
    )


def _declared(head: Head, payload: etree._Element | None) -> MessageType | None:
    """Return the declaration that reads the message, or None.

    The type codes of 2.0 are not settled (wire-format 19): where ours does not name it, the payload does.
    """
    known = by_code(head.type_code)
    if known is not None or payload is None or head.version != "2.0":
        return known
    for mtype in all_types():
        root, inner = (name.rpartition(":")[2] for name in (mtype.root, mtype.child))
        same = mtype.version == "2.0" and etree.QName(payload).localname == root
        if same and child(payload, inner) is not None:
            return mtype
    return None


def _format_refusals(head: Head, payload: etree._Element | None, faults: tuple[Fault, ...]) -> list[Refusal]:
    """Steps 3 and 4: a format we know, and valid by its schema."""
    if payload is not None:
        name = etree.QName(payload)
        if not version_of(name.namespace or ""):
            said = (
                f"Innholdet «{name.localname}» er av et ukjent format ({name.namespace or 'uten navnerom'})."
            )
            # The schemas of MsgHead and of the shared parts let their own elements stand here.
            return [Refusal("T10", said, path_of(payload), structural=bool(faults))]
    if faults:
        return [Refusal("T02", faults[0].message, faults[0].path, structural=True)]
    where = "MsgHead/MsgInfo/Type"
    if head.type_code not in PAYLOADS and head.version != "2.0":
        return [Refusal("T10", f"Meldingstypen «{head.type_code}» er ukjent.", where)]
    if payload is None or not _agrees(head, payload):
        said = f"Meldingen kaller seg «{head.type_name or head.type_code}», men har et annet innhold."
        return [Refusal("T99", said, where)]
    return []


def _agrees(head: Head, payload: etree._Element) -> bool:
    """Type and payload must agree; 2.0 has other roots and no settled type codes (wire-format 19)."""
    root, inner = PAYLOADS.get(head.type_code, ("", ""))
    if head.version == "2.0" and etree.QName(payload).localname != "Pasientlogistikk":
        return True
    if head.version == "2.0" and not root:
        return True
    same = etree.QName(payload).localname == root
    return same and (not inner or child(payload, inner) is not None)


def _rules(head: Head) -> tuple[list[Refusal], list[Problem]]:
    """Steps 5, 8 and 9: MsgId, patient, sender."""
    refusals: list[Refusal] = []
    if not is_uuid(head.msg_id):
        said = f"Meldings-id «{head.msg_id}» er ikke en UUID."
        refusals.append(Refusal("E10", said, "MsgHead/MsgInfo/MsgId"))
    identity = identify(head.patient)
    if identity.code:
        refusals.append(Refusal(identity.code, identity.reason, "MsgHead/MsgInfo/Patient"))
    problems = [
        Problem("PASIENTNUMMER", said, Severity.WARNING, path="MsgHead/MsgInfo/Patient/Ident")
        for said in identity.warnings
    ]
    return refusals, problems
