"""The keys by which SSH knows a server again, as OpenSSH keeps them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterator
from fnmatch import fnmatchcase

# The kinds of key in the order in which Litestream takes what a server has.
PREFERRED = (
    *("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
    *("ssh-rsa", "ssh-ed25519"),
)


def key(known_hosts: str, host: str, port: int) -> str | None:
    """The key of a server, kind and base64 as in a public key file; None for an unknown one."""
    name = host.lower() if port == 22 else f"[{host.lower()}]:{port}"
    found = dict(_keys(known_hosts, name))
    kind = next((each for each in PREFERRED if each in found), None)
    return f"{kind} {found[kind]}" if kind else None


def _keys(known_hosts: str, name: str) -> Iterator[tuple[str, str]]:
    for line in known_hosts.splitlines():
        match line.split():
            case [hosts, kind, blob, *_] if not hosts.startswith(("#", "@")):
                if _names(hosts, name):
                    yield kind, blob


def _names(hosts: str, name: str) -> bool:
    if hosts.startswith("|1|"):
        return _is_hashed(hosts, name)
    patterns = hosts.lower().split(",")
    refused = any(fnmatchcase(name, each[1:]) for each in patterns if each.startswith("!"))
    # Only `*` and `?` mean something there; brackets stand for themselves.
    return not refused and any(fnmatchcase(name, each.replace("[", "[[]")) for each in patterns)


def _is_hashed(hosts: str, name: str) -> bool:
    try:
        salt, digest = (base64.b64decode(each) for each in hosts[3:].split("|"))
    except (ValueError, binascii.Error):
        return False
    return hmac.compare_digest(hmac.new(salt, name.encode(), hashlib.sha1).digest(), digest)
