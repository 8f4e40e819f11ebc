"""The cases, by their numbers in the fault list, each with what must come of it (process-rules 3.1)."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.bad_input.report_made import BORN_AND_SEX, MSG_ID, NUMBER, Report

ACCEPTED, REFUSED, QUARANTINED = "accepted", "refused", "quarantined"

REPORT = Report()


@dataclass(frozen=True, slots=True)
class Case:
    """One input and its verdict: what becomes of it, the code that says why, and words that a reader sees.

    `shows` is False for what is not even XML that we take; it is kept, and people are told why.
    """

    name: str
    make: Callable[[], bytes]
    outcome: str
    code: str = ""
    says: tuple[str, ...] = ()
    shows: bool = True


def _accepted(name: str, make: Callable[[], bytes], *says: str) -> Case:
    return Case(name, make, ACCEPTED, says=says or ("Danser, Line",))


def _refused(name: str, make: Callable[[], bytes], code: str, *says: str) -> Case:
    return Case(name, make, REFUSED, code, says)


def _kept(name: str, make: Callable[[], bytes], code: str = "T01") -> Case:
    return Case(name, make, QUARANTINED, code, shows=False)


def _strange(name: str, make: Callable[[], bytes], code: str, *says: str) -> Case:
    """Return a case that is XML and can be read, but is not for us to take in or refuse."""
    return Case(name, make, QUARANTINED, code, says)


def _with(**changed: str) -> Callable[[], bytes]:
    return REPORT.having(**changed).bytes


def _doctype(subset: str, note: str = "&a;") -> Callable[[], bytes]:
    return _with(before_root=f"<!DOCTYPE MsgHead {subset}>\n", note=note)


def _billion_laughs() -> bytes:
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _doctype(f'[<!ENTITY l0 "ha">{lols}]', "&l9;")()


def _quadratic() -> bytes:
    return _doctype(f'[<!ENTITY a "{"x" * 50_000}">]', "&a;" * 20_000)()


def _deep(levels: int) -> Callable[[], bytes]:
    return _with(more_payload="<a>" * levels + "</a>" * levels)


def _many_attributes() -> bytes:
    many = " ".join(f'a{n}="x"' for n in range(100_000))
    return REPORT.having(root_attributes=" " + many).bytes()


def _many_namespaces() -> bytes:
    many = " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(50_000))
    return REPORT.having(root_attributes=" " + many).bytes()


def _large_attachment() -> bytes:
    base = base64.b64encode(b"\x00" * 9_000_000).decode()
    attachment = (
        '<Document><RefDoc><MsgType V="A" DN="Vedlegg"/><MimeType>application/pdf</MimeType><Content>'
        f'<bas:Base64Container xmlns:bas="http://www.kith.no/xmlstds/base64container">{base}'
        "</bas:Base64Container></Content></RefDoc></Document>"
    )
    return REPORT.having(after_document=attachment).bytes()


def _attachment(content: str) -> Callable[[], bytes]:
    return _with(
        after_document='<Document><RefDoc><MsgType V="A" DN="Vedlegg"/><MimeType>application/pdf</MimeType>'
        '<Content><bas:Base64Container xmlns:bas="http://www.kith.no/xmlstds/base64container">'
        f"{content}</bas:Base64Container></Content></RefDoc></Document>"
    )


def _too_large() -> bytes:
    return REPORT.having(note="x" * 36_000_000).bytes()


def _swapped_prefixes() -> bytes:
    text = REPORT.text()
    for old, new in (
        ("p7:", "x:"),
        ("xmlns:p7=", "xmlns:x="),
        ("epj2:", "p7:"),
        ("xmlns:epj2=", "xmlns:p7="),
    ):
        text = text.replace(old, new)
    return text.encode()


def _zip_after() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "a")
    return REPORT.bytes() + packed.getvalue()


def _raw_note(raw: bytes) -> Callable[[], bytes]:
    return lambda: REPORT.having(note="@@").bytes().replace(b"@@", raw)


def _declared(name: str, encoding: str) -> Callable[[], bytes]:
    made = REPORT.having(declaration=f'<?xml version="1.0" encoding="{name}"?>\n', note="Blåbær til kveld.")
    return lambda: made.bytes(encoding)


def _ident(number: str, kind: str) -> str:
    return f'<Ident><Id>{number}</Id><TypeId V="{kind}" S="2.16.578.1.12.4.1.1.8116"/></Ident>'


def _generated(moment: str) -> Callable[[], bytes]:
    return _with(generated=f"<GenDate>{moment}</GenDate>")


def _apprec(original: str, status: str = "1", errors: str = "") -> Callable[[], bytes]:
    return lambda: f"""<?xml version="1.0" encoding="UTF-8"?>
<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15">
 <MsgType V="APPREC" DN="Applikasjonskvittering"/><MIGversion>v1.1 2012-02-15</MIGversion>
 <GenDate>2026-11-20T07:30:00</GenDate><Id>6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d05</Id>
 <Sender>{_inst("Alvdal Kommune", "99387")}</Sender>
 <Receiver>{_inst("ST OLAVS HOSPITAL HF", "59")}</Receiver>
 <Status V="{status}" DN="Status"/>{errors}
 <OriginalMsgId><MsgType V="LOG_INNLAGT" DN="Melding om innlagt pasient"/>
 <IssueDate>2026-11-20T07:00:00</IssueDate><Id>{original}</Id></OriginalMsgId>
</AppRec>""".encode()


def _inst(name: str, her_id: str) -> str:
    return f'<HCP><Inst><Name>{name}</Name><Id>{her_id}</Id><TypeId V="HER" DN="HER-id"/></Inst></HCP>'


_ERROR = '<Error V="X99" S="2.16.578.1.12.4.1.1.8221" DN="Annen feil" OT="både og"/>'
_UNKNOWN = "9c8b7a65-1111-4222-8333-444455556666"
_PATIENT = "<Patient><FamilyName>Gundersen</FamilyName><GivenName>Roland</GivenName></Patient>"
_SIGNATURE = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
_HTML = (
    '<div xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"><script>alert(1)</script>'
    '<iframe src="http://x.invalid"/><p style="background:url(http://x.invalid)">Tekst</p></div>'
)

_SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def _reference(digest: str = _SHA256) -> str:
    return (
        f'<Reference URI=""><DigestMethod Algorithm="{digest}"/><DigestValue>QUJD</DigestValue></Reference>'
    )


def _signed(references: str, inside: str = "") -> Callable[[], bytes]:
    return _with(
        after_document='<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>'
        '<CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>'
        '<SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"/>'
        f"{references}</SignedInfo><SignatureValue>QUJD</SignatureValue>{inside}</Signature>"
    )


def _wrapped() -> bytes:
    """A whole other message inside the signature, as who fools a careless reader would hide it."""
    other = REPORT.having(
        declaration="",
        names="<FamilyName>Telokk</FamilyName><GivenName>Gry</GivenName>",
        note="Skal ha tredobbel dose.",
    )
    return _signed(_reference(), f"<Object>{other.text()}</Object>")()


def _dialogue(inside: str) -> Callable[[], bytes]:
    """Return a note to the ward with formatted content."""
    text = REPORT.having(type_code="DIALOG_NOTAT").text()
    before, _, rest = text.partition("<Content>")
    after = rest.partition("</Content>")[2]
    note = (
        '<dia:Dialogmelding xmlns:dia="http://www.kith.no/xmlstds/dialog/2006-10-11"><dia:Notat>'
        '<dia:TemaKodet V="1" S="2.16.578.1.12.4.1.1.9155" DN="Tilbakemelding"/>'
        f"<dia:TekstNotatInnhold>{inside}</dia:TekstNotatInnhold></dia:Notat></dia:Dialogmelding>"
    )
    return f"{before}<Content>{note}</Content>{after}".encode


_ACTIVE = (
    '<div xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"><script>alert(2)</script>'
    '<iframe src="http://x.invalid/"/><meta http-equiv="refresh" content="0;url=http://x.invalid/"/>'
    '<p style="background:url(http://x.invalid)">Kan ta imot torsdag</p></div>'
)
_MARKUP = "<para>&lt;img src='file:///etc/passwd'/&gt; (\\) &lt;/para&gt;"

CASES: tuple[Case, ...] = (
    _accepted("B00-whole", REPORT.bytes),
    # Entities and other ways out of the document
    _kept("B01-billion-laughs", _billion_laughs),
    _kept("B02-quadratic-entity", _quadratic),
    _kept("B03-external-entity", _doctype('[<!ENTITY a SYSTEM "file:///etc/passwd">]')),
    _kept("B04-parameter-entity", _doctype('[<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]', "x")),
    _kept("B05-doctype-http", _doctype('SYSTEM "http://x.invalid/a.dtd"', "x")),
    _refused(
        "B06-xinclude",
        _with(
            more_payload='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
        ),
        "T02",
    ),
    _accepted("B07-stylesheet", _with(before_root='<?xml-stylesheet href="http://x.invalid/a.xsl"?>\n')),
    _accepted(
        "B08-schema-location",
        _with(
            root_attributes=' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            ' xsi:schemaLocation="urn:a http://x.invalid/a.xsd"'
        ),
    ),
    # Size and shape
    _kept("B09-depth-300", _deep(300)),
    _kept("B09-depth-100000", _deep(100_000)),
    _kept("B10-many-attributes", _many_attributes),
    _kept("B10-many-namespaces", _many_namespaces),
    _accepted("B11-large-attachment", _large_attachment, "Vedlegg 1", "9,0 MB"),
    _kept("B11-too-large", _too_large, "T99"),
    _kept("B12-truncated", lambda: REPORT.bytes()[:700]),
    _kept("B13-two-roots", _with(after_root="<MsgHead/>")),
    _kept("B14-zip-after-root", _zip_after),
    _kept("B15-empty", bytes),
    _kept("B15-bom-only", lambda: b"\xef\xbb\xbf"),
    _kept("B15-spaces-only", lambda: b"  \n\t "),
    _kept("B15-not-xml", lambda: b"MSH|^~\\&|EPJ|"),
    _kept("B15-binary", lambda: bytes(range(256)) * 8),
    # Characters
    _kept("B16-nul", _raw_note(b"a\x00b")),
    _kept("B16-control", _with(note="a&#x1;b")),
    _kept("B17-lone-surrogate", _raw_note(b"a\xed\xa0\x80b")),
    _kept("B17-invalid-utf8", _raw_note(b"a\xff\xfeb")),
    _kept("B18-latin1-declared-utf8", lambda: REPORT.having(note="Blåbær").bytes("latin-1")),
    _accepted("B18-latin1-declared", _declared("ISO-8859-1", "latin-1"), "Blåbær til kveld."),
    _accepted("B19-utf16", _declared("UTF-16", "utf-16"), "Blåbær til kveld."),
    _accepted("B19-utf16-without-bom", _declared("UTF-16", "utf-16-le"), "Blåbær til kveld."),
    _accepted("B19-no-declaration", _with(declaration="", note="Blåbær til kveld."), "Blåbær til kveld."),
    _kept("B20-utf7", _declared("UTF-7", "utf-7")),
    _accepted("B21-comment-in-id", _with(number=NUMBER.replace("131169", "131<!-- -->169")), "131169 00216"),
    _accepted("B22-cdata", _with(note="Går <![CDATA[med]]> krykker."), "Går med krykker."),
    _kept("B23-duplicate-attribute", _with(root_attributes=' a="1" a="2"')),
    _kept("B24-undeclared-prefix", _with(more_payload="<q:a/>")),
    _refused("B24-wrong-namespace", _with(report_namespace="urn:x"), "T10", "Går med krykker."),
    _accepted("B24-swapped-prefixes", _swapped_prefixes, "Går med krykker."),
    # The envelope
    _refused("B25-mig-version", _with(mig_version="v9.9"), "T02", "v9.9"),
    _refused("B25-unknown-type", _with(type_code="UKJENT_TYPE"), "T10", "UKJENT_TYPE"),
    _refused(
        "B25-unknown-version",
        _with(report_namespace="http://www.kith.no/xmlstds/po/Innleggelsesrapport/2031-01-01"),
        "T10",
        "Går med krykker.",
    ),
    _strange("B25-wrong-root", lambda: b"<Faktura><Id>1</Id></Faktura>", "T10", "Faktura"),
    _refused("B26-no-uuid", _with(msg_id="melding-7"), "E10"),
    _refused("B26-empty-id", _with(msg_id=""), "E10"),
    _refused("B26-braces", _with(msg_id="{" + MSG_ID + "}"), "E10"),
    _accepted("B26-upper-case", _with(msg_id=MSG_ID.upper())),
    _refused("B27-no-gendate", _with(generated=""), "T02"),
    _accepted("B27-zone", _generated("2026-11-20T06:30:00.123Z"), "20.11.2026 07:30"),
    _accepted("B27-doubled-hour", _generated("2026-10-25T02:30:00")),
    _accepted("B27-24-00", _generated("2026-11-19T24:00:00"), "19.11.2026 24:00"),
    _accepted("B27-year-1", _generated("0001-01-01T00:00:00"), "01.01.0001 00:00"),
    _accepted("B27-year-9999", _generated("9999-12-31T23:59:59"), "31.12.9999 23:59"),
    _accepted("B27-year-20000", _generated("20000-01-01T00:00:00"), "20000-01-01T00:00:00"),
    _accepted("B27-in-two-days", _generated("2026-11-22T07:30:00")),
    _refused("B27-not-a-date", _generated("i går"), "T02", "i går"),
    _refused("B28-two-patients", _with(second_patient=_PATIENT), "T02"),
    _refused("B28-head-in-head", _with(after_document="<MsgHead/>"), "T02"),
    # The patient
    _refused("B29-bad-digits-alone", _with(born="", number=_ident("13116900217", "FNR")), "E36"),
    _accepted("B29-bad-digits-with-birth", _with(number=_ident("13116900217", "FNR"))),
    _refused("B29-nothing-but-name", _with(born="", number=""), "E36"),
    _refused("B29-no-name", _with(names="<FamilyName/><GivenName/>", born=""), "E36"),
    _accepted("B29-birth-and-sex", _with(number="")),
    _accepted("B29-d-number", _with(born="", number=_ident("70019950032", "DNR"))),
    _accepted("B29-help-number", _with(born="", number=_ident("80001443511", "FHN"))),
    _accepted("B29-h-number", _with(number=_ident("13516900240", "FNR")), "135169 00240"),
    _accepted("B29-synthetic", _with(born="", number=_ident("15916500521", "FNR") + NUMBER)),
    _accepted("B29-spaces", _with(born=BORN_AND_SEX, number=_ident(" 131169 00216 ", "FNR")), "131169 00216"),
    # The parties
    _accepted("B30-sender-is-receiver", _with(sender_her="59", sender_service_her="90998")),
    _strange(
        "B30-not-to-us", _with(receiver_her="1", receiver_service_her="2"), "IKKE_TIL_OSS", "Danser, Line"
    ),
    _accepted(
        "B30-unknown-service", _with(receiver_service_her="99999999999999999999"), "99999999999999999999"
    ),
    _accepted("B30-negative-sender", _with(sender_her="-7"), "HER-id -7"),
    _accepted(
        "B31-unknown-code-system",
        _with(heading='<epj2:Overskriftskode V="777" DN="Egen overskrift" S="1.2.3"/>'),
        "Egen overskrift",
    ),
    # Hostile content
    _refused("B32-html-where-none-may-be", _with(note=_HTML), "T02", "Tekst"),
    _accepted(
        "B32-html-as-text",
        _with(note="&lt;script&gt;alert(1)&lt;/script&gt;"),
        "<script>alert(1)</script>",
    ),
    _accepted(
        "B32-html-in-a-dialogue",
        _dialogue(_ACTIVE),
        "Kan ta imot torsdag",
        "[skript, ikke kjørt]",
        "alert(2)",
    ),
    _refused("B33-signature-without-parts", _with(after_document=_SIGNATURE), "T02"),
    _accepted("B33-sha1", _signed(_reference(_SHA1)), "Danser, Line", "sha1"),
    _accepted("B33-two-references", _signed(_reference() * 2)),
    _accepted("B33-wrapped", _wrapped, "Danser, Line", "Går med krykker."),
    _accepted("B34-base64-spaces", _attachment("QUJD\n  REVG"), "Vedlegg 1"),
    _refused("B34-base64-padding", _attachment("QUJ"), "T02", "Vedlegget er ødelagt"),
    _accepted("B34-base64-empty", _attachment(""), "Vedlegget er tomt"),
    _accepted("B35-apprec-unknown", _apprec(_UNKNOWN), _UNKNOWN),
    Case("B35-apprec-ok-and-error", _apprec(_UNKNOWN, "1", _ERROR), ACCEPTED, "X99", ("både og",)),
    _strange("B35-apprec-bad-status", _apprec(_UNKNOWN, "77"), "T99", _UNKNOWN),
    _accepted("B36-direction-override", _with(note="før \u202eretfe\u202c"), "før ⟨U+202E⟩retfe⟨U+202C⟩"),
    _accepted(
        "B36-zero-width",
        _with(names="<FamilyName>Dan\u200bser</FamilyName><GivenName>Line</GivenName>"),
        "Dan⟨U+200B⟩ser, Line",
    ),
    _accepted(
        "B36-homoglyph",
        _with(names="<FamilyName>D\u0430nser</FamilyName><GivenName>Line</GivenName>"),
        "D⟨U+0430⟩nser, Line",
    ),
    _accepted("B37-decomposed", _with(note="Bla\u030aba\u0308r"), "Bla\u030aba\u0308r"),
    _accepted("B43-print-markup", _with(note=_MARKUP.replace("<", "&lt;")), "<para>", "(\\)"),
)
