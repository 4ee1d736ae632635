"""The answers computed the slow, plain way: every event looked at, one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

from timeline import dates
from timeline.model import Precision, Status
from timeline.query.filters import Filters, terms
from timeline.store import driver

T = TypeVar("T")


@dataclass
class Plain:
    """One event as the tables have it."""

    id: str
    edtf: str | None
    first: int | None
    last: int | None
    precision: Precision
    status: Status
    disputed: bool
    independent: int
    words: str = ""
    review: bool = False
    actors: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    @property
    def dated(self) -> bool:
        return self.edtf is not None


def _plain(
    id_: str,
    edtf: str | None,
    first: int | None,
    last: int | None,
    precision: Precision,
    status: Status,
    disputed: int,
    independent: int,
) -> Plain:
    return Plain(id_, edtf, first, last, precision, status, bool(disputed), independent)


def read_events(path: Path) -> list[Plain]:
    """All events of the database."""
    connection = driver.open_reader(path)
    events = {
        key: _plain(*row)
        for key, *row in connection.execute(
            "SELECT key, id, edtf, first, last, precision, status, disputed, n_independent"
            " FROM event"
        )
    }
    for event, id_ in connection.execute(
        "SELECT event, id FROM event_actor JOIN actor ON key = actor"
    ):
        events[event].actors.add(id_)
    for event, id_ in connection.execute(
        "SELECT event, id FROM event_place JOIN place ON key = place"
    ):
        events[event].places.add(id_)
    names = dict(connection.execute("SELECT id, name FROM actor"))
    for event, source, claim, title, passage in connection.execute(
        "SELECT c.event, a.source, c.id, e.title, c.passage FROM claim c"
        " JOIN article a ON a.key = c.article JOIN event e ON e.key = c.event"
    ):
        found = events[event]
        found.sources.add(source)
        found.words += f"\n{title}\n{passage}"
        reviewed = connection.execute(
            "SELECT 1 FROM review WHERE kind = 'date' AND a = ?", (claim,)
        )
        found.review = found.review or reviewed.fetchone() is not None
    for found in events.values():
        found.words += "\n" + "\n".join(names[id_] for id_ in found.actors)
    connection.close()
    return list(events.values())


def matches(event: Plain, filters: Filters) -> bool:
    """Whether the view shows the event."""
    on_shelf = {
        None: event.dated,
        "undated": not event.dated,
        "disputed": event.disputed,
        "review": event.review,
    }
    return (
        on_shelf[filters.shelf]
        and _in_range(event, filters)
        and _joined(filters.actors, event.actors, filters.actor_mode)
        and _joined(filters.places, event.places, filters.place_mode)
        and _joined(filters.sources, event.sources, "any")
        and (not filters.precision or event.precision in filters.precision)
        and (not filters.status or event.status in filters.status)
        and (not filters.corroborated or event.independent > 1)
        and (not filters.disputed or event.disputed)
        and all(_holds(event.words, term) for term in terms(filters.q or ""))
    )


def _joined(wanted: tuple[str, ...], held: set[str], mode: str) -> bool:
    if not wanted:
        return True
    return bool(set(wanted) & held) if mode == "any" else set(wanted) <= held


def _in_range(event: Plain, filters: Filters) -> bool:
    if filters.date_from is None and filters.date_to is None:
        return True
    if not event.dated:
        return False
    low, high = event.first, event.last
    if event.edtf and event.edtf[0] == "[":  # known by one limit alone: it counts there
        low, high = (high if low is None else low), (low if high is None else high)
    if filters.date_from is not None and high is not None:
        first = dates.parse(filters.date_from).first
        assert first is not None
        if high < first:
            return False
    if filters.date_to is not None and low is not None:
        last = dates.parse(filters.date_to).last
        assert last is not None
        return low <= last
    return True


def _holds(text: str, term: str) -> bool:
    words = re.findall(r"\w+", term.casefold())
    lines = [re.findall(r"\w+", line.casefold()) for line in text.splitlines()]
    return any(
        line[n : n + len(words)] == words
        for line in lines
        for n in range(len(line) - len(words) + 1)
    )


def draw(random: Random, events: list[Plain]) -> Filters:
    """Filters that some event is likely to match: each kind is set in one case of three."""
    model = random.choice(events)
    other = random.choice(events)

    def maybe(value: T, nothing: T) -> T:
        return value if random.random() < 0.33 else nothing

    def some(values: set[str], more: set[str]) -> tuple[str, ...]:
        pool = sorted(values) + sorted(more)[:1]
        return tuple(dict.fromkeys(random.choices(pool, k=random.randint(1, 3)))) if pool else ()

    name = random.choice(re.findall(r"\w+ \w+|\w+", model.words))
    word = f'"{name}"' if " " in name else name
    day = model.first or model.last or 700_000
    return Filters(
        actors=maybe(some(model.actors, other.actors), ()),
        actor_mode=random.choice(["any", "all"]),
        places=maybe(some(model.places, other.places), ()),
        place_mode=random.choice(["any", "all"]),
        date_from=maybe(dates.iso_day(day - random.randint(0, 9000)), None),
        date_to=maybe(dates.iso_day(day + random.randint(0, 9000)), None),
        q=maybe(word, None),
        sources=maybe(some(model.sources, other.sources), ()),
        precision=maybe((model.precision, "day"), ()),
        status=maybe((model.status,), ()),
        corroborated=random.random() < 0.1,
        disputed=random.random() < 0.1,
        shelf=random.choice([None, None, None, "undated", "disputed", "review"]),
        order=random.choice(["asc", "desc"]),
    )
