"""Sentences, paragraphs, quotations and tense, found from tokens without a parser.

Everything looks at a bounded number of tokens, so that reading stays linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from timeline.extract.times.lexicon import PARAGRAPH, QUOTE
from timeline.extract.times.scan import Scan

_REACH = 60  # a longer sentence is cut there
_SAID = 6  # tokens after a comma in which «he said» stands
_CLOCK = 9  # tokens of a time of day before its day
_WINDOW = 14  # how far a governing verb may stand
_MARKS = re.compile(f"[{PARAGRAPH}{QUOTE}]")
_OPEN, _CLOSE = "“«„", "”»"


class Sentences:
    """Answers questions about the surroundings of a token."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._cues = scan.lexicon.cues
        self._paragraphs = [
            0,
            *(m.end() for m in re.finditer(PARAGRAPH, scan.letters)),
        ]
        self._quotes = self._find_quotes()
        self._ends = [i for i in scan.stops() if self._breaks(i)]
        self._last_bounds = (0, 0)

    def paragraph_start(self, token: int) -> int:
        """The first token of the token's paragraph."""
        return self._paragraphs[bisect_right(self._paragraphs, token) - 1]

    def paragraph_end(self, token: int) -> int:
        at = bisect_right(self._paragraphs, token)
        return self._paragraphs[at] - 1 if at < len(self._paragraphs) else len(self._scan)

    def heading(self, token: int) -> bool:
        """Whether the paragraph is a short line without a full stop at its end."""
        start, end = self.paragraph_start(token), self.paragraph_end(token)
        return end - start <= 16 and self._scan.word(end - 1) not in (".", "!", "?", "”", '"', ":")

    def bounds(self, token: int) -> tuple[int, int]:
        """First token and end of the sentence that holds the token."""
        start, end = self._last_bounds
        if start <= token < end:
            return start, end
        at = bisect_left(self._ends, token)
        start = max(token - _REACH, self._ends[at - 1] + 1 if at else 0)
        end = min(token + _REACH, self._ends[at] if at < len(self._ends) else len(self._scan))
        self._last_bounds = max(start, 0), min(end + 1, len(self._scan))
        return self._last_bounds

    def begins(self, token: int) -> bool:
        """Whether a sentence or quotation begins at the token."""
        before = self._scan.word(token - 1)[:1]
        if token and "\n" in self._scan.between(token):
            return True
        return token == self.bounds(token)[0] or not (before.isalnum() or before in ",'’-")

    def _breaks(self, i: int) -> bool:
        """Whether a sentence ends with token ``i``, a stop or the gap between paragraphs."""
        if self._scan.word(i) != ".":
            return True
        following = self._scan.word(i + 1)
        if following[:1].islower() or following in (",", ";", ")"):
            return False
        before = self._scan.lower(i - 1)
        return before not in self._cues["abbreviations"] and not (
            len(before) == 1 and before.isalpha()
        )

    def quoted(self, token: int) -> bool:
        """Whether the token stands inside quotation marks."""
        return bisect_right(self._quotes, token) % 2 == 1

    def quote_end(self, token: int) -> int:
        """The token that closes the quotation around the token."""
        at = bisect_right(self._quotes, token)
        return self._quotes[at] if at < len(self._quotes) else len(self._scan)

    def _find_quotes(self) -> list[int]:
        """Tokens at which quotation opens and closes, in turn; a paragraph's end closes it."""
        marks: list[int] = []
        is_open = False
        for match in _MARKS.finditer(self._scan.letters):
            char = self._scan.word(match.start())[0]
            if char == "\n" or char in _CLOSE:
                turn = is_open
            elif char in _OPEN:
                turn = not is_open
            else:
                turn = True
            if turn:
                marks.append(match.start())
                is_open = not is_open
        return marks

    # --- tense ------------------------------------------------------------------------------

    def tense(self, token: int) -> str | None:
        """``past`` or ``future`` by the nearest cue in the sentence, None without one."""
        start, end = self._clause(token)
        end = self._attribution(token, end)
        if (planned := self._planned(token)) is not None:
            return planned
        for distance in range(1, _WINDOW):
            for i in (token - distance, token + distance):
                if start <= i < end:
                    cue = self._cue(i)
                    if cue is not None:
                        return cue
        return None

    def _planned(self, token: int) -> str | None:
        """«The Games end Sunday», «bids close at 5 p.m. on Friday», «the vote is Tuesday».

        «A letter, written on Wednesday» is past.
        """
        verb = self._before_clock(token)
        word, before = self._scan.lower(verb), self._scan.lower(verb - 1)
        if word in self._cues["equated"]:
            weekday = "weekday" in self._scan.categories(token)
            return "future" if weekday or verb < token - 1 else None
        held = self._cues["auxiliary"] | self._cues["before_verb"] | self._cues["was_then"]
        if before in held or before in self._cues["helper"]:
            return None
        if word in self._cues["participle"] and "weekday" in self._scan.categories(token):
            return "past" if before == "," else None
        noun = before in self._cues["possessive"] or before in self._cues["preposition"]
        return "future" if word in self._cues["scheduled_plural"] and not noun else None

    def _before_clock(self, token: int) -> int:
        """The token before «on Friday», «at 5 p.m. on Friday»."""
        at, scan = token - 1, self._scan
        for at in range(token - 1, max(0, token - _CLOCK), -1):
            timely = not {"clock", "num", "hourpm", "moment"}.isdisjoint(scan.categories(at))
            if not timely and scan.lower(at) not in ("on", "at", "p", "a", "m", ".", "am", "pm"):
                break
        return at

    def _attribution(self, token: int, end: int) -> int:
        """The comma of «…, the county said»: the verb of saying is not that of the clause."""
        for i in range(token + 1, min(end, token + _WINDOW)):
            if self._scan.word(i) == ",":
                said = (self._scan.lower(k) for k in range(i + 1, min(end, i + _SAID)))
                return i if not self._cues["saying"].isdisjoint(said) else end
        return end

    def _clause(self, token: int) -> tuple[int, int]:
        """The part of the sentence that holds the token: between semicolons, of one verb."""
        start, end = self.bounds(token)
        for i in range(token - 1, max(start, token - _WINDOW) - 1, -1):
            if self._scan.word(i) == ";" or self._next_verb(i):
                start = i + 1
                break
        for i in range(token + 1, min(end, token + _WINDOW)):
            if self._scan.word(i) == ";" or self._next_verb(i):
                return start, i
        return start, end

    def _next_verb(self, i: int) -> bool:
        """«opened in May *and* is expected …», «which was agreed on Friday*,* is due …»."""
        joins = self._scan.lower(i) in self._cues["joins_verbs"]
        return joins and self._scan.lower(i + 1) in self._cues["finite"]

    def backward(self, token: int) -> bool:
        """Whether the clause looks back from where the story stands (had done, since).

        «had been taken by March» does not: there March is where the story goes.
        """
        start = max(self.bounds(token)[0], token - _WINDOW)
        for i in range(token - 1, start - 1, -1):
            word = self._scan.lower(i)
            if word in self._cues["by"] and i == token - 1:
                return False
            if word in self._cues["backward"] and not self._owns(i):
                return True
            if word in self._cues["should_have"] and self._scan.lower(i + 1) in ("have", "to"):
                return True  # ought to have been held on the Wednesday
            if word in (",", ";") and i < token - 2:
                return False
        return False

    def says(self, token: int) -> bool:
        """Whether a verb of saying stands in the sentence."""
        start, end = self.bounds(token)
        return any(self._scan.lower(i) in self._cues["saying"] for i in range(start, end))

    def reported(self, token: int) -> bool:
        """«She deposed that he left on the Friday»: what a past saying tells lies before it."""
        start = self.bounds(token)[0]
        words = [self._scan.lower(i) for i in range(start, token)]
        said = next((n for n, w in enumerate(words) if w in self._cues["testified"]), None)
        if said is None or words[said + 1 : said + 2] != ["that"]:
            return False
        return self._cues["future"].isdisjoint(words[said:])

    def pluperfect(self, token: int, time_ends: int | None = None) -> bool:
        """Whether a verb near the token tells of what lay before (had gone).

        «It fell on 8 March, two days after he had warned them»: the main verb is none; to know
        *after* from that of «the day after», the end of the time must be given.
        """
        start, end = self._clause(token)
        for i in range(max(start, token - _WINDOW), min(end, token + _WINDOW)):
            word = self._scan.lower(i)
            if i > token and word in self._cues["subordinate"]:
                return False  # said that it had slipped: the main verb is no pluperfect
            if time_ends is not None and i >= time_ends and word in self._cues["subordinate_when"]:
                return False
            if word in self._cues["pluperfect"] and not self._owns(i):
                return not self._over(i, token)
        return False

    def _over(self, had: int, token: int) -> bool:
        """«who had held it since 2001, died on 9 August»: the clause of *had* is closed."""
        commas = (k for k in range(had + 1, token) if self._scan.word(k) == ",")
        return any(self.is_past(k + 1) for k in commas)

    def goes_on_back(self, told: int, token: int) -> bool:
        """«had left two days before and had come home the next day»: on from a look back."""
        if token >= self.bounds(told)[1] or any(
            self._scan.word(i) == ";" for i in range(told, token)
        ):
            return False
        words = [self._scan.lower(i) for i in range(token, token + 4)]
        if self._cues["looks_on"].isdisjoint(words):
            return False  # the night before, the Sunday count from where the story stands
        had = (i for i in range(told, token) if self._scan.lower(i) in self._cues["pluperfect"])
        return any(not self._owns(i) for i in had)

    def _owns(self, i: int) -> bool:
        """«had the letter», «had to go» are no pluperfect; «had the war ended» is rare."""
        if self._scan.lower(i) not in self._cues["pluperfect"]:
            return False
        categories, after = self._scan.categories(i + 1), self._scan.lower(i + 1)
        owned = not categories.keys().isdisjoint({"det", "one", "numword", "num"})
        return owned or after in self._cues["owner"] or after in ("no", "to")

    def _cue(self, i: int) -> str | None:
        word = self._scan.lower(i)
        if self._scan.word(i + 1) in ("'", "’") and self._scan.lower(i + 2) == "t":
            word += "'t"  # won't, didn't
        if word == "could" and (self._scan.lower(i + 1) == "not" or word != self._scan.lower(i)):
            return "past"
        if word in self._cues["future"]:
            return "future"
        if self._scan.lower(i - 1) == "be":
            return None  # will be held
        if word in self._cues["past"]:
            return None if self._to_have(i) or self._infinitive(i) else "past"
        if word == "to" and self._scan.lower(i - 1) in self._cues["is"] | self._cues["meaning_to"]:
            return "future"
        if len(word) > 3 and word.endswith(self._scan.lexicon.future_endings):
            return "future"
        if self._is_plan(word, i):
            return "future"
        if self._past_form(word) and self._scan.lower(i - 1) not in self._cues["auxiliary"]:
            return None if self._to_have(i) else "past"
        return None

    def _infinitive(self, i: int) -> bool:
        """«is expected to hit»: forms that are present and past."""
        return self._scan.lower(i - 1) == "to" and self._scan.lower(i) != "have"

    def _to_have(self, i: int) -> bool:
        """«hopes to have it finished»: no past."""
        for k in range(max(0, i - 4), i):
            if self._scan.lower(k) == "to" and self._scan.lower(k + 1) == "have":
                return self._scan.lower(k - 1) not in self._cues["was_then"]  # was to have drawn
        return False

    def promises(self, token: int) -> bool:
        """Whether the writer's own time is looked ahead from: will be scattered in June."""
        start = max(self._clause(token)[0], token - _WINDOW)
        will = any(self._scan.lower(i) in self._cues["will"] for i in range(start, token))
        equated = self._cues["equated"]
        to_be = any(  # the funeral is to be held next Friday
            self._scan.lower(i) in equated and self._scan.lower(i + 1) == "to"
            for i in range(start, token)
        )
        return (will or to_be) and not self.quoted(token)

    def was_to_be(self, token: int) -> bool:
        """Whether what lies ahead is told as past: the trial was to start, would start."""
        start = max(self.bounds(token)[0], token - 2 * _WINDOW)
        for i in range(token - 1, start - 1, -1):
            word, before = self._scan.lower(i), self._scan.lower(i - 1)
            if before in self._cues["was_then"] and (word == "to" or word in self._cues["due"]):
                return True
        return False

    def is_past(self, i: int) -> bool:
        """Whether the token is a verb in the past: claimed, went."""
        word = self._scan.lower(i)
        return word in self._cues["past"] or self._past_form(word)

    def _is_plan(self, word: str, i: int) -> bool:
        """«She steps aside on Monday»: a present that tells what is planned."""
        if word in self._cues["scheduled"]:
            return True
        if not (len(word) > 3 and word.endswith(self._scan.lexicon.present_endings)):
            return False
        known = word in self._cues["saying"] or word in self._cues["function"]
        return self._scan.lower(i - 1) in self._cues["third_person"] and not known

    def _past_form(self, word: str) -> bool:
        regular = len(word) > 3 and word.endswith(self._scan.lexicon.past_endings)
        return regular or word in self._cues["irregular"]
