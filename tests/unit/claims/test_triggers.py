"""Which words are triggers: heads without auxiliaries, event nouns, fixed phrases."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import read

TRIGGERS = [
    # a verb without its auxiliaries
    ("The report was released on Monday.", {"released"}),
    ("The army had been attacking the town for weeks.", {"attacking"}),
    ("Parliament will not have voted by Friday.", {"voted"}),
    # fixed phrases
    ("The meeting took place in Geneva on 3 May.", {"meeting", "took place"}),
    ("Steve Miller stepped down on Tuesday.", {"stepped down"}),
    ("A fire broke out in the harbour on Sunday.", {"fire", "broke out"}),
    # event nouns, with and without an article
    ("An earthquake shook Chile on Saturday.", {"earthquake", "shook"}),
    ("The lawsuit followed a takeover in March 2020.", {"lawsuit", "followed", "takeover"}),
    ("The trial of Anna Berg began on Monday.", {"trial", "began"}),
    # two clauses, two claims
    ("Maria Silva left Lisbon on Monday and reached Madrid on Tuesday.", {"left", "reached"}),
    # what states and descriptions say is no happening
    ("Norway is a country in northern Europe.", set()),
    ("The phone has two cameras.", set()),
    ("The company is based in Oslo and employs 300 people.", set()),
    ("The region includes three lakes.", set()),
    # fixed phrases that name nothing, participles that describe, a tense
    ("Acme closed the mine in order to pay its debts on Monday.", {"closed", "pay"}),
    ("The army freed ten prisoners of war on Monday.", {"freed"}),
    ("On Monday the army entered a region inhabited by farmers.", {"entered"}),
    ("The parties signed a pact on Monday.", {"signed"}),
    ("Anna Berg gave a party for her staff on Monday.", {"gave", "party"}),
    ("We are going to open the bridge on Monday.", {"open"}),
    # one word with a hyphen
    ("Voters re-elected the mayor on Monday.", {"re-elected"}),
    # the month is no march
    ("The company was founded in March.", {"founded"}),
]


@pytest.mark.parametrize(("text", "expected"), TRIGGERS)
def test_triggers(text: str, expected: set[str]) -> None:
    assert {claim.trigger.text for claim in read(text).claims} == expected


def test_spans_are_what_stands_in_the_text() -> None:
    text = "On Monday, Ana Ruiz arrived in Quito.\nShe met “the whole team” there — twice."
    for claim in read(text).claims:
        for span in (claim.trigger, claim.passage):
            assert text[span.start : span.end] == span.text
        assert claim.passage.start <= claim.trigger.start
        assert claim.trigger.end <= claim.passage.end
