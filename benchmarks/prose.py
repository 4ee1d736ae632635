"""Made-up news articles in plain English prose, drawn from a seed, to load and to measure.

Stories happen day after day over three years; each is told by one to six articles, some of
them copies of another publisher's.  People and bodies follow Zipf's law, so a few stand in
very many articles.  The same seed gives the same articles.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.invent import BODIES, ENDINGS, GIVEN, SOURCES, SYLLABLES, listed

FIRST_DAY = date(2021, 1, 4)
DAYS = 1095
_TOWNS = listed(
    "Oslo|Madrid|Lagos|Rome|Hamburg|Lyon|Osaka|Denver|Leeds|Kazan|Cairo|Lima|Quito|Mumbai|Riga|"
    "Vilnius|Antwerp|Porto|Bergen|Tampere|Gdansk|Brno|Split|Izmir|Haifa|Accra|Dakar|Nairobi|"
    "Durban|Perth|Auckland|Calgary|Boston|Austin|Havana|Bogota|Santiago|Manila|Hanoi|Busan"
)
_TOPICS = listed(
    "fishing rights|the price of gas|a new railway|the return of prisoners|border controls|"
    "the grain harvest|a loan to the central bank|the safety of mines|the future of the port"
)
_CRIMES = listed("fraud|bribery|smuggling|tax evasion|arson|forgery|espionage")
_VEHICLES = listed("bus|ferry|goods train|cargo plane|tanker|helicopter")
_TITLES = listed("Prime Minister|President|Foreign Minister|Governor|Mayor|Senator|Judge")

# What a story leads with, in the words of several writers; {when} is its day.
_LEADS = {
    "talks": (
        "{title} {a} met {b} in {town} on {when} to discuss {topic}.",
        "{a} and {b} held talks in {town} on {when} about {topic}.",
        "{b} received {a} in {town} on {when}, the first meeting of the two in {n} months.",
    ),
    "crash": (
        "A {vehicle} carrying {n} people crashed near {town} on {when}, killing at least {k}.",
        "At least {k} people died when a {vehicle} crashed outside {town} on {when}.",
    ),
    "verdict": (
        "A court in {town} sentenced {a} to {k} years in prison on {when} for {crime}.",
        "{a} was convicted of {crime} in {town} on {when}.",
        "Judges in {town} found {a} guilty of {crime} on {when} after a trial of {n} days.",
    ),
    "purchase": (
        "{org} agreed on {when} to buy {org2} for ${n} million.",
        "{org2} will be taken over by {org}, the two said on {when}.",
    ),
    "lawsuit": (
        "{org2} sued {org} in {town} on {when}, claiming ${n} million in damages.",
        "{org} was taken to court in {town} by {org2} on {when}.",
    ),
    "office": (
        "{a} resigned as head of {org} on {when} after {k} years in the post.",
        "The head of {org}, {a}, stepped down on {when} over {topic}.",
    ),
    "march": (
        "Thousands of people marched through {town} on {when} to protest against {org}.",
        "A protest against {org} drew large crowds to {town} on {when}.",
    ),
    "arrest": (
        "Police arrested {a} in {town} on {when} on suspicion of {crime}.",
        "{a} was detained in {town} on {when}, accused of {crime}.",
    ),
    "quake": (
        "An earthquake struck {town} on {when}, injuring {n} people.",
        "{n} people were hurt when an earthquake shook {town} on {when}.",
    ),
    "fire": (
        "A fire destroyed a warehouse of {org} in {town} on {when}.",
        "Flames tore through a warehouse that belongs to {org} in {town} on {when}.",
    ),
}
_BODIES = (
    "{a} told reporters that the decision had been difficult.",
    "{b} called the news a surprise and promised an answer within {k} days.",
    "Officials in {town} declined to comment, but a spokesman for {org} confirmed the account.",
    "The two sides had been at odds over {topic} since {month}.",
    "“We will not wait any longer,” {a} said. “People want to know what happened.”",
    "{org} said it would appeal.",
    "{b} is expected to travel to {town2} on {future}.",
    "A hearing is due to begin on {future}, according to {org}.",
    "{title} {b} visited the families on the following day.",
    "The inquiry, which {org2} opened in {month}, has cost ${n} million so far.",
    "In {year}, {a} led a campaign over {topic} that ended in failure.",
    "Shares in {org2} fell {k} percent after the announcement.",
    "Earlier this week, {b} had warned that {org} was running out of time.",
    "It was not clear how many people were still missing.",
    "{a} was born in {town2} and studied law before joining {org}.",
    "Residents said they heard a loud noise shortly before midnight.",
    "A report published in {month} found {k} faults in the work of {org2}.",
    "{b} denied that any money had been paid.",
    "The ministry had approved the plan on {past}, two weeks before the deadline.",
    "On {past}, {a} and {b} signed an agreement in {town2}.",
    "Parliament will vote on the bill next month.",
    "Analysts differed over what it means for {topic}.",
    "{org} employs about {n} people in {town2}.",
    "Last year, {org2} closed its office in {town} and moved {k} of its staff.",
    "If the talks fail, {org} could lose its licence.",
    "Doctors at a hospital in {town} treated {n} patients for minor injuries.",
    "{a} apologised for the delay, saying that nobody had been to blame.",
    "The road to {town2} was reopened a few hours later.",
)
_HEADLINES = {
    "talks": "{a} and {b} meet in {town}",
    "crash": "{k} die in {vehicle} crash near {town}",
    "verdict": "Court in {town} convicts {a}",
    "purchase": "{org} to buy {org2}",
    "lawsuit": "{org2} takes {org} to court",
    "office": "Change at the head of {org}",
    "march": "Protest in {town}",
    "arrest": "{a} held in {town}",
    "quake": "{town} counts the damage",
    "fire": "Warehouse burns in {town}",
}


@dataclass(frozen=True)
class World:
    """Who can appear, the most frequent first."""

    people: list[str]
    bodies: list[str]
    people_weights: list[float]
    body_weights: list[float]


def make_world(chance: random.Random, people: int = 1500, bodies: int = 400) -> World:
    """A world of people and bodies with names of their own."""
    stems = ("".join(pair).title() for pair in itertools.product(SYLLABLES, SYLLABLES))
    families = [stem + end for stem, end in itertools.product(stems, ENDINGS)]
    chance.shuffle(families)
    names = [f"{chance.choice(GIVEN)} {family}" for family in families[:people]]
    firms = [f"{family} {chance.choice(BODIES)}" for family in families[people : people + bodies]]
    return World(names, firms, _zipf(people), _zipf(bodies))


def _zipf(count: int) -> list[float]:
    return list(itertools.accumulate(1 / n for n in range(1, count + 1)))


@dataclass(frozen=True)
class Story:
    """What happened, and the words that fill the sentences about it."""

    day: date
    kind: str
    words: dict[str, str]


def make_story(day: date, world: World, chance: random.Random) -> Story:
    """A story of that day."""
    a, b = chance.choices(world.people, cum_weights=world.people_weights, k=2)
    org, org2 = chance.choices(world.bodies, cum_weights=world.body_weights, k=2)
    town, town2 = chance.sample(_TOWNS, 2)
    words = {"a": a, "b": b, "org": org, "org2": org2, "town": town, "town2": town2}
    words |= {
        "title": chance.choice(_TITLES),
        "topic": chance.choice(_TOPICS),
        "crime": chance.choice(_CRIMES),
        "vehicle": chance.choice(_VEHICLES),
        "n": str(chance.randrange(13, 400)),
        "k": str(chance.randrange(2, 13)),
        "year": str(day.year - chance.randrange(2, 15)),
        "future": _spoken(day + timedelta(days=chance.randrange(3, 60))),
        "past": _spoken(day - timedelta(days=chance.randrange(9, 200))),
        "month": f"{day - timedelta(days=chance.randrange(40, 300)):%B}",
    }
    return Story(day, chance.choice(list(_LEADS)), words)


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B} {day.year:04d}"


def _when(day: date, published: date, chance: random.Random) -> str:
    """The day as a writer puts it: a weekday where it is near, else the date."""
    if 0 <= (published - day).days < 6 and chance.random() < 0.7:
        return f"{day:%A}"
    return _spoken(day) if chance.random() < 0.5 else f"{day:%B} {day.day}"


def write(story: Story, published: date, sentences: int, chance: random.Random) -> str:
    """A text about the story, of that many sentences, in paragraphs of one to three."""
    words = story.words | {"when": _when(story.day, published, chance)}
    said = [chance.choice(_LEADS[story.kind]).format(**words)]
    said += [line.format(**words) for line in chance.sample(_BODIES, sentences - 1)]
    paragraphs, at = [], 0
    while at < len(said):
        size = chance.randrange(1, 4)
        paragraphs.append(" ".join(said[at : at + size]))
        at += size
    return "\n".join(paragraphs)


def articles(count: int, seed: int = 1, *, sentences: int = 7) -> Iterator[dict[str, str]]:
    """Articles as the lines of a JSON Lines file, in the order of their stories."""
    chance = random.Random(seed)
    world = make_world(chance)
    made = 0
    for number in itertools.count():
        day = FIRST_DAY + timedelta(days=number * DAYS * 3 // count % DAYS)
        story = make_story(day, world, chance)
        title = _HEADLINES[story.kind].format(**story.words)
        text = ""
        for _ in range(min(chance.choice([1, 2, 3, 4, 6]), count - made)):
            published = day + timedelta(days=chance.choice([0, 1, 1, 2, 5]))
            if not text or chance.random() > 0.15:  # else a copy of the one before
                text = write(story, published, sentences + chance.randrange(-2, 3), chance)
            made += 1
            yield {
                "id": f"made-{seed}-{made:06d}",
                "title": title,
                "published": published.isoformat(),
                "publisher": chance.choice(SOURCES),
                "text": text,
            }
        if made >= count:
            return


def long_text(length: int, seed: int = 1) -> str:
    """One line of prose of that many code points."""
    parts: list[str] = []
    size = 0
    for article in articles(100_000, seed):
        parts.append(article["text"].replace("\n", " "))
        size += len(parts[-1]) + 1
        if size > length:
            return " ".join(parts)[:length]
    raise AssertionError("there is no end of articles")
