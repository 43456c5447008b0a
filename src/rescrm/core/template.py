"""A template that can do nothing but fill in facts.

Templates are written by the user, or found somewhere: none may read a file, call anything or run
for ever. Jinja's own sandbox guards attributes and calls, not time and memory, so a template is
checked before it is compiled. Only a few kinds of node may stand in it, none makes text grow,
and the steps it can take are counted beforehand. An attribute is a key of the facts, and no
Python attribute is ever reached.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, cast

from ..errors import TemplateRefused
from . import facts

if TYPE_CHECKING:
    import jinja2
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

LONGEST_TEMPLATE = 10_000  # characters
LONGEST_LETTER = 50_000
MOST_STEPS = 20_000  # what stands in a loop counts once for each entry a list can have
DEEPEST = 30

PLAIN = frozenset(
    {"Template", "TemplateData", "Output", "If", "And", "Or", "Not"}
    | {"Compare", "Operand", "Const", "Concat"}
)
LOOP_WORDS = frozenset({"first", "last", "index", "length"})
REASONS = {
    **dict.fromkeys(("Call", "CallBlock", "Macro"), "a template calls nothing"),
    **dict.fromkeys(("Include", "Import", "FromImport", "Extends"), "a template reads no file"),
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "Pow", "Mod"), "a template does not reckon"),
    **dict.fromkeys(("Assign", "AssignBlock"), "a template keeps nothing in mind"),
    **dict.fromkeys(("Name", "Getattr", "Getitem"), "this is not the name of a fact"),
    "For": "the one loop there is goes “for NAME in FACT”",
    "CondExpr": "“this if that” lacks its “else”",
    "Filter": f"the filters are {', '.join(facts.FILTERS)}",
    "Test": f"the tests are {', '.join(facts.TESTS)}",
}

_HEAD = re.compile(r"(?:\s*\{#.*?#\})*\s*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A checked template; ``mentions`` are the facts it names, dotted (``me.name``)."""

    name: str
    subject: jinja2.Template
    body: jinja2.Template
    mentions: frozenset[str]


@lru_cache(maxsize=32)
def read(text: str, name: str) -> Template:
    """Check a template (`Subject: …`, an empty line, the body) and make it ready to fill."""
    subject, body = (_parsed(part, name) for part in _parts(text, name))
    mentions = _checked(subject, name) | _checked(body, name)
    return Template(
        name=name,
        subject=_compiled(subject, name),
        body=_compiled(body, name),
        mentions=frozenset(mentions),
    )


def fill(part: jinja2.Template, known: facts.Sheet, name: str) -> str:
    """Return the text, with a gap where a fact is asked for that is not on the sheet."""
    from jinja2 import TemplateRuntimeError

    stream = cast("Generator[str, None, None]", part.generate(known))
    pieces: list[str] = []
    length = 0
    try:
        for piece in stream:
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST_LETTER:
                # Thrown inside, where the line is known.
                stream.throw(OverflowError("it makes more text than a letter holds"))
    except (TypeError, OverflowError, TemplateRuntimeError) as error:
        _refuse_at(error, name)
    return "".join(pieces)


def _refuse_at(error: Exception, name: str) -> NoReturn:
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    raise TemplateRefused(name, line, str(error)) from None


# Reading -----------------------------------------------------------------------------------


def _parts(text: str, name: str) -> tuple[str, str]:
    """Subject and body, each below as many empty lines as keep its line numbers true."""
    if len(text) > LONGEST_TEMPLATE:
        raise TemplateRefused(name, 1, f"it is longer than {LONGEST_TEMPLATE:,} characters")
    text = facts.printable(text).removeprefix("\ufeff")
    head = _HEAD.match(text)
    start = head.end() if head else 0
    above = text.count("\n", 0, start)
    subject, _, rest = text[start:].partition("\n")
    gap, _, body = rest.partition("\n")
    if subject[:8].lower() != "subject:" or gap.strip() or not body.strip():
        reason = "it begins with “Subject: …”, an empty line, then the letter"
        raise TemplateRefused(name, above + 1, reason)
    return "\n" * above + subject[8:], "\n" * (above + 1) + rest


def _parsed(source: str, name: str) -> nodes.Template:
    from jinja2 import TemplateSyntaxError

    try:
        return _environment().parse(source)
    except TemplateSyntaxError as error:
        raise TemplateRefused(name, error.lineno, _sentence(error)) from None
    except (RecursionError, ValueError):  # a thousand brackets; a number of 5,000 figures
        raise TemplateRefused(name, 1, "it is too deep to read") from None


def _compiled(tree: nodes.Template, name: str) -> jinja2.Template:
    from jinja2 import TemplateSyntaxError

    try:
        return _environment().from_string(tree)
    except TemplateSyntaxError as error:
        raise TemplateRefused(name, error.lineno, _sentence(error)) from None


def _sentence(error: jinja2.TemplateSyntaxError) -> str:
    return str(error.message).rstrip(".")


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    from jinja2 import Undefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Missing(facts.Gap, Undefined):  # type: ignore[misc]
        __slots__ = ()

    class OnlyFacts(ImmutableSandboxedEnvironment):
        def getattr(self, obj: object, attribute: str) -> object:
            match obj:
                case facts.Sheet():
                    return obj.get(attribute, Missing(name=obj.dotted(attribute)))
                case Missing():
                    return Missing(name=f"{obj._undefined_name}.{attribute}")
                case LoopContext() if attribute in LOOP_WORDS:
                    return getattr(obj, attribute)
            raise TypeError(f"this fact has no part “{attribute}”")

        def getitem(self, obj: object, argument: str) -> object:
            return self.getattr(obj, argument)

    small = OnlyFacts(undefined=Missing, finalize=facts.said)
    small.globals.clear()
    small.filters = dict(facts.FILTERS)
    small.tests = dict(facts.TESTS)
    return small


# Checking ----------------------------------------------------------------------------------


def _checked(tree: nodes.Template, name: str) -> set[str]:
    """Refuse what no letter needs; return the facts that are named."""
    steps = 0
    mentions, own = set[str](), {"", "loop"}
    ahead: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while ahead:
        node, depth, loops = ahead.pop()
        steps += facts.LONGEST_LIST**loops
        if reason := _refusal(node, depth, steps):
            raise TemplateRefused(name, node.lineno or 1, reason)
        mentions.add(_dotted(node))
        if type(node).__name__ == "For":
            loops += 1
            own.add(_dotted(cast("nodes.For", node).target))
        ahead += ((child, depth + 1, loops) for child in node.iter_child_nodes())
    return {fact for fact in mentions if fact.partition(".")[0] not in own}


def _refusal(node: nodes.Node, depth: int, steps: int) -> str:
    if depth > DEEPEST:
        return "it is nested too deep"
    if steps > MOST_STEPS:
        return "its loops would take too long"
    if _is_allowed(node):
        return ""
    kind = type(node).__name__
    word = getattr(node, "name", None) or kind.lower()
    return REASONS.get(kind, f"“{word}” is not for letters")


def _is_allowed(node: nodes.Node) -> bool:
    from jinja2 import nodes as n

    match node:
        case n.Name(name=word) | n.Getattr(attr=word) | n.Getitem(arg=n.Const(value=str(word))):
            return not word.startswith("_")
        case n.For(target=n.Name(), iter=n.Name() | n.Getattr() | n.Getitem()):
            return True
        case n.CondExpr():
            return node.expr2 is not None
        case n.Test(name=word, args=[], kwargs=[], dyn_args=None, dyn_kwargs=None):
            return word in facts.TESTS
        case n.Filter(kwargs=[], dyn_args=None, dyn_kwargs=None):
            return _is_allowed_filter(node.name, node.args)
    return type(node).__name__ in PLAIN


def _is_allowed_filter(word: str, arguments: list[nodes.Expr]) -> bool:
    match word, arguments:
        case _, []:
            return word in facts.FILTERS
        case "default", [_]:
            return True
        case "join", [between]:  # one that could itself be joined would grow without end
            return type(between).__name__ == "Const"
    return False


def _dotted(node: nodes.Node) -> str:
    from jinja2 import nodes as n

    match node:
        case n.Name(name=word):
            return word
        case n.Getattr(attr=word) | n.Getitem(arg=n.Const(value=str(word))):
            return f"{_dotted(node.node)}.{word}"
    return ""
