"""Names that attack or confuse a terminal, a table, a markup or an encoding."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = {
    "colour": "Ann \x1b[31mRed\x1b[0m",
    "cursor": "\x1b[2J\x1b[1;1HGone",
    "link": "\x1b]8;;http://evil.example\x1b\\Click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "title": "\x1b]0;root\x07",
    "c1 csi": "Bo \x9b31mRed",
    "c1 osc": "\x9d52;c;aGk=\x9c",
    "next line": "one\x85two",
    "bell and backspace": "Eve\x07\x08\x08\x08Bob",
    "delete": "Del\x7fete",
    "null": "Nu\x00ll",
    "markup": "[bold]Bo[/bold]",
    "closing markup": "[/]",
    "link markup": "[link=http://evil.example]x[/link]",
    "emoji code": ":smile: Sue",
    "percent": "%s %d {0} {name}",
    "rtl override": "gro.\u202eelpmaxe\u202c",
    "rtl isolate": "\u2067abc\u2069",
    "line separator": "first\u2028second\u2029third",
    "tab and newline": "a\tb\nc\rd\r\ne",
    "backslash": "C:\\new\\table\\x1b",
    "zwj emoji": "Dr. \U0001f469\u200d\u2695\ufe0f Who",
    "flag": "\U0001f1ed\U0001f1fa Flag",
    "combining": "Zoe\u0308 A\u030a\u0301",
    "many marks": "Z" + "\u0300\u0301\u0302" * 20 + "algo",
    "leading mark": "\u0301acute",
    "joiner alone": "\u200d",
    "chinese": "王伟",
    "chinese long": "北京协和医学院附属心血管病医院",
    "arabic": "مريم الخطيب",
    "hebrew": "שרה לוי",
    "devanagari": "प्रिया शर्मा",
    "korean": "김민준",
    "accents": "José Núñez",
    "no-break": "Anne\xa0Marie",
    "soft hyphen": "Wolfes\xadchlegel",
    "spaces": "  two  leading  ",
    "surrogate": "raw \udcff\udc9b byte",
    "noncharacter": "\ufdd0\uffff",
    "beyond": "\U000f0000\U0010fffd",
    "long word": "x" * 10_000,
    "long words": "word " * 2_000,
    "formula": "=cmd|' /C calc'!A0",
}

# Surrogates too: what was typed in bytes that are no UTF-8 comes with them.
ANY_TEXT = st.text(st.characters(categories=None))
ACTS = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} | set(
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def unescaped(cell: str) -> str:
    """Reads a plain cell back, as a Python string literal is read."""
    short = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    digits = {"x": 2, "u": 4, "U": 8}
    text, at = [], 0
    while at < len(cell):
        if cell[at] != "\\":
            text.append(cell[at])
            at += 1
        elif (mark := cell[at + 1]) in short:
            text.append(short[mark])
            at += 2
        else:
            end = at + 2 + digits[mark]
            text.append(chr(int(cell[at + 2 : end], 16)))
            at = end
    return "".join(text)
