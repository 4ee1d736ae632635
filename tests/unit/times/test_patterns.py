"""The language of rules: which rules can begin where, and that none is passed over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extract.times import lexicon
from timeline.extract.times.lexicon import Lexicon
from timeline.extract.times.patterns import PatternError, opening, parse
from timeline.extract.times.scan import Scan


def _english() -> Lexicon:
    words = lexicon.load("en")
    assert words is not None
    return words


ENGLISH = _english()


@pytest.mark.parametrize(
    ("pattern", "first", "second"),
    [
        ("month day", "month", {"day"}),
        ("month day?", "month", {"day", None}),
        ("det? month", "det", {"month"}),
        ("det? month", "month", {None}),
        ("day+ month", "day", {"day", "month"}),
        ("day* month", "day", {"day", "month"}),
        ("(det | early)* month", "early", {"det", "early", "month"}),
        ("det? (month | day) 'of'?", "day", {"=of", None}),
    ],
)
def test_what_can_follow_the_first_word(pattern: str, first: str, second: set[str | None]) -> None:
    openings, empty = opening(parse(pattern, {}))
    assert not empty
    assert openings[first] == second


def test_a_pattern_that_may_be_empty_says_so() -> None:
    assert opening(parse("det? month*", {}))[1]
    with pytest.raises(PatternError):
        parse("(det", {})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(sorted(ENGLISH.words)), min_size=1, max_size=12))
def test_no_rule_that_matches_is_passed_over(words: list[str]) -> None:
    scan = Scan(" ".join(word.title() for word in words), ENGLISH)
    for at in range(len(scan)):
        matching = {rule.name for rule in ENGLISH.rules if rule.pattern.match(scan.letters, at)}
        allowed = {rule.name for rule in ENGLISH.beginning[scan.letters[at : at + 2]]}
        assert matching <= allowed
