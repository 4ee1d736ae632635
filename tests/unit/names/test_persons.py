"""Persons: cut out of titles, joined under one name, kept apart where the names differ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.extract.entities import Entities
from timeline.model import Actor

SEED = Path(__file__).parents[3] / "seeds" / "000_25535de30e10e091.txt"


def actor(entities: Entities, name: str) -> Actor:
    """The one actor that bears the name."""
    found = [a for a in entities.actors if name in (a.name, *a.names)]
    assert len(found) == 1, (name, [a.name for a in entities.actors])
    return found[0]


def texts(one: Actor) -> list[str]:
    return [mention.text for mention in one.mentions]


@pytest.fixture(scope="module")
def seed(entities_of: Callable[[str], Entities]) -> Entities:
    text = SEED.read_text(encoding="utf-8")
    return entities_of(text[text.index("The DPRK") :])


def test_three_kims_are_three_people(seed: Entities) -> None:
    names = ("Kim Jong-un", "Kim Il Sung", "Kim Jong Il")
    assert len({actor(seed, name).id for name in names}) == 3


def test_two_spellings_of_one_minister(seed: Entities) -> None:
    minister = actor(seed, "Choi Song Hui")
    assert minister.id == actor(seed, "Choi Song Hee").id
    assert minister.kind == "person"
    assert "DPRK Foreign Minister" in minister.roles
    assert {"she", "minister", "head"} <= set(texts(minister))


def test_an_organisation_and_the_person_after_it(seed: Entities) -> None:
    assert actor(seed, "Dartmouth College").kind == "organisation"
    scholar = actor(seed, "Minsong Ku")
    assert scholar.kind == "person"
    assert scholar.roles == ("political scientist from Dartmouth College",)
    assert {"political scientist", "He"} <= set(texts(scholar))


def test_no_first_name_is_invented(seed: Entities) -> None:
    putin = actor(seed, "Putin")
    assert putin.names == ("Putin",)
    assert "President" in texts(putin)


def test_surname_title_and_description_are_one(seed: Entities) -> None:
    minister = actor(seed, "Sergei Lavrov")
    assert minister.names == ("Sergei Lavrov", "Lavrov")
    assert minister.roles == ("Russian Foreign Minister",)
    assert {"Lavrov", "He", "minister", "head"} <= set(texts(minister))


def test_a_pronoun_in_a_fronted_phrase_points_ahead(seed: Entities) -> None:
    assert "his" in texts(actor(seed, "Kim Jong-un"))


def test_two_of_one_surname_stay_apart(entities_of: Callable[[str], Entities]) -> None:
    found = entities_of(
        "Hillary Clinton spoke in Boston. Bill Clinton spoke in Chicago. Clinton then flew home."
    )
    clintons = [a for a in found.actors if "Clinton" in a.name]
    assert sorted(a.name for a in clintons) == ["Bill Clinton", "Clinton", "Hillary Clinton"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Archbishop William E. Lori apologised.", "William E. Lori", "Archbishop"),
        (
            "Haiti's acting prime minister, Ariel Henry, called for help.",
            "Ariel Henry",
            "Haiti's acting prime minister",
        ),
        (
            "Charles Golvin, an analyst at Forrester, was surprised.",
            "Charles Golvin",
            "analyst at Forrester",
        ),
        (
            "On Monday, an attorney for Twitter, Alex Spiro, sent a letter.",
            "Alex Spiro",
            "attorney for Twitter",
        ),
        (
            "Former Microsoft chief executive Bill Gates sent his condolences.",
            "Bill Gates",
            "Former Microsoft chief executive",
        ),
    ],
)
def test_roles_are_kept_and_cut_off(
    entities_of: Callable[[str], Entities], text: str, name: str, role: str
) -> None:
    person = actor(entities_of(text), name)
    assert person.kind == "person"
    assert role in person.roles


def test_dean_is_a_given_name_here(entities_of: Callable[[str], Entities]) -> None:
    found = entities_of("Dean Acheson signed the treaty in Washington. Acheson then resigned.")
    assert actor(found, "Dean Acheson").id == actor(found, "Acheson").id


def test_the_man_who_is_identified_later(entities_of: Callable[[str], Entities]) -> None:
    found = entities_of(
        "A man shot nine people in Houston on Monday. Police identified the man as Nathan DeSai."
    )
    assert texts(actor(found, "Nathan DeSai"))[0] == "man"


def test_i_is_the_speaker_of_the_quotation(entities_of: Callable[[str], Entities]) -> None:
    found = entities_of('Tim Cook praised the staff. "I am proud of the team," Maria Lopez said.')
    assert "I" in texts(actor(found, "Maria Lopez"))
    assert "I" not in texts(actor(found, "Tim Cook"))


def test_a_pronoun_without_clear_antecedent_stays_open(
    entities_of: Callable[[str], Entities],
) -> None:
    found = entities_of("Sergei Lavrov met Dmitry Medvedev. Nothing was said. It rained all day.")
    assert all("It" not in texts(a) for a in found.actors)


def test_mentions_are_sorted_exact_and_apart(seed: Entities) -> None:
    ends = [m.end for m in seed.mentions]
    starts = [m.start for m in seed.mentions]
    assert starts == sorted(starts)
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    for mention in seed.mentions:
        assert mention.token_start <= mention.head
        assert seed.at(mention.token_start) is mention
        assert mention.actor or mention.place
    text = SEED.read_text(encoding="utf-8")
    text = text[text.index("The DPRK") :]
    spans = [s for a in seed.actors for s in a.mentions]
    assert all(text[s.start : s.end] == s.text for s in spans)


def test_his_company_is_the_one_of_his_role(entities_of: Callable[[str], Entities]) -> None:
    found = entities_of(
        "Nokia and Apple lost shares. Apple chief executive Tim Cook said his company would grow."
    )
    assert "company" in texts(actor(found, "Apple"))
    assert "company" not in texts(actor(found, "Nokia"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Duarte Meireles",
            "The former mayor, Duarte Meireles, denied it. Meireles resigned a week later.",
        ),
        (
            "Anna Vries",
            "Anna Vries spoke in Oslo. On the Monday Vries left; Vries Bank opened in May.",
        ),
    ],
)
def test_a_surname_that_looks_like_a_plural(
    entities_of: Callable[[str], Entities], name: str, text: str
) -> None:
    assert name.split()[1] in texts(actor(entities_of(text), name))


def test_a_word_that_is_also_written_small_is_no_surname(
    entities_of: Callable[[str], Entities],
) -> None:
    text = "Gordon Banks spoke. Banks closed on Friday, and other banks followed."
    assert texts(actor(entities_of(text), "Gordon Banks")) == ["Gordon Banks"]


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        # one who is a "she" already, before a newcomer of whom nothing is known
        (
            "Ingrid Solheim was born in Bergen. She studied in Oslo. In 1997 the new prime "
            "minister, Halvard Lien, made her Minister of Transport. She resigned in 2004.",
            "Ingrid Solheim",
            3,
        ),
        # who says it is who is meant
        (
            "Anna Berg left her post. Her deputy, Tove Wisniewska, said she would not follow.",
            "Tove Wisniewska",
            1,
        ),
        # the given names of many languages tell the gender
        ("Mireille Roux met Torbjørn Dahl in Nice. She was ill.", "Mireille Roux", 1),
        ("Mireille Roux met Torbjørn Dahl in Nice. He was ill.", "Torbjørn Dahl", 1),
        # the subject owns what it has, but is not what it makes somebody
        ("Anna Berg met her minister, Per Dahl. She was ill.", "Anna Berg", 2),
    ],
)
def test_whom_he_and_she_mean(
    entities_of: Callable[[str], Entities], text: str, name: str, count: int
) -> None:
    actor = next(a for a in entities_of(text).actors if name in (a.name, *a.names))
    pronouns = [m for m in texts(actor) if m.lower() in {"she", "her", "he", "his", "him"}]
    assert len(pronouns) == count


def test_family_names_that_stand_first_tell_no_gender(
    entities_of: Callable[[str], Entities],
) -> None:
    entities = entities_of("Lu Jianhua met Anna Berg. She was ill.")
    (berg,) = (a for a in entities.actors if a.name == "Anna Berg")
    assert "She" in texts(berg)
