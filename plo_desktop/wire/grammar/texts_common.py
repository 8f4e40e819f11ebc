"""What every message is built of, as grammar text: common types, persons, and the record parts of EPJ."""

from __future__ import annotations

KITH = r"""
namespace kith http://www.kith.no/xmlstds

attribute NULL : NMTOKEN one of NI / NA / UNK / NASK / ASKU / NAV / OTH / PINF / NINF

type BL
    @V ? boolean like true|false

simple ST : string

simple INT : integer

type REAL
    @V ? double

type TS
    @V ? union of dateTime date gYear gYearMonth time

type URL
    @V ? anyURI

attribute MT : token one of text/plain

attribute COMPN : token one of DF / GZ / ZL / Z

attribute ICA : token one of SHA-1 = SHA-1

attribute IC : base64Binary

attribute ENC : NMTOKEN one of B64 / TXT

abstract type base

element REF : kith:URL | Referanse

mixed type ED
    extends kith:base
    @kith:MT ?

mixed type TN
    extends kith:ED
    kith:REF                            ?
    @kith:COMPN ?
    @kith:IC ?
    @kith:ICA ?
    @kith:NULL ?

type CS
    @V ? token
    @DN ? string

type CV
    @V ? token
    @S ? kith:oid
    @DN ? string
    @OT ? string

simple oid : token like \d+(\.\d+)*

type PQ
    @V ? double
    @U ? token

type MO
    @V ? decimal
    @U ? token

type RTO
    NUM                                 ? integer         | Teller
    DENOM                               ? integer         | Nevner
"""
"""HIS 80117: coded values, times, quantities."""

FELLES = """
namespace fk1 http://www.kith.no/xmlstds/felleskomponent1

type Address
    Type                                ? kith:CS[3401]   | Type
    StreetAdr                           ? string          | Gateadresse
    PostalCode                          ? string          | Postnummer
    City                                ? string          | Poststed
    Postbox                             ? string          | Postboks
    County                              ? kith:CS[3402]   | Fylke eller kommune
    Country                             ? kith:CS[9043]   | Land

type TeleCom
    TypeTelecom                         ? kith:CS[9061]   | Type
    TeleAddress                         1 kith:URL        | Telefon

type Ident
    Id                                  1 string          | Identifikator
    TypeId                              1 kith:CV         | Type identifikator

type Person
    FamilyName                          ? string          | Etternavn
    MiddleName                          ? string          | Mellomnavn
    GivenName                           ? string          | Fornavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               * fk1:Ident       | Identifikator
    Address                             ? fk1:Address     | Adresse
    TeleCom                             * fk1:TeleCom     | Telefon

type HealthcareProfessional
    TypeHealthcareProfessional          ? kith:CS[9060]   | Yrke
    RoleToPatient                       ? kith:CV[9034]   | Rolle
    FamilyName                          ? string          | Etternavn
    MiddleName                          ? string          | Mellomnavn
    GivenName                           ? string          | Fornavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               + fk1:Ident       | Identifikator
    Address                             ? fk1:Address     | Adresse
    TeleCom                             * fk1:TeleCom     | Telefon

type Organisation
    TypeOrganisation                    ? kith:CV         | Type virksomhet
    OrganisationName                    1 string          | Navn
    Ident                               + fk1:Ident       | Identifikator
    Address                             ? fk1:Address     | Adresse
    TeleCom                             * fk1:TeleCom     | Telefon
    Organisation                        ? fk1:Organisation | Virksomhet
"""
"""HIS 80117: persons and organisations."""

EPJ_META = """
namespace m1 http://www.kith.no/xmlstds/epj/meta/2008-02-20

attribute basiskomponenttype : string one of Mappe / EPJ sak / Importert EPJ sak / Dokument /
    EPJ dokument / Importert EPJ dokument /
    Tilleggsinfo / Fragment / EPJ fragment / Dataelement / EPJ ekstrakt

attribute komponenttype : string

attribute informasjonskategori : string one of Cave/allergier / Legemidler / Andre notater / Uspesifisert
"""
"""The marks that every EPJ part carries."""

EPJ_CAVE = """
namespace epj1 http://www.kith.no/xmlstds/epj/epj1/2008-02-20

element Cave | Cave
    epj1:SakshodeCave                   1
    epj1:Allerginotat                   *
    component EPJ sak 14.50001.0

element SakshodeCave | Cave
    epj1:StikkordCave                   *
    component EPJ dokument 13.10028.0

element Allerginotat | Allergi
    epj2:Journaltekst                   *
    epj1:Allergi                        1
    component EPJ dokument 13.11036.1

element Allergi | Allergi
    HensynVedForskrivning               ? boolean         | Hensyn ved forskrivning
    HensynMatDrikke                     ? boolean         | Hensyn ved mat og drikke
    Kontaktallergi                      ? boolean         | Kontaktallergi
    PollenInnsektstikk                  ? boolean         | Pollen eller insektstikk
    AllergiskMot                        1 string          | Allergisk mot
    VirkestoffLegemiddel                ? kith:CV[7180]   | Virkestoff
    KodeAnnetStoff                      ? kith:CV         | Annet stoff
    AnafylaktiskeReaksjoner             ? kith:CS[1103]   | Anafylaktiske reaksjoner

element StikkordCave | Cave
    CaveStikkord                        1 string          | Cave
    epj2:Journaltekst                   ?
"""
"""Cave and allergy."""

EPJ_NOTAT = """
namespace epj2 http://www.kith.no/xmlstds/epj/epj2/2008-02-20

element Notater | Notater
    epj2:GenereltJournalnotat           +
    component EPJ sak 14.50301.0

element GenereltJournalnotat | Journalnotat
    epj2:Journaltekst                   +
    component EPJ dokument 13.11009.0

element Journaltekst | Journaltekst
    Overskriftskode                     ? kith:CV         | Overskrift
    Notat                               1 string          | Notat
    Merknad                             ? string          | Merknad
"""
"""Notes with headings."""

EPJ_LEGEMIDDEL = """
namespace epj3 http://www.kith.no/xmlstds/epj/epj3/2008-02-20

element Legemidler | Legemidler
    epj3:Legemiddelinfo                 *
    epj3:LegemidlerAdministrertVedOverforing *
    component EPJ sak 14.50302.0

element Legemiddelinfo | Legemiddel
    epj3:ForenkletForskrivning          1
    component EPJ dokument 13.10301.0

element LegemidlerAdministrertVedOverforing | Legemidler gitt eller utlevert ved overføring
    choice +
        epj3:AdmAvHelsepersonell            +
        epj3:Egenadministrering             +
    component EPJ dokument 13.10302.0

element ForenkletForskrivning | Forskrivning
    StatusTilForskrivningen             ? kith:CS[9104]   | Status
    InngaarIMultidose                   ? kith:CS[9103]   | Multidose
    ReseptId                            ? string          | Resept-id
    Merknad                             ? string          | Merknad
    Forskriver                          ? fk1:HealthcareProfessional | Forskrevet av
    epj3:Forskrivningsinfo              1

element Forskrivningsinfo | Legemiddel
    BruksomradeTekst                    ? string          | Brukes mot
    DosVeiledEnkel                      ? string          | Dosering
    Nr                                  ? string          | Varenummer
    Navn                                1 string          | Legemiddel
    GeneriskNavn                        ? string          | Virkestoff
    Atc                                 ? kith:CS[7180]   | ATC-kode
    Legemiddelform                      ? kith:CS[7448]   | Form
    Styrke                              ? kith:PQ         | Styrke
    Bruk                                ? kith:CS[9101]   | Bruk
    DoseringStarttidspunkt              ? kith:TS         | Fra
    DoseringSluttidspunkt               ? kith:TS         | Til
    SkalIkkeTasSammenMedAnnetLegemiddel ? boolean         | Skal ikke tas sammen med annet legemiddel

element AdmAvHelsepersonell | Gitt av helsepersonell
    AdmEnkeltdose                       ? kith:PQ         | Enkeltdose
    AdmStart                            1 kith:TS         | Gitt
    AdmSlutt                            ? kith:TS         | Slutt
    AdministrertAv                      ? fk1:HealthcareProfessional | Gitt av
    AdmStatus                           ? kith:CS[9083]   | Inntak
    epj3:AdministrertLegemiddel         ?
    epj3:Forskrivningsinfo              ?

element Egenadministrering | Utlevert til pasienten
    AdmEnkeltdose                       ? kith:PQ         | Enkeltdose
    AdmStart                            1 kith:TS         | Start
    AdmSlutt                            ? kith:TS         | Slutt
    AdministrertAv                      ? fk1:HealthcareProfessional | Gitt av
    epj3:UtlevertLegemiddel             +
    epj3:Forskrivningsinfo              ?

element AdministrertLegemiddel | Gitt legemiddel
    Kvantum                             ? string          | Mengde

element UtlevertLegemiddel | Utlevert legemiddel
    AntEnkeltdoser                      1 integer         | Antall enkeltdoser
"""
"""Medicines, simplified prescription."""
