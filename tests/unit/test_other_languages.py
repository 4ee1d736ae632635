"""Articles in other languages: their dates are read, English grammar makes no events of them."""

from __future__ import annotations

import pytest

from timeline.extract.pipeline import Extractor
from timeline.model import Article

SPANISH = (
    "Un incendio en un almacén de Vallecas dejó el domingo tres heridos. El fuego comenzó por la "
    "tarde y fue extinguido el lunes. La policía detuvo a un hombre de 34 años que había vuelto."
)
GERMAN = (
    "Bei einem Brand in einem Lagerhaus sind drei Menschen verletzt worden. Das Feuer war am "
    "12.04.2014 ausgebrochen und konnte erst nach Stunden von der Feuerwehr gelöscht werden."
)


@pytest.mark.parametrize(
    ("text", "name", "days"),
    [
        (SPANISH, "Spanish", ["2014-04-13", "2014-04-13", "2014-04-14"]),
        (GERMAN, "German", ["2014-04-12"]),
    ],
)
def test_their_dates_alone_are_read_and_the_loader_says_so(
    text: str, name: str, days: list[str]
) -> None:
    extraction = Extractor().extract(Article("a", text, published="2014-04-14"))
    assert extraction.claims == ()
    assert extraction.actors == ()
    assert [time.edtf for time in extraction.times if time.type != "DURATION"] == days
    assert extraction.warnings == (
        f"is in {name}: no events are read from it, only its dates; events are read from English",
    )


def test_what_cannot_be_told_is_read_as_english() -> None:
    extraction = Extractor().extract(Article("a", "Bridge fell on 4 May 2014.", published=None))
    assert [claim.edtf for claim in extraction.claims] == ["2014-05-04"]
    assert extraction.warnings == ()
