"""Every official PLO example is taken in by its declaration; what is left to the outline is listed here."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.messages.diagnoses import DIAGNOSE_KODE, DIAGNOSE_NAVN, DIAGNOSE_TEKST, DIAGNOSER
from plo_desktop.messages.medicines import GITT, I_BRUK, MEDGITT, SEPONERT, UTLEVERT
from plo_desktop.messages.registry import all_types
from plo_desktop.messages.shared_sections import PARORENDE, PARORENDE_MOBIL, PARORENDE_TELEFON
from plo_desktop.messages.spec import Content, Direction, Family, MessageType
from plo_desktop.messages.types.avmelding import AVMELDING, AVMELDT, BEGRUNNELSE
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.messages.types.utskrivningsrapport import ANDRE_OPPLYSNINGER, HENDELSER, UTSKRIVNINGSRAPPORT
from plo_desktop.wire.codec import build_payload, read_payload
from plo_desktop.wire.envelope import payload_of
from plo_desktop.wire.names import qname
from tests.wire.official import examples

_OWN_UNIT = {"Kontaktenhet/Ident/Id", *(f"Kontaktenhet/Ident/TypeId/@{a}" for a in ("V", "DN", "S"))}
_ROLE = {f"AnsvarligRapport/RoleToPatient/@{a}" for a in ("V", "DN", "S")}
_READY = {"Anslag"}
# What a ward sends names its unit by its own configuration, its decider by that role, its dates as facts and
# the expected day by the code made for it; a false yes-or-no says nothing.
LEFT = {
    "LOG_INNLAGT": _OWN_UNIT | _ROLE,
    "LOG_UTSKRIVNINGSKLAR": _OWN_UNIT | _ROLE | _READY,
    "LOG_AVMELDING": _OWN_UNIT | _ROLE | _READY,
    "LOG_UTSKREVET": _OWN_UNIT | _ROLE | {"TidspunktForHendelse/@V"},
    "HELSEOPPL_SOKNAD": _OWN_UNIT | {f"Hendelsekode/@{a}" for a in ("V", "DN", "S")},
    "UTSKRIVNINGSRAPPORT": _OWN_UNIT | {"Hoveddiagnose"},
    "INNLEGGELSESRAPPORT": set(),
    "LOG_DOD": {"Organisation/Ident/Id", *(f"Organisation/Ident/TypeId/@{a}" for a in ("V", "DN", "S"))},
    "HELSEOPPLYSNINGER_LEGE": {"SvarPaaForesporsel"},
    "MEDISINSKE_OPPLYSNINGER": {"SvarPaaForesporsel"},
    "ORIENTERING_TJENESTETILBUD": set(),
}
PLO = [t for t in all_types() if t.family is not Family.DIALOG and t.version == "1.6"]


def example(shared: Path, mtype: MessageType) -> etree._Element:
    """Return the payload of the official example of a type."""
    for path in examples(shared):
        root = etree.fromstring(path.read_bytes())
        kind = root.find("{*}MsgInfo/{*}Type")
        payload = payload_of(root)
        if kind is not None and kind.get("V") == mtype.code and payload is not None:
            return payload
    raise LookupError(mtype.code)


def content_of(shared: Path, mtype: MessageType) -> Content:
    """Return what the declaration reads from the official example."""
    return read_payload(mtype, example(shared, mtype))[0]


def test_every_plo_type_of_the_catalogue_is_declared() -> None:
    assert {mtype.code for mtype in PLO} == set(LEFT)
    assert all(mtype.also_sent == ("1.5",) for mtype in PLO)
    numbers = [mtype.number for mtype in all_types()]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("mtype", PLO, ids=lambda mtype: mtype.code)
def test_an_official_example_leaves_only_what_is_listed(mtype: MessageType, shared_dir: Path) -> None:
    _, leftovers = read_payload(mtype, example(shared_dir, mtype))
    tails = {
        next((tail for tail in LEFT[mtype.code] if left.path.endswith(tail)), left.path) for left in leftovers
    }
    assert tails == LEFT[mtype.code]


def test_what_a_type_is_says_where_it_goes() -> None:
    to = {t.code: t.receiver_service for t in PLO if t.direction is not Direction.IN}
    assert to == {
        "LOG_INNLAGT": "sykepleie",
        "HELSEOPPL_SOKNAD": "saksbehandler",
        "LOG_UTSKRIVNINGSKLAR": "saksbehandler",
        "LOG_AVMELDING": "saksbehandler",
        "UTSKRIVNINGSRAPPORT": "sykepleie",
        "LOG_UTSKREVET": "sykepleie",
    }
    # SSHF 6.0: what is phoned cannot be printed. Logistics are cancelled and sent anew, never changed.
    assert {t.code for t in PLO if not t.printable} == {"LOG_INNLAGT", "LOG_UTSKREVET"}
    changed = {t.code for t in PLO if "M" in t.standings}
    assert changed == {"HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT", "INNLEGGELSESRAPPORT"}


def test_stopped_medicines_are_never_among_those_in_use(shared_dir: Path) -> None:
    content = content_of(shared_dir, UTSKRIVNINGSRAPPORT)
    assert names(content, "i_bruk") == ["Burinex", "Triatec", "Lipitor", "Imdur", "Apocillin", "Paracetamol"]
    assert names(content, "seponert") == ["Marevan"]
    assert names(content, "gitt_i_dag") == ["Burinex", "Triatec", "Imdur", "Apocillin"]
    assert names(content, "utlevert") == []


def names(content: Content, group: str) -> list[object]:
    """Return the names of the medicines of a group."""
    rows = {f.name: f for f in (I_BRUK, SEPONERT, GITT, MEDGITT, UTLEVERT)}
    return [row.by_name().get("navn") for row in content.rows(rows[group])]


def test_each_group_of_medicines_is_told_apart_on_the_wire() -> None:
    drug = Content({"navn": "Marevan"})
    groups = Content({"i_bruk": (drug,), "seponert": (drug,), "utlevert": (drug,)})
    payload = build_payload(UTSKRIVNINGSRAPPORT, groups)
    found = [
        status.get("V")
        if (status := info.find(f".//{qname('epj3:StatusTilForskrivningen')}")) is not None
        else ""
        for info in payload.iter(qname("epj3:Legemiddelinfo"))
    ]
    assert found == ["", "2", "3"]
    back, _ = read_payload(UTSKRIVNINGSRAPPORT, payload)
    assert [names(back, group) for group in ("i_bruk", "seponert", "utlevert")] == [["Marevan"]] * 3


def test_events_without_a_code_are_kept_as_they_were_told(shared_dir: Path) -> None:
    content = content_of(shared_dir, UTSKRIVNINGSRAPPORT)
    told = [row.by_name()["hendelse"] for row in content.rows(HENDELSER)]
    assert told == ["Innlagt dato", "Innlagt fra: bosted", "Utskrevet dato"]
    (infection,) = content.rows(ANDRE_OPPLYSNINGER)
    assert infection.by_name()["merknad"] == "Registrert 30-01-2018"


def test_a_diagnosis_keeps_its_words_and_the_name_its_code_has(shared_dir: Path) -> None:
    first, second = content_of(shared_dir, UTSKRIVNINGSRAPPORT).rows(DIAGNOSER)
    assert (first[DIAGNOSE_TEKST], first[DIAGNOSE_KODE], first[DIAGNOSE_NAVN]) == (
        "Ve legg",
        "A46",
        "Erysipelas",
    )
    assert (second[DIAGNOSE_TEKST], second[DIAGNOSE_NAVN]) == ("Uspesifisert hjertesvikt", None)


def test_both_phones_of_a_son_are_read_each_as_what_it_is(shared_dir: Path) -> None:
    ole, per = content_of(shared_dir, INNLEGGELSESRAPPORT).rows(PARORENDE)
    assert (ole[PARORENDE_TELEFON], ole[PARORENDE_MOBIL]) == ("51519000", "97212324")
    assert (per[PARORENDE_TELEFON], per[PARORENDE_MOBIL]) == (None, "99887722")


def test_the_reason_of_an_avmelding_is_read(shared_dir: Path) -> None:
    content = content_of(shared_dir, AVMELDING)
    assert content[AVMELDT] is not None
    assert (content[BEGRUNNELSE] or "").startswith("På bakgrunn av endring i helsetilstand")
