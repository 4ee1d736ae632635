"""Dates for the predicates of an article: clause, sentence, narrative, reported speech.

The evidence is asked in this order: a time expression on the predicate itself;
a happening named before ("the attack"); a clause or phrase that sets its time;
the predicate on which it hangs; the narrative (the day on which the paragraph
or the news report stands); what was said lies before the day it was said; in
news the day of publication.  Without any of them it stays undated.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from timeline import dates
from timeline.extract.ages import at_an_age
from timeline.extract.clause_times import after_fronted, after_told, set_beside
from timeline.extract.durations import apart, distances, lasting, lasts
from timeline.extract.evidence import gather
from timeline.extract.lasting import for_a_while, then_next, until_beside, until_then, up_to_then
from timeline.extract.limits import within_publication
from timeline.extract.namings import named_again, once_in_a_life
from timeline.extract.narrative import Narrative
from timeline.extract.own_times import day_part
from timeline.extract.placement import NOWHERE, Placement, moved
from timeline.extract.predicates import Predicate
from timeline.extract.relations import shift_of
from timeline.extract.results import of_accounts
from timeline.extract.scene import Scene
from timeline.extract.told_days import of_its_entry, told_next
from timeline.extract.until_now import since_happening, up_to_publication

_SAID_LIMITS = frozenset({"advcl:after", "advcl:before", "advcl:since", "advcl:until"})
_BEGINNING = frozenset({"begin", "start", "open", "commence", "break out", "erupt"})
_OCCASION = frozenset({"prep:at", "prep:in", "prep:during"})


class Dater:
    """Places every predicate of a scene; ``place`` does the work once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._evidence = gather(scene)
        self._own, self._placed = self._evidence.own, self._evidence.placed
        self._narrative = Narrative(self._evidence)
        self._distances = distances(scene)
        self._counted_from = {distance.other: main for main, distance in self._distances.items()}
        self._told_next = told_next(scene, self._own)

    @property
    def antecedents(self) -> dict[int, int]:
        """For an event noun that names a happening again: the predicate that named it first."""
        return self._evidence.antecedents

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
        return [
            within_publication(scene, predicate, self._placed[predicate.index] or NOWHERE)
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
            partial(up_to_publication, self._scene),
            partial(since_happening, self._evidence),
            self._by_distance,
            self._by_its_day,
            self._by_its_duration,
            self._by_its_occasion,
            self._until_beside,
            partial(at_an_age, self._evidence),
            partial(named_again, self._evidence),
            partial(once_in_a_life, self._evidence),
            partial(set_beside, self._evidence),
            partial(after_fronted, self._evidence),
            partial(of_accounts, self._scene),
            self._by_the_next_sentence,
            self._by_governor,
            self._by_its_entry,
            partial(after_told, self._evidence),
            self._narrative.continued,
            partial(of_its_entry, self._scene),
            self._by_its_hour,
            self._by_speech,
            self._narrative.published,
        )
        for step in steps:
            placement = step(predicate)
            if placement is not None and placement.edtf is not None:
                return for_a_while(self._scene, predicate, placement)
        return NOWHERE

    def _by_its_day(self, predicate: Predicate) -> Placement | None:
        own = self._own[predicate.index]
        if own is None or self._evidence.only_hour(own):
            return None
        start = self._narrative.standing(predicate)
        if (own.edtf or "").endswith("/..") and not own.bound:
            spelt = until_beside(self._evidence, predicate, None)
            if spelt is not None:
                return spelt
        governor = self._scene.governor(predicate)
        main = None if governor is None else self._placed[governor.index]
        own = up_to_then(self._scene, self._of_told_day(own), main or start, predicate)
        return until_then(self._scene, own, start, predicate.index)

    def _until_beside(self, predicate: Predicate) -> Placement | None:
        return until_beside(self._evidence, predicate, self._narrative.standing(predicate))

    def _by_the_next_sentence(self, predicate: Predicate) -> Placement | None:
        return self._told_next.get(predicate.index)

    def _by_its_entry(self, predicate: Predicate) -> Placement | None:
        """What a diary tells in an entry, until the entry names another day."""
        if self._narrative.standing(predicate) is not None:
            return None
        return of_its_entry(self._scene, predicate)

    def _by_its_hour(self, predicate: Predicate) -> Placement | None:
        """An hour whose day the text has told before; a happening named again knows its day."""
        own = self._own[predicate.index]
        return None if own is None else self._of_told_day(own)

    def _of_told_day(self, own: Placement) -> Placement:
        """An hour of a day told before is dated by the expression that tells the day."""
        times, index = self._scene.times, own.time or 0
        day = times[index].edtf
        while times[index].type == "TIME" and day is not None:
            anchor = times[index].anchor
            told = times[anchor].edtf if isinstance(anchor, int) else None
            if told is None or not isinstance(anchor, int) or day_part(told) != day_part(day):
                break
            index = anchor
        return replace(own, time=index)

    def _by_duration(self, predicate: Predicate) -> Placement | None:
        """ "The visit will last two days": from the day on which it is known to begin."""
        if not lasts(predicate):
            return None
        subject, start = self._event_subject(predicate), None
        if subject is not None:
            start = (
                named_again(self._evidence, subject)
                or self._own[subject.index]
                or set_beside(self._evidence, subject)
            )
        elif (begun := self._begun(predicate)) is not None:
            start = self._placed[begun.index]
        return None if start is None else lasting(self._scene, predicate, start)

    def _begun(self, predicate: Predicate) -> Predicate | None:
        """ "The strike began on Monday. It lasted two weeks": the verb of beginning before it."""
        scene = self._scene
        for index in range(predicate.index - 1, max(-1, predicate.index - 3), -1):
            other = scene.predicates[index]
            if scene.paragraph[index] != scene.paragraph[predicate.index]:
                return None
            if other.lemma in _BEGINNING and other.form == "verb":
                return other
        return None

    def _by_its_duration(self, predicate: Predicate) -> Placement | None:
        """The subject of "will last two days" lasts as long as the verb says."""
        governor = self._scene.governor(predicate)
        if governor is None or predicate.relation not in {"nsubj", "nsubjpass"}:
            return None
        above = self._placed[governor.index]
        if above is None or self._own[governor.index] is not None or above.basis != "own":
            return None
        return above

    def _by_distance(self, predicate: Predicate) -> Placement | None:
        """ "Four weeks after she was sentenced": either end, where the other one is known."""
        own = self._own[predicate.index]
        distance = self._distances.get(predicate.index)
        if distance is not None and (own is None or own.time == distance.time):
            other = self._scene.predicates[distance.other]
            known = self._own[other.index] or named_again(self._evidence, other)
            if known is not None:
                return apart(known, distance, back=False, basis="clause")
        main = self._counted_from.get(predicate.index)
        if main is None or not (own is None or self._is_length(own)):
            return None
        above = self._distances[main]
        known = self._placed[main] or self._own[main]
        if known is None:
            return None
        return named_again(self._evidence, predicate) or apart(
            known, above, back=True, basis="clause"
        )

    def _is_length(self, own: Placement) -> bool:
        """Whether it is the day to which a length leads ("a day" of "a day after he left")."""
        return own.time is not None and self._scene.times[own.time].type == "DURATION"

    def _event_subject(self, predicate: Predicate) -> Predicate | None:
        for other in self._evidence.near(predicate):
            if other.governor == predicate.index and other.relation in {"nsubj", "nsubjpass"}:
                return other
        return None

    def _by_its_occasion(self, predicate: Predicate) -> Placement | None:
        """ "She spoke at the summit on 4 May": that summit, whatever others were told before."""
        governor = self._scene.governor(predicate)
        if governor is None or governor.form != "verb" or predicate.relation not in _OCCASION:
            return None
        own = self._own[governor.index]
        if own is None or own.bound or self._evidence.only_hour(own):
            return None
        if shift_of(self._scene, predicate, governor) != "same":
            return None
        return self._by_governor(predicate)

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
        following = then_next(scene, predicate, above)
        if following is not None:
            return following
        shift = shift_of(scene, predicate, governor)
        if shift != "same" and self._own[predicate.index] is not None:
            return None  # its hour tells more than a limit
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
