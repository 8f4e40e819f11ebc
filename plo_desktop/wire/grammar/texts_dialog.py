"""Dialogmelding 1.0 and 1.1 (HIS 80603), as grammar text."""

from __future__ import annotations

DIALOG_10 = """
namespace dia http://www.kith.no/xmlstds/dialog/2006-10-11

element Dialogmelding | Dialog
    SakstypeKodet                       ? kith:CV         | Sakstype
    Sakstype                            ? string          | Sakstype
    choice 1
        dia:Foresporsel                     *
        dia:Notat                           *

element Notat | Notat
    TemaKodet                           1 kith:CV         | Tema
    Tema                                ? string          | Emne
    TekstNotatInnhold                   ? anyType         | Tekst
    Merknad                             ? string          | Merknad
    DokIdNotat                          ? string          | Notatets dokument-id
    DatoNotat                           ? date            | Dato for notatet
    dia:Foresporsel                     ?
    dia:RollerRelatertNotat             *

element Foresporsel | Forespørsel
    TypeForesp                          1 kith:CV         | Forespørselen gjelder
    Sporsmal                            ? string          | Spørsmål
    Formål                              ? kith:CV         | Formål
    Begrunnelse                         ? string          | Begrunnelse
    Hastegrad                           ? kith:CS[9067]   | Hastegrad
    FraDato                             ? date            | Fra dato
    TilDato                             ? date            | Til dato
    TypeJournalinfo                     ? kith:CV         | Ønsket journalinformasjon
    DokIdForesp                         ? string          | Forespørselens dokument-id
    dia:RollerRelatertNotat             *

element RollerRelatertNotat | Kontaktperson
    RolleNotat                          ? kith:CV[9057]   | Rolle i notatet
    RoleToPatient                       ? kith:CV[9034]   | Rolle
    choice 1
        dia:HealthcareProfessional          1
        dia:Person                          1

element HealthcareProfessional | Helsepersonell
    TypeHealthcareProfessional          ? kith:CS[9060]   | Yrke
    RoleToPatient                       ? kith:CV[9034]   | Rolle
    FamilyName                          ? string          | Etternavn
    MiddleName                          ? string          | Mellomnavn
    GivenName                           ? string          | Fornavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               * fk1:Ident       | Identifikator
    Address                             ? fk1:Address     | Adresse
    TeleCom                             * fk1:TeleCom     | Telefon

element Person | Person
    GivenName                           ? string          | Fornavn
    MiddleName                          ? string          | Mellomnavn
    FamilyName                          ? string          | Etternavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               * fk1:Ident       | Identifikator
    Address                             ? fk1:Address     | Adresse
    TeleCom                             * fk1:TeleCom     | Telefon
"""

DIALOG_11 = """
namespace dia http://www.kith.no/xmlstds/dialog/2013-01-23

element Dialogmelding | Dialog
    SakstypeKodet                       ? kith:CV         | Sakstype
    Sakstype                            ? string          | Sakstype
    choice 1
        dia:Foresporsel                     *
        dia:Notat                           *

element Notat | Notat
    TemaKodet                           1 kith:CV         | Tema
    Tema                                ? string          | Emne
    TekstNotatInnhold                   ? anyType         | Tekst
    Merknad                             ? string          | Merknad
    DokIdNotat                          ? string          | Notatets dokument-id
    DatoNotat                           ? date            | Dato for notatet
    dia:Foresporsel                     ?
    dia:RollerRelatertNotat             *

element Foresporsel | Forespørsel
    TypeForesp                          1 kith:CV         | Forespørselen gjelder
    EmneSporsmal                        ? string          | Emne
    Sporsmal                            ? anyType         | Spørsmål
    Formål                              ? kith:CV         | Formål
    Begrunnelse                         ? string          | Begrunnelse
    Hastegrad                           ? kith:CS[9067]   | Hastegrad
    FraDato                             ? date            | Fra dato
    TilDato                             ? date            | Til dato
    TypeJournalinfo                     * kith:CV         | Ønsket journalinformasjon
    KodetOpplysning                     ? kith:CV         | Opplysning
    DokIdForesp                         ? string          | Forespørselens dokument-id
    dia:RollerRelatertNotat             *

element RollerRelatertNotat | Kontaktperson
    RolleNotat                          ? kith:CV[9057]   | Rolle i notatet
    RoleToPatient                       ? kith:CV[9034]   | Rolle
    dia:TilknyttetEnhet                 ?
    choice ?
        dia:HealthcareProfessional          1
        dia:Person                          1

element TilknyttetEnhet | Ansvarlig enhet
    Kontaktenhet                        1 fk1:Organisation | Enhet
    Merknad                             ? string          | Merknad
    choice ?
        dia:HealthcareProfessional          1
        dia:Person                          1

element HealthcareProfessional | Helsepersonell
    TypeHealthcareProfessional          ? kith:CS[9060]   | Yrke
    RoleToPatient                       ? kith:CV[9034]   | Rolle
    FamilyName                          ? string          | Etternavn
    MiddleName                          ? string          | Mellomnavn
    GivenName                           ? string          | Fornavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               * fk1:Ident       | Identifikator
    Address                             ? fk1:Address     | Adresse
    TeleCom                             * fk1:TeleCom     | Telefon

element Person | Person
    GivenName                           ? string          | Fornavn
    MiddleName                          ? string          | Mellomnavn
    FamilyName                          ? string          | Etternavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               * fk1:Ident       | Identifikator
    Address                             ? fk1:Address     | Adresse
    TeleCom                             * fk1:TeleCom     | Telefon
"""
