"""Dates of claims in stories: hours and parts of a day, and what goes on from them.

Each row is a text and the dates of some triggers.
"""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import claim, read

HOURS = [
    # a part of another day moves the story on
    (
        "The voyage began on 7 June 1958. The wind dropped. The next morning it came back.",
        {"began": "1958-06-07", "dropped": "1958-06-07", "came": "1958-06-08"},
    ),
    (
        "Her songs were sung on 30 January 1922. The morning after, a critic mocked them.",
        {"sung": "1922-01-30", "mocked": "1922-01-31"},
    ),
    # an hour lies on its day, before, after and by it too
    (
        "Anna Berg sold her shares on 4 May 1996. The price rose shortly before noon. "
        "It fell after 3 p.m. and had recovered by 5 p.m.",
        {"rose": "1996-05-04", "fell": "1996-05-04", "recovered": "1996-05-04"},
    ),
    # a part of a day, unlike an hour, is a limit
    (
        "A fire broke out on 4 May 1996. By the next evening it had destroyed three houses.",
        {"destroyed": "[..1996-05-05]"},
    ),
]

CLAUSES = [
    # the year in the name of an occasion is that of what happened at it
    (
        "Anna Berg resigned on 9 March 2004. She left parliament at the 2005 election. "
        "Her son was hurt in the 1999 earthquake.",
        {"resigned": "2004-03-09", "left": "2005", "hurt": "1999"},
    ),
    # the day before a name is no part of the name, though the parser says so
    ("On 4 May 1996 Anna Berg reached Rome.", {"reached": "1996-05-04"}),
    # what is said on a day is not what happened on it
    (
        "Anna Berg said in Rome on 4 May 1996 that the pump worked. "
        "She said the following day that the pump had failed.",
        {"failed": "[..1996-05-05]"},
    ),
    # "when" after a time tells what happened then, whatever that limits
    (
        "The trial lasted until 19 May 2011, when the jury convicted Paul Fry.",
        {"convicted": "2011-05-19"},
    ),
    ("The bank opened on 4 May 1996, when Anna Berg cut a ribbon.", {"cut": "1996-05-04"}),
    ("She came to Rome in 1953, the year Stalin died.", {"came": "1953", "died": "1953"}),
    # the day that is told, not the feast from which it is counted
    (
        "The trains met on 22 December 1953, three days before Christmas, when a driver slept.",
        {"met": "1953-12-22", "slept": "1953-12-22"},
    ),
    # two statements are no statement and its content
    (
        "On 4 May 1996 the mast broke. Four hundred people left; sixty refused.",
        {"left": "1996-05-04", "refused": "1996-05-04"},
    ),
]

ATTACHED = [
    # from a day on, and from one to another
    (
        "From April 1924 members could borrow books. A committee heard them from 4 May 1924 "
        "to 9 May 1924. The club dates from 1921.",
        {"borrow": "1924-04/..", "heard": "1924-05-04/1924-05-09", "dates": "1921"},
    ),
    # who looked at a time found it then; a clause between commas only adds something
    (
        "Inspectors who looked at it in May 1924 found no fault.",
        {"looked": "1924-05", "found": "1924-05"},
    ),
    # a text says what it says when it is given out
    (
        "The crew denied it on 14 November 1962. The report, published in February 1963, "
        "cleared the pilot.",
        {"denied": "1962-11-14", "cleared": "1963-02"},
    ),
    # a time between commas is that of the clause before it
    (
        "On 26 June 1934 the wind rose. When it dropped, two days later, the camp was empty.",
        {"rose": "1934-06-26", "dropped": "1934-06-28"},
    ),
    # a clause that the parser takes for a description of the day
    (
        "She sank on 14 June 2009. At 03:15 on the 15th her blood pressure fell, and she was "
        "taken to theatre.",
        {"fell": "2009-06-15"},
    ),
    # the time after the object of a verb without tense is the verb's
    (
        "In a statement announcing the sale in May 2019, Anna Berg praised Acme. "
        "She spoke before joining the talks in June 2020.",
        {"praised": "2019-05", "joining": "2020-06"},
    ),
    # a vote by which somebody is elected is that of the verb
    (
        "He lost the vote in 2010. Peter Holm was elected in 2022 with the largest vote.",
        {"elected": "2022"},
    ),
    # what a clause adds to a name can be of any time
    (
        "On 4 May 1996 Anna Berg met Peter Holm, who helped her.",
        {"met": "1996-05-04", "helped": None},
    ),
    # a day before the subject, without a comma
    (
        "Rovers won on 27 March 1978. The following Saturday Rovers drew at Ashby.",
        {"won": "1978-03-27", "drew": "1978-04-01"},
    ),
    ("In the first half of November 1907 Anna Berg sold it.", {"sold": "1907-11"}),
    # a day after several nouns
    (
        "The team was awarded a medal for courage on 4 May 1996 in Rome.",
        {"awarded": "1996-05-04"},
    ),
    ("Peter Holm lost his savings in the panic of 1857.", {"lost": "1857"}),
    # a limit that is one day of a span ends with it
    (
        "A storm broke on Wednesday, 13 July 2022. By the weekend it had sunk six boats.",
        {"sunk": "[..2022-07-17]"},
    ),
    # the next step, where the last one led
    (
        "On 4 May 1996 Anna Berg was taken to Rome, where she died.",
        {"taken": "1996-05-04", "died": "1996-05-04"},
    ),
    # what somebody is charged with, and what had torn a state, came before
    (
        "On 4 May 1996 Paul Fry was charged with stealing a boat.",
        {"charged": "1996-05-04", "stealing": "[..1996-05-04]"},
    ),
    # the part that somebody played has the date of what it served
    (
        "He played a part in founding the club in 1963.",
        {"played": "1963", "founding": "1963"},
    ),
    # the sentence after one of a whole year can be of any later year
    ("In 1758 his brother died. He studied art in Rome.", {"died": "1758", "studied": None}),
]

LASTING = [
    # from where the text stands until the day that is named
    (
        "The trial opened on 2 May 2011. It lasted until 19 May, when Paul Fry was convicted.",
        {"opened": "2011-05-02", "lasted": "2011-05-02/2011-05-19", "convicted": "2011-05-19"},
    ),
    (
        "On 4 May 1996 Anna Berg reached Rome. She waited until 9 May, and then flew home.",
        {"waited": "1996-05-04/1996-05-09", "flew": "1996-05-09"},
    ),
    # until what the clause dates
    (
        "In 1541 the Spanish founded the colony, which lasted until Chile declared its "
        "independence in 1810.",
        {"founded": "1541", "lasted": "1541/1810", "declared": "1810"},
    ),
    # up to where the story stands
    (
        "On 9 April 1838 the crew raised a mast, which the carpenter had been shaping "
        "since 7 April 1838.",
        {"raised": "1838-04-09", "shaping": "1838-04-07/1838-04-09"},
    ),
    # two years
    ("In 1997 and 1998, Anna Berg was tasked with repairs.", {"tasked": "1997/1998"}),
    # what is put off until a day happens on it
    ("The paper was delayed until 14 May 1996.", {"delayed": "1996-05-14"}),
    # or for a while
    (
        "On 5 February 1903 the ice caught them. Captain Holm waited a week for the wind.",
        {"waited": "1903-02-05/1903-02-12"},
    ),
    (
        "She sang on 30 January 1922. She composed for ten years.",
        {"composed": "1922/1932"},
    ),
    # but not a punishment, which will last
    (
        "Paul Fry was jailed for two years on 4 May 1996.",
        {"jailed": "1996-05-04"},
    ),
    # nor what is asked for, or put off
    (
        "She sang on 30 January 1922. She asked for another year. The court adjourned for a week.",
        {"asked": "1922-01-30", "adjourned": "1922-01-30"},
    ),
]

ENTRIES = [
    # the entries of a log
    (
        "12 July 1911. Left the hut with two sledges. Camped under the black rock.\n"
        "14 July 1911. Reached the depot.",
        {"Left": "1911-07-12", "Camped": "1911-07-12", "Reached": "1911-07-14"},
    ),
    # minutes are of their meeting, not of the one whose minutes they approve
    (
        "Minutes of the parish council. Held in the hall on Monday, 28 November 2016.\n"
        "The minutes of 31 October were approved.\n"
        "Anna Berg reported on the bridge. A lorry had struck it on 9 November.",
        {"approved": "2016-11-28", "reported": "2016-11-28", "struck": "2016-11-09"},
    ),
    (
        "Minutes of the village hall. Anna Berg opened the meeting.\n"
        "1. The minutes of 8 March 2005 were approved.",
        {"opened": None},
    ),
    # a sentence that only says when
    (
        "It was a season that had begun with a defeat. That was on 6 August 2022.",
        {"begun": "2022-08-06"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), HOURS + CLAUSES + ATTACHED + LASTING + ENTRIES)
def test_dates_of_stories(text: str, expected: dict[str, str | None]) -> None:
    extraction = read(text, None)
    assert {trigger: claim(extraction, trigger).edtf for trigger in expected} == expected


def test_nobody_dies_twice() -> None:
    text = "Anna Berg, who has died in Rome, was a painter.\nAnna Berg died on 4 May 2014."
    died = [c.edtf for c in read(text, None).claims if c.trigger.text == "died"]
    assert died == ["2014-05-04", "2014-05-04"]


def test_an_hour_points_to_the_time_that_tells_its_day() -> None:
    extraction = read("A fire broke out on 4 May 1996. At 5 p.m. it was put out.", None)
    time = claim(extraction, "put").time
    assert time is not None
    assert extraction.times[time].text == "4 May 1996"


REPORTS = [
    # minutes without a day are of the day on which they were published
    (
        "Minutes of the village hall. Anna Berg opened the meeting.\n"
        "1. The minutes of 8 March 2023 were approved.",
        {"opened": "2023-10-28", "approved": "2023-10-28"},
    ),
    # who notes something far from the lead need not do so on its day
    (
        "The team published its list on Friday. It costs little. It has maps. It is new.\n"
        "Fields are small. A monk noted three dark days.",
        {"published": "2023-10-27", "noted": "[..2023-10-28]"},
    ),
    # a day of two on one verb is that of the nearer verb
    (
        "Crews worked on Friday to clear cars that jumped the tracks east of Rome on Tuesday.",
        {"worked": "2023-10-27", "jumped": "2023-10-24"},
    ),
    # moments after is the same day, a day after is the day before
    (
        "The bridge fell on Friday, moments after a truck struck it.",
        {"fell": "2023-10-27", "struck": "2023-10-27"},
    ),
    (
        "Shares recovered on Friday, a day after the minister tore up the rule.",
        {"recovered": "2023-10-27", "tore": "2023-10-26"},
    ),
    # after the market closed: that evening
    (
        "The figures, released after the market closed on Thursday, were bad.",
        {"released": "2023-10-26"},
    ),
    # a wait until now is not the time of what came next
    (
        "The court ruled on Friday. The crowd, some of whom had camped since Tuesday, cheered.",
        {"camped": "2023-10-24/2023-10-27", "cheered": "2023-10-27"},
    ),
    # what was agreed on a day comes then or later
    (
        "Acme agreed on Friday to buy the mine.",
        {"agreed": "2023-10-27", "buy": "[2023-10-27..]"},
    ),
    # a clause with "when" tells where the next sentence stands
    (
        "The shop in Rome closed on Friday, Anna Berg said.\n"
        "She was asleep when they rang on Thursday. They left a message.",
        {"rang": "2023-10-26", "left": "2023-10-26"},
    ),
    # the first clause lies before the main one by the length that is told
    (
        "Two days after Peter Holm fled and the flag came down, people on Friday bought bread.",
        {"fled": "2023-10-25", "bought": "2023-10-27"},
    ),
    (
        "The day after the bank failed, Anna Berg on Friday opened a new one.",
        {"failed": "2023-10-26"},
    ),
    # this week ends with the day of publication
    ("Anna Berg resigned earlier this week.", {"resigned": "[2023-10-23..2023-10-28]"}),
    # a war that may end is no incident of the day
    (
        "Anna Berg spoke on Friday about efforts to end the war. The firm has proposed a deal.",
        {"spoke": "2023-10-27", "proposed": "[..2023-10-28]"},
    ),
    # who belongs to the firm of the lead tells of the lead's day; others are background
    (
        "Acme released a new engine on Friday. It costs $300.\n"
        "The engine burns gas. Its pump is new. Buyers are few.\n"
        "Acme's chairman Anna Berg showed the pump.\n"
        "A shop in Rome cut its prices.",
        {"showed": "2023-10-27", "cut": "[..2023-10-28]"},
    ),
    # the perfect is not of the lead's day
    (
        "Acme sold its mines on Friday.\nRivals have cut their prices.",
        {"sold": "2023-10-27", "cut": "[..2023-10-28]"},
    ),
    # but in a report of a disaster of this very day, and in a letter
    (
        "A bomb exploded at the airport today. The airport has been evacuated.",
        {"exploded": "2023-10-28", "evacuated": "2023-10-28"},
    ),
    (
        "Anna Berg left Acme on Friday.\nHer letter reads: I have asked Peter Holm to lead.",
        {"asked": "2023-10-27"},
    ),
    # what a description tells is no part of the main clause
    (
        "The court spoke on Friday of a boy who was 14 when he beat a man.",
        {"spoke": "2023-10-27", "beat": "[..2023-10-27]"},
    ),
    # what is joined to a perfect has a day of its own
    (
        "Anna Berg resigned on Friday. She has not named a successor, but said she will help.",
        {"said": "2023-10-27"},
    ),
    # what was done "recently" was not done today, and neither was what follows from it
    (
        "Port officials recently raised fees at the harbour. Shippers complained loudly.",
        {"raised": "[..2023-10-28]", "complained": "[..2023-10-28]"},
    ),
    # "later" is no earlier than the day told of, and no later than the report
    (
        "Acme fired its chief executive on Monday.\nThe board later named Anna Berg. "
        "His lawyers subsequently took action against Acme.",
        {
            "fired": "2023-10-23",
            "named": "[2023-10-23..2023-10-28]",
            "took": "[2023-10-23..2023-10-28]",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_dates_of_reports(text: str, expected: dict[str, str]) -> None:
    extraction = read(text)
    assert {trigger: claim(extraction, trigger).edtf for trigger in expected} == expected
