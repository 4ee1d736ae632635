"""Claims of an article: who did what, where and when."""

from __future__ import annotations

from timeline.extract.document import Document
from timeline.extract.entities import Entities
from timeline.model import Claim, TimeExpression


def find_claims(
    document: Document, times: tuple[TimeExpression, ...], entities: Entities
) -> tuple[Claim, ...]:
    """The claims of the article, in the order of their triggers."""
    return ()
