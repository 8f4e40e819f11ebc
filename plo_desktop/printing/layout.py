"""Lays a whole message out on sheets: letterhead, title, patient, critical box, facts, sections, foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from plo_desktop.base.clock import to_oslo
from plo_desktop.messages.outline import Line, Outline, PatientLine, Tone
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
_OLDEST = 130


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
    sheets.place([*_blocks(outline, sheet, setter), *_end(outline, sheet, setter)])
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


def _blocks(outline: Outline, sheet: Sheet, setter: Typesetter) -> Iterator[Block]:
    about = _about(outline, setter)
    if outline.patient:
        yield _patient(outline.patient, about, sheet, setter)
    yield from setter.critical([each for each in outline.sections if each.tone is Tone.CRITICAL])
    yield from _facts(outline, setter)
    technical = [each for each in outline.sections if each.tone is Tone.TECHNICAL]
    apart = (*technical, *(each for each in outline.sections if about and each.items == about))
    yield from setter.sections(
        each for each in outline.sections if each.tone is not Tone.CRITICAL and each not in apart
    )
    yield from setter.technical(technical)


def _about(outline: Outline, setter: Typesetter) -> tuple[Line, ...]:
    """Return what is said about the patient when all of it is short enough for the patient's box."""
    for section in outline.sections:
        if outline.patient and section.title == "Om pasienten":
            lines = tuple(item for item in section.items if isinstance(item, Line) and not item.mark)
            if len(lines) == len(section.items) and all(
                "\n" not in line.text and _cell_width(line, setter) <= setter.width - 12 * MM
                for line in lines
            ):
                return lines
    return ()


def _cell_width(line: Line, setter: Typesetter) -> float:
    paper, fonts = setter.paper, setter.fonts
    label = fonts.width(visible(line.label, fonts, paper.caption.face), paper.caption)
    return max(label, fonts.width(visible(line.text, fonts, paper.body.face), paper.body))


def _facts(outline: Outline, setter: Typesetter) -> Iterator[Block]:
    """Yield short facts beside each other under their labels, and long ones over the whole width."""
    told = [fact for fact in outline.facts if fact.label != "Status" or fact.text != outline.standing]
    short = [fact for fact in told if "\n" not in fact.text and _cell_width(fact, setter) <= setter.width / 2]
    for at, row in enumerate(_in_rows(short, setter)):
        yield replace(row, before=8.0 if at == 0 else 3.0)
    for fact in told:
        if fact not in short:
            yield replace(setter.labelled(fact.label, fact.text, setter.paper.body_second), before=3.0)


def _in_rows(lines: Iterable[Line], setter: Typesetter) -> Iterator[Block]:
    """Yield labels with their values under them, as many beside each other as there is room for."""
    row: list[Column] = []
    x = setter.left
    for line in lines:
        width = _cell_width(line, setter) + 1
        if row and x + width > setter.right:
            yield replace(setter.beside(*row), whole=True)
            row, x = [], setter.left
        parts = ((line.label, setter.paper.caption), (line.text, setter.paper.body))
        row.append(Column(x, max(width, 1), parts, len(row)))
        x += width + 6 * MM
    if row:
        yield replace(setter.beside(*row), whole=True)


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


def _patient(patient: PatientLine, about: tuple[Line, ...], sheet: Sheet, setter: Typesetter) -> Block:
    paper, fonts = setter.paper, setter.fonts
    box = Box(Border.PATIENT, setter.left, setter.width)
    inside = Typesetter(paper, fonts, setter.left + 5 * MM, setter.right - box.padding, box)
    born = f"født {patient.born}{_age(patient.born, sheet)}" if patient.born else "fødselsdato ikke kjent"
    life = ", ".join(part for part in (born, patient.sex.lower()) if part)
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
    number = Line(patient.number_kind or "Personnummer", patient.number or "ikke kjent")
    strong = replace(inside, paper=replace(paper, body=_figures(paper)))
    for block in _in_rows((number, *about), strong):
        rows += block.rows
    return Block(rows, whole=True, box=box)


def _age(born: str, sheet: Sheet) -> str:
    """Return " (61 år)" for a whole birth date, else nothing."""
    try:
        day = datetime.strptime(born, "%d.%m.%Y").replace(tzinfo=UTC).date()
    except ValueError:
        return ""
    today = to_oslo(sheet.printed_at).date()
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return f" ({years} år)" if 0 <= years < _OLDEST else ""


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
