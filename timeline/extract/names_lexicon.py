"""The words that tell what a name is, read once from ``lexicons/en/names*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class State:
    """A state: ISO 3166 alpha-2 code (or one of ours for states of the past) and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lower-case words; what each is for is said in the lexicon itself."""

    courtesy: frozenset[str]
    roles: frozenset[str]
    role_modifiers: frozenset[str]
    organisation_words: frozenset[str]
    legal_forms: frozenset[str]
    trade_words: frozenset[str]
    commercial_words: frozenset[str]
    kind_words: frozenset[str]
    generic_words: frozenset[str]
    model_words: frozenset[str]
    firm_nouns: frozenset[str]
    institution_nouns: frozenset[str]
    state_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    place_nouns: frozenset[str]
    thing_words: frozenset[str]
    facilities: frozenset[str]
    institutional_facilities: frozenset[str]
    natural_places: frozenset[str]
    divisions: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    partitives: frozenset[str]
    speech_verbs: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    family_first: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    variants: Mapping[str, str]
    arabic: frozenset[str]
    korean: Mapping[str, str]
    chinese: Mapping[str, str]
    known_organisations: frozenset[str]
    known_things: frozenset[str]
    known_persons: frozenset[str]
    units: frozenset[str]
    shared_roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words by which pronouns and descriptions are understood; see the lexicon."""

    male: frozenset[str]
    female: frozenset[str]
    neuter: frozenset[str]
    plural: frozenset[str]
    first: frozenset[str]
    pleonastic: frozenset[str]
    relations: frozenset[str]
    institutions: frozenset[str]
    of_organisations: frozenset[str]
    of_things: frozenset[str]
    casualty_verbs: frozenset[str]
    making_verbs: frozenset[str]
    human_verbs: frozenset[str]
    counts: frozenset[str]
    doers: frozenset[str]
    public_facilities: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    inhabitants: frozenset[str]
    deeds: frozenset[str]
    they_bodies: frozenset[str]
    vehicle_verbs: frozenset[str]
    parts_of_firms: frozenset[str]
    machine_parts: frozenset[str]
    dealings: frozenset[str]
    match_verbs: frozenset[str]
    sites: frozenset[str]
    heads_of_firms: frozenset[str]
    of_heads: frozenset[str]
    ships: frozenset[str]
    aircraft: frozenset[str]
    devices: frozenset[str]
    spacecraft: frozenset[str]
    diseases: frozenset[str]
    known_diseases: frozenset[str]
    motion_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Linking:
    """Words by which the names of many articles are compared; see the lexicon."""

    trades: frozenset[str]
    common_bodies: frozenset[str]
    common_words: frozenset[str]
    many: frozenset[str]


@dataclass(frozen=True, slots=True)
class States:
    """States by the names, demonyms and seats that stand for them."""

    by_name: Mapping[str, State]
    by_demonym: Mapping[str, State]
    by_people: Mapping[str, State]
    by_seat: Mapping[str, State]
    by_code: Mapping[str, State]

    def named(self, name: str) -> State | None:
        """The state of that name, "Republic of" or "Kingdom of" before it or not; or None."""
        found = self.by_name.get(name)
        for form in ("Republic of ", "Kingdom of "):
            if found is None and name.startswith(form):
                found = self.by_name.get(name.removeprefix(form).removeprefix("the "))
        return found


def _read(name: str) -> dict[str, Any]:
    path = resources.files("timeline.extract") / "lexicons" / "en" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _representatives(rows: list[list[str]]) -> dict[str, str]:
    return {spelling: row[0] for row in rows for spelling in row}


@cache
def words() -> Words:
    """The word sets of English."""
    read = _read("names_titles.toml")
    given, sounds = read.pop("given"), read.pop("sounds")
    known = _read("names_known.toml")
    nicknames = {k: frozenset(v) for k, v in read.pop("nicknames").items()}
    return Words(
        **{name: frozenset(values) for name, values in read.items()},
        male=frozenset(given["male"]),
        female=frozenset(given["female"]),
        family_first=frozenset(sounds["family_first"]),
        nicknames=nicknames,
        variants=_representatives(sounds["variants"]),
        arabic=frozenset(sounds["arabic"]),
        korean=_representatives(sounds["korean"]),
        chinese=_representatives(sounds["chinese"]),
        known_organisations=frozenset(known["organisations"]),
        known_things=frozenset(known["things"]),
        known_persons=frozenset(known["persons"]),
        units=frozenset(known["units"]),
        shared_roles=frozenset(known["shared_roles"]),
    )


@cache
def grammar() -> Grammar:
    """The words of pronouns and descriptions of English."""
    read = _read("names_grammar.toml")
    sets = read["pronouns"] | read["descriptions"]
    return Grammar(**{name: frozenset(values) for name, values in sets.items()})


@cache
def linking() -> Linking:
    """The words of comparison of English."""
    read = _read("names_linking.toml")
    return Linking(**{name: frozenset(values) for name, values in read.items()})


@cache
def states() -> States:
    """The states, with plural nouns for their people made by rule where the lexicon has none."""
    names, demonyms, people, seats, codes = {}, {}, {}, {}, {}
    for code, entry in _read("names_states.toml").items():
        state = codes[code] = State(code, entry["name"])
        for name in [entry["name"], *entry.get("also", [])]:
            names[name] = state
        for word in entry["demonyms"]:
            demonyms[word] = state
            if not word.endswith(("ese", "ish", "ch", "ss", "ic")):
                people[word + "s"] = state
        for word in entry.get("people", []):
            people[word] = state
        for seat in entry.get("government", []):
            seats[seat] = state
    return States(names, demonyms, people, seats, codes)


@cache
def genders() -> Mapping[str, Literal["male", "female"]]:
    """``male`` or ``female`` for given names, in small letters, that most languages give to one.

    Compiled from Faker, see the folder's README; what our own lists say goes before it.
    """
    path = resources.files("timeline.extract") / "vendor" / "given-names" / "names.txt"
    men, women = (frozenset(line.split()[1:]) for line in path.read_text("utf-8").splitlines())
    own = words()
    ours = own.male | own.female
    male = (men - ours) | (own.male - own.female)
    female = (women - ours) | (own.female - own.male)
    return {**dict.fromkeys(male, "male"), **dict.fromkeys(female, "female")}
