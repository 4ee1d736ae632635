"""Dates of claims: clause, sentence, narrative, reported speech, publication.

Each row is a text, the day it was published, and the dates of some triggers.
"""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import claim, read

OWN = [
    # each clause its own time
    (
        "Maria Silva left Lisbon on 2 May 2023 and reached Madrid on 4 May 2023.",
        {"left": "2023-05-02", "reached": "2023-05-04"},
    ),
    # an event noun its own, the verb its own
    (
        "During his visit to Egypt from 12 to 17 May 2023, "
        "Peter Holm met Anna Berg on 14 May 2023.",
        {"visit": "2023-05-12/2023-05-17", "met": "2023-05-14"},
    ),
    # the time of "took place" is that of what took place
    ("The summit took place in May 2021.", {"summit": "2021-05", "took place": "2021-05"}),
    # the subject's time is the verb's
    ("An earthquake on 4 May 2023 destroyed the town.", {"destroyed": "2023-05-04"}),
    # harm is done when its cause happens, even where only the year is told
    ("The 2004 tsunami killed thousands.", {"killed": "2004"}),
    # the day on which a statement was issued is that of what it says
    (
        "In a statement issued on 4 May 2023, Anna Berg denied the charges.",
        {"denied": "2023-05-04"},
    ),
    ("Peter Holm was shot during a Tuesday match.", {"shot": "2023-10-24"}),
    # who is forced to do something does it then
    ("On 4 May 2023 the crew was forced to abandon the ship.", {"abandon": "2023-05-04"}),
    # a time before "after" is that of the main clause, even where the parser thinks otherwise
    (
        "A hospital supported by MSF south of Cairo closed earlier this year "
        "after a patient was killed leaving the emergency room.",
        {"closed": "2023"},
    ),
    # limits
    ("The bridge was closed before 4 May 2023.", {"closed": "[..2023-05-03]"}),
    ("The bridge was rebuilt after 4 May 2023.", {"rebuilt": "[2023-05-05..]"}),
    ("The bridge was rebuilt by 4 May 2023.", {"rebuilt": "[..2023-05-04]"}),
    # what is planned has the time, not the planning
    ("The trial is scheduled for 5 December 2023.", {"trial": "2023-12-05"}),
    # part of a day, part of a phrase
    ("The ferry sank in the early hours of 3 May 2023.", {"sank": "2023-05-03"}),
    # a participle between commas does not take the time from the verb
    ("The ferry left Gdańsk, repaired, on 30 August 2023.", {"left": "2023-08-30"}),
    # a fronted time is not part of the subject
    ("Today, opposition leader Anna Berg was arrested.", {"arrested": "2023-10-28"}),
    # the parser takes the day for a part of the name
    ("On Friday Northern Lines cancelled its sailings.", {"cancelled": "2023-10-27"}),
]

RELATED = [
    # participles, infinitives, joined verbs
    (
        "On 4 May 2023, Anna Berg addressed the crowd, praising the strikers.",
        {"addressed": "2023-05-04", "praising": "2023-05-04"},
    ),
    ("The union managed to stop the sale on 4 May 2023.", {"managed": "2023-05-04"}),
    # before and after
    (
        "Peter Holm flew home on 4 May 2023 after visiting Cairo.",
        {"flew": "2023-05-04", "visiting": "[..2023-05-04]"},
    ),
    (
        "Peter Holm had sold the house before he left on 4 May 2023.",
        {"left": "2023-05-04"},
    ),
    ("After joining Acme in 2011, Anna Berg moved to Rome.", {"moved": "[2011-01-01..2023-10-28]"}),
    # what somebody is arrested for came first
    (
        "Peter Holm was arrested for murder on 4 May 2023.",
        {"arrested": "2023-05-04", "murder": "[..2023-05-04]"},
    ),
    # what is told as past lies between the day told and publication
    (
        "On 20 October 2023 Anna Berg shot a guard before she was arrested.",
        {"shot": "2023-10-20", "arrested": "[2023-10-20..2023-10-28]"},
    ),
    ("Today Anna Berg shot a guard before she was arrested.", {"arrested": "2023-10-28"}),
    # what is counted stands where its number stands
    ("The flood on 4 May 2023 caused hundreds of deaths.", {"deaths": "2023-05-04"}),
    # the occasion has the time of its clause, whatever was told before
    (
        "Anna Berg met Peter Holm at a conference on 3 May 2020.\n"
        "She spoke at the convention on 4 May 2023.",
        {"spoke": "2023-05-04", "convention": "2023-05-04"},
    ),
    # a distance from one end gives the other
    (
        "Anna Berg was released on 4 May 2023, four weeks after she was sentenced.",
        {"released": "2023-05-04", "sentenced": "2023-04-06"},
    ),
    (
        "Three days after the crash on 4 May 2023, Acme grounded its fleet.",
        {"crash": "2023-05-04", "grounded": "2023-05-07"},
    ),
    (
        "Anna Berg was jailed on 4 May 2023. Nearly two years after she was jailed, she fell ill.",
        {"fell": "2025~"},
    ),
    # a length that is no exact distance gives only a limit
    (
        "Anna Berg was released on 4 May 2023, less than a month after she was sentenced.",
        {"sentenced": "[..2023-05-04]"},
    ),
    # how long it lasted
    (
        "The siege began on 4 May 2023 and lasted three days.",
        {"began": "2023-05-04", "lasted": "2023-05-04/2023-05-06"},
    ),
    (
        "The siege, which began on 4 May 2023, lasted three days.",
        {"siege": "2023-05-04/2023-05-06", "lasted": "2023-05-04/2023-05-06"},
    ),
    (
        "The strike began on 4 May 2023. It lasted two weeks.",
        {"lasted": "2023-05-04/2023-05-17"},
    ),
    # what somebody is charged in, or held in connection with, came first
    (
        "Paul Fry was arrested on 5 May 2023 in connection with the bombing.",
        {"arrested": "2023-05-05", "bombing": "[..2023-05-05]"},
    ),
    # what has a time in a clause with "when"
    ("When the war began in May 1914, Anna Berg fled.", {"fled": "1914-05"}),
]

NARRATIVE = [
    # the next sentence goes on
    (
        "On 4 May 2023, Peter Holm arrived in Cairo. He met Anna Berg at the airport.",
        {"arrived": "2023-05-04", "met": "2023-05-04"},
    ),
    # a happening named again
    (
        "On 4 May 2023, Peter Holm met Anna Berg.\nDuring the negotiations, they discussed prices.",
        {"negotiations": "2023-05-04", "discussed": "2023-05-04"},
    ),
    # but a war is no battle, and a battle with a name is that one
    (
        "The battle took place on 4 May 2023.\nThe war ended slowly.",
        {"battle": "2023-05-04", "war": "[..2023-10-28]"},
    ),
    # counted from the narrative, not from publication
    (
        "On 4 May 2023, Peter Holm met Anna Berg. The day before, he arrived in Cairo.",
        {"met": "2023-05-04", "arrived": "2023-05-03"},
    ),
    # a duration places a visit
    (
        "On 4 May 2023, Peter Holm arrived on a visit to Egypt. The visit will last three days.",
        {"arrived": "2023-05-04", "last": "2023-05-04/2023-05-06"},
    ),
    # a look back does not carry over to the next paragraph of a report
    (
        "Peter Holm resigned on Friday.\n"
        "In 2019, he founded Acme. He sold it in 2021.\n"
        "His deputy, Anna Berg, praised him.",
        {"resigned": "2023-10-27", "founded": "2019", "sold": "2021", "praised": "2023-10-27"},
    ),
    # the headline goes with the lead
    (
        "Holm resigns as chairman of Acme\n\nPeter Holm resigned on Friday.",
        {"resigns": "2023-10-27", "resigned": "2023-10-27"},
    ),
]

SPEECH = [
    # what was said happened by then
    (
        "Anna Berg said on 20 October that the board had sacked Peter Holm.",
        {"said": "2023-10-20", "sacked": "[..2023-10-20]"},
    ),
    # unless it has a time of its own
    (
        "Anna Berg said on 20 October that the summit took place in September.",
        {"said": "2023-10-20", "took place": "2023-09"},
    ),
    # what is foretold comes later
    (
        "Anna Berg said on 20 October that the board will sack Peter Holm.",
        {"sack": "[2023-10-20..]"},
    ),
    # an act of saying in a quotation's paragraph goes on
    (
        "“We won,” Anna Berg said on Friday. “Nobody helped us,” she added.",
        {"said": "2023-10-27", "added": "2023-10-27"},
    ),
]

PUBLISHED = [
    # a report without any time
    ("The court fined Acme.", {"fined": "2023-10-28"}),
    # the perfect says only that it is done
    ("The court has fined Acme.", {"fined": "[..2023-10-28]"}),
    ("The mayor has said the bridge is safe.", {"said": "[..2023-10-28]"}),
    ("The mayor said the bridge was safe.", {"said": "2023-10-28"}),
]


UP_TO_NOW = [
    # the perfect tense reaches up to publication
    (
        "The software has been licensed by 300 firms since last June.",
        {"licensed": "2023-06/2023-10-28"},
    ),
    ("Eleven firms have gone public so far this year.", {"gone": "2023-01-01/2023-10-28"}),
    ("The Greens have governed for two years.", {"governed": "2021-10/.."}),
    ("Acme has closed eleven plants in the past three years.", {"closed": "2020/2023-10-28"}),
    # but what is over has its own time
    ("Acme closed a plant this year.", {"closed": "2023"}),
    # what goes on has no end
    ("Acme, which has made drills since 1911, was sold today.", {"made": "1911/.."}),
    ("Anna Berg has commanded the ship since May 2021.", {"commanded": "2021-05/.."}),
    # what has happened before is not of the day that the report tells of
    (
        "The mayor opened the bridge on Monday.\nThe city has previously opened three schools.",
        {"opened": "2023-10-23"},
    ),
    # what is planned lies ahead
    ("The bank plans to hire 300 people.", {"hire": "[2023-10-28..]"}),
    ("From April 2024, savers will be able to cash their pensions.", {"cash": "2024-04/.."}),
]

ACCOUNTS = [
    (
        "Acme Corp. said third-quarter net income fell 12% to $40 million. "
        "Earnings are expected to rise in the fourth quarter.\n"
        "Revenue rose 5% to $1.2 billion from $1.1 billion a year earlier.",
        {"fell": "2023-35", "rise": "2023-36", "rose": "2023-35"},
    ),
    (
        "Acme reported a loss for its fiscal year 2022. In the year-ago period it had a profit. "
        "Sales slipped 2%.",
        {"slipped": "2022"},
    ),
    # nor is the year of founding a year of accounts, and the year that ended is one
    (
        "Acme, founded in 1763, owns pubs. Sales rose 5%.",
        {"founded": "1763", "rose": None},
    ),
    (
        "Acme owns pubs in Rome. Profit for the year ended March 31 slid 4%.",
        {"slid": "2022-04-01/2023-03-31"},
    ),
    # a share is no account
    (
        "In the first quarter, Acme earned $3 million.\nAcme shares fell $2.",
        {"fell": "[..2023-10-28]"},
    ),
]

LOOKING_BACK = [
    # harm is that of the crash which a sentence before has dated
    (
        "The minister spoke on Friday about the train that crashed on 20 October. Nobody was hurt.",
        {"spoke": "2023-10-27", "crashed": "2023-10-20", "hurt": "2023-10-20"},
    ),
    # a look back lasts to the end of its paragraph
    (
        "The bridge collapsed on Friday.\n"
        "An inspector had telephoned a warning to the office. "
        "The message reached nobody. A clerk noticed it.",
        {"reached": "[..2023-10-27]", "noticed": "[..2023-10-27]"},
    ),
    # years gone by are not those of the lead
    (
        "Peter Holm resigned on Friday.\nIn 2019, he founded Acme. The firm built pumps.",
        {"founded": "2019", "built": "[..2023-10-28]"},
    ),
]

AFTER_AND_BEFORE = [
    # a time before "after" is that of the clause before it
    (
        "The bridge will reopen in weeks, the governor said Sunday, three days after a section "
        "of the road dropped into the water.",
        {"said": "2023-10-22", "dropped": "2023-10-19"},
    ),
    (
        "Two days after Peter Holm resigned, workers Friday returned to their offices.",
        {"resigned": "2023-10-25", "returned": "2023-10-27"},
    ),
    (
        "The party agreed to take part only a week before the election on 12 May 2023.",
        {"election": "2023-05-12", "take part": "2023-05-05"},
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), UP_TO_NOW + ACCOUNTS + LOOKING_BACK + AFTER_AND_BEFORE
)
def test_dates_of_reports(text: str, expected: dict[str, str | None]) -> None:
    found = [c for c in read(text).claims if c.trigger.text in expected]
    assert {(c.trigger.text, c.edtf) for c in found} >= set(expected.items())


@pytest.mark.parametrize(("text", "expected"), OWN + RELATED + NARRATIVE + SPEECH + PUBLISHED)
def test_dates(text: str, expected: dict[str, str]) -> None:
    extraction = read(text)
    assert {trigger: claim(extraction, trigger).edtf for trigger in expected} == expected


def test_a_clause_that_tells_what_is_known_names_it_again() -> None:
    text = "Anna Berg was sentenced on 4 May 2023. Four weeks after she was sentenced, she fled."
    extraction = read(text)
    sentenced = [c.edtf for c in extraction.claims if c.trigger.text == "sentenced"]
    assert sentenced == ["2023-05-04", "2023-05-04"]
    assert claim(extraction, "fled").edtf == "2023-06-01"


def test_no_publication_date_no_guess() -> None:
    for found in read("The court has fined Acme. The mayor said so.", None).claims:
        assert found.edtf is None
        assert found.precision == "unknown"
        assert found.reason


def test_a_history_does_not_count_from_its_publication() -> None:
    text = (
        "The Duke conquered the city in 1453.\n"
        "He built a palace, and his son extended it in 1470.\n"
        "Later rulers neglected it."
    )
    extraction = read(text, "2021-03-04")
    assert claim(extraction, "conquered").edtf == "1453"
    assert claim(extraction, "neglected").edtf is None


def test_the_claim_points_to_the_time_that_dates_it() -> None:
    extraction = read("On 4 May 2023, Peter Holm arrived in Cairo. He met Anna Berg there.")
    for trigger in ("arrived", "met"):
        time = claim(extraction, trigger).time
        assert time is not None
        assert extraction.times[time].text == "4 May 2023"


def test_every_claim_says_why_it_has_its_date() -> None:
    text = (
        "On 4 May 2023, Peter Holm arrived in Cairo after visiting Rome. He met Anna Berg. "
        "She said he had lost. He may return."
    )
    for found in read(text).claims:
        assert found.reason.strip().endswith(".")
        assert (found.edtf is None) or found.steps
