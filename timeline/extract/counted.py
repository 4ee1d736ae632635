"""People who are only counted: "killing 228", "many more were injured", "three of the men"."""

from __future__ import annotations

from timeline.extract.names_lexicon import grammar, words
from timeline.extract.tokens import Tokens

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_FATES = frozenset(("dead", "injured", "wounded", "missing", "hurt", "homeless"))
_BETWEEN = 4  # auxiliaries and adverbs between a count and its verb
_AUXILIARIES = ("VBD", "VBP", "VBZ", "VB", "VBN", "MD", "RB", "TO")


def people_counted(tokens: Tokens, index: int) -> tuple[int, int, str] | None:
    """Start, end and name of the people that the count at ``index`` stands for, or None.

    A count is a number or a word for one ("dozens", "others"); it means people where
    its verb says what only people do or suffer.
    """
    number = tokens.tag[index] == "CD"
    if not number and tokens.lower[index] not in grammar().counts:
        return None
    if number and not _plain_number(tokens, index):
        return None
    fate = tokens.lower[index + 1 : index + 2]
    if fate and fate[0] in _FATES and number and tokens.dep[index] != "attr":
        return index, index + 2, tokens.phrase(index, index + 2)
    if not _of_people(tokens, index, number):
        return None
    if number:
        single = tokens.lower[index] in ("one", "1")
        return index, index + 1, f"{tokens.lower[index]} {'person' if single else 'people'}"
    start = index
    while start and tokens.head[start - 1] == index and tokens.lower[start - 1] in (
        "many", "several", "few", "some", "two", "three", "four", "five",
    ):  # fmt: skip
        start -= 1
    if start and tokens.tag[start - 1] == "CD":
        start -= 1  # 14 others
    return start, index + 1, tokens.phrase(start, index + 1).lower()


def _plain_number(tokens: Tokens, index: int) -> bool:
    """Whether the token is a number of something, not money, a share, a time or a part of one."""
    lower = tokens.lower[index]
    before, after = tokens.lower[index - 1 : index], tokens.text[index + 1 : index + 2]
    plain = lower.replace(",", "").replace(".", "").isalnum() and not lower.endswith((".", ","))
    return plain and before != ["$"] and after != ["%"] and after != ["percent"]


def _of_people(tokens: Tokens, index: int, number: bool) -> bool:
    """Whether the verb of the count is one of people."""
    dep = tokens.dep[index]
    below = [c for c in tokens.children[index] if tokens.dep[c] in ("prep", "compound")]
    if below and not all(_of_them(tokens, c) for c in below):
        return False
    sets = grammar()
    if dep == "dobj":
        return tokens.lemma[tokens.head[index]].lower() in sets.casualty_verbs
    verb = tokens.head[index] if dep in _SUBJECTS else _verb_after(tokens, index)
    if verb is None:
        return False
    lemma = tokens.lemma[verb].lower()
    return lemma in sets.casualty_verbs or (
        not _passive(tokens, verb) and lemma in sets.human_verbs | words().speech_verbs
    )


def _of_them(tokens: Tokens, preposition: int) -> bool:
    """ "three of them": people, as the pronoun and the verb say."""
    inner = tokens.children[preposition]
    return tokens.lower[preposition] == "of" and any(
        tokens.lower[c] in ("them", "us", "whom") for c in inner
    )


def _verb_after(tokens: Tokens, index: int) -> int | None:
    """The passive verb right after a count that the parser hangs elsewhere."""
    auxiliary = False
    for at in range(index + 1, min(index + 1 + _BETWEEN, len(tokens))):
        if tokens.dep[at] == "auxpass":
            auxiliary = True
        elif auxiliary and tokens.tag[at] == "VBN":
            return at
        elif tokens.tag[at] not in _AUXILIARIES:
            return None
    return None


def _passive(tokens: Tokens, verb: int) -> bool:
    return any(tokens.dep[c] == "auxpass" for c in tokens.children[verb])
