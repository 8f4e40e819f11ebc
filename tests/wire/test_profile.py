"""What the profiles ask beyond the schema is told with its place, and never stops a message (HITS 1168)."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.messages.registry import all_types, by_code
from plo_desktop.messages.spec import MessageType, Severity
from plo_desktop.wire.envelope import payload_of, read_head
from plo_desktop.wire.inbox import Inspected, inspect
from plo_desktop.wire.profile import profile_problems
from tests.wire.made import ORIGINAL, a_context_for, a_message
from tests.wire.official import examples


def of(code: str) -> MessageType:
    """Return a declared type."""
    found = by_code(code)
    assert found is not None
    return found


def changed(code: str, path: str, change: str) -> Inspected:
    """Return the verdict on a sample after one element was changed.

    `change` is "-" to remove it, "+" to repeat it, "0" to empty it, else attribute=value.
    """
    root = etree.fromstring(a_message(of(code)))
    element = root.find(f".//{path}")
    assert element is not None, path
    name, _, value = change.partition("=")
    if change == "-":
        remove(element)
    elif change == "+":
        element.addnext(etree.fromstring(etree.tostring(element)))
    elif change == "0":
        element.attrib.clear()
    else:
        element.set(name, value)
    return inspect(written(root))


def written(root: etree._Element) -> bytes:
    """Return a tree as bytes; in ASCII, lxml spoils the names of elements that have an å."""
    return etree.tostring(root, encoding="UTF-8")


def remove(element: etree._Element | None) -> None:
    """Take an element out of its document."""
    assert element is not None
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def codes(found: Inspected) -> list[str]:
    """Return what was told."""
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_our_own_messages_have_all_that_the_profiles_ask(mtype: MessageType) -> None:
    for version in (mtype.version, *mtype.also_sent):
        found = inspect(a_message(mtype, ctx=a_context_for(mtype, version=version)))
        assert (found.refusals, found.problems) == ((), ()), version


def test_the_official_examples_have_all_that_the_profiles_ask(shared_dir: Path) -> None:
    for path in examples(shared_dir):
        assert inspect(path.read_bytes()).problems == (), path.name


@pytest.mark.parametrize(
    ("code", "path", "change", "problem"),
    [
        ("LOG_UTSKREVET", "{*}Hendelsekode", "V=4", "PROFIL_HENDELSE"),
        ("LOG_UTSKREVET", "{*}UtTil", "0", "PROFIL_UTSKREVET_TIL"),
        ("LOG_AVMELDING", "{*}TidsfestetHendelse", "+", "PROFIL_HENDELSE"),
        ("LOG_DOD", "{*}Hendelsekode", "V=2", "PROFIL_HENDELSE"),
        ("LOG_INNLAGT", "{*}Hendelsekode", "V=", "PROFIL_HENDELSE"),
        ("UTSKRIVNINGSRAPPORT", "{*}TypeInnhold", "V=7", "PROFIL_TYPE_INNHOLD"),
        ("HELSEOPPLYSNINGER_LEGE", "{*}TypeInnholdKonsultasjon", "V=7", "PROFIL_TYPE_INNHOLD"),
        ("INNLEGGELSESRAPPORT", "{*}Forsendelsesstatus", "V=A", "PROFIL_STATUS"),
        ("LOG_INNLAGT", "{*}Forsendelsesstatus", "V=M", "PROFIL_STATUS"),
        ("DIALOG_SVAR", "{*}ConversationRef", "-", "REFERANSE_MANGLER"),
        ("DIALOG_SVAR", "{*}Notat/{*}Foresporsel", "-", "PROFIL_SPORSMAL"),
        ("DIALOG_SVAR", "{*}TypeForesp", "-", ""),
        ("DIALOG_SVAR", "{*}TemaKodet", "V=2", "PROFIL_TEMA"),
        ("DIALOG_AVVIK", "{*}ConversationRef", "-", "REFERANSE_MANGLER"),
        ("DIALOG_AVVIK", "{*}TemaKodet", "S=2.16.578.1.12.4.1.1.9069", "PROFIL_TEMA"),
        ("DIALOG_AVVIK", "{*}TekstNotatInnhold", "-", "PROFIL_TEKST"),
        ("DIALOG_NOTAT", "{*}TekstNotatInnhold", "-", "PROFIL_TEKST"),
        ("DIALOG_NOTAT", "{*}RollerRelatertNotat/{*}RoleToPatient", "-", "PROFIL_ROLLE"),
        ("DIALOG_FORESPORSEL", "{*}TypeForesp", "S=2.16.578.1.12.4.1.1.9065", "PROFIL_FORESPORSEL"),
        ("DIALOG_HELSEFAGLIG", "{*}Tema", "-", "PROFIL_EMNE"),
        ("DIALOG_HELSEFAGLIG", "{*}TemaKodet", "V=1", "PROFIL_TEMA"),
    ],
)
def test_what_is_missing_is_told_and_the_message_taken_in(
    code: str, path: str, change: str, problem: str
) -> None:
    found = changed(code, path, change)
    if not problem:
        # The schema itself demands it.
        assert not found.acceptable
        return
    assert found.acceptable
    assert problem in codes(found)
    assert all(each.severity is Severity.WARNING for each in found.problems)
    assert all(each.message.endswith(".") for each in found.problems)


def test_a_place_in_the_payload_is_told_with_its_path() -> None:
    found = changed("LOG_UTSKREVET", "{*}UtTil", "0")
    element = next(problem for problem in found.problems if problem.code == "PROFIL_UTSKREVET_TIL")
    assert element.path.endswith("MeldingOmUtskrevetPasient/UtskrevetTil")


def test_an_unknown_status_is_named_and_the_message_read() -> None:
    found = changed("INNLEGGELSESRAPPORT", "{*}Forsendelsesstatus", "V=A")
    (problem,) = found.problems
    assert "A (Tillegg)" in problem.message
    assert found.content is not None
    assert found.content.by_name()


def test_a_helsefaglig_dialog_that_starts_by_itself_says_whom_it_wants() -> None:
    root = etree.fromstring(a_message(of("DIALOG_HELSEFAGLIG")))
    remove(root.find(".//{*}ConversationRef"))
    assert codes(inspect(written(root))) == []
    for role in list(root.iter("{*}RollerRelatertNotat")):
        wanted = role.find("{*}RoleToPatient")
        if wanted is not None and wanted.get("V") == "24":
            remove(role)
    assert codes(inspect(written(root))) == ["PROFIL_ONSKET_KONTAKT"]


def test_the_answer_on_ready_points_at_its_message() -> None:
    mtype = of("DIALOG_NOTAT")
    root = etree.fromstring(a_message(mtype))
    theme = root.find(".//{*}TemaKodet")
    assert theme is not None
    theme.set("S", "2.16.578.1.12.4.1.1.9155")
    theme.set("V", "1")
    assert "REFERANSE_MANGLER" in codes(inspect(written(root)))


def test_a_plo_answer_says_what_it_answers() -> None:
    root = etree.fromstring(a_message(of("HELSEOPPL_SOKNAD")))
    sending = root.find(".//{*}InformasjonOmForsendelsen")
    assert sending is not None
    space = etree.QName(sending).namespace
    etree.SubElement(sending, f"{{{space}}}SvarPaaForesporsel").text = "true"
    found = inspect(written(root))
    assert sorted(codes(found)) == ["PROFIL_SPORSMAL", "REFERANSE_MANGLER"]


def test_a_cancellation_is_judged_by_its_reference_only() -> None:
    mtype = of("LOG_UTSKREVET")
    root = etree.fromstring(a_message(mtype, ctx=a_context_for(mtype, "C")))
    for code in root.iter("{*}Hendelsekode"):
        code.set("V", "4")
    payload = payload_of(root)
    assert payload is not None
    head = read_head(root)
    assert head.parent == ORIGINAL
    assert profile_problems(head, payload) == ()
