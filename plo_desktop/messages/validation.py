"""One list of what is wrong with a content, in the same words for form, command line and import."""

from __future__ import annotations

from plo_desktop.messages.spec import Content, Facts, MessageType, Problem, Severity


def problems(mtype: MessageType, content: Content, facts: Facts) -> tuple[Problem, ...]:
    """Return missing and faulty values and what the type's own checks say, in form order."""
    found: list[Problem] = []
    for each in mtype.fields():
        value = content[each]
        if value is None:
            if each.required:
                said = f"«{each.label}» mangler. Fyll ut feltet."
                found.append(Problem("MANGLER", said, field_name=each.name))
        elif said := each.kind.fault(value):
            found.append(Problem("FORMAT", f"«{each.label}»: {said}", field_name=each.name))
    for check in mtype.checks:
        found.extend(check(content, facts))
    order = {each.name: number for number, each in enumerate(mtype.fields())}
    return tuple(sorted(found, key=lambda problem: order.get(problem.field_name, len(order))))


def may_send(found: tuple[Problem, ...]) -> bool:
    """Tell whether nothing among the problems forbids sending."""
    return all(problem.severity is not Severity.ERROR for problem in found)
