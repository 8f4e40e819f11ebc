"""What the profiles demand beyond the schema; told to the reader, never a reason to refuse a message."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from plo_desktop.domain.codebook import name_of
from plo_desktop.messages.head import Head, Standing
from plo_desktop.messages.spec import Problem
from plo_desktop.wire.parties import child, children, text
from plo_desktop.wire.profile_dialogue import dialogue_problems, says_something, value_of, warning
from plo_desktop.wire.times import read_moment

# HIS 1149: type → event codes (9121) that must be there; True when the clock time is demanded too.
_EVENTS = {
    "LOG_INNLAGT": (("1", True),),
    "LOG_UTSKRIVNINGSKLAR": (("1", False), ("3", False)),
    "LOG_AVMELDING": (("4", False),),
    "LOG_UTSKREVET": (("2", False),),
    "LOG_DOD": (("13", False),),
}
# What may stand beside them: the 1.5 test asks for all three dates of an Avmelding.
_FURTHER = {"LOG_AVMELDING": ("1", "3"), "LOG_UTSKRIVNINGSKLAR": ("5",)}
_DECIDED = ("LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING")
# Reports → what kind of content they must name: element, code set and the values that belong to the type.
_KINDS = {
    "HELSEOPPL_SOKNAD": ("TypeInnhold", "9140", ("1", "2")),
    "UTSKRIVNINGSRAPPORT": ("TypeInnhold", "9139", ("11", "12")),
    "HELSEOPPLYSNINGER_LEGE": ("TypeInnholdKonsultasjon", "9137", ("2", "3")),
}
_STATUSES = {
    **dict.fromkeys(("INNLEGGELSESRAPPORT", "HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT"), "NMCO"),
    **dict.fromkeys(_EVENTS, "NC"),
    **dict.fromkeys(
        ("HELSEOPPLYSNINGER_LEGE", "MEDISINSKE_OPPLYSNINGER", "ORIENTERING_TJENESTETILBUD"), "NC"
    ),
}


def profile_problems(head: Head, payload: etree._Element) -> tuple[Problem, ...]:
    """Return what is missing by HIS 1143, 1144, 1148, 1149, 1151, 1152, 1077 and HITS 1174, 1218.

    Each is a warning: questionable content is no ground for rejection (HITS 1168). A cancellation repeats
    only what identifies the message, so its content is not judged.
    """
    found = list(_reference(head))
    if head.type_code.startswith("DIALOG_"):
        found.extend(dialogue_problems(head, payload))
        return tuple(found)
    found.extend(_status(head, payload))
    if head.standing != Standing.CANCEL and head.version in ("1.5", "1.6"):
        found.extend(_events(head, payload))
        found.extend(_contact(payload))
        found.extend(_answer(head, payload))
        found.extend(_kind(head, payload))
        if head.type_code == "HELSEOPPL_SOKNAD" and head.version == "1.6":
            found.extend(_first_notice(payload))
        if head.type_code == "LOG_UTSKREVET":
            found.extend(_whereto(payload))
        if head.type_code == "ORIENTERING_TJENESTETILBUD":
            found.extend(_services(payload))
    return tuple(found)


def _reference(head: Head) -> Iterator[Problem]:
    if head.standing in (Standing.CHANGE, Standing.CANCEL) and not head.parent:
        said = "Meldingen endrer eller kansellerer en annen, men sier ikke hvilken (ConversationRef mangler)."
        yield warning("REFERANSE_MANGLER", said)


def _status(head: Head, payload: etree._Element) -> Iterator[Problem]:
    """HISD 1154: a status that nobody knows, or that the type does not have, is shown, never refused."""
    known = _STATUSES.get(head.type_code, "NMCO")
    if head.standing in known:
        return
    name = name_of("7309", head.standing)
    status = f"{head.standing} ({name})" if name else head.standing
    if head.standing in "NMCO":
        said = f"Meldingen har status {status}, som denne typen ikke skal ha. Se hva avsenderen mener."
    else:
        said = f"Meldingen har status {status}, som ikke er i bruk. Se hva avsenderen mener."
    yield warning("PROFIL_STATUS", said, next(payload.iter("{*}Forsendelsesstatus"), None))


def _event_codes(payload: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for event in payload.iter("{*}TidsfestetHendelse"):
        yield event, value_of(child(event, "Hendelsekode"))


def _time(event: etree._Element) -> str:
    """1.6 writes the time in @V, 2.0 as text."""
    moment = child(event, "TidspunktForHendelse")
    return (moment.get("V", "") or moment.text or "").strip() if moment is not None else ""


def _events(head: Head, payload: etree._Element) -> Iterator[Problem]:
    demanded = _EVENTS.get(head.type_code, ())
    if not demanded:
        return
    events = list(_event_codes(payload))
    for wanted, with_clock in demanded:
        of_code = [event for event, value in events if value == wanted]
        label = name_of("9121", wanted)
        if not of_code:
            yield warning("PROFIL_HENDELSE", f"Hendelsen «{label}» mangler i meldingen.", payload)
            continue
        event = of_code[0]
        if with_clock and read_moment(_time(event)) is None:
            yield warning("PROFIL_TIDSPUNKT", f"«{label}» skal ha både dato og klokkeslett.", event)
        elif not _time(event):
            yield warning("PROFIL_TIDSPUNKT", f"«{label}» mangler dato.", event)
        if len(of_code) > 1:
            said = f"Hendelsen «{label}» står {len(of_code)} ganger. Se hvilken som gjelder."
            yield warning("PROFIL_HENDELSE", said, of_code[1])
    usual = {*(wanted for wanted, _ in demanded), *_FURTHER.get(head.type_code, ())}
    for event, value in events:
        if not value and not text(event, "BeskrivelseAvHendelse"):
            said = "En hendelse sier bare når den var, ikke hva som hendte."
            yield warning("PROFIL_HENDELSE", said, event)
        elif value and value not in usual:
            label = name_of("9121", value) or value
            yield warning("PROFIL_HENDELSE", f"Hendelsen «{label}» hører ikke til i denne meldingen.", event)
    if head.type_code in _DECIDED:
        deciders = (child(each, "AnsvarligRapport") for each in payload.iter("{*}AnsvarForRapport"))
        if not any(text(each, "FamilyName") for each in deciders):
            yield warning("PROFIL_BESLUTTET_AV", "Navnet på den som tok beslutningen, mangler.", payload)


def _whereto(payload: etree._Element) -> Iterator[Problem]:
    for place in payload.iter("{*}UtskrevetTil"):
        if not says_something(child(place, "UtTil")):
            yield warning(
                "PROFIL_UTSKREVET_TIL", "Meldingen sier ikke hvor pasienten er utskrevet til.", place
            )


def _kind(head: Head, payload: etree._Element) -> Iterator[Problem]:
    """What a report contains is told by a code of its own; 1.5 has none in Helseopplysninger."""
    local, suffix, values = _KINDS.get(head.type_code, ("", "", ()))
    for element in payload.iter(f"{{*}}{local}") if local else ():
        value = value_of(element)
        if value not in values:
            label = element.get("DN", "").strip() or name_of(suffix, value) or value or "tom"
            said = f"Meldingens innhold er kalt «{label}», som ikke er vanlig for denne typen."
            yield warning("PROFIL_TYPE_INNHOLD", said, element)


def _answer(head: Head, payload: etree._Element) -> Iterator[Problem]:
    """HIS 1152: an answer repeats its question and points at it, also when it is a PLO message."""
    sending = child(payload, "InformasjonOmForsendelsen")
    if sending is None:
        return
    answers = text(sending, "SvarPaaForesporsel") in ("true", "1")
    asked = child(sending, "Foresporsel")
    if answers and asked is None:
        yield warning("PROFIL_SPORSMAL", "Meldingen er et svar, men gjentar ikke forespørselen.", sending)
    if (answers or asked is not None) and not head.parent:
        said = "Meldingen er et svar, men sier ikke på hvilken forespørsel (ConversationRef mangler)."
        yield warning("REFERANSE_MANGLER", said)


def _services(payload: etree._Element) -> Iterator[Problem]:
    for service in payload.iter("{*}EksisterendeTjeneste"):
        if not says_something(child(service, "IPLOStjenestetype")) and not text(
            service, "BetegnelseTjeneste"
        ):
            yield warning("PROFIL_TJENESTE", "En tjeneste har verken type eller navn.", service)


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
        yield warning("PROFIL_KONTAKT", "Meldingen sier ikke hvem som kan kontaktes.", payload)
    elif not any(_phone(e) for e in named):
        yield warning("PROFIL_TELEFON", "Kontakten i meldingen har ikke noe telefonnummer.", named[0])


def _first_notice(payload: etree._Element) -> Iterator[Problem]:
    headings = {
        (code.get("S", "").rpartition(".")[2].strip(), code.get("V", "").strip())
        for code in payload.iter("{*}Overskriftskode")
    }
    for value in ("1", "2"):
        if ("9145", value) not in headings:
            yield warning("PROFIL_INNHOLD", f"«{name_of('9145', value)}» mangler i meldingen.", payload)
    expected = [e for e, value in _event_codes(payload) if value in ("3", "5") and _time(e)]
    if not expected:
        said = "Forventet utskrivningsklar dato mangler i meldingen."
        yield warning("PROFIL_HENDELSE", said, payload)
