"""Text that comes from people's data, made safe to show.

Control characters, terminal escapes, line separators, bidirectional overrides and lone
surrogates never leave as they are: they are spelled as in a Python string, `\\x1b`, `\\u202e`.
Marks that scripts and emoji need (joiners, variation selectors, direction marks) stay.
"""

from __future__ import annotations

import codecs

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))  # C0, DEL, C1
_SEPARATORS = (0x2028, 0x2029)  # of lines and paragraphs
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embed, override, isolate
# A table and not an expression: `re` would be a tenth of the start of a fast command.
_ESCAPED = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    for code in (*_CONTROLS, *_SEPARATORS, *_DIRECTIONS)
}
_IN_LINES = {code: escape for code, escape in _ESCAPED.items() if chr(code) not in "\n\t"}
_IN_CELL = _ESCAPED | str.maketrans({"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"})
_ON_ONE_LINE = _ESCAPED | dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " ")

# What our own sentences use beyond ASCII, for terminals that have only that.
_SPELLED = {
    "·": "-", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'",
    "→": "->", "←": "<-", "×": "x", "≥": ">=", "≤": "<=", "•": "*", "✓": "+", "\xa0": " ",
}  # fmt: skip


def cell(text: str) -> str:
    """Returns ``text`` as one cell of plain output, from which it can be read back exactly.

    Tab, newline, carriage return and backslash become `\\t`, `\\n`, `\\r`, `\\\\`;
    whatever else is unsafe `\\xHH` or `\\uHHHH`.
    """
    if text.isprintable() and "\\" not in text:  # nothing unsafe is printable
        return text
    return _without_surrogates(text.translate(_IN_CELL))


def shown(text: str) -> str:
    """Returns ``text`` on one line, for a person's eye."""
    if text.isprintable():
        return text
    return _without_surrogates(text.replace("\r\n", " ").translate(_ON_ONE_LINE))


def shown_lines(text: str) -> str:
    """Returns ``text`` with its lines and tabs kept, for a person's eye."""
    if text.isprintable():
        return text
    return _without_surrogates(text.replace("\r\n", "\n").translate(_IN_LINES))


def for_encoding(text: str, encoding: str) -> str:
    """Returns ``text`` as ``encoding`` can carry it: our typography in ASCII, the rest escaped."""
    return _carried(text, encoding, "rescrm.spelled")


def cell_for_encoding(text: str, encoding: str) -> str:
    """Returns cells as ``encoding`` can carry them, still exact: what it lacks is escaped."""
    return _carried(text, encoding, "backslashreplace")


def _without_surrogates(text: str) -> str:
    return _carried(text, "utf-8", "backslashreplace")  # all that UTF-8 cannot carry


def _carried(text: str, encoding: str, errors: str) -> str:
    return text if text.isascii() else text.encode(encoding, errors).decode(encoding)


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    spelled = (
        _SPELLED.get(char) or _carried(char, "ascii", "backslashreplace") for char in lacking
    )
    return "".join(spelled), error.end


codecs.register_error("rescrm.spelled", _spell)
