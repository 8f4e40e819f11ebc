"""Lays a whole message out on sheets: letterhead, title, patient, critical box, facts, sections, foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plo_desktop.base.clock import to_oslo
from plo_desktop.messages.outline import Outline, PatientLine, Tone
from plo_desktop.printing.blocks import Block, Border, Box, Row, Sheets
from plo_desktop.printing.body import Column, Typesetter, baseline_of
from plo_desktop.printing.paper import A4_WIDTH, MM, Paper
from plo_desktop.printing.pieces import BarCode, Page, Piece, QrCode, Stroke, Style, TextRun, Tint
from plo_desktop.printing.sheet import Sheet
from plo_desktop.printing.wrapping import Fonts, lines_of, visible

_FOOT = 8 * MM
_TOP_WITH_LETTERHEAD = 42 * MM
_CODE_TEXT_WIDTH = 66 * MM
_CODE_WIDTH = 90 * MM
_CODE_HEIGHT = 7 * MM


def pages_of(outline: Outline, sheet: Sheet, paper: Paper, fonts: Fonts) -> tuple[Page, ...]:
    """Return the sheets of one message; the number of sheets stands at the foot of each."""
    setter = Typesetter(paper, fonts, paper.left, paper.right).with_room_for(outline.sections)
    sheets = Sheets(
        first_top=_first_top(sheet, paper),
        top=paper.top + 4 * MM,
        bottom=paper.bottom - _FOOT,
        left=paper.left,
        right=paper.right,
    )
    sheets.current.extend(_letterhead(sheet, paper, fonts))
    beside_code = bool(sheet.msg_id) and not sheet.ward and not sheet.address
    titled = replace(setter, right=paper.qr.x - _CODE_TEXT_WIDTH) if beside_code else setter
    sheets.place(list(_title(outline, sheet, titled)))
    if beside_code:
        sheets.y = max(sheets.y, paper.top + paper.qr.height + 3 * MM)
    sheets.place([*_blocks(outline, setter), *_end(outline, sheet, setter)])
    pages = sheets.finish()
    total = len(pages)
    return tuple(
        Page((*_foot(outline, sheet, paper, fonts, number, total), *page.pieces))
        for number, page in enumerate(pages, start=1)
    )


def _first_top(sheet: Sheet, paper: Paper) -> float:
    if sheet.address:
        return paper.title_y
    return _TOP_WITH_LETTERHEAD if sheet.ward else paper.top


def _letterhead(sheet: Sheet, paper: Paper, fonts: Fonts) -> Iterator[Piece]:
    """Yield what stands at fixed places on the first sheet (mock 13)."""
    y = paper.top
    for at, line in enumerate(sheet.ward.splitlines()):
        style = paper.letterhead if at == 0 else paper.body_second
        y += style.leading
        yield TextRun(paper.left, y - style.leading * 0.2, visible(line, fonts, style.face), style)
    y = paper.top
    if sheet.address:
        for line in sheet.contact:
            y += paper.caption.leading
            yield _right(paper.right, y, line, paper.caption, fonts)
        yield from _window(sheet, paper, fonts)
    if sheet.msg_id:
        yield from _codes(sheet, paper, fonts)


def _window(sheet: Sheet, paper: Paper, fonts: Fonts) -> Iterator[Piece]:
    for mark in paper.fold_marks:
        yield Stroke(0, mark, 5 * MM, mark, 0.5, Tint.SECOND)
    sender = sheet.ward.replace("\n", ", ")
    back = f"Retur: {sender}" if sender else ""
    if back:
        text = visible(back, fonts, paper.return_text.face)
        yield TextRun(paper.return_line.x, paper.return_line.y + 2 * MM, text, paper.return_text)
        under = paper.return_line.y + 3 * MM
        yield Stroke(paper.return_line.x, under, paper.return_line.x + paper.return_line.width, under, 0.5)
    y = paper.address.y
    for line in sheet.address:
        y += paper.address_line.leading
        shown = visible(line, fonts, paper.address_line.face)
        yield TextRun(paper.address.x, y - paper.address_line.leading * 0.25, shown, paper.address_line)


def _codes(sheet: Sheet, paper: Paper, fonts: Fonts) -> Iterator[Piece]:
    qr_y = paper.qr.y if sheet.address else paper.top
    x = paper.qr.x - 3 * MM
    caption = paper.caption
    strong = replace(caption, tint=Tint.TEXT)
    y = qr_y + caption.leading
    yield _right(x, y, "Meldings-id, til avstemming", caption, fonts)
    y += caption.leading
    yield _right(x, y, sheet.msg_id, strong, fonts)
    y += caption.leading + 2
    yield _right(x, y, f"Utskrift nr. {sheet.copy_no}", caption, fonts)
    y += caption.leading
    yield _right(x, y, f"Dato {to_oslo(sheet.printed_at):%d.%m.%Y}", caption, fonts)
    yield QrCode(paper.qr.x, qr_y, paper.qr.width, sheet.msg_id)


def _blocks(outline: Outline, setter: Typesetter) -> Iterator[Block]:
    paper = setter.paper
    if outline.patient:
        yield _patient(outline.patient, setter)
    yield from setter.critical([each for each in outline.sections if each.tone is Tone.CRITICAL])
    for at, fact in enumerate(outline.facts):
        block = setter.labelled(fact.label, fact.text, paper.body_second)
        yield replace(block, before=8.0 if at == 0 else 1.5)
    technical = [each for each in outline.sections if each.tone is Tone.TECHNICAL]
    yield from setter.sections(
        each for each in outline.sections if each.tone is not Tone.CRITICAL and each not in technical
    )
    yield from setter.technical(technical)


def _title(outline: Outline, sheet: Sheet, setter: Typesetter) -> Iterator[Block]:
    paper, fonts = setter.paper, setter.fonts
    title = setter.full((outline.title, paper.title))
    said = [visible(word, fonts, paper.standing.face) for word in (outline.standing, *outline.marks) if word]
    last = title.rows[-1]
    end = _end_of(last, fonts)
    beside: list[tuple[int, Piece]] = []
    x = end + 4 * MM
    under: list[str] = []
    for word in said:
        width = fonts.width(word, paper.standing)
        if under or x + width > setter.right or "\n" in word:
            under.append(word)
            continue
        beside.append((0, TextRun(x, baseline_of(last.height, paper.title.size), word, paper.standing)))
        x += width + 4 * MM
    rows = (*title.rows[:-1], Row(last.height, (*last.pieces, *beside)))
    yield replace(title, rows=rows, with_next=True)
    for word in under:
        yield replace(setter.full((word, paper.standing)), with_next=True)
    if sheet.reason:
        yield replace(setter.full((sheet.reason, paper.body_second)), with_next=True)


def _patient(patient: PatientLine, setter: Typesetter) -> Block:
    paper, fonts = setter.paper, setter.fonts
    box = Box(Border.PATIENT, setter.left, setter.width)
    inside = Typesetter(paper, fonts, setter.left + 5 * MM, setter.right - box.padding, box)
    born = f"født {patient.born}" if patient.born else "fødselsdato ikke kjent"
    life = ", ".join(part for part in (born, patient.sex) if part)
    name = inside.full((patient.name or "Navn ikke kjent", paper.name))
    first = name.rows[0]
    end = _end_of(first, fonts) + 3 * MM
    rows = name.rows
    shown = visible(life, fonts, paper.body.face)
    if len(rows) == 1 and end + fonts.width(shown, paper.body) <= inside.right and "\n" not in shown:
        beside = TextRun(end, baseline_of(first.height, paper.name.size), shown, paper.body)
        rows = (Row(first.height, (*first.pieces, (0, beside))),)
    else:
        rows += inside.full((life, paper.body)).rows
    number = (
        (patient.number_kind or "Personnummer", paper.caption),
        (patient.number or "ikke kjent", _figures(paper)),
    )
    rows += inside.beside(Column(inside.left, inside.width, number)).rows
    return Block(rows, whole=True, box=box)


def _end_of(row: Row, fonts: Fonts) -> float:
    """Return where the text of a row ends."""
    runs = [piece for _, piece in row.pieces if isinstance(piece, TextRun)]
    return max((run.x + fonts.width(run.text, run.style) for run in runs), default=0.0)


def _figures(paper: Paper) -> Style:
    return replace(paper.label, size=paper.body.size + 0.5)


def _end(outline: Outline, sheet: Sheet, setter: Typesetter) -> Iterator[Block]:
    """Yield the mark after the last line, so that a missing sheet is seen, with a code for hand scanners.

    The type's own code stands here, where it is at hand for support and in nobody's way.
    """
    paper = setter.paper
    version = f"versjon {outline.version}" if outline.version else ""
    kind = ", ".join(part for part in (outline.type_code, version) if part)
    done = setter.full((f"Slutt på meldingen ({kind})" if kind else "Slutt på meldingen", paper.caption))
    if not sheet.msg_id:
        yield replace(done, before=10.0)
        return
    row = Row(_CODE_HEIGHT + 4, ((1, BarCode(setter.left, 4, _CODE_WIDTH, _CODE_HEIGHT, sheet.msg_id)),))
    yield replace(done, rows=(*done.rows, row), before=10.0, whole=True)


def _foot(
    outline: Outline, sheet: Sheet, paper: Paper, fonts: Fonts, number: int, total: int
) -> Iterator[Piece]:
    """Yield the foot of one sheet: patient, who printed and when, sheet x of y."""
    line_y = paper.bottom - 4.5 * MM
    y = line_y + 4 * MM
    yield Stroke(paper.left, line_y, paper.right, line_y, 0.75, Tint.TEXT)
    bold = paper.caption_label
    page = f"Side {number} av {total}"
    page_run = _right(paper.right, y, page, bold, fonts)
    moment = f"{to_oslo(sheet.printed_at):%d.%m.%Y %H:%M}"
    by = f" av {sheet.printed_by}" if sheet.printed_by else ""
    copy = f", kopi {sheet.copy_no}" if sheet.copy_no > 1 else ""
    printed = visible(f"Skrevet ut {moment}{by}{copy}", fonts, paper.caption.face)
    printed_width = fonts.width(printed, paper.caption)
    who = outline.patient
    name = _one_line(who.name if who else outline.title, bold, fonts)
    plain = replace(paper.caption, tint=Tint.TEXT)
    figures = _one_line(who.number, plain, fonts) if who else ""
    room = page_run.x - paper.left - printed_width - 8 * MM
    name = _cut(name, room - fonts.width(figures, plain) - 2 * MM, bold, fonts)
    yield TextRun(paper.left, y, name, bold)
    end = paper.left + fonts.width(name, bold)
    if figures:
        yield TextRun(end + 1.2 * MM, y, figures, plain)
        end += 1.2 * MM + fonts.width(figures, plain)
    middle = max(end + 4 * MM, (A4_WIDTH - printed_width) / 2)
    yield TextRun(min(middle, page_run.x - printed_width - 4 * MM), y, printed, paper.caption)
    yield page_run


def _one_line(text: str, style: Style, fonts: Fonts) -> str:
    return " ".join(visible(text, fonts, style.face).split())


def _cut(text: str, width: float, style: Style, fonts: Fonts) -> str:
    """Return a name that fits the foot; the whole name stands in the patient box."""
    if fonts.width(text, style) <= width:
        return text
    return lines_of(text, max(width - fonts.width("…", style), style.size), style, fonts)[0] + "…"


def _right(x: float, y: float, text: str, style: Style, fonts: Fonts) -> TextRun:
    shown = visible(text, fonts, style.face)
    return TextRun(x - fonts.width(shown, style), y, shown, style)
