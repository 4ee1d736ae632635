"""Capitals that stand for their governments: "Moscow said", "relations with Pyongyang"."""

from __future__ import annotations

from timeline.extract.drafts import Draft, Mention
from timeline.extract.names_lexicon import grammar, words
from timeline.extract.places import capital_of
from timeline.extract.tokens import Tokens

_PARTIES = frozenset(("between", "with", "against", "and"))
_STAYS = frozenset(("have", "host", "see", "be", "experience", "celebrate", "suffer", "lie"))


def give_governments(tokens: Tokens, drafts: list[Draft]) -> None:
    """Move the mentions of a capital that stand for the government to the state's draft.

    A state that the article names only so is added to ``drafts``.
    """
    by_state = {d.state: d for d in drafts if d.kind == "state"}
    capitals = {id(d): capital_of(d.name) for d in drafts if d.kind == "place"}
    powers = {
        i
        for d in drafts
        if d.state or capitals.get(id(d))
        for m in d.mentions
        for i in range(m.start, m.end)
    }
    for draft in [d for d in drafts if capitals.get(id(d))]:
        acting = [m for m in draft.mentions if m.how == "name" and _acts(tokens, m, powers)]
        if not acting:
            continue
        code = capitals[id(draft)]
        state = by_state.get(code)
        if state is None:
            state = by_state[code] = Draft("state", state=code)
            drafts.append(state)
        for mention in acting:
            draft.mentions.remove(mention)
            mention.acts = True
            state.mentions.append(mention)


def _acts(tokens: Tokens, mention: Mention, powers: set[int]) -> bool:
    """Whether the capital is the subject of an action, or a party to dealings of powers."""
    head = mention.head
    while tokens.dep[head] == "conj":
        head = tokens.head[head]
    governor = tokens.head[head]
    if tokens.dep[head] == "nsubj":
        return tokens.lemma[governor] in words().speech_verbs or _transitive(tokens, governor)
    if tokens.dep[head] != "pobj" or tokens.lower[governor] not in _PARTIES:
        return False
    others = [c for c in (head, *tokens.children[head]) if tokens.dep[c] in ("pobj", "conj")]
    dealt = tokens.lower[tokens.head[governor]] in grammar().dealings
    return dealt and all(index in powers for index in others)


def _transitive(tokens: Tokens, verb: int) -> bool:
    objects = any(tokens.dep[c] in ("dobj", "ccomp", "xcomp") for c in tokens.children[verb])
    return objects and tokens.lemma[verb] not in _STAYS
