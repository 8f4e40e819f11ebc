"""The parts of a message with their own place on the page: critical information, notes, medicines, people."""

from __future__ import annotations

from lxml import etree

from plo_desktop.messages.outline import Item, Line, Prose, Section, Tag
from plo_desktop.wire.reading_nodes import Nodes, children, code_set, first, local
from plo_desktop.wire.reading_parties import party
from plo_desktop.wire.reading_values import is_true

_META = "{http://www.kith.no/xmlstds/epj/meta/2008-02-20}informasjonskategori"
_INFECTION = "9143"
_ANAPHYLAXIS = "5"
_MEDICAL = ("9142", "9145")
_FIRST_HEADINGS = (("9145", "1"), ("9145", "2"), ("9142", "AAI"), ("9141", "11"), ("9142", "PROB"))


def _tag(
    node: etree._Element, nodes: Nodes, kind: str, text: etree._Element | None, note: str, *skip: str
) -> Tag:
    said = nodes.text(text)
    details = nodes.lines(node, *skip)
    nodes.take(node)
    return Tag(kind, said, note, details, nodes.path(node))


def critical(nodes: Nodes) -> tuple[Item, ...]:
    """Return cave, allergies, infections and reservations as tags, in that order (R-07)."""
    found: list[Tag] = []
    for node in nodes.named("StikkordCave"):
        note = first(node, "Journaltekst")
        words = _note(note, nodes)
        found.append(
            _tag(node, nodes, "CAVE", first(node, "CaveStikkord"), words, "CaveStikkord", "Journaltekst")
        )
    for node in nodes.named("Allerginotat"):
        found.append(_allergy(node, nodes))
    for node in nodes.named("Journaltekst"):
        if node not in nodes.used and (kind := _critical_kind(node)):
            found.append(_critical_note(node, nodes, kind))
    for node in nodes.named("ForbeholdOmVideresending"):
        if is_true(node.text):
            nodes.take(node)
            found.append(Tag("FORBEHOLD", nodes.label(node), path=nodes.path(node)))
    for node in nodes.named("ReservasjonOnske"):
        found.append(_reservation(node, nodes))
    order = ("CAVE", "ALLERGI", "SMITTE", "FORBEHOLD")
    return tuple(sorted(found, key=lambda tag: order.index(tag.kind)))


def _note(node: etree._Element | None, nodes: Nodes) -> str:
    """Return a Journaltekst as one note: heading, text and remark."""
    if node is None:
        return ""
    heading = nodes.of(node, "Overskriftskode")
    said = ". ".join(
        part.rstrip(".") for part in (nodes.of(node, "Notat"), nodes.of(node, "Merknad")) if part
    )
    return f"{heading}: {said}" if heading and said else heading or said


def _allergy(node: etree._Element, nodes: Nodes) -> Tag:
    allergy = first(node, "Allergi")
    notes = [_note(child, nodes) for child in children(node) if local(child) == "Journaltekst"]
    details: tuple[Line, ...] = ()
    if allergy is not None:
        details = nodes.lines(allergy, "AllergiskMot")
    details += nodes.lines(node, "Allergi", "Journaltekst")
    said = nodes.of(node, "Allergi", "AllergiskMot")
    nodes.take(node)
    return Tag("ALLERGI", said, "\n".join(note for note in notes if note), details, nodes.path(node))


def _critical_kind(node: etree._Element) -> str:
    """Return the kind of critical information a Journaltekst is, or an empty string."""
    heading = first(node, "Overskriftskode")
    if heading is not None and code_set(heading) == _INFECTION:
        return "ALLERGI" if heading.get("V", "").strip() == _ANAPHYLAXIS else "SMITTE"
    parent = node.getparent()
    if parent is None or parent.get(_META, "") != "Cave/allergier":
        return ""
    words = "".join(node.itertext()).lower()
    if "smitte" in words or "mrsa" in words:
        return "SMITTE"
    return "ALLERGI" if "allergi" in words else "CAVE"


def _critical_note(node: etree._Element, nodes: Nodes, kind: str) -> Tag:
    heading = nodes.of(node, "Overskriftskode")
    remark = nodes.of(node, "Merknad")
    note = ". ".join(part for part in (heading, remark) if part)
    return _tag(node, nodes, kind, first(node, "Notat"), note, "Overskriftskode", "Notat", "Merknad")


def _reservation(node: etree._Element, nodes: Nodes) -> Tag:
    details: list[Line] = []
    for name in ("FramsattAv", "TrukketTilbakeAv"):
        person = first(node, name)
        if person is not None:
            details.append(Line(nodes.label(person), party(person, nodes), nodes.path(person)))
            nodes.take(person)
    details.extend(nodes.lines(node, "Gjelder", "FramsattAv", "TrukketTilbakeAv"))
    said = nodes.of(node, "Gjelder")
    nodes.take(node)
    return Tag("FORBEHOLD", said, "", tuple(details), nodes.path(node))


def prose(nodes: Nodes) -> tuple[Section, ...]:
    """Return notes with headings: status and reason first, then the other medical ones, then nursing."""
    medical: list[tuple[int, Prose]] = []
    nursing: list[Prose] = []
    for node in nodes.named("Journaltekst"):
        if node in nodes.used:
            continue
        heading = first(node, "Overskriftskode")
        suffix = code_set(heading) if heading is not None else ""
        value = heading.get("V", "").strip() if heading is not None else ""
        shown = _as_prose(node, nodes)
        if suffix in _MEDICAL or (suffix, value) in _FIRST_HEADINGS:
            key = (suffix, value)
            rank = _FIRST_HEADINGS.index(key) if key in _FIRST_HEADINGS else len(_FIRST_HEADINGS)
            medical.append((rank, shown))
        else:
            nursing.append(shown)
    medical.sort(key=lambda pair: pair[0])
    found: list[Section] = []
    if medical:
        found.append(Section("Situasjon og forløp", tuple(shown for _, shown in medical)))
    if nursing:
        found.append(Section("Sykepleie og andre notater", tuple(nursing)))
    return tuple(found)


def _as_prose(node: etree._Element, nodes: Nodes) -> Prose:
    heading = nodes.of(node, "Overskriftskode") or _place(node, nodes)
    rest = nodes.lines(node, "Overskriftskode", "Notat", "Merknad")
    remark = nodes.of(node, "Merknad")
    extra = [f"Merknad: {remark}"] if remark else []
    extra += [f"{line.label}: {line.text}" for line in rest]
    text = "\n".join(part for part in (nodes.of(node, "Notat"), *extra) if part)
    nodes.take(node)
    return Prose(heading, text, nodes.path(node))


def _place(node: etree._Element, nodes: Nodes) -> str:
    """Return what a note without a heading belongs to."""
    parent = node.getparent()
    return nodes.label(parent if parent is not None else node)


def events(nodes: Nodes) -> tuple[Section, ...]:
    """Return the timed events of the stay, in message order; an estimate says so (R-06)."""
    found: list[Item] = []
    for node in nodes.named("TidsfestetHendelse"):
        code, described = nodes.of(node, "Hendelsekode"), nodes.of(node, "BeskrivelseAvHendelse")
        moment = nodes.of(node, "TidspunktForHendelse")
        if is_true(nodes_text(first(node, "Anslag"))):
            moment = f"{moment}, anslagsvis"
        place = nodes.of(node, "StedForHendelse", "StedHendelse")
        shown_apart = (
            "Hendelsekode", "BeskrivelseAvHendelse", "TidspunktForHendelse", "Anslag",
            "StedForHendelse", "Merknad",
        )  # fmt: skip
        rest = [f"{line.label}: {line.text}" for line in nodes.lines(node, *shown_apart)]
        remark = nodes.of(node, "Merknad")
        said = [moment, described if code else "", place, remark, *rest]
        text = ", ".join(part for part in said if part)
        nodes.take(node)
        found.append(Line(code or described or nodes.label(node), text, nodes.path(node)))
    for node in nodes.named("UtskrevetTil"):
        found.extend(nodes.below(node))
    return (Section("Hendelser", tuple(found)),) if found else ()


def nodes_text(node: etree._Element | None) -> str:
    """Return the written text of a node that may not be there."""
    return (node.text or "") if node is not None else ""


def diagnoses(nodes: Nodes) -> tuple[Section, ...]:
    """Return the diagnoses as lines, the main one marked."""
    found: list[Item] = []
    for node in nodes.named("MedisinskDiagnose"):
        if node in nodes.used or local_parent(node) != "InfoMedisinskDiagnose":
            continue
        label = "Hoveddiagnose" if is_true(nodes_text(first(node, "Hoveddiagnose"))) else "Diagnose"
        code, description = nodes.of(node, "Diagnosekode"), nodes.of(node, "DiagnoseBeskrivelse")
        # Many senders write the code's name in both places; a nurse needs it once.
        said = [code] if description and code.endswith(f" {description}") else [code, description]
        rest = [
            f"{line.label}: {line.text}"
            for line in nodes.lines(node, "Hoveddiagnose", "Diagnosekode", "DiagnoseBeskrivelse")
        ]
        nodes.take(node)
        found.append(Line(label, ", ".join(part for part in (*said, *rest) if part), nodes.path(node)))
    return (Section("Diagnoser", tuple(found)),) if found else ()


def earlier_diseases(nodes: Nodes) -> tuple[Section, ...]:
    """Return earlier diseases, one line each: what it was, whether it is chronic, and its code."""
    found: list[Item] = []
    for node in nodes.named("TidligereSykdomFragment"):
        rest = [f"{line.label}: {line.text}" for line in nodes.lines(node, "TidligereSykdom", "Diagnosekode")]
        said = (nodes.of(node, "TidligereSykdom"), nodes.of(node, "Diagnosekode"), *rest)
        nodes.take(node)
        found.append(Line(nodes.label(node), ", ".join(part for part in said if part), nodes.path(node)))
    return (Section("Tidligere sykdommer", tuple(found)),) if found else ()


def local_parent(node: etree._Element) -> str:
    """Return the local name of a node's parent, or an empty string."""
    parent = node.getparent()
    return local(parent) if parent is not None else ""


def kin(nodes: Nodes) -> tuple[Section, ...]:
    """Return next of kin, one line each: name, phone, address, and what is remarked."""
    found: list[Item] = []
    for node in nodes.named("ParorendeForesatt"):
        person = first(node, "Referanseperson")
        label = nodes.of(node, "Slektskap") or nodes.label(node)
        rest = [f"{line.label}: {line.text}" for line in nodes.lines(node, "Slektskap", "Referanseperson")]
        said = [party(person, nodes) if person is not None else "", *rest]
        nodes.take(node)
        found.append(Line(label, "\n".join(part for part in said if part), nodes.path(node)))
    return (Section("Pårørende", tuple(found)),) if found else ()


_CONTACTS = (
    ("TilknyttetEnhet", "Kontaktenhet"),
    ("KontaktpersonHelsepersonell", "Kontaktperson"),
    ("AnsvarForRapport", "AnsvarligRapport"),
    ("RollerRelatertNotat", "HealthcareProfessional"),
    ("RollerRelatertNotat", "Person"),
    ("PasientrelatertKontaktperson", "Referanseperson"),
)


def contacts(nodes: Nodes) -> tuple[Section, ...]:
    """Return units and persons to contact with role, profession, HPR and phone (R-05)."""
    found: list[Item] = []
    for block, inner in _CONTACTS:
        for node in nodes.named(block):
            person = first(node, inner)
            if person is None or node in nodes.used:
                continue
            role = nodes.of(person, "RoleToPatient")
            said_beside = () if role else ("RoleToPatient",)
            role = role or nodes.of(node, "RoleToPatient")
            rest = [f"{line.label}: {line.text}" for line in nodes.lines(node, inner, *said_beside)]
            label = role or nodes.label(node)
            text = "\n".join(part for part in (party(person, nodes, role=False), *rest) if part)
            nodes.take(node)
            found.append(Line(label, text, nodes.path(node)))
    return (Section("Kontaktpersoner", tuple(found)),) if found else ()


ASKED = (("Forespørselen det svares på", ("Foresporsel",)),)
"""The question that a message answers, which it repeats (Q-03)."""

FOLLOW_UP = (
    ("Legemiddelhåndtering", ("BistandLegemiddelhandteringOgGjennomgang", "BistandLegemiddelhandtering")),
    ("Hjelp og oppfølging", ("OpplysningerRelevantOppfolging", "InfoAvtaleOmLegemiddeladm")),
)
"""What belongs with the medicines."""

OTHERS = (
    ("Blodtype og annet medisinsk", ("MedisinskfagligeOpplysninger",)),
    ("Tiltak, vurderinger og mål", ("Sykepleierdokumentasjon",)),
    ("Andre faggrupper", ("OpplysningerAndreFaggrupper",)),
    ("Søknad", ("OpplysningerTilSoknad",)),
    ("Tjenester", ("EksisterendeTjeneste", "TjenesteBehov")),
    ("Individuell plan", ("OpplysningerOmIndividuellPlan",)),
    ("Funksjonsnivå", ("InfoKartleggingFunksjonsniva",)),
    ("IPLOS-opplysninger", ("InfoIPLOSrelevantInformasjon",)),
    ("Hjelpemidler", ("OpplysningerOmHjelpemidler",)),
    ("Kontrolltime", ("InfoKontrolltime",)),
    ("Språk, tolk og kommunikasjon", ("InfoAssistertKommunikasjon", "AssistertKommunikasjon")),
    ("Informasjon gitt", ("InfoInformasjonGitt", "InformasjonGitt")),
    ("Andre dokumenter som er sendt", ("SendtDokument",)),
)


def groups(nodes: Nodes, titled: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Section, ...]:
    """Return what stands below elements of the given names, each group under its own heading."""
    found: list[Section] = []
    for title, names in titled:
        items: list[Item] = []
        for name in names:
            for node in nodes.named(name):
                items.extend(_function(node, nodes) if name == "InfoKartleggingFunksjonsniva" else ())
                items.extend(nodes.below(node) if title != "Tjenester" else nodes.items(node))
        if items:
            found.append(Section(title, tuple(items)))
    return tuple(found)


def _function(root: etree._Element, nodes: Nodes) -> list[Item]:
    """Return each mapped function as one line: "Spise: 1"."""
    found: list[Item] = []
    for node in [child for child in children(root) if local(child) == "KartlagtFunksjon"]:
        rest = [f"{line.label}: {line.text}" for line in nodes.lines(node, "Funksjonsvariabel", "Vurdering")]
        label = nodes.of(node, "Funksjonsvariabel") or nodes.label(node)
        text = ", ".join(part for part in (nodes.of(node, "Vurdering"), *rest) if part)
        nodes.take(node)
        found.append(Line(label, text, nodes.path(node)))
    return found
