"""The keys by which an e-mail address, a phone number or a profile is known again."""

from __future__ import annotations

import re
from unicodedata import normalize

# Compiled when first used: naming a person by name needs none of them.
_EMAIL = r"(?i:mailto:)?([^\s@<>,;:\"()]+@[^\s@<>,;:\"()?/]+)(?:\?.*)?"
_IN_ANGLES = r"[^<>]*<([^<>]+)>\s*"
_PROFILE = "https://www.linkedin.com/in/"
_LINKEDIN = (
    r"(?i)(?:(?:(?:https?:)?//)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:mwlite/)?)?"
    r"in/([^/?#\s]+)(?:[/?#].*)?"
)
_PHONE = (
    r"(?i)(?:tel:)?\s*(\+?[\d\s().\-–‐‑/]{3,40}?)\s*"
    r"(?:(?:;ext=|#|x|ext\.?|extension)\s*(\d{1,8}))?"
)
_NORTH_AMERICA = frozenset({"US", "CA"})


def address_keys(text: str, region: str = "US") -> list[str]:
    """The key of what the text is: an e-mail address, a profile or a phone number; else none."""
    text = text.strip()
    key = email_key(text) or linkedin_key(text) or phone_key(text, region)
    return [key] if key else []


def email_key(text: str) -> str | None:
    """`Maya Rao <Maya@UCSF.edu>` is `mailto:maya@ucsf.edu`; None for what is no address."""
    if "@" not in text:
        return None
    if ">" in text and (angled := re.fullmatch(_IN_ANGLES, text)):
        text = angled[1]
    found = re.fullmatch(_EMAIL, text.strip())
    return f"mailto:{normalize('NFC', found[1]).casefold()}" if found else None


def linkedin_key(text: str) -> str | None:
    """`https://www.linkedin.com/in/MayaRao/` is `linkedin:mayarao`; None for any other text."""
    if text.startswith(_PROFILE) and text.isascii():
        plain = text[len(_PROFILE) :].removesuffix("/")
        if plain.replace("-", "").isalnum():  # as nearly all are
            return f"linkedin:{plain.lower()}"
    if "in/" not in text.lower():
        return None
    found = re.fullmatch(_LINKEDIN, text.strip())
    if not found:
        return None
    name: str = found[1]
    if "%" in name:
        from urllib.parse import unquote

        name = unquote(name)
    return f"linkedin:{normalize('NFC', name).casefold()}"


def phone_key(text: str, region: str = "US") -> str | None:
    """`(415) 555-0134` is `tel:+14155550134`; its bare digits where no rule of numbers fits.

    An extension is kept: the desks of one department share a number. None for what no phone
    dials: fewer than three digits, or words.
    """
    number, extension = text.strip(), None
    if not _is_plain(number.removeprefix("+")):
        found = re.fullmatch(_PHONE, number) if any(map(str.isdecimal, text)) else None
        if not found:
            return None
        number, extension = found[1], found[2]
    digits = "".join(filter(str.isdecimal, number))
    if not digits.isascii():
        digits = "".join(str(int(each)) for each in digits)
    if not 3 <= len(digits) <= 20:
        return None
    plus = number.lstrip().startswith("+")
    whole = _north_american(digits, plus, region) or _international(number, digits, region)
    return f"tel:{whole};ext={extension}" if extension else f"tel:{whole}"


def _is_plain(number: str) -> bool:
    """Whether there are only digits and what parts them, as in most numbers."""
    dialled = number.isascii() and not number.encode().translate(None, b"0123456789 ().-")
    return dialled and 3 <= len(number) <= 40


def _north_american(digits: str, plus: bool, region: str) -> str | None:
    """The commonest numbers without their library, which takes 40 ms to load."""
    if plus or region in _NORTH_AMERICA:
        if len(digits) == 11 and digits[0] == "1" and digits[1] >= "2":
            return f"+{digits}"
        if not plus and len(digits) == 10 and digits[0] >= "2":
            return f"+1{digits}"
    return None


def _international(number: str, digits: str, region: str) -> str:
    import phonenumbers

    if digits.startswith("00"):
        number = f"+{digits[2:]}"
    try:
        known = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return digits
    # Seven digits are dialled inside a town: no country can stand before them.
    fit = phonenumbers.is_possible_number_with_reason(known)
    if fit != phonenumbers.ValidationResult.IS_POSSIBLE:
        return digits
    return str(phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.E164))
