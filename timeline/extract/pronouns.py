"""Whom a pronoun means: the most salient entity that fits in kind, gender and number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.extract.drafts import Draft, Gender
from timeline.extract.names_lexicon import grammar, words
from timeline.extract.salience import Salience, stands_out
from timeline.extract.tokens import Tokens

_PERSON_MARGIN = 1.15  # gender has sifted the candidates already
_GENDER_KNOWN, _NAMED, _UNNAMED = 1.8, 1.2, 0.6
_SAME_ROLE = 1.7  # Lappin and Leass count a parallel role nearly half as much as a subject
_ONE_BODY = 0.7  # "they" of a firm
_NEUTER = ("organisation", "thing", "state")
_CLAUSES = 6  # steps from a pronoun up to the verb whose subject it takes up
_SPEECH_BEFORE, _SPEECH_AFTER = 40, 15  # tokens around a quotation


@dataclass(slots=True)
class Pronouns:
    """Resolves the pronouns of one document; ``quotes`` are spans of tokens, in order."""

    tokens: Tokens
    salience: Salience
    owner: Mapping[int, Draft]
    quotes: Sequence[tuple[int, int]]

    def antecedent(self, index: int) -> Draft | None:
        """The draft that the pronoun at ``index`` stands for, or None where it is not clear."""
        lower, pronouns = self.tokens.lower[index], grammar()
        if lower in pronouns.male:
            return self._person(index, "male")
        if lower in pronouns.female:
            return self._person(index, "female")
        if lower in pronouns.neuter:
            return None if self._pleonastic(index) else self._neuter(index)
        if lower in pronouns.plural:
            return self._plural(index)
        return self._speaker(index) if lower in pronouns.first else None

    def _person(self, index: int, gender: Gender) -> Draft | None:
        for draft in (self._subject_ahead(index), self._sayer(index)):
            if draft is not None and draft.kind == "person" and draft.gender in (gender, ""):
                draft.gender = gender
                return draft
        barred = self._coargument(index)
        ship = self.salience.main(_is_ship) if gender == "female" else None

        def fits(draft: Draft) -> bool:
            if draft.kind == "thing":
                return draft is ship  # she is afloat
            one = draft.kind == "group" and not draft.plural and "body" not in draft.nouns
            human = draft.kind == "person" or one
            return human and draft.gender in (gender, "") and draft is not barred

        weighed = [
            (
                score
                * (_GENDER_KNOWN if draft.gender == gender else 1.0)
                * (_NAMED if draft.kind == "person" else _UNNAMED),
                draft,
            )
            for score, draft in self.salience.ranked(index, fits)
        ]
        found = stands_out(sorted(weighed, key=lambda s: -s[0]), _PERSON_MARGIN)
        if found is not None and not found.gender and found.kind != "thing":
            found.gender = gender
        return found

    def _subject_ahead(self, index: int) -> Draft | None:
        """The subject that a fronted phrase runs up to: "During his visit, Kim met Putin"."""
        tokens, at = self.tokens, index
        while tokens.head[at] != at and tokens.dep[at] not in ("prep", "advcl"):
            at = tokens.head[at]
        while tokens.dep[at] == "prep" and tokens.dep[tokens.head[at]] in ("pobj", "prep"):
            at = tokens.head[at]
        verb = tokens.head[at]
        if verb <= index or not tokens.tag[verb].startswith("V"):
            return None
        for child in tokens.children[verb]:
            draft = self.owner.get(child)
            ahead = tokens.dep[child] == "nsubj" and index < child < verb
            if ahead and draft is not None:
                return draft
        return None

    def _sayer(self, index: int) -> Draft | None:
        """Who says what the pronoun is the subject of: "Lien said she would resign"."""
        tokens = self.tokens
        verb = tokens.head[index]
        saying = tokens.head[verb]
        if tokens.dep[index] != "nsubj" or tokens.dep[verb] != "ccomp" or saying > index:
            return None
        if tokens.lemma[saying] not in words().speech_verbs:
            return None
        subjects = (c for c in tokens.children[saying] if tokens.dep[c] == "nsubj")
        said = next(subjects, None)
        return None if said is None else self.owner.get(said) or self.salience.at(said)

    def _coargument(self, index: int) -> Draft | None:
        """The subject of the pronoun's own verb, which an object pronoun cannot be."""
        tokens = self.tokens
        is_object = tokens.dep[index] in ("dobj", "dative", "pobj")
        governor = tokens.head[index]
        if tokens.dep[index] == "poss" and self._is_made(governor):
            is_object, governor = True, tokens.head[governor]
        if not is_object or tokens.lower[index].endswith(("self", "selves")):
            return None
        if tokens.dep[index] == "pobj":
            governor = tokens.head[governor]
        for child in tokens.children[governor]:
            if tokens.dep[child] in ("nsubj", "nsubjpass"):
                return self.owner.get(child) or self.salience.at(child)
        return None

    def _is_made(self, noun: int) -> bool:
        """Whether the noun is what somebody becomes: "made her minister", not "met her"."""
        tokens = self.tokens
        made = tokens.lemma[tokens.head[noun]] in grammar().making_verbs
        return made and tokens.lower[noun] in words().roles

    def _pleonastic(self, index: int) -> bool:
        """ "it is likely that", "it seems", "it was 5 pm": an "it" that refers to nothing."""
        tokens = self.tokens
        if tokens.dep[index] == "expl":
            return True
        if tokens.lower[index] != "it" or tokens.dep[index] not in ("nsubj", "nsubjpass"):
            return False
        verb = tokens.head[index]
        below = {tokens.dep[child] for child in tokens.children[verb]}
        clause = bool(below & {"ccomp", "xcomp", "advcl", "csubj"})
        if tokens.lemma[verb] == "be":
            return clause or bool(below & {"acomp", "attr"})
        passive = tokens.dep[index] == "nsubjpass"
        return tokens.lemma[verb] in grammar().pleonastic or (passive and clause)

    def _neuter(self, index: int) -> Draft | None:
        barred = self._coargument(index)
        ahead = self._subject_ahead(index) if self.tokens.lower[index] == "its" else None
        if ahead is not None and ahead.kind in _NEUTER:  # "On its website, Apple said"
            return ahead

        acts, verb = self._acts(index), self.tokens.lemma[self.tokens.head[index]]
        carried = self.tokens.dep[index] == "nsubj" and verb in grammar().vehicle_verbs

        def vehicle(draft: Draft) -> bool:
            sets = grammar()
            return draft.kind == "thing" and bool(draft.nouns & (sets.ships | sets.aircraft))

        moving = self.salience.best(index, vehicle, 1) if carried else None
        if moving is not None:
            return moving

        def fits(draft: Draft) -> bool:
            one = draft.kind in _NEUTER or is_single_body(draft)
            if one and _is_event(draft):  # "During the war it baked for the army"
                return False
            return one and draft is not barred and not (acts and is_nobody(draft))

        own = self._own_subject(index)
        if own is not None and fits(own):
            return own
        object_too = self.tokens.dep[index] == "dobj"
        weighed = [
            (score * (_SAME_ROLE if object_too and self._was_object(draft, index) else 1.0), draft)
            for score, draft in self.salience.ranked(index, fits, 1)
        ]
        return stands_out(sorted(weighed, key=lambda s: -s[0]))

    def _was_object(self, draft: Draft, index: int) -> bool:
        """Whether the draft was last an object: "rejected an offer"; "raised it" is like that."""
        last = next((s for s in reversed(self.salience.seen) if s.draft is draft), None)
        return last is not None and last.token < index and self.tokens.dep[last.token] == "dobj"

    def _own_subject(self, index: int) -> Draft | None:
        """The subject of the clause in which "its" stands: "Acme sold its mine to Zenith"."""
        tokens, at = self.tokens, index
        if tokens.dep[index] != "poss":
            return None
        for _ in range(_CLAUSES):
            verb = tokens.head[at]
            if verb == at or verb > index:
                return None
            for child in tokens.children[verb]:
                if child >= verb or tokens.dep[child] not in ("nsubj", "nsubjpass"):
                    continue
                relative = tokens.tag[child] in ("WDT", "WP") and tokens.dep[verb] == "relcl"
                subject = tokens.head[verb] if relative else child
                return self.owner.get(subject) or self.salience.at(subject)
            at = verb
        return None

    def _acts(self, index: int) -> bool:
        """Whether the pronoun is the subject of what only somebody does: "it said"."""
        tokens = self.tokens
        verb = tokens.lemma[tokens.head[index]].lower()
        deeds = words().speech_verbs | grammar().human_verbs | grammar().deeds
        return tokens.dep[index] == "nsubj" and verb in deeds

    def _plural(self, index: int) -> Draft | None:
        barred = self._coargument(index)

        acts = self._acts(index)

        def fits(draft: Draft) -> bool:
            many = draft.kind in ("group", "people") and draft.plural
            other = draft is not barred and not (acts and is_nobody(draft))
            return (many or draft.kind == "organisation") and other

        weighed = [
            (score * (_ONE_BODY if draft.kind == "organisation" else 1.0), draft)
            for score, draft in self.salience.ranked(index, fits, 1)
        ]
        return stands_out(sorted(weighed, key=lambda s: -s[0]))

    def _speaker(self, index: int) -> Draft | None:
        """Who says "I": the person who governs the verb of speech nearest to the quotation."""
        tokens = self.tokens
        at = bisect_left(self.quotes, (index + 1, 0)) - 1
        if at < 0 or not self.quotes[at][0] <= index < self.quotes[at][1]:
            return self._letter_writer(index)
        start, end = self.quotes[at]
        nearest: tuple[int, Draft] | None = None
        for token in range(max(start - _SPEECH_BEFORE, 0), min(end + _SPEECH_AFTER, len(tokens))):
            if start <= token < end or tokens.dep[token] != "nsubj":
                continue
            speaks = tokens.lemma[tokens.head[token]] in words().speech_verbs
            draft = self.owner.get(token) or self.salience.at(token)
            if speaks and draft is not None and draft.kind == "person":
                distance = start - token if token < start else token - end
                if nearest is None or distance < nearest[0]:
                    nearest = (distance, draft)
        return nearest[1] if nearest else None

    def _letter_writer(self, index: int) -> Draft | None:
        """Who says "I" in a text that is given without marks after a colon ("the memo read:")."""
        tokens = self.tokens
        colon = next((i for i in range(index, -1, -1) if tokens.text[i] == ":"), -1)
        if colon < 0:
            return None
        opening = tokens.sentence[colon]
        near = [s for s in self.salience.seen if s.sentence == opening and s.token < colon]
        persons = {id(s.draft): s.draft for s in near if s.draft.kind == "person"}
        return next(iter(persons.values())) if len(persons) == 1 else None


def is_nobody(draft: Draft) -> bool:
    """Whether the draft stands for a thing without a name, which a pronoun may mean."""
    return not draft.names


def is_single_body(draft: Draft) -> bool:
    """Whether the draft is a body without a name that is an "it": a board, a court, a group."""
    last = draft.name.rpartition(" ")[2].lower()
    single = not last.endswith("s") and last not in grammar().they_bodies
    return draft.kind == "group" and "body" in draft.nouns and single and bool(last)


def _is_event(draft: Draft) -> bool:
    """Whether the draft is a happening with a name, as a war, which does nothing itself."""
    return draft.kind == "thing" and any(c.label == "EVENT" for c in draft.candidates)


def _is_ship(draft: Draft) -> bool:
    return draft.kind == "thing" and bool(draft.nouns & grammar().ships)


def find_quotes(tokens: Tokens) -> list[tuple[int, int]]:
    """Quotations as spans of tokens between their marks; one that never closes ends its line."""
    spans, opened = [], -1
    for index, word in enumerate(tokens.text):
        if word in ("“", "``") or (word == '"' and opened < 0):
            opened = index + 1 if opened < 0 else opened
        elif opened >= 0 and (word in ("”", "''", '"') or "\n" in word):
            spans.append((opened, index))
            opened = -1
    return spans
