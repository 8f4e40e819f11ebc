"""Messages as plain data: drafts in JSON, and the values file of `compose` with its commented template."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.codebook import code, codes_of, set_name
from plo_desktop.messages.kinds import (
    Choice,
    CodeSystem,
    Day,
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
from plo_desktop.messages.spec import Content, Direction, Family, Field, MessageType, Problem
from plo_desktop.messages.values_context import ComposeValues, Table, read_context

__all__ = ["ComposeValues", "ValuesError", "from_plain", "load_values", "template", "to_plain"]


class ValuesError(UserError):
    """A values file or draft that cannot be understood; `problems` names each key and what to do."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        text = " ".join(problem.message for problem in problems)
        super().__init__("VERDIER", text, "Rett verdiene og prøv igjen.", ExitCode.DATA)
        self.problems = problems


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
{version}{parent}
# conversation = ""         # MsgId til den første meldingen i samtalen. Utelatt: samme som parent
{reason}# msg_id = ""               # UUID. Utelatt: lages ny
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
_EXAMPLE_ID = "13a5da20-05c6-11e8-8f1a-0800200c9a66"
_QUESTION = """\
[message.question]          # forespørselen som det svares på
kind = "8"                  # {kinds}
# set = "{suffix}"              # hvem som spør: 9152 kommune, 9153 fastlege, 9154 sykehus
text = "Når regner dere med utskrivning?"
# msg_id = ""               # MsgId til forespørselen"""
_COPIES = """\
[[message.copies]]          # kopimottaker, en slik tabell for hver
name = "Kattskinnet legesenter"
her_id = "91096"            # org_number kan føyes til
doctor_given = "August"     # en lege; en tjeneste har service_name og service_her_id i stedet
doctor_family = "September"
doctor_her_id = "91100\""""
_ATTACHMENTS = """\
[[message.attachments]]     # vedlegg: PDF, JPEG eller PNG, en slik tabell for hvert
file = "epikrise.pdf"       # regnet fra mappen der denne filen ligger
description = "Epikrise\""""
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
    lines = [
        f"# {mtype.title} ({mtype.code}, {'dialog' if _dialogue(mtype) else 'PLO'} {mtype.version})",
        "# Verdiene heter det samme som i skjemaet. Fjern # foran de valgfrie du vil ha med.",
        "",
        *_context(mtype).splitlines(),
        "",
        "[values]",
    ]
    for each in mtype.sent_fields():
        if not isinstance(each.kind, Rows):
            lines += [_about(each), f"{'' if each.required else '# '}{each.name} = {_toml(each)}", ""]
    for each in mtype.sent_fields():
        kind: object = each.kind
        if isinstance(kind, Rows):
            row = "" if each.required else "# "
            lines += [_about(each), f"{row}[[values.{each.name}]]"]
            # A row must say something: of one whose fields are all optional the first is given.
            given = [inner for inner in kind.fields if inner.required] or list(kind.fields[:1])
            for inner in kind.fields:
                mark = "" if each.required and inner in given else "# "
                lines.append(f"{mark}{inner.name} = {_toml(inner)}   {_about(inner)}")
            lines.append("")
    return "\n".join(lines)


def _dialogue(mtype: MessageType) -> bool:
    return mtype.family is Family.DIALOG


def _context(mtype: MessageType) -> str:
    """Return the envelope's part; what the type cannot have is not offered."""
    incoming = mtype.direction is Direction.IN
    others = ", ".join(mtype.also_sent)
    about = "MsgId til meldingen som endres, kanselleres eller besvares"
    parts = [
        _CONTEXT.format(
            code=mtype.code,
            standings=", ".join(f"{v} = {code('7309', v).name}" for v in mtype.standings),
            version=f'# version = "{mtype.version}"           # eller {others}\n' if others else "",
            parent=f'parent = "{_EXAMPLE_ID}"   # {about}'
            if mtype.answers
            else f'# parent = ""               # {about}',
            reason='# reason = ""               # hvorfor meldingen kanselleres (bare standing = "C")\n'
            if "C" in mtype.standings
            else "",
            sender=_KOMMUNE if incoming else _HOSPITAL,
            receiver=_HOSPITAL if incoming else _KOMMUNE,
        )
    ]
    suffix = "9154" if incoming else "9152"
    kinds = "; ".join(f"{value} = {name}" for value, name in codes_of(suffix).items())
    question = _QUESTION.format(kinds=f"{set_name(suffix)}: {kinds}", suffix=suffix)
    if mtype.repeats_question:
        parts.append(question)
    elif mtype.family is Family.FAG:
        parts.append(_commented(question))
    parts.append(_commented(_COPIES))
    if mtype.attachments:
        parts.append(_commented(_ATTACHMENTS))
    return "\n\n".join(part.rstrip() for part in parts)


def _commented(text: str) -> str:
    return "\n".join(line if line.startswith("#") else f"# {line}" for line in text.splitlines())


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
    plain = field.kind.to_plain(field.kind.sample())
    return str(plain) if isinstance(field.kind, Day | Number) else _toml_value(plain)


def _toml_value(plain: object) -> str:
    match plain:
        case bool():
            return "true" if plain else "false"
        case int():
            return str(plain)
        case list():
            return f"[{', '.join(_toml_value(each) for each in plain)}]"
        case dict():
            return "{ " + ", ".join(f"{key} = {_toml_value(value)}" for key, value in plain.items()) + " }"
        case _:
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
    context = Table("message", whole.pop("message", {}))
    given = Table("values", whole.pop("values", {}))
    problems = [*given.problems]
    content = Content()
    try:
        content = from_plain(mtype, {**whole, **given.values})
    except ValuesError as wrong:
        problems += wrong.problems
    found = read_context(mtype, context, content)
    problems += context.all_problems()
    if problems:
        raise ValuesError(tuple(problems))
    return found
