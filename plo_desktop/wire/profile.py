"""What the profiles demand beyond the schema; told to the reader, never a reason to refuse a message."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from plo_desktop.domain.codebook import name_of
from plo_desktop.messages.head import Head, Standing
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.wire.checking import path_of
from plo_desktop.wire.parties import child, children, text
from plo_desktop.wire.times import read_moment

# HIS 1149: type → event codes (9121) that must be there; True when the clock time is demanded too.
_EVENTS = {
    "LOG_INNLAGT": (("1", True),),
    "LOG_UTSKRIVNINGSKLAR": (("1", False), ("3", False)),
    "LOG_AVMELDING": (("4", False),),
    "LOG_UTSKREVET": (("2", False),),
    "LOG_DOD": (("13", False),),
}
_DECIDED = ("LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING")


def profile_problems(head: Head, payload: etree._Element) -> tuple[Problem, ...]:
    """Return what is missing by HIS 1144, 1149, 1151, 1152 and HITS 1174, 1218, each as a warning.

    A cancellation repeats only what identifies the message, so its content is not judged.
    """
    found = list(_reference(head))
    if head.standing != Standing.CANCEL:
        if head.type_code.startswith("DIALOG_"):
            found.extend(_dialogue(head, payload))
        elif head.version in ("1.5", "1.6"):
            found.extend(_events(head, payload))
            found.extend(_contact(payload))
            if head.type_code == "HELSEOPPL_SOKNAD" and head.version == "1.6":
                found.extend(_first_notice(payload))
    return tuple(found)


def _warn(code: str, message: str, at: etree._Element | None = None) -> Problem:
    return Problem(code, message, Severity.WARNING, path=path_of(at) if at is not None else "")


def _reference(head: Head) -> Iterator[Problem]:
    linked = bool(head.parent)
    if head.standing in (Standing.CHANGE, Standing.CANCEL) and not linked:
        said = "Meldingen endrer eller kansellerer en annen, men sier ikke hvilken (ConversationRef mangler)."
        yield _warn("REFERANSE_MANGLER", said)
    elif head.type_code in ("DIALOG_AVVIK", "DIALOG_SVAR") and not linked:
        said = "Meldingen svarer på en annen, men sier ikke hvilken (ConversationRef mangler)."
        yield _warn("REFERANSE_MANGLER", said)


def _event_codes(payload: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for event in payload.iter("{*}TidsfestetHendelse"):
        found = child(event, "Hendelsekode")
        yield event, found.get("V", "").strip() if found is not None else ""


def _time(event: etree._Element) -> str:
    """1.6 writes the time in @V, 2.0 as text."""
    moment = child(event, "TidspunktForHendelse")
    return (moment.get("V", "") or moment.text or "").strip() if moment is not None else ""


def _events(head: Head, payload: etree._Element) -> Iterator[Problem]:
    events = list(_event_codes(payload))
    for wanted, with_clock in _EVENTS.get(head.type_code, ()):
        event = next((e for e, value in events if value == wanted), None)
        label = name_of("9121", wanted)
        if event is None:
            yield _warn("PROFIL_HENDELSE", f"Hendelsen «{label}» mangler i meldingen.", payload)
        elif with_clock and read_moment(_time(event)) is None:
            yield _warn("PROFIL_TIDSPUNKT", f"«{label}» skal ha både dato og klokkeslett.", event)
        elif not _time(event):
            yield _warn("PROFIL_TIDSPUNKT", f"«{label}» mangler dato.", event)
    if head.type_code in _DECIDED:
        deciders = (child(each, "AnsvarligRapport") for each in payload.iter("{*}AnsvarForRapport"))
        if not any(text(each, "FamilyName") for each in deciders):
            yield _warn("PROFIL_BESLUTTET_AV", "Navnet på den som tok beslutningen, mangler.", payload)


def _phone(element: etree._Element) -> bool:
    addresses = (child(each, "TeleAddress") for each in children(element, "TeleCom"))
    return any(a is not None and a.get("V", "").strip() not in ("", "tel:") for a in addresses)


def _contact(payload: etree._Element) -> Iterator[Problem]:
    units = [child(each, "Kontaktenhet") for each in payload.iter("{*}TilknyttetEnhet")]
    people = [child(each, "AnsvarligRapport") for each in payload.iter("{*}AnsvarForRapport")]
    people += [child(each, "Kontaktperson") for each in payload.iter("{*}KontaktpersonHelsepersonell")]
    named = [e for e in units if e is not None and text(e, "OrganisationName")]
    named += [e for e in people if e is not None and text(e, "FamilyName")]
    if not named:
        yield _warn("PROFIL_KONTAKT", "Meldingen sier ikke hvem som kan kontaktes.", payload)
    elif not any(_phone(e) for e in named):
        yield _warn("PROFIL_TELEFON", "Kontakten i meldingen har ikke noe telefonnummer.", named[0])


def _first_notice(payload: etree._Element) -> Iterator[Problem]:
    headings = {
        (code.get("S", "").rpartition(".")[2].strip(), code.get("V", "").strip())
        for code in payload.iter("{*}Overskriftskode")
    }
    for value in ("1", "2"):
        if ("9145", value) not in headings:
            yield _warn("PROFIL_INNHOLD", f"«{name_of('9145', value)}» mangler i meldingen.", payload)
    expected = [e for e, value in _event_codes(payload) if value in ("3", "5") and _time(e)]
    if not expected:
        said = "Forventet utskrivningsklar dato mangler i meldingen."
        yield _warn("PROFIL_HENDELSE", said, payload)


def _dialogue(head: Head, payload: etree._Element) -> Iterator[Problem]:
    for note in payload.iter("{*}Notat"):
        if not text(note, "TekstNotatInnhold"):
            yield _warn("PROFIL_TEKST", "Meldingen har ingen tekst.", note)
    if head.type_code == "DIALOG_FORESPORSEL":
        for question in payload.iter("{*}Foresporsel"):
            kind = child(question, "TypeForesp")
            if kind is not None and kind.get("V", "").strip() == "99" and not text(question, "Sporsmal"):
                said = "Forespørselen gjelder «Annen henvendelse», men har ikke noe spørsmål."
                yield _warn("PROFIL_TEKST", said, question)
