"""All that is known of an article's predicates before they are dated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from timeline.extract import lexicon
from timeline.extract.attached import Attached
from timeline.extract.attachments import attach
from timeline.extract.document import Document
from timeline.extract.entities import Entities
from timeline.extract.entries import entry_days, tenses_told
from timeline.extract.lexicon import EventLexicon
from timeline.extract.page_lines import page_tokens
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.participants import Cast
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate, find_predicates
from timeline.extract.speech import speakers_of
from timeline.extract.status import Tense, statuses_of, tense_of
from timeline.model import Status, TimeExpression


@dataclass(frozen=True)
class Scene:
    """Predicates with tense, participants, attached times and act of saying, by predicate index.

    ``paragraph`` is the index of the predicate's paragraph; ``headline`` the
    index of the paragraph that is the article's title, or None; ``entries`` the day
    that heads a paragraph, by its index.
    """

    document: Document
    times: Sequence[TimeExpression]
    entities: Entities
    words: EventLexicon
    predicates: Sequence[Predicate]
    tenses: Sequence[Tense]
    cast: Cast
    attached: dict[int, list[Attached]]
    speakers: Sequence[int | None]
    statuses: Sequence[Status]
    paragraph: Sequence[int]
    headline: int | None
    entries: dict[int, Placement]

    @property
    def doc(self) -> Doc:
        """The parse of the article."""
        return self.document.doc

    def governor(self, predicate: Predicate) -> Predicate | None:
        """The predicate above, or None.

        "The mast broke; the crew fled" is two statements, though the parser hangs the first
        one on the second.
        """
        if predicate.governor is None or self._stands_alone(predicate):
            return None
        return self.predicates[predicate.governor]

    def _stands_alone(self, predicate: Predicate) -> bool:
        verb = self.doc[predicate.head]
        above = verb.head
        if predicate.relation != "ccomp" or verb.dep_ != "ccomp":
            return False
        if self.content(predicate) or above.lemma_.lower() in self.words.speech:
            return False
        own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
        if own is None:
            return False
        if verb.i > above.i:  # "One side won, the other asked for a recount"
            return own.left_edge.i > 0 and own.left_edge.nbor(-1).text in {",", ";"}
        return any(c.dep_ in SUBJECTS and verb.i < c.i < above.i for c in above.children)

    def parent(self, predicate: Predicate) -> Predicate | None:
        """What must be dated before it: its act of saying, else its governor."""
        speaker = self.speakers[predicate.index]
        if speaker is not None and speaker != predicate.index:
            return self.predicates[speaker]
        governor = self.governor(predicate)
        if governor is None or self.speakers[governor.index] == predicate.index:
            return None
        return governor

    def content(self, predicate: Predicate) -> bool:
        """Whether somebody says it, rather than the article."""
        return self.speakers[predicate.index] is not None


def scene_of(document: Document, times: Sequence[TimeExpression], entities: Entities) -> Scene:
    """The scene of an article: every predicate found and its neighbourhood read."""
    words = lexicon.load()
    predicates = find_predicates(document.doc, words, page_tokens(document))
    starts = [start for start, _ in document.paragraphs]
    paragraph = [bisect_right(starts, document.doc[p.head].idx) - 1 for p in predicates]
    entries = entry_days(document, times)
    tenses = [tense_of(document.doc, p, predicates) for p in predicates]
    tenses = tenses_told(entries, predicates, paragraph, tenses) if entries else tenses
    speakers = speakers_of(document, predicates, tenses, words)
    return Scene(
        document=document,
        times=times,
        entities=entities,
        words=words,
        predicates=predicates,
        tenses=tenses,
        cast=Cast(document.doc, predicates, entities, words),
        attached=attach(document.doc, times, predicates, words),
        speakers=speakers,
        statuses=statuses_of(document.doc, predicates, tenses, speakers, words),
        paragraph=paragraph,
        headline=_headline(document),
        entries=entries,
    )


def _headline(document: Document) -> int | None:
    """The first paragraph, if it is the title or reads like one."""
    if len(document.paragraphs) < 2:
        return None
    start, end = document.paragraphs[0]
    first = document.article.text[start:end]
    title = (document.article.title or "").strip()
    if title and " ".join(first.split()).casefold() == " ".join(title.split()).casefold():
        return 0
    return 0 if len(first) <= 120 and first[-1] not in '.!?:;”"' else None
