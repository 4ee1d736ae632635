"""Who and where in an article: actors and places with all their mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from timeline.extract.candidates import find_candidates
from timeline.extract.coreference import resolve
from timeline.extract.drafts import Draft, Mention
from timeline.extract.entities import Entities, EntityMention
from timeline.extract.grouping import group_names, merge
from timeline.extract.groups import Groups
from timeline.extract.kinds import decide_kinds
from timeline.extract.late_links import LateLinks
from timeline.extract.metonymy import give_governments
from timeline.extract.names_lexicon import states
from timeline.extract.nominals import find_nominals
from timeline.extract.places import Located, Locator, is_institution
from timeline.extract.titles_and_roles import note_roles, roles_before_names
from timeline.extract.tokens import Tokens, read_tokens
from timeline.model import Actor, ActorKind, Article, Place, Span, TimeExpression

_LOCATIVE = frozenset(("in", "at", "near", "outside", "inside", "to", "from"))


class Parsed(Protocol):
    """What is asked of a document: the article and its parse, token offsets being the text's."""

    @property
    def article(self) -> Article: ...
    @property
    def doc(self) -> Any: ...


def find_entities(document: Parsed, times: Sequence[TimeExpression]) -> Entities:
    """The actors and places of the document; ``times`` keep dates out of names.

    States are both; a city or region is a place; people named by a common
    noun are groups.  Nobody is told here who takes part in what.
    """
    tokens = read_tokens(document.doc)
    found = find_candidates(document.doc, tokens, times)
    drafts = group_names(tokens, found, decide_kinds(tokens, found))
    owner = {i: d for d in drafts for m in d.mentions for i in range(m.start, m.end)}
    note_roles(tokens, drafts, owner)
    located = Locator(tokens, drafts, owner).locate()
    drafts = _one_per_place(drafts, located)
    owner = {i: d for d in drafts for m in d.mentions for i in range(m.start, m.end)}
    named = {i: c for c in found for i in range(c.start, c.end)}
    groups = Groups(tokens, named)
    before_name = roles_before_names(tokens, drafts, owner)
    nominals = find_nominals(tokens, named)
    drafts.extend(resolve(tokens, drafts, owner, before_name, nominals, groups))
    drafts.extend(LateLinks(tokens, drafts, owner).join(groups.drafts))
    give_governments(tokens, drafts)
    return _Builder(document.article.text, tokens, located).build(drafts)


def _one_per_place(drafts: list[Draft], located: dict[int, Located]) -> list[Draft]:
    """One draft for the names of one place of the gazetteer (New York, New York City)."""
    by_id: dict[int, Draft] = {}
    out = []
    for draft in drafts:
        where = located.get(id(draft))
        number = where.entry.geonames if where and where.entry and not where.inside else None
        if draft.kind == "place" and number is not None:
            if number in by_id:
                merge(by_id[number], draft)
                continue
            by_id[number] = draft
        out.append(draft)
    return out


class _Builder:
    """Turns drafts into the entities of the model."""

    def __init__(self, text: str, tokens: Tokens, located: dict[int, Located]) -> None:
        self.text = text
        self.tokens = tokens
        self.located = located
        self.actors: list[Actor] = []
        self.places: list[Place] = []
        self.mentions: list[EntityMention] = []

    def build(self, drafts: list[Draft]) -> Entities:
        """Entities in the order of their first mention; mentions that overlap are dropped."""
        alive = [d for d in drafts if d.mentions]
        for draft in alive:
            draft.mentions.sort(key=lambda m: m.start)
        for draft in sorted(alive, key=lambda d: d.mentions[0].start):
            self._add(draft)
        kept: list[EntityMention] = []
        for mention in sorted(self.mentions, key=lambda m: (m.start, -m.end)):
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return Entities(tuple(self.actors), tuple(self.places), tuple(kept))

    def _add(self, draft: Draft) -> None:
        actor = place = None
        somewhere = any(not mention.acts for mention in draft.mentions)
        if somewhere and (draft.kind in ("state", "place") or self._institution_as_place(draft)):
            place = self._place(draft)
        if draft.kind != "place":
            actor = self._actor(draft)
        for mention in draft.mentions:
            start, end = self._offsets(mention)
            self.mentions.append(
                EntityMention(
                    start,
                    end,
                    mention.start,
                    mention.end,
                    mention.head,
                    mention.how,
                    actor,
                    None if mention.acts else place,
                )
            )

    def _offsets(self, mention: Mention) -> tuple[int, int]:
        return self.tokens.start[mention.start], self.tokens.end[mention.end - 1]

    def _spans(self, mentions: Sequence[Mention]) -> tuple[Span, ...]:
        offsets = [self._offsets(m) for m in mentions]
        return tuple(Span(start, end, self.text[start:end]) for start, end in offsets)

    def _names(self, draft: Draft) -> tuple[str, ...]:
        """The proper names as found, the fullest first, then the most frequent."""
        if draft.kind == "group":
            return ()
        order = list(draft.names)
        return tuple(
            sorted(order, key=lambda n: (-len(n.split()), -draft.names[n], order.index(n)))
        )

    def _actor(self, draft: Draft) -> str:
        number = f"a{len(self.actors) + 1}"
        kind: ActorKind = "group"
        if draft.kind in ("person", "organisation", "state", "thing"):
            kind = draft.kind
        name = states().by_code[draft.state].name if draft.state else draft.name
        self.actors.append(
            Actor(
                number,
                name,
                kind,
                self._spans(draft.mentions),
                self._names(draft),
                tuple(draft.roles),
            )
        )
        return number

    def _place(self, draft: Draft) -> str:
        number = f"p{len(self.places) + 1}"
        where = self.located.get(id(draft), Located(None))
        entry = where.entry
        name = states().by_code[draft.state].name if draft.state else draft.name
        self.places.append(
            Place(
                number,
                name,
                entry.lat if entry else None,
                entry.lon if entry else None,
                self._spans([m for m in draft.mentions if not m.acts]),
                self._names(draft),
                (entry.country or None) if entry else None,
                where.inside,
                entry.geonames if entry and not where.inside else None,
            )
        )
        return number

    def _institution_as_place(self, draft: Draft) -> bool:
        """Whether an institution is somewhere that something happens in this article."""
        tokens = self.tokens
        return is_institution(draft) and any(
            tokens.dep[m.head] == "pobj" and tokens.lower[tokens.head[m.head]] in _LOCATIVE
            for m in draft.mentions
        )
