"""Messages as plain data: drafts in JSON, and the values file of `compose` with its commented template."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.ids import is_uuid
from plo_desktop.domain.codebook import choices, code
from plo_desktop.domain.party import Code, Identifier, Organisation, Patient
from plo_desktop.domain.person_number import fault, kind_of
from plo_desktop.messages.head import Standing
from plo_desktop.messages.kinds import (
    Choice,
    CodeSystem,
    Day,
    LineText,
    Moment,
    Number,
    Phone,
    Prose,
    Quantity,
    Rows,
    Sentence,
    When,
    Whole,
    YesNo,
    plain_of,
)
from plo_desktop.messages.kinds import Wording as WordingKind
from plo_desktop.messages.spec import Content, Direction, Field, MessageType, Problem


class ValuesError(UserError):
    """A values file or draft that cannot be understood; `problems` names each key and what to do."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        text = " ".join(problem.message for problem in problems)
        super().__init__("VERDIER", text, "Rett verdiene og prøv igjen.", ExitCode.DATA)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ComposeValues:
    """A whole message to be built. Empty `msg_id` and None `generated_at` are for the builder to fill in."""

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


def to_plain(content: Content) -> dict[str, object]:
    """Return a content as JSON can hold it; `from_plain` gives back an equal one."""
    return {name: plain_of(value) for name, value in content.by_name().items()}


def from_plain(mtype: MessageType, mapping: Mapping[str, object]) -> Content:
    """Return the content of a draft or values file; keys are field names or labels.

    Raises ValuesError with one problem per key that is unknown or whose value cannot be read.
    """
    problems: list[Problem] = []
    known = {each.name.casefold(): each for each in mtype.fields()}
    labels = {each.label.casefold(): each for each in mtype.fields()}
    values: dict[str, object] = {}
    for key, plain in mapping.items():
        each = known.get(key.casefold()) or labels.get(key.casefold())
        if each is None:
            said = f"«{key}» er ikke et felt i {mtype.title}. Feltene er: {', '.join(known)}."
            problems.append(Problem("UKJENT_FELT", said, path=key))
            continue
        try:
            values[each.name] = each.kind.from_plain(plain)
        except ValueError as wrong:
            problems.append(Problem("FORMAT", f"«{key}»: {wrong}", field_name=each.name, path=key))
    if problems:
        raise ValuesError(tuple(problems))
    return Content(values)


# -- the values file ----------------------------------------------------------------------------------------

_CONTEXT = """\
[message]
type = "{code}"
standing = "N"              # {standings}
processing = "T"            # P = produksjon, T = test. Testmeldinger er merket hos mottaker
# parent = ""               # MsgId til meldingen som endres, kanselleres eller besvares
# conversation = ""         # MsgId til den første meldingen i samtalen. Utelatt: samme som parent
# reason = ""               # hvorfor meldingen kanselleres (bare standing = "C")
# msg_id = ""               # UUID. Utelatt: lages ny
# generated = 2026-01-12T10:15:00   # når meldingen er laget, norsk tid. Utelatt: nå

[message.patient]
family = "Danser"
given = "Line"
# middle = ""
number = "13116900216"      # uten nummer må både fødselsdato og kjønn være med
number_kind = "FNR"         # FNR, DNR, FHN, HNR eller en annen kode fra ID-type for personer
birth_date = 1969-11-13
sex = "2"                   # 1 = Mann, 2 = Kvinne

[message.sender]
{sender}

[message.receiver]
{receiver}
"""
_HOSPITAL = """\
name = "ST OLAVS HOSPITAL HF"
her_id = "59"
service_name = "Ortopedisk kirurgi"
service_her_id = "90998\""""
_KOMMUNE = """\
name = "Alvdal Kommune"
her_id = "99387"
service_name = "Sykepleietjeneste"
service_her_id = "5078\""""
_PARTS = ("patient", "sender", "receiver")
_REFERENCES = ("parent", "conversation", "reason")
_CONTEXT_KEYS = frozenset(("type", "standing", "processing", "msg_id", "generated", *_REFERENCES, *_PARTS))
_PATIENT_KEYS = frozenset(["family", "given", "middle", "number", "number_kind", "birth_date", "sex"])
_PARTY_KEYS = frozenset(["name", "her_id", "service_name", "service_her_id"])

_FORMS = (
    (Rows, "liste"),
    (Moment, "dato og klokkeslett, norsk tid"),
    (Day, "dato"),
    (YesNo, "true eller false"),
    (WordingKind, "true eller false"),
    (When, "årstall, måned, dato eller tidspunkt: 2026, 2026-01, 2026-01-12, 2026-01-12T09:40:00"),
    (Whole, "helt tall"),
    (Number, "tall"),
    (Quantity, "tall og enhet"),
    (Phone, "telefonnummer"),
    (Prose, "tekst, gjerne flere linjer"),
)


def template(mtype: MessageType) -> str:
    """Return a commented values file that builds as it stands: required values given, the others after #."""
    standings = ", ".join(f"{v} = {code('7309', v).name}" for v in mtype.standings)
    incoming = mtype.direction is Direction.IN
    context = _CONTEXT.format(
        code=mtype.code,
        standings=standings,
        sender=_KOMMUNE if incoming else _HOSPITAL,
        receiver=_HOSPITAL if incoming else _KOMMUNE,
    )
    lines = [
        f"# {mtype.title} ({mtype.code}, PLO {mtype.version})",
        "# Verdiene heter det samme som i skjemaet. Fjern # foran de valgfrie du vil ha med.",
        "",
        *context.splitlines(),
        "",
        "[values]",
    ]
    plain = [each for each in mtype.fields() if not isinstance(each.kind, Rows)]
    for each in plain:
        lines += [_about(each), f"{'' if each.required else '# '}{each.name} = {_toml(each)}", ""]
    for each in mtype.fields():
        kind: object = each.kind
        if isinstance(kind, Rows):
            lines += [_about(each), f"# [[values.{each.name}]]"]
            lines += [f"# {inner.name} = {_toml(inner)}   {_about(inner)}" for inner in kind.fields]
            lines.append("")
    return "\n".join(lines)


def _about(field: Field[object]) -> str:
    kind: object = field.kind
    need = "må fylles ut" if field.required else "valgfritt"
    form = next((words for known, words in _FORMS if isinstance(kind, known)), "tekst")
    if isinstance(kind, Choice | CodeSystem):
        listed = kind.options()
        form = "; ".join(f"{option.value} = {option.name}" for option in listed)
    elif isinstance(kind, Sentence):
        form = "; ".join(f"{number} = {text}" for number, text in enumerate(kind.options, start=1))
    hint = f" {field.hint}." if field.hint else ""
    return f"# {field.label} ({need}): {form}.{hint}"


def _toml(field: Field[object]) -> str:
    kind: object = field.kind
    plain = field.kind.to_plain(field.kind.sample())
    if isinstance(kind, Day | Number):
        return str(plain)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, int):
        return str(plain)
    text = str(plain).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def load_values(mtype: MessageType, toml_text: str) -> ComposeValues:
    """Return what a values file says. Field values stand in [values] or at the top of the file.

    Raises ValuesError that names each key at fault and the next step.
    """
    try:
        whole: dict[str, object] = dict(tomllib.loads(toml_text))
    except tomllib.TOMLDecodeError as wrong:
        said = f"Filen er ikke gyldig TOML: {wrong}. Rett linjen og prøv igjen."
        raise ValuesError((Problem("TOML", said),)) from None
    context = _Table("message", whole.pop("message", {}))
    given = _Table("values", whole.pop("values", {}))
    problems = [*given.problems]
    content = Content()
    try:
        content = from_plain(mtype, {**whole, **given.values})
    except ValuesError as wrong:
        problems += wrong.problems
    found = _context(mtype, context, content)
    problems += context.all_problems()
    if problems:
        raise ValuesError(tuple(problems))
    return found


class _Table:
    """A table of the file that notes what is wrong while it is read."""

    def __init__(self, name: str, plain: object) -> None:
        self.name = name
        self.values: dict[str, object] = {}
        self.problems: list[Problem] = []
        self._below: list[_Table] = []
        if isinstance(plain, Mapping):
            self.values = {str(key): value for key, value in plain.items()}
        else:
            self.fault("", "skal være en tabell")

    def all_problems(self) -> Iterator[Problem]:
        yield from self.problems
        for table in self._below:
            yield from table.all_problems()

    def fault(self, key: str, said: str) -> None:
        path = f"{self.name}.{key}" if key else self.name
        self.problems.append(Problem("VERDI", f"«{path}» {said}.", path=path))

    def table(self, key: str) -> _Table:
        made = _Table(f"{self.name}.{key}", self.values.get(key, {}))
        self._below.append(made)
        return made

    def only(self, known: frozenset[str]) -> None:
        for key in self.values:
            if key not in known:
                self.fault(key, f"er ukjent. Nøklene her er {', '.join(sorted(known))}")

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.values.get(key, "")
        said = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if needed and not said:
            self.fault(key, "mangler. Skriv verdien som tekst")
        if wrong := LineText().fault(said):
            self.fault(key, f"kan ikke brukes. {wrong}".rstrip("."))
            return ""
        return said


def _context(mtype: MessageType, table: _Table, content: Content) -> ComposeValues:
    table.only(_CONTEXT_KEYS)
    kind = table.text("type")
    if kind and kind != mtype.code:
        table.fault("type", f"er {kind}, men meldingen som lages, er {mtype.code}. Velg riktig type")
    standing = table.text("standing") or Standing.NEW.value
    if standing not in mtype.standings:
        table.fault("standing", f"skal være en av {', '.join(mtype.standings)} for {mtype.title}")
    parent = table.text("parent")
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
    )


def _patient(table: _Table) -> Patient:
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


def _party(table: _Table) -> Organisation:
    table.only(_PARTY_KEYS)
    her = code("9051", "HER")
    service = Organisation(
        table.text("service_name", needed=True), (Identifier(table.text("service_her_id", needed=True), her),)
    )
    idents = (Identifier(table.text("her_id", needed=True), her),)
    return Organisation(table.text("name", needed=True), idents, service=service)
