"""Articles of simple sentences, and an extractor that reads those: fast, without a model.

A sentence is ``Anna Berg visited Oslo on 2024-03-10.``; the date may be missing.  What the
store, the link and the export do with extractions does not depend on who made them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

from timeline.model import Actor, Article, Claim, Extraction, Place, Span, TimeExpression

PEOPLE = ["Anna Berg", "Boris Petrov", "Carla Diaz", "Dmitri Volkov", "Elena Rossi", "Femi Ade"]
PLACES = ["Oslo", "Madrid", "Lagos", "Rome"]
VERBS = ["visited", "left", "opened", "criticised"]
SENTENCE = re.compile(
    r"(?P<who>[A-Z]\w+ [A-Z]\w+) (?P<verb>\w+ed|left) (?P<where>[A-Z]\w+)"
    r"(?: on (?P<when>[0-9-]+))?\."
)


def articles(number: int, seed: int = 1) -> list[Article]:
    """Articles that share people, places and events; some are near copies of the one before."""
    chance = random.Random(seed)
    made: list[Article] = []
    for index in range(number):
        if made and chance.random() < 0.15:
            text = made[-1].text
        else:
            text = "\n\n".join(_sentence(chance) for _ in range(chance.randrange(2, 7)))
        published = f"2024-04-{1 + index % 30:02d}" if chance.random() < 0.8 else None
        made.append(
            Article(
                id=f"article-{index:04d}",
                text=text,
                title=f"Story {index}",
                published=published,
                publisher=chance.choice(["The Paper", "The Wire", None]),
            )
        )
    return made


def _sentence(chance: random.Random) -> str:
    when = f" on 2024-03-{chance.randrange(1, 29):02d}" if chance.random() < 0.85 else ""
    return f"{chance.choice(PEOPLE)} {chance.choice(VERBS)} {chance.choice(PLACES)}{when}."


def extraction(article: Article) -> Extraction:
    """What stands in the article's sentences."""
    times: list[TimeExpression] = []
    claims: list[Claim] = []
    mentions: dict[str, list[Span]] = {}
    for number, match in enumerate(SENTENCE.finditer(article.text)):
        when = match["when"]
        for group in ("who", "where"):
            span = Span(match.start(group), match.end(group), match[group])
            mentions.setdefault(match[group], []).append(span)
        if when:
            times.append(_time(match.start("when"), when))
        claims.append(
            Claim(
                id=f"c{number}",
                title=f"{match['who']} {match['verb']} {match['where']}",
                edtf=when,
                earliest=when,
                latest=when,
                precision="day" if when else "unknown",
                status="happened",
                time=len(times) - 1 if when else None,
                trigger=Span(match.start("verb"), match.end("verb"), match["verb"]),
                passage=Span(match.start(), match.end(), match[0]),
                actors=(f"actor {match['who']}",),
                places=(f"place {match['where']}",),
                reason="The sentence says so.",
                lemma={"visited": "visit", "left": "leave", "opened": "open"}.get(
                    match["verb"], "criticise"
                ),
                steps=("The sentence says so.",),
            )
        )
    return Extraction(
        article=article,
        times=tuple(times),
        claims=tuple(claims),
        actors=tuple(
            Actor(f"actor {name}", name, "person", tuple(spans), (name,))
            for name, spans in mentions.items()
            if " " in name
        ),
        places=tuple(
            Place(f"place {name}", name, 10.0, 20.0, tuple(spans), (name,))
            for name, spans in mentions.items()
            if " " not in name
        ),
    )


def _time(start: int, when: str) -> TimeExpression:
    return TimeExpression(
        start=start,
        end=start + len(when),
        text=when,
        type="DATE",
        value=when,
        edtf=when,
        earliest=when,
        latest=when,
        rule="full date",
        reason="A full date.",
        # A stand-in for a date with two readings, so that the review shelf has something.
        ambiguous=when.endswith("-01"),
    )


class Extractor:
    """Takes the place of the real one."""

    def extract_many(
        self, given: Iterable[Article], *, times_only: bool = False
    ) -> Iterator[Extraction]:
        """The extractions, a few articles read ahead, as the real one does."""
        ahead: list[Article] = []
        for article in given:
            ahead.append(article)
            if len(ahead) == 3:
                yield from map(extraction, ahead)
                ahead.clear()
        yield from map(extraction, ahead)
