"""Our own small, valid messages, put together from parts; the people are the official test patients."""

from __future__ import annotations

MH = "http://www.kith.no/xmlstds/msghead/2006-05-24"
PO16 = "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01"
FK1 = "http://www.kith.no/xmlstds/felleskomponent1"
DIALOG = "http://www.kith.no/xmlstds/dialog/2006-10-11"
OID = "2.16.578.1.12.4.1.1."


def ident(her_id: str) -> str:
    """Return a HER-id."""
    return f'<Ident><Id>{her_id}</Id><TypeId V="HER" S="{OID}9051" DN="HER-id"/></Ident>'


def organisation(name: str, her_id: str, service: str, service_id: str) -> str:
    """Return an entity with its service."""
    below = f"<Organisation><OrganisationName>{service}</OrganisationName>{ident(service_id)}</Organisation>"
    return f"<Organisation><OrganisationName>{name}</OrganisationName>{ident(her_id)}{below}</Organisation>"


HOSPITAL = organisation("ST OLAVS HOSPITAL HF", "59", "Ortopedisk kirurgi", "90998")
KOMMUNE = organisation("Alvdal Kommune", "99387", "Sykepleietjeneste", "5078")
LINE_DANSER = (
    "<Patient><FamilyName>Danser</FamilyName><GivenName>Line</GivenName><DateOfBirth>1969-11-13</DateOfBirth>"
    f'<Sex V="2" DN="Kvinne"/><Ident><Id>13116900216</Id><TypeId V="FNR" S="{OID}8116" DN="Fødselsnummer"/>'
    "</Ident></Patient>"
)


def message(
    payload: str,
    code: str = "LOG_INNLAGT",
    name: str = "Melding om innlagt pasient",
    *,
    after_id: str = "",
    copies: str = "",
    documents: str = "",
    patient: str = LINE_DANSER,
    generated: str = "2026-01-12T10:15:00",
) -> bytes:
    """Return a whole MsgHead around a payload."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<MsgHead xmlns="{MH}"><MsgInfo><Type V="{code}" DN="{name}"/>'
        "<MIGversion>v1.2 2006-05-24</MIGversion>"
        f"<GenDate>{generated}</GenDate><MsgId>6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01</MsgId>{after_id}"
        f"<Sender>{HOSPITAL}</Sender><Receiver>{KOMMUNE}</Receiver>{copies}{patient}</MsgInfo>"
        '<Document><RefDoc><IssueDate V="2026-01-12T10:14:00"/><MsgType V="XML" DN="XML-instans"/>'
        f"<Content>{payload}</Content></RefDoc></Document>{documents}</MsgHead>"
    ).encode()


def event(code: str, name: str, moment: str, estimate: str = "false") -> str:
    """Return a timed event."""
    return (
        f'<TidsfestetHendelse><Hendelsekode V="{code}" S="{OID}9121" DN="{name}"/>'
        f'<TidspunktForHendelse V="{moment}"/><Anslag>{estimate}</Anslag></TidsfestetHendelse>'
    )


def logistics(inside: str, blocks: str = "") -> str:
    """Return a Pasientlogistikk of one kind."""
    return (
        f'<p1:Pasientlogistikk xmlns:p1="http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01"'
        f' xmlns="{PO16}" xmlns:fk1="{FK1}"><InformasjonOmForsendelsen><Forsendelsesstatus V="N" DN="Ny"/>'
        f"</InformasjonOmForsendelsen>{blocks}{inside}</p1:Pasientlogistikk>"
    )


CONTACT = (
    "<AnsvarForRapport><AnsvarligRapport>"
    '<fk1:TypeHealthcareProfessional V="SP" DN="Sykepleier"/>'
    f'<fk1:RoleToPatient V="21" S="{OID}9034" DN="Helsefaglig kontakt"/>'
    "<fk1:FamilyName>Omsorg</fk1:FamilyName><fk1:GivenName>Gunn</fk1:GivenName>"
    f'<fk1:Ident><fk1:Id>9876543</fk1:Id><fk1:TypeId V="HPR" S="{OID}8116" DN="HPR-nummer"/></fk1:Ident>'
    '<fk1:TeleCom><fk1:TeleAddress V="tel:73555556"/></fk1:TeleCom></AnsvarligRapport></AnsvarForRapport>'
)
_ADMISSION = event("1", "Pasient innlagt", "2026-01-12T09:40:00")
ADMITTED = message(logistics(f"<p1:MeldingInnlagtPasient>{_ADMISSION}</p1:MeldingInnlagtPasient>", CONTACT))


def dialogue(inside: str) -> str:
    """Return a Dialogmelding 1.0."""
    return f'<dia:Dialogmelding xmlns:dia="{DIALOG}" xmlns:fk1="{FK1}">{inside}</dia:Dialogmelding>'


REFERENCE = (
    "<ConversationRef><RefToParent>13a5da20-05c6-11e8-8f1a-0800200c9a66</RefToParent>"
    "<RefToConversation>13a5da20-05c6-11e8-8f1a-0800200c9a66</RefToConversation></ConversationRef>"
)
DEVIATION = message(
    dialogue(
        f'<dia:Notat><dia:TemaKodet V="1" S="{OID}8117" DN="Feil adressat"/>'
        "<dia:TekstNotatInnhold>Pasienten er ikke innlagt hos oss.</dia:TekstNotatInnhold></dia:Notat>"
    ),
    "DIALOG_AVVIK",
    "Tilbakemelding om feil i mottatt melding",
    after_id=REFERENCE,
)
QUESTION = message(
    dialogue(
        f'<dia:Foresporsel><dia:TypeForesp V="99" S="{OID}9154" DN="Annen henvendelse"/>'
        "<dia:Sporsmal>Når startet dere med sårstell?</dia:Sporsmal></dia:Foresporsel>"
    ),
    "DIALOG_FORESPORSEL",
    "Forespørsel",
)
ANSWER = message(
    dialogue(
        f'<dia:Notat><dia:TemaKodet V="5" S="{OID}9069" DN="Svar på forespørsel"/>'
        "<dia:TekstNotatInnhold>Planen er utskrivning torsdag.</dia:TekstNotatInnhold>"
        "<dia:DatoNotat>2026-01-12</dia:DatoNotat>"
        f'<dia:Foresporsel><dia:TypeForesp V="8" S="{OID}9152" DN="Status/plan for utskrivning"/>'
        "<dia:Sporsmal>Når regner dere med utskrivning?</dia:Sporsmal></dia:Foresporsel></dia:Notat>"
    ),
    "DIALOG_SVAR",
    "Svar på forespørsel",
    after_id=REFERENCE,
)


def apprec(version: str = "2012-02-15", status: str = '<Status V="2" DN="Avvist"/>') -> bytes:
    """Return a receipt of version 1.1, or with "2004-11-21" of 1.0."""
    mig = "v1.1 2012-02-15" if version == "2012-02-15" else "1.0 2004-11-21"
    return (
        f'<AppRec xmlns="http://www.kith.no/xmlstds/apprec/{version}">'
        '<MsgType V="APPREC" DN="Applikasjonskvittering"/>'
        f"<MIGversion>{mig}</MIGversion><SoftwareName>PLO-klient</SoftwareName><GenDate>2026-01-12T10:16:00</GenDate>"
        "<Id>6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d05</Id>"
        '<Sender><Role V="PRIM" DN="Primærmottaker"/><HCP><Inst><Name>ST OLAVS HOSPITAL HF</Name><Id>59</Id>'
        '<TypeId V="HER" DN="HER-id"/><Dept><Name>PLO innleggelse somatikk</Name><Id>91090</Id>'
        '<TypeId V="HER" DN="HER-id"/></Dept></Inst></HCP></Sender>'
        '<Receiver><Role V="AVS" DN="Avsender"/><HCP><Inst><Name>Alvdal Kommune</Name><Id>99387</Id>'
        '<TypeId V="HER" DN="HER-id"/></Inst></HCP></Receiver>'
        f'{status}<Error V="E36" S="{OID}8221" DN="Pasientopplysninger er utilstrekkelige"'
        ' OT="Navn uten gyldig identifikator"/><OriginalMsgId><MsgType V="INNLEGGELSESRAPPORT"'
        ' DN="Innleggelsesrapport"/><IssueDate>2018-01-30T15:34:47</IssueDate>'
        "<Id>13a5da20-05c6-11e8-8f1a-0800200c9a66</Id></OriginalMsgId></AppRec>"
    ).encode()


REFUSED_11 = apprec()
REFUSED_10 = apprec("2004-11-21")

SKELETONS: dict[str, bytes] = {
    "innlagt": ADMITTED,
    "avvik": DEVIATION,
    "forespørsel": QUESTION,
    "svar": ANSWER,
    "apprec 1.1": REFUSED_11,
    "apprec 1.0": REFUSED_10,
}
"""Messages of wire-format 22, by name."""
