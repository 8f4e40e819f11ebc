"""The kinds of value that are text: lines, names, numbers that people dial or are known by, and prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plo_desktop.messages.kind import Kind

# What XML 1.0 cannot carry: a value with one of these would make a document nobody can read.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_PROSE = 100_000


def control_fault(text: str) -> str:
    """Return a sentence when the text holds a character that XML cannot carry, else an empty string."""
    found = _FORBIDDEN.search(text)
    if found is None:
        return ""
    return f"Teksten har et usynlig kontrolltegn på plass {found.start() + 1}. Slett tegnet og skriv på nytt."


def _text(plain: object) -> str:
    if isinstance(plain, str):
        return plain.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return str(plain)
    raise ValueError("Verdien skal være tekst. Sett den i anførselstegn.")


@dataclass(frozen=True, slots=True)
class LineText(Kind[str]):
    """One line of text, at most `longest` characters; `example` is what a template shows."""

    longest: int = 200
    example: str = ""

    def fault(self, value: str) -> str:
        if "\n" in value or "\r" in value:
            return "Teksten skal stå på én linje. Fjern linjeskiftet."
        if len(value) > self.longest:
            over = len(value) - self.longest
            return f"Teksten er {over} tegn for lang (høyst {self.longest}). Kort den ned."
        return control_fault(value)

    def words(self, value: str) -> str:
        return value

    def to_plain(self, value: str) -> object:
        return value

    def from_plain(self, plain: object) -> str:
        return _text(plain)

    def sample(self) -> str:
        return (self.example or "Ortopedisk sengepost Øya")[: self.longest]


@dataclass(frozen=True, slots=True)
class PersonName(LineText):
    """A person's whole name, given names first ("Anna Berg Ås") or "Etternavn, Fornavn".

    `both`: family and given name are demanded, as for health personnel.
    """

    both: bool = True

    def fault(self, value: str) -> str:
        family, given = split_name(value)
        if self.both and not (family and given):
            return "Skriv både fornavn og etternavn."
        return LineText.fault(self, value)

    def sample(self) -> str:
        return "Gunn Omsorg"[: self.longest]


def split_name(name: str) -> tuple[str, str]:
    """Return (family, given). The last word is the family name, unless a comma says otherwise."""
    before, comma, after = name.partition(",")
    if comma:
        return " ".join(before.split()), " ".join(after.split())
    words = name.split()
    return (words[-1], " ".join(words[:-1])) if words else ("", "")


def join_name(family: str, given: str) -> str:
    """Return the name that `split_name` takes apart into exactly these parts."""
    family, given = " ".join(family.split()), " ".join(given.split())
    if " " in family or "," in family:
        return f"{family}, {given}"
    return f"{given} {family}".strip()


@dataclass(frozen=True, slots=True)
class Hpr(LineText):
    """A number in the register of health personnel: digits only."""

    longest: int = 9

    def fault(self, value: str) -> str:
        if not re.fullmatch(r"[0-9]{1,9}", value):
            return "HPR-nummeret skal ha 1 til 9 sifre. Rett nummeret."
        return ""

    def sample(self) -> str:
        return "9144889"


@dataclass(frozen=True, slots=True)
class Sentence(LineText):
    """One of a few agreed sentences, sent as it stands; a person may name it by its number ("1")."""

    longest: int = 200
    options: tuple[str, ...] = ()

    def fault(self, value: str) -> str:
        if value not in self.options:
            return f"Valget «{value}» finnes ikke i listen. Velg på nytt."
        return ""

    def from_plain(self, plain: object) -> str:
        said = _text(plain).strip()
        numbered = {str(number): text for number, text in enumerate(self.options, start=1)}
        return numbered.get(said, said)

    def sample(self) -> str:
        return self.options[0]


@dataclass(frozen=True, slots=True)
class Prose(Kind[str]):
    """Free text with line breaks; `lines` is how many the editor shows at first."""

    lines: int = 3

    def fault(self, value: str) -> str:
        if len(value) > _LONGEST_PROSE:
            return f"Teksten er for lang (høyst {_LONGEST_PROSE} tegn). Kort den ned."
        return control_fault(value)

    def words(self, value: str) -> str:
        return value

    def to_plain(self, value: str) -> object:
        return value

    def from_plain(self, plain: object) -> str:
        return _text(plain)

    def sample(self) -> str:
        return "Oppegående med rullator.\nTrenger hjelp til personlig hygiene."


@dataclass(frozen=True, slots=True)
class Phone(Kind[str]):
    """A phone number as it is dialled; `tel:` belongs to the wire."""

    def fault(self, value: str) -> str:
        if not re.fullmatch(r"\+?[0-9 ]+", value) or not 3 <= sum(c.isdigit() for c in value) <= 15:
            return "Telefonnummeret skal ha 3 til 15 sifre, gjerne med + foran. Rett nummeret."
        return ""

    def words(self, value: str) -> str:
        return value

    def to_plain(self, value: str) -> object:
        return value

    def from_plain(self, plain: object) -> str:
        return _text(plain).removeprefix("tel:").strip()

    def sample(self) -> str:
        return "73555555"
