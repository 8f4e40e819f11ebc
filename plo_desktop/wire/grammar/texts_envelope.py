"""The envelope: Hodemelding 1.2, attachments and the XML signature, as grammar text."""

from __future__ import annotations

MSGHEAD = r"""
namespace mh http://www.kith.no/xmlstds/msghead/2006-05-24

element MsgHead | Melding
    mh:MsgInfo                          1
    choice 1
        mh:Document                         +
        mh:PatientReport                    +
    ds:Signature                        ?

element MsgInfo | Meldingshode
    Type                                1 kith:CS[8279]   | Meldingstype
    MIGversion                          1 string = v1.2 2006-05-24 | Meldingsversjon
    GenDate                             1 dateTime        | Sendt
    MsgId                               1 string          | Meldings-id
    ProcessingStatus                    ? kith:CS[8213]   | Behandlingsstatus
    RequestedPriority                   ? kith:CS         | Prioritet
    Ack                                 ? kith:CS         | Ønsker kvittering
    mh:ConversationRef                  ?
    mh:Sender                           1
    mh:Receiver                         1
    mh:OtherReceiver                    *
    mh:Patient                          ?

element PatientReport | Pasientrapport
    DocumentConnection                  ? kith:CS[4702]   | Tilknytning
    CaseNo                              1 string          | Saksnummer
    mh:Document                         +
    mh:Patient                          ?

element Sender | Avsender
    ComMethod                           ? kith:CS         | Kommunikasjonsmåte
    mh:Organisation                     1

element OtherReceiver | Kopimottaker
    ComMethod                           ? kith:CS         | Kommunikasjonsmåte
    RoleReceiver                        1 kith:CS[8112]   | Rolle
    choice 1
        mh:Organisation                     ?
        choice 1
            mh:Patient                          ?
            Person                              ? fk1:Person      | Person
            mh:HealthcareProfessional           ?

element Document | Dokument
    DocumentConnection                  ? kith:CS[4702]   | Tilknytning
    ContentType                         ? kith:CV         | Innholdstype
    ContentDescription                  ? string          | Beskrivelse av innholdet
    ContentCategory                     ? kith:CV         | Innholdskategori
    Consent                             ? kith:CV[3109]   | Samtykke
    Annotation                          ? string          | Merknad til dokumentet
    FromDate                            ? kith:TS         | Fra dato
    ToDate                              ? kith:TS         | Til dato
    OidRef                              ? mh:oid          | OID-referanse
    EnquiryRefId                        ? string          | Henvisningens referanse
    mh:RefDoc                           1

element RefDoc | Dokument
    IssueDate                           ? kith:TS         | Utstedt
    MsgType                             1 kith:CS[8114]   | Dokumenttype
    Id                                  ? string          | Id
    MimeType                            ? string          | Format
    Description                         ? string          | Beskrivelse
    Compression                         ? kith:CS[1204]   | Komprimering
    choice 1
        FileReference                       ? anyURI          | Filreferanse
        Content                             ?                 | Innhold
            any * strict ##any

element ConversationRef | Knyttet til melding
    RefToParent                         1 string          | Gjelder melding
    RefToConversation                   1 string          | Første melding i samtalen

element Receiver | Mottaker
    ComMethod                           ? kith:CS         | Kommunikasjonsmåte
    mh:Organisation                     1

element Patient | Pasient
    FamilyName                          ? string          | Etternavn
    MiddleName                          ? string          | Mellomnavn
    GivenName                           ? string          | Fornavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               * mh:Ident        | Identifikator
    Address                             ? mh:Address      | Adresse
    TeleCom                             * mh:TeleCom      | Telefon

element Person | Person
    FamilyName                          ? string          | Etternavn
    MiddleName                          ? string          | Mellomnavn
    GivenName                           ? string          | Fornavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               * mh:Ident        | Identifikator
    Address                             ? mh:Address      | Adresse
    TeleCom                             * mh:TeleCom      | Telefon

element Organisation | Virksomhet
    sequence ?
        OrganisationName                    1 string          | Navn
        TypeOrganisation                    ? kith:CV         | Type virksomhet
        Ident                               + mh:Ident        | Identifikator
        Address                             ? mh:Address      | Adresse
        TeleCom                             * mh:TeleCom      | Telefon
        mh:Organisation                     ?
        mh:HealthcareProfessional           ?

element HealthcareProfessional | Helsepersonell
    TypeHealthcareProfessional          ? kith:CS[9060]   | Yrke
    RoleToPatient                       ? kith:CV[9034]   | Rolle
    FamilyName                          ? string          | Etternavn
    MiddleName                          ? string          | Mellomnavn
    GivenName                           ? string          | Fornavn
    DateOfBirth                         ? date            | Fødselsdato
    Sex                                 ? kith:CS[3101]   | Kjønn
    Nationality                         ? kith:CS         | Nasjonalitet
    Ident                               + mh:Ident        | Identifikator
    Address                             ? mh:Address      | Adresse
    TeleCom                             * mh:TeleCom      | Telefon

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

simple oid : token like \d+(\.\d+)*
"""
"""HIS 80601."""

BASE64 = """
namespace b64 http://www.kith.no/xmlstds/base64container

element Base64Container | Vedleggets innhold
    text base64Binary
"""
"""Holds an attachment (HIS 1036)."""

SIGNATURE = """
namespace ds http://www.w3.org/2000/09/xmldsig#

simple CryptoBinary : base64Binary

element Signature : ds:SignatureType | Signatur

type SignatureType
    ds:SignedInfo                       1
    ds:SignatureValue                   1
    ds:KeyInfo                          ?
    ds:Object                           *
    @Id ? ID

element SignatureValue : ds:SignatureValueType | Signaturverdi

type SignatureValueType
    text base64Binary
    @Id ? ID

element SignedInfo : ds:SignedInfoType | Signert innhold

type SignedInfoType
    ds:CanonicalizationMethod           1
    ds:SignatureMethod                  1
    ds:Reference                        +
    @Id ? ID

element CanonicalizationMethod : ds:CanonicalizationMethodType | Kanonisering

mixed type CanonicalizationMethodType
    any * strict ##any
    @Algorithm 1 anyURI

element SignatureMethod : ds:SignatureMethodType | Signaturmetode

mixed type SignatureMethodType
    HMACOutputLength                    ? ds:HMACOutputLengthType | HMAC-lengde
    any * strict ##other
    @Algorithm 1 anyURI

element Reference : ds:ReferenceType | Signert del

type ReferenceType
    ds:Transforms                       ?
    ds:DigestMethod                     1
    ds:DigestValue                      1
    @Id ? ID
    @URI ? anyURI
    @Type ? anyURI

element Transforms : ds:TransformsType | Omforminger

type TransformsType
    ds:Transform                        +

element Transform : ds:TransformType | Omforming

mixed type TransformType
    choice *
        any 1 lax ##other
        XPath                               1 string          | XPath-uttrykk
    @Algorithm 1 anyURI

element DigestMethod : ds:DigestMethodType | Sjekksummetode

mixed type DigestMethodType
    any * lax ##other
    @Algorithm 1 anyURI

element DigestValue : ds:DigestValueType | Sjekksum

simple DigestValueType : base64Binary

element KeyInfo : ds:KeyInfoType | Nøkkelopplysninger

mixed type KeyInfoType
    choice +
        ds:KeyName                          1
        ds:KeyValue                         1
        ds:RetrievalMethod                  1
        ds:X509Data                         1
        ds:PGPData                          1
        ds:SPKIData                         1
        ds:MgmtData                         1
        any 1 lax ##other
    @Id ? ID

element KeyName : string | Nøkkelnavn

element MgmtData : string | Forvaltningsdata

element KeyValue : ds:KeyValueType | Nøkkelverdi

mixed type KeyValueType
    choice 1
        ds:DSAKeyValue                      1
        ds:RSAKeyValue                      1
        any 1 lax ##other

element RetrievalMethod : ds:RetrievalMethodType | Hentemetode

type RetrievalMethodType
    ds:Transforms                       ?
    @URI ? anyURI
    @Type ? anyURI

element X509Data : ds:X509DataType | Sertifikatopplysninger

type X509DataType
    sequence +
        choice 1
            X509IssuerSerial                    1 ds:X509IssuerSerialType | Utsteder og serienummer
            X509SKI                             1 base64Binary    | Nøkkelidentifikator
            X509SubjectName                     1 string          | Sertifikatets eier
            X509Certificate                     1 base64Binary    | Sertifikat
            X509CRL                             1 base64Binary    | Tilbaketrekkingsliste
            any 1 lax ##other

type X509IssuerSerialType
    X509IssuerName                      1 string          | Sertifikatutsteder
    X509SerialNumber                    1 integer         | Serienummer

element PGPData : ds:PGPDataType | PGP-nøkkel

type PGPDataType
    choice 1
        sequence 1
            PGPKeyID                            1 base64Binary    | PGP-nøkkel-id
            PGPKeyPacket                        ? base64Binary    | PGP-nøkkelpakke
            any * lax ##other
        sequence 1
            PGPKeyPacket                        1 base64Binary    | PGP-nøkkelpakke
            any * lax ##other

element SPKIData : ds:SPKIDataType | SPKI-nøkkel

type SPKIDataType
    sequence +
        SPKISexp                            1 base64Binary    | SPKI-uttrykk
        any ? lax ##other

element Object : ds:ObjectType | Objekt

mixed type ObjectType
    sequence *
        any 1 lax ##any
    @Id ? ID
    @MimeType ? string
    @Encoding ? anyURI

element Manifest : ds:ManifestType | Liste over henvisninger

type ManifestType
    ds:Reference                        +
    @Id ? ID

element SignatureProperties : ds:SignaturePropertiesType | Signaturegenskaper

type SignaturePropertiesType
    ds:SignatureProperty                +
    @Id ? ID

element SignatureProperty : ds:SignaturePropertyType | Signaturegenskap

mixed type SignaturePropertyType
    choice +
        any 1 lax ##other
    @Target 1 anyURI
    @Id ? ID

simple HMACOutputLengthType : integer

element DSAKeyValue : ds:DSAKeyValueType | DSA-nøkkel

type DSAKeyValueType
    sequence ?
        P                                   1 ds:CryptoBinary | DSA-verdi P
        Q                                   1 ds:CryptoBinary | DSA-verdi Q
    G                                   ? ds:CryptoBinary | DSA-verdi G
    Y                                   1 ds:CryptoBinary | DSA-verdi Y
    J                                   ? ds:CryptoBinary | DSA-verdi J
    sequence ?
        Seed                                1 ds:CryptoBinary | Frø
        PgenCounter                         1 ds:CryptoBinary | Teller

element RSAKeyValue : ds:RSAKeyValueType | RSA-nøkkel

type RSAKeyValueType
    Modulus                             1 ds:CryptoBinary | RSA-modulus
    Exponent                            1 ds:CryptoBinary | Eksponent
"""
"""XML Signature, W3C 2002; read and shown, never made here."""
