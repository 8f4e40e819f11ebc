"""Prefixes and namespaces of every format: declarations write prefixes, documents carry namespaces."""

from __future__ import annotations

from functools import cache

_KITH = "http://www.kith.no/xmlstds"
_EHELSE = "http://ehelse.no/xmlstds"

MH = f"{_KITH}/msghead/2006-05-24"
FK1 = f"{_KITH}/felleskomponent1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XHTML = "http://www.w3.org/1999/xhtml"
BASE64 = f"{_KITH}/base64container"
META = f"{_KITH}/epj/meta/2008-02-20"
APPREC_10 = f"{_KITH}/apprec/2004-11-21"
APPREC_11 = f"{_KITH}/apprec/2012-02-15"
DIALOG_10 = f"{_KITH}/dialog/2006-10-11"
DIALOG_11 = f"{_KITH}/dialog/2013-01-23"

_SHARED = {
    "mh": MH,
    "fk1": FK1,
    "epj1": f"{_KITH}/epj/epj1/2008-02-20",
    "epj2": f"{_KITH}/epj/epj2/2008-02-20",
    "epj3": f"{_KITH}/epj/epj3/2008-02-20",
    "m1": META,
}
PLO_16 = {
    **_SHARED,
    "po": f"{_KITH}/po/poKomponent/2012-04-01",
    "p1": f"{_KITH}/po/Pasientlogistikk/2012-04-01",
    "p3": f"{_KITH}/po/OrienteringOmTjenestetilbud/2012-04-01",
    "p4": f"{_KITH}/po/MedisinskeOpplysninger/2012-04-01",
    "p5": f"{_KITH}/po/HelseopplysningerVedSoknad/2012-04-01",
    "p6": f"{_KITH}/po/HelseopplysningerTilLege/2012-04-01",
    "p7": f"{_KITH}/po/Innleggelsesrapport/2012-04-01",
    "p8": f"{_KITH}/po/TverrfagligEpikrise/2012-04-01",
}
PLO_15 = {
    **_SHARED,
    "po": f"{_KITH}/po/poKomponent/2009-06-30",
    "p1": f"{_KITH}/po/Pasientlogistikk/2009-06-30",
    "p2": f"{_KITH}/po/MeldingFravar/2009-06-30",
    "p3": f"{_KITH}/po/OrienteringOmTjenestetilbud/2009-06-30",
    "p4": f"{_KITH}/po/OverforingMedisinskeOpplysninger/2009-06-30",
    "p5": f"{_KITH}/po/HelseopplysningerVedSoknad/2009-06-30",
    "p6": f"{_KITH}/po/Konsultasjon/2009-06-30",
    "p7": f"{_KITH}/po/Innleggelsesrapport/2009-06-30",
    "p8": f"{_KITH}/po/TverrfagligEpikrise/2009-06-30",
}
PLO_20 = {
    **_SHARED,
    "po": f"{_EHELSE}/po/poKomponent/2017-11-30",
    "p1": f"{_EHELSE}/po/Pasientlogistikk/2016-05-30",
    "p5": f"{_EHELSE}/po/HelseopplysningerSaksbehandling/2016-05-30",
    "p9": f"{_EHELSE}/po/Sammenfatning/2016-05-30",
}
PLO = {"1.5": PLO_15, "1.6": PLO_16, "2.0": PLO_20}
_DIALOG = {DIALOG_10: "1.0", DIALOG_11: "1.1"}
DIALOGUE_VERSIONS = tuple(_DIALOG.values())
# A dialogue's declarations write dia; its shared blocks have the prefixes of PLO.
_TABLES = {
    **{version: {**table, "dia": DIALOG_10} for version, table in PLO.items()},
    **{version: {**PLO_16, "dia": namespace} for namespace, version in _DIALOG.items()},
}
APPREC = {APPREC_10: "1.0", APPREC_11: "1.1"}

# Type code → the payload root that carries it, and the child that root must then have, as local names.
PAYLOADS: dict[str, tuple[str, str]] = {
    "LOG_INNLAGT": ("Pasientlogistikk", "MeldingInnlagtPasient"),
    "LOG_UTSKRIVNINGSKLAR": ("Pasientlogistikk", "MeldingUtskrivningsklarPasient"),
    "LOG_AVMELDING": ("Pasientlogistikk", "AvmeldingUtskrivningsklarPasient"),
    "LOG_UTSKREVET": ("Pasientlogistikk", "MeldingOmUtskrevetPasient"),
    "LOG_DOD": ("Pasientlogistikk", "OrienteringOmDod"),
    "LOG_TILBAKEMELDING": ("Pasientlogistikk", "TilbakemeldingUtskrivningsklarPasient"),
    "INNLEGGELSESRAPPORT": ("Innleggelsesrapport", ""),
    "HELSEOPPL_SOKNAD": ("HelseopplysningerVedSoknad", ""),
    "UTSKRIVNINGSRAPPORT": ("TverrfagligEpikrise", ""),
    "HELSEOPPLYSNINGER_LEGE": ("Konsultasjon", ""),
    "MEDISINSKE_OPPLYSNINGER": ("OverforingMedisinskeOpplysninger", ""),
    "ORIENTERING_TJENESTETILBUD": ("OrienteringOmTjenestetilbud", ""),
    "FRAVARSMELDING": ("MeldingFravar", ""),
    # Not to be sent any more, but they may come (wire-format 3).
    "PASIENTLOGISTIKK": ("Pasientlogistikk", ""),
    "TVERRFAGLIG_EPIKRISE": ("TverrfagligEpikrise", ""),
    "DIALOG_FORESPORSEL": ("Dialogmelding", "Foresporsel"),
    "DIALOG_SVAR": ("Dialogmelding", "Notat"),
    "DIALOG_AVVIK": ("Dialogmelding", "Notat"),
    "DIALOG_NOTAT": ("Dialogmelding", "Notat"),
    "DIALOG_HELSEFAGLIG": ("Dialogmelding", ""),
}


def version_of(namespace: str) -> str:
    """Return "1.5", "1.6", "2.0" for PLO and "1.0", "1.1" for dialogue payloads; empty when unknown."""
    for version, table in PLO.items():
        if namespace in table.values() and namespace not in _SHARED.values():
            return version
    return _DIALOG.get(namespace, "")


def namespaces(version: str) -> dict[str, str]:
    """Return the prefix table of a version of PLO or of the dialogue; an unknown one is read as 1.6."""
    return _TABLES.get(version, _TABLES["1.6"])


@cache
def qname(name: str, version: str = "1.6") -> str:
    """Return "{namespace}local" for "prefix:local"; raises KeyError for a prefix that no table has."""
    prefix, _, local = name.rpartition(":")
    return f"{{{namespaces(version)[prefix]}}}{local}" if prefix else local
