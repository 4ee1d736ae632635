"""A title for a claim: who did what, in the article's own words, at most 80 characters.

The title tells of the clause that a reader needs (`clauses.py`); what it can do without goes
until it is short enough (`shortening.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from timeline.extract.clauses import Relative, Telling, relative_of, tellings
from timeline.extract.entities import Entities
from timeline.extract.parse_labels import VERBAL
from timeline.extract.predicates import Predicate
from timeline.extract.shortening import Shortening
from timeline.extract.title_phrases import TitlePhrases
from timeline.extract.title_subjects import Part, TitleSubjects
from timeline.extract.wording import Wording

LONGEST = 80


class TitleWriter:
    """Writes titles for the predicates of one document.

    ``is_time`` says whether a token stands in a time expression, ``agents`` gives the ids of who
    acts in the predicate at a token.
    """

    def __init__(
        self,
        doc: Doc,
        entities: Entities,
        is_time: Callable[[int], bool],
        agents: Callable[[int], Sequence[str]],
    ) -> None:
        self._doc = doc
        self._entities = entities
        self._is_time = is_time
        self._wording = Wording(doc, entities)
        self._shortening = Shortening(doc, entities)
        self._phrases = TitlePhrases(doc, is_time)
        self._subjects = TitleSubjects(doc, entities, is_time, agents, self._phrases, self._wording)

    def title(self, predicate: Predicate) -> str:
        """The title of the predicate's claim; never empty."""
        trigger = self._doc[predicate.head]
        text = ""
        for telling in tellings(trigger, self._is_time, self._subjects.unclear):
            text = self._fit(
                telling, self._parts(telling), self._subjects.plain_pronouns(telling.head)
            )
            if text and len(text) <= LONGEST:
                return text
        if len(text) > LONGEST:
            text = text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
        return text or trigger.text

    def _parts(self, telling: Telling) -> list[Part]:
        verb = telling.head
        if verb.pos_ not in VERBAL:
            return [self._phrases.noun_told(verb, telling)]
        relative = relative_of(verb)
        acting = self._subjects.subject_of(verb, relative)
        words = self._phrases.verb_words(verb, telling)
        parts = self._subjects.subject(acting, verb, telling, relative)
        if relative is not None and relative.role == "object":
            return [*parts, *self._with_object(verb, words.rest, relative), words.after]
        parts.append(words.rest)
        if words.aside:
            parts += [",", words.aside]
        parts.append(words.after)
        if relative is not None and relative.role == "after":
            parts += self._with_preposition(relative)
        return [*parts, ":", words.said] if words.said else parts

    def _with_object(self, verb: Token, rest: set[int], relative: Relative) -> list[Part]:
        """ "The law that the bloc passed": the bloc passed the law."""
        taking = verb
        if relative.pronoun is not None:
            rest = rest - {relative.pronoun.i}
            taking = relative.pronoun.head
        if self._phrases.is_of_time(relative.noun):
            return [rest]
        last = max([taking.i, *(c.i for c in taking.children if c.dep_ == "prt")])
        noun = self._shortening.tidy(self._phrases.noun(relative.noun))
        return [{i for i in rest if i <= last}, noun, {i for i in rest if i > last}]

    def _with_preposition(self, relative: Relative) -> list[Part]:
        """ "The sample on which they based it": they based it on the sample."""
        if relative.pronoun is None or self._phrases.is_of_time(relative.noun):
            return []
        if relative.pronoun.head.lower_ in {"in", "at", "during", "under"}:
            return []  # only where: "the memorandum in which they agreed"
        noun = self._shortening.tidy(self._phrases.noun(relative.noun))
        return [str(relative.pronoun.head.text).lower(), noun]

    def _fit(self, telling: Telling, parts: Sequence[Part], plain: frozenset[str]) -> str:
        kept = [part if isinstance(part, str) else self._shortening.tidy(part) for part in parts]
        last = False
        while True:
            if self._wording.at_least(kept) <= LONGEST:
                text = self._wording.joined(kept, plain)
                if len(text) <= LONGEST:
                    return text
            words = {i for part in kept if not isinstance(part, str) for i in part}
            branch = self._shortening.least(telling, words, last=last)
            if branch is None and last:
                return self._wording.joined(kept, plain)
            if branch is None:
                last, kept[0] = True, self._shorter(kept[0])
            else:
                kept = [self._without(part, branch) for part in kept]

    def _without(self, part: Part, branch: set[int]) -> Part:
        if isinstance(part, str) or part.isdisjoint(branch):
            return part
        return self._shortening.tidy(part - branch)

    def _shorter(self, subject: Part) -> Part:
        """The short name of a long subject ("Foreign Minister X Y" is X Y)."""
        if isinstance(subject, str):
            return subject
        for i in sorted(subject):
            mention = self._entities.at(i)
            top = self._doc[i].head.i not in subject
            if top and mention is not None and mention.actor and mention.head == i:
                name = self._entities.actor(mention.actor).name
                written = self._wording.render(subject, "")
                within = len(name) < len(written) and name in written
                return name if within and len(name.split()) > 1 else subject
        return subject
