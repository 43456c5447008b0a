"""Two machines and a server, whatever happens: in the end both have the same."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from laptops import Laptop, Server
from rescrm.errors import OtherProgram

NAMES = ("Ada Byron", "Ben Okafor", "Chen Li", "Dora Maar")
WHICH = st.sampled_from([0, 1])
WHO = st.integers(0, 3)


class Machines(RuleBasedStateMachine):
    """Everything that can be done on two machines, in any order."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        server = Server()
        self.laptops = [
            Laptop(self.place / name, server, first=first)
            for name, first in (("a", 0), ("b", 10_000))
        ]
        for name in NAMES[:2]:
            self.laptops[0].ok(f'add "{name}" -e {name[:3].lower()}@example.org')
        self.sync(0)
        self.sync(1)

    def teardown(self) -> None:
        if not hasattr(self, "place"):
            return
        try:
            self.in_the_end_both_have_the_same()
        finally:
            shutil.rmtree(self.place)

    def in_the_end_both_have_the_same(self) -> None:
        for _ in range(2):
            for which in (0, 1):
                self.sync(which)
        one, other = (laptop.shares() for laptop in self.laptops)
        assert one == other
        for laptop in self.laptops:
            said = laptop.sync()
            assert [each.plan for each in said] == [[], []], "a sync more does nothing"
            assert laptop("doctor --full").code == 0

    def sync(self, which: int) -> None:
        self.laptops[which].sync()

    def someone(self, which: int, who: int) -> str | None:
        """The handle of one of those who are there."""
        there = [each["handle"] for each in self.laptops[which].items("list")]
        return there[who % len(there)] if there else None

    @rule(which=WHICH)
    def sync_one(self, which: int) -> None:
        self.sync(which)

    @rule(which=WHICH, after=st.integers(0, 4))
    def the_line_is_cut(self, which: int, after: int) -> None:
        laptop = self.laptops[which]
        laptop.courier.fails_after = after
        with suppress(OtherProgram):
            laptop.sync()
        laptop.courier.fails_after = None

    @rule(which=WHICH, who=WHO)
    def add(self, which: int, who: int) -> None:
        self.laptops[which](f'add "{NAMES[who]}" --namesake')

    @rule(which=WHICH, who=WHO, field=st.sampled_from(["city", "title", "org"]), value=WHO)
    def edit(self, which: int, who: int, field: str, value: int) -> None:
        if handle := self.someone(which, who):
            self.laptops[which].ok(f"edit {handle} --{field} {'PQRS'[value]}")

    @rule(which=WHICH, who=WHO, value=WHO, sign=st.sampled_from("+-"))
    def tag(self, which: int, who: int, value: int, sign: str) -> None:
        if handle := self.someone(which, who):
            self.laptops[which].ok(f"tag {handle} {sign}{'pqrs'[value]}")

    @rule(which=WHICH, who=WHO, what=st.sampled_from(["archive", "remove"]))
    def let_go(self, which: int, who: int, what: str) -> None:
        if handle := self.someone(which, who):
            self.laptops[which].ok(f"{what} {handle} --yes")

    @rule(which=WHICH, who=WHO, day=st.integers(1, 20))
    def log(self, which: int, who: int, day: int) -> None:
        if handle := self.someone(which, who):
            self.laptops[which].ok(f'log "coffee; fine" --with {handle} --on 2026-11-{day:02d}')

    @rule(which=WHICH, value=WHO)
    def change_a_touch(self, which: int, value: int) -> None:
        if touches := self.laptops[which].items("timeline"):
            uid = touches[value % len(touches)]["uid"]
            self.laptops[which].ok(f"edit {uid} --note {'PQRS'[value]}")

    @rule(which=WHICH, value=WHO)
    def remove_a_touch(self, which: int, value: int) -> None:
        if touches := self.laptops[which].items("timeline"):
            uid = touches[value % len(touches)]["uid"]
            self.laptops[which].ok(f"remove {uid} --yes")

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        self.laptops[which]("undo")

    @rule(which=WHICH, who=WHO)
    def a_phone_changes_a_card(self, which: int, who: int) -> None:
        server = self.laptops[which].courier.server.items["people"]
        if server:
            uid = sorted(server)[who % len(server)]
            note = b"X-PHONE:%d\r\nTEL:+1 415 555 01%02d\r\nEND:VCARD" % (who, who)
            server[uid] = server[uid].replace(b"END:VCARD", note)

    @rule(which=WHICH, who=WHO)
    def a_phone_removes_a_card(self, which: int, who: int) -> None:
        server = self.laptops[which].courier.server.items["people"]
        if server:
            server.pop(sorted(server)[who % len(server)])


TestMachines: Any = Machines.TestCase
TestMachines.settings = settings(
    max_examples=8,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)
