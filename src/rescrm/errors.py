"""What can go wrong and be mended: each error its sentence and its exit code.

Exit codes are a promise to scripts: 2 usage, 3 your decision is needed, 4 not found,
6 the store, 7 disk or permission, 8 the network or another program.
"""

from __future__ import annotations

from collections.abc import Sequence


class RescrmError(Exception):
    """Something the user can mend: what happened, where, and what to type next.

    ``word`` names the kind of error for scripts; ``candidates`` are handles to choose from.
    """

    exit_code = 1
    word = "error"

    def __init__(self, message: str, *, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.candidates = tuple(candidates)


class UsageError(RescrmError):
    """What was typed cannot be meant: exit 2."""

    exit_code = 2
    word = "usage"


class UnreadableDay(UsageError):
    word = "day"

    def __init__(self, typed: str, examples: Sequence[str], reason: str = "") -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(f"cannot read the day {_quoted(typed)}{why}. Try {_choices(examples)}.")


class UnreadableCadence(UsageError):
    word = "cadence"

    def __init__(self, typed: str, reason: str = "") -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(
            f"cannot read how often {_quoted(typed)} is{why}. "
            "Try “6 weeks”, “monthly” or “2nd tue”."
        )


class UnreadableRange(UsageError):
    word = "range"

    def __init__(self, typed: str, reason: str = "") -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(
            f"cannot read the range {_quoted(typed)}{why}. Try “2026-12-01..06” or “dec 1..6”."
        )


class UnknownFormat(UsageError):
    word = "format"

    def __init__(self, where: str, known: Sequence[str], what: str = "") -> None:
        said = f"{what}; it reads" if what else "not a file rescrm can read. It reads"
        super().__init__(f"{where}: {said} {', '.join(known)}.")


class TemplateRefused(UsageError):
    word = "template"

    def __init__(
        self,
        name: str,
        line: int,
        reason: str,
        what_now: str = "One to follow: rescrm template show thank-you",
    ) -> None:
        super().__init__(f"template {name}, line {line}: {reason}. {what_now}".rstrip())
        self.name = name
        self.line = line
        self.reason = reason


class HeadingNotFound(UsageError):
    word = "heading"

    def __init__(self, where: str, wanted: str) -> None:
        super().__init__(
            f"{where}: none of the first lines is the heading of {wanted}. "
            "Nothing was changed; is it the right file?"
        )


class UnknownEncoding(UsageError):
    word = "encoding"

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"{_quoted(typed)} is not an encoding of text. "
            "Try --encoding utf-8, cp1252, cp1251 or utf-16."
        )


class UnreadableText(UsageError):
    word = "encoding"

    def __init__(self, where: str, encoding: str) -> None:
        super().__init__(
            f"{where}: not readable as {encoding}. Nothing was changed; try another --encoding."
        )


class DecisionNeeded(RescrmError):
    """Nothing was changed; the person has to say which: exit 3."""

    exit_code = 3
    word = "decision"


class AmbiguousContact(DecisionNeeded):
    word = "ambiguous"

    def __init__(
        self,
        typed: str,
        candidates: Sequence[tuple[str, str]],
        example: str = "",
        where: tuple[int, int] | None = None,
    ) -> None:
        """``candidates`` are (handle, what tells them apart) pairs; ``example`` is what to type.

        ``where`` is the stretch of the sentence that a chosen `@handle` can replace.
        """
        shown = ", ".join(
            f"{handle} ({about})" if about else handle for handle, about in candidates[:8]
        )
        more = f" and {len(candidates) - 8} more" if len(candidates) > 8 else ""
        how_many = {2: "two", 3: "three", 200: "200 or more"}.get(
            len(candidates), str(len(candidates))
        )
        say = example or f"@{candidates[0][0]}"
        super().__init__(
            f"{how_many} people fit {_quoted(typed)}: {shown}{more}.\nSay which: {say}",
            candidates=[handle for handle, _ in candidates],
        )
        self.typed = typed
        self.choices = tuple(candidates)
        self.where = where


class PerhapsAName(DecisionNeeded):
    """A word that is also somebody's name, in a place where it can be either."""

    word = "ambiguous"

    def __init__(
        self,
        typed: str,
        candidates: Sequence[tuple[str, str]],
        example: str,
        where: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(
            f"{_quoted(typed)} may be {' or '.join(handle for handle, _ in candidates[:3])}, "
            f"or just a word.\nSay which: {example}, or \\{typed} for the word",
            candidates=[handle for handle, _ in candidates],
        )
        self.typed = typed
        self.choices = tuple(candidates)
        self.where = where


class SameName(DecisionNeeded):
    word = "same-name"

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        shown = ", ".join(f"{each} ({about})" if about else each for each, about in candidates[:8])
        super().__init__(
            f"{name} is here already: {shown}. To change them: rescrm edit {candidates[0][0]} …\n"
            f'Someone else of that name: rescrm add "{name}" --namesake',
            candidates=[handle for handle, _ in candidates],
        )


class MovedSince(DecisionNeeded):
    word = "conflict"

    def __init__(self, since: str) -> None:
        super().__init__(
            f"there is a move on {since} already, and this day is not after it. Nothing was "
            "changed. `rescrm show WHO` has the history; a later --from goes on from there, "
            "and the same words with another --from move the day."
        )


class NotFound(RescrmError):
    """No such thing: exit 4."""

    exit_code = 4
    word = "not-found"


class ContactNotFound(NotFound):
    def __init__(self, typed: str, nearest: Sequence[str] = (), example: str = "") -> None:
        near = f" Nearest: {', '.join(nearest)}." if nearest else ""
        add = example or f"rescrm add {_quoted(typed.lstrip('@'))}"
        super().__init__(
            f"nobody here is called {_quoted(typed)}.{near} Someone new? {add}",
            candidates=nearest,
        )
        self.typed = typed


class FileNotThere(NotFound):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: there is no such file. Nothing was changed.")


class StoreError(RescrmError):
    """The store is busy, damaged, not ours or too new; it was not touched: exit 6."""

    exit_code = 6
    word = "store"


class StoreBusy(StoreError):
    word = "busy"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: another program is writing to the store and did not finish. "
            "Nothing was changed; try again in a moment."
        )


class StoreOpen(StoreBusy):
    """How a store keeps its journal changes only while nobody else has it open."""

    def __init__(self, path: str) -> None:
        StoreError.__init__(
            self,
            f"{path}: another program has the store open, such as a Litestream that was begun by "
            "hand. End it and try again.",
        )


class StoreDamaged(StoreError):
    word = "damaged"

    def __init__(self, path: str, reason: str, newest_copy: str = "") -> None:
        copy = f" The newest copy is {newest_copy}." if newest_copy else ""
        super().__init__(
            f"{path}: the store is damaged ({reason}). It was left as it is.{copy} "
            "`rescrm doctor` tells more."
        )
        self.reason = reason


class StoreForeign(StoreError):
    word = "foreign"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: {reason}. It was left as it is. Name another place with --db PATH."
        )


class NoCopy(StoreForeign):
    """A file that was named as a copy of a store, and is none."""

    def __init__(self, path: str, reason: str) -> None:
        StoreError.__init__(self, f"{path}: {reason}. Nothing was changed; name another file.")


class CopyDamaged(StoreDamaged):
    """A copy of a store that is not whole."""

    def __init__(self, path: str, reason: str) -> None:
        StoreError.__init__(
            self,
            f"{path}: this copy is not whole ({reason}). Nothing was changed; name another file.",
        )
        self.reason = reason


class StoreNewer(StoreError):
    word = "newer"

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"{path}: made by a newer rescrm (version {found}; this one knows {known}). "
            "It was left as it is. Update rescrm and try again."
        )
        self.found = found


class NotWritable(RescrmError):
    """The disk is full, or the place may not be written: exit 7."""

    exit_code = 7
    word = "disk"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Nothing was changed.")


class AnswerLost(RescrmError):
    """What was asked is done; only the answer could not be written: exit 7."""

    exit_code = 7
    word = "disk"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the answer could not be written: {reason}. What was changed stays; "
            "`rescrm history` shows it."
        )


class Fault(RescrmError):
    """A bug of ours: exit 1. It names the kind of fault and no value."""

    word = "fault"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"a fault in rescrm itself ({kind}), not in what you typed. "
            "`rescrm history` tells whether anything was changed; --debug shows where it broke."
        )


class SyncBusy(StoreError):
    """Another sync of the same folders has not ended."""

    word = "busy"

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: another sync is under way. Once it has ended: rescrm sync")


class OtherProgram(RescrmError):
    """Another program or the network failed: exit 8."""

    exit_code = 8
    word = "program"


def _quoted(typed: str) -> str:
    shown = typed if len(typed) <= 60 else typed[:57] + "..."
    return f'"{shown}"'


def _choices(examples: Sequence[str]) -> str:
    *most, last = (f"“{each}”" for each in examples)
    return f"{', '.join(most)} or {last}" if most else last
