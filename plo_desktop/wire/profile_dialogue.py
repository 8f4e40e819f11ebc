"""What the profiles of the dialogue demand beyond the schema: reference, question, text and contact."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from plo_desktop.domain.codebook import suffix_of
from plo_desktop.messages.head import Head
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.wire.checking import path_of
from plo_desktop.wire.parties import child, children, text

# HIS 1151, 1152, 1077: type → code set and values of its theme; no values means any of the set.
_THEMES = {
    "DIALOG_SVAR": ("9069", ("5",)),
    "DIALOG_AVVIK": ("8117", ()),
    "DIALOG_HELSEFAGLIG": ("7322", ("6",)),
}
_QUESTIONS = ("9152", "9153", "9154")
_OTHER, _WANTED, _ANSWER_ON_READY = "99", "24", ("9155", "1")


HEAD_PATH = "MsgHead/MsgInfo"


def warning(code: str, message: str, at: etree._Element | None = None) -> Problem:
    """Return something that the reader is told and that never stops a message; without place, of the head."""
    return Problem(code, message, Severity.WARNING, path=HEAD_PATH if at is None else path_of(at))


def value_of(element: etree._Element | None) -> str:
    """Return @V, empty when the element is absent."""
    return element.get("V", "").strip() if element is not None else ""


def says_something(element: etree._Element | None) -> bool:
    """Tell whether a coded element has a value or words; an empty one is valid by the schema."""
    return element is not None and any(element.get(name, "").strip() for name in ("V", "DN", "OT"))


def dialogue_problems(head: Head, payload: etree._Element) -> Iterator[Problem]:
    """Yield what a dialogue lacks by HIS 1151 (avvik), 1152 (question and answer) and 1077."""
    notes = children(payload, "Notat")
    yield from _reference(head, notes)
    for note in notes:
        yield from _note(head, note)
    for question in children(payload, "Foresporsel"):
        yield from _question(question)
    for role in payload.iter("{*}RollerRelatertNotat"):
        if not (says_something(child(role, "RolleNotat")) or says_something(child(role, "RoleToPatient"))):
            said = "En kontaktperson er nevnt uten rolle i notatet eller overfor pasienten."
            yield warning("PROFIL_ROLLE", said, role)


def _reference(head: Head, notes: list[etree._Element]) -> Iterator[Problem]:
    if head.parent:
        return
    themes = [child(note, "TemaKodet") for note in notes]
    on_ready = any(
        (suffix_of(each.get("S", "").strip()), value_of(each)) == _ANSWER_ON_READY
        for each in themes
        if each is not None
    )
    if head.type_code in ("DIALOG_AVVIK", "DIALOG_SVAR") or on_ready:
        said = "Meldingen svarer på en annen, men sier ikke hvilken (ConversationRef mangler)."
        yield warning("REFERANSE_MANGLER", said)
    if head.type_code == "DIALOG_HELSEFAGLIG":
        for note in notes:
            wanted = (r for r in children(note, "RollerRelatertNotat") if _is_wanted(r))
            people = [child(each, "HealthcareProfessional") for each in wanted]
            if not any(says_something(child(each, "TypeHealthcareProfessional")) for each in people):
                said = "Meldingen sier ikke hvilket yrke hos mottakeren som ønskes som kontakt."
                yield warning("PROFIL_ONSKET_KONTAKT", said, note)


def _is_wanted(role: etree._Element) -> bool:
    return value_of(child(role, "RoleToPatient")) == _WANTED


def _note(head: Head, note: etree._Element) -> Iterator[Problem]:
    theme = child(note, "TemaKodet")
    suffix, values = _THEMES.get(head.type_code, ("", ()))
    if not says_something(theme):
        yield warning("PROFIL_TEMA", "Meldingen sier ikke hva den gjelder (TemaKodet er tomt).", note)
    elif theme is not None and suffix:
        system = suffix_of(theme.get("S", "").strip())
        if system != suffix or (values and value_of(theme) not in values):
            label = theme.get("DN", "").strip() or value_of(theme)
            said = f"Temaet «{label}» er ikke vanlig for denne typen melding."
            yield warning("PROFIL_TEMA", said, theme)
    if not text(note, "TekstNotatInnhold"):
        yield warning("PROFIL_TEKST", "Meldingen har ingen tekst.", note)
    if head.type_code == "DIALOG_HELSEFAGLIG" and not text(note, "Tema"):
        yield warning("PROFIL_EMNE", "Meldingen har ikke noe emne.", note)
    if head.type_code == "DIALOG_SVAR":
        asked = child(note, "Foresporsel")
        if asked is None:
            yield warning("PROFIL_SPORSMAL", "Svaret gjentar ikke forespørselen.", note)
        elif not says_something(child(asked, "TypeForesp")):
            yield warning("PROFIL_SPORSMAL", "Svaret sier ikke hva forespørselen gjaldt.", asked)


def _question(question: etree._Element) -> Iterator[Problem]:
    kind = child(question, "TypeForesp")
    if not says_something(kind):
        yield warning("PROFIL_FORESPORSEL", "Forespørselen sier ikke hva den gjelder.", question)
    elif kind is not None and suffix_of(kind.get("S", "").strip()) not in _QUESTIONS:
        label = kind.get("DN", "").strip() or value_of(kind)
        said = f"Forespørselen gjelder «{label}», som ikke er blant de avtalte. Les teksten."
        yield warning("PROFIL_FORESPORSEL", said, kind)
    if value_of(kind) == _OTHER and not text(question, "Sporsmal"):
        said = "Forespørselen gjelder «Annen henvendelse», men har ikke noe spørsmål."
        yield warning("PROFIL_TEKST", said, question)
