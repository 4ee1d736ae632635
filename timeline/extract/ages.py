"""What happened at an age of somebody whose birth the text dates: "when she was twelve"."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from spacy.tokens import Token

from timeline import dates
from timeline.extract.evidence import Evidence
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_OLDEST = 120
_WAS = frozenset({"was", "were", "had", "turned"})
_BORN = "born"


def at_an_age(evidence: Evidence, predicate: Predicate) -> Placement | None:
    """In the year of a life that its clause names, where the text dates the birth.

    ("Her mother died when she was twelve", "At the age of six he left", "married aged 20".)
    """
    scene = evidence.scene
    if predicate.form != "verb" or evidence.own[predicate.index] is not None:
        return None
    for child in scene.doc[predicate.head].children:
        years = _when_was(child) if child.dep_ == "advcl" else _at_age(child)
        if years is None or not 0 < years < _OLDEST:
            continue
        subject = next((c for c in child.children if c.dep_ in SUBJECTS), None)
        born = _birth(evidence, _actors(scene, predicate, subject), predicate)
        if born is not None:
            return _years_on(scene, born, years)
    return None


def _when_was(clause: Token) -> int | None:
    """The number of "when she was (only) twelve (years old)"."""
    words = [token.lower_ for token in clause.subtree]
    if words[:1] != ["when"] or clause.lower_ not in _WAS or len(words) > 8:
        return None
    return _number([w for w in words if w not in {"only", "just", "years", "old", "still"}][3:])


def _at_age(phrase: Token) -> int | None:
    """The number of "at (the age of) six", "aged six"; None where the phrase is another."""
    words = [token.lower_ for token in phrase.subtree]
    if words[:1] == ["aged"]:
        return _number(words[1:])
    for head in (["at", "the", "age", "of"], ["at", "age"]):
        if words[: len(head)] == head:
            return _number(words[len(head) :])
    return None


def _number(words: list[str]) -> int | None:
    """The number that the words say, or None if they say something else."""
    parts = [word for word in words if word != "-"]
    if len(parts) == 1 and parts[0].isdecimal():
        return int(parts[0])
    if not parts or any(part not in _NUMBERS for part in parts) or len(parts) > 2:
        return None
    return sum(_NUMBERS[part] for part in parts)


def _actors(scene: Scene, predicate: Predicate, subject: Token | None) -> set[str]:
    """Whose age it is: that of the clause's own subject, else that of the verb's."""
    if subject is None:
        subject = next((c for c in scene.doc[predicate.head].children if c.dep_ in SUBJECTS), None)
    mention = None if subject is None else scene.entities.at(subject.i)
    return set() if mention is None or mention.actor is None else {mention.actor}


def _birth(evidence: Evidence, actors: set[str], predicate: Predicate) -> Placement | None:
    scene = evidence.scene
    for other in scene.predicates[: predicate.index]:
        told = evidence.own[other.index]
        if _BORN not in other.kinds or told is None or told.edtf is None or told.bound:
            continue
        if actors.intersection(scene.cast.by_predicate[other.index].actors):
            return told
    return None


def _years_on(scene: Scene, born: Placement, years: int) -> Placement | None:
    """The year that begins so many years after the birth."""
    known = dates.parse(born.edtf or "")
    if known.earliest is None or known.latest is None:
        return None
    try:
        first = date.fromisoformat(known.earliest) + relativedelta(years=years)
        last = date.fromisoformat(known.latest) + relativedelta(years=years + 1, days=-1)
    except (OverflowError, ValueError):
        return None
    why = f"It happened at the age of {years}."
    edtf = dates.some_day(first.toordinal(), last.toordinal())
    return Placement(edtf, born.time, "clause", born.source, (*born.steps, why))
