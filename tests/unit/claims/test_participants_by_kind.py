"""Who takes part when nobody is named: counts, bodies, vehicles, owners; and where it happens."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import actors, claim, places, read

COUNTED = [
    ("Three people died in the blast and many more were injured.", "injured", {"many more"}),
    ("The flood killed 12 people; dozens are feared dead. Hundreds fled.", "fled", {"hundreds"}),
    ("All 10 aboard were killed.", "killed", {"10 people"}),
    ("Two of the men were arrested.", "arrested", {"two of the men"}),
    ("Nine people were hurt, but three of them were discharged.", "discharged", {"three people"}),
    ("The earthquake killed more than 220,000.", "killed", {"220,000 people"}),
    ("Thousands marched through Madrid.", "marched", {"thousands"}),
    ("Six were arrested in the raid.", "arrested", {"six people"}),
    ("At least 14 were injured when the stand fell.", "injured", {"14 people"}),
    ("The bomb wounded dozens.", "wounded", {"dozens"}),
    ("Others escaped through a window.", "escaped", {"others"}),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), COUNTED)
def test_people_who_are_only_counted_take_part(text: str, trigger: str, expected: set[str]) -> None:
    extraction = read(text)
    assert actors(extraction, claim(extraction, trigger)) == expected


THINGS = [
    # a vehicle with its maker's or operator's name is a thing
    ("An Embraer plane crashed near Tver on Wednesday.", "crashed", {"Embraer plane"}),
    (
        "A Germanwings jet landed in Jakarta. On Monday the plane skidded.",
        "skidded",
        {"Germanwings jet"},
    ),
    # a vehicle that the article names later
    (
        "A military helicopter crashed off Okinawa. The helicopter was a Black Hawk.",
        "crashed",
        {"Black Hawk"},
    ),
    # vehicles without a name are nobody, and no pronoun takes their owner for them
    ("The navy lost a helicopter. It sank near Okinawa.", "sank", set()),
    # named diseases, pipelines, competitions
    ("Ebola spread in Liberia. The virus killed 40 people.", "killed", {"Ebola", "40 people"}),
    (
        "Vladimir Putin attended the opening of the TurkStream pipeline in Istanbul.",
        "opening",
        {"TurkStream"},
    ),
    (
        "Thibaut Courtois won one each of LaLiga and the Copa del Rey.",
        "won",
        {"Thibaut Courtois", "LaLiga"},
    ),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), THINGS)
def test_named_things_take_part(text: str, trigger: str, expected: set[str]) -> None:
    extraction = read(text)
    found = actors(extraction, claim(extraction, trigger))
    assert found >= expected if expected else not found


ARGUMENTS = [
    # small clauses: what is found is found of somebody
    ("The jury found Airbus negligent on Monday.", "found", {"jury", "Airbus"}),
    ("The court found Peter Holm not guilty of fraud.", "found", {"court", "Peter Holm"}),
    # who is punished for something did it
    ("Peter Holm was given a ban for bribing Anna Berg.", "bribing", {"Peter Holm", "Anna Berg"}),
    ("The court gave Peter Holm a fine for insulting Anna Berg.", "insulting", {"Peter Holm"}),
    ("Peter Holm was jailed for bribing Anna Berg.", "bribing", {"Peter Holm", "Anna Berg"}),
    ("The league fined Peter Holm for insulting Anna Berg.", "insulting", {"Peter Holm"}),
    # what is at, on or into somebody
    ("The investigation into Boeing lasted a year.", "investigation", {"Boeing"}),
    ("The ban on Huawei was lifted.", "ban", {"Huawei"}),
    ("Sanctions on Russia were extended.", "Sanctions", {"Russia"}),
    # a body named by its state and noun
    ("Turkish army deployments in Libya began in May.", "deployments", {"Turkish army"}),
    # the owner of what is nobody
    ("Anna Berg stole Peter Holm's car.", "stole", {"Anna Berg", "Peter Holm"}),
    ("Hackers attacked the servers of Nordea.", "attacked", {"hackers", "Nordea"}),
    # what a happening involves
    ("A crash involving Anna Berg closed the road.", "crash", {"Anna Berg"}),
    # one of several happenings, done by somebody
    ("One of the attacks was carried out by Peter Holm.", "attacks", {"Peter Holm"}),
    # while searching: who found, searches
    (
        "Divers found a door labelled consistently with the ferry while conducting a search.",
        "search",
        {"divers"},
    ),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), ARGUMENTS)
def test_arguments(text: str, trigger: str, expected: set[str]) -> None:
    extraction = read(text)
    assert actors(extraction, claim(extraction, trigger)) >= expected


GROUPS_NAMED = [
    # those who are named as a group are meant by it later
    (
        "Three countries, Chad, Mali and Niger, closed the border. On Monday they expelled envoys.",
        "expelled",
        {"Chad", "Mali", "Niger", "envoys"},
    ),
    (
        "Joe Biden met Xi Jinping in Bali. The two leaders discussed trade.",
        "discussed",
        {"Joe Biden", "Xi Jinping"},
    ),
    (
        "Israel and Egypt signed a truce. Both sides withdrew on Friday.",
        "withdrew",
        {"Israel", "Egypt"},
    ),
    (
        "Boeing sued Airbus. The two companies settled in May.",
        "settled",
        {"Boeing", "Airbus"},
    ),
    # whose firm it is
    (
        "Anna Berg sent a letter to Meta Platforms CEO Mark Zuckerberg. "
        "She said his company stole secrets.",
        "stole",
        {"Meta Platforms"},
    ),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), GROUPS_NAMED)
def test_groups_that_are_named(text: str, trigger: str, expected: set[str]) -> None:
    extraction = read(text)
    assert actors(extraction, claim(extraction, trigger)) == expected


WHERE = [
    ("A court in Denver sentenced Peter Holm.", "sentenced", {"Denver"}),
    ("A hospital in Omsk treated Peter Holm.", "treated", {"Omsk"}),
    ("Anna Berg flew to Libya, where a war broke out in May.", "broke out", {"Libya"}),
    ("Turkey sent ships to Libya, where fighting raged.", "fighting", {"Libya"}),
    ("Police surrounded the Maelbeek metro station.", "surrounded", {"Maelbeek metro station"}),
    ("All flights to Brussels Airport were diverted.", "diverted", {"Brussels Airport"}),
    (
        "Gangs fought in Port-au-Prince, Haiti. On Monday they controlled half of the capital.",
        "controlled",
        {"Port-au-Prince"},
    ),
    ("Lavrov met Choe in Pyongyang. He spoke there on Friday.", "spoke", {"Pyongyang"}),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), WHERE)
def test_where(text: str, trigger: str, expected: set[str]) -> None:
    extraction = read(text)
    assert places(extraction, claim(extraction, trigger)) >= expected


NOBODY = [
    # counts of things are nobody
    ("Hundreds of cars were built in May.", "built"),
    ("Twelve were built in 1998.", "built"),
    ("More was spent in 1998.", "spent"),
    # inanimate nouns
    ("The roof fell on Monday.", "fell"),
    ("The letter arrived on Friday.", "arrived"),
]


@pytest.mark.parametrize(("text", "trigger"), NOBODY)
def test_what_is_nobody(text: str, trigger: str) -> None:
    extraction = read(text)
    assert actors(extraction, claim(extraction, trigger)) == set()
