"""Who and where in one article: actors, places, and the mentions that name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from timeline.model import Actor, Place

How = Literal["name", "pronoun", "description", "group"]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """One mention: ``start:end`` in code points, ``token_start:token_end`` in spaCy tokens.

    ``head`` is the token that governs the mention in the parse (the one whose
    dependency label says what the mention does in its clause).  ``how`` says
    how the mention names its entity.  ``actor`` and ``place`` are ids in
    ``Entities.actors`` and ``Entities.places``; a state has both.
    """

    start: int
    end: int
    token_start: int
    token_end: int
    head: int
    how: How
    actor: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Entities:
    """The actors and places of one article.

    ``mentions`` are sorted by ``start`` and do not overlap.  ``actors``
    and ``places`` stand in the order of their first mention.
    """

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    _at: dict[int, EntityMention] = field(init=False, repr=False, compare=False)
    _actors: dict[str, Actor] = field(init=False, repr=False, compare=False)
    _places: dict[str, Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        covered = {
            token: mention
            for mention in self.mentions
            for token in range(mention.token_start, mention.token_end)
        }
        object.__setattr__(self, "_at", covered)
        object.__setattr__(self, "_actors", {actor.id: actor for actor in self.actors})
        object.__setattr__(self, "_places", {place.id: place for place in self.places})

    def at(self, token_index: int) -> EntityMention | None:
        """The mention that covers the token, or None."""
        return self._at.get(token_index)

    def within(self, token_start: int, token_end: int) -> Sequence[EntityMention]:
        """The mentions that begin in ``token_start:token_end``, in order."""
        return [m for m in self.mentions if token_start <= m.token_start < token_end]

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id; KeyError if there is none."""
        return self._actors[actor_id]

    def place(self, place_id: str) -> Place:
        """The place of that id; KeyError if there is none."""
        return self._places[place_id]
