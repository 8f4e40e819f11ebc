"""The cases, by their numbers in the fault list, each with what must come of it (process-rules 3.1)."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.bad_input.report_made import BORN_AND_SEX, MSG_ID, NUMBER, Report

ACCEPTED = frozenset({"accepted"})
REFUSED = frozenset({"refused"})
QUARANTINED = frozenset({"quarantined"})
NOT_IMPORTED = REFUSED | QUARANTINED

REPORT = Report()


@dataclass(frozen=True, slots=True)
class Case:
    """One input. `code`: what the refusal names, when that is fixed. `shows`: a person can read it."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    code: str = ""
    shows: bool = False


def _accepted(name: str, make: Callable[[], bytes]) -> Case:
    return Case(name, make, ACCEPTED, shows=True)


def _refused(name: str, make: Callable[[], bytes], code: str, *, shows: bool = True) -> Case:
    return Case(name, make, REFUSED, code, shows)


def _kept(name: str, make: Callable[[], bytes], code: str = "") -> Case:
    return Case(name, make, QUARANTINED, code)


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
    Case("B09-depth-300", _deep(300), NOT_IMPORTED),
    Case("B09-depth-100000", _deep(100_000), NOT_IMPORTED),
    Case("B10-many-attributes", _many_attributes, NOT_IMPORTED),
    _accepted("B11-large-attachment", _large_attachment),
    _kept("B11-too-large", _too_large),
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
    _accepted("B18-latin1-declared", _declared("ISO-8859-1", "latin-1")),
    _accepted("B19-utf16", _declared("UTF-16", "utf-16")),
    Case("B19-utf16-without-bom", _declared("UTF-16", "utf-16-le"), ACCEPTED | QUARANTINED),
    _accepted("B19-no-declaration", _with(declaration="", note="Blåbær til kveld.")),
    Case("B20-utf7", _declared("UTF-7", "utf-7"), QUARANTINED),
    _accepted("B21-comment-in-id", _with(number=NUMBER.replace("131169", "131<!-- -->169"))),
    _accepted("B22-cdata", _with(note="Går <![CDATA[med]]> krykker.")),
    _kept("B23-duplicate-attribute", _with(root_attributes=' a="1" a="2"')),
    _kept("B24-undeclared-prefix", _with(more_payload="<q:a/>")),
    Case("B24-wrong-namespace", _with(report_namespace="urn:x"), NOT_IMPORTED, "T10", shows=True),
    # The envelope
    Case("B25-mig-version", _with(mig_version="v9.9"), NOT_IMPORTED, shows=True),
    Case("B25-unknown-type", _with(type_code="UKJENT_TYPE"), NOT_IMPORTED, "T10", shows=True),
    Case(
        "B25-unknown-version",
        _with(report_namespace="http://www.kith.no/xmlstds/po/Innleggelsesrapport/2031-01-01"),
        NOT_IMPORTED,
        "T10",
        shows=True,
    ),
    Case("B25-wrong-root", lambda: b"<Faktura><Id>1</Id></Faktura>", NOT_IMPORTED, "T10", shows=True),
    _refused("B26-no-uuid", _with(msg_id="melding-7"), "E10"),
    _refused("B26-empty-id", _with(msg_id=""), "E10"),
    _refused("B26-braces", _with(msg_id="{" + MSG_ID + "}"), "E10"),
    _accepted("B26-upper-case", _with(msg_id=MSG_ID.upper())),
    _refused("B27-no-gendate", _with(generated=""), "T02"),
    _accepted("B27-zone", _generated("2026-11-20T06:30:00.123Z")),
    _accepted("B27-doubled-hour", _generated("2026-10-25T02:30:00")),
    _accepted("B27-24-00", _generated("2026-11-19T24:00:00")),
    Case("B27-year-1", _generated("0001-01-01T00:00:00"), ACCEPTED | REFUSED, shows=True),
    Case("B27-year-9999", _generated("9999-12-31T23:59:59"), ACCEPTED | REFUSED, shows=True),
    Case("B27-year-20000", _generated("20000-01-01T00:00:00"), ACCEPTED | REFUSED, shows=True),
    _accepted("B27-in-two-days", _generated("2026-11-22T07:30:00")),
    _refused("B27-not-a-date", _generated("i går"), "T02"),
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
    _accepted("B29-synthetic", _with(born="", number=_ident("15916500521", "FNR") + NUMBER)),
    _accepted("B29-spaces", _with(born=BORN_AND_SEX, number=_ident(" 131169 00216 ", "FNR"))),
    # The parties
    Case(
        "B30-sender-is-receiver",
        _with(sender_her="59", sender_service_her="90998"),
        ACCEPTED | NOT_IMPORTED,
        shows=True,
    ),
    Case("B30-not-to-us", _with(receiver_her="1", receiver_service_her="2"), QUARANTINED, shows=True),
    Case(
        "B30-unknown-service",
        _with(receiver_service_her="99999999999999999999"),
        ACCEPTED | REFUSED,
        shows=True,
    ),
    Case("B30-negative-sender", _with(sender_her="-7"), ACCEPTED | NOT_IMPORTED, shows=True),
    _accepted(
        "B31-unknown-code-system",
        _with(heading='<epj2:Overskriftskode V="777" DN="Egen overskrift" S="1.2.3"/>'),
    ),
    # Hostile content
    Case("B32-html", _with(note=_HTML), ACCEPTED | REFUSED, shows=True),
    _accepted("B32-html-as-text", _with(note="&lt;script&gt;alert(1)&lt;/script&gt;")),
    Case("B33-signature", _with(after_document=_SIGNATURE), ACCEPTED | REFUSED, shows=True),
    _accepted("B34-base64-spaces", _attachment("QUJD\n  REVG")),
    Case("B34-base64-padding", _attachment("QUJ"), ACCEPTED | REFUSED, shows=True),
    Case("B34-base64-empty", _attachment(""), ACCEPTED | REFUSED, shows=True),
    Case("B35-apprec-unknown", _apprec(_UNKNOWN), ACCEPTED | NOT_IMPORTED, shows=True),
    Case("B35-apprec-ok-and-error", _apprec(_UNKNOWN, "1", _ERROR), ACCEPTED | NOT_IMPORTED, shows=True),
    Case("B35-apprec-bad-status", _apprec(_UNKNOWN, "77"), ACCEPTED | NOT_IMPORTED, shows=True),
    _accepted("B36-direction-override", _with(note="før \u202eretfe\u202c")),
    _accepted(
        "B36-zero-width", _with(names="<FamilyName>Dan\u200bser</FamilyName><GivenName>Line</GivenName>")
    ),
    _accepted(
        "B36-homoglyph", _with(names="<FamilyName>D\u0430nser</FamilyName><GivenName>Line</GivenName>")
    ),
    _accepted("B37-decomposed", _with(note="Bla\u030aba\u0308r")),
)
