"""Lines of the page that an article was copied from tell nothing of the world."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import read
from timeline.extract.page_lines import of_the_page


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share on Facebook",
        "SHARE THIS ARTICLE",
        "Read more: What to know about wildfires",
        "Related: The port that burned twice",
        "Sign up for our morning newsletter",
        "Follow us on Instagram",
        "Photo: Maria Soto/AFP",
        "Image caption: The hills above the port burned for four days",
        "By Maria Soto and Jorge Castro",
        "Published: 20 April 2014, 10:35",
        "Last updated at 12:05 GMT, 3 May",
        "3 min read",
        "12 comments",
        "© 2014 The Valley Herald. All rights reserved.",
        "This article was originally published in The Valley Herald on 5 May.",
        "(Reporting by Maria Soto)"[1:-1],
    ],
)
def test_lines_of_a_page(line: str) -> None:
    assert of_the_page(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in Santiago",
        "Read Hospital closed its doors on 4 May",
        "Published in 1843, the novel sold 6,000 copies.",
        "Updated rules for teachers were agreed in May",
        "By Monday the fire had reached the port.",
        "By Monday the whole Port of Valparaiso burned",
        "Print workers went on strike in March",
        "Video showed the crash.",
        "Follow the money, said the prosecutor",
        "Related firms were fined",
        "Save the Children left the country",
        "Photographers were arrested",
    ],
)
def test_lines_of_an_article(line: str) -> None:
    assert not of_the_page(line)


def test_no_claim_is_made_of_them() -> None:
    text = (
        "Bridge falls in storm\nBy Maria Soto\nPublished: 20 April 2014\nA bridge fell on Friday.\n"
        "Advertisement\nThe mayor resigned on Saturday.\nShare on Facebook\n"
        "Read more: Why bridges collapse"
    )
    told = [claim.trigger.text for claim in read(text, "2014-04-20").claims]
    assert told == ["falls", "storm", "fell", "resigned"]
