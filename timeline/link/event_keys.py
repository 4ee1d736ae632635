"""Which claims must be looked at together: the keys that those of one event have in common."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import dates
from timeline.link.alike import SPEECH, Unit, is_exact
from timeline.link.claims import LinkedClaim, unit_of, weak
from timeline.link.merging import NEAR_DAYS, RECENT_DAYS, disputable, meets_finer


def block_keys(claim: LinkedClaim) -> frozenset[str]:
    """Claims can stand in one event only if a chain of keys joins them.

    Keys that two claims share join them; so does a key here that is among the other's
    `answer_keys`.
    """
    own = claim.claim
    keys = {f"c:{own.id}"}
    if own.part_of is not None:
        keys.add(f"c:{own.part_of}")
    if weak(own):
        if own.speech is not None:
            keys.add(f"s:{own.speech}")
        return frozenset(keys | _asked_of_the_known(claim))
    unit = unit_of(claim, [claim])
    keys |= {f"e:{kind}:{own.edtf}:{name}" for kind in unit.kinds for name in unit.who}
    if is_exact(own.edtf):
        people = " ".join(sorted(unit.actors))
        for kind, places in disputable(unit):
            same = f"{kind}:{people}:{' '.join(sorted(places))}"
            keys |= {f"d:{same}:{window}" for window in _windows(own.edtf or "")}
    elif meets_finer(own.edtf) is not None:
        keys |= set(_by_month(unit, own.edtf or "", _asks(unit)))
    return frozenset(keys)


def answer_keys(claim: LinkedClaim) -> frozenset[str]:
    """Keys under which claims that may mean this one ask for it, and which join no two that
    nobody asks for: the months of its date."""
    edtf = claim.claim.edtf
    if weak(claim.claim) or meets_finer(edtf) is None:
        return frozenset()
    unit = unit_of(claim, [claim])
    places = {f"{_SORTS[_is_loose(unit)]} {place}" for place in unit.places}
    return frozenset(_by_month(unit, edtf or "", unit.actors | places))


# The place counts where one of two claims names nobody, or groups alone; where both name their
# people, those are asked for.
_SORTS = {True: "loose", False: "named"}


def _is_loose(unit: Unit[LinkedClaim]) -> bool:
    return not unit.actors or bool(unit.groups)


def _asks(unit: Unit[LinkedClaim]) -> frozenset[str]:
    sorts = _SORTS.values() if _is_loose(unit) else [_SORTS[True]]
    return unit.actors | {f"{sort} {place}" for sort in sorts for place in unit.places}


def _by_month(unit: Unit[LinkedClaim], edtf: str, names: frozenset[str]) -> Iterator[str]:
    known = dates.parse(edtf)
    for month in _months(known.first or 0, known.last or 0):
        for kind in unit.kinds - SPEECH:
            yield from (f"m:{kind}:{month}:{name}" for name in names)


def _asked_of_the_known(claim: LinkedClaim) -> set[str]:
    """The keys of the happenings that "the raid" of this claim can be."""
    unit = unit_of(claim, [claim])
    if unit.told is None:
        return set()
    months = _months(unit.told - RECENT_DAYS, unit.told)
    return {
        f"m:{kind}:{month}:{name}"
        for kind in unit.kinds - SPEECH
        for month in months
        for name in unit.actors - unit.groups
    }


def _windows(day: str) -> tuple[int, int]:
    """Numbers of two overlapping windows; any two days near enough for a dispute share one."""
    number = dates.parse(day).first or 0
    width = 2 * (NEAR_DAYS + 1)
    return 2 * (number // width), 2 * ((number + width // 2) // width) + 1


def _months(first: int, last: int) -> list[str]:
    """The months that the days of these numbers touch."""
    (year, month, _), high = dates.day_of(first), dates.day_of(last)
    found = []
    while (year, month) <= high[:2]:
        found.append(f"{year}-{month:02d}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
