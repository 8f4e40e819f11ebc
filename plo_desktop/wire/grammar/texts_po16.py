"""The shared parts of PLO 1.6 (HIS 80704:2014), as grammar text."""

from __future__ import annotations

PO_16 = """
namespace po http://www.kith.no/xmlstds/po/poKomponent/2012-04-01

element ParorendeForesatt | Pårørende
    Slektskap                           ? kith:CS[9033]   | Slektskap
    Omsorgsfunksjon                     ? kith:CS[9050]   | Omsorgsfunksjon
    FodselsarMindrearigParorende        ? gYear           | Fødselsår, mindreårig
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

element SendtDokument | Sendt dokument
    Opplysning                          1 kith:CV[8329]   | Dokument
    JaNei                               1 boolean         | Sendt
    DatoSendt                           ? date            | Sendt dato
    TypeMottaker                        ? kith:CV[8330]   | Type mottaker
    NavnMottaker                        ? string          | Sendt til
    Merknad                             ? string          | Merknad

element InformasjonOmForsendelsen | Om forsendelsen
    Forsendelsesstatus                  1 kith:CS[7309]   | Status
    ForbeholdOmVideresending            ? boolean         | Forbehold om videresending
    SvarPaaForesporsel                  ? boolean         | Svar på forespørsel
    po:Foresporsel                      ?

element AnsvarForRapport | Ansvarlig for rapporten
    AnsvarligRapport                    1 fk1:HealthcareProfessional | Ansvarlig
    GodkjentDato                        ? date            | Godkjent dato
    TypeRelasjon                        ? kith:CV[8254]   | Relasjon
    Merknad                             ? string          | Merknad

element Foresporsel | Forespørsel
    TypeForesp                          1 kith:CV         | Forespørselen gjelder
    Formål                              ? kith:CV         | Formål
    Hastegrad                           ? kith:CS[9067]   | Hastegrad
    TypeJournalinfo                     ? kith:CV         | Ønsket journalinformasjon
    Sporsmal                            ? string          | Spørsmål
    Begrunnelse                         ? string          | Begrunnelse
    FraDato                             ? date            | Fra dato
    TilDato                             ? date            | Til dato
    RefDokIdForesp                      ? string          | Forespørselens dokument-id

element Fraversassistent | Fravær
    MottakerFravarende                  1 boolean         | Mottakeren er fraværende
    MeldingVideresendt                  ? boolean         | Meldingen er videresendt
    FravarendeFraDato                   ? date            | Fravær fra
    FravarendeTilDato                   ? date            | Fravær til
    VideresendtTil                      ? fk1:HealthcareProfessional | Videresendt til
    Merknad                             ? string          | Merknad

element OpplysningerTilSoknad | Søknad
    EgensoknadSendt                     1 boolean         | Egen søknad er sendt
    Merknad                             ? string          | Merknad

element InfoInformasjonGitt | Informasjon gitt
    po:InformasjonGitt                  +

element InfoAssistertKommunikasjon | Språk, tolk og kommunikasjon
    po:AssistertKommunikasjon           1

element InfoIPLOSrelevantInformasjon | IPLOS-opplysninger
    po:TidsperiodeDiagnose              *
    po:TidsfestetHendelse               ?

element InfoKartleggingFunksjonsniva | Funksjonsnivå
    po:SamletVurderingFunksjonsniva     ?
    po:KartlagtFunksjon                 +
    po:Ansvarlig                        ?

element EksisterendeTjeneste | Tjeneste pasienten har
    IPLOStjenestetype                   ? kith:CV[9151]   | Tjenestetype
    BetegnelseTjeneste                  ? string          | Tjeneste
    PrivatTjeneste                      1 boolean         | Privat tjeneste
    TjenestenLevertAv                   ? string          | Levert av
    OpplysningerOmTjenesten             ? string          | Om tjenesten
    AntallEnheter                       ? decimal         | Antall
    Enhet                               ? string          | Enhet
    Startdato                           ? date            | Fra
    Sluttdato                           ? date            | Til
    Merknad                             ? string          | Merknad

element TidsfestetHendelse | Hendelse
    Hendelsekode                        ? kith:CV[9121]   | Hendelse
    BeskrivelseAvHendelse               ? string          | Hendelse
    TidspunktForHendelse                1 kith:TS         | Tidspunkt
    Anslag                              1 boolean         | Anslagsvis tidspunkt
    Merknad                             ? string          | Merknad
    po:StedForHendelse                  ?

element UtskrevetTil | Utskrevet til
    Uttilstand                          ? kith:CV[8431]   | Tilstand ved utskrivning
    UtTil                               1 kith:CV[8408]   | Utskrevet til
    Merknad                             ? string          | Merknad

element AvtaleOmAdmLegemidler | Avtale om legemidler
    AvtaleAdmLegemidler                 1 boolean         | Avtale om hjelp med legemidler
    AvtaleAdmMultidose                  1 boolean         | Avtale om multidose
    Merknad                             ? string          | Merknad
    po:AdmInstrukser                    ?
    po:Tiltaksbeskrivelse               *

element MedisinskfagligeOpplysninger | Medisinskfaglige opplysninger
    po:RegistrertBlodtype               ?
    po:InfoTidligereSykdommer           *
    epj1:Cave                           ?
    epj1:Allerginotat                   *
    epj2:GenereltJournalnotat           *

element Sykepleierdokumentasjon | Sykepleiedokumentasjon
    po:InfoFraSykepleier                ?
    epj3:LegemidlerAdministrertVedOverforing ?
    po:InfoAvtaleOmLegemiddeladm        ?
    po:InfoVurderinger                  *
    po:IverksatteTiltak                 *
    po:AnbefaltVidereTiltak             *
    po:InfoMaalForventetRes             *
    po:Ansvarlig                        *

element InfoMedisinskDiagnose | Diagnoser
    po:MedisinskDiagnose                +

element InfoKontaktepisode | Kontaktepisode
    po:FellesinfoKontaktepisode         1
    po:TilleggsinfoKontaktepisode       ?

element InfoReservasjon | Reservasjon
    po:ReservasjonOnske                 +

element InfoAndreViktigeOpplysninger | Andre viktige opplysninger
    epj2:GenereltJournalnotat           *
    epj1:Allerginotat                   *

element OpplysningerAndreFaggrupper | Andre faggrupper
    po:AndreFagrapporter                ?
    po:AnbefaltVidereTiltak             *
    po:InfoVurderinger                  *

element OpplysningOpphold | Opphold
    po:TidsfestetHendelse               1

element InfoKontrolltime | Kontrolltime
    choice 1
        po:InformasjonOmTime                1
        po:KontrolltimeBestill              1
        po:InformasjonOmTentativTime        1

element OpplysningerOmHjelpemidler | Hjelpemidler
    po:FasteHjelpemidler                *
    po:StatusHjelpemiddel               *

element TjenesteBehov | Behov for tjeneste
    IPLOStjenestetype                   ? kith:CV[9151]   | Tjenestetype
    BetegnelseTjeneste                  ? string          | Tjeneste
    VedInstitusjon                      ? string          | Ved institusjon
    BeskrivelseAvTjeneste               ? string          | Beskrivelse av tjenesten
    AntallEnheterOnsket                 ? double          | Ønsket antall
    Enhet                               ? string          | Enhet

element AssistertKommunikasjon | Språk, tolk og kommunikasjon
    PersonTolkebehov                    ? fk1:Person      | Person med tolkebehov
    Horselsvikt                         ? boolean         | Hørselsvikt
    Synsvikt                            ? boolean         | Synsvikt
    BehovTolkSprak                      ? kith:CS[3303]   | Trenger tolk, språk
    PreferertTolk                       ? fk1:Person      | Foretrukket tolk
    BehovOpphortDato                    ? kith:TS         | Behovet opphørte
    Merknad                             ? kith:ST         | Merknad

element Hjelpemiddelbeskrivelse | Hjelpemiddel
    Sekvensnummer                       ? integer         | Nummer
    HjelpemiddelkodeRTV                 ? kith:CV[8151]   | Hjelpemiddelkode
    BetegnelseHjelpemiddel              1 string          | Hjelpemiddel

element RegistrertBlodtype | Blodtype
    Blodtype                            1 kith:CS[9160]   | Blodtype
    Rhesusgruppe                        ? kith:CS[9161]   | Rhesusgruppe
    Merknad                             ? string          | Merknad

element AndreFagrapporter | Rapport fra annen faggruppe
    BehandlingStart                     ? date            | Behandling startet
    StatusInnleggelse                   ? string          | Status ved innleggelse
    StatusBehandlingsstart              ? string          | Status ved behandlingsstart
    ForventetStatusUtskriving           ? string          | Forventet status ved utskrivning
    AnsvarligRapport                    ? fk1:HealthcareProfessional | Ansvarlig
    epj2:Journaltekst                   *

element InfoTidligereSykdommer | Tidligere sykdommer
    po:TidligereSykdomFragment          ?
    epj2:Journaltekst                   ?

element InfoFraSykepleier | Opplysninger fra sykepleier
    po:OpplysningerRelevantOppfolging   ?
    epj2:Journaltekst                   *

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

element KartlagtFunksjon | Kartlagt funksjon
    Funksjonsvariabel                   ? kith:CV[9111]   | Funksjon
    Vurdering                           ? integer         | Vurdering
    Merknad                             ? string          | Merknad

element InformasjonGitt | Informasjon gitt
    TypeInformasjon                     ? kith:CV[9502]   | Type informasjon
    BeskrivelseInformasjon              ? string          | Informasjonen gjaldt
    MuntligInformasjon                  ? boolean         | Gitt muntlig
    InformasjonGittTil                  1 fk1:Person      | Gitt til
    InformasjonGittDato                 1 date            | Gitt dato
    InformasjonGittAv                   1 fk1:HealthcareProfessional | Gitt av

element InfoAvtaleOmLegemiddeladm | Avtale om legemidler
    po:AvtaleOmAdmLegemidler            1

element Ansvarlig | Ansvarlig
    TypeHendelse                        ? kith:CV[9131]   | Type hendelse
    TidspunktForHendelse                1 dateTime        | Tidspunkt
    Ekstern                             1 boolean         | Ekstern tjenesteyter
    AnsvarligTjenesteyter               ? fk1:HealthcareProfessional | Ansvarlig helsepersonell
    Virksomhet                          ? fk1:Organisation | Virksomhet
    Merknad                             ? string          | Merknad

element InnholdKonsultasjon | Meldingen gjelder
    TypeInnholdKonsultasjon             1 kith:CS[9137]   | Innhold
    Merknad                             ? string          | Merknad

element TypeInnholdIMelding | Innhold i meldingen
    TypeInnhold                         1 kith:CV         | Innhold
    Merknad                             ? string          | Merknad

element FellesinfoKontaktepisode | Kontakt
    Kontakttype                         1 kith:CV[8432]   | Kontakttype
    Konsultasjonsform                   ? kith:CV         | Konsultasjonsform
    KontaktStartet                      1 kith:TS         | Startet
    KontaktAvsluttet                    ? kith:TS         | Avsluttet
    Merknad                             ? string          | Merknad

element AnbefaltVidereTiltak | Anbefalte videre tiltak
    po:Tiltaksbeskrivelse               1

element ReservasjonOnske | Reservasjon eller ønske
    Gjelder                             1 string          | Gjelder
    FramsattAv                          1 fk1:Person      | Framsatt av
    FramsattDato                        1 date            | Framsatt dato
    TrukketTilbakeAv                    ? fk1:Person      | Trukket tilbake av
    TrukketTilbakeDato                  ? date            | Trukket tilbake dato
    Merknad                             ? string          | Merknad

element FasteHjelpemidler | Faste hjelpemidler
    Briller                             ? kith:CS[9113]   | Synshjelpemiddel
    HjelpemiddelHorsel                  ? kith:CS[9114]   | Hørselshjelpemiddel
    Pacemaker                           ? boolean         | Pacemaker
    Merknad                             ? string          | Merknad

element SamletVurderingFunksjonsniva | Samlet vurdering
    Pleietyngde                         ? decimal         | Pleietyngde
    VurderingPleietyngde                ? string          | Vurdering av pleietyngde
    Merknad                             ? string          | Merknad

element TidsperiodeDiagnose | Diagnose i tidsrom
    StartdatoDiagnose                   1 date            | Fra
    SluttdatoDiagnose                   ? date            | Til
    po:MedisinskDiagnose                1

element InfoMaalForventetRes | Mål og forventet resultat
    po:InnholdMaaldokument              1
    epj2:Journaltekst                   *

element InfoVurderinger | Vurderinger
    po:InnholdVurdering                 1
    epj2:Journaltekst                   *

element IverksatteTiltak | Iverksatte tiltak
    po:Tiltaksbeskrivelse               1

element TilleggsinfoKontaktepisode | Tillegg om kontakten
    StedForKontaktepisode               ? kith:CV[8434]   | Type sted
    StedForKontakt                      ? string          | Sted

element OpplysningerRelevantOppfolging | Relevant for oppfølging
    BandasjemateriellEngangsutstyr      ? boolean         | Bandasjemateriell eller engangsutstyr
    HjelpLegemiddeladm                  ? boolean         | Hjelp med legemidler
    EndringFunksjonsnivaa               ? string          | Endring i funksjonsnivå
    MerknadTilBandasjemateriell         ? string          | Om bandasjemateriell
    MerknadTilLegemiddeladministrering  ? string          | Om hjelp med legemidler

element MedisinskDiagnose | Diagnose
    Hoveddiagnose                       ? boolean         | Hoveddiagnose
    Diagnosekode                        ? kith:CV         | Diagnose
    DiagnoseBeskrivelse                 ? string          | Beskrivelse

element StatusHjelpemiddel | Hjelpemiddel
    Status                              1 kith:CS[8230]   | Status
    po:Hjelpemiddelbeskrivelse          1

element StedForHendelse | Sted
    StedHendelse                        1 string          | Sted

element InnholdVurdering | Vurdering
    VurderingenGjelder                  1 string          | Vurderingen gjelder
    Stikkord                            * string          | Stikkord
    FraDato                             ? date            | Fra dato
    TilDato                             ? date            | Til dato
    KategoriHelsepersonell              ? kith:CS[9060]   | Kategori helsepersonell
    po:Enkeltvurdering                  *

element InformertOm | Informert om timen
    PasientInformert                    1 boolean         | Pasienten er informert
    ParorendeInformert                  1 boolean         | Pårørende er informert

element Tiltaksbeskrivelse | Tiltak
    IntervensjonTiltakKode              * kith:CV         | Tiltak
    IntervensjonTiltakBeskrivelse       ? string          | Tiltak
    KategoriHelsepersonell              ? kith:CS[9060]   | Kategori helsepersonell
    Stikkord                            * string          | Stikkord
    EvalueringTidspunkt                 ? date            | Evalueres
    Merknad                             ? string          | Merknad
    po:GjennomforingAvTiltak            *
    po:PlanlagtGjennomforingTiltak      ?

element TidligereSykdomFragment | Tidligere sykdom
    FunksjonshemmingKroniskSykdom       1 boolean         | Funksjonshemming eller kronisk sykdom
    TidligereSykdom                     1 string          | Tidligere sykdom
    Diagnosekode                        ? kith:CV         | Diagnose

element AdmInstrukser | Instruks for utdeling
    Utleveringsform                     ? kith:CS[9135]   | Utleveringsform
    SarskilteTiltak                     * kith:CS[9136]   | Særskilt tiltak

element InnholdMaaldokument | Mål
    MaalForventetResultat               ? kith:CV         | Mål
    ForventetGradMaaloppnaaelse         ? kith:CV         | Forventet grad av måloppnåelse
    Beskrivelse                         ? string          | Beskrivelse
    KategoriHelsepersonell              ? kith:CS[9060]   | Kategori helsepersonell
    ForventesOppnaadd                   ? date            | Forventes oppnådd
    FraDato                             ? date            | Fra dato
    TilDato                             ? date            | Til dato
    Stikkord                            * string          | Stikkord

element PlanlagtGjennomforingTiltak | Planlagt gjennomføring
    PlanlagtStart                       1 date            | Planlagt start
    PlanlagtSlutt                       ? date            | Planlagt slutt
    FasteUkedager                       * kith:CS[9082]   | Faste ukedager
    GjentagelseIntervall                ? kith:PQ         | Gjentas hver
    EtterBehov                          ? boolean         | Etter behov

element GjennomforingAvTiltak | Gjennomført tiltak
    UtfortTidspunkt                     1 date            | Utført
    TiltakKanTermineres                 ? boolean         | Tiltaket kan avsluttes
    Merknad                             ? string          | Merknad

element Enkeltvurdering | Vurdering
    Funksjonsområde                     ? kith:CV[9536]   | Funksjonsområde
    KodetVurdering                      ? kith:CV         | Vurdering
    VurderingTekst                      ? string          | Vurdering
"""
