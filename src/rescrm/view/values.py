"""What an item holds: its keys, the value of one, and values as words or as JSON.

An item is a dataclass, a named tuple or a dictionary. A field name is its key; the trailing
underscore of a field that Python would not allow otherwise (`from_`) is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, time
from enum import Enum
from typing import Any

_AS_THEY_ARE = frozenset((str, int, float, bool, type(None)))


def keys_of(item: Any) -> tuple[str, ...]:
    """Returns the keys of an item in their order."""
    if isinstance(item, Mapping):
        return tuple(item)
    return tuple(key for key, _ in _fields(type(item)))


def value_of(item: Any, key: str) -> Any:
    """Returns what an item holds under ``key``; a dictionary without it gives None."""
    if isinstance(item, Mapping):
        return item.get(key)
    try:
        return getattr(item, key)
    except AttributeError:
        return getattr(item, f"{key}_")


def words(value: Any) -> str:
    """Returns a value as words, for a cell: lists by comma, someone by handle, days in ISO."""
    match value:
        case str():
            return str(value)  # of a StrEnum, its value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case Enum():
            return words(value.value)
        case int() | float():
            return str(value)
        case Set():
            return ", ".join(sorted(map(words, value)))
        case list() | tuple() if not _fields(type(value)):
            return ", ".join(map(words, value))
        case _ if _spells_itself(value):
            return str(value)
        case _:
            return _record_words(value)


def as_json(value: Any) -> Any:
    """Returns a value as JSON knows it: objects, lists, text, numbers, true, false and null."""
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case list() | tuple() if not _fields(type(value)):
            return [as_json(inner) for inner in value]
        case date() | time():
            return value.isoformat()
        case Enum():
            return as_json(value.value)
        case str() | int() | float():
            return value
        case Set():
            return sorted(map(as_json, value))
        case Mapping():
            return {words(key): as_json(inner) for key, inner in value.items()}
        case _ if _spells_itself(value):
            return str(value)
        case _:
            return {key: as_json(getattr(value, name)) for key, name in _record_fields(value)}


def _spells_itself(value: Any) -> bool:
    """Returns whether a value brings its own words, as a birthday without a year does."""
    return any("__str__" in vars(kind) for kind in type(value).__mro__[:-1])


def _record_words(record: Any) -> str:
    keys = keys_of(record) if isinstance(record, Mapping) else dict(_record_fields(record))
    if "handle" in keys and value_of(record, "handle"):
        return words(value_of(record, "handle"))
    held = ((key, words(value_of(record, key))) for key in keys)
    return " ".join(f"{key}={text}" for key, text in held if text)


def _record_fields(record: Any) -> tuple[tuple[str, str], ...]:
    fields = _fields(type(record))
    if not fields:
        raise TypeError(f"a {type(record).__name__} is no value that can be shown")
    return fields


def _fields(kind: type) -> tuple[tuple[str, str], ...]:
    """Returns (key, attribute) of each field that a kind of record has."""
    if kind not in _known_fields:
        names = getattr(kind, "__dataclass_fields__", ()) or getattr(kind, "_fields", ())
        _known_fields[kind] = tuple((name.removesuffix("_"), name) for name in names)
    return _known_fields[kind]


_known_fields: dict[type, tuple[tuple[str, str], ...]] = {}
