"""Titles and roles of persons, as written: before the name, in apposition, or as predicate.

"Russian Foreign Minister Sergei Lavrov" gives the role "Russian Foreign Minister"; the
head word and the state or body it belongs to are kept apart, so that "the Russian
minister" and "the head of the Foreign Ministry" can find him.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from timeline.extract.drafts import Draft
from timeline.extract.names_lexicon import states, words
from timeline.extract.tokens import Tokens

_FIELD_OF = {"diplomatic": "foreign", "defence": "defense", "labour": "labor"}
_OFFICES = frozenset(
    ["ministry", "department", "office", "secretariat", "department", "mission", "service"]
)
_MAX_ROLE_WORDS = 12


def note_roles(tokens: Tokens, drafts: Sequence[Draft], owner: Mapping[int, Draft]) -> None:
    """Fill ``roles``, ``role_words`` and ``role_contexts`` of the persons among the drafts.

    ``owner`` gives the draft that names each token.
    """
    for draft in drafts:
        if draft.kind != "person":
            continue
        for candidate in draft.candidates:
            courtesy = set(candidate.title.lower().split()) <= words().courtesy
            if candidate.title and not courtesy:
                start = _with_context(tokens, candidate.title_start, owner)
                _add(tokens, draft, start, candidate.start, owner)
            top = tokens.top(candidate.start, candidate.end)
            for start, end in _appositions(tokens, top, candidate.start, candidate.end):
                _add(tokens, draft, start, end, owner)


def roles_before_names(
    tokens: Tokens, drafts: Sequence[Draft], owner: Mapping[int, Draft]
) -> dict[int, Draft]:
    """The role nouns that stand before a body and then the name, by token.

    "Political scientist from Dartmouth College Minsong Ku", "the co-founder and
    former chief executive officer of Apple Inc. Steve Jobs"; or before a comma.
    """
    found = {}
    for draft in drafts:
        if draft.kind != "person":
            continue
        for candidate in draft.candidates:
            first = candidate.start
            if candidate.title and set(candidate.title.lower().split()) <= words().courtesy:
                first = candidate.title_start  # Director-General of WHO Dr Margaret Chan
            noun = _across_comma(tokens, first, candidate.end)
            if noun < 0:
                noun = _across_body(tokens, first, owner)
            if noun < 0:
                continue
            _add(tokens, draft, _with_context(tokens, noun, owner), candidate.start, owner)
            found[noun] = draft
            if tokens.dep[noun] == "conj" and tokens.lower[tokens.head[noun]] in words().roles:
                found[tokens.head[noun]] = draft
    return found


def _across_body(tokens: Tokens, first: int, owner: Mapping[int, Draft]) -> int:
    """The role noun of "scientist from Dartmouth College Minsong Ku", or -1."""
    at = first - 1
    while at >= 0 and _is_body(tokens, at, owner):
        at -= 1
    if at == first - 1 or at < 1:
        return -1
    at -= tokens.lower[at] == "the"
    noun = at - 1
    joined = tokens.lower[at] in ("of", "from", "at", "for", "with")
    role = tokens.lower[noun] in words().roles and tokens.tag[noun] != "NNS"
    return noun if joined and role else -1


def _across_comma(tokens: Tokens, start: int, end: int) -> int:
    """The role noun of "an attorney for Twitter, Alex Spiro, sent", or -1."""
    comma = start - 1
    closed = end < len(tokens) and tokens.text[end] in (",", ".", ";")
    if comma < 1 or tokens.text[comma] != "," or not closed:
        return -1
    for noun in range(comma - 1, max(comma - 9, -1), -1):
        if tokens.sentence[noun] != tokens.sentence[comma] or tokens.text[noun] == ",":
            return -1
        if tokens.lower[noun] in words().roles and tokens.tag[noun] == "NN":
            return noun if tokens.right_edge(noun) >= comma - 1 else -1
    return -1


def _is_body(tokens: Tokens, index: int, owner: Mapping[int, Draft]) -> bool:
    """Whether the token is part of what a role is of: Apple Inc., (Secretary of) State."""
    if index in owner:
        return owner[index].kind in ("organisation", "state", "place")
    return tokens.tag[index] == "NNP" and tokens.lower[index] in words().role_modifiers


def _with_context(tokens: Tokens, start: int, owner: Mapping[int, Draft]) -> int:
    """The start of a title with the demonym, state or body before it: "DPRK Foreign Minister"."""
    at = start
    while at > 0 and tokens.sentence[at - 1] == tokens.sentence[start]:
        before = at - 1
        named = before in owner and owner[before].kind in ("state", "organisation", "place")
        adjective = tokens.text[before] in states().by_demonym
        part = tokens.lower[before] in words().role_modifiers
        pair = (
            before > 0 and f"{tokens.text[before - 1]} {tokens.text[before]}" in states().by_demonym
        )
        if pair:
            at -= 2
        elif named or adjective or part:
            at -= 1
        else:
            break
    return at


def _appositions(tokens: Tokens, top: int, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Spans of role phrases that the parse ties to the name: "X, a lawyer", "the lawyer, X"."""
    nouns = [c for c in tokens.children[top] if tokens.dep[c] == "appos" and c >= end]
    governor = tokens.head[top]
    if tokens.dep[top] == "appos" and governor < start:
        nouns.append(governor)
    if tokens.dep[top] == "nsubj" and tokens.lemma[governor] in ("be", "become"):
        nouns += [c for c in tokens.children[governor] if tokens.dep[c] == "attr"]
    for noun in nouns:
        if tokens.lower[noun] in words().roles and tokens.tag[noun] != "NNS":
            yield _phrase(tokens, noun, start, end)


def _phrase(tokens: Tokens, noun: int, start: int, end: int) -> tuple[int, int]:
    """The noun with what stands before it and its "of" phrase, without the name itself."""
    left = tokens.left_edge(noun)
    if left < end <= noun:
        left = end
    right = noun + 1
    for child in tokens.children[noun]:
        if (
            tokens.dep[child] == "prep"
            and tokens.lower[child] in ("of", "for", "at", "to")
            and child == right
        ):
            right = max(tokens.right_edge(child) + 1, right)
    if noun < start <= right:
        right = min(right, start)
    return left, min(right, noun + _MAX_ROLE_WORDS)


def _add(tokens: Tokens, draft: Draft, start: int, end: int, owner: Mapping[int, Draft]) -> None:
    while start < end and (
        tokens.tag[start] in ("DT", "PRP$", ",", "-LRB-") or tokens.lower[start] in ("'s", "’s")
    ):
        start += 1
    while end > start and tokens.tag[end - 1] in (",", ".", ":", "-LRB-", "-RRB-", "CC", "IN"):
        end -= 1
    if start >= end:
        return
    role = tokens.phrase(start, end).strip("\"'“”‘’ ")
    heads, contexts = role_meaning(tokens, start, end, owner)
    courtesy = words().courtesy
    if all(tokens.lower[i] in courtesy or tokens.lower[i] == "." for i in range(start, end)):
        return
    if role and role not in draft.roles:
        draft.roles.append(role)
    draft.role_words |= heads
    draft.role_contexts |= contexts


def role_meaning(
    tokens: Tokens, start: int, end: int, owner: Mapping[int, Draft]
) -> tuple[set[str], set[str]]:
    """Heads of a role phrase, and what it belongs to: state codes, fields, bodies.

    The head of a ministry is its minister: "head of the Foreign Ministry" gives
    ``minister`` and ``foreign``.
    """
    heads, contexts = set[str](), set[str]()
    lexicon = words()
    lowers = tokens.lower[start:end]
    for offset, lower in enumerate(lowers):
        index = start + offset
        if lower in lexicon.roles:
            heads.add(lower)
        if tokens.text[index] in states().by_demonym:
            before = tokens.text[index - 1] if index else ""
            pair = states().by_demonym.get(f"{before} {tokens.text[index]}")
            contexts.add((pair or states().by_demonym[tokens.text[index]]).code)
        elif index in owner and owner[index].state:
            contexts.add(owner[index].state)
        elif tokens.text[index] in states().by_name:
            contexts.add(states().by_name[tokens.text[index]].code)
        elif lower in lexicon.role_modifiers or lower in _FIELD_OF:
            contexts.add(_FIELD_OF.get(lower, lower))
        elif index in owner and owner[index].kind == "organisation":
            contexts.add(owner[index].name.lower())
    if {"head", "chief", "leader"} & heads and _OFFICES & set(lowers):
        heads |= {"minister"} if {"ministry", "department"} & set(lowers) else {"director"}
    return heads, contexts
