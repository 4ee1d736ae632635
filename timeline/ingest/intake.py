"""From inputs to extractions: what was read, what was rejected, and why."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from timeline.errors import ModelMissing
from timeline.model import Article, Extraction
from timeline.read import Item, PassedOver, Read, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Watcher(Protocol):
    """Who is told what happens: `tell` one line for a person, `advance` bytes of input done."""

    def tell(self, line: str) -> None: ...

    def advance(self, size: int) -> None: ...

    def stopped(self) -> bool: ...


@dataclass(slots=True)
class Intake:
    """What became of the inputs so far; each that is odd is told to the watcher.

    ``strict`` lets an error of the extractor through, to be looked at, where otherwise the
    article at fault would be rejected.
    """

    watcher: Watcher
    strict: bool = False
    published: str | None = None  # for articles that do not say when they were published
    read: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    warnings: int = 0

    def reads(self, items: Iterable[Item]) -> Iterator[Read]:
        """The items that are articles, in order; the others are counted and told."""
        for item in items:
            if isinstance(item, Rejected):
                self.reject(item)
            elif isinstance(item, PassedOver):
                self.passed_over.append(item)
                self.watcher.tell(f"{item} (passed over)")
            else:
                self.read += 1
                for warning in item.warnings:
                    self.warn(item, warning)
                yield self._dated(item)

    def reject(self, item: Rejected) -> None:
        """Notes an input that is no article, or an article that could not be read out."""
        self.rejected.append(item)
        self.watcher.tell(f"{item} (rejected)")
        self.watcher.advance(item.size)

    def warn(self, item: Read, warning: str) -> None:
        """Notes what is odd about an article that is taken all the same."""
        self.warnings += 1
        self.watcher.tell(f"{item.where}: {warning}")

    def _dated(self, item: Read) -> Read:
        if self.published is None or item.article.published is not None:
            return item
        return replace(item, article=replace(item.article, published=self.published))


def extractions(
    reads: Iterable[Read], intake: Intake, *, times_only: bool = False
) -> Iterator[tuple[Read, Extraction]]:
    """Each article with its extraction, in order; raises ModelMissing.

    ``times_only`` neither loads nor imports the language model.  An article at which the
    extraction fails is rejected alone; the others are not lost with it.
    """
    source = _Source(iter(reads))
    while source.more:
        try:
            for extraction in _extract_many(source, times_only=times_only):
                yield source.taken.popleft(), extraction
        except ModelMissing:
            raise
        except Exception:
            if intake.strict or not source.taken:  # no article is at fault: trying again won't help
                raise
            if source.failure is None:
                _try_out(times_only=times_only)
                yield from _one_by_one(source, intake, times_only=times_only)
        if source.failure is not None:
            raise source.failure


class _Source:
    """The articles on their way into the extractor, which reads some ahead of its answers."""

    def __init__(self, reads: Iterator[Read]) -> None:
        self._reads = reads
        self.taken: deque[Read] = deque()
        self.more = True
        self.failure: Exception | None = None

    def __iter__(self) -> Iterator[Read]:
        try:
            for read in self._reads:
                self.taken.append(read)
                yield read
            self.more = False
        except Exception as error:  # kept apart from what the extractor itself may raise
            self.failure, self.more = error, False


def _extract_many(reads: Iterable[Read], *, times_only: bool) -> Iterator[Extraction]:
    given: Iterator[Article] = (read.article for read in reads)
    first = next(given, None)
    if first is None:  # nothing to do is no reason to wait for a model
        return
    given = chain([first], given)
    if times_only:
        from timeline.extract.wrapped import times_alone

        yield from map(times_alone, given)
        return
    from timeline.extract.pipeline import Extractor

    yield from Extractor().extract_many(given)


def _try_out(*, times_only: bool) -> None:
    """Raises what is wrong with the extractor itself, of which no article is guilty."""
    plain = Article(id="", text="Nothing happened on 3 May 2021.", published="2021-05-04")
    next(_extract_many([Read(plain, "")], times_only=times_only))


def _one_by_one(
    source: _Source, intake: Intake, *, times_only: bool
) -> Iterator[tuple[Read, Extraction]]:
    """The articles that stood in a failed batch; the one at fault is rejected."""
    while source.taken:
        read = source.taken.popleft()
        try:
            extraction = next(_extract_many([read], times_only=times_only))
        except ModelMissing:
            raise
        except Exception as error:
            reason = f"could not be read out ({type(error).__name__}: {error}); please report it"
            intake.reject(Rejected(read.where, reason, read.size))
            continue
        yield read, extraction
