"""Pronouns, descriptions and groups of an article, in the order of its text."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

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
    unnamed = Unnamed(tokens)
    candidates = {
        i for i, tag in enumerate(tokens.tag) if tag in ("PRP", "PRP$") and i not in owner
    }
    taken_up = set(owner) | {n.noun for n in nominals} | {n.head for n in nominals}
    unnamed_at = unnamed.subjects(taken_up)
    for index in sorted(named.keys() | described.keys() | candidates | unnamed_at.keys()):
        if index in named:
            draft, mention = named[index]
            salience.see(draft, mention.head)
            continue
        if index in unnamed_at and index not in described and index not in candidates:
            salience.see(unnamed_at[index], index)
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


@dataclass(slots=True)
class Unnamed:
    """Things and places without a name that are subjects, or one object: "it" may be theirs."""

    tokens: Tokens

    def subjects(self, taken: Container[int]) -> dict[int, Draft]:
        """A draft for each token that is such a subject; one for all mentions of a noun."""
        tokens, found = self.tokens, dict[int, Draft]()
        known: dict[tuple[str, str], Draft] = {}
        for index, tag in enumerate(tokens.tag):
            subject = tokens.dep[index] in ("nsubj", "nsubjpass")
            subject = subject or (tag == "NN" and tokens.dep[index] == "dobj")
            if tag not in ("NN", "NNS") or not subject or index in taken or tokens.entity[index]:
                continue
            key = (tokens.lemma[index].lower(), tag)
            if key not in known:
                known[key] = Draft("thing" if tag == "NN" else "group", plural=tag == "NNS")
                known[key].nouns.add(key[0])
            found[index] = known[key]
        return found


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
