"""Where in time a predicate is placed, on what evidence, and how that carries over to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline import dates

Basis = Literal["own", "clause", "noun", "narrative", "lead", "speech", "published", "none"]
Shift = Literal["same", "before", "after", "none"]


@dataclass(frozen=True, slots=True)
class Placement:
    """A date with its evidence.

    ``edtf`` is the date or None, ``time`` the index of the time expression
    that gives it, ``source`` the index of the predicate from which it was
    taken over.  ``steps`` are sentences for a reader, in order.
    """

    edtf: str | None = None
    time: int | None = None
    basis: Basis = "none"
    source: int | None = None
    steps: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether the text itself dates it, exactly or by a bound."""
        return self.edtf is not None and self.time is not None

    @property
    def bound(self) -> bool:
        """Whether it is only known to lie before or after a day."""
        return self.edtf is not None and (self.edtf.startswith("[..") or self.edtf.endswith("..]"))


NOWHERE = Placement()


def shifted(edtf: str, shift: Shift) -> str | None:
    """The date of something at, before or after the dated happening.

    A happening before another may be of the same day, so "before" gives
    ``[..D]``; None where the side that is asked for is open.
    """
    if shift == "same":
        return edtf
    known = dates.parse(edtf)
    if shift == "before":
        return None if known.last is None else f"[..{dates.iso_day(known.last)}]"
    if shift == "after":
        return None if known.first is None else f"[{dates.iso_day(known.first)}..]"
    return None


def moved(from_: Placement, shift: Shift, basis: Basis, source: int | None, why: str) -> Placement:
    """The placement that another one gives, or NOWHERE; ``why`` is a step for the reader."""
    if from_.edtf is None or shift == "none":
        return NOWHERE
    edtf = shifted(from_.edtf, shift)
    if edtf is None:
        return NOWHERE
    return Placement(edtf, from_.time, basis, source, (*from_.steps, why))
