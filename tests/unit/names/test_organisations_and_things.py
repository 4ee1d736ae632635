"""Organisations, things and groups: what a name names is decided by the whole article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.extract.entities import Entities

Reader = Callable[[str], Entities]


def kinds(entities: Entities) -> dict[str, str]:
    return {name: a.kind for a in entities.actors for name in (a.name, *a.names)}


def same(entities: Entities, first: str, second: str) -> bool:
    ids = [{a.id for a in entities.actors if n in (a.name, *a.names)} for n in (first, second)]
    assert all(ids), (first, second, [a.name for a in entities.actors])
    return ids[0] == ids[1]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        # an acronym in brackets, also one of another language's words
        (
            "The Korean Central News Agency (KCNA) reported it. KCNA gave no details.",
            "Korean Central News Agency",
            "KCNA",
        ),
        (
            "The Bureau of Enquiry and Analysis (BEA) began work. The BEA found ice.",
            "Bureau of Enquiry and Analysis",
            "BEA",
        ),
        # initials without brackets, when only one name fits
        ("General Motors cut jobs. GM shares fell.", "General Motors", "GM"),
        # legal form and trade
        ("Apple Inc. sued Nokia. Apple wants damages.", "Apple Inc.", "Apple"),
        ("Apple Computer opened a store. Apple sold phones there.", "Apple Computer", "Apple"),
        ("Wal-Mart Corp. cut prices. Wal - Mart said so.", "Wal-Mart Corp.", "Wal - Mart"),
        # a word that says what the thing is
        ("Apple's iTunes Music Store opened. iTunes sold songs.", "iTunes Music Store", "iTunes"),
    ],
)
def test_one_under_two_names(entities_of: Reader, text: str, first: str, second: str) -> None:
    assert same(entities_of(text), first, second)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a firm and the person whose name it bears: what is the subject's own tells them apart
        (
            "Marlow Industries Inc. lost money. Howard Lindqvist succeeded Paul Marlow in June. "
            "Marlow agreed to sell its brake unit.",
            "Marlow Industries Inc.",
        ),
        (
            "Marlow Industries Inc. lost money. Howard Lindqvist succeeded Paul Marlow in June. "
            "Marlow sold his house in Denver.",
            "Paul Marlow",
        ),
    ],
)
def test_a_firm_and_its_founder(entities_of: Reader, text: str, name: str) -> None:
    assert same(entities_of(text), "Marlow", name)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Apple Corps sued Apple Computer in London.", "Apple Corps", "Apple Computer"),
        ("Barclays owns Barclays Capital and sold it.", "Barclays", "Barclays Capital"),
        ("Air France said Air France-KLM would pay.", "Air France", "Air France-KLM"),
        ("Apple sells the iPhone and the iPhone 4 there.", "iPhone", "iPhone 4"),
        ("Manchester United beat Manchester City.", "Manchester United", "Manchester City"),
    ],
)
def test_two_that_stay_apart(entities_of: Reader, text: str, first: str, second: str) -> None:
    assert not same(entities_of(text), first, second)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Twitter threatened to sue Meta. Twitter said so on Monday.", "Twitter", "organisation"),
        ("Cisco sued Apple over the name. Cisco said it owns it.", "Cisco", "organisation"),
        ("NPD Group, a market research firm, counted songs.", "NPD Group", "organisation"),
        ("Apple unveiled the iPod nano and its iTunes software.", "iPod nano", "thing"),
        ("The European Union passed the Digital Markets Act.", "Digital Markets Act", "thing"),
        ("The ship Titanic sank. The Titanic had left Southampton.", "Titanic", "thing"),
        ("Lavrov arrived. Foreign Minister Sergei Lavrov spoke.", "Lavrov", "person"),
    ],
)
def test_kinds(entities_of: Reader, text: str, name: str, kind: str) -> None:
    assert kinds(entities_of(text))[name] == kind


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Police fired tear gas in Minsk.", "police"),
        ("The passengers fled across the tracks.", "passengers"),
        ("Dozens of protesters blocked the road.", "protesters"),
        ("Four miners were rescued on Friday.", "four miners"),
        ("Apple engineers repaired the fault.", "Apple engineers"),
        ("The crash injured at least 26 people.", "26 people"),
        ("The quake killed 228 in two days.", "228 people"),
        ("Russian soldiers left the town.", "Russian soldiers"),
    ],
)
def test_people_of_a_common_noun_are_a_group(entities_of: Reader, text: str, group: str) -> None:
    assert kinds(entities_of(text))[group] == "group"


def test_the_same_head_is_the_same_group(entities_of: Reader) -> None:
    found = entities_of("Three miners were trapped. The miners were found on Monday.")
    groups = [a for a in found.actors if a.kind == "group"]
    assert [[m.text for m in g.mentions] for g in groups] == [["Three miners", "miners"]]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge collapsed into the valley.",
        "A restaurant kitchen burned down and smoke rose.",
        "Prices fell by a third in March.",
    ],
)
def test_inanimate_nouns_are_nobody(entities_of: Reader, text: str) -> None:
    assert entities_of(text).actors == ()


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("Nokia cut jobs. The Finnish company blamed weak sales.", "Nokia", "company"),
        ("Nokia cut jobs. It blamed weak sales.", "Nokia", "It"),
        ("Boeing lost the order. Its shares fell.", "Boeing", "Its"),
        # a war does nothing
        ("Nokia cut jobs. During the First World War it made boots.", "Nokia", "it"),
        ("The BBC apologised. The broadcaster had erred.", "BBC", "broadcaster"),
        ("Apple showed the iPhone. The phone is thin.", "iPhone", "phone"),
        ("Protesters marched in Lyon. They burned cars.", "protesters", "They"),
    ],
)
def test_pronouns_and_descriptions(entities_of: Reader, text: str, name: str, mention: str) -> None:
    found = entities_of(text)
    owners = [a.name for a in found.actors if mention in [m.text for m in a.mentions]]
    assert [owner.removeprefix("the ") for owner in owners] == [name]


def test_a_word_with_a_capital_only_at_the_start_is_no_name(entities_of: Reader) -> None:
    found = entities_of("Monkeypox spreads slowly. Doctors say monkeypox is rare in Oslo.")
    assert "Monkeypox" not in kinds(found)
