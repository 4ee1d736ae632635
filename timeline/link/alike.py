"""Whether two claims can be of one happening, as far as kinds and participants can say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from timeline import dates
from timeline.extract import lexicon
from timeline.extract.names_lexicon import states
from timeline.link.identity import slug

C = TypeVar("C")

# Kinds of which one actor has one in a while: two days for it are a dispute, not two events.
ONCE = frozenset(
    {
        "die", "born", "crash", "quake", "explode", "disaster", "burn", "resign", "appoint",
        "dismiss", "vote", "acquire", "found", "marry", "bury", "surrender", "bankruptcy",
        "convict", "arrest", "agree", "open", "launch_space", "sue", "release", "kidnap", "attack",
        "close", "outbreak",
    }
)  # fmt: skip
SPEECH = frozenset({"state", "report", "announce", "speak", "ask", "accuse", "threaten", "pledge"})
_OVERLAP = 0.5

# Verbs that name the phase of a happening and leave it to a noun to name the happening itself
# (ISO-TimeML calls them aspectual): "the trial opened", "the summit took place".
_PHASES = {
    "begin": "begin", "start": "begin", "open": "begin", "commence": "begin", "kick off": "begin",
    "end": "end", "finish": "end", "conclude": "end", "close": "end", "wrap up": "end",
    "take place": "be", "occur": "be", "happen": "be", "hold": "be",
}  # fmt: skip


@dataclass(frozen=True)
class Unit(Generic[C]):
    """A leading claim with its details; ``edtf`` is None if only a limit is known.

    ``kinds``, ``actors`` and ``places`` are those of the leading claim, by which
    units are compared; ``groups`` are those of the actors that are unnamed or counted people.
    ``told`` is set if the claim names a happening that the reader is to know already ("the
    raid"): the day number by which it had happened.
    """

    members: list[C]
    lead: C
    edtf: str | None
    kinds: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    article: str
    denied: bool
    name: str
    groups: frozenset[str] = frozenset()
    told: int | None = None

    @property
    def who(self) -> frozenset[str]:
        """Of these, two units of one happening have something in common."""
        return self.actors | self.places


@cache
def kinds_of(lemma: str) -> frozenset[str]:
    """The kinds of happening that a predicate can name; its lemma if it stands in no table.

    A verb of phase with the noun of what it begins or ends ("begin trial") names the kinds of
    the noun; beginnings are a kind of their own beside it, ends are one apart from it.
    """
    known = lexicon.load().kinds(lemma)
    if _PHASES.get(lemma, "be") != "be":
        return known | {f"={_PHASES[lemma]}"}
    verb, _, noun = lemma.rpartition(" ")
    phase = _PHASES.get(verb)
    if known or phase is None:
        return known or frozenset({f"={lemma}"})
    kinds = lexicon.load().kinds(noun) or frozenset({f"={noun}"})
    phased = frozenset(f"{phase} {kind}" for kind in kinds)
    return kinds if phase == "be" else phased if phase == "end" else kinds | phased


def is_once(kind: str) -> bool:
    """Whether one actor has a happening of this kind only once in a while."""
    return kind in ONCE or kind.startswith(("begin ", "end "))


def is_exact(edtf: str | None) -> bool:
    """Whether the date is a day."""
    return edtf is not None and dates.parse(edtf).precision == "day"


def span_of(edtf: str) -> tuple[int, int] | None:
    """First and last day of a date that a finer one can fall into; None for a mere limit."""
    known = dates.parse(edtf)
    if known.first is None or known.last is None or ("," in edtf and edtf.startswith("[")):
        return None
    return known.first, known.last


def alike(a: Unit[C], b: Unit[C]) -> bool:
    """Whether two units can be one happening, their dates aside."""
    return bool(a.kinds & b.kinds) and a.denied == b.denied and _share(a, b)


def _share(a: Unit[C], b: Unit[C]) -> bool:
    """Whether the two have their people in common, or, where none are named, their places.

    Common groups ("police", "residents") are weak evidence: the place must be common too.
    """
    if not (a.actors and b.actors):
        shared = bool(a.places & b.places)
        return shared if a.actors == b.actors else shared and any(map(is_once, a.kinds & b.kinds))
    if _enough(a.actors, b.actors):
        groups = a.groups | b.groups
        return bool(a.actors & b.actors - groups) or bool(a.places & b.places)
    if not (a.groups or b.groups) or not a.places & b.places:
        return False
    return _enough(_with_owners(a, b), _with_owners(b, a))


def _enough(a: frozenset[str], b: frozenset[str]) -> bool:
    common = len(a & b)
    return common >= min(len(a), len(b)) or common >= _OVERLAP * len(a | b)


def _with_owners(unit: Unit[C], other: Unit[C]) -> frozenset[str]:
    """The actors of a unit; a group is replaced by who it belongs to, if that acts in the other."""
    return frozenset(
        next((name for name in sorted(other.actors) if belongs(actor, name)), actor)
        if actor in unit.groups
        else actor
        for actor in unit.actors
    )


def belongs(group: str, owner: str) -> bool:
    """Whether a group is called after an actor: its ids say "israeli-soldiers" and "israel"."""
    return group.startswith(f"{owner}-") or owner in _states_of(group)


@cache
def _states_of(group: str) -> frozenset[str]:
    first = group.partition("-")[0]
    return _states_by_demonym().get(first, frozenset())


@cache
def _states_by_demonym() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, state in states().by_demonym.items():
        found.setdefault(slug(word), set()).add(slug(state.name))
    return {word: frozenset(names) for word, names in found.items()}
