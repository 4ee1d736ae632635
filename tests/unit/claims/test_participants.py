"""Who takes part and where: arguments of the predicate, not everybody named near it."""

from __future__ import annotations

import pytest

from tests.unit.claims.reading import actors, claim, places, read

TAKES_PART = [
    # "they" are both
    (
        "Edwin Hale and Peter Roth climbed the hill. The next morning they were seen.",
        "seen",
        {"Edwin Hale", "Peter Roth"},
    ),
    # a group named by its party, and its members between dashes
    (
        "Two Republicans — Senators Susan Collins and Lisa Murkowski — voted with Democrats.",
        "voted",
        {"Susan Collins", "Lisa Murkowski", "Democrats"},
    ),
    # who is said to be what does what is told of it
    ("Anna Berg was a nurse who went to Spain in 1937.", "went", {"Anna Berg"}),
    ("Apple is a company that bought Nokia in 2001.", "bought", {"Apple", "Nokia"}),
    # those of a group that "including" names
    (
        "Several ministers, including Anna Berg, resigned.",
        "resigned",
        {"several ministers", "Anna Berg"},
    ),
    (
        "Zenith Corp. attacked a group of former defectors including Anna Berg.",
        "attacked",
        {"Zenith Corp.", "former defectors", "Anna Berg"},
    ),
    # "it" and "they" that stand out as nobody are the subject before, if it agrees
    (
        "Haiti became the first country led by former slaves, but it was forced to pay France.",
        "forced",
        {"Haiti"},
    ),
    # two words, each known as a place, are one person where the text says so
    ("Valeska Paris, an Australian woman, was held on the ship.", "held", {"Valeska Paris"}),
    # "its" is of the subject of its own clause
    ("Zenith Inc. grew. Acme Corp. sold its shares, and its mine closed.", "sold", {"Acme Corp."}),
    # trades and callings are people; a name beside such a noun is theirs
    ("The bones were found by whalers.", "found", {"whalers"}),
    ("High-ranking defectors told the newspaper.", "told", {"high-ranking defectors", "newspaper"}),
    ("The ferryman, António Reis, was questioned.", "questioned", {"António Reis"}),
    ("It was the body of Amos Tarrant, carrier, who had been killed.", "killed", {"Amos Tarrant"}),
    ("One of Norway's last dealers resigned.", "resigned", {"one of Norway's last dealers"}),
    # subject, object, agent, "with"
    ("Angela Merkel met Emmanuel Macron in Berlin.", "met", {"Angela Merkel", "Emmanuel Macron"}),
    ("Anna Berg was arrested by the FBI.", "arrested", {"Anna Berg", "FBI"}),
    ("Anna Berg talked with Peter Holm.", "talked", {"Anna Berg", "Peter Holm"}),
    # shared subjects: joined verbs, infinitives, participles, relative clauses
    ("Anna Berg resigned and moved to Spain.", "moved", {"Anna Berg"}),
    ("Anna Berg managed to escape.", "escape", {"Anna Berg"}),
    ("Anna Berg left, slamming the door.", "slamming", {"Anna Berg"}),
    ("Anna Berg, who founded Microsoft, retired.", "founded", {"Anna Berg", "Microsoft"}),
    ("The court asked Anna Berg to testify.", "testify", {"Anna Berg"}),
    ("The court accused Anna Berg of stealing.", "stealing", {"Anna Berg"}),
    # who is asked to do two things does both; who is called on, and who is kept from it
    ("Anna Berg asked the FBI to respect and execute the sentence.", "execute", {"FBI"}),
    ("Anna Berg called on Turkey to halt the drilling.", "halt", {"Turkey"}),
    ("Anna Berg prevented Italy from occupying the town.", "occupying", {"Italy"}),
    ("Norway released two men whom it accused of spying.", "spying", {"two men"}),
    # somebody told of by an age
    ("The 16-year-old was arrested by Anna Berg.", "arrested", {"16-year-old", "Anna Berg"}),
    # people of a state
    ("In 1541 the Spanish attacked the French.", "attacked", {"Spanish", "French"}),
    ("In 1974 a military junta overthrew the king.", "overthrew", {"military junta", "king"}),
    # possessors and parties of event nouns
    ("The death of Anna Berg shocked Norway.", "death", {"Anna Berg"}),
    ("Anna Berg's resignation came as a surprise.", "resignation", {"Anna Berg"}),
    ("The talks between Anna Berg and Peter Holm failed.", "talks", {"Anna Berg", "Peter Holm"}),
    # a group that is named
    (
        "Three countries, Chad, Mali and Niger, closed the border.",
        "closed",
        {"Chad", "Mali", "Niger"},
    ),
    # an agent shared by joined passives
    ("Anna Berg was shot and killed by Peter Holm.", "shot", {"Anna Berg", "Peter Holm"}),
    # the writer of a text that says it; who is where something is done
    ("Anna Berg sent a letter accusing Peter Holm.", "accusing", {"Anna Berg", "Peter Holm"}),
    ("Anna Berg was on the scene helping survivors.", "helping", {"Anna Berg", "survivors"}),
    # who is made to do something does it, even where that is nobody
    ("Anna Berg forced the bridge to close.", "close", set()),
    # an agent of what a light verb carries
    ("The search was conducted by Anna Berg.", "search", {"Anna Berg"}),
    # the country after "in Paris" is not who ruled
    ("Monday, a judge in Paris, France found Anna Berg guilty.", "found", {"judge"}),
    # who is given a happening has it
    ("The board granted Anna Berg medical leave.", "leave", {"Anna Berg"}),
    # a headline joins two names by a comma; a fronted "its" runs up to the subject
    ("Nokia Inc., Siemens Group resolve long dispute", "resolve", {"Nokia Inc.", "Siemens Group"}),
    (
        "Nokia sued Microsoft. During its trial in Oslo, Microsoft settled.",
        "trial",
        {"Microsoft"},
    ),
    # the owner of what moves
    ("Anna Berg's plane landed in Oslo.", "landed", {"Anna Berg"}),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), TAKES_PART)
def test_who_takes_part(text: str, trigger: str, expected: set[str]) -> None:
    extraction = read(text)
    assert actors(extraction, claim(extraction, trigger)) == expected


NOT_THEIRS = [
    # "it" may be the thing that somebody acted on, so nobody is taken for it
    (
        "The board of Acme Corp. had rejected a first offer. Zenith Corp. raised it in May.",
        "raised",
        {"board"},
    ),
    # a person is no "it", named or not
    ("The president summoned the parties. It ended on Friday.", "ended", {"president"}),
    ("Anna Berg came by the old road. It was closed on Friday.", "closed", {"Anna Berg"}),
    # the agent of a passive with an auxiliary of its own is of that one alone
    ("Haiti was forced to pay and was shunned by France.", "forced", {"France"}),
    # named inside another phrase
    (
        "Sergei Lavrov praised the contribution of comrades Kim Il Sung and Kim Jong Il.",
        "praised",
        {"Kim Il Sung", "Kim Jong Il"},
    ),
    # the attempts are others'
    (
        "Maria Silva criticised attempts by Peter Holm to sell the firm.",
        "sell",
        {"Maria Silva"},
    ),
    # what is said is not done by who says it
    ("Maria Silva said that Peter Holm had resigned.", "resigned", {"Maria Silva"}),
    # a magazine in which something stands is no party to it
    (
        "Maria Silva, in a column for The National Interest magazine, said the talks had failed.",
        "said",
        {"The National Interest"},
    ),
]


@pytest.mark.parametrize(("text", "trigger", "absent"), NOT_THEIRS)
def test_who_does_not_take_part(text: str, trigger: str, absent: set[str]) -> None:
    extraction = read(text)
    assert not actors(extraction, claim(extraction, trigger)) & absent


HAPPENS_IN = [
    ("Angela Merkel met Emmanuel Macron in Berlin.", "met", {"Berlin"}),
    ("Sergei Lavrov arrived in Egypt.", "arrived", {"Egypt"}),
    ("Sergei Lavrov visited Egypt.", "visited", {"Egypt"}),
    # a place inside a place, and one set apart by commas
    ("Anna Berg spoke at Oslo Airport in Norway.", "spoke", {"Oslo Airport", "Norway"}),
    ("Anna Berg, in Paris, announced her resignation.", "announced", {"Paris"}),
    # a disaster is where it hits; a thing that is nobody still stands somewhere
    ("A tsunami hit Sulawesi on 3 May.", "tsunami", {"Sulawesi"}),
    ("The Brussels metro system was closed.", "closed", {"Brussels"}),
    ("The eruption of Mount Etna lasted three days.", "eruption", {"Mount Etna"}),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), HAPPENS_IN)
def test_where_it_happens(text: str, trigger: str, expected: set[str]) -> None:
    extraction = read(text)
    assert places(extraction, claim(extraction, trigger)) >= expected


def test_a_state_acts_in_one_clause_and_is_a_place_in_another() -> None:
    extraction = read("Egypt signed the treaty. The delegates gathered in Egypt.")
    signed, gathered = claim(extraction, "signed"), claim(extraction, "gathered")
    assert actors(extraction, signed) == {"Egypt"}
    assert not places(extraction, signed)
    assert places(extraction, gathered) == {"Egypt"}
    assert "Egypt" not in actors(extraction, gathered)


def test_a_happening_named_again_has_the_same_people() -> None:
    extraction = read(
        "On 3 May, Angela Merkel met Emmanuel Macron in Berlin.\n"
        "During the meeting, they discussed the budget."
    )
    both = {"Angela Merkel", "Emmanuel Macron"}
    assert actors(extraction, claim(extraction, "meeting")) == both
    assert actors(extraction, claim(extraction, "discussed")) == both


def test_people_who_are_only_counted_are_different_by_their_number() -> None:
    extraction = read("The flood killed 228. A fire in Oslo injured 843.")
    assert actors(extraction, claim(extraction, "killed")) == {"228 people"}
    assert actors(extraction, claim(extraction, "injured")) == {"843 people"}
