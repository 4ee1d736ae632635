"""Readers of vague references: now, recently, the future, a later time."""

from __future__ import annotations

from timeline.extract.times.context import Context
from timeline.extract.times.guards import clause_ends, phrase_ends
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.readings import Readings
from timeline.model import TimeType


def _refers(match: Match, value: str, kind: TimeType = "DURATION") -> Readings:
    return [Reading(match.start, match.end, kind, value, tells=False)]


def reference(match: Match, context: Context) -> Readings:
    """Now; recently; the future: a time without a date."""
    scan = match.scan
    token = match.find("present", "recently", "future", "presentadj")
    value = "PRESENT_REF"
    if match.has("moment", "day") and not _of_the_present(match, context):
        return None
    if match.has("time") and "shift" in scan.categories(match.end):
        return None  # at this time last year
    if token is not None:
        categories = scan.categories(token)
        value = next(
            str(categories[c])
            for c in ("present", "recently", "future", "presentadj")
            if c in categories
        )
        ends = phrase_ends(scan, match.end)  # not the present ruler
        if "presentadj" in categories and match.end == token + 1 and not ends:
            return None
        if scan.lower(token) == "recent" and match.end == token + 1:
            return None
        if "recently" in categories and scan.lower(token - 1) == scan.lower(match.end) == "as":
            return None  # as recently as last week
        if (
            "future" in categories
            and match.start == token
            and scan.lower(token - 1) not in ("in", "for")
        ):
            return None
        if "future" in categories and not ends:
            return None
    return _refers(match, value, "DATE")


def _of_the_present(match: Match, context: Context) -> bool:
    """«to this day nobody knows», «at the moment there are two»; not «referred to this day as»."""
    if match.has("days", "modern", "present"):
        return True
    if match.has("moment") and (context.evidence.narrative or match.has("that")):
        return False
    begins = context.sentences.begins(match.start)
    follows = match.scan.lower(match.end) in match.scan.lexicon.cues["doer"]
    return begins or clause_ends(match.scan, match.end) or follows


def to_date(match: Match, context: Context) -> Readings:
    """«the largest to date», not «to date somebody»."""
    cues = match.scan.lexicon.cues
    if not clause_ends(match.scan, match.end) and match.scan.lower(match.end) not in cues["is"]:
        return None
    return _refers(match, "PRESENT_REF", "DATE")


def some_time(match: Match, context: Context) -> Readings:
    """A later time; a future date."""
    return _refers(match, "XXXX-XX-XX", "DATE")


def period(match: Match, context: Context) -> Readings:
    """A long period of time; «a month of Sundays» is no time at all."""
    if match.find("weekdays") is not None:
        return []
    return _refers(match, "PXD")


def past(match: Match, context: Context) -> Readings:
    """The past, not the past two years."""
    if not phrase_ends(match.scan, match.end):
        return None
    return _refers(match, "PAST_REF", "DATE")
