"""The digest as a page: what a reader of Markdown or of mail makes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rescrm.core.digest import Page
from rescrm.formats.digest_page import html, markdown

# What controls a terminal is spelled out before a page is made of it.
words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40
).filter(str.strip)
odd = st.text("-+*_#=~`!\\[](){}<>&;|:.0123 abx@", min_size=1, max_size=20).filter(str.strip)


def page(*entries: str) -> Page:
    return Page("Sunday 22 November 2026 · two people today", (("Today", entries),))


def plain(value: str) -> str:
    return " ".join(value.split())


@given(words | odd)
@example("1. Foo")
@example("12) Foo")
@example("- Foo")
@example("---")
@example("# Foo")
@example("&lt;b&gt; &#42; &copy")
@example("![x](javascript:alert) <a href=x> <https://x.org> **b** __i__ `c` ~~s~~")
@example("back\\slash \\* \\")
def test_a_reader_of_markdown_finds_each_entry_as_it_was_said(value: str) -> None:
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(markdown(page(value, "Ben")))
    shape = [each.type for each in tokens if each.type.endswith("_open")]
    item = ["list_item_open", "paragraph_open"]
    assert shape == ["heading_open", "heading_open", "bullet_list_open", *item, *item]
    said = [each for each in tokens if each.type == "inline"][2]
    assert {each.type for each in said.children or ()} <= {"text", "text_special"}
    assert "".join(each.content for each in said.children or ()) == plain(value)


@pytest.mark.parametrize("value", ["Ana (14 days over)", "twenty-five", "Söns & co", "a + b = c!"])
def test_plain_words_are_plain_in_markdown(value: str) -> None:
    assert f"\n- {value}\n" in markdown(page(value))


@given(words | odd)
def test_a_page_holds_each_entry_once_and_no_tag_of_its_own(value: str) -> None:
    from html import unescape

    whole = html(page(value, "Ben"))
    first, second = re.findall(r"<li>(.*)</li>", whole)
    assert (unescape(first), second) == (plain(value), "Ben")
    assert "<" not in first and ">" not in first


def test_a_page_fetches_nothing_and_fits_a_phone_by_day_and_by_night() -> None:
    whole = html(page("Ana"))
    assert not re.search(r"https?:|src=|href=|@import|url\(|<script", whole)
    assert '<meta name="viewport" content="width=device-width,initial-scale=1">' in whole
    assert '<meta name="color-scheme" content="light dark">' in whole
    assert "prefers-color-scheme:dark" in whole and "overflow-wrap:anywhere" in whole


def test_an_empty_day_is_a_page_too() -> None:
    quiet = Page("Sunday 22 November 2026 · nobody today", (), "Nothing is planned. Enjoy the day.")
    assert "<p>Nothing is planned. Enjoy the day.</p>" in html(quiet)
    assert markdown(quiet).endswith("nobody today\n\nNothing is planned. Enjoy the day.\n")


def test_the_joiners_that_hold_an_emoji_together_stay() -> None:
    assert "👩\u200d⚕️ Ana" in html(page("👩\u200d⚕️ Ana"))
