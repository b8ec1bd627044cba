"""What a proxy in front says of a reader, taken from listed proxies alone."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

Environ: TypeAlias = dict[str, Any]
Networks: TypeAlias = tuple[IPv4Network | IPv6Network, ...]

#: Where a request keeps that it came through a listed proxy.
CAME_THROUGH = "coterminous.came_through_proxy"
_SECURE = ("http", "https")


def behind_proxies(
    application: "WSGIApplication", proxies: Networks
) -> "WSGIApplication":
    """The application with each reader's own address and scheme.

    Proxies write on the right of the list: the first address there that is none of
    theirs is the reader's. What stands further left anybody may have written.
    """

    def ask(environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        is_listed = is_in(str(environ.get("REMOTE_ADDR", "")), proxies)
        environ[CAME_THROUGH] = is_listed
        if is_listed:
            addresses = _listed(environ, "HTTP_X_FORWARDED_FOR")
            environ["REMOTE_ADDR"] = _reader(
                addresses, proxies, or_else=str(environ["REMOTE_ADDR"])
            )
            schemes = _listed(environ, "HTTP_X_FORWARDED_PROTO")
            if schemes and schemes[-1] in _SECURE:
                environ["wsgi.url_scheme"] = schemes[-1]
        return application(environ, start_response)

    return ask


def is_in(address: str, networks: Networks) -> bool:
    """Whether an address is one of a network's; what is no address is not."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)


def _reader(addresses: list[str], proxies: Networks, *, or_else: str) -> str:
    for address in reversed(addresses):
        if not is_in(address, proxies):
            return address if _is_address(address) else or_else
    return or_else


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _listed(environ: Environ, name: str) -> list[str]:
    return [part.strip() for part in str(environ.get(name, "")).split(",") if part]
