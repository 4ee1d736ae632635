"""Which claims must be looked at together: the keys that those of one event have in common."""

from __future__ import annotations

from timeline import dates
from timeline.link.alike import SPEECH, Unit, is_exact
from timeline.link.claims import LinkedClaim, unit_of, weak
from timeline.link.merging import NEAR_DAYS, RECENT_DAYS, disputable, meets_finer


def block_keys(claim: LinkedClaim, *, detail: bool = False) -> frozenset[str]:
    """Claims can stand in one event only if a chain of keys joins them.

    Keys that two claims share join them; so does a key here that is among the other's
    `answer_keys`.  A ``detail`` of its article goes where its lead goes and has no others.
    """
    own = claim.claim
    keys = {f"c:{own.id}"}
    if own.part_of is not None:
        keys.add(f"c:{own.part_of}")
    if weak(own) and own.speech is not None:
        keys.add(f"s:{own.speech}")
    if detail:
        return frozenset(keys)
    if weak(own):
        return frozenset(keys | _asked_of_the_known(claim))
    unit = unit_of(claim, [claim])
    keys |= _same_date(unit, _asked(unit))
    if is_exact(own.edtf):
        people = " ".join(sorted(unit.actors))
        for kind, places in disputable(unit):
            same = f"{kind}:{people}:{' '.join(sorted(places))}"
            keys |= {f"d:{same}:{window}" for window in _windows(own.edtf or "")}
    elif meets_finer(own.edtf) is not None:
        keys |= _by_month("m", unit, _asked(unit))
    if _is_loose(unit) and meets_finer(own.edtf) is not None:
        keys |= _by_month("w", unit, unit.places)
    return frozenset(keys)


def answer_keys(claim: LinkedClaim, *, detail: bool = False) -> frozenset[str]:
    """Keys under which claims that may mean this one ask for it, and which join no two that
    nobody asks for: its places, and its people and places in the months of its date."""
    if detail or weak(claim.claim):
        return frozenset()
    unit = unit_of(claim, [claim])
    places = {f"{_SORTS[_is_loose(unit)]} {place}" for place in unit.places}
    keys = _same_date(unit, frozenset(places))
    if meets_finer(unit.edtf) is not None:
        keys |= _by_month("m", unit, unit.actors | places)
        if not is_exact(unit.edtf) and not _is_loose(unit):
            keys |= _by_month("w", unit, unit.places)
    return frozenset(keys)


# The place counts where one of two claims names nobody, or groups alone: such loose claims ask
# for those of their places.  They also ask ("w") for the coarse ones that may mean them.
_SORTS = {True: "loose", False: "named"}


def _is_loose(unit: Unit[LinkedClaim]) -> bool:
    return not unit.actors or bool(unit.groups)


def _asked(unit: Unit[LinkedClaim]) -> frozenset[str]:
    if not _is_loose(unit):
        return unit.actors
    return unit.actors | {f"{sort} {place}" for sort in _SORTS.values() for place in unit.places}


def _same_date(unit: Unit[LinkedClaim], names: frozenset[str]) -> set[str]:
    return {f"e:{kind}:{unit.edtf}:{name}" for kind in unit.kinds for name in names}


def _by_month(sort: str, unit: Unit[LinkedClaim], names: frozenset[str]) -> set[str]:
    known = dates.parse(unit.edtf or "")
    return {
        f"{sort}:{kind}:{month}:{name}"
        for month in _months(known.first or 0, known.last or 0)
        for kind in unit.kinds - SPEECH
        for name in names
    }


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
