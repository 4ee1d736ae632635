"""How much the entities of an article stand in the reader's mind at a place of the text.

The weights follow Lappin and Leass 1994, "An algorithm for pronominal anaphora
resolution": a mention counts by what it does in its clause, and half as much with every
sentence that follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.extract.drafts import Draft
from timeline.extract.tokens import Tokens

_WEIGHTS = {"nsubj": 8.0, "nsubjpass": 8.0, "dobj": 5.0, "appos": 5.0, "dative": 4.0, "pobj": 4.0}
_OTHER_WEIGHT, _MENTIONED = 3.0, 4.0
_QUOTED = 0.6
_UNNAMED = 0.7  # a thing that is nobody is less likely to be taken up than somebody
_WINDOW = 3  # sentences
_REMEMBERED = 400  # mentions that are counted for what an article is mainly about
_MARGIN = 1.2  # how far the best must stand above the next

Ranked = list[tuple[float, Draft]]


@dataclass(slots=True)
class _Seen:
    draft: Draft
    token: int
    sentence: int
    weight: float


@dataclass(slots=True)
class Salience:
    """The mentions seen so far, in the order of the text; ``quoted`` are tokens in quotations."""

    tokens: Tokens
    quoted: frozenset[int] = frozenset()
    seen: list[_Seen] = field(default_factory=list)
    _by_token: dict[int, Draft] = field(default_factory=dict)

    def see(self, draft: Draft, head: int) -> None:
        """Note a mention whose governing token is ``head``."""
        weight = _WEIGHTS.get(self.tokens.dep[head], _OTHER_WEIGHT) + _MENTIONED
        if not draft.names:
            weight *= _UNNAMED
        if head in self.quoted:  # what somebody says is about others than the story
            weight *= _QUOTED
        self.seen.append(_Seen(draft, head, self.tokens.sentence[head], weight))
        self._by_token[head] = draft

    def rename(self, old: Draft, new: Draft) -> None:
        """Take all that was seen of one draft for the other."""
        for seen in self.seen:
            if seen.draft is old:
                seen.draft = new
                self._by_token[seen.token] = new

    def at(self, token: int) -> Draft | None:
        """The draft of the mention that ``token`` governs, if it was seen."""
        return self._by_token.get(token)

    def ranked(self, index: int, fits: Callable[[Draft], bool], window: int = _WINDOW) -> Ranked:
        """Drafts that fit and were seen within ``window`` sentences, the most salient first."""
        here = self.tokens.sentence[index]
        scores: dict[int, tuple[float, int, Draft]] = {}
        for seen in reversed(self.seen):
            distance = here - seen.sentence
            if distance > window:
                break
            if seen.token >= index or not fits(seen.draft):
                continue
            score, last, _ = scores.get(id(seen.draft), (0.0, seen.token, seen.draft))
            scores[id(seen.draft)] = (score + seen.weight * 0.5**distance, last, seen.draft)
        order = sorted(scores.values(), key=lambda s: (-s[0], -s[1]))
        return [(score, draft) for score, _, draft in order]

    def main(self, fits: Callable[[Draft], bool]) -> Draft | None:
        """The draft that was mentioned twice as often as any other that fits, or None."""
        counts: dict[int, int] = {}
        recent = self.seen[-_REMEMBERED:]
        drafts = {id(s.draft): s.draft for s in recent if fits(s.draft)}
        for seen in recent:
            if id(seen.draft) in drafts:
                counts[id(seen.draft)] = counts.get(id(seen.draft), 0) + 1
        order = sorted(counts, key=lambda key: -counts[key])
        if not order or (len(order) > 1 and counts[order[0]] < 2 * counts[order[1]]):
            return None
        return drafts[order[0]]

    def best(
        self,
        index: int,
        fits: Callable[[Draft], bool],
        window: int = _WINDOW,
        margin: float = _MARGIN,
    ) -> Draft | None:
        """The draft that stands out at the token, or None."""
        return stands_out(self.ranked(index, fits, window), margin)


def stands_out(ranked: Ranked, margin: float = _MARGIN) -> Draft | None:
    """The first, if it scores ``margin`` times the second; None where it does not."""
    if not ranked or (len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]):
        return None
    return ranked[0][1]
