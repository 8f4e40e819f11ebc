"""Application receipts 1.0 and 1.1 (HIS 80415), as grammar text."""

from __future__ import annotations

APPREC_10 = r"""
namespace ar http://www.kith.no/xmlstds/apprec/2004-11-21

element AppRec | Applikasjonskvittering
    MsgType                             1 ar:CS[8279]     | Meldingstype
    MIGversion                          1 string          | Meldingsversjon
    SoftwareName                        ? string          | Programvare
    SoftwareVersion                     ? string          | Programversjon
    GenDate                             1 dateTime        | Sendt
    Id                                  1 string          | Kvitteringens id
    Sender                              1                 | Avsender
        ar:Role                             ?
        ar:HCP                              1
    Receiver                            1                 | Mottaker
        ar:Role                             ?
        ar:HCP                              1
    Status                              1 ar:CS[8258]     | Status
    Error                               * ar:CV[8221]     | Feil
    ar:OriginalMsgId                    1

element OriginalMsgId | Kvitteringen gjelder
    MsgType                             1 ar:CS[8279]     | Meldingstype
    IssueDate                           1 dateTime        | Sendt
    Id                                  1 string          | Meldings-id

element HCP | Part
    choice 1
        ar:Inst                             1
        ar:HCProf                           1
    MedSpeciality                       ? ar:CV           | Medisinsk spesialitet
    ar:Address                          ?

element HCProf | Helsepersonell
    Type                                ? ar:CS           | Type
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? ar:CS           | Type identifikator
    ar:AdditionalId                     *

element HCPerson | Person
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? ar:CS           | Type identifikator
    ar:AdditionalId                     *

element Dept | Tjeneste eller avdeling
    Type                                ? ar:CS           | Type
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? ar:CS           | Type identifikator
    ar:AdditionalId                     *

element Inst | Virksomhet
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? ar:CS           | Type identifikator
    ar:Dept                             *
    ar:AdditionalId                     *
    ar:HCPerson                         *

element Address | Adresse
    Type                                1 ar:CS[3401]     | Type
    StreetAdr                           ? string          | Gateadresse
    PostalCode                          ? string          | Postnummer
    City                                ? string          | Poststed
    County                              ? ar:CS[3402]     | Fylke eller kommune
    Country                             ? ar:CS[9043]     | Land
    CityDistr                           ? ar:CS           | Bydel
    TeleAddress                         * ar:URL          | Telefon

type CV
    @V ? token
    @S ? ar:oid
    @DN ? string
    @OT ? string

simple oid : token like \d+(\.\d+)*

type CS
    @V ? token
    @DN ? string

type URL
    @V ? anyURI

element Role : ar:CS | Rolle

element AdditionalId | Ytterligere identifikator
    Id                                  1 string          | Id
    Type                                1 ar:CS           | Type
"""

APPREC_11 = """
namespace ar http://www.kith.no/xmlstds/apprec/2012-02-15

element AppRec | Applikasjonskvittering
    MsgType                             1 kith:CS[8279]   | Meldingstype
    MIGversion                          1 string          | Meldingsversjon
    SoftwareName                        ? string          | Programvare
    SoftwareVersion                     ? string          | Programversjon
    GenDate                             1 dateTime        | Sendt
    Id                                  1 string          | Kvitteringens id
    Sender                              1                 | Avsender
        Role                                ? kith:CS         | Rolle
        ar:HCP                              1
    Receiver                            1                 | Mottaker
        Role                                ? kith:CS         | Rolle
        ar:HCP                              1
    Status                              1 kith:CS[8258]   | Status
    Error                               * kith:CV[8221]   | Feil
    ar:OriginalMsgId                    1

element OriginalMsgId | Kvitteringen gjelder
    MsgType                             1 kith:CS[8279]   | Meldingstype
    IssueDate                           1 dateTime        | Sendt
    Id                                  1 string          | Meldings-id

element HCP | Part
    choice 1
        ar:Inst                             1
        ar:HCProf                           1
    MedSpeciality                       ? kith:CV         | Medisinsk spesialitet
    ar:Address                          ?

element HCProf | Helsepersonell
    Type                                ? kith:CS         | Type
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? kith:CS         | Type identifikator
    ar:AdditionalId                     *

element HCPerson | Person
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? kith:CS         | Type identifikator
    ar:AdditionalId                     *

element Dept | Tjeneste eller avdeling
    Type                                ? kith:CS         | Type
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? kith:CS         | Type identifikator
    ar:AdditionalId                     *

element Inst | Virksomhet
    Name                                ? string          | Navn
    Id                                  ? string          | Id
    TypeId                              ? kith:CS         | Type identifikator
    ar:Dept                             *
    ar:AdditionalId                     *
    ar:HCPerson                         *

element Address | Adresse
    Type                                1 kith:CS[3401]   | Type
    StreetAdr                           ? string          | Gateadresse
    PostalCode                          ? string          | Postnummer
    City                                ? string          | Poststed
    County                              ? kith:CS[3402]   | Fylke eller kommune
    Country                             ? kith:CS[9043]   | Land
    CityDistr                           ? kith:CS         | Bydel
    TeleAddress                         * kith:URL        | Telefon

element AdditionalId | Ytterligere identifikator
    Id                                  1 string          | Id
    Type                                1 kith:CS         | Type
"""
