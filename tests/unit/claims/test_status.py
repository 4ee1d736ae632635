"""Happened, planned, reported, denied, hypothetical."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import claim, read

STATUSES = [
    ("The court fined Acme on Monday.", "fined", "happened"),
    ("The court has fined Acme.", "fined", "happened"),
    # planned: tense, verbs of planning, nouns
    ("The court will fine Acme next week.", "fine", "planned"),
    ("Acme plans to sell the factory.", "sell", "planned"),
    ("Acme is expected to sell the factory.", "sell", "planned"),
    ("The upcoming election divides the country.", "election", "planned"),
    ("Savers will be able to cash their pensions.", "cash", "planned"),
    ("Savers might be able to cash their pensions.", "cash", "hypothetical"),
    # what describes a thing of the future has happened
    ("The bill, passed by the Senate on Monday, would become law.", "passed", "happened"),
    # denied: negation of the verb, of the subject, verbs of denying
    ("The court did not punish Acme.", "punish", "denied"),
    ("No agreement was signed on Monday.", "signed", "denied"),
    ("Acme failed to pay the fine.", "pay", "denied"),
    ("Acme left without paying.", "paying", "denied"),
    # ... but not "not only"
    ("The court not only fined Acme.", "fined", "happened"),
    # hypothetical: modals, conditions, wishes
    ("The court may fine Acme.", "fine", "hypothetical"),
    ("If Acme sells the factory, workers will strike.", "sells", "hypothetical"),
    ("If Acme sells the factory, workers will strike.", "strike", "hypothetical"),
    ("Acme wanted to sell the factory.", "sell", "hypothetical"),
    ("Acme hoped to sell the factory.", "sell", "hypothetical"),
    # reported: what is said; the saying itself happened
    ("Anna Berg said that Acme had sold the factory.", "sold", "reported"),
    ("Anna Berg said that Acme had sold the factory.", "said", "happened"),
    ("“Acme sold the factory last year,” Anna Berg said.", "sold", "reported"),
    ("Acme sold the factory, Anna Berg said.", "sold", "reported"),
    # managed to, began to: it happened
    ("Anna Berg managed to escape.", "escape", "happened"),
    ("Anna Berg began writing.", "writing", "happened"),
    # forms that rarer verbs have too ("to hop", "to slat")
    ("The ship had been slated to sail in May.", "sail", "planned"),
    # whose rank is told has done it; who will be first has not
    ("Anna Berg was the second to reach the pole.", "reach", "happened"),
    ("Norway became the first country to sign the treaty in 2004.", "sign", "happened"),
    ("The last woman to win the prize was Anna Berg.", "win", "happened"),
    ("Peter Holm said that Norway was the last to sign.", "sign", "reported"),
    ("The first woman to win the prize in May will be crowned.", "win", "planned"),
    ("Norway plans to be the first to sign on 4 May 2024.", "sign", "planned"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), STATUSES)
def test_status(text: str, trigger: str, expected: str) -> None:
    assert claim(read(text), trigger).status == expected


def test_what_is_said_names_its_act_of_saying() -> None:
    extraction = read("Anna Berg said on Friday that Acme had sold the factory.")
    assert claim(extraction, "sold").speech == claim(extraction, "said").id
    assert claim(extraction, "said").speech is None
