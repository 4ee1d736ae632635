"""Whether two actors can be one, as far as their names and roles can say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from timeline.extract.name_forms import Verdict, firm_key, fold, same_person, tokens
from timeline.extract.names_lexicon import grammar, linking, states, words
from timeline.link.identity import Member
from timeline.model import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Node:
    """The actors of all articles that bear exactly the same names (folded), kind and roles."""

    kind: ActorKind
    names: tuple[str, ...]
    full: tuple[str, ...]
    keys: frozenset[str]
    roles: frozenset[str]
    counts: Counter[str]
    members: tuple[Member, ...]
    private: bool


def all_names(actor: Actor) -> tuple[str, ...]:
    """The names of an actor, its own name first."""
    return tuple(dict.fromkeys((actor.name, *actor.names)))


def mergeable(actor: Actor) -> bool:
    """Whether equal names of two articles name one actor.

    One unnamed person ("a gunman") or vehicle, a counted group ("four miners"), a body without a
    name ("the company") and one that every state has ("Supreme Court") are of their
    article alone.
    """
    if actor.kind == "group":
        parts = actor.name.lower().split() or [""]
        several = parts[-1].endswith("s") or parts[-1] in linking().many
        qualified = any(part[:1].isupper() for part in actor.name.split())
        counted = any(p[:1].isdigit() or p in words().partitives for p in parts)
        return (several or qualified) and not counted
    if actor.kind == "thing":  # "a Lion Air jet": which one, its article alone says
        sets = grammar()
        return actor.name.rpartition(" ")[2] not in sets.ships | sets.aircraft | sets.spacecraft
    if actor.kind == "organisation":
        return not all(_generic(name) for name in all_names(actor))
    return True


def _generic(name: str) -> bool:
    parts = fold(name).split()
    if not linking().common_bodies & set(parts):
        return False
    return all(p in linking().common_words or p in linking().common_bodies for p in parts)


def name_key(name: str) -> tuple[str, ...]:
    state = states().by_name.get(name) or states().by_seat.get(name)
    if state is not None:
        return (f"state {state.code}",)
    return tuple(map(singular, firm_key(name))) or (fold(name),)


def share_a_name(a: Node, b: Node) -> bool:
    return bool({fold(n) for n in a.names} & {fold(n) for n in b.names})


def compare(a: Node, b: Node) -> tuple[Verdict, str]:
    """Whether two nodes are one, and why it may be doubted."""
    kinds = {a.kind, b.kind}
    if a.private or b.private:
        return "different", ""
    if kinds == {"person"}:
        return _persons(a, b)
    if kinds <= {"organisation", "thing"}:
        return _organisations(a, b)
    if kinds == {"state"}:
        own = {k for k in a.keys if k.startswith("s:")} & b.keys
        return ("same" if own or share_a_name(a, b) else "different"), ""
    return ("same" if a.kind == b.kind and share_a_name(a, b) else "different"), ""


def _persons(a: Node, b: Node) -> tuple[Verdict, str]:
    if not a.full or not b.full:
        same = not a.full and not b.full and share_a_name(a, b)
        return ("same" if same else "different"), ""
    found = {same_person(x, y) for x in a.full for y in b.full}
    if found == {"same"} or ("same" in found and "different" not in found):
        return "same", ""
    if "different" in found:
        return "different", ""
    if a.roles & b.roles:
        return "same", ""
    return "maybe", "the names differ by a middle name, a generation or their order"


def _organisations(a: Node, b: Node) -> tuple[Verdict, str]:
    best: Verdict = "different"
    thing = "thing" in (a.kind, b.kind)
    for x in a.names:
        for y in b.names:
            verdict = _same_firm(x, y, thing)
            if verdict == "same":
                short = len(tokens(x)) == 1 and x.isupper()
                if short and a.full and b.full and not _any_full(a, b):
                    return "maybe", "one acronym of two names"
                return "same", ""
            if verdict == "maybe":
                best = "maybe"
    return best, "one name may be a part or a branch of the other" if best == "maybe" else ""


def _any_full(a: Node, b: Node) -> bool:
    return any(_same_firm(x, y) == "same" for x in a.full for y in b.full)


def _same_firm(a: str, b: str, thing: bool = False) -> Verdict:
    first, second = firm_key(a), firm_key(b)
    if not first or not second:
        return "same" if fold(a) == fold(b) else "different"
    first, second = tuple(map(singular, first)), tuple(map(singular, second))
    if first == second:
        return "same"
    short, long = sorted((first, second), key=len)
    if long[: len(short)] != short:
        return "different"
    rest = long[len(short) :]
    kind_words = words().kind_words if thing else frozenset[str]()
    trade = all({w, f"{w}s"} & (linking().trades | kind_words) for w in rest)
    return "same" if trade else "maybe"


def bears(full: Node, single: Node) -> bool:
    word = tokens(single.names[0])[0]
    return any(same_person(word, name) == "maybe" for name in full.full)


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
