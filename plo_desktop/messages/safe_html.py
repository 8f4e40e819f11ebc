"""An outline as one HTML document with nothing active: texts escaped, styles inside, nothing fetched."""

from __future__ import annotations

from html import escape

from plo_desktop.messages.outline import Item, Line, Medicine, Outline, Prose, Section, Table, Tag, Tone

_STYLE = """
body{font:16px/1.45 Inter,Arial,sans-serif;color:#16181d;background:#fff}
body{max-width:52em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em;margin:0 0 .2em}h2{font-size:1.15em;margin:1.4em 0 .4em}h3{font-size:1em;margin:1em 0 .3em}
dl{display:grid;grid-template-columns:14em 1fr;gap:.2em 1em;margin:.3em 0}dt{color:#444b57}dd,p{margin:0}
dd,p,td,th{white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25em .6em .25em 0}
th{color:#444b57;font-weight:normal;border-bottom:1px solid #888}tr+tr td{border-top:1px solid #ddd}
.mark{border:2px solid #16181d;padding:.1em .5em;font-weight:bold}
.changed{border:1px solid #16181d;padding:0 .3em;font-size:.8em;font-weight:bold;white-space:nowrap}
.critical{border:2px solid #16181d;padding:.2em 1em .8em}.stopped{border:1px solid #888;padding:.2em 1em .8em}
.warning{border-left:4px solid #16181d;padding-left:1em}.technical{color:#444b57;font-size:.85em}
.kind{background:#16181d;color:#fff;font-weight:bold;padding:.05em .5em}
.patient{border-left:4px solid #16181d;padding-left:1em}
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(outline: Outline) -> str:
    """Return a complete document in UTF-8, to be saved as it is."""
    version = f"{outline.type_code}, versjon {outline.version}" if outline.version else outline.type_code
    marks = "".join(f' <span class="mark">{escape(mark)}</span>' for mark in outline.marks)
    standing = f" <small>{escape(outline.standing)}</small>" if outline.standing else ""
    body = [f"<h1>{escape(outline.title)}{standing}{marks}</h1>", f"<p>{escape(version)}</p>"]
    if patient := outline.patient:
        rows = (
            Line("Pasient", patient.name),
            Line(patient.number_kind or "Identifikator", patient.number),
            Line("Født", patient.born),
            Line("Kjønn", patient.sex),
        )
        shown = tuple(Line(row.label, row.text or "ikke oppgitt") for row in rows)
        body.append(f'<div class="patient">{_lines(shown)}</div>')
    body.append(_lines(outline.facts))
    body.extend(_section(section, 2) for section in outline.sections)
    return (
        '<!DOCTYPE html>\n<html lang="nb">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(outline.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _section(section: Section, level: int) -> str:
    heading = f"<h{min(level, 6)}>{escape(section.title)}{_mark(section.mark)}</h{min(level, 6)}>"
    inside = "".join(_run(run, level) for run in _runs(section.items))
    tone = "" if section.tone is Tone.PLAIN else f' class="{section.tone.value}"'
    return f"<section{tone}>{heading}{inside}</section>"


def _runs(items: tuple[Item, ...]) -> list[list[Item]]:
    """Return the items with equal neighbours together, so that rows become one list or one table."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and type(runs[-1][0]) is type(item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _run(run: list[Item], level: int) -> str:
    if isinstance(run[0], Line):
        return _lines(tuple(item for item in run if isinstance(item, Line)))
    if isinstance(run[0], Medicine):
        head = "".join(
            f"<th>{name}</th>" for name in ("Legemiddel", "Styrke og form", "Dosering", "Bruk", "Tid")
        )
        rows = "".join(_medicine(item) for item in run if isinstance(item, Medicine))
        return f"<table><tr>{head}</tr>{rows}</table>"
    return "".join(_item(item, level) for item in run)


def _item(item: Item, level: int) -> str:
    match item:
        case Prose():
            heading = min(level + 1, 6)
            title = f"{escape(item.heading)}{_mark(item.mark)}"
            return f"<h{heading}>{title}</h{heading}><p>{escape(item.text)}</p>"
        case Tag():
            note = f"<p>{escape(item.note)}</p>" if item.note else ""
            kind = f'<span class="kind">{escape(item.kind)}</span>'
            return (
                f"<div><p>{kind} {escape(item.text)}{_mark(item.mark)}</p>{note}{_lines(item.details)}</div>"
            )
        case Section():
            return _section(item, level + 1)
        case Line():
            return _lines((item,))
        case Table():
            return _table(item)
        case Medicine():
            return f"<table>{_medicine(item)}</table>"


def _table(table: Table) -> str:
    mark = f"<p>{_mark(table.mark)}</p>" if table.mark else ""
    rows = []
    for at, row in enumerate(table.rows):
        cell = "th" if table.has_head and at == 0 else "td"
        rows.append("<tr>" + "".join(f"<{cell}>{escape(text)}</{cell}>" for text in row) + "</tr>")
    return f"{mark}<table>{''.join(rows)}</table>"


def _medicine(item: Medicine) -> str:
    cells = (item.name, item.strength, item.dosing, item.use, item.when)
    first, *others = (escape(cell) for cell in cells)
    row = "".join(f"<td>{cell}</td>" for cell in (f"{first}{_mark(item.mark)}", *others))
    below = (f"<p>{escape(item.remark)}</p>" if item.remark else "") + _lines(item.details)
    return f"<tr>{row}</tr>" + (f'<tr><td></td><td colspan="4">{below}</td></tr>' if below else "")


def _lines(lines: tuple[Line, ...]) -> str:
    if not lines:
        return ""
    rows = "".join(
        f"<dt>{escape(line.label)}</dt><dd>{escape(line.text)}{_mark(line.mark)}</dd>" for line in lines
    )
    return f"<dl>{rows}</dl>"


def _mark(mark: str) -> str:
    return f' <span class="changed">{escape(mark)}</span>' if mark else ""
