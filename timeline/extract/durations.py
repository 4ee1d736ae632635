"""Durations that place a happening: "will last two days" from the day it begins."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from timeline import dates
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene

_LASTING = frozenset({"last", "take", "continue", "run", "span"})
_PERIOD = re.compile(r"P(?P<number>\d{1,4})(?P<unit>[DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


def lasting(scene: Scene, predicate: Predicate, start: Placement) -> Placement | None:
    """From the first day of ``start`` for as long as the predicate says, or None."""
    if predicate.lemma not in _LASTING or start.edtf is None:
        return None
    for row in scene.attached.get(predicate.index, ()):
        time = scene.times[row.time]
        period = _PERIOD.fullmatch(time.value)
        first = dates.parse(start.edtf).earliest
        if time.type != "DURATION" or period is None or first is None:
            continue
        length = {_UNITS[period["unit"]]: int(period["number"])}
        try:
            last = date.fromisoformat(first) + relativedelta(**length) - relativedelta(days=1)
        except (OverflowError, ValueError):
            return None
        if last <= date.fromisoformat(first):
            return None
        why = f"It lasts “{time.text}” from that day on."
        edtf = dates.interval(first, last.isoformat())
        return Placement(edtf, start.time, "own", start.source, (*start.steps, why))
    return None
