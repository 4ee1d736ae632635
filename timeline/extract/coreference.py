"""Pronouns, descriptions and groups of an article, in the order of its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.extract.carriers import Carriers
from timeline.extract.descriptions import Descriptions
from timeline.extract.drafts import Draft, Mention
from timeline.extract.groups import Groups
from timeline.extract.names_lexicon import grammar
from timeline.extract.nominals import Nominal
from timeline.extract.pronouns import Pronouns, find_quotes
from timeline.extract.salience import Salience
from timeline.extract.tokens import Tokens


def resolve(
    tokens: Tokens,
    drafts: Sequence[Draft],
    owner: Mapping[int, Draft],
    before_name: Mapping[int, Draft],
    nominals: Sequence[Nominal],
    groups: Groups,
) -> list[Draft]:
    """Add to the drafts the mentions without a name; what takes up nothing becomes a group.

    Returns the vehicles that are named only by whose they are ("an Embraer plane").

    ``owner`` gives the draft that names a token, ``before_name`` the person
    whose name a role noun introduces.
    """
    for draft in drafts:
        if draft.kind == "thing" and draft.name.lower() in grammar().known_diseases:
            draft.nouns |= {"virus", "disease"}
    quotes = find_quotes(tokens)
    salience = Salience(tokens, frozenset(i for start, end in quotes for i in range(start, end)))
    pronouns = Pronouns(tokens, salience, owner, quotes)
    named_bodies = [d for d in drafts if d.kind in ("thing", "organisation")]
    descriptions = Descriptions(tokens, salience, owner, before_name, named_bodies)
    carriers = Carriers(tokens, salience, owner)
    named = {m.start: (d, m) for d in drafts for m in d.mentions}
    described = {n.start: n for n in nominals}
    candidates = {
        i for i, tag in enumerate(tokens.tag) if tag in ("PRP", "PRP$") and i not in owner
    }
    for index in sorted(named.keys() | described.keys() | candidates):
        if index in named:
            draft, mention = named[index]
            salience.see(draft, mention.head)
            continue
        if index in described:
            taken, mention = _nominal(described[index], descriptions, carriers, groups)
        else:
            taken = pronouns.antecedent(index)
            mention = Mention(index, index + 1, index, "pronoun")
        if taken is not None:
            taken.mentions.append(mention)
            salience.see(taken, mention.head)
    return carriers.drafts


def _nominal(
    nominal: Nominal, descriptions: Descriptions, carriers: Carriers, groups: Groups
) -> tuple[Draft | None, Mention]:
    mention = Mention(nominal.start, nominal.end, nominal.head, "description")
    draft = (
        carriers.said_to_be(nominal) or descriptions.referent(nominal) or carriers.draft_of(nominal)
    )
    if draft is None:
        mention.how = "group"
        draft = groups.draft_of(nominal)
    return draft, mention
