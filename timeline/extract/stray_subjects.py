"""Subjects that the parser hangs elsewhere: found by what stands right before their verb."""

from __future__ import annotations

from spacy.tokens import Token

from timeline.extract.entities import EntityMention
from timeline.extract.phrases import Phrases

_DATES = frozenset({"DATE", "TIME"})
_INSIDE = frozenset({"conj", "appos", "dobj", "compound", "nmod", "nummod", "npadvmod", "dep"})


def stray_subjects(verb: Token, phrases: Phrases) -> list[EntityMention]:
    """The mentions that act by where they stand; empty where the parse has said all."""
    return (
        _after_time(verb, phrases)
        or _report_without_that(verb, phrases)
        or _just_before(verb, phrases)
        or _count_before(verb, phrases)
    )


def beside_subject(verb: Token, subject: Token, phrases: Phrases) -> list[EntityMention]:
    """ "Olympic medalist Amir Khan was given": the name at the end of a phrase torn apart."""
    for mention in _just_before(verb, phrases):
        token = verb.doc[mention.head]
        while token.dep_ in _INSIDE and token.i != subject.i:
            token = token.head
        if token.i == subject.i:
            return [mention]
    return []


def finite(token: Token) -> bool:
    """Whether the verb, or its first auxiliary, has a tense."""
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        for child in token.children
    )


def _after_time(verb: Token, phrases: Phrases) -> list[EntityMention]:
    """ "On Friday Northern Lines cancelled ...": the name after the day is the subject."""
    if not finite(verb):
        return []
    return [
        mention
        for child in verb.lefts
        if child.dep_ == "prep" and child.i + 1 < verb.i
        for inner in child.children
        if inner.dep_ == "pobj"
        and child.nbor().ent_type_ in _DATES
        and inner.ent_type_ not in _DATES
        for mention in phrases.mentions(inner)
    ]


def _report_without_that(verb: Token, phrases: Phrases) -> list[EntityMention]:
    """ "Police stated one of the men, aged 30, was shot": the object of the first verb.

    The parser joins the two verbs, though no "and" stands between them.
    """
    above = verb.head
    if verb.dep_ != "conj" or not any(c.dep_ == "auxpass" for c in verb.lefts):
        return []
    if any(c.dep_ == "cc" for c in above.children) or above.pos_ != "VERB":
        return []
    objects = [c for c in above.children if c.dep_ == "dobj" and c.i < verb.i]
    return [mention for child in objects for mention in phrases.mentions(child)]


def without_that(verb: Token) -> bool:
    """Whether the verb is joined to another without "and": its subject is not that one's."""
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    joined = any(c.dep_ == "cc" for c in verb.head.children)
    objects = any(c.dep_ == "dobj" and c.i < verb.i for c in verb.head.children)
    return verb.dep_ == "conj" and passive and objects and not joined


def _just_before(verb: Token, phrases: Phrases) -> list[EntityMention]:
    """ "... and many more were hurt": who stands before the auxiliary, in whatever phrase."""
    first = next((c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}), None)
    if first is None or not first.i or first.tag_ == "TO" or verb.dep_ in {"relcl", "acl"}:
        return []
    mention = phrases.at(first.nbor(-1))
    ends = mention is not None and mention.token_end == first.i
    return [mention] if mention is not None and ends and mention.actor else []


def _count_before(verb: Token, phrases: Phrases) -> list[EntityMention]:
    """ "Reported at least 281 killed": the killed are the 281, not who reports."""
    if verb.tag_ != "VBN" or verb.i == 0 or any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts):
        return []
    at = verb.i - 1
    while at and verb.doc[at].is_space:
        at -= 1
    mention = phrases.at(verb.doc[at])
    counted = mention is not None and verb.doc[mention.token_start].like_num
    return [mention] if mention is not None and counted and mention.how == "group" else []
