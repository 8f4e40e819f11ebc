"""The envelope part of a values file: parties, references, question, copies, attachments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.base.ids import is_uuid
from plo_desktop.domain.codebook import choices, code, codes_of, set_name
from plo_desktop.domain.party import Code, Identifier, Organisation, Patient, Professional
from plo_desktop.domain.person_number import fault, kind_of
from plo_desktop.messages.head import Question, Standing
from plo_desktop.messages.kinds import Choice, Day, LineText, Moment, control_fault
from plo_desktop.messages.spec import Content, Direction, MessageType, Problem

_PARTS = ("patient", "sender", "receiver", "question", "copies", "attachments")
_REFERENCES = ("parent", "conversation", "reason")
_CONTEXT_KEYS = frozenset(
    ("type", "standing", "processing", "version", "msg_id", "generated", *_REFERENCES, *_PARTS)
)
_PATIENT_KEYS = frozenset(["family", "given", "middle", "number", "number_kind", "birth_date", "sex"])
_SERVICE_KEYS = ("service_name", "service_her_id")
_DOCTOR_KEYS = ("doctor_family", "doctor_given", "doctor_her_id", "doctor_hpr")
_PARTY_KEYS = frozenset(["name", "her_id", "org_number", *_SERVICE_KEYS, *_DOCTOR_KEYS])
_QUESTION_KEYS = frozenset(["kind", "set", "text", "msg_id"])
_ATTACHMENT_KEYS = frozenset(["file", "description"])
QUESTION_SETS = ("9152", "9153", "9154")
"""Who asks what (wire-format 16.3): municipality, general practitioner, hospital."""

_NEEDS_PARENT = ("DIALOG_AVVIK", "DIALOG_SVAR")


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file to be attached, by its name as written in the values file."""

    file: str
    description: str


@dataclass(frozen=True, slots=True)
class ComposeValues:
    """A whole message to be built. Empty `msg_id` and None `generated_at` are for the builder to fill in.

    An empty `version` is the type's own. `attachments` are named, not yet read.
    """

    content: Content
    patient: Patient
    sender: Organisation
    receiver: Organisation
    standing: str = Standing.NEW
    parent: str = ""
    conversation: str = ""
    msg_id: str = ""
    generated_at: datetime | None = None
    processing: str = ""
    reason: str = ""
    version: str = ""
    question: Question | None = None
    copies: tuple[Organisation, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()


class Table:
    """A table of the file that notes what is wrong while it is read."""

    def __init__(self, name: str, plain: object) -> None:
        self.name = name
        self.values: dict[str, object] = {}
        self.problems: list[Problem] = []
        self._below: list[Table] = []
        if isinstance(plain, Mapping):
            self.values = {str(key): value for key, value in plain.items()}
        else:
            self.fault("", "skal være en tabell")

    def all_problems(self) -> Iterator[Problem]:
        """Yield what was noted here and in the tables below."""
        yield from self.problems
        for table in self._below:
            yield from table.all_problems()

    def fault(self, key: str, said: str) -> None:
        """Note what is wrong with a key."""
        path = f"{self.name}.{key}" if key else self.name
        self.problems.append(Problem("VERDI", f"«{path}» {said}.", path=path))

    def table(self, key: str) -> Table:
        """Return the table of that name, empty when it is missing."""
        made = Table(f"{self.name}.{key}", self.values.get(key, {}))
        self._below.append(made)
        return made

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables of a list like [[message.copies]]."""
        plain = self.values.get(key, ())
        if not isinstance(plain, Sequence) or isinstance(plain, str):
            self.fault(key, f"skal være en liste av tabeller: [[{self.name}.{key}]]")
            return ()
        made = tuple(Table(f"{self.name}.{key}", each) for each in plain)
        self._below.extend(made)
        return made

    def prose(self, key: str) -> str:
        """Return a text that may have several lines."""
        value = self.values.get(key, "")
        said = value.strip() if isinstance(value, str) else ""
        if wrong := control_fault(said):
            self.fault(key, f"kan ikke brukes. {wrong}".rstrip("."))
            return ""
        return said

    def only(self, known: frozenset[str]) -> None:
        """Note every key that is not among these."""
        for key in self.values:
            if key not in known:
                self.fault(key, f"er ukjent. Nøklene her er {', '.join(sorted(known))}")

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return one line of text, empty when it is missing or at fault."""
        value = self.values.get(key, "")
        said = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if needed and not said:
            self.fault(key, "mangler. Skriv verdien som tekst")
        if wrong := LineText().fault(said):
            self.fault(key, f"kan ikke brukes. {wrong}".rstrip("."))
            return ""
        return said


def read_context(mtype: MessageType, table: Table, content: Content) -> ComposeValues:
    """Return the message that a [message] table and its content describe; faults are noted in `table`."""
    table.only(_CONTEXT_KEYS)
    kind = table.text("type")
    if kind and kind != mtype.code:
        table.fault("type", f"er {kind}, men meldingen som lages, er {mtype.code}. Velg riktig type")
    standing = table.text("standing") or Standing.NEW.value
    if standing not in mtype.standings:
        table.fault("standing", f"skal være en av {', '.join(mtype.standings)} for {mtype.title}")
    question = _question(mtype, table)
    parent = table.text("parent") or (question.msg_id if question else "")
    if mtype.code in _NEEDS_PARENT and not parent:
        table.fault("parent", "mangler. Skriv MsgId til meldingen som det svares på")
    if standing != Standing.NEW and not parent:
        table.fault("parent", "mangler. Skriv MsgId til meldingen som endres eller kanselleres")
    msg_id = table.text("msg_id")
    if msg_id and not is_uuid(msg_id):
        table.fault("msg_id", "er ikke en UUID. La den stå tom, så lages en ny")
    generated: datetime | None = None
    if "generated" in table.values:
        try:
            generated = Moment().from_plain(table.values["generated"])
        except ValueError as wrong:
            table.fault("generated", f"kan ikke leses: {wrong}")
    processing = table.text("processing")
    if processing not in ("", "P", "T", "D"):
        table.fault("processing", "skal være P, T eller D")
    version = table.text("version")
    if version not in ("", mtype.version, *mtype.also_sent):
        known = ", ".join((mtype.version, *mtype.also_sent))
        table.fault("version", f"skal være en av {known} for {mtype.title}")
    return ComposeValues(
        content=content,
        patient=_patient(table.table("patient")),
        sender=_party(table.table("sender")),
        receiver=_party(table.table("receiver")),
        standing=standing,
        parent=parent,
        conversation=table.text("conversation") or parent,
        msg_id=msg_id,
        generated_at=generated,
        processing=processing,
        reason=table.text("reason"),
        version=version,
        question=question,
        copies=tuple(_party(each) for each in table.tables("copies")),
        attachments=_attachments(mtype, table),
    )


def _question(mtype: MessageType, table: Table) -> Question | None:
    if "question" not in table.values:
        if mtype.repeats_question:
            table.fault("question", "mangler. Svaret skal gjenta forespørselen")
        return None
    asked = table.table("question")
    asked.only(_QUESTION_KEYS)
    # The ward answers the municipality, and the municipality the hospital.
    usual = "9154" if mtype.direction is Direction.IN else "9152"
    suffix = asked.text("set") or usual
    kind = Code("")
    if suffix not in QUESTION_SETS:
        asked.fault("set", f"skal være en av {', '.join(QUESTION_SETS)}")
    elif asked.text("kind") not in codes_of(suffix):
        some = ", ".join(f"{value} = {name}" for value, name in codes_of(suffix).items())
        asked.fault("kind", f"finnes ikke i {set_name(suffix)}. Velg en av: {some}")
    else:
        kind = code(suffix, asked.text("kind"))
    return Question(kind, asked.prose("text"), asked.text("msg_id"))


def _attachments(mtype: MessageType, table: Table) -> tuple[AttachedFile, ...]:
    entries = table.tables("attachments")
    if entries and not mtype.attachments:
        table.fault("attachments", f"kan ikke brukes: {mtype.title} har ikke vedlegg")
    for each in entries:
        each.only(_ATTACHMENT_KEYS)
    return tuple(
        AttachedFile(each.text("file", needed=True), each.text("description", needed=True))
        for each in entries
    )


def _patient(table: Table) -> Patient:
    table.only(_PATIENT_KEYS)
    number = table.text("number")
    kind = table.text("number_kind").upper() or (kind_of(number) or "FNR" if number else "")
    if number and kind not in {each.value for each in choices("8116")} | {"DUF"}:
        table.fault("number_kind", f"er «{kind}», som ikke er en ID-type. Skriv for eksempel FNR")
    elif number and (said := fault(number, kind)):
        table.fault("number", f"er «{number}». {said}".rstrip("."))
    born = None
    if "birth_date" in table.values:
        try:
            born = Day().from_plain(table.values["birth_date"])
        except ValueError as wrong:
            table.fault("birth_date", f"kan ikke leses: {wrong}".rstrip("."))
    sex: Code | None = None
    if "sex" in table.values:
        try:
            sex = Choice("3101", bare=True).from_plain(table.values["sex"])
        except ValueError as wrong:
            table.fault("sex", f"kan ikke leses: {wrong}".rstrip("."))
    if not number and (born is None or sex is None):
        table.fault("number", "mangler. Skriv nummer, eller både birth_date og sex")
    return Patient(
        family=table.text("family", needed=True),
        given=table.text("given", needed=True),
        middle=table.text("middle"),
        birth_date=born,
        sex=sex,
        idents=(Identifier(number, code("8116", kind)),) if number else (),
    )


def _party(table: Table) -> Organisation:
    """Return an entity with its service, or with its doctor as communication party (HIS 1153)."""
    table.only(_PARTY_KEYS)
    name = table.text("name", needed=True)
    idents = [Identifier(table.text("her_id", needed=True), code("9051", "HER"))]
    if org_number := table.text("org_number"):
        idents.append(Identifier(org_number, code("9051", "ENH")))
    if any(key in table.values for key in _DOCTOR_KEYS):
        return Organisation(name, tuple(idents), person=_doctor(table))
    number = Identifier(table.text("service_her_id", needed=True), code("9051", "HER"))
    service = Organisation(table.text("service_name", needed=True), (number,))
    return Organisation(name, tuple(idents), service)


def _doctor(table: Table) -> Professional:
    idents = [Identifier(table.text("doctor_her_id", needed=True), code("9051", "HER"))]
    if hpr := table.text("doctor_hpr"):
        idents.append(Identifier(hpr, code("8116", "HPR")))
    family = table.text("doctor_family", needed=True)
    return Professional(family, table.text("doctor_given", needed=True), idents=tuple(idents))
