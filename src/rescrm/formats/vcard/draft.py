"""What the lines of one card have said about a person so far."""

from __future__ import annotations

from collections.abc import Callable

from rescrm.core.contact import YearDay
from rescrm.formats.record import Labelled, one_line
from rescrm.formats.vcard.days import read_day
from rescrm.formats.vcard.property import Head, apple_label, cut, plain, split

LONGEST = 10_000  # characters of a value; only a note may be longer
_EVERYBODY = frozenset({"mycontacts", "my contacts"})  # Google's word for all of them


class Draft:
    """One card in the making; the first value of a kind that holds something wins."""

    __slots__ = (
        "birthday", "city", "dated", "department", "emails", "formatted", "grouped", "is_group",
        "labels", "links", "nicknames", "notes", "organisation", "phones", "role", "structured",
        "tags", "title", "uid",
    )  # fmt: skip

    def __init__(self) -> None:
        self.formatted = self.uid = ""
        self.organisation = self.department = self.title = self.role = self.city = ""
        self.birthday: YearDay | None = None
        self.is_group = False
        self.structured: list[str] = []  # as written: taken apart only where no FN is
        self.nicknames: list[str] = []
        self.emails: list[Labelled] = []
        self.phones: list[Labelled] = []
        self.links: list[str] = []
        self.notes: list[str] = []
        self.tags: list[str] = []
        self.dated: list[tuple[str, str, str]] = []  # group, word for it, value
        self.grouped: list[tuple[list[Labelled], int, str]] = []  # labels come later
        self.labels: dict[str, str] = {}

    def name(self) -> str:
        """The name, or what has to stand for one."""
        nickname = self.nicknames[0] if self.nicknames else ""
        address = (self.emails or self.phones or [("", None)])[0][0]
        return self.formatted or self.from_parts() or nickname or self.organisation or address

    def from_parts(self) -> str:
        """Given, additional and family names; titles and degrees only where nothing else is."""
        return next(filter(None, map(_in_order, self.structured)), "")

    def settle_labels(self) -> None:
        """Gives `item1.TEL` the label that `item1.X-ABLabel` has for it."""
        for values, at, group in self.grouped:
            if group in self.labels:
                values[at] = (values[at][0], self.labels[group])

    def custom(self) -> tuple[tuple[str, str], ...]:
        """Facts without a field of their own, each key once."""
        facts: dict[str, str] = {"department": self.department} if self.department else {}
        for group, word, value in self.dated:
            key = word = self.labels.get(group, word)
            count = 1
            while key in facts and facts[key] != value:
                count += 1
                key = f"{word} {count}"
            facts[key] = value
        return tuple(facts.items())


def _take_fn(draft: Draft, head: Head, value: str) -> None:
    draft.formatted = draft.formatted or one_line(plain(value))


def _take_n(draft: Draft, head: Head, value: str) -> None:
    draft.structured.append(value)


def _in_order(value: str) -> str:
    parts = [one_line(" ".join(split(part, ","))) for part in cut(value, ";")]
    family, given, additional, prefix, suffix = (*parts, "", "", "", "", "")[:5]
    names = [part for part in (given, additional, family) if part]
    return " ".join(names or [part for part in (prefix, suffix) if part])


def _take_nickname(draft: Draft, head: Head, value: str) -> None:
    draft.nicknames += filter(None, map(one_line, split(value, ",")))


def _take_email(draft: Draft, head: Head, value: str) -> None:
    _take_labelled(draft, draft.emails, head, _without_scheme(plain(value).strip(), "mailto:"))


def _take_tel(draft: Draft, head: Head, value: str) -> None:
    _take_labelled(draft, draft.phones, head, _without_scheme(plain(value).strip(), "tel:"))


def _take_url(draft: Draft, head: Head, value: str) -> None:
    if link := plain(value).strip():
        draft.links.append(link)


def _take_profile(draft: Draft, head: Head, value: str) -> None:
    """An address is a link; `x-apple:maya` and x-user=maya are a handle at some service."""
    link = plain(value).strip()
    if "/" in link:
        draft.links.append(link)
        return
    user = _without_scheme(link, "x-apple:") or ",".join(head.params.get("x-user", []))
    if user:
        draft.dated.append((head.group, head.label or "profile", user))


def _take_org(draft: Draft, head: Head, value: str) -> None:
    if draft.organisation:
        return
    parts = [part for part in map(one_line, split(value, ";")) if part]
    draft.organisation = parts[0] if parts else ""
    draft.department = ", ".join(parts[1:])


def _take_title(draft: Draft, head: Head, value: str) -> None:
    draft.title = draft.title or one_line(plain(value))


def _take_role(draft: Draft, head: Head, value: str) -> None:
    draft.role = draft.role or one_line(plain(value))


def _take_adr(draft: Draft, head: Head, value: str) -> None:
    parts = () if draft.city else cut(value, ";")
    if len(parts) > 3:
        draft.city = one_line(plain(parts[3]))


def _take_bday(draft: Draft, head: Head, value: str) -> None:
    """A day, or free text ("circa 1800"), which is kept as it is."""
    day = read_day(value, ",".join(head.params.get("x-apple-omit-year", [])))
    if day is not None:
        draft.birthday = draft.birthday or day
    elif text := plain(value).strip():
        draft.dated.append(("", "birthday", text))


def _take_anniversary(draft: Draft, head: Head, value: str) -> None:
    _take_dated(draft, head, "anniversary", value)


def _take_date(draft: Draft, head: Head, value: str) -> None:
    _take_dated(draft, head, "date", value)


def _take_related(draft: Draft, head: Head, value: str) -> None:
    if text := one_line(plain(value)):
        draft.dated.append((head.group, "related", text))


def _take_note(draft: Draft, head: Head, value: str) -> None:
    if text := plain(value).strip():
        draft.notes.append(text)


def _take_categories(draft: Draft, head: Head, value: str) -> None:
    """Tags; Thunderbird escapes the commas between them, and no tag has one inside."""
    words = map(one_line, plain(value).split(","))
    draft.tags += (word for word in words if word and word.lower() not in _EVERYBODY)


def _take_uid(draft: Draft, head: Head, value: str) -> None:
    draft.uid = draft.uid or plain(value).strip()


def _take_kind(draft: Draft, head: Head, value: str) -> None:
    draft.is_group = draft.is_group or value.strip().lower() == "group"


def _take_label(draft: Draft, head: Head, value: str) -> None:
    label = apple_label(plain(value))
    if label and head.group:
        draft.labels[head.group] = label


Take = Callable[[Draft, Head, str], None]

_TAKES: dict[str, Take] = {
    "FN": _take_fn,
    "N": _take_n,
    "NICKNAME": _take_nickname,
    "EMAIL": _take_email,
    "TEL": _take_tel,
    "URL": _take_url,
    "X-SOCIALPROFILE": _take_profile,
    "ORG": _take_org,
    "TITLE": _take_title,
    "ROLE": _take_role,
    "ADR": _take_adr,
    "BDAY": _take_bday,
    "X-ABDATE": _take_date,
    "X-ABRELATEDNAMES": _take_related,
    "NOTE": _take_note,
    "CATEGORIES": _take_categories,
    "UID": _take_uid,
    "KIND": _take_kind,
    "X-ADDRESSBOOKSERVER-KIND": _take_kind,
    "X-ABLABEL": _take_label,
}


def taking(head: Head) -> Take | None:
    """What is to be done with a property; None leaves it to the card's own lines."""
    if head.name.endswith("ANNIVERSARY"):  # also X-EVOLUTION-, X-MS-, X-WAB-WEDDING-
        return _take_anniversary
    return _TAKES.get(head.name)


def _take_labelled(draft: Draft, values: list[Labelled], head: Head, value: str) -> None:
    if not value:
        return
    if head.group:
        draft.grouped.append((values, len(values), head.group))
    values.append((value, head.label))


def _take_dated(draft: Draft, head: Head, word: str, value: str) -> None:
    day = read_day(value)
    if text := str(day) if day else one_line(plain(value)):
        draft.dated.append((head.group, word, text))


def _without_scheme(value: str, scheme: str) -> str:
    return value[len(scheme) :] if value[: len(scheme)].lower() == scheme else value
