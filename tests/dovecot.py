"""A real IMAP server on loopback, for as long as a test wants it."""

from __future__ import annotations

import getpass
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import NamedTuple

USER, PASSWORD = "sam@example.org", "pass wörd\\\"'"
DRAFTS = "Entwürfe"

CONFIG = """
protocols = imap
base_dir = {run}
log_path = {home}/log
listen = 127.0.0.1
mail_location = maildir:{home}/mail
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 0
first_valid_gid = 0
disable_plaintext_auth = no
auth_failure_delay = 0
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail
}}
service auth {{
  user = {me}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "Drafts of old" {{
    auto = create
  }}
  {drafts}
}}
"""
MARKED = """
  mailbox "Entwürfe" {
    auto = create
    special_use = \\Drafts
  }
"""


class Server(NamedTuple):
    """Where it listens, with TLS from the first byte and without, and the certificate to trust."""

    tls: int
    plain: int
    certificate: Path

    def drafts(self) -> list[EmailMessage]:
        """What is in the Drafts folder, read as a mail program does."""
        with imaplib.IMAP4("127.0.0.1", self.plain) as client:
            client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            client.select('"Entw&APw-rfe"', readonly=True)
            (numbers,) = client.search(None, "ALL")[1]
            return [self._message(client, each) for each in numbers.split()]

    @staticmethod
    def _message(client: imaplib.IMAP4, number: bytes) -> EmailMessage:
        (found, *_) = client.fetch(number.decode(), "(FLAGS BODY[])")[1]
        assert b"\\Draft" in found[0]
        message = message_from_bytes(found[1], policy=default)
        assert isinstance(message, EmailMessage)
        return message


@contextmanager
def running(dovecot: str, *, marked: bool = True) -> Iterator[Server]:
    """Start Dovecot in a folder of its own and end it again, whoever runs the test."""
    home = Path(tempfile.mkdtemp(prefix="rescrm-dovecot-"))  # sockets want a short path
    root = os.geteuid() == 0
    owner = pwd.getpwnam("nobody" if root else getpass.getuser())
    home.chmod(0o755)
    (home / "mail").mkdir()
    if root:  # no mail is given to root
        os.chown(home / "mail", owner.pw_uid, owner.pw_gid)
    certificate = _certificate(home)
    (home / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    tls, plain = _free_port(), _free_port()
    me = getpass.getuser()
    config = home / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            run=home / "run",
            home=home,
            internal="dovecot" if root else me,
            group="dovecot" if root else subprocess.getoutput("id -gn"),
            login="dovenull" if root else me,
            me=me,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            tls=tls,
            plain=plain,
            drafts=MARKED if marked else "",
        ),
        encoding="utf-8",
    )
    server = subprocess.Popen([dovecot, "-F", "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(plain, home / "log")
        yield Server(tls, plain, certificate)
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(home)


def _certificate(home: Path) -> Path:
    made = home / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(home / "key.pem"), "-out", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    assert ssl.create_default_context(cafile=str(made))
    return made


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int, log: Path) -> None:
    for _ in range(200):
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
            return
        time.sleep(0.05)
    raise AssertionError(f"dovecot did not start: {log.read_text() if log.exists() else ''}")
