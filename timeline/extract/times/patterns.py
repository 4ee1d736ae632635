"""The small language in which rules are written: patterns over classes of words.

``det? dayno 'of'? month`` reads: perhaps a determiner, a day number, perhaps the
word *of*, a month.  Names are categories of the lexicon or macros, words in quotes
stand for themselves, ``( | ) ? * +`` mean what they mean in regular expressions.

A pattern becomes a regular expression over a string that holds one letter per
token of the text, so that matching runs in C and never looks at a word twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Opening = dict[str, frozenset[str | None]]  # see ``opening``

_TOKEN = re.compile(r"\s*(?:'([^']+)'|\"([^\"]+)\"|([a-z][a-z0-9_]*)|([()|?*+]))")


@dataclass(slots=True)
class Node:
    """``kind`` is word, seq, alt or repeat; ``name`` the category, ``mark`` one of ``?*+``."""

    kind: str
    name: str = ""
    mark: str = ""
    parts: list[Node] = field(default_factory=list)


class PatternError(ValueError):
    """A rule of a lexicon is written wrongly; a fault of the package, not of the input."""


def literal(word: str) -> str:
    """The category of a word that stands for itself."""
    return "=" + word


def parse(pattern: str, macros: Mapping[str, Node]) -> Node:
    """The tree of a pattern with its macros put in; raises PatternError."""
    tokens: list[tuple[str, str]] = []
    at, end = 0, len(pattern.rstrip())
    while at < end:
        match = _TOKEN.match(pattern, at)
        if match is None:
            raise PatternError(f"cannot read {pattern[at : at + 20]!r} in pattern {pattern!r}")
        word = match[1] or match[2]
        if word:
            tokens.append(("word", literal(word)))
        else:
            tokens.append(("name", match[3]) if match[3] else ("mark", match[4]))
        at = match.end()
    node, used = _alternatives(tokens, 0, macros)
    if used != len(tokens):
        raise PatternError(f"unbalanced bracket in pattern {pattern!r}")
    return node


def _alternatives(
    tokens: list[tuple[str, str]], at: int, macros: Mapping[str, Node]
) -> tuple[Node, int]:
    branches = []
    while True:
        node, at = _sequence(tokens, at, macros)
        branches.append(node)
        if at >= len(tokens) or tokens[at] != ("mark", "|"):
            break
        at += 1
    return (branches[0] if len(branches) == 1 else Node("alt", parts=branches)), at


def _sequence(
    tokens: list[tuple[str, str]], at: int, macros: Mapping[str, Node]
) -> tuple[Node, int]:
    parts: list[Node] = []
    while at < len(tokens):
        kind, text = tokens[at]
        if (kind, text) == ("mark", "("):
            node, at = _alternatives(tokens, at + 1, macros)
            at += 1
        elif kind == "mark" and text in "|)":
            break
        elif kind == "mark":
            raise PatternError(f"{text!r} has nothing before it")
        else:
            node, at = macros.get(text) or Node("word", text), at + 1
        if at < len(tokens) and tokens[at][0] == "mark" and tokens[at][1] in "?*+":
            node, at = Node("repeat", mark=tokens[at][1], parts=[node]), at + 1
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Node("seq", parts=parts)), at


def names(node: Node) -> set[str]:
    """All categories that the tree names."""
    found = {node.name} if node.kind == "word" else set()
    return found.union(*(names(part) for part in node.parts)) if node.parts else found


def to_regex(node: Node, letters: Mapping[str, str]) -> str:
    """The regular expression over letters; a category without words matches nothing."""
    if node.kind == "word":
        options = letters.get(node.name, "")
        return f"[{re.escape(options)}]" if options else "(?!)"
    if node.kind == "repeat":
        return f"(?:{to_regex(node.parts[0], letters)}){node.mark}"
    joint = "|" if node.kind == "alt" else ""
    return "(?:" + joint.join(to_regex(part, letters) for part in node.parts) + ")"


def opening(node: Node) -> tuple[Opening, bool]:
    """With which two categories a match can begin, and whether it can be empty.

    For each first category the set of those that can follow it; None among them says
    that the match can end there.
    """
    if node.kind == "word":
        return {node.name: frozenset({None})}, False
    if node.kind == "repeat":
        once, empty = opening(node.parts[0])
        again = once if node.mark == "?" else _followed(once, once, True)
        return again, empty or node.mark in "?*"
    if node.kind == "alt":
        results = [opening(part) for part in node.parts]
        return _either([r[0] for r in results]), any(r[1] for r in results)
    starts, empty = opening(node.parts[0])
    for part in node.parts[1:]:
        more, may_lack = opening(part)
        starts = _either([_followed(starts, more, may_lack), *([more] if empty else [])])
        empty = empty and may_lack
    return starts, empty


def _followed(starts: Opening, more: Opening, may_lack: bool) -> Opening:
    """The openings of something with ``starts`` and then something with ``more``."""
    on = frozenset(more)
    after = on | {None} if may_lack else on
    return {
        name: (seconds - {None}) | after if None in seconds else seconds
        for name, seconds in starts.items()
    }


def _either(openings: list[Opening]) -> Opening:
    joined: Opening = {}
    for one in openings:
        for name, seconds in one.items():
            joined[name] = joined[name] | seconds if name in joined else seconds
    return joined
