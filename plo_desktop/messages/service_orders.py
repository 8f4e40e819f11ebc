"""Finds text that orders a service: the hospital describes needs, the municipality decides (SSHF 5.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plo_desktop.messages.spec import Content, Facts, Field, Problem, Severity

_SERVICE = (
    r"(korttids|langtids|sykehjems|rehabiliterings|avlastnings|institusjons|dagsenter|kommunal)\w*"
    r"|hjemmesykepleie\w*|hjemmetjeneste\w*|hjemmehjelp\w*|trygghetsalarm\w*|omsorgsbolig\w*|sykehjem\w*"
    r"|matombringing\w*|\bBPA\b|kad-?plass\w*|\w*plass\b|\w*opphold\b"
)
_ORDERS = re.compile(
    rf"\b(bestill\w*|rekvirer\w*|(?<!be)søk(er|es|t)?\b(\s+om)?|ber\s+om|ønsk(er|es)|tildel\w*|innvilg\w*)"
    rf"(\s+[\wæøåÆØÅ-]+){{0,4}}?\s+({_SERVICE})",
    re.IGNORECASE,
)


def orders_service(text: str) -> str:
    """Return the words that order a specific service, or an empty string (SSHF 5.3, guard 11)."""
    found = _ORDERS.search(text)
    return " ".join(found.group().split()) if found else ""


def describes_needs(*fields: Field[str]) -> Callable[[Content, Facts], Iterator[Problem]]:
    """Return the check that these texts describe needs and order nothing (SSHF 5.3, guard 11)."""

    def check(content: Content, facts: Facts) -> Iterator[Problem]:
        for each in fields:
            if said := orders_service(content[each] or ""):
                yield Problem(
                    "BESTILLER_TJENESTE",
                    f"«{said}» kan leses som en bestilling. Sykehuset beskriver behovet; "
                    "kommunen avgjør hvilken tjeneste som gis. Skriv om til hva pasienten trenger hjelp til.",
                    Severity.ADVICE,
                    each.name,
                )

    return check
