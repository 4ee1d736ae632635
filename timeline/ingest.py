"""Read + extract + link + store: what the commands ``extract`` and ``load`` do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from timeline.read import PassedOver, Read, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.model import Article, Extraction
    from timeline.read import Item

    Tell = Callable[[str], object]


@dataclass(slots=True)
class Intake:
    """What became of the inputs so far; `tell` gets one line for each that is odd."""

    tell: Tell
    published: str | None = None  # for articles that do not say when they were published
    accepted: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    warnings: int = 0

    def reads(self, items: Iterable[Item]) -> Iterator[Read]:
        """The items that are articles, in order; the others are counted and told."""
        for item in items:
            if isinstance(item, Read):
                self.accepted += 1
                self.warnings += len(item.warnings)
                for warning in item.warnings:
                    self.tell(f"{item.where}: {warning}")
                yield self._dated(item)
            elif isinstance(item, Rejected):
                self.rejected.append(item)
                self.tell(f"{item} (rejected)")
            else:
                self.passed_over.append(item)
                self.tell(f"{item} (passed over)")

    def _dated(self, item: Read) -> Read:
        if self.published is None or item.article.published is not None:
            return item
        return replace(item, article=replace(item.article, published=self.published))


def extractions(articles: Iterable[Article], *, times_only: bool = False) -> Iterator[Extraction]:
    """The extraction of each article, in order; raises ModelMissing.

    ``times_only`` neither loads nor imports the language model.
    """
    if times_only:
        from timeline.extract.times import read_times
        from timeline.model import Extraction

        for article in articles:
            yield Extraction(article=article, times=read_times(article))
        return
    from timeline.extract.pipeline import Extractor

    yield from Extractor().extract_many(articles)
