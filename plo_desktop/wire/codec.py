"""Content and payload, both ways: the one door to the code that walks declarations to and from XML."""

from plo_desktop.wire.gaps import further_gaps, gaps
from plo_desktop.wire.payload_in import read_payload
from plo_desktop.wire.payload_out import build_payload

__all__ = ["build_payload", "further_gaps", "gaps", "read_payload"]
