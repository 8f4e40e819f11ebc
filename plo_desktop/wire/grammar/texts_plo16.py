"""The roots of PLO 1.6 (HIS 1143–1149:2014), as grammar text."""

from __future__ import annotations

PASIENTLOGISTIKK_16 = """
namespace p1 http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01

element Pasientlogistikk | Pasientlogistikk
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    choice 1
        p1:OrienteringOmDod                 1
        p1:MeldingOmUtskrevetPasient        1
        p1:MeldingUtskrivningsklarPasient   1
        p1:AvmeldingUtskrivningsklarPasient 1
        p1:MeldingInnlagtPasient            1

element MeldingInnlagtPasient | Melding om innlagt pasient
    po:TidsfestetHendelse               1

element OrienteringOmDod | Orientering om dødsfall
    po:TidsfestetHendelse               1

element AvmeldingUtskrivningsklarPasient | Avmelding av utskrivningsklar pasient
    po:TidsfestetHendelse               +

element MeldingOmUtskrevetPasient | Melding om utskrevet pasient
    po:UtskrevetTil                     1
    po:TidsfestetHendelse               1
    po:InfoInformasjonGitt              ?

element MeldingUtskrivningsklarPasient | Melding om utskrivningsklar pasient
    po:TidsfestetHendelse               +
"""

HELSEOPPLYSNINGER_16 = """
namespace p5 http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2012-04-01

element HelseopplysningerVedSoknad | Helseopplysninger
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:TypeInnholdIMelding              1
    po:OpplysningOpphold                +
    po:OpplysningerTilSoknad            ?
    po:InfoMedisinskDiagnose            *
    po:MedisinskfagligeOpplysninger     ?
    po:Sykepleierdokumentasjon          ?
    po:OpplysningerAndreFaggrupper      *
    po:InfoKartleggingFunksjonsniva     ?
    po:InfoAssistertKommunikasjon       *
    po:InfoInformasjonGitt              *
    po:TjenesteBehov                    *
"""

UTSKRIVNINGSRAPPORT_16 = """
namespace p8 http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2012-04-01

element TverrfagligEpikrise | Utskrivningsrapport
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:TypeInnholdIMelding              1
    po:OpplysningOpphold                *
    po:InfoMedisinskDiagnose            *
    po:MedisinskfagligeOpplysninger     ?
    epj3:Legemiddelinfo                 *
    po:InfoAndreViktigeOpplysninger     ?
    po:Sykepleierdokumentasjon          ?
    po:OpplysningerAndreFaggrupper      *
    po:InfoKartleggingFunksjonsniva     ?
    po:TjenesteBehov                    *
    po:InfoInformasjonGitt              *
    po:InfoAssistertKommunikasjon       *
    po:InfoReservasjon                  *
    po:InfoKontrolltime                 *
    po:OpplysningerOmHjelpemidler       ?
"""

INNLEGGELSESRAPPORT_16 = """
namespace p7 http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01

element Innleggelsesrapport | Innleggelsesrapport
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:InfoMedisinskDiagnose            *
    po:MedisinskfagligeOpplysninger     ?
    epj3:Legemiddelinfo                 *
    po:EksisterendeTjeneste             *
    po:InfoKartleggingFunksjonsniva     ?
    po:InfoAndreViktigeOpplysninger     ?
    po:Sykepleierdokumentasjon          ?
    po:OpplysningerAndreFaggrupper      ?
    po:OpplysningerOmHjelpemidler       ?
    po:InfoAssistertKommunikasjon       *
    po:InfoReservasjon                  *
    po:InfoInformasjonGitt              *
"""

TIL_LEGE_16 = """
namespace p6 http://www.kith.no/xmlstds/po/HelseopplysningerTilLege/2012-04-01

element Konsultasjon | Helseopplysninger til lege
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:InnholdKonsultasjon              ?
    po:InfoMedisinskDiagnose            *
    po:MedisinskfagligeOpplysninger     ?
    epj3:Legemiddelinfo                 *
    po:InfoAndreViktigeOpplysninger     ?
    po:Sykepleierdokumentasjon          ?
    po:InfoKartleggingFunksjonsniva     ?
    po:InfoInformasjonGitt              *
    po:InfoAssistertKommunikasjon       *
    po:InfoReservasjon                  *
"""

MEDISINSKE_16 = """
namespace p4 http://www.kith.no/xmlstds/po/MedisinskeOpplysninger/2012-04-01

element OverforingMedisinskeOpplysninger | Medisinske opplysninger
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:TypeInnholdIMelding              ?
    po:OpplysningerTilSoknad            ?
    po:InfoMedisinskDiagnose            ?
    po:MedisinskfagligeOpplysninger     ?
    epj3:Legemiddelinfo                 *
    po:InfoIPLOSrelevantInformasjon     ?
    po:OpplysningerAndreFaggrupper      *
    po:InfoKartleggingFunksjonsniva     ?
    po:InfoAssistertKommunikasjon       *
    po:InfoInformasjonGitt              *
    po:TjenesteBehov                    *
    po:InfoAndreViktigeOpplysninger     ?
    po:InfoReservasjon                  *
"""

TJENESTETILBUD_16 = """
namespace p3 http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2012-04-01

element OrienteringOmTjenestetilbud | Orientering om tjenestetilbud
    po:InformasjonOmForsendelsen        1
    po:TilleggsopplysningPasient        ?
    po:ParorendeForesatt                *
    po:TilknyttetEnhet                  *
    po:KontaktpersonHelsepersonell      *
    po:AnsvarForRapport                 *
    po:SendtDokument                    *
    po:EksisterendeTjeneste             +
    po:AssistertKommunikasjon           *
"""
