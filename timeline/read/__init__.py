"""Bytes in, articles out: every source becomes `Read` items, and what cannot be read is named.

A reader never raises for bad content: it yields `Rejected` with the place (file and line)
and a reason for a person, or `PassedOver` for a file of a folder that is none of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.model import Article


@dataclass(frozen=True, slots=True)
class Read:
    """An article, where it stood (``name`` or ``name:line``), and what was odd about it.

    ``size`` is how many bytes of the input it took, here and below.
    """

    article: Article
    where: str
    warnings: tuple[str, ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that should be an article and is not; ``reason`` is one clause for a person."""

    where: str
    reason: str
    size: int = 0

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file of a folder in no format that we read; not an error."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


Item = Read | Rejected | PassedOver
