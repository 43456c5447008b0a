"""Letters as they are compared: case, accents and the shapes of apostrophes forgotten."""

from __future__ import annotations

from unicodedata import category, combining, normalize

# What no decomposition takes apart: strokes, ligatures, and marks that look like other marks.
_LIKE = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ȷ": "j",
    "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    "ƶ": "z", "ə": "e", "ɨ": "i", "ʉ": "u", "ɫ": "l",
    "\u0345": "ι",  # the iota below a Greek vowel, which stands beside it in capitals
    **dict.fromkeys("‘’‛ʻʼʹ′`´＇ꞌ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}  # fmt: skip

# Han, kana and Hangul: written without spaces, so that each is a word for the search index.
_CJK = (
    (0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x3130, 0x318F),
    (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF), (0xFF66, 0xFFDC), (0x20000, 0x3FFFF),
)  # fmt: skip

# Degrees, licences and fellowships, as they follow the comma of a name.
_DEGREES = """
    ba bs bsc ma ms msc mba mph mpp mpa mha mhs mhpe med msw msce mscr mscs msph mfa mpt mdiv
    llm md do mbbs mbbch mbchb bmbs bm mdcm dds dmd dpm od dvm jd phd dphil scd drph dnp dpt
    psyd edd pharmd aprn np rn bsn msn pa pac cnm crna rd lcsw mrcp mrcs frcp frcs frcpc
    frcsc facc facs facp faha fscai fccm fccp fhrs fase fasn fidsa fapa faap facep facog facr esq
"""
_DEGREE_WORDS = frozenset(_DEGREES.split())
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


class _Letters(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kept = _LIKE.get(letter, "" if _is_accent(letter) else letter)
        self[code] = kept
        return kept


class _Breaks(dict[int, str]):
    """A space for each character that no word holds."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kept = letter if letter in "-'" or category(letter)[0] in "LMN" else " "
        self[code] = kept
        return kept


class _Spaced(dict[int, str]):
    """A space on each side of a character that is a word by itself."""

    def __missing__(self, code: int) -> str:
        alone = any(first <= code <= last for first, last in _CJK)
        self[code] = f" {chr(code)} " if alone else chr(code)
        return self[code]


def _is_accent(letter: str) -> bool:
    """Whether the character says nothing by itself.

    Vowel signs of Indic and Thai and the voicing marks of kana are letters to their readers:
    they keep their place (their combining classes are 0, 7 to 9 and 84 to 132).
    """
    if category(letter) == "Cf":
        return True
    mark = combining(letter)
    return mark == 1 or 10 <= mark <= 36 or mark >= 200


_LETTERS = _Letters()
_BREAKS = _Breaks()
_SPACED = _Spaced()


def fold(text: str) -> str:
    """The text as it is compared: `José` and `JOSE` are `jose`, `Łukasz` is `lukasz`."""
    if text.isascii():
        # The grave accent stands for an apostrophe, as its sisters do.
        return text.lower().replace("`", "'")
    plain = normalize("NFKD", text).translate(_LETTERS).casefold()
    # Folding case can bring forth new accents and new capitals; a second pass finds none.
    plain = normalize("NFKD", plain).translate(_LETTERS).casefold()
    return normalize("NFC", plain)


def words(text: str) -> list[str]:
    """The folded whole words; `Mary-Kate` and `O’Brien` are one word each."""
    found = (word.strip("-'") for word in fold(text).translate(_BREAKS).split())
    return [word for word in found if word]


def pieces(text: str) -> list[str]:
    """The folded words with hyphenated ones taken apart: `mary`, `kate`."""
    return [piece for word in words(text) for piece in word.split("-") if piece]


def search_text(text: str) -> str | None:
    """What the search index reads instead of the text; None for plain ASCII, which it can read."""
    return None if text.isascii() else fold(text).translate(_SPACED)


def slug(name: str) -> str:
    """The handle that a name gives: `José Núñez, MD` is `jose-nunez`; never empty."""
    if name.isascii() and name.istitle() and name.replace(" ", "").isalpha():
        # Most names are plain: no accent, no apostrophe, no degree in capitals.
        return "-".join(name.lower().split())[:60].strip("-")
    spoken = fold(without_degrees(name)).replace("'", "")
    joined = "-".join(spoken.translate(_BREAKS).replace("-", " ").split())
    return joined[:60].strip("-") or "contact"


def without_degrees(name: str) -> str:
    """The name without the degrees that end it: `Nakamura, MD`, `Ken Nakamura MD PhD`."""
    front, comma, rest = name.partition(",")
    if comma and front.strip():
        titles = fold(rest).replace(".", "").replace("-", "").replace(",", " ").split()
        if not _DEGREE_WORDS.union(SUFFIXES).issuperset(titles):
            return name
    spoken = front.split()
    # Without a comma only capitals tell the degree from the name: Yo-Yo Ma holds none.
    while len(spoken) > 2 and _is_degree(spoken[-1]):
        spoken.pop()
    return " ".join(spoken) if front.strip() else name


def _is_degree(word: str) -> bool:
    letters = word.replace(".", "")
    return letters.casefold() in _DEGREE_WORDS and sum(map(str.isupper, letters)) > 1
