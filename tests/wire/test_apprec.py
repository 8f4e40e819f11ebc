"""Application receipts: mirrored addresses, echoed ids, both versions, valid by the official schemas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Identifier, Organisation, Professional
from plo_desktop.messages.head import ApprecError, Head
from plo_desktop.messages.types.innlagt import INNLAGT
from plo_desktop.wire.apprec import apprec_version_for, build_apprec, generated_at, is_apprec, read_apprec
from plo_desktop.wire.envelope import read_head
from tests.wire.made import GENERATED, HOSPITAL, MSG_ID, a_message, her
from tests.wire.official import is_valid

ANSWER_ID = "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d05"
E36 = ApprecError("E36", "", "Navn uten gyldig identifikator")


def a_head(version: str = "1.6", generated: str = "2018-01-30T15:34:47.0Z") -> Head:
    """Return the head of a message from the hospital to the municipality."""
    head = read_head(etree.fromstring(a_message(INNLAGT)))
    return replace(head, version=version, generated=generated)


def an_apprec(
    head: Head, errors: tuple[ApprecError, ...] = (), role: str = "PRIM", ours: Organisation | None = None
) -> etree._Element:
    """Return a receipt for that head."""
    data = build_apprec(
        head,
        status_ok=not errors,
        errors=errors,
        our_party=ours,
        role=role,
        apprec_id=ANSWER_ID,
        generated_at=GENERATED,
    )
    return etree.fromstring(data)


@pytest.mark.parametrize("version", ["1.5", "1.6"])
@pytest.mark.parametrize("errors", [(), (E36, ApprecError("E10", "", ""))])
@pytest.mark.parametrize("role", ["PRIM", "COP"])
def test_receipts_are_valid_and_say_what_they_answer(
    version: str, errors: tuple[ApprecError, ...], role: str, shared_dir: Path
) -> None:
    root = an_apprec(a_head(version), errors, role)
    assert is_valid(shared_dir, root)
    assert is_apprec(root)
    apprec = read_apprec(root)
    assert apprec.version == ("1.0" if version == "1.5" else "1.1")
    assert apprec.status == ("2" if errors else "1")
    assert apprec.msg_id == ANSWER_ID
    assert (apprec.original_id, apprec.original_type) == (MSG_ID, "LOG_INNLAGT")
    assert apprec.original_issued == "2018-01-30T15:34:47.0Z"
    assert generated_at(apprec) == GENERATED
    assert [error.code for error in apprec.errors] == [error.code for error in errors]


def test_addresses_are_mirrored_on_both_levels_with_every_identifier() -> None:
    apprec = read_apprec(an_apprec(a_head()))
    assert apprec.sender is not None
    assert apprec.receiver is not None
    assert [i.id for i in apprec.sender.idents] == ["99387", "999888777"]
    assert apprec.sender.full_name == "Alvdal Kommune, Sykepleietjeneste"
    assert apprec.sender.service is not None
    assert apprec.sender.service.her_id == "5078"
    assert apprec.receiver.full_name == "ST OLAVS HOSPITAL HF, Ortopedisk kirurgi"


def test_a_copy_receiver_answers_for_itself_with_its_own_role() -> None:
    apprec = read_apprec(an_apprec(a_head(), role="COP", ours=HOSPITAL))
    assert apprec.role == "COP"
    assert apprec.sender is not None
    assert apprec.sender.her_id == "59"


@pytest.mark.parametrize(("version", "roles"), [("1.5", ["SPR", "RECEIVER"]), ("1.6", ["PRIM", "AVS"])])
def test_roles_have_the_codes_of_their_version(version: str, roles: list[str]) -> None:
    assert [role.get("V") for role in an_apprec(a_head(version)).iter("{*}Role")] == roles


def test_a_doctor_who_is_the_communication_party_is_named_and_a_signer_is_not() -> None:
    doctor = Professional("September", "August", idents=her("91100"))
    office = Organisation("Kattskinnet legesenter", her("91096"), person=doctor)
    root = an_apprec(replace(a_head(), sender=office))
    assert [e.findtext("{*}Name") for e in root.iter("{*}HCPerson")] == ["August September"]
    signed = replace(HOSPITAL, person=doctor)
    assert list(an_apprec(replace(a_head(), sender=signed)).iter("{*}HCPerson")) == []


def test_errors_carry_name_system_and_the_free_detail() -> None:
    error = next(an_apprec(a_head(), (E36,)).iter("{*}Error"))
    assert dict(error.attrib) == {
        "V": "E36",
        "S": "2.16.578.1.12.4.1.1.8221",
        "DN": "Pasientopplysninger er utilstrekkelige",
        "OT": "Navn uten gyldig identifikator",
    }


def test_a_refusal_without_reason_is_not_made() -> None:
    with pytest.raises(ValueError, match="at least one error"):
        build_apprec(a_head(), status_ok=False, generated_at=GENERATED)


def test_even_a_head_with_nothing_in_it_can_be_answered(shared_dir: Path) -> None:
    bare = read_head(etree.fromstring("<MsgHead/>"))
    root = an_apprec(bare, (E36,))
    assert is_valid(shared_dir, root)


def test_an_unreadable_date_is_not_echoed_into_an_invalid_receipt(shared_dir: Path) -> None:
    head = replace(a_head(generated="i går"), generated_at=None)
    assert is_valid(shared_dir, an_apprec(head))


@pytest.mark.parametrize(
    ("version", "answer"),
    [("1.5", "1.0"), ("1.6", "1.1"), ("2.0", "1.1"), ("1.0", "1.0"), ("1.1", "1.1"), ("", "1.1")],
)
def test_the_receipt_has_the_version_that_the_message_asks_for(version: str, answer: str) -> None:
    assert apprec_version_for(a_head(version)) == answer


def test_the_official_receipt_is_read(shared_dir: Path) -> None:
    path = shared_dir / "standards" / "examples" / "apprec-v1.0" / "apprec-eksempel.xml"
    apprec = read_apprec(etree.fromstring(path.read_bytes().strip()))
    assert (apprec.version, apprec.status) == ("1.0", "3")
    assert apprec.original_id == "1b08b3f5-76c1-4560-ae4e-90e04cb0bc70"
    assert len(apprec.errors) == 5
    assert apprec.errors[0].detail == "3"
    assert apprec.sender is not None
    assert apprec.sender.full_name == "ARBEIDS- OG VELFERDSETATEN, Kontrollsystem"


def test_dates_in_attributes_are_understood() -> None:
    root = etree.fromstring(
        '<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15"><GenDate V="2026-11-20T07:40:00"/>'
        '<OriginalMsgId><IssueDate V="2026-11-20T07:39:00"/><Id>x</Id></OriginalMsgId></AppRec>'
    )
    apprec = read_apprec(root)
    assert generated_at(apprec) == GENERATED
    assert apprec.original_issued == "2026-11-20T07:39:00"


@pytest.mark.parametrize(
    "inner", ["", "<Sender/>", "<Sender><HCP><HCProf><Name>Lin</Name></HCProf></HCP></Sender>"]
)
def test_no_receipt_breaks_its_reading(inner: str) -> None:
    root = etree.fromstring(f'<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21">{inner}</AppRec>')
    assert read_apprec(root).version == "1.0"


def test_identifiers_beyond_the_first_are_kept() -> None:
    two = Organisation("A", (Identifier("1", code("9051", "ENH")), *her("2")))
    apprec = read_apprec(an_apprec(replace(a_head(), sender=two)))
    assert apprec.receiver is not None
    assert [(i.id, i.type.value) for i in apprec.receiver.idents] == [("2", "HER"), ("1", "ENH")]
