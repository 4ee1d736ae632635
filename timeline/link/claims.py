"""Claims as the link sees them, and the units of leading claim and details that it compares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline import dates
from timeline.link.alike import Unit, is_once, kinds_of
from timeline.model import Claim


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim with the canonical ids of its actors and places.

    ``near_duplicate`` is equal for articles that are copies of one another; ``groups`` are
    those of the actors that are people without a name ("police", "three miners").
    """

    article_id: str
    published: str | None
    claim: Claim
    actors: frozenset[str]
    places: frozenset[str]
    near_duplicate: str
    groups: frozenset[str] = frozenset()


def weak(claim: Claim) -> bool:
    """Whether the date is only a limit drawn from when it was said or published.

    Such a claim stands on the shelf of the undated: no reader learns from it when it happened.
    """
    return only_a_limit(claim.time, claim.edtf)


def only_a_limit(time: int | None, edtf: str | None) -> bool:
    """The same for a claim's time expression and its date alone."""
    return time is None and (edtf is None or edtf.startswith("["))


def unit_of(lead: LinkedClaim, rows: list[LinkedClaim], *, alone: bool = True) -> Unit[LinkedClaim]:
    """A leading claim with its details, as units are compared.

    Not ``alone`` is what stands for several claims that somebody told at once.
    """
    dated = not weak(lead.claim)
    return Unit(
        members=rows,
        lead=lead,
        edtf=lead.claim.edtf if dated else None,
        kinds=kinds_of(lead.claim.lemma),
        actors=lead.actors,
        places=lead.places,
        article=lead.article_id,
        denied=lead.claim.status == "denied",
        name=lead.claim.id,
        groups=lead.groups,
        told=_told_by(lead) if alone and not dated else None,
    )


_KNOWN = re.compile(r"(?:\b(?:the|this|that)|['’]s?)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _told_by(linked: LinkedClaim) -> int | None:
    """The day number by which a happening had taken place that the text takes as known."""
    claim = linked.claim
    named = linked.places and linked.actors - linked.groups
    if not named or claim.edtf is None or not any(map(is_once, kinds_of(claim.lemma))):
        return None
    if claim.status not in {"happened", "reported"}:
        return None
    before = claim.passage.text[: max(0, claim.trigger.start - claim.passage.start)]
    return dates.parse(claim.edtf).last if _KNOWN.search(before) else None
