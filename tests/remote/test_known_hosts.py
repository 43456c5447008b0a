"""Which key a server is known by: lines as OpenSSH writes them, hashed ones too."""

from __future__ import annotations

import pytest

from rescrm.remote.known_hosts import key

# `ssh-keygen -H` made these of nas.example.org and [nas.example.org]:2222.
HASHED = """\
|1|NWS2DpmAf9FGpbhRZ1uvkAOfS1U=|uU1Ihfc2c9qqo7QBIaCxvX+Dxro= ssh-ed25519 AAAAkey
|1|dZUBVWEQ6gWvNqfhZz7h5vXDAWg=|h9nYEW/2o1gxnetsae86kYmJxxY= ssh-ed25519 AAAAkey
|1|DXOs9MSE/sns6JYnhNvWz6TGm2E=|FyNIlMA74U/gUpNzSlG/Tp0GCdY= ecdsa-sha2-nistp256 AAAAkey
"""
PLAIN = """\
# a comment
nas.example.org,192.0.2.7 ssh-ed25519 AAAAone
NAS.example.org ecdsa-sha2-nistp256 AAAAtwo maya@laptop
[nas.example.org]:2222 ssh-rsa AAAAthree
*.hospital.example,!old.hospital.example ssh-ed25519 AAAAfour
@revoked gone.example.org ssh-ed25519 AAAAfive
@cert-authority * ssh-ed25519 AAAAsix
|1|nonsense ssh-ed25519 AAAAseven
short
"""


@pytest.mark.parametrize(
    ("host", "port", "found"),
    [
        # Of several the one that Litestream asks for first.
        ("nas.example.org", 22, "ecdsa-sha2-nistp256 AAAAtwo"),
        ("192.0.2.7", 22, "ssh-ed25519 AAAAone"),
        ("Nas.Example.org", 2222, "ssh-rsa AAAAthree"),
        ("nas.example.org", 2200, None),
        ("a.hospital.example", 22, "ssh-ed25519 AAAAfour"),
        ("old.hospital.example", 22, None),
        ("gone.example.org", 22, None),
        ("example.org", 22, None),
    ],
)
def test_a_server_is_known_by_its_name_and_port(host: str, port: int, found: str | None) -> None:
    assert key(PLAIN, host, port) == found


def test_a_hashed_name_is_known_too() -> None:
    assert (key(HASHED, "nas.example.org", 22) or "").startswith("ssh-ed25519 AAAA")
    assert (key(HASHED, "192.0.2.7", 22) or "").startswith("ssh-ed25519 AAAA")
    assert (key(HASHED, "nas.example.org", 2222) or "").startswith("ecdsa-sha2-nistp256 AAAA")
    assert key(HASHED, "nas.example.com", 22) is None


@pytest.mark.parametrize("text", ["", "\n\n", "\0", "|1|a|b c d", "|1|====|==== ssh-rsa AAAA"])
def test_what_is_no_line_names_nobody(text: str) -> None:
    assert key(text, "nas.example.org", 22) is None
