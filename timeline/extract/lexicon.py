"""The words for happenings, read once from ``lexicons/<language>/events.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class EventLexicon:
    """Sets of lemmas; ``kinds`` maps a lemma to the kinds of happening it can name."""

    verb_kinds: dict[str, frozenset[str]]
    noun_kinds: dict[str, frozenset[str]]
    weak_nouns: frozenset[str]
    speech: frozenset[str]
    documents: frozenset[str]
    thoughts: frozenset[str]
    denial: frozenset[str]
    planned: frozenset[str]
    scheduling: frozenset[str]
    open: frozenset[str]
    implicative: frozenset[str]
    stative: frozenset[str]
    light_subject: frozenset[str]
    light_object: frozenset[str]
    recipients: frozenset[str]
    deeds: frozenset[str]
    phrases: frozenset[str]
    idioms: frozenset[str]
    occasions: frozenset[str]
    holding: frozenset[str]
    describing: frozenset[str]
    prefixes: frozenset[str]
    unreal: frozenset[str]
    unreal_planned: frozenset[str]

    def kinds(self, lemma: str) -> frozenset[str]:
        """The kinds of happening that a verb or noun can name; empty if none is known."""
        return self.verb_kinds.get(lemma, frozenset()) | self.noun_kinds.get(lemma, frozenset())


@cache
def load(language: str = "en") -> EventLexicon:
    """The lexicon of the language, kept for the life of the process."""
    source = files("timeline.extract").joinpath("lexicons", language, "events.toml")
    table: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    happenings = table["happening"]
    return EventLexicon(
        verb_kinds=_by_lemma(happenings, "verbs"),
        noun_kinds=_by_lemma(happenings, "nouns"),
        weak_nouns=frozenset(word for row in happenings.values() for word in row.get("weak", ())),
        speech=frozenset(table["speech"]["verbs"]),
        documents=frozenset(table["speech"]["documents"]),
        thoughts=frozenset(table["speech"]["thoughts"]),
        denial=frozenset(table["denial"]["verbs"]),
        planned=frozenset(table["intent"]["planned"]),
        scheduling=frozenset(table["intent"]["scheduling"]),
        open=frozenset(table["intent"]["open"]),
        implicative=frozenset(table["intent"]["implicative"]),
        stative=frozenset(table["stative"]["verbs"]),
        light_subject=frozenset(table["aspect"]["subject"]),
        light_object=frozenset(table["aspect"]["object"]),
        recipients=frozenset(table["recipient"]["verbs"]),
        deeds=frozenset(table["intent"]["nouns"]),
        phrases=frozenset(table["phrase"]["fixed"]),
        idioms=frozenset(table["idiom"]["nouns"]),
        occasions=frozenset(table["idiom"]["occasions"]),
        holding=frozenset(table["idiom"]["holding"]),
        describing=frozenset(table["idiom"]["describing"]),
        prefixes=frozenset(table["idiom"]["prefixes"]),
        unreal=frozenset(table["manner"]["unreal"]),
        unreal_planned=frozenset(table["manner"]["planned"]),
    )


def _by_lemma(happenings: dict[str, dict[str, list[str]]], part: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, row in happenings.items():
        for word in row[part]:
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}
