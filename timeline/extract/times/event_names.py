"""How a text names a happening: the noun, verbal noun or clause after *the day after*."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.extract.times.guards import clause_ends, phrase_ends
from timeline.extract.times.scan import Scan

_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True)
class Happening:
    """What follows *after*: the root of its word, the word, and the token after its name.

    ``whose`` is the proper name it belongs to: the fall of Girona.
    """

    root: str
    word: str
    end: int
    whose: str = ""
    to_come: bool = False  # the last match


def named_happenings(scan: Scan, i: int) -> list[Happening]:
    """What tokens from ``i`` on can name, likeliest first: the verb of a clause, then nouns.

    Where a noun phrase ends is not always told («the last match snow fell»): its words are
    tried from the last to the first, and one that the text dates decides.
    """
    if (named := _named_by_name(scan, i)) is not None:
        return [named]
    first, cues = scan.lower(i), scan.lexicon.cues
    clause = first in cues["doer"]
    if scan.word(i)[:1].isupper() and scan.word(i + 1) in _APOSTROPHES:
        i, first = i + 2, "the"  # Stalin's death
    if first != "the" and first not in cues["owner"] and not clause:
        return _bare_noun(scan, i)
    return _walk(scan, i, clause)


def _is_place(scan: Scan, i: int) -> bool:
    """A name alone, as that of a battle: no word for a time, and no name or verb after it."""
    after = scan.word(i + 1)
    alone = not after[:1].isupper() and after not in _APOSTROPHES and not is_verb(scan, i + 1)
    return alone and not scan.categories(i) and scan.word(i).isalpha() and len(scan.word(i)) > 3


def _named_by_name(scan: Scan, i: int) -> Happening | None:
    """«after signing it», «after Stalin died»: a verbal noun, or a name and its verb."""
    word = scan.word(i)
    if word.islower() and len(word) > 5 and word.endswith(scan.lexicon.gerund_endings):
        return Happening(root_of(scan, word), word, _object_end(scan, i + 1))
    if word[:1].isupper() and _is_place(scan, i):
        return Happening(root_of(scan, scan.lower(i)), word, i + 1)  # after Inkerman
    if word[:1].isupper() and is_verb(scan, i + 1):
        return Happening(root_of(scan, scan.lower(i + 1)), scan.word(i + 1), i + 2)
    return None


def _bare_noun(scan: Scan, i: int) -> list[Happening]:
    """«two days after admission», «a fortnight after discharge»: a noun without an article."""
    word = scan.word(i)
    known = word in scan.lexicon.roots or word.endswith(scan.lexicon.noun_endings)
    known = known and word.islower() and len(word) > 4 and not scan.categories(i)
    if not known or not phrase_ends(scan, i + 1):
        return []
    return [Happening(root_of(scan, word), word, i + 1)]


def _walk(scan: Scan, i: int, clause: bool) -> list[Happening]:
    """The nouns from token ``i`` on, last first, or the verb where they are those of a clause."""
    cues, only_verb = scan.lexicon.cues, clause
    nouns: list[Happening] = []
    helped, to_come = False, scan.lower(i + 1) in cues["coming_one"]
    for k in range(i + 1, i + 7):
        word = scan.lower(k)
        if scan.word(k) in _APOSTROPHES or (word == "s" and scan.word(k - 1) in _APOSTROPHES):
            nouns.clear()  # his father's death
            continue
        if not word.isalpha() or (nouns and scan.word(k)[0].isupper() and nouns[-1].word.islower()):
            break
        if word in cues["helper"]:
            clause = helped = True
            continue
        if is_verb(scan, k) and (clause or len(nouns) == 1):
            verb = Happening(root_of(scan, word), scan.word(k), k + 1)
            return [verb] if helped else [verb, *reversed(nouns)]
        timely = scan.categories(k).keys() & {"weekday", "month", "unit", "units"}
        if word in cues["vague_happening"]:
            continue
        if word in cues["function"] or timely:
            break
        if len(word) > 3 or (len(word) > 2 and scan.word(k)[0].isupper()):
            whose, root = _owner(scan, k + 1), root_of(scan, word)
            nouns.append(Happening(root, scan.word(k), k + 1, whose, to_come))
    return [] if only_verb else nouns[::-1]


def _object_end(scan: Scan, i: int) -> int:
    """The token after what is signed or relieved: after signing it, after relieving the siege."""
    if "det" in scan.categories(i) or scan.lower(i) in scan.lexicon.cues["owner"]:
        return i + 2
    return i + (scan.lower(i) in ("it", "them", "him"))


def _owner(scan: Scan, i: int) -> str:
    """Girona of «the fall of Girona», nothing where no name follows."""
    at = i + 2 if "det" in scan.categories(i + 1) else i + 1
    owned = "=of" in scan.categories(i) and scan.word(at)[:1].isupper()
    return scan.lower(at) if owned else ""


def is_verb(scan: Scan, i: int) -> bool:
    word = scan.lower(i)
    if word in scan.lexicon.cues["past"]:
        return True
    if not (len(word) > 4 and word.endswith(scan.lexicon.past_endings)):
        return False
    # «after the disputed election»: no verb
    return phrase_ends(scan, i + 1) or scan.lower(i + 1) in scan.lexicon.cues["owner"]


def root_of(scan: Scan, word: str) -> str:
    """What forms of one word share: *sink* of sank and sinking, *arriv* of arrival and arrived."""
    known = scan.lexicon.roots.get(word)
    if known is not None:
        return known
    for ending in scan.lexicon.happening_endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def clause_end(scan: Scan, end: int) -> int:
    """The token after the verb where the words name a clause: before the letter appeared."""
    word = scan.lower(end)
    present = len(word) > 3 and word.endswith(scan.lexicon.present_endings)
    if present and word not in scan.lexicon.cues["function"] and clause_ends(scan, end + 1):
        return end + 1
    return end + 1 if is_verb(scan, end) and scan.word(end - 1).islower() else end
