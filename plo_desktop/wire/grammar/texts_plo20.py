"""The 2016 draft of PLO 2.0 as grammar text; it may arrive from a pilot and must then be readable."""

from __future__ import annotations

PO_20 = """
namespace po http://ehelse.no/xmlstds/po/poKomponent/2017-11-30

element ParorendeForesatt | Pårørende
    Slektskap                           ? kith:CS[9033]   | Slektskap
    Omsorgsfunksjon                     ? kith:CS[9050]   | Omsorgsfunksjon
    FodselsarMindrearigParorende        ? gYear           | Fødselsår, mindreårig
    NarmesteParorende                   ? boolean         | Nærmeste pårørende
    Referanseperson                     1 fk1:Person      | Person
    Merknad                             ? string          | Merknad

element TilknyttetEnhet | Ansvarlig enhet
    Kontaktenhet                        1 fk1:Organisation | Enhet
    Merknad                             ? string          | Merknad

element KontaktpersonHelsepersonell | Kontaktperson
    Kontaktperson                       1 fk1:HealthcareProfessional | Kontaktperson
    Merknad                             ? string          | Merknad

element TilleggsopplysningPasient | Om pasienten
    SivilStatus                         ? kith:CS[8724]   | Sivilstand
    BorAlene                            ? boolean         | Bor alene
    Sprak                               ? kith:CS[3303]   | Språk
    MottarKommunaleTjenester            ? boolean         | Mottar kommunale tjenester
    Merknad                             ? string          | Merknad

element SendtDokument | Sendt dokument
    Opplysning                          1 kith:CV[8329]   | Dokument
    JaNei                               1 boolean         | Sendt
    DatoSendt                           ? date            | Sendt dato
    TypeMottaker                        ? kith:CV[8330]   | Type mottaker
    NavnMottaker                        ? string          | Sendt til
    Merknad                             ? string          | Merknad

element InformasjonOmForsendelsen | Om forsendelsen
    Forsendelsesstatus                  1 kith:CS[7309]   | Status
    SvarPaaForesporsel                  ? boolean         | Svar på forespørsel
    Merknad                             ? string          | Merknad

element AnsvarForRapport | Ansvarlig for rapporten
    AnsvarligRapport                    1 fk1:HealthcareProfessional | Ansvarlig
    GodkjentDato                        ? date            | Godkjent dato
    TypeRelasjon                        ? kith:CV[8254]   | Relasjon
    Merknad                             ? string          | Merknad

element OpplysningerTilSoknad | Søknad
    EgensoknadSendt                     1 boolean         | Egen søknad er sendt
    Merknad                             ? string          | Merknad

element InfoAssistertKommunikasjon | Språk, tolk og kommunikasjon
    po:AssistertKommunikasjon           1

element InfoKartleggingFunksjonsniva | Funksjonsnivå
    Funksjonsbeskrivelse                +                 | Funksjon
        Funksjonsvariabel                   ? kith:CV[9111]   | Funksjon
        FunksjonsbeskrivelseTekst           ? anyType         | Beskrivelse av funksjon
        Dato                                ? date            | Dato
        Merknad                             ? string          | Merknad

element EksisterendeTjeneste | Tjeneste pasienten har
    IPLOStjenestetype                   ? kith:CV[9151]   | Tjenestetype
    BetegnelseTjeneste                  1 string          | Tjeneste
    PrivatTjeneste                      1 boolean         | Privat tjeneste
    TjenestenLevertAv                   ? string          | Levert av
    OpplysningerOmTjenesten             ? string          | Om tjenesten
    AntallEnheter                       ? decimal         | Antall
    Enhet                               ? string          | Enhet
    Startdato                           ? date            | Fra
    Sluttdato                           ? date            | Til

element TidsfestetHendelse | Hendelse
    Hendelsekode                        ? kith:CV[9121]   | Hendelse
    BeskrivelseAvHendelse               ? string          | Hendelse
    TidspunktForHendelse                1 dateTime        | Tidspunkt
    Anslag                              1 boolean         | Anslagsvis tidspunkt
    Merknad                             ? string          | Merknad
    po:StedForHendelse                  ?

element UtskrevetTil | Utskrevet til
    Uttilstand                          ? kith:CV[8431]   | Tilstand ved utskrivning
    UtTil                               ? kith:CV[8408]   | Utskrevet til
    Merknad                             ? string          | Merknad

element LegemidlerUtdelt | Utdelte legemidler
    LegemiddelinntakIDag                * string          | Tatt i dag
    LegemidlerUtdeltTilPasient          * string          | Utdelt til pasienten
    Merknad                             ? string          | Merknad

element BistandLegemiddelhandtering | Hjelp med legemidler
    HjelpTilLegemiddelhandtering        ? kith:CV         | Hjelp til legemiddelhåndtering
    Merknad                             ? string          | Merknad

element Legemiddelgjennomgang | Legemiddelgjennomgang
    DatoLegemiddelgjennomgang           ? date            | Legemiddelgjennomgang utført
    DatoSamstemming                     ? date            | Legemiddelliste samstemt
    Merknad                             ? string          | Merknad

element AvtaleOmAdmLegemidler | Avtale om legemidler
    AvtaleAdmLegemidler                 1 boolean         | Avtale om hjelp med legemidler
    AvtaleAdmMultidose                  1 boolean         | Avtale om multidose
    Merknad                             ? string          | Merknad

element Reseptinformasjon | Resept
    ReseptSendtMed                      ? kith:CV         | Resept sendt med
    eResept                             ? boolean         | E-resept
    Merknad                             ? string          | Merknad

element InfoMedisinskDiagnose | Diagnoser
    po:MedisinskDiagnose                +

element InfoAndreViktigeOpplysninger | Andre viktige opplysninger
    epj2:GenereltJournalnotat           *
    epj1:Allerginotat                   *

element InfoKontrolltime | Kontrolltime
    choice 1
        po:InformasjonOmTime                1
        po:KontrolltimeBestill              1
        po:InformasjonOmTentativTime        1

element OpplysningerOmHjelpemidler | Hjelpemidler
    po:StatusHjelpemiddel               *

element AssistertKommunikasjon | Språk, tolk og kommunikasjon
    PersonTolkebehov                    ? fk1:Person      | Person med tolkebehov
    Horselsvikt                         ? boolean         | Hørselsvikt
    Synsvikt                            ? boolean         | Synsvikt
    BehovTolkSprak                      ? kith:CS[3303]   | Trenger tolk, språk
    PreferertTolk                       ? fk1:Person      | Foretrukket tolk
    BehovOpphortDato                    ? date            | Behovet opphørte
    Merknad                             ? string          | Merknad

element Hjelpemiddelbeskrivelse | Hjelpemiddel
    Sekvensnummer                       ? integer         | Nummer
    HjelpemiddelkodeRTV                 ? kith:CV[8151]   | Hjelpemiddelkode
    BetegnelseHjelpemiddel              1 string          | Hjelpemiddel

element InformasjonOmTime | Kontrolltime
    BestiltKontrolltime                 1 boolean         | Kontrolltime er bestilt
    TidspunktTime                       ? dateTime        | Tidspunkt
    Varighet                            ? integer         | Varighet i minutter
    StedTime                            ? string          | Sted
    po:InformertOm                      ?

element KontrolltimeBestill | Kontrolltime bestilles
    PasientParorendeBestiller           1 boolean         | Pasient eller pårørende bestiller selv
    po:InformertOm                      ?

element InformasjonOmTentativTime | Tentativ kontrolltime
    TentativtTidspunktTime              ? string          | Tentativt tidspunkt
    StedTime                            ? string          | Sted
    Merknad                             ? string          | Merknad
    po:InformertOm                      ?

element Funksjonsbeskrivelse | Funksjon
    Funksjonsvariabel                   ? kith:CV[9111]   | Funksjon
    FunksjonsbeskrivelseTekst           ? anyType         | Beskrivelse av funksjon
    Dato                                ? date            | Dato
    Merknad                             ? string          | Merknad

element InfoAvtaleOmLegemiddeladm | Avtale om legemidler
    po:AvtaleOmAdmLegemidler            1

element TypeInnholdIMelding | Innhold i meldingen
    TypeInnhold                         1 kith:CV         | Innhold
    Merknad                             ? string          | Merknad

element OpplysningerRelevantOppfolging | Relevant for oppfølging
    BandasjemateriellEngangsutstyr      ? boolean         | Bandasjemateriell eller engangsutstyr
    EndringFunksjonsnivaa               ? string          | Endring i funksjonsnivå
    MerknadTilBandasjemateriell         ? string          | Om bandasjemateriell

element MedisinskDiagnose | Diagnose
    Hoveddiagnose                       ? boolean         | Hoveddiagnose
    Diagnosekode                        ? kith:CV         | Diagnose
    DiagnoseBeskrivelse                 ? string          | Beskrivelse

element StatusHjelpemiddel | Hjelpemiddel
    Status                              1 kith:CS[8230]   | Status
    po:Hjelpemiddelbeskrivelse          1

element StedForHendelse | Sted
    StedHendelse                        1 string          | Sted

element InformertOm | Informert om timen
    PasientInformert                    1 boolean         | Pasienten er informert
    ParorendeInformert                  1 boolean         | Pårørende er informert

element OpplysningerOmIndividuellPlan | Individuell plan
    IndividuellPlanForeligger           ? boolean         | Individuell plan foreligger
    KoordinatorOppnevnt                 ? boolean         | Koordinator er oppnevnt
    Merknad                             ? string          | Merknad

element FellesAdministrativeOpplysninger | Administrative opplysninger
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:AssistertKommunikasjon           *
    po:PasientrelatertKontaktperson     *

element PasientrelatertKontaktperson | Kontaktperson
    StillingRolle                       ? string          | Stillingsnavn
    Arbeidssted                         ? string          | Arbeidssted
    Referanseperson                     1 fk1:Person      | Person
    Merknad                             ? string          | Merknad

element BistandLegemiddelhandteringOgGjennomgang | Legemiddelhåndtering
    po:BistandLegemiddelhandtering      1
    po:LegemidlerUtdelt                 1
    po:AvtaleOmAdmLegemidler            1
    po:Legemiddelgjennomgang            1
    po:Reseptinformasjon                1
"""

PASIENTLOGISTIKK_20 = """
namespace p1 http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30
prefix po http://ehelse.no/xmlstds/po/poKomponent/2017-11-30

element Pasientlogistikk | Pasientlogistikk
    po:FellesAdministrativeOpplysninger 1
    choice 1
        p1:OrienteringOmDod                 1
        p1:MeldingInnlagtPasient            1
        p1:MeldingOmUtskrevetPasient        1
        p1:MeldingUtskrivningsklarPasient   1
        p1:AvmeldingUtskrivningsklarPasient 1
        p1:TilbakemeldingUtskrivningsklarPasient 1

element OrienteringOmDod | Orientering om dødsfall
    po:TidsfestetHendelse               1

element MeldingOmUtskrevetPasient | Melding om utskrevet pasient
    po:UtskrevetTil                     1
    po:TidsfestetHendelse               1

element MeldingUtskrivningsklarPasient | Melding om utskrivningsklar pasient
    po:TidsfestetHendelse               +

element AvmeldingUtskrivningsklarPasient | Avmelding av utskrivningsklar pasient
    po:TidsfestetHendelse               +

element MeldingInnlagtPasient | Melding om innlagt pasient
    po:TidsfestetHendelse               1

element TilbakemeldingUtskrivningsklarPasient | Tilbakemelding på utskrivningsklar pasient
    po:TidsfestetHendelse               +
"""

SAMMENFATNING_20 = """
namespace p9 http://ehelse.no/xmlstds/po/Sammenfatning/2016-05-30
prefix po http://ehelse.no/xmlstds/po/poKomponent/2017-11-30

element Sammenfatning | Sammenfatning
    po:TypeInnholdIMelding              1
    po:FellesAdministrativeOpplysninger 1
    po:InfoMedisinskDiagnose            ?
    epj1:Cave                           ?
    epj2:GenereltJournalnotat           *
    po:BistandLegemiddelhandteringOgGjennomgang ?
    po:InfoKartleggingFunksjonsniva     ?
    po:OpplysningerOmIndividuellPlan    ?
    po:OpplysningerRelevantOppfolging   ?
    po:EksisterendeTjeneste             ?
    po:InfoAndreViktigeOpplysninger     ?
    po:InfoKontrolltime                 *
    po:OpplysningerOmHjelpemidler       ?
"""

SAKSBEHANDLING_20 = """
namespace p10 http://ehelse.no/xmlstds/po/HelseopplysningerSaksbehandling/2016-05-30
prefix po http://ehelse.no/xmlstds/po/poKomponent/2017-11-30

element HelseopplysningerSaksbehandling | Helseopplysninger
    po:TypeInnholdIMelding              1
    po:FellesAdministrativeOpplysninger 1
    po:OpplysningerTilSoknad            ?
    po:InfoMedisinskDiagnose            *
    epj1:Cave                           ?
    epj2:GenereltJournalnotat           *
    po:BistandLegemiddelhandtering      ?
    po:InfoKartleggingFunksjonsniva     ?
    po:OpplysningerOmIndividuellPlan    ?
    po:EksisterendeTjeneste             ?
    po:InfoAndreViktigeOpplysninger     ?
"""
