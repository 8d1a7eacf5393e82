"""Who reads: the network that a request comes from, and nothing else of them."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request


def reader_of(request: Request) -> str:
    """Return the network that a request comes from, by which requests are counted.

    A home or an office has a whole /64 of version 6, so that is one reader.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(ip_network((address.packed[:8] + bytes(8), 64)))
    return host
