"""The one client that speaks to other servers: https only, to public addresses only, no redirects; off until configured."""

from __future__ import annotations

import ipaddress
import json
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from fazhi.kernel.faults import InputFault, Problem

SECONDS = 5
LARGEST = 64 << 10


def addresses_of(host: str, port: int) -> list[str]:
    """Where a name leads. Raises InputFault when it leads nowhere, or to an address that is not public."""
    try:
        found = sorted({str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    except OSError:
        raise InputFault(Problem(f"地址 {host}", "找不到这个主机", "", "检查地址", "host does not resolve")) from None
    inside = [a for a in found if not ipaddress.ip_address(a.split("%")[0]).is_global]
    if inside or not found:
        what = f"指向内部地址 {'、'.join(inside)}"
        raise InputFault(Problem(f"地址 {host}", what, "只能是公网地址", "改用公网地址", "not a public address"))
    return found


class _Pinned(HTTPSConnection):
    """Connects to the address that was checked, so that a second answer of the name server changes nothing."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self.context = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self.context)
        self.address = address

    def connect(self) -> None:
        """A TLS line to the checked address, with the certificate of the name."""
        line = socket.create_connection((self.address, self.port), SECONDS)
        self.sock = self.context.wrap_socket(line, server_hostname=self.host)


def post_json(url: str, content: Mapping[str, object]) -> bytes:
    """Send `content` and return the answer. Raises InputFault for every address or answer that will not do."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username:
        raise InputFault(
            Problem(f"地址 {parts.hostname or url[:40]}", "不能用", "https 地址", "改成 https", "https only")
        )
    port = parts.port or 443
    line = _Pinned(parts.hostname, port, addresses_of(parts.hostname, port)[0])
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    body = json.dumps(content, ensure_ascii=False).encode()
    try:
        line.request("POST", path, body, {"Content-Type": "application/json; charset=utf-8"})
        answer = line.getresponse()
        text = answer.read(LARGEST)
    except (OSError, HTTPException) as error:
        raise InputFault(
            Problem(f"地址 {parts.hostname}", f"没有发出去：{error}", "", "检查网络", "not sent")
        ) from None
    finally:
        line.close()
    if answer.status != 200:
        raise InputFault(
            Problem(f"地址 {parts.hostname}", f"对方回答 {answer.status}", "200", "检查地址", "not accepted")
        )
    return text
