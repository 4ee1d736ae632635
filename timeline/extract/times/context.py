"""Which time an expression counts from: the evidence of the document and the story so far.

Three anchors are possible: the day of publication, the time that the story has
reached (another time expression), and the day on which a quoted speaker spoke.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from timeline.extract.times import forms
from timeline.extract.times.bases import Base as Base
from timeline.extract.times.bases import base_of as base_of
from timeline.extract.times.bases import holds, moves
from timeline.extract.times.evidence import Evidence
from timeline.extract.times.frames import AHEAD, BACK
from timeline.extract.times.match import Reading
from timeline.extract.times.own_years import own_year
from timeline.extract.times.scan import Scan
from timeline.extract.times.sentences import Sentences
from timeline.extract.times.story import Placed, Situation, Told, say, year_in_story
from timeline.extract.times.threads import goes_on, is_old, local_story
from timeline.extract.times.values import RANK, Point
from timeline.extract.times.years import near_publication, on_weekday

_LONG_AGO = 366  # days: what lies further back than that is a story of its own
_SAID = 10  # tokens after a quotation in which «he said» stands
# «three weeks ago», «last month» are of the paper's own days, also at the end of a history
_PAPERS_OWN = ("day", "week", "weekend", "month")


class Context:
    """The state of reading one article, from its begin to its end."""

    def __init__(
        self, scan: Scan, evidence: Evidence, published: Point | None, sentences: Sentences
    ) -> None:
        self.scan = scan
        self.evidence = evidence
        self.published = published
        self.sentences = sentences
        self.told: list[Told] = []
        self.meeting: Told | None = None  # the first day that the text names in full
        self.at = 0  # the token that is being read
        self.entry: Told | None = None  # the day at the head of a diary's entry
        self.look_ahead: Callable[[int, int], list[Told]] | None = None  # what tokens tell
        self.read_at: Callable[[int], list[Reading]] | None = None  # the readings at a token
        self.heads = scan.under_headings()
        self.returned = 0  # the token at which the text last came back to the present

    def branch(self) -> Context:
        """The same state, to read a little ahead without moving the story."""
        ahead = copy(self)
        ahead.told, ahead.look_ahead = list(self.told), None
        return ahead

    @property
    def news(self) -> bool:
        """Whether dates without a year count from publication by default."""
        return self.evidence.kind == "news" and self.published is not None

    def year_now(self) -> int | None:
        """The year around which two-digit years lie: of publication in news, else of the story."""
        if self.news and self.published is not None:
            return self.published.year
        told = self.latest(lambda t: t.point.finer_than("century"))
        return told.point.year if told is not None else None

    # --- anchors ---------------------------------------------------------------------------

    def latest(self, wanted: Callable[[Told], bool], reach: int = 60) -> Told | None:
        """The last told time that is wanted and no aside, among the last ``reach``."""
        for told in reversed(self.told[-reach:]):
            if told.point.year is not None and self.sees(told) and wanted(told):
                return told
        return None

    def main(self, reach: int = 6) -> Told | None:
        """The last time at which the story stood, among the last ``reach``."""
        told = (t for t in reversed(self.told[-reach:]) if not (t.aside or t.frame))
        return next((t for t in told if t.point.year is not None), None)

    def sees(self, told: Told) -> bool:
        """Whether what is being read can count from the told time: see frames.py."""
        if told.aside or not told.frame or self.at < told.until:
            return not told.aside
        if told.frame == BACK:
            if told.until > told.token + 1:
                return self.sentences.pluperfect(self.at)
            return self.sentences.goes_on_back(told.token, self.at)
        return told.frame == AHEAD and self.sentences.tense(self.at) != "past"

    def story(self, unit: str) -> Base | None:
        """Where the story stands, known to ``unit`` or finer.

        A longer time told since has moved it: a month always, a year where it leads its sentence.
        """
        if self.evidence.kind == "minutes" and self.meeting is not None:
            return self._of_item(unit)
        found = self.latest(lambda t: RANK[t.point.unit] <= RANK[unit])
        here = self.sentences.bounds(self.at)[0]
        moved = self.latest(lambda t: moves(t, here) and RANK[t.point.unit] > RANK[unit])
        if moved is None or (found is not None and moved.token < found.token):
            return None if found is None else base_of(found)
        if found is not None and (holds(moved, found) or self._told_of_old(moved, found, unit)):
            return base_of(found)
        return base_of(moved)

    def _of_item(self, unit: str) -> Base | None:
        """In minutes: the time told last under this item, else the day of the meeting."""
        start = self.sentences.paragraph_start(self.at)
        told = self.latest(lambda t: RANK[t.point.unit] <= RANK[unit] and t.token >= start, 6)
        today = told or self.meeting
        return None if today is None else base_of(today)

    def _told_of_old(self, longer: Told, day: Told, unit: str) -> bool:
        """Whether a look back to a month or year is over, so that a day counts from the day told.

        A paragraph tells of August 1907; the next goes on: «the night after that».
        """
        if unit != "day" or longer.token >= self.sentences.paragraph_start(self.at):
            return False
        return longer.point.days()[1] < day.point.days()[0] - _LONG_AGO

    def named_here(self, token: int) -> Base | None:
        """The day named before in the same sentence, what «the same day» points to."""
        start = self.sentences.bounds(token)[0]
        told = (t for t in reversed(self.told[-3:]) if start <= t.token and t.point.is_day())
        found = next(told, None)
        return None if found is None else base_of(found)

    def mentioned(self, token: int) -> Base | None:
        """The last time named in the paragraph, what «that spring» points to, asides too.

        «The year before» looks back and leaves the story where it stands, but the
        next «that» takes up what was mentioned last.
        """
        start = self.sentences.paragraph_start(token)
        for told in reversed(self.told[-3:]):
            if told.token < start:
                break
            if told.point.unit == "year" or told.point.finer_than("year"):
                return base_of(told)
        return None

    def publication(self) -> Base | None:
        if self.published is None:
            return None
        return Base(self.published, "published", f"the day of publication, {say(self.published)}")

    def speech(self, token: int, unit: str) -> Base | None:
        """What a deictic word (last, ago, yesterday) counts from at this token."""
        if self.sentences.quoted(token):
            spoken = self.speakers_time(token) or self._speakers_time_ahead(token)
            if spoken is not None:
                return spoken
        today = self.own_day(token)
        if today is not None:
            return base_of(today)
        own = unit in _PAPERS_OWN and self.published is not None
        own = own and not self.sentences.quoted(token)
        if self.evidence.narrative and not own and not self._has_reached_today():
            return self.story(unit) or self.story("year") or self.publication()
        return self.publication()

    def own_day(self, token: int) -> Told | None:
        """The day that a document bears itself: of the meeting, the letter, the diary's entry."""
        if self.evidence.kind in ("minutes", "letter"):
            return self.meeting
        here = self.entry is not None and (
            self.evidence.kind == "diary"
            or (
                self.evidence.entries
                and self.entry.token >= self.sentences.paragraph_start(token)
                and not self.sentences.heading(token)
            )
        )
        return self.entry if here else None

    def heads_entry(self, token: int) -> bool:
        """Whether the token stands in the day at the head of a diary's or log's entry."""
        start = self.sentences.paragraph_start(token)
        if not self.evidence.entries:
            return False
        return token - start <= 2 and forms.begins_with_day(self.scan, start)

    def _has_reached_today(self) -> bool:
        """Whether the story stands at most two years before publication."""
        told = self.latest(lambda t: t.point.finer_than("decade"))
        if told is None or self.published is None:
            return told is None
        return abs(self.published.known_year() - told.point.known_year()) <= 2

    def speakers_time(self, token: int) -> Base | None:
        """The dated act of speaking in the sentence of a quotation, if it is told."""
        start = self.sentences.bounds(token)[0]
        if not self.sentences.says(token):
            return None
        found = self.latest(
            lambda t: (
                start <= t.token < token and t.point.is_day() and not self.sentences.quoted(t.token)
            ),
            reach=8,
        )
        if found is None:
            return None
        return Base(found.point, found.index, f"the day of the speech, «{found.text}»")

    def _speakers_time_ahead(self, token: int) -> Base | None:
        """«Let them come tomorrow», the minister said Friday: the day after the quotation."""
        end = self.sentences.bounds(token)[1]
        close = self.sentences.quote_end(token)
        cues = self.scan.lexicon.cues["saying"]
        if self.look_ahead is None or not close < end:
            return None
        if not any(self.scan.lower(i) in cues for i in range(close, min(end, close + _SAID))):
            return None
        days = [t for t in self.look_ahead(close, end) if t.point.is_day()]
        if not days:
            return None
        day = days[0]
        words = f"the day of the speech, «{day.text}»"
        return Base(day.point, None, words, ahead=day.token)

    def base(self, token: int, unit: str, kind: str) -> Base | None:
        """The anchor of a counting word; ``kind`` is ``speech`` or ``story``."""
        if kind == "speech":
            return self.speech(token, unit)
        return self.story(unit) or (self.publication() if self.news else self.story("year"))

    def reachable(self, base: Base, token: int) -> bool:
        """Whether a story can go on from the base: from publication only if it looks ahead."""
        return base.anchor != "published" or self.sentences.tense(token) == "future"

    # --- years for dates that have none ----------------------------------------------------

    def year_for(
        self, token: int, month: int, day: int | None = None, weekday: int | None = None
    ) -> Placed:
        """The year of a month or day that the text names without one."""
        placed = self._year_for(token, month, day)
        if day is None or weekday is None:
            return placed
        return on_weekday(placed, month, day, weekday, self._other_years())

    def _other_years(self) -> list[Placed]:
        """The years of the times told last, newest first, and that of publication."""
        told = [t for t in reversed(self.told[-12:]) if t.point.finer_than("decade")]
        years = [
            Placed(t.point.year, t.index, f"the story stands at «{t.text}» ({say(t.point)})")
            for t in told
        ]
        if self.published is not None:
            step = f"counted from the day of publication, {say(self.published)}"
            years.append(Placed(self.published.year, "published", step))
        return years

    def _year_for(self, token: int, month: int, day: int | None) -> Placed:
        if (own := own_year(self, token, month, day)) is not None:
            return own
        if self.published is not None and self.news and not self._old_story(token):
            return self._near(token, month, day, self.published)
        if self.published is not None and self.sentences.promises(token):
            return near_publication(self.published, month, day, "future")
        today = self.own_day(token)
        ahead = today is not None and self.sentences.promises(token)
        if today is not None and (ahead or self.evidence.kind == "minutes"):
            year = near_publication(today.point, month, day, "future" if ahead else None).year
            return Placed(year, today.index, f"the story stands at {base_of(today).words}")
        placed = year_in_story(self.story_so_far(token, month, day))
        if placed is not None:
            return placed
        if self.evidence.first_year is not None:
            year = self.evidence.first_year
            return Placed(year, None, f"the first year that the text names is {year}")
        if self.published is not None:
            return self._near(token, month, day, self.published)
        return Placed(None, None, "no year is told and no day of publication is known")

    def _near(self, token: int, month: int, day: int | None, published: Point) -> Placed:
        tense = self.sentences.tense(token)
        if day is not None and self.scan.lower(token - 1) in self.scan.lexicon.cues["meant_for"]:
            planned = self.scan.lower(token - 2) in self.scan.lexicon.cues["planned_for"]
            tense = "future" if planned else None  # set for, a hearing for September 4
        if tense == "future" and day is not None and self.sentences.was_to_be(token):
            tense = None  # the plan was to be there by 2 August
        return near_publication(published, month, day, tense)

    def story_so_far(self, token: int, month: int, day: int | None) -> Situation:
        """What bears on the year of a month that the text names at this token."""
        told = [t for t in self.told[-40:] if self.sees(t) and t.point.finer_than("decade")]
        ahead = self.evidence.next_dated(token)
        return Situation(
            token=token, month=month, day=day, told=told, ahead=ahead,
            sentence=self.sentences.bounds(token)[0], backward=self.sentences.backward(token),
            onward=self.scan.lower(token - 1) in self.scan.lexicon.cues["by"],
        )  # fmt: skip

    def _old_story(self, token: int) -> Told | None:
        """In a news item: a dated story of another year, of this paragraph or a longer one."""
        if self.published is None:
            return None
        if self.sentences.tense(token) == "future" and not self.sentences.was_to_be(token):
            return None
        return local_story(self, token) or goes_on(self.told, self.published, self.returned)

    def tells_of_old(self, token: int, daily: bool = False) -> bool:
        """Whether the paragraph tells of a time well before publication.

        Told ``daily``, by days, it must do so in this sentence or the one before: a wire story
        that has named the end of a fiscal year goes on with "said Friday".
        """
        start = self.sentences.paragraph_start(token)
        if daily and self.sentences.says(token):
            sentence = self.sentences.bounds(token)[0]
            start = max(start, self.sentences.bounds(max(sentence - 1, 0))[0])
        told = self.latest(
            lambda t: t.point.is_day() if daily else t.point.finer_than("year"), reach=4
        )
        if told is None or told.token < self.returned or not is_old(told.point, self.published):
            return False
        since = (t for t in self.told[-4:] if t.token > told.token)
        if any(t.near and t.point.unit != "week" for t in since):
            return False  # arrested last November: the paper is back at its own days
        if told.token >= start:
            return True
        on = goes_on(self.told, self.published, self.returned)
        return on is not None and (on.point.is_day() or not daily)
