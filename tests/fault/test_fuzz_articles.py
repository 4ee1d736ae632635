"""Whatever stands in an article: nothing raises, and every passage is what stands there.

FUZZ_SCALE multiplies the number of random articles (1 in CI).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from timeline import dates
from timeline.extract.output import as_json
from timeline.extract.pipeline import Extractor
from timeline.model import Article, Extraction, Span
from timeline.read import Read
from timeline.read.jsonl import article_of

SCALE = int(os.environ.get("FUZZ_SCALE", "1"))
EXTRACTOR = Extractor()
pytestmark = pytest.mark.xdist_group("fuzz-articles")

# What the rules look for, and what may stand where they look.
PIECES = st.sampled_from(
    """On|in|from|to|until|since|by|before|after|the day before|two days later|that spring|
    the following Tuesday|last week|yesterday|tomorrow|now|31 February 2023|29 February 2024|0000|
    9999|10000|12/05/2021|2021-13-45|2023-10-28|October 28|the 13th|the 99th|March|May|1990s|
    the 19th century|44 BC|5 Ma|Q3 2020|1914–1918|from September 12 to 17|between 1914 and 1918|
    mid-June|24:61|05:40|-5|½|٣ مارس|999999999999999999999 days ago|a million years later|
    ten billion centuries earlier|the day before the day before|Christmas 2014|Ramadan 2023|
    every Monday|P2D|Juche 112|Heisei 31|Sergei Lavrov|Kim Jong-un|he|she|they|Ms|Dr.|
    the minister|Moscow|the DPRK|Paris|Georgia|NASA|arrived|met|said that|will meet|denied|
    would have sued|has been|was arrested|signed|died|(|)|“|”|,|.|;|:|–|—|"|'|<script>|&amp;|%s|
    {}|\\|/|…|\u202e|\u200b|\ufeff|\u0301|\U0001f600|🇰🇵|ﬁ|İ|ß|\t|\n|\n\n|
    """.replace("\n    ", "").split("|")
)
ASSEMBLED = st.lists(PIECES, max_size=60).map(" ".join)
GLUED = st.lists(PIECES, max_size=40).map("".join)
ANYTHING = st.text(max_size=400)  # lone surrogates too
TEXTS = st.one_of(ASSEMBLED, GLUED, ANYTHING, st.tuples(ASSEMBLED, ANYTHING).map("\n\n".join))
PUBLISHED = st.sampled_from([None, "2023-10-28", "2024-02-29", "0001-01-01", "9999-12-31", "soon"])


def read(text: str, published: str | None) -> Article | None:
    """The article as a line of JSON Lines would give it; None where it is rejected."""
    item = article_of({"text": text, "published": published}, "random:1")
    return item.article if isinstance(item, Read) else None


def spans(extraction: Extraction) -> Iterator[Span]:
    for claim in extraction.claims:
        yield from (claim.trigger, claim.passage)
    for entity in (*extraction.actors, *extraction.places):
        yield from entity.mentions
    for time in extraction.times:
        yield Span(time.start, time.end, time.text)


def check_times(extraction: Extraction) -> None:
    times = extraction.times
    assert [t.start for t in times] == sorted(t.start for t in times)
    for index, time in enumerate(times):
        assert time.reason
        assert time.type in {"DATE", "TIME", "DURATION", "SET"}
        if isinstance(time.anchor, int):
            assert 0 <= time.anchor < len(times)
            assert time.anchor != index
        if time.edtf is None:
            assert (time.earliest, time.latest) == (None, None)
        else:
            dated = dates.parse(time.edtf)
            assert (time.earliest, time.latest) == (dated.earliest, dated.latest)


def check_claims(extraction: Extraction) -> None:
    actors = {actor.id for actor in extraction.actors}
    places = {place.id for place in extraction.places}
    ids = [claim.id for claim in extraction.claims]
    assert len(set(ids)) == len(ids)
    for claim in extraction.claims:
        assert set(claim.actors) <= actors
        assert set(claim.places) <= places
        assert claim.part_of is None or claim.part_of in set(ids) - {claim.id}
        assert claim.speech is None or claim.speech in set(ids) - {claim.id}
        assert claim.time is None or 0 <= claim.time < len(extraction.times)
        assert claim.title.strip()
        assert claim.reason
        if claim.edtf is not None:
            dated = dates.parse(claim.edtf)
            assert (claim.earliest, claim.latest) == (dated.earliest, dated.latest)
            assert claim.precision == dated.precision


def check(extraction: Extraction) -> None:
    text = extraction.article.text
    for span in spans(extraction):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    check_times(extraction)
    check_claims(extraction)
    as_json(extraction)


@settings(max_examples=250 * SCALE, deadline=None, suppress_health_check=list(HealthCheck))
@example(
    text="the day before the day before the minister the minister yesterday", published="2023-10-28"
)
@given(text=TEXTS, published=PUBLISHED)
def test_any_article_gives_exact_passages(text: str, published: str | None) -> None:
    article = read(text, published)
    if article is not None:
        check(EXTRACTOR.extract(article))


@settings(max_examples=750 * SCALE, deadline=None, suppress_health_check=list(HealthCheck))
@example(
    text="the day before the day before the minister the minister yesterday", published="2023-10-28"
)
@given(text=TEXTS, published=PUBLISHED)
def test_any_article_gives_exact_times(text: str, published: str | None) -> None:
    article = read(text, published)
    if article is not None:
        check(EXTRACTOR.extract(article, times_only=True))


@settings(max_examples=100 * SCALE, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(TEXTS, min_size=2, max_size=5))
def test_articles_do_not_influence_each_other(texts: list[str]) -> None:
    """Read in one batch or alone, in this process or the next, an article says the same."""
    articles = [article for text in texts if (article := read(text, "2023-10-28"))]
    together = list(EXTRACTOR.extract_many(articles))
    assert together == [EXTRACTOR.extract(article) for article in articles]
