"""Claims become events: details fold, articles merge, copies count once, disputes stay."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import dates
from timeline.link.claims import LinkedClaim
from timeline.link.event_keys import answer_keys, block_keys
from timeline.link.events import EventGroup, details_of, group
from timeline.model import Claim, Span, Status


def claim(
    id: str,
    lemma: str,
    edtf: str | None,
    actors: str = "",
    places: str = "",
    *,
    article: str = "A",
    status: Status = "happened",
    part_of: str | None = None,
    speech: str | None = None,
    copy_of: str | None = None,
    published: str = "2023-10-28",
    time: int | None = 0,
    before: str = "",
) -> LinkedClaim:
    """A claim of an article; ``actors`` and ``places`` are names with spaces between.

    Names of groups end in "-group"; ``before`` is what stands before the trigger.
    """
    known = dates.parse(edtf) if edtf else None
    at = int("".join(c for c in id if c.isdigit()) or 0)
    return LinkedClaim(
        article_id=article,
        published=published,
        claim=Claim(
            id=id,
            title=f"{lemma} of {actors or places}",
            edtf=edtf,
            earliest=known and known.earliest,
            latest=known and known.latest,
            precision=known.precision if known else "unknown",
            status=status,
            time=time if edtf else None,
            trigger=Span(at, at + 1, "x"),
            passage=Span(at - len(before), at + 1, before + "x"),
            actors=(),
            places=(),
            reason="",
            lemma=lemma,
            speech=speech,
            part_of=part_of,
        ),
        actors=frozenset(actors.split()),
        places=frozenset(places.split()),
        near_duplicate=copy_of or article,
        groups=frozenset(name for name in actors.split() if name.endswith("-group")),
    )


def ids(events: list[EventGroup]) -> set[frozenset[str]]:
    return {frozenset([*event.lead, *event.details]) for event in events}


def test_a_detail_folds_into_the_claim_it_is_part_of() -> None:
    (event,) = group(
        [
            claim("a1", "meet", "2023-09-13", "kim putin", "vostochny"),
            claim("a2", "discuss", "2023-09-13", "kim putin", part_of="a1"),
            claim("a3", "agree", "2023-09-13", "kim", part_of="a2"),
        ]
    )
    assert event.lead == ["a1"]
    assert event.details == ["a2", "a3"]
    assert event.actors == ["kim", "putin"]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        # a verb and its noun
        (("meet", "2023-09-13", "kim putin"), ("meeting", "2023-09-13", "kim putin"), True),
        # one source names fewer people
        (("meet", "2023-09-13", "kim putin"), ("meet", "2023-09-13", "kim"), True),
        # other people
        (("meet", "2023-09-13", "kim putin"), ("meet", "2023-09-13", "xi modi"), False),
        # half the same people, half others
        (("release", "2023-09-13", "apple ipod"), ("release", "2023-09-13", "apple mac"), False),
        # another kind of happening
        (("meet", "2023-09-13", "kim putin"), ("arrest", "2023-09-13", "kim putin"), False),
        # another day for what can happen often
        (("meet", "2023-09-13", "kim putin"), ("meet", "2023-09-14", "kim putin"), False),
        # a coarser date of the same happening
        (("meet", "2023-09-13", "kim putin"), ("meeting", "2023-09", "kim putin"), True),
        (("meet", "2023-09-13", "kim putin"), ("meeting", "2023-08", "kim putin"), False),
    ],
)
def test_when_claims_of_two_articles_are_one_event(
    first: tuple[str, str, str], second: tuple[str, str, str], one: bool
) -> None:
    events = group([claim("a1", *first), claim("b1", *second, article="B")])
    assert (len(events) == 1) is one
    if one:
        assert events[0].edtf == first[1]
        assert not events[0].disputed


def test_nobody_named_but_the_same_place() -> None:
    events = group(
        [
            claim("a1", "earthquake", "2023-02-06", "", "gaziantep"),
            claim("b1", "quake", "2023-02-06", "", "gaziantep", article="B"),
            claim("c1", "earthquake", "2023-02-06", "", "chile", article="C"),
        ]
    )
    assert ids(events) == {frozenset({"a1", "b1"}), frozenset({"c1"})}


def test_a_source_that_names_nobody_joins_one_that_does() -> None:
    first = claim("a1", "crash", "2023-02-06", "", "oslo")
    second = claim("b1", "crash", "2023-02-06", "acme", "oslo", article="B")
    assert len(group([first, second])) == 1
    assert block_keys(first) & answer_keys(second)


def test_a_coarse_date_that_fits_two_days_joins_neither() -> None:
    events = group(
        [
            claim("a1", "meet", "2023-09-13", "kim putin"),
            claim("b1", "meet", "2023-09-16", "kim putin", article="B"),
            claim("c1", "meeting", "2023-09", "kim putin", article="C"),
        ]
    )
    assert len(events) == 3


def test_two_days_for_what_happens_once_are_a_dispute() -> None:
    (event,) = group(
        [
            claim("a1", "die", "2023-02-06", "silva"),
            claim("b1", "death", "2023-02-07", "silva", article="B"),
        ]
    )
    assert event.disputed
    assert event.edtf == "[2023-02-06,2023-02-07]"


def test_the_same_deed_at_the_same_place_on_two_days_is_a_dispute() -> None:
    (event,) = group(
        [
            claim("a1", "tow", "2024-03-07", "vidar", "harbour"),
            claim("b1", "tow", "2024-03-08", "vidar", "harbour", article="B"),
        ]
    )
    assert event.disputed


def test_one_article_is_not_in_dispute_with_itself() -> None:
    events = group(
        [
            claim("a1", "tow", "2024-03-07", "vidar", "harbour"),
            claim("a2", "tow", "2024-03-08", "vidar", "harbour"),
        ]
    )
    assert len(events) == 2
    assert not any(event.disputed for event in events)


def test_copies_count_once() -> None:
    (event,) = group(
        [
            claim("a1", "die", "2023-02-06", "silva"),
            claim("b1", "die", "2023-02-06", "silva", article="B", copy_of="A"),
            claim("c1", "die", "2023-02-06", "silva", article="C"),
        ]
    )
    assert event.independent == 2


def test_what_did_not_happen_is_another_event() -> None:
    events = group(
        [
            claim("a1", "sign", "2023-02-06", "kim putin"),
            claim("b1", "sign", "2023-02-06", "kim putin", article="B", status="denied"),
        ]
    )
    assert len(events) == 2


def test_a_limit_from_speech_or_publication_is_no_date_of_an_event() -> None:
    (event,) = group(
        [claim("a1", "reach", "[..2023-10-19]", "russia", status="reported", time=None)]
    )
    assert event.edtf is None
    assert event.precision == "unknown"


def test_a_limit_from_the_text_is() -> None:
    (event,) = group([claim("a1", "participate", "[..2023-10-18]", "lavrov", "beijing")])
    assert event.edtf == "[..2023-10-18]"


def test_order_of_events() -> None:
    events = group(
        [
            claim("a1", "sell", None, "acme"),
            claim("a2", "buy", "[..2020-01-01]", "acme"),
            claim("a3", "sue", "2023-05", "acme"),
            claim("a4", "open", "2021-05-04", "acme"),
        ]
    )
    assert [event.edtf for event in events] == ["2021-05-04", "2023-05", "[..2020-01-01]", None]


DAYS = [
    *("2023-02-05", "2023-02-06", "2023-02-08", "2023-02-28", "2023-03-02", "2023-02", "2023"),
    *("2023-21", "[2023-02-06..2023-02-12]", "2023-02-05/2023-02-08", "[..2023-02-06]", None),
]
LEMMAS = [
    *("die", "death", "meet", "meeting", "talk", "say", "announce", "tow", "earthquake"),
    *("trial", "begin trial", "end trial", "raid"),
]
PEOPLE = ["kim", "putin", "xi", "norrland", "norrland-workers-group", "police-group"]


@st.composite
def many_claims(draw: st.DrawFn) -> list[LinkedClaim]:
    found = []
    for number in range(draw(st.integers(2, 14))):
        article = draw(st.sampled_from("ABC"))
        own = [c.claim.id for c in found if c.article_id == article]
        found.append(
            claim(
                f"{article}{number}",
                draw(st.sampled_from(LEMMAS)),
                draw(st.sampled_from(DAYS)),
                " ".join(draw(st.sets(st.sampled_from(PEOPLE), max_size=2))),
                " ".join(draw(st.sets(st.sampled_from(["rome", "oslo"]), max_size=1))),
                article=article,
                part_of=draw(st.sampled_from([None, *own])),
                speech=draw(st.sampled_from([None, *own])),
                time=draw(st.sampled_from([0, 0, None])),
                before=draw(st.sampled_from(["", "the "])),
            )
        )
    return found


@settings(max_examples=100, deadline=None)
@given(many_claims(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(
    claims: list[LinkedClaim], chance: random.Random
) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert group(claims) == group(shuffled)


@settings(max_examples=100, deadline=None)
@given(many_claims())
def test_each_claim_stands_in_one_event(claims: list[LinkedClaim]) -> None:
    listed = [id for event in group(claims) for id in [*event.lead, *event.details]]
    assert sorted(listed) == sorted(c.claim.id for c in claims)


def _meet(a: LinkedClaim, b: LinkedClaim, below: frozenset[str]) -> bool:
    """Whether the two share a key, or one asks for what the other answers to."""
    asked = [block_keys(claim, detail=claim.claim.id in below) for claim in (a, b)]
    answered = [answer_keys(claim, detail=claim.claim.id in below) for claim in (a, b)]
    return bool(asked[0] & asked[1] or asked[0] & answered[1] or asked[1] & answered[0])


@settings(max_examples=100, deadline=None)
@given(many_claims())
def test_grouping_by_blocks_gives_the_same_events(claims: list[LinkedClaim]) -> None:
    """Claims that share no key, not even through others, never meet in one event."""
    below = details_of(claims)
    components: list[list[LinkedClaim]] = []
    for each in claims:
        joined = [each]
        for other in [c for c in components if any(_meet(each, member, below) for member in c)]:
            components.remove(other)
            joined = other + joined
        components.append(joined)
    apart = [event for members in components for event in group(members)]
    assert ids(apart) == ids(group(claims))


def test_the_id_stays_when_another_article_joins() -> None:
    first = claim("a1", "die", "2023-02-06", "silva", published="2023-02-06")
    later = replace(claim("b1", "die", "2023-02-06", "silva", article="B"), published="2023-02-09")
    assert group([first])[0].id == group([first, later])[0].id
