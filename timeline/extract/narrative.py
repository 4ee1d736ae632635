"""The running date of a text: what a sentence without a time of its own goes on from.

A report comes back to the day of its lead after each look backwards; inside a
paragraph a dated sentence carries its date on.
"""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.clause_times import after_an_aside
from timeline.extract.evidence import Evidence
from timeline.extract.harm import harm_done
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.placement import Basis, Placement, Shift, moved
from timeline.extract.predicates import Predicate
from timeline.extract.report import Report, Running

_BESIDE_THE_STORY = frozenset({"future", "present", "pluperfect"})
_ASIDE = frozenset({"relcl", "acl", "amod"})  # describe a noun, tell no next step
_LATER = frozenset({"later", "subsequently", "afterwards", "afterward"})
_CONTENT = 12  # predicates
_LONGEST = 100  # days that one date may span and still be where the next sentence stands
_I = frozenset({"i", "we", "me", "us", "my", "our"})
_WHEN = frozenset({"advcl:when", "advcl:as", "advcl:while"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis", "dep", ""})


class Narrative:
    """Follows the predicates in order of the text and dates those that only continue."""

    def __init__(self, evidence: Evidence) -> None:
        self._scene, self._evidence = evidence.scene, evidence
        self._own, self._placed = evidence.own, evidence.placed
        self._report = Report(evidence.scene, evidence.own)
        self._running: Running | None = None

    # --- following the text

    def follow(self, predicate: Predicate, placement: Placement) -> None:
        """Takes note of a placement that the text gives to a main statement."""
        scene, here = self._scene, self._scene.paragraph[predicate.index]
        running = self._running
        if placement.basis == "narrative" and running is not None:
            later = placement.bound and not running.placement.bound
            self._running = (
                Running(placement, predicate.index, here)
                if later and self._comes_later(predicate)
                else replace(running, paragraph=here)
            )
            return
        looks_back = scene.tenses[predicate.index] == "pluperfect" and predicate.relation in _MAIN
        if looks_back and placement.bound and self._report.news and not scene.content(predicate):
            self._running = Running(placement, predicate.index, here)
            return
        own = self._own[predicate.index]
        if own is not None and own.edtf is not None and own.edtf.startswith("../"):
            placement = replace(placement, edtf=own.edtf[3:])  # what comes next comes after it
        if not placement.dated or placement.basis not in {"own", "clause"} or placement.bound:
            return
        if scene.content(predicate) or scene.tenses[predicate.index] in _BESIDE_THE_STORY:
            return
        if predicate.relation in _MAIN or self._tells_the_time(predicate):
            self._running = Running(placement, predicate.index, here)

    def _tells_the_time(self, predicate: Predicate) -> bool:
        """ "She slept when they rang on Thursday": the sentence has no other day."""
        governor = self._scene.governor(predicate)
        return predicate.relation in _WHEN and (
            governor is None or self._own[governor.index] is None
        )

    def standing(self, predicate: Predicate) -> Placement | None:
        """Where the paragraph of a predicate stands before it, if it says so."""
        running, scene = self._running, self._scene
        if running is None:
            return None
        distance = scene.paragraph[predicate.index] - running.paragraph
        near = distance == 0 or (distance == 1 and self._refers_back(predicate, also=False))
        return running.placement if near else None

    def continued(self, predicate: Predicate) -> Placement | None:
        """The running date, for a past main statement that goes on from it."""
        scene = self._scene
        if scene.content(predicate) or scene.statuses[predicate.index] == "hypothetical":
            return None
        headline = scene.paragraph[predicate.index] == scene.headline
        running = self._running_for(predicate, headline)
        if running is None:
            return None
        if (aside := after_an_aside(self._evidence, predicate, running.placement)) is not None:
            return aside
        word = scene.doc[scene.predicates[running.predicate].head].text
        hour = self._own[predicate.index] is not None  # "By noon all had been brought ashore"
        before = scene.tenses[predicate.index] == "pluperfect" and not hour
        why = (
            f"It had happened before “{word}”."
            if before
            else f"The text goes on from “{word}” without naming another time."
        )
        basis: Basis = "lead" if running is self._report.lead else "narrative"
        shift: Shift = "before" if before else "same"
        if self._comes_later(predicate) and running.placement.edtf != self._report.published:
            shift, why = "after", f"It lies after “{word}” or on the same day."
        placement = moved(running.placement, shift, basis, running.predicate, why)
        return replace(placement, time=None) if placement.bound else placement

    def _running_for(self, predicate: Predicate, headline: bool) -> Running | None:
        tense = self._scene.tenses[predicate.index]
        if headline:
            return None if tense == "future" else self._report.lead
        if predicate.form == "noun":
            return (
                self._report.lead if self._report.news and self._means_the_lead(predicate) else None
            )
        if tense not in {"past", "pluperfect", "perfect"} or predicate.relation in _ASIDE:
            return None
        if predicate.relation == "xcomp":
            return None  # "is said to have lasted"
        if tense == "past" and self._report.news and not self._set_elsewhere(predicate):
            harm = harm_done(self._evidence, predicate)
            if harm is not None:
                return harm
        going_on = tense != "perfect" and self._running is not None
        if going_on and self._running and self._coheres(predicate, self._running):
            return self._running
        if not self._report.news or self._report.lead is None or self._set_elsewhere(predicate):
            return None
        if self._in_a_look_back(predicate):
            return None
        return self._report.lead if self._of_the_lead(predicate, tense) else None

    def _comes_later(self, predicate: Predicate) -> bool:
        """ "The board later named X": in a report, on some day from the one told of to today."""
        past = self._scene.tenses[predicate.index] == "past" and self._own[predicate.index] is None
        adverbs = (c for c in self._scene.doc[predicate.head].children if c.dep_ == "advmod")
        return (
            past
            and self._report.news
            and any(c.lower_ in _LATER and not any(True for _ in c.children) for c in adverbs)
        )

    def _in_a_look_back(self, predicate: Predicate) -> bool:
        """Whether the paragraph tells of years gone by: its next sentence is not of the lead."""
        running = self._running
        if running is None or running.paragraph != self._scene.paragraph[predicate.index]:
            return False
        saying = predicate.lemma.split()[0] in self._scene.words.speech
        return not saying and self._too_wide(running)

    def _of_the_lead(self, predicate: Predicate, tense: str) -> bool:
        """Whether it tells of what the report is about, not of what came before or elsewhere.

        A report of an accident, a crime or a disaster tells of little else; other reports
        turn to background, unless somebody of the opening acts, or somebody says something.
        """
        scene, report = self._scene, self._report
        if report.lead is None:
            return False
        incident = report.incident and scene.statuses[predicate.index] != "denied"
        if tense == "perfect":
            same_day = report.lead.placement.edtf == report.published
            if report.looks_back(predicate):
                return False  # "has previously warned", "has never made"
            return (incident and same_day) or self._in_first_person(predicate)
        if incident or self._report.about_the_opening(predicate):
            return True
        opens = predicate.sentence <= report.first_sentence + 2
        return report.lead.placement.dated and (opens or self._says_something(predicate))

    def _says_something(self, predicate: Predicate) -> bool:
        """Whether it has words of somebody: "a monk noted three dark days" has none."""
        scene, index = self._scene, predicate.index
        lemma = predicate.lemma.split()[0]
        if lemma not in scene.words.speech:
            return False
        if lemma not in scene.words.documents and lemma != "ask":
            return True
        near = scene.speakers[max(0, index - _CONTENT) : index + _CONTENT]
        content = any(child.dep_ == "ccomp" for child in scene.doc[predicate.head].children)
        return content or index in near

    def _in_first_person(self, predicate: Predicate) -> bool:
        """ "I have asked X to lead": a letter or statement that the report gives as it is."""
        return any(token.lower_ in _I for token in self._scene.doc[predicate.head].subtree)

    def _coheres(self, predicate: Predicate, running: Running) -> bool:
        """Whether the statement goes on from the dated one: same paragraph, no other people.

        A pronoun or "also" carries over into the next paragraph too.
        """
        distance = self._scene.paragraph[predicate.index] - running.paragraph
        born = "born" in self._scene.predicates[running.predicate].kinds
        if distance not in {0, 1} or _too_long(running.placement) or born:
            return False  # the sentence after "In 1758 his brother died" can be of any later year
        if running.placement.bound:  # a look back lasts to the end of its paragraph
            return distance == 0 and predicate.lemma.split()[0] not in self._scene.words.speech
        cast = self._scene.cast.by_predicate
        own, theirs = set(cast[predicate.index].actors), set(cast[running.predicate].actors)
        back = self._refers_back(predicate, also=False)
        if self._too_wide(running) and not back:
            return False
        if own and theirs and not own & theirs:
            saying = predicate.lemma.split()[0] in self._scene.words.speech
            return distance == 0 and (back or not saying)
        return distance == 0 or self._refers_back(predicate, also=True)

    def _too_wide(self, running: Running) -> bool:
        """A year that a report looks back to is no day for its next sentence."""
        precision = dates.parse(running.placement.edtf or "").precision
        return (
            self._report.news
            and self._report.lead is not None
            and precision not in {"day", "range"}
        )

    def _refers_back(self, predicate: Predicate, *, also: bool) -> bool:
        """Whether a pronoun, or "also" where that counts, ties it to what stands before."""
        for child in self._scene.doc[predicate.head].children:
            if child.dep_ in SUBJECTS and child.lower_ in {"he", "she", "they"}:
                return True
            if also and child.dep_ == "advmod" and child.lower_ in {"also", "too"}:
                return True
        return False

    def _means_the_lead(self, predicate: Predicate) -> bool:
        """ "The announcement", "the attack": bare and definite, so what the report is about."""
        token = self._scene.doc[predicate.head]
        children = [child for child in token.children if child.dep_ != "punct"]
        return len(children) == 1 and children[0].lower_ in {"the", "this"}

    def _set_elsewhere(self, predicate: Predicate) -> bool:
        """Whether a clause sets its time to something that has none ("When X began, ...")."""
        children = list(self._scene.doc[predicate.head].children)
        if any(child.dep_ == "prep" and child.lower_ == "since" for child in children):
            return True
        return any(
            child.dep_ == "advcl"
            and child.i < predicate.head
            and any(
                g.dep_ in {"mark", "advmod"} and g.lower_ in {"when", "after", "before", "since"}
                for g in child.children
            )
            for child in children
        )

    def of_the_incident(self, predicate: Predicate) -> Placement | None:
        """In a report of one incident, what witnesses and officials tell is of its day."""
        scene, lead = self._scene, self._report.lead
        if lead is None or not self._report.news or not lead.placement.dated:
            return None
        if not self._report.incident:
            return None
        if scene.tenses[predicate.index] != "past" or scene.statuses[predicate.index] != "reported":
            return None
        if predicate.relation in _ASIDE:
            return None
        why = "The report is of one incident; what is told of it is of its day."
        return moved(lead.placement, "same", "lead", lead.predicate, why)

    # --- the publication date, when the text itself says nothing

    def published(self, predicate: Predicate) -> Placement | None:
        """In news: what is said or leads is of that day; what is past lies before it."""
        scene, day = self._scene, self._report.published
        tense = scene.tenses[predicate.index]
        if day is None or scene.statuses[predicate.index] == "hypothetical":
            return None
        if not self._report.news:
            if tense != "perfect":
                return None
            why = "The tense says that it had happened by the day of publication."
            return Placement(dates.on_or_before(day), None, "published", None, (why,))
        content = scene.content(predicate)
        saying = predicate.lemma.split()[0] in scene.words.speech
        if tense == "progressive" and not content and not saying:
            why = "The report names no time; this had begun by the day it was published."
            return Placement(dates.on_or_before(day), None, "published", None, (why,))
        if not content and self._of_the_day(predicate, tense):
            why = "The report names no time; it tells of the day on which it was published."
            return Placement(day, None, "published", None, (why,))
        if tense in {"past", "pluperfect", "perfect"} or (
            tense == "bare" and self._told(predicate)
        ):
            why = "The report names no time; it happened by the day it was published."
            return Placement(dates.on_or_before(day), None, "published", None, (why,))
        planned = scene.statuses[predicate.index] == "planned" and tense in {"bare", "progressive"}
        if tense == "future" or (planned and predicate.form == "verb"):
            why = "The report names no time; it lies ahead on the day it was published."
            return Placement(f"[{day}..]", None, "published", None, (why,))
        return None

    def _told(self, predicate: Predicate) -> bool:
        """Whether a noun or participle tells of something past, not of a plan or in a quotation."""
        token = self._scene.doc[predicate.head]
        happened = self._scene.statuses[predicate.index] == "happened"
        return happened and not self._scene.content(predicate) and token.tag_ != "VB"

    def _of_the_day(self, predicate: Predicate, tense: str) -> bool:
        scene = self._scene
        if scene.paragraph[predicate.index] == scene.headline:
            return tense != "future"
        if predicate.form == "noun" or tense in {"future", "pluperfect", "bare"}:
            return False
        if self._set_elsewhere(predicate):
            return False
        if predicate.lemma.split()[0] in scene.words.speech and predicate.relation not in _ASIDE:
            return tense in {"present", "progressive"} or (
                tense == "past" and self._report.about_the_opening(predicate)
            )
        opens = predicate.sentence <= self._report.first_sentence + 1 and not self._opening_dated()
        return tense == "past" and opens

    def _opening_dated(self) -> bool:
        """Whether the opening gives something a time: then it does not tell of today alone."""
        return any(
            self._own[predicate.index] is not None
            or (predicate.relation in _MAIN and self._report.looks_back(predicate))
            for predicate in self._scene.predicates
            if self._report.first_sentence <= predicate.sentence <= self._report.first_sentence + 1
            and not self._scene.content(predicate)
        )


def _too_long(placement: Placement) -> bool:
    """Whether a date is so wide that the next sentence is hardly of all of it."""
    if placement.bound:
        return False
    known = dates.parse(placement.edtf or "")
    if known.first is None or known.last is None:
        return True
    return known.last - known.first >= _LONGEST
