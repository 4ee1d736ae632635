"""Made-up actors, places, dates and events for :mod:`generate`, drawn from a seed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from timeline import dates


def listed(words: str) -> list[str]:
    return words.split("|")


GIVEN = listed(
    "Anna|Boris|Carmen|Dmitri|Elena|Farid|Grace|Hiro|Ines|Jakob|Kofi|Leila|Mario|Nadia|Oskar|"
    "Priya|Quentin|Rosa|Stefan|Tariq|Ursula|Viktor|Wen|Ximena|Yusuf|Zofia"
)
SYLLABLES = listed("al|bar|cor|dan|el|fen|gor|hal|ist|jor|kel|lin|mar|nor|os|pel|ri|sten|tor|ul")
ENDINGS = listed("berg|ova|ez|sson|ini|ski|mann|ley|ura|oglu|ides|ard|enko")
TOWN_ENDINGS = listed("burg|ford|ville|stad|grad|mouth|holm|ton|haven|dorf")
BODIES = listed("Commission|Ministry|Bank|Union|Airlines|Court|Council|Institute|Railways|Energy")
GROUPS = listed("strikers|residents|fishermen|students|shareholders|farmers|judges|pilots")
THINGS = listed("Treaty|Act|Bridge|Satellite|Report|Accord|Ferry|Protocol")
VERBS = listed(
    "met|visited|accused|sued|praised|replaced|defeated|joined|warned|left|succeeded|supported|"
    "criticised|hired|investigated|sheltered|outbid|thanked"
)
FILLER = listed(
    "The details were not made public.|Officials declined to comment on the talks.|"
    "Prices had been rising for some weeks before that.|Nobody was hurt, the agency said.|"
    "The decision had been expected since the spring.|Analysts differed over what it means.|"
    "A crowd had gathered outside in the rain.|The figures were revised twice afterwards.|"
    "Local papers gave it a single column.|Both sides spoke of a frank exchange."
)
SOURCES = listed(
    "Harbour Gazette|The Northern Post|Morning Ledger|City Observer|Wire Service East|"
    "Chronicle of Trade|Valley Times|Court Reporter|Daily Compass|The Old Review|Coast Radio|"
    "Evening Standard of Marstad"
)
LOW, HIGH = dates.day_number(1900, 1, 1), dates.day_number(2024, 12, 31)
PRECISIONS = ("day", "month", "year", "range", "season", "before", "decade", "undated", "either")
WEIGHTS = (0.66, 0.12, 0.06, 0.05, 0.02, 0.03, 0.01, 0.04, 0.01)
SEASONS = {21: "spring", 22: "summer", 23: "autumn"}


@dataclass(slots=True)
class World:
    """Who and what can appear, and how likely; rows as in the tables."""

    actors: list[tuple[int, str, str, str, str]]  # key, id, name, kind, aliases
    places: list[tuple[int, str, str, str, float, float, str]]
    actor_weights: Any
    place_weights: Any


@dataclass(slots=True)
class Happening:
    """One event; its ``claims`` are (claim key, article key, passage's text, EDTF)."""

    key: int
    id: str
    edtf: str | None
    words: str  # its date as a writer puts it; empty if undated
    other: str | None  # a second date for a disputed one
    actors: list[int]
    places: list[int]
    verb: str
    status: str
    published: int
    claims: list[tuple[Any, ...]] = field(default_factory=list)


def make_world(events: int, rng: np.random.Generator) -> World:
    """At most 5,000 actors and 2,000 places, fewer for few events."""
    n_actors, n_places = min(5000, max(8, events // 12)), min(2000, max(5, events // 30))
    stems = [a + b for a, b in itertools.product(SYLLABLES, SYLLABLES)]
    families = [stem.title() + end for stem in stems for end in ENDINGS]
    towns = [stem.title() + end for end in TOWN_ENDINGS for stem in stems]
    rng.shuffle(families)
    rng.shuffle(towns)
    actors = []
    for key in range(1, n_actors + 1):
        family, draw = families[key - 1], rng.random()
        if draw < 0.6:
            name, kind = f"{GIVEN[key % len(GIVEN)]} {family}", "person"
            aliases = [family, f"{name[0]}. {family}"]
        elif draw < 0.8:
            name, kind, aliases = f"{family} {BODIES[key % len(BODIES)]}", "organisation", [family]
        elif draw < 0.87:
            name, kind, aliases = f"Republic of {family}", "state", [family]
        elif draw < 0.93:
            name, kind, aliases = f"the {family} {GROUPS[key % len(GROUPS)]}", "group", []
        else:
            name, kind, aliases = f"{family} {THINGS[key % len(THINGS)]}", "thing", []
        slug = name.lower().replace(" ", "-").replace(".", "")
        actors.append((key, slug, name, kind, json.dumps(aliases)))
    places = [
        (key, towns[key - 1].lower(), towns[key - 1], json.dumps([f"{towns[key - 1]} City"]),
         round(float(rng.uniform(-55, 68)), 4), round(float(rng.uniform(-170, 175)), 4), "XX")
        for key in range(1, n_places + 1)
    ]  # fmt: skip
    return World(actors, places, _zipf(n_actors), _zipf(n_places))


def _zipf(count: int) -> Any:
    weights = 1 / np.arange(1, count + 1)
    return weights / weights.sum()


def make_days(events: int, rng: np.random.Generator) -> Any:
    """Days of the events: a third in bursts of some days, the rest denser towards the present."""
    spread = LOW + (HIGH - LOW) * np.sqrt(rng.random(events))
    bursts = LOW + (HIGH - LOW) * np.sqrt(rng.random(max(1, events // 200)))
    near = bursts[rng.integers(0, len(bursts), events)] + rng.exponential(4, events)
    days = np.where(rng.random(events) < 0.33, near, spread).astype(int)
    days[rng.random(events) < 0.002] -= 365 * 2400  # a few before the common era
    return np.clip(days, dates.day_number(-600, 1, 1), HIGH)


def dated(day: int, kind: str, number: int) -> tuple[str | None, str]:
    """(EDTF, words) of a date of that kind; ``number`` varies it."""
    year, month, date = dates.day_of(day)
    name = dates.edtf_year(year)
    if kind == "undated":
        return None, ""
    if kind == "day" or year < 1:
        return dates.iso_day(day), dates.spoken(dates.iso_day(day))
    if kind == "range":
        edtf = f"{dates.iso_day(day)}/{dates.iso_day(day + 1 + number % 40)}"
    elif kind == "either":
        edtf = f"[{name}-{min(month, date):02d}-{max(month, date):02d},"
        edtf = f"{name}-01-02" if month == date else f"[{name}-01-02,{name}-02-01]"
    elif kind == "season":
        season = 21 + number % 3
        return f"{name}-{season}", f"the {SEASONS[season]} of {year}"
    else:
        edtf = {
            "month": f"{name}-{month:02d}",
            "year": name,
            "before": f"[..{dates.iso_day(day)}]",
            "decade": f"{name[:3]}X",
        }[kind]
    return edtf, dates.spoken(edtf)


def make_events(events: int, world: World, rng: np.random.Generator) -> Iterator[Happening]:
    """The events in order of their keys, still without claims."""
    days = make_days(events, rng)
    kinds = rng.choice(len(PRECISIONS), events, p=WEIGHTS)
    n_actors = rng.choice([1, 2, 3], events, p=[0.35, 0.5, 0.15])
    actors = rng.choice(len(world.actors), (events, 3), p=world.actor_weights) + 1
    places = rng.choice(len(world.places), (events, 2), p=world.place_weights) + 1
    n_places = rng.choice([0, 1, 2], events, p=[0.2, 0.7, 0.1])
    statuses = rng.choice(5, events, p=[0.82, 0.06, 0.08, 0.02, 0.02])
    draws = rng.random((events, 2))
    names = ("happened", "planned", "reported", "denied", "hypothetical")
    for n in range(events):
        day = int(days[n])
        edtf, words = dated(day, PRECISIONS[kinds[n]], n)
        disputed = draws[n, 0] < 0.03 and edtf == dates.iso_day(day)
        yield Happening(
            key=n + 1,
            id=f"e{n * 2654435761 % 2**32:08x}{n:x}",
            edtf=edtf,
            words=words,
            other=dates.iso_day(day + 1 + n % 9) if disputed else None,
            actors=list(dict.fromkeys(actors[n, : n_actors[n]].tolist())),
            places=list(dict.fromkeys(places[n, : n_places[n]].tolist())),
            verb=VERBS[n % len(VERBS)],
            status=names[statuses[n]],
            published=max(day, LOW) + 1 + int(draws[n, 1] * 30),
        )


@dataclass(slots=True)
class Told:
    """One claim in an article's text: ``times`` are (number, start, end, text, edtf,
    number of the one it counts from), ``time`` is the number of the one that dates it."""

    event: Happening
    edtf: str | None
    title: str
    passage: tuple[int, int, str]
    trigger: tuple[int, int, str]
    time: int | None
    times: list[tuple[int, int, int, str, str, int | None]]


def tell(told: Sequence[tuple[Happening, str | None]], world: World) -> tuple[str, list[Told]]:
    """A text with a paragraph for each event and the date given beside it, and its claims.

    Most dates stand in the sentence itself, some count from another one before it, and some
    paragraphs name a time that dates nothing.
    """
    text, claims = "", []
    for event, edtf in told:
        number = 3 * len(claims)
        text += ("\n\n" if text else "") + FILLER[event.key % len(FILLER)] + " "
        start = len(text)
        said = sentence(event, world)
        lead, times, time = _dating(event, edtf, start, number)
        body = f"{lead}{said}"
        at = start + len(lead) + said.index(f" {event.verb} ") + 1
        text += f"{body}. {FILLER[event.key * 7 % len(FILLER)]}"
        if event.key % 4 == 0:
            times.append((number + 2, len(text) + 20, len(text) + 24, "2019", "2019", None))
            text += " Nothing like it in 2019 had come to court."
        claims.append(
            Told(
                event=event,
                edtf=edtf,
                title=said[:80],
                passage=(start, start + len(body), body),
                trigger=(at, at + len(event.verb), event.verb),
                time=time,
                times=times,
            )
        )
    return text, claims


def sentence(event: Happening, world: World) -> str:
    """Who did what to whom where, without a date and without its full stop."""
    names = [world.actors[key - 1][2] for key in event.actors]
    where = f" in {world.places[event.places[0] - 1][2]}" if event.places else ""
    return f"{names[0]} {event.verb} {names[1] if len(names) > 1 else 'the press'}{where}"


def _dating(
    event: Happening, edtf: str | None, start: int, number: int
) -> tuple[str, list[tuple[int, int, int, str, str, int | None]], int | None]:
    """The words before the sentence, the time expressions in them, and the one that dates it."""
    if edtf is None:
        return "", [], None
    known = dates.parse(edtf)
    if known.precision == "day" and event.key % 5 == 0 and known.last is not None:
        next_day = dates.iso_day(known.last + 1)
        words = dates.spoken(next_day)
        lead = f"By {words} it was known that the day before, "
        back = start + lead.index("the day before")
        first = (number, start + 3, start + 3 + len(words), words, next_day, None)
        return (
            lead,
            [first, (number + 1, back, back + 14, "the day before", edtf, number)],
            number + 1,
        )
    words = dates.spoken(edtf)
    lead = f"In the account of {words}, "
    return lead, [(number, start + 18, start + 18 + len(words), words, edtf, None)], number
