"""Dates for the predicates of an article: clause, sentence, narrative, reported speech.

The evidence is asked in this order: a time expression on the predicate itself;
a happening named before ("the attack"); a clause or phrase that sets its time;
the predicate on which it hangs; the narrative (the day on which the paragraph
or the news report stands); what was said lies before the day it was said; in
news the day of publication.  Without any of them it stays undated.
"""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.extract.attachments import own_placement
from timeline.extract.durations import lasting
from timeline.extract.narrative import Narrative
from timeline.extract.placement import NOWHERE, Placement, Shift, moved
from timeline.extract.predicates import Predicate
from timeline.extract.relations import shift_of
from timeline.extract.scene import Scene

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_WIDE = frozenset({"fight", "disaster", "gather", "play", "speak", "breach"})
_FRONTED: dict[str, Shift] = {
    "prep:after": "after",
    "prep:following": "after",
    "advcl:after": "after",
    "prep:before": "before",
    "advcl:before": "before",
}
_SAID_LIMITS = frozenset({"advcl:after", "advcl:before", "advcl:since", "advcl:until"})
_COARSE = frozenset({"year", "decade", "century"})  # of a noun; too wide for its verb
_CAUSES = frozenset({"disaster", "quake", "attack", "explode", "shoot", "burn", "crash"})
_HARM = frozenset({"kill", "injure", "damage", "attack", "burn"})
_ISSUED = frozenset({"release", "report", "state", "announce"})
_LOOK_BACK = 120  # predicates


def _same_kind(first: Predicate, again: Predicate) -> bool:
    """Whether a noun can name again what the first one said: "war" is no "battle"."""
    shared = first.kinds & again.kinds
    if first.form == "noun" and first.lemma != again.lemma:
        return bool(shared - _WIDE)
    return bool(shared)


class Dater:
    """Places every predicate of a scene; ``place`` does the work once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._placed: list[Placement | None] = [None] * len(scene.predicates)
        self._own = self._own_placements()
        self._narrative = Narrative(scene, self._own)
        self._antecedents: dict[int, int] = {}

    @property
    def antecedents(self) -> dict[int, int]:
        """For an event noun that names a happening again: the predicate that named it first."""
        return self._antecedents

    def place(self) -> list[Placement]:
        """The placement of every predicate, by index."""
        scene = self._scene
        by_sentence: dict[int, list[Predicate]] = {}
        for predicate in scene.predicates:
            by_sentence.setdefault(predicate.sentence, []).append(predicate)
        late = []
        for members in by_sentence.values():
            if scene.paragraph[members[0].index] == scene.headline:
                late.append(members)
            else:
                self._sentence(members)
        for members in late:
            self._sentence(members)
        return [placement or NOWHERE for placement in self._placed]

    def _own_placements(self) -> list[Placement | None]:
        scene = self._scene
        return [
            own_placement(scene.attached.get(predicate.index, ()), scene.times)
            for predicate in scene.predicates
        ]

    def _sentence(self, members: list[Predicate]) -> None:
        for predicate in sorted(members, key=lambda p: (self._depth(p), p.index)):
            placement = self._place(predicate)
            self._placed[predicate.index] = placement
            self._narrative.follow(predicate, placement)

    def _depth(self, predicate: Predicate) -> int:
        depth, parent = 0, self._scene.parent(predicate)
        while parent is not None and depth < 50:
            depth, parent = depth + 1, self._scene.parent(parent)
        return depth

    # --- the evidence, in order

    def _place(self, predicate: Predicate) -> Placement:
        steps = (
            self._by_duration,
            self._by_its_day,
            self._by_its_duration,
            self._by_name,
            self._by_what_sets_its_time,
            self._by_what_comes_before,
            self._by_governor,
            self._narrative.continued,
            self._by_its_hour,
            self._by_speech,
            self._narrative.published,
        )
        for step in steps:
            placement = step(predicate)
            if placement is not None and placement.edtf is not None:
                return placement
        return NOWHERE

    def _by_its_day(self, predicate: Predicate) -> Placement | None:
        own = self._own[predicate.index]
        return None if own is None or self._only_hour(own) else own

    def _by_its_hour(self, predicate: Predicate) -> Placement | None:
        """An hour whose day the text has told before; a happening named again knows its day."""
        own = self._own[predicate.index]
        if own is None:
            return None
        anchor = self._scene.times[own.time or 0].anchor
        return replace(own, time=anchor) if isinstance(anchor, int) else own

    def _only_hour(self, own: Placement) -> bool:
        if own.time is None:
            return False
        time = self._scene.times[own.time]
        return time.type == "TIME" and (isinstance(time.anchor, int) or time.rule == "time")

    def _by_duration(self, predicate: Predicate) -> Placement | None:
        """ "The visit will last two days": from the day on which it is known to begin."""
        subject = self._event_subject(predicate)
        if subject is None:
            return None
        start = self._by_name(subject)
        if start is None or start.edtf is None:
            return None
        return lasting(self._scene, predicate, start)

    def _by_its_duration(self, predicate: Predicate) -> Placement | None:
        """The subject of "will last two days" lasts as long as the verb says."""
        governor = self._scene.governor(predicate)
        if governor is None or predicate.relation not in {"nsubj", "nsubjpass"}:
            return None
        above = self._placed[governor.index]
        if above is None or self._own[governor.index] is not None or above.basis != "own":
            return None
        return above

    def _event_subject(self, predicate: Predicate) -> Predicate | None:
        for other in self._near(predicate):
            if other.governor == predicate.index and other.relation in {"nsubj", "nsubjpass"}:
                return other
        return None

    def _near(self, predicate: Predicate) -> list[Predicate]:
        low, high = max(0, predicate.index - 30), predicate.index + 30
        return [
            other
            for other in self._scene.predicates[low:high]
            if other.sentence == predicate.sentence and other.index != predicate.index
        ]

    def _by_name(self, predicate: Predicate) -> Placement | None:
        """A definite event noun names a happening that was dated before."""
        scene = self._scene
        if predicate.form != "noun" or not self._definite(predicate):
            return None
        own = set(scene.cast.by_predicate[predicate.index].actors)
        for index in range(predicate.index - 1, max(-1, predicate.index - _LOOK_BACK), -1):
            other, placement = scene.predicates[index], self._placed[index]
            if placement is None or not placement.dated or placement.bound:
                continue
            if placement.basis not in {"own", "clause"}:
                continue
            if not _same_kind(other, predicate) or other.sentence == predicate.sentence:
                continue
            theirs = set(scene.cast.by_predicate[index].actors)
            if own and theirs and not own & theirs:
                continue
            self._antecedents[predicate.index] = index
            first = scene.doc[other.head].text
            why = f"“{scene.doc[predicate.head].text}” names again what “{first}” said before."
            return moved(placement, "same", "noun", index, why)
        return None

    def _definite(self, predicate: Predicate) -> bool:
        if self._scene.doc[predicate.head].tag_ in {"NNP", "NNPS"}:
            return False  # it has a name of its own ("the Battle of X")
        return any(
            child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _DEFINITE)
            for child in self._scene.doc[predicate.head].children
        )

    def _by_what_sets_its_time(self, predicate: Predicate) -> Placement | None:
        """A dependent with a date of its own: "when X died in May", "During the talks"."""
        scene = self._scene
        for other in self._near(predicate):
            said = scene.speakers[other.index] == predicate.index
            fronted = other.form == "noun" and other.head < predicate.head
            if other.governor != predicate.index or (said and not fronted):
                continue
            placement = self._own[other.index] or self._of_its_participle(other)
            if placement is None and self._names_time(other, predicate):
                placement = self._by_name(other)
            if placement is None or placement.edtf is None or placement.bound:
                continue
            coarse = dates.parse(placement.edtf).precision in _COARSE
            if other.form == "noun" and coarse and not self._takes_effect(other, predicate):
                continue
            if self._sets_time(other, predicate):
                word = scene.doc[other.head].text
                why = f"“{word}” in the same sentence has that time."
                return moved(placement, "same", "clause", other.index, why)
        return None

    def _of_its_participle(self, noun: Predicate) -> Placement | None:
        """ "In a statement issued on Friday, X denied it": the time of the statement."""
        if noun.form != "noun" or not noun.relation.startswith("prep:"):
            return None
        for other in self._near(noun):
            token = self._scene.doc[other.head]
            made = other.governor == noun.index and other.relation == "acl" and token.tag_ != "VBG"
            if made and other.kinds & _ISSUED:
                return self._own[other.index]
        return None

    def _takes_effect(self, cause: Predicate, predicate: Predicate) -> bool:
        """ "The 2004 tsunami killed thousands": harm is done when its cause happens."""
        subject = cause.relation in {"nsubj", "nsubjpass"}
        return subject and bool(cause.kinds & _CAUSES and predicate.kinds & _HARM)

    def _by_what_comes_before(self, predicate: Predicate) -> Placement | None:
        """A fronted "After joining X in 2011, ...": it happened then or later."""
        scene = self._scene
        for other in self._near(predicate):
            placement = self._own[other.index]
            if other.governor != predicate.index or placement is None or placement.bound:
                continue
            shift = _FRONTED.get(other.relation)
            if shift is not None and other.head < predicate.head:
                word = scene.doc[other.head].text
                why = f"It lies {shift} “{word}” or on the same day."
                return moved(placement, shift, "clause", other.index, why)
        return None

    def _names_time(self, other: Predicate, predicate: Predicate) -> bool:
        if other.relation in {"prep:during", "prep:at", "prep:in"}:
            return True
        light = predicate.lemma in self._scene.words.light_subject
        return light and other.relation in {"nsubj", "nsubjpass"}

    def _sets_time(self, other: Predicate, predicate: Predicate) -> bool:
        scene = self._scene
        if other.form == "noun":
            during = other.relation in {"prep:during", "prep:at", "prep:in", "prep:on"}
            subject = other.relation in {"nsubj", "nsubjpass"}
            lemma = predicate.lemma.split()[0]
            held = other.relation == "dobj" and predicate.lemma in scene.words.light_object
            return during or held or (subject and lemma not in scene.words.stative)
        if predicate.form == "noun":
            carries = other.lemma in scene.words.light_subject
            return other.relation == "acl" or (other.relation == "relcl" and carries)
        if other.relation == "xcomp":
            words = scene.words
            return predicate.lemma not in words.planned | words.open | words.scheduling
        if other.relation in {"advcl:when", "advcl:while", "advcl:as", "advcl:"}:
            return True
        if other.relation == "acl" and scene.doc[other.head].tag_ == "VBN":
            subject_of = scene.doc[other.head].head
            return subject_of.dep_ == "nsubj" and scene.words.speech.issuperset(
                {predicate.lemma, other.lemma}
            )
        return False

    def _by_governor(self, predicate: Predicate) -> Placement | None:
        scene = self._scene
        governor = scene.governor(predicate)
        if governor is None or scene.speakers[governor.index] == predicate.index:
            return None
        if scene.speakers[predicate.index] == governor.index:
            return None  # what is said is not dated by the saying, only limited
        above = self._placed[governor.index]
        if above is None or above.edtf is None or scene.statuses[predicate.index] == "hypothetical":
            return None
        shift = shift_of(scene, predicate, governor)
        word = scene.doc[governor.head].text
        why = {
            "same": f"It goes with “{word}”, which has that time.",
            "before": f"It lies before “{word}” or on the same day.",
            "after": f"It lies after “{word}” or on the same day.",
            "none": "",
        }[shift]
        placement = moved(above, shift, "clause", governor.index, why)
        said = predicate.relation.startswith("prep:") or predicate.relation in _SAID_LIMITS
        unsure = scene.tenses[predicate.index] == "perfect" or not said
        if shift != "same" and unsure:
            placement = replace(placement, time=None)  # only the tense or a description limits it
        return placement

    def _by_speech(self, predicate: Predicate) -> Placement | None:
        """What was said happened when it was said, at the latest."""
        scene = self._scene
        speaker = scene.speakers[predicate.index]
        tense = scene.tenses[predicate.index]
        if speaker is None or speaker == predicate.index:
            return None
        if scene.statuses[predicate.index] == "hypothetical":
            return None
        said = self._placed[speaker]
        if said is None or said.edtf is None or dates.parse(said.edtf).last is None:
            return None
        word = scene.doc[scene.predicates[speaker].head].text
        incident = self._narrative.of_the_incident(predicate)
        if incident is not None:
            return incident
        if tense == "past" and scene.doc[scene.predicates[predicate.index].head].tag_ == "VBG":
            why = f"It was going on when “{word}” told of it."
            return moved(said, "same", "speech", speaker, why)
        if tense in {"past", "pluperfect", "perfect"}:
            why = f"It is told by “{word}”, so it happened on that day or before."
            placement = moved(said, "before", "speech", speaker, why)
        elif tense == "future":
            why = f"It is foretold by “{word}”, so it comes on that day or after."
            placement = moved(said, "after", "speech", speaker, why)
        else:
            return None
        return Placement(placement.edtf, None, "speech", speaker, placement.steps)
