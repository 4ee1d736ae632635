"""What looks like a time and is none: numbers, names, words with two meanings."""

from __future__ import annotations

from timeline.extract.times.scan import Scan

_CLOSE = 3  # years from publication within which a bare number is likely a year
_BEFORE = frozenset("$€£¥#@/.,:+*=№")
_AFTER = frozenset("%°$€£¥/=*")


def touches_symbol(scan: Scan, first: int, last: int) -> bool:
    """Whether a currency sign, a percent sign or more digits touch tokens first..last."""
    text = scan.text
    start, end = scan.tokens[first][0], scan.tokens[last][1]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before in _BEFORE and not (before in ".,:/" and not text[start - 2 : start - 1].isdigit()):
        return True
    if after in _AFTER:
        return True
    return after in ".,:" and text[end + 1 : end + 2].isdigit()


def is_year(scan: Scan, i: int, near: int | None = None) -> bool:
    """Whether a four-digit number is a year by what stands around it.

    Close to the year ``near`` (of publication) a plural may follow: 1998 earnings.
    """
    number = scan.value(i, "year")
    if not isinstance(number, int) or touches_symbol(scan, i, i):
        return False
    cues = scan.lexicon.cues
    before, after = scan.lower(i - 1), scan.lower(i + 1)
    counted = after in cues["counted"] and "month" not in scan.categories(i - 1)
    if counted or (before in cues["numbered"] and number != 0):
        return False  # 1762 soldiers; but: in March 1762 soldiers came
    if scan.word(i - 1) in ("-", "–") and scan.touches(i) and not _is_number(scan, i - 2):
        return False
    if scan.word(i + 1) == "-" and scan.touches(i + 1) and _is_long_number(scan, i + 2):
        return False
    placed = before in cues["preposition"] or "month" in scan.categories(i - 1)
    if before in cues["and"] and scan.lower(i - 3) in cues["between"]:
        placed = placed or "year" in scan.categories(i - 2)
    if number > 2100:
        return before in ("year", "in", "by") and not _noun_follows(scan, i)
    if number < 1500 or number % 100 == 0:
        return placed and not _noun_follows(scan, i)
    if not placed and _is_work(scan, i):
        return False
    close = near is not None and abs(number - near) <= _CLOSE
    return placed or close or not _many(scan, i)


def _is_number(scan: Scan, i: int) -> bool:
    return "num" in scan.categories(i)


def _is_long_number(scan: Scan, i: int) -> bool:
    word = scan.word(i)
    return word.isdigit() and len(word) > 2 and "year" not in scan.categories(i)


def _noun_follows(scan: Scan, i: int) -> bool:
    """Whether a lower-case content word follows at once (1,500 hoplites, 1200 men)."""
    after = scan.word(i + 1)
    if not after.isalpha() or not after.islower() or after.endswith(scan.lexicon.past_endings):
        return False
    return after not in scan.lexicon.cues["function"] and len(after) > 3


def _many(scan: Scan, i: int) -> bool:
    """Whether a plural follows a number that no preposition places (some 1950 rifles)."""
    after = scan.word(i + 1)
    plural = after.islower() and len(after) > 4 and after.endswith("s") and not after.endswith("ss")
    return plural and i > 0 and scan.lower(i - 1) not in scan.lexicon.cues["possessive"]


def _is_work(scan: Scan, i: int) -> bool:
    """Whether the number is the title of a book or film."""
    cues = scan.lexicon.cues
    if scan.lower(i - 1) in cues["possessive"] or scan.word(i - 1) == ",":
        return False
    near = {scan.lower(k) for k in range(i - 4, i + 5) if k != i}
    return not near.isdisjoint(cues["work_of_art"])


def bare_month(scan: Scan, first: int, i: int) -> bool:
    """Whether a month's name that stands alone is the month: not May the person, not a march."""
    cues = scan.lexicon.cues
    word, before, after = scan.word(i), scan.lower(first - 1), scan.word(i + 1)
    if before in cues["after_name"] or (word.isupper() and len(word) > 3 and _shouting(scan, i)):
        return before in cues["preposition"]
    if scan.lower(i + 1) in cues["title_after"] and after[:1].isupper():
        return False
    if "month" not in scan.categories(i) and scan.word(i + 1) != "." and word.lower() != "sept":
        return False
    if first < i:  # early October, the end of March
        return True
    if before in cues["preposition"]:
        return not (_name_follows(scan, i) and word.lower() in cues["month_names"])
    if scan.lower(i + 1) in cues["season_noun"] and before in cues["possessive"]:
        return True
    if word.lower() in cues["doubtful_month"]:
        return before in cues["listing"] and _month_near(scan, i)
    return not _name_follows(scan, i) and not _name_before(scan, first - 1)


def _shouting(scan: Scan, i: int) -> bool:
    return scan.word(i + 1).isupper() or scan.word(i - 1).isupper()


def _name_follows(scan: Scan, i: int) -> bool:
    after = scan.word(i + 1)
    if not after[:1].isupper() or len(after) < 2:
        return False
    categories = scan.categories(i + 1)
    return not ("month" in categories or "weekday" in categories)


def _name_before(scan: Scan, i: int) -> bool:
    """A given name or title stands before, inside the sentence (Robert August)."""
    word = scan.word(i)
    if not word[:1].isupper() or scan.categories(i):
        return False
    return i > 0 and scan.word(i - 1) not in (".", "") and scan.word(i - 1)[0] != "\n"


def _month_near(scan: Scan, i: int) -> bool:
    return any("month" in scan.categories(k) for k in (i - 2, i - 3, i - 4, i + 2))


def bare_weekday(scan: Scan, i: int) -> bool:
    """Whether a weekday is a day and no part of a name (Sunday Times, Black Friday)."""
    cues = scan.lexicon.cues
    after, before = scan.word(i + 1), scan.lower(i - 1)
    if after[:1].isupper() and after.lower() in cues["title_after"]:
        return False
    return not (before in cues["title_before"] and scan.word(i - 1)[:1].isupper())


def phrase_ends(scan: Scan, i: int) -> bool:
    """Whether no noun stands at token ``i`` that the words before it could describe."""
    word = scan.lower(i)
    return not word.isalpha() or word in scan.lexicon.cues["function"]


def clause_ends(scan: Scan, i: int) -> bool:
    """Whether the clause ends before token ``i``: a stop, a bracket, a new paragraph."""
    word = scan.word(i)
    return not word or word[0] in '.,;:!?)]”"\n—–'
