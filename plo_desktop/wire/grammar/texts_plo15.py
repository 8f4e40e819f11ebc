"""PLO 1.5 (HIS 80704:2009) as grammar text: only what differs from 1.6."""

from __future__ import annotations

PO_15 = """
namespace po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30
like http://www.kith.no/xmlstds/po/poKomponent/2012-04-01
without InformasjonOmTentativTime

element ParorendeForesatt | Pårørende
    Slektskap                           ? kith:CS[9033]   | Slektskap
    Omsorgsfunksjon                     ? kith:CS[9050]   | Omsorgsfunksjon
    Referanseperson                     1 fk1:Person      | Person
    Merknad                             ? string          | Merknad

element InfoKontrolltime | Kontrolltime
    choice 1
        po:InformasjonOmTime                1
        po:KontrolltimeBestill              1

element InformasjonGitt | Informasjon gitt
    TypeInformasjon                     ? kith:CV[9502]   | Type informasjon
    BeskrivelseInformasjon              ? string          | Informasjonen gjaldt
    MuntligInformasjon                  1 boolean         | Gitt muntlig
    InformasjonGittTil                  1 fk1:Person      | Gitt til
    InformasjonGittDato                 1 date            | Gitt dato
    InformasjonGittAv                   1 fk1:HealthcareProfessional | Gitt av

element OpplysningerRelevantOppfolging | Relevant for oppfølging
    BandasjemateriellEngangsutstyr      ? boolean         | Bandasjemateriell eller engangsutstyr
    HjelpLegemiddeladm                  ? boolean         | Hjelp med legemidler
    EndringFunksjonsnivaa               ? string          | Endring i funksjonsnivå

element MedisinskDiagnose | Diagnose
    Hoveddiagnose                       1 boolean         | Hoveddiagnose
    Diagnosekode                        ? kith:CV         | Diagnose
    DiagnoseBeskrivelse                 ? string          | Beskrivelse
"""

PASIENTLOGISTIKK_15 = """
namespace p1 http://www.kith.no/xmlstds/po/Pasientlogistikk/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30
like http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01
"""

UTSKRIVNINGSRAPPORT_15 = """
namespace p8 http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30
like http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2012-04-01
"""

INNLEGGELSESRAPPORT_15 = """
namespace p7 http://www.kith.no/xmlstds/po/Innleggelsesrapport/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30
like http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01
"""

TIL_LEGE_15 = """
namespace p6 http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30
like http://www.kith.no/xmlstds/po/HelseopplysningerTilLege/2012-04-01
"""

MEDISINSKE_15 = """
namespace p4 http://www.kith.no/xmlstds/po/OverforingMedisinskeOpplysninger/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30
like http://www.kith.no/xmlstds/po/MedisinskeOpplysninger/2012-04-01
"""

TJENESTETILBUD_15 = """
namespace p3 http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30
like http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2012-04-01
"""

HELSEOPPLYSNINGER_15 = """
namespace p5 http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30

element HelseopplysningerVedSoknad | Helseopplysninger
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:OpplysningerTilSoknad            1
    po:InfoMedisinskDiagnose            *
    po:MedisinskfagligeOpplysninger     ?
    po:Sykepleierdokumentasjon          ?
    po:OpplysningerAndreFaggrupper      *
    po:InfoKartleggingFunksjonsniva     ?
    po:InfoAssistertKommunikasjon       *
    po:InfoInformasjonGitt              *
    po:TjenesteBehov                    *
"""

FRAVAR_15 = """
namespace p2 http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30
prefix po http://www.kith.no/xmlstds/po/poKomponent/2009-06-30

element MeldingFravar | Fraværsmelding
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:Fraversassistent                 1
"""
