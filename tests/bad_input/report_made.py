"""An Innleggelsesrapport to the ward with defaults, as text that a case can break in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace

MSG_ID = "0b5c7b5e-6d5e-4a53-9d5e-1f2a3b4c5d6e"
GENERATED = "2026-11-20T07:30:00"
NUMBER = (
    '<Ident><Id>13116900216</Id><TypeId V="FNR" S="2.16.578.1.12.4.1.1.8116" DN="Fødselsnummer"/></Ident>'
)
BORN_AND_SEX = '<DateOfBirth>1969-11-13</DateOfBirth><Sex V="2" DN="Kvinne"/>'
_HEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
REPORT_NAMESPACE = "http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01"


@dataclass(frozen=True, slots=True)
class Report:
    """The parts of the message that cases change; each is XML text put in as it stands."""

    declaration: str = '<?xml version="1.0" encoding="UTF-8"?>\n'
    before_root: str = ""
    root_attributes: str = ""
    type_code: str = "INNLEGGELSESRAPPORT"
    mig_version: str = "v1.2 2006-05-24"
    generated: str = f"<GenDate>{GENERATED}</GenDate>"
    msg_id: str = MSG_ID
    sender_her: str = "99387"
    sender_service_her: str = "5078"
    receiver_her: str = "59"
    receiver_service_her: str = "90998"
    names: str = "<FamilyName>Danser</FamilyName><GivenName>Line</GivenName>"
    born: str = BORN_AND_SEX
    number: str = NUMBER
    second_patient: str = ""
    standing: str = '<Forsendelsesstatus V="N" DN="Ny"/>'
    heading: str = '<epj2:Overskriftskode V="8" DN="Sykepleiesammenfatning" S="2.16.578.1.12.4.1.1.9141"/>'
    note: str = "Går med krykker."
    more_payload: str = ""
    report_namespace: str = REPORT_NAMESPACE
    after_document: str = ""
    after_root: str = ""

    def text(self) -> str:
        """Return the document as text."""
        sender = _organisation(
            "Alvdal Kommune", self.sender_her, "Sykepleietjeneste", self.sender_service_her
        )
        receiver = _organisation("ST OLAVS HOSPITAL HF", self.receiver_her, "Post", self.receiver_service_her)
        return f"""{self.declaration}{self.before_root}<MsgHead xmlns="{_HEAD}"{self.root_attributes}>
 <MsgInfo>
  <Type V="{self.type_code}" DN="Innleggelsesrapport"/>
  <MIGversion>{self.mig_version}</MIGversion>
  {self.generated}
  <MsgId>{self.msg_id}</MsgId>
  <Sender>{sender}</Sender>
  <Receiver>{receiver}</Receiver>
  <Patient>{self.names}{self.born}{self.number}</Patient>{self.second_patient}
 </MsgInfo>
 <Document><RefDoc><IssueDate V="{GENERATED}"/><MsgType V="XML" DN="XML-instans"/><Content>
  <p7:Innleggelsesrapport xmlns:p7="{self.report_namespace}"
    xmlns="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01"
    xmlns:epj2="http://www.kith.no/xmlstds/epj/epj2/2008-02-20">
   <InformasjonOmForsendelsen>{self.standing}</InformasjonOmForsendelsen>
   <Sykepleierdokumentasjon><InfoFraSykepleier><epj2:Journaltekst>{self.heading}<epj2:Notat>{self.note}</epj2:Notat>
   </epj2:Journaltekst></InfoFraSykepleier></Sykepleierdokumentasjon>{self.more_payload}
  </p7:Innleggelsesrapport>
 </Content></RefDoc></Document>{self.after_document}
</MsgHead>{self.after_root}"""

    def bytes(self, encoding: str = "utf-8") -> bytes:
        """Return the document in an encoding."""
        return self.text().encode(encoding)

    def having(self, **changed: str) -> Report:
        """Return the report with parts changed."""
        return replace(self, **changed)


def _organisation(name: str, her: str, service: str, service_her: str) -> str:
    return (
        f"<Organisation><OrganisationName>{name}</OrganisationName>{_her(her)}"
        f"<Organisation><OrganisationName>{service}</OrganisationName>{_her(service_her)}"
        "</Organisation></Organisation>"
    )


def _her(her_id: str) -> str:
    return f'<Ident><Id>{her_id}</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>'
