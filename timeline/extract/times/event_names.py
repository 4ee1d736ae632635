"""How a text names a happening: the noun, verbal noun or clause after *the day after*."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.extract.times.guards import clause_ends, phrase_ends
from timeline.extract.times.scan import Scan

_APOSTROPHES = ("'", "’")
_NOUNS = 2  # words of a noun after an article
_TIMELY = frozenset({"weekday", "month", "unit", "units", "year"})


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
    edge: str = ""  # begin or end: the start of the siege


def named_happenings(scan: Scan, i: int) -> list[Happening]:
    """What tokens from ``i`` on can name, likeliest first: the verb of a clause, then nouns.

    Where a noun phrase ends is not always told («the last match snow fell»): its words are
    tried from the last to the first, and one that the text dates decides.
    """
    if (named := _named_by_name(scan, i)) is not None:
        return [named]
    first, cues = scan.lower(i), scan.lexicon.cues
    if (edge := _edge(scan, i)) and "=of" in scan.categories(i + 2):
        return [replace(one, edge=edge) for one in named_happenings(scan, i + 3)]
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
    if (joined := _hyphenated(scan, i)) != word and phrase_ends(scan, i + 3):
        return [Happening(root_of(scan, joined), joined, i + 3)]  # before lift-off
    known = word in scan.lexicon.roots or word.endswith(scan.lexicon.noun_endings)
    known = known and word.islower() and len(word) > 4 and not scan.categories(i)
    if not known or not phrase_ends(scan, i + 1):
        return []
    return [Happening(root_of(scan, word), word, i + 1)]


def _edge(scan: Scan, i: int) -> str:
    """Whether the words name the begin or the end of something: the start of the siege."""
    word, cues = scan.lower(i + 1), scan.lexicon.cues
    if "det" not in scan.categories(i):
        return ""
    return "begin" if word in cues["edge_begin"] else "end" * (word in cues["edge_end"])


def _hyphenated(scan: Scan, i: int) -> str:
    """«lift-off», «walk-out»: a noun of a verb and its particle, else the word alone."""
    joined = scan.word(i + 1) == "-" and scan.touches(i + 1)
    if joined and scan.lower(i + 2) in scan.lexicon.cues["particle"]:
        return f"{scan.lower(i)}-{scan.lower(i + 2)}"
    return scan.word(i)


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
        timely = scan.categories(k).keys() & _TIMELY
        if word in cues["vague_happening"]:
            continue
        if word in cues["function"] or timely:
            break
        if len(word) > 3 or (len(word) > 2 and scan.word(k)[0].isupper()):
            whose, joined = _owner(scan, k + 1), _hyphenated(scan, k)
            end, root = k + 1 if joined == scan.word(k) else k + 3, root_of(scan, joined.lower())
            nouns.append(Happening(root, joined, end, whose, to_come))
            if end > k + 1:
                break
    return [] if only_verb else nouns[::-1]


def _object_end(scan: Scan, i: int) -> int:
    """The token after what is signed or relieved: after signing it, after relieving the siege."""
    if "det" in scan.categories(i) or scan.lower(i) in scan.lexicon.cues["owner"]:
        return i + 2
    while scan.word(i)[:1].isupper() and not scan.categories(i):
        i += 1  # after leaving Cardiff
    return i + (scan.lower(i) in ("it", "them", "him"))


def _owner(scan: Scan, i: int) -> str:
    """Girona of «the fall of Girona», nothing where no name follows."""
    at = i + 2 if "det" in scan.categories(i + 1) else i + 1
    owned = "=of" in scan.categories(i) and scan.word(at)[:1].isupper()
    return scan.lower(at) if owned else ""


def is_verb(scan: Scan, i: int) -> bool:
    word = scan.lower(i)
    if word in scan.lexicon.cues["past"] or word in scan.lexicon.cues["irregular"]:
        return True
    if not (len(word) > 4 and word.endswith(scan.lexicon.past_endings)):
        return False
    # «after the disputed election»: no verb
    return phrase_ends(scan, i + 1) or scan.lower(i + 1) in scan.lexicon.cues["owner"]


def root_of(scan: Scan, word: str) -> str:
    """What forms of one word share (Lexicon.root)."""
    return scan.lexicon.root(word)


def clause_end(scan: Scan, end: int) -> int:
    """The token after the verb where the words name a clause: before the letter appeared.

    Also after «walked in», «were due», «the fall of Smolensk», «leaving Hull».
    """
    word = scan.lower(end)
    present = len(word) > 3 and word.endswith(scan.lexicon.present_endings)
    if present and word not in scan.lexicon.cues["function"] and clause_ends(scan, end + 1):
        return end + 1
    if is_verb(scan, end) and scan.word(end - 1).islower():
        end += 1
        if scan.lower(end - 1) in scan.lexicon.cues["was_then"] and clause_ends(scan, end + 1):
            return end + 1  # before the wreckers were due
    return _with_name(scan, _with_particle(scan, end))


def _with_particle(scan: Scan, end: int) -> int:
    """The token after the *in* of «walked in.»."""
    particle = scan.lower(end) in scan.lexicon.cues["particle"] and clause_ends(scan, end + 1)
    return end + 1 if particle and is_verb(scan, end - 1) else end


def _with_name(scan: Scan, end: int) -> int:
    """The token after the name of «the fall of Smolensk», «the invasion of the Soviet Union»."""
    if "=of" not in scan.categories(end) or is_verb(scan, end - 1):
        return end
    small = "det" in scan.categories(end + 1) or scan.lower(end + 1) in scan.lexicon.cues["owner"]
    at = end + 1 + small
    if small and scan.word(at).islower():
        return _small_name(scan, at) or end
    while scan.word(at)[:1].isupper() and not scan.categories(at).keys() & _TIMELY:
        end = at = at + 1
    return end


def _small_name(scan: Scan, at: int) -> int | None:
    """The token after the nouns of «the death of the old king, …», None where they do not end."""
    for k in range(at, at + _NOUNS + 1):
        word = scan.word(k)
        if k > at and (phrase_ends(scan, k) or word.lower() in scan.lexicon.cues["owner"]):
            return k
        if not word.islower() or is_verb(scan, k) or scan.categories(k).keys() & _TIMELY:
            return None
    return None
