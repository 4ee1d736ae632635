"""Turns a reading into the time expression that the model defines."""

from __future__ import annotations

from timeline import dates
from timeline.errors import BadDate
from timeline.extract.times.match import Match, Reading
from timeline.extract.times.scan import Scan
from timeline.extract.times.thirds import third_of_month
from timeline.extract.times.values import Length, Point
from timeline.model import TimeExpression


def expression(match: Match, reading: Reading, scan: Scan) -> TimeExpression:
    """The time expression of a reading, its reason composed from the rule and the steps."""
    start, end = scan.tokens[reading.start][0], scan.tokens[reading.end - 1][1]
    text = scan.text[start:end]
    value = reading.value
    timex = value.timex() if isinstance(value, (Point, Length)) else value
    own = value.edtf() if isinstance(value, Point) else None
    edtf = reading.edtf or own
    earliest = latest = None
    if edtf is not None:
        try:
            dated = dates.parse(edtf)
            earliest, latest = dated.earliest, dated.latest
        except BadDate:
            edtf = None
    because = match.rule.because.format(text=" ".join(text.split()))
    outcome = f"so {dates.spoken(edtf)}" if edtf is not None else "so it has no date of its own"
    third = third_of_month(reading, scan) if edtf is not None and edtf == own else None
    part = None
    if third is not None:  # the date stays the month, as in TIMEX3
        part = (dates.iso_day(third[0]), dates.iso_day(third[1]))
        outcome += f", of which {dates.spoken('/'.join(part))}"
    steps = (because, *reading.steps, outcome)
    return TimeExpression(
        start=start, end=end, text=text, type=reading.type, value=timex, edtf=edtf,
        earliest=earliest, latest=latest, rule=match.rule.name, anchor=reading.anchor,
        reason=f"{because}: {'; '.join((*reading.steps, outcome))}.",
        steps=steps, ambiguous=reading.ambiguous, part=part,
    )  # fmt: skip
