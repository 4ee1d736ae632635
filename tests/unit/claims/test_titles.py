"""Titles: who did what, in the article's words, at most 80 characters."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import claim, read

TITLES = [
    # a life in brackets; what somebody is said to be
    (
        "Ingrid Solheim (born 5 May 1952 in Bergen) is an engineer and former politician who "
        "served as minister in 1997.",
        "born",
        "Ingrid Solheim born in Bergen",
    ),
    (
        "Ingrid Solheim (born 5 May 1952 in Bergen) is an engineer and former politician who "
        "served as minister in 1997.",
        "served",
        "Ingrid Solheim served as minister",
    ),
    (
        "It was a storm that killed 12 people in 1953.",
        "killed",
        "A storm killed 12 people",
    ),
    # what happens to "it" happens to what was just brought up; what "it" does, the subject does
    (
        "The men used a white van. It was found in a quarry on Friday.",
        "found",
        "The white van was found in a quarry",
    ),
    ("The navy lost a helicopter. It sank on Friday.", "sank", "The helicopter sank"),
    ("The yard sold a ship. It lost money.", "lost", "The yard lost money"),
    # the numeral of a ruler's name, and whoever speaks
    (
        "Emperor Frederick I confirmed the privileges of the town in 1158.",
        "confirmed",
        "Emperor Frederick I confirmed the privileges of the town",
    ),
    ("King Charles I was executed in 1649.", "executed", "King Charles I was executed"),
    ("In Berlin I met Anna Berg in 1990.", "met", "I met Anna Berg"),
    ("Last Friday I met Anna Berg.", "met", "I met Anna Berg"),
    # a time that "by" limits goes whole; who does it stays
    (
        "The bridge is to be finished by the end of 2027.",
        "finished",
        "The bridge is to be finished",
    ),
    ("The bridge was finished by the navy.", "finished", "The bridge was finished by the navy"),
    # a participle with a hyphen tells of another time
    ("Anna Berg won the office, re-elected four years later.", "won", "Anna Berg won the office"),
    # what somebody does is told with the doing of it
    (
        "“I only did what I was trained to do,” Anna Berg said.",
        "trained",
        "Anna Berg: I only did what I was trained to do",
    ),
    # the time is shown beside the title, so not in it
    ("On Monday, the court fined Acme.", "fined", "The court fined Acme"),
    # a pronoun becomes the name
    (
        "Anna Berg arrived in Oslo on Monday. She met Peter Holm.",
        "met",
        "Anna Berg met Peter Holm",
    ),
    # ... but not where the title has named whom it means
    ("Anna Berg sold her shares in Acme.", "sold", "Anna Berg sold her shares in Acme"),
    ("On 15 April, Britain closed its airspace.", "closed", "Britain closed its airspace"),
    # a description between commas goes whole; told by itself it keeps what makes it read right
    (
        "The company, founded in 1962, denied wrongdoing on Monday.",
        "denied",
        "The company denied wrongdoing",
    ),
    (
        "The company, founded in 1962, denied wrongdoing on Monday.",
        "founded",
        "The company founded in 1962",
    ),
    # what is due has the subject of "is"
    (
        "The trial of Mark Hale is due to begin on 7 June.",
        "begin",
        "The trial of Mark Hale is due to begin",
    ),
    # a dateline is no subject
    (
        "DENVER, June 9 (AP) — The trial of builder Mark Hale opened on Monday.",
        "opened",
        "The trial of builder Mark Hale opened",
    ),
    # a shared subject is written
    (
        "Anna Berg left Oslo on Monday and flew to Rome.",
        "flew",
        "Anna Berg flew to Rome",
    ),
    # what was said comes after who said it
    (
        "“The bridge was closed in May,” Anna Berg said.",
        "said",
        "Anna Berg said: The bridge was closed",
    ),
    # a relative clause says what "which" means
    (
        "The summit, which took place in May, failed.",
        "took place",
        "The summit took place",
    ),
    # additions go, no phrase is cut
    (
        "Anna Berg, the chairwoman of the Norwegian association of independent booksellers, "
        "which has four hundred members, resigned on Monday.",
        "resigned",
        "Anna Berg resigned",
    ),
    # a verb without tense carries the verbs that it hangs on
    (
        "Acme's chairman Jaan Kask declined to comment on Monday.",
        "comment",
        "Acme's chairman Jaan Kask declined to comment",
    ),
    (
        "On Tuesday Acme agreed to buy Brill and sell its mine in Peru.",
        "sell",
        "Acme agreed to sell its mine in Peru",
    ),
    (
        "The minister accused the company of refusing to pay the workers.",
        "pay",
        "The minister accused the company of refusing to pay the workers",
    ),
    (
        "Anna Berg rounded the day off by unveiling a new ship.",
        "unveiling",
        "Anna Berg rounded the day off by unveiling a new ship",
    ),
    # what stood before the subject follows the verb
    (
        "After signing an armistice with Japan, the Soviets invaded Poland.",
        "signing",
        "The Soviets invaded Poland after signing an armistice with Japan",
    ),
    # a noun that does not say whose it is is told with its verb
    ("Police made five arrests in Oslo on Monday.", "arrests", "Police made five arrests in Oslo"),
    # a shared auxiliary is written
    (
        "In October the army was repulsed and driven back into Albania.",
        "driven",
        "The army was driven back into Albania",
    ),
    # a clause that names its object by "which" or not at all gets it back
    (
        "The law, which the parliament passed in May, failed.",
        "passed",
        "The parliament passed the law",
    ),
    (
        "The crew whose boat capsized was rescued on Monday.",
        "capsized",
        "The crew’s boat capsized",
    ),
    # the verb of a relative clause agrees with the noun that it tells of
    (
        "The talks in Riyadh, which were headed by Anna Berg, ended on Monday.",
        "headed",
        "The talks in Riyadh were headed by Anna Berg",
    ),
    (
        "Anna Berg refused to hold elections in Ukraine, which had been scheduled for May.",
        "scheduled",
        "Elections in Ukraine had been scheduled",
    ),
    # no name is cut, no list after its first but one
    (
        "The White House has announced plans to designate the gang Tren de Aragua as "
        "a terrorist organisation in all of the southern states.",
        "announced",
        "The White House has announced plans to designate the gang Tren de Aragua",
    ),
    # "it" and "they" become the thing or people before, where number and kind agree
    (
        "A tsunami struck the coast on Monday. It was caused by a landslide.",
        "caused",
        "The tsunami was caused by a landslide",
    ),
    # "we" is told with who says it
    (
        "“We have lost the match,” coach Anna Berg said on Monday.",
        "lost",
        "Anna Berg: We have lost the match",
    ),
    # a condition and a comparison are not told as facts
    (
        "Acme will close the mine if the union rejects the offer.",
        "rejects",
        "Acme will close the mine if the union rejects the offer",
    ),
    # surnames in capitals are written like other names
    (
        "President Jovenel MOISE was assassinated in 2021.",
        "assassinated",
        "President Jovenel Moise was assassinated",
    ),
    # "a" and "an" go with what is left; small letters of names stay small
    (
        "Archaeologist Anna Berg-Johansen told reporters that an unusually well-preserved, "
        "internationally celebrated painting had vanished.",
        "told",
        "Anna Berg-Johansen told reporters a well-preserved painting had vanished",
    ),
    (
        "The commission on the reform of the waterworks said that an old bridge over the river in "
        "the provinces was closed.",
        "closed",
        "An old bridge over the river in the provinces was closed",
    ),
    ("iPhone users sued on Monday.", "sued", "iPhone users sued"),
    (
        "Officials did not show the sample on which Anna Berg based the attack.",
        "based",
        "Anna Berg based the attack on the sample",
    ),
    # "its" and "their" of a subject likewise
    (
        "The railway spent a fortune on track. Its results are to be published on Tuesday.",
        "published",
        "The railway’s results are to be published",
    ),
    # what follows a comma keeps it
    (
        "A bomb exploded on Monday, killing a woman and injuring 111 people.",
        "injuring",
        "A bomb exploded, injuring 111 people",
    ),
    # a time before a subject is no part of it; contractions after a name are written in full
    ("On 13 June Lewis heard the Great Falls.", "heard", "Lewis heard the Great Falls"),
    (
        "Anna Berg left in 2019. “She'd have asked who pays,” her brother said.",
        "asked",
        "Anna Berg would have asked who pays",
    ),
    # a question is told with what asks it
    (
        "It is unclear who started the fire on Monday.",
        "started",
        "It is unclear who started the fire",
    ),
    # what is written in one word stays so, per cent too
    (
        "Acme rejected a $28-a-share bid, and its shares rose 8%.",
        "rejected",
        "Acme rejected a $28-a-share bid",
    ),
    # an event noun with its phrase
    (
        "The talks between Anna Berg and Peter Holm failed.",
        "talks",
        "The talks between Anna Berg and Peter Holm",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), TITLES)
def test_titles(text: str, trigger: str, expected: str) -> None:
    assert claim(read(text), trigger).title == expected


def test_no_title_is_too_long_or_empty() -> None:
    text = (
        "The extraordinarily long-winded and internationally recognised commission on the reform "
        "of municipal waterworks in the northern and north-eastern provinces published, against "
        "the explicit and repeatedly stated advice of its own secretariat, a report on Monday."
    )
    found = read(text).claims
    assert found
    for each in found:
        assert 0 < len(each.title) <= 80
        assert each.title[0] == each.title[0].upper()
        assert each.title == each.title.strip(" ,;:–-")
