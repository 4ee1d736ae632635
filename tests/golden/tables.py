"""The tables of this folder as rows, and the comparison of rows with exported events."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Event = dict[str, Any]


def rows(file: str, heading: str = "date") -> Iterator[tuple[str, ...]]:
    """The cells of each row of the table in `file` whose first column is `heading`."""
    inside = False
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if cells[0] == heading:
            inside = True
        elif inside and not set(line) <= set("|- "):
            yield cells


def either(cell: str) -> list[str]:
    """The alternatives of a cell that "or" separates."""
    return [part.strip() for part in cell.split(" or ")]


@dataclass(frozen=True)
class Named:
    """One actor or place of a row: by any of `names`; `optional` where readers would disagree."""

    names: tuple[str, ...]
    optional: bool

    def is_meant_by(self, entity: dict[str, Any]) -> bool:
        """Whether the entity's name or one of its aliases is one of these names."""
        called = {same(name) for name in (entity["name"], *entity.get("aliases", ()))}
        return not called.isdisjoint(map(same, self.names))


@dataclass(frozen=True)
class Row:
    """One event that a reader expects."""

    dates: tuple[str, ...]
    triggers: tuple[str, ...]
    actors: tuple[Named, ...]
    places: tuple[Named, ...]
    statuses: tuple[str, ...]
    optional: bool

    def __str__(self) -> str:
        return f"{self.dates[0]} {self.triggers[0]}"

    def names_date_of(self, event: Event) -> bool:
        return event["edtf"] in self.dates

    def names_trigger_of(self, event: Event) -> bool:
        said = {claim["trigger"]["text"].casefold() for claim in event["claims"]}
        return any(
            said_one == trigger or said_one.startswith(trigger + " ")
            for said_one in said
            for trigger in self.triggers
        )

    def differences(self, event: Event) -> Iterator[str]:
        """What the event has otherwise than the row, each in a few words."""
        yield from _differences(self, "actors", self.actors, event["actors"])
        yield from _differences(self, "places", self.places, event["places"])
        if event["status"] not in self.statuses:
            yield f"{self}: status {event['status']}"


def _differences(
    row: Row, what: str, expected: tuple[Named, ...], found: list[dict[str, Any]]
) -> Iterator[str]:
    for named in expected:
        if not named.optional and not any(map(named.is_meant_by, found)):
            yield f"{row}: {what} lack {named.names[0]}"
    for entity in found:
        if not any(named.is_meant_by(entity) for named in expected):
            yield f"{row}: {what} have {entity['name']} too"


def expected_events(stem: str) -> list[Row]:
    """The rows of one article's table."""
    return [_row(cells) for cells in rows(f"{stem}.md")]


def _row(cells: tuple[str, ...]) -> Row:
    date, trigger, actors, places, status = cells
    return Row(
        dates=tuple(either(date.strip("()"))),
        triggers=tuple(either(trigger.casefold())),
        actors=tuple(_named(actors)),
        places=tuple(_named(places)),
        statuses=tuple(either(status or "happened")),
        optional=date.startswith("("),
    )


def _named(cell: str) -> Iterator[Named]:
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        yield Named(tuple(either(part.strip("()"))), optional=part.startswith("("))


def same(name: str) -> str:
    """The name without case, accents and a leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"^the ", "", plain.casefold())


def shortfalls(expected: list[Row], events: list[Event]) -> list[str]:
    """Where the dated events of one article are not those of its table, a line each.

    A row is met by the event of its date and trigger; each event meets one row.
    """
    lines: list[str] = []
    left = [event for event in events if event["edtf"] is not None]
    for row in expected:
        met = [e for e in left if row.names_date_of(e) and row.names_trigger_of(e)]
        if met:
            left.remove(met[0])
            lines.extend(row.differences(met[0]))
        elif not row.optional:
            lines.append(f"{row}: missing")
    lines.extend(f"{event['edtf']} {trigger_of(event)}: no reader lists it" for event in left)
    return sorted(lines)


def trigger_of(event: Event) -> str:
    """The trigger of the event's first claim."""
    return str(event["claims"][0]["trigger"]["text"])


def table(title: str, events: list[Event]) -> str:
    """The file that `events` would make: for people who judge a changed extraction."""
    lines = [
        title,
        "",
        "| date | trigger | actors | places | status |",
        "|---|---|---|---|---|",
    ]
    for event in events:
        if event["edtf"] is None:
            continue
        actors, places = (
            "; ".join(entity["name"] for entity in event[kind]) for kind in ("actors", "places")
        )
        status = "" if event["status"] == "happened" else event["status"]
        triggers = " or ".join(dict.fromkeys(c["trigger"]["text"] for c in event["claims"]))
        lines.append(f"| {event['edtf']} | {triggers} | {actors} | {places} | {status} |")
    return "\n".join(lines) + "\n"
