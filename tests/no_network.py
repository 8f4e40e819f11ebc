"""Tests talk to this machine only; an audit hook sees every socket, also those that C code opens."""

from __future__ import annotations

import ipaddress
import socket
import sys


class NetworkBlocked(AssertionError):
    """A test tried to reach another machine."""


def is_local(host: object) -> bool:
    """Tell whether a host names this machine only; a name that has to be looked up elsewhere is not local."""
    if host is None:
        return True
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if text in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        end, address = arguments[0], arguments[1]
        if not isinstance(end, socket.socket) or end.family not in (socket.AF_INET, socket.AF_INET6):
            return
        host = address[0] if isinstance(address, tuple) and address else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not is_local(host):
        raise NetworkBlocked(f"tests may not use the network: {event} {host!r}")


def block() -> None:
    """Refuse every connection that leaves this machine, for the rest of the process."""
    sys.addaudithook(_refuse_other_machines)
