"""What was written down for a hard day, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from play import Program


@pytest.fixture
def pod(rescrm: Program) -> Program:
    """A pod of two, one with a phone."""
    rescrm.ok('add "Ana Torres" --phone 6175550134 -e ana@example.org')
    rescrm.ok('add "Ben Adler"')
    rescrm.ok("group add lunch --type pod")
    rescrm.ok("group join lunch ana ben")
    return rescrm


def test_without_a_word_written_it_says_how_and_invents_nothing(rescrm: Program) -> None:
    said = rescrm.ok("sos")
    assert said.out == ""
    assert "rescrm config set sos.person" in said.err
    assert not any(figure in said.err for figure in "0123456789")
    assert rescrm.items("sos") == []


def test_what_was_written_is_shown_with_the_ways_that_are_kept(pod: Program) -> None:
    pod.ok('config set sos.person "Ana Torres"')
    pod.ok("config set sos.group lunch")
    pod.ok('config set sos.lines "Night line, 617 555 0100; Walk to the river."')
    ana = ["6175550134", "ana@example.org"]
    assert pod.items("sos") == [
        {"what": "person", "text": "Ana Torres", "handle": "ana-torres", "ways": ana},
        {"what": "group", "text": "lunch", "handle": "lunch", "ways": []},
        {"what": "member", "text": "Ana Torres", "handle": "ana-torres", "ways": ana},
        {"what": "member", "text": "Ben Adler", "handle": "ben-adler", "ways": []},
        {"what": "line", "text": "Night line, 617 555 0100", "handle": None, "ways": []},
        {"what": "line", "text": "Walk to the river.", "handle": None, "ways": []},
    ]


@pytest.mark.parametrize(
    ("key", "words", "what"),
    [
        ("person", "my sister, 617 555 0199", "person"),
        ("person", "a", "person"),  # fits several people: it stays as it was written
        ("group", "the river walkers", "group"),
    ],
)
def test_words_that_name_nobody_here_are_shown_as_they_are(
    pod: Program, key: str, words: str, what: str
) -> None:
    pod.ok(f'config set sos.{key} "{words}"')
    (shown,) = pod.items("sos")
    assert (shown["what"], shown["text"], shown["handle"]) == (what, words, None)


def test_it_needs_no_store_and_makes_none(rescrm: Program, home: Path) -> None:
    rescrm.ok('config set sos.person "my sister"')
    said = rescrm.ok("sos")
    assert said.out == "person\tmy sister\t\t\n"
    assert said.err == ""
    assert not (home / ".local/share/rescrm/rescrm.db").exists()


def test_someone_who_left_the_pod_is_not_shown(pod: Program) -> None:
    pod.ok("config set sos.group lunch")
    pod.ok("group leave lunch ben")
    assert [each["text"] for each in pod.items("sos")] == ["lunch", "Ana Torres"]
