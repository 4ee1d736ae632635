"""What kind of text an article is: a report of a day, of one incident, or a history.

A report tells of one day first, its lead.  A text is news when it was published soon
after the days that it tells of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline import dates
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene
from timeline.model import TimeExpression

_NEWS_DAYS = 45  # a report's lead is not older than this when it is published
_YEAR = 400  # days: a report's dates lie mostly this near to its publication
_LEAD_SENTENCES = 4
_TOPIC = frozenset({"prep:of", "prep:about", "prep:over", "prep:on", "prep:against", "prep:for"})
INCIDENTS = frozenset(
    {
        "attack", "shoot", "kill", "die", "injure", "explode", "crash", "quake", "burn",
        "disaster", "kidnap", "protest", "fight", "arrest",
    }
)  # fmt: skip

_EARLIER = frozenset(
    {
        "already", "previously", "earlier", "long", "often", "repeatedly", "recently", "never",
        "ever", "always", "once", "since",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Running:
    """The date on which the paragraph stands, and who gave it."""

    placement: Placement
    predicate: int
    paragraph: int


class Report:
    """The lead of an article, whether it is news, and whom its opening tells of.

    ``incident`` says that it reports one accident, crime or disaster of its lead's day.
    """

    def __init__(self, scene: Scene, own: Sequence[Placement | None]) -> None:
        self._scene = scene
        self._own = own
        self.published = scene.document.article.published
        self.first_sentence = self._first()
        self.lead = self._find_lead()
        self.news = self._is_news()
        if self.lead is None and self.news:
            self.lead = self._unnamed_day()
        self.lead_actors = self._actors_of_the_opening()
        self.incident = self._is_incident()

    def _first(self) -> int:
        for predicate in self._scene.predicates:
            if self._scene.paragraph[predicate.index] != self._scene.headline:
                return predicate.sentence
        return 0

    def _find_lead(self) -> Running | None:
        """The first day that the opening sentences give to something that happened."""
        scene = self._scene
        for predicate in scene.predicates:
            if predicate.sentence < self.first_sentence:
                continue
            if predicate.sentence >= self.first_sentence + _LEAD_SENTENCES:
                break
            placement = self._own[predicate.index]
            if placement is None or placement.edtf is None or placement.bound:
                continue
            if scene.tenses[predicate.index] in {"future", "pluperfect", "present"}:
                continue
            if scene.content(predicate):
                continue
            if dates.parse(placement.edtf).precision != "day" or not self._recent(placement.edtf):
                continue
            return Running(placement, predicate.index, scene.paragraph[predicate.index])
        return None

    def _unnamed_day(self) -> Running | None:
        """The day of publication, if the opening tells of something past and names no day."""
        scene = self._scene
        first: Predicate | None = None
        for predicate in scene.predicates:
            if predicate.sentence > self.first_sentence + 1:
                break
            told = scene.tenses[predicate.index] in {"past", "perfect"}
            if predicate.sentence >= self.first_sentence and told and first is None:
                first = predicate
        if first is not None and scene.tenses[first.index] == "perfect":
            first = first if first.kinds & INCIDENTS else None
        if (
            first is None
            or self.looks_back(first)
            or self._own[first.index] is not None
            or self.published is None
        ):
            return None
        why = "The report names no time; it tells of the day on which it was published."
        day = Placement(self.published, None, "published", None, (why,))
        return Running(day, first.index, scene.paragraph[first.index])

    def looks_back(self, predicate: Predicate) -> bool:
        """Whether an adverb says that it was before today: "recently raised", "has never made"."""
        words = {child.lower_ for child in self._scene.doc[predicate.head].children}
        return bool(words & _EARLIER)

    def _actors_of_the_opening(self) -> frozenset[str]:
        return frozenset(
            actor
            for predicate in self._scene.predicates
            if predicate.sentence <= self.first_sentence + 1
            for actor in self._scene.cast.by_predicate[predicate.index].actors
        )

    def about_the_opening(self, predicate: Predicate) -> bool:
        """Whether somebody of the opening takes part, or one who is named by him or it.

        ("Acme's chairman Anna Berg", where the opening tells of Acme.)
        """
        scene = self._scene
        if self.lead_actors.intersection(scene.cast.by_predicate[predicate.index].actors):
            return True
        return any(
            mention is not None and mention.actor in self.lead_actors
            for child in scene.doc[predicate.head].children
            if child.dep_ in SUBJECTS
            for mention in (scene.entities.at(token.i) for token in child.subtree)
        )

    def _is_incident(self) -> bool:
        """Whether the sentence that leads names an accident, a crime or a disaster of its day."""
        lead = self.lead
        if lead is None:
            return False
        scene = self._scene
        sentence = scene.predicates[lead.predicate].sentence
        return any(
            predicate.kinds & INCIDENTS
            and self._own[predicate.index] in {None, lead.placement}
            and self._is_told(predicate)
            for predicate in scene.predicates
            if predicate.sentence == sentence
        )

    def _is_told(self, predicate: Predicate) -> bool:
        """Whether it is told as done: no war that may end, no people who are being arrested."""
        scene = self._scene
        if scene.statuses[predicate.index] not in {"happened", "reported"}:
            return False
        if predicate.form == "verb":
            return scene.tenses[predicate.index] in {"past", "perfect"} or (
                scene.doc[predicate.head].tag_ == "VBG" and predicate.relation.startswith("advcl")
            )
        return predicate.relation not in _TOPIC

    def _recent(self, edtf: str) -> bool:
        age = self._age(edtf)
        return age is not None and -1 <= age <= _NEWS_DAYS

    def _lately(self, time: TimeExpression) -> bool:
        """Whether it names a day shortly before publication, counted from it ("on Monday")."""
        if time.edtf is None or dates.parse(time.edtf).precision != "day":
            return False
        return self._recent(time.edtf)

    def _age(self, edtf: str) -> int | None:
        """Days from the date to the publication; None if either is unknown."""
        if self.published is None:
            return None
        known, published = dates.parse(edtf), dates.parse(self.published)
        if known.last is None or published.first is None:
            return None
        return published.first - known.last

    def _is_news(self) -> bool:
        if self.published is None:
            return False
        if self.lead is not None:
            return True
        lately = any(t.anchor == "published" and self._lately(t) for t in self._scene.times)
        dated = [t.edtf for t in self._scene.times if t.edtf and t.type in {"DATE", "TIME"}][:12]
        ages = [age for age in map(self._age, dated) if age is not None]
        near = sum(abs(age) <= _YEAR for age in ages)
        return not ages or 2 * near >= len(ages) or (lately and 3 * near >= len(ages))
