"""Someone's card as TOML, for an editor: out, and back in."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..core.contact import Contact
from ..errors import UsageError
from ..view.safe import shown

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
LISTS = frozenset({"nicknames", "emails", "phones", "links", "tags"})
HEAD = "An empty value takes it away. Save and close to keep, empty the file to leave all as it is."


def write(contact: Contact) -> str:
    """The card of someone as TOML with a line of explanation."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(shown(f"{contact.name} ({contact.handle}). {HEAD}")))
    for key, value in _fields(contact).items():
        document[key] = value
    document["custom"] = dict(contact.custom)
    return tomlkit.dumps(document)


def changed(contact: Contact, text: str) -> dict[str, Any]:
    """The options that say what is new on a card; none when the file was emptied.

    A line that is gone leaves things as they are, but for the user's own fields. Raises
    UsageError (2) for what is no TOML or no card.
    """
    card = _read(text) if text.strip() else {}
    before = _fields(contact)
    said = {KEYS[key]: value for key, value in card.items() if key in KEYS and value != before[key]}
    own: dict[str, str] = card.get("custom", contact.custom)
    custom = {name: own.get(name, "") for name in (*contact.custom, *own)}
    if custom != contact.custom:
        said["custom"] = custom
    return said


def addresses(contact: Contact) -> frozenset[str]:
    """Every e-mail address and phone number of someone, as it is kept."""
    return frozenset((*_fields(contact)["emails"], *_fields(contact)["phones"]))


def _read(text: str) -> dict[str, Any]:
    import tomllib

    try:
        card = {key: _said(value) for key, value in tomllib.loads(text).items()}
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"the card is not readable as TOML ({error}). Nothing was changed."
        ) from None
    for key, value in card.items():
        if not _fits(key, value):
            raise UsageError(f"the card cannot hold {key} = {value!r:.60}. Nothing was changed.")
    if "custom" in card:
        card["custom"] = {name: str(value) for name, value in card["custom"].items()}
    return card


def _said(value: Any) -> Any:
    """A day may stand on a card without quotes."""
    return value.isoformat() if isinstance(value, date) else value


def _fits(key: str, value: Any) -> bool:
    if key == "custom":
        return isinstance(value, dict) and all(
            name.strip() and type(own) in (str, int) for name, own in value.items()
        )
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return key in KEYS and isinstance(value, str)


def _fields(contact: Contact) -> dict[str, Any]:
    """What stands on the card, key by key."""
    return {key: _plain(key, getattr(contact, key)) for key in KEYS}


def _plain(key: str, value: Any) -> Any:
    match key:
        case "emails":
            return [each.address for each in value]
        case "phones":
            return [each.number for each in value]
        case _ if key in LISTS:
            return list(value)
    return str(value) if value is not None else ""
