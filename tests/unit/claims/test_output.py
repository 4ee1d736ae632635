"""What `timeline extract` prints, and articles that are read in parts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline.extract import long_articles
from timeline.extract.output import as_json, json_pieces
from timeline.extract.pipeline import Extractor
from timeline.model import Article

TEXT = (
    "On 4 May 2023, Angela Merkel met Emmanuel Macron in Berlin. "
    "During the talks, they discussed prices. Merkel said the talks had gone well.\n"
)


def _read(text: str) -> dict[str, Any]:
    extraction = Extractor().extract(Article("a", text, published="2023-05-06"))
    whole = as_json(extraction)
    assert json.loads("".join(json_pieces(extraction))) == whole
    return whole


def _spans(value: object) -> list[dict[str, Any]]:
    """Every span of the object, however deep."""
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= value.keys() else []
        return own + [span for part in value.values() for span in _spans(part)]
    if isinstance(value, list):
        return [span for part in value for span in _spans(part)]
    return []


def test_every_span_is_what_stands_there() -> None:
    found = _spans(_read(TEXT))
    assert len(found) > 20
    for span in found:
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_the_keys_are_those_of_the_contract() -> None:
    whole = _read(TEXT)
    assert list(whole) == ["article", "times", "claims"]
    claim = whole["claims"][0]
    assert set(claim) == {
        "id", "title", "edtf", "earliest", "latest", "precision", "status", "time", "trigger",
        "passage", "actors", "places", "reason",
    }  # fmt: skip
    assert set(claim["actors"][0]) == {"id", "name", "kind", "mentions"}


def test_a_long_article_is_read_in_parts_that_fit_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = TEXT * 12
    monkeypatch.setattr(long_articles, "LONGEST_PART", 3 * len(TEXT))
    whole = _read(long)
    for span in _spans(whole):
        assert long[span["start"] : span["end"]] == span["text"]
    met = [c for c in whole["claims"] if c["trigger"]["text"] == "met"]
    assert len(met) == 12
    assert {c["edtf"] for c in met} == {"2023-05-04"}
    assert len({a["id"] for c in met for a in c["actors"] if a["name"] == "Angela Merkel"}) == 1
    assert len({c["id"] for c in whole["claims"]}) == len(whole["claims"])
    times = whole["times"]
    assert all(times[c["time"]]["text"] == "4 May 2023" for c in met)


def test_the_mentions_of_a_very_long_article_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.extract.output.MOST_MENTIONS", 10)
    whole = _read(TEXT * 3)
    lengths = [len(a["mentions"]) for c in whole["claims"] for a in c["actors"]]
    assert lengths
    assert max(lengths) == 1
