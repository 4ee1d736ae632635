"""Which words for times are names of people, animals or streets: Mr Winter, Constable Friday.

One mention that a title, a given name or *called* shows to be a name tells of the others:
after «one James March», *March left for Ireland* names no month, and *in March* still does.
"""

from __future__ import annotations

import re

from timeline.extract.times.scan import Scan

_NOUN = 3  # tokens between the article and *called*: a hay dealer called March


def names(scan: Scan) -> frozenset[int]:
    """The tokens that are names though their words are those of weekdays, months or seasons."""
    letters = scan.lexicon.nameable
    if not letters:
        return frozenset()
    places = [m.start() for m in re.finditer(f"[{letters}]", scan.letters)]
    capital = [i for i in places if scan.word(i)[0].isupper() and not scan.word(i).isupper()]
    shown = [i for i in capital if _is_name(scan, i)]
    known = {scan.lower(i) for i in shown}
    told_again = (i for i in capital if scan.lower(i) in known and not _is_placed(scan, i))
    return frozenset(shown).union(told_again)


def _is_name(scan: Scan, i: int) -> bool:
    """Whether what stands beside the word shows that it is a name."""
    if _in_figures(scan, i):
        return False
    cues, after = scan.lexicon.cues, scan.word(i + 1)
    if after[:1].isupper() and after.lower() in cues["street"]:
        return scan.lower(i - 1) not in cues["possessive_only"]
    if "moment" in scan.categories(i):  # Peggy Noon: nobody writes noon with a capital
        return _after_given_name(scan, i)
    if _after_title(scan, i) or _called(scan, i):
        return True
    if scan.value(i, "weekday") is None:
        return _after_given_name(scan, i) or _lonely_season(scan, i)
    beside = scan.lower(i - 1) in cues["beside_person"]
    return beside and after[:1].isupper() and not scan.categories(i + 1)


def _in_figures(scan: Scan, i: int) -> bool:
    """Whether a number stands beside it: March 3, 3 March, Winter 2013, Friday, 7th."""
    after = i + 2 if scan.word(i + 1) in (",", ".", "'", "’", "of") else i + 1
    kinds = {"num", "dayth", "year", "yearspan", "yy"}
    numbered = any(not kinds.isdisjoint(scan.categories(k)) for k in (i - 1, i + 1, after))
    return numbered or (scan.lower(i - 1) == "of" and "ord" in scan.categories(i - 2))


def _after_title(scan: Scan, i: int) -> bool:
    """Mrs Winter, Dr. May, Constable Friday; not «the Constable Friday night»."""
    before = i - 2 if scan.word(i - 1) == "." else i - 1
    if scan.lower(before) not in scan.lexicon.cues["title_of_person"]:
        return False
    titled = scan.word(before)[0].isupper()
    return titled and scan.lower(before - 1) not in scan.lexicon.cues["possessive"]


def _called(scan: Scan, i: int) -> bool:
    """«a man named March», «the dog called Sunday», «a goat that he called Friday»."""
    cues = scan.lexicon.cues
    if scan.lower(i - 1) not in cues["called"]:
        return False
    if scan.lower(i - 2) in cues["owner_or_doer"]:
        return True
    noun = scan.lower(i - 2).isalpha() and scan.lower(i - 2) not in cues["can_be_called_on"]
    article = any(scan.lower(k) in cues["possessive"] for k in range(i - 2 - _NOUN, i - 2))
    return noun and article and scan.lower(i - 2) not in cues["helper"] | cues["was_then"]


def _after_given_name(scan: Scan, i: int) -> bool:
    """James March, Jan Winter; not «in London March», «The March»."""
    word = scan.word(i - 1)
    if not word[:1].isupper() or word.isupper() or not word.isalpha():
        return False
    if _begins(scan, i - 1) and not (_signs(scan, i) or _acts(scan, i)):
        return False
    cues, categories = scan.lexicon.cues, scan.categories(i - 1)
    if categories.keys() - {"saint"} and scan.lower(i - 1) not in cues["month_names"]:
        return False
    if scan.lower(i - 1) in cues["function"] or scan.lower(i - 2) in cues["place_before"]:
        return False
    return scan.lower(i + 1) not in cues["season_noun"] and not scan.word(i + 1)[:1].isupper()


def _acts(scan: Scan, i: int) -> bool:
    """«Pat Winter had sold ices»: two capitals at the head of a sentence, and then a past verb."""
    cues, after = scan.lexicon.cues, scan.lower(i + 1)
    plain = "month" not in scan.categories(i) and "weekday" not in scan.categories(i)
    return plain and (after in cues["past"] or after.endswith(scan.lexicon.past_endings))


def _signs(scan: Scan, i: int) -> bool:
    """Whether two words alone stand on a line, as the signature of a letter does."""
    after = i + 1 >= len(scan) or "\n" in scan.word(i + 1) + scan.between(i + 1)
    return after and "\n" in scan.word(i - 2) + scan.between(i - 1)


def _lonely_season(scan: Scan, i: int) -> bool:
    """English writes seasons small: «Winter» in a sentence is a name where nothing places it."""
    if scan.value(i, "season") is None or _begins(scan, i) or not scan.lexicon.small_seasons:
        return False
    cues, before, after = scan.lexicon.cues, scan.word(i - 1), scan.word(i + 1)
    if before.lower() in cues["preposition"] | cues["possessive"] or scan.categories(i - 1):
        return False
    return not (before[:1].isupper() or after[:1].isupper())


def _begins(scan: Scan, i: int) -> bool:
    """Whether a sentence, a quotation or a line begins at the token."""
    before = scan.word(i - 1)
    return i == 0 or before[0] in '\n.!?;"“«„(' or "\n" in scan.between(i)


def _is_placed(scan: Scan, i: int) -> bool:
    """Whether another mention of the word is a time after all: in March, last Friday, 3 March."""
    cues = scan.lexicon.cues
    if _in_figures(scan, i) or scan.lower(i - 1) in cues["places_time"]:
        return True
    return "part" in scan.categories(i + 1)
