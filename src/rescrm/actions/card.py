"""Someone's card as TOML, for an editor: out, and back in."""

from __future__ import annotations

from typing import Any

from ..core.model import Contact
from ..errors import UsageError

# Each key of the card, and the option of `add` that means the same.
KEYS = {
    "name": "name",
    "nicknames": "nick",
    "kind": "kind",
    "organisation": "org",
    "title": "title",
    "stage": "stage",
    "specialty": "specialty",
    "city": "city",
    "birthday": "birthday",
    "met_on": "on",
    "note": "note",
    "emails": "email",
    "phones": "phone",
    "links": "link",
    "tags": "tag",
}
HEAD = "An empty value takes it away. Save and close to keep, empty the file to leave all as it is."


def write(contact: Contact) -> str:
    """The card of someone as TOML with a line of explanation."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(f"{contact.name} ({contact.handle}). {HEAD}"))
    for key in KEYS:
        document[key] = _plain(key, getattr(contact, key))
    document["custom"] = dict(contact.custom)
    return tomlkit.dumps(document)


def read(text: str) -> dict[str, Any] | None:
    """The options that a card says; None when the file was emptied.

    Raises UsageError (2) with the line for what is no TOML or no card.
    """
    import tomllib

    if not text.strip():
        return None
    try:
        card = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"the card is not readable as TOML ({error}). Nothing was changed.") from None
    custom = card.pop("custom", {})
    for key, value in card.items():
        wants = list if key in LISTS else str
        if key not in KEYS or not isinstance(value, wants):
            raise UsageError(f'the card cannot hold {key} = "{value}". Nothing was changed.')
    said = {KEYS[key]: value for key, value in card.items()}
    return said | {"set": [f"{name}={value}" for name, value in custom.items()]}


LISTS = frozenset({"nicknames", "emails", "phones", "links", "tags"})


def _plain(key: str, value: Any) -> Any:
    match key:
        case "emails":
            return [each.address for each in value]
        case "phones":
            return [each.number for each in value]
        case _ if key in LISTS:
            return list(value)
    return str(value) if value is not None else ""
