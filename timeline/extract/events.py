"""Claims of an article: who did what, where and when."""

from __future__ import annotations

from collections.abc import Sequence

from timeline import dates
from timeline.extract.aspect import carried
from timeline.extract.dating import Dater
from timeline.extract.details import details
from timeline.extract.document import Document
from timeline.extract.entities import Entities
from timeline.extract.limits import status_by_day
from timeline.extract.parse_labels import SUBJECTS
from timeline.extract.passages import passage_of
from timeline.extract.placement import Placement
from timeline.extract.predicates import Predicate
from timeline.extract.scene import Scene, scene_of
from timeline.extract.speech import is_saying
from timeline.extract.status import told_by_rank
from timeline.extract.titles import TitleWriter
from timeline.model import Claim, Span, TimeExpression

_NEAR = 6  # predicates between "there" and the place that it means
_OCCASIONS = frozenset({"prep:during", "prep:at", "prep:in", "prep:after", "prep:following"})


def find_claims(
    document: Document, times: Sequence[TimeExpression], entities: Entities
) -> tuple[Claim, ...]:
    """The claims of the article, in the order of their triggers."""
    if not document.article.text.strip():
        return ()
    scene = scene_of(document, times, entities)
    dater = Dater(scene)
    placements = dater.place()
    _take_over(scene, dater.antecedents)
    _take_from_lead(scene, placements)
    _take_there(scene)
    kept = [p for p in scene.predicates if _is_claim(scene, p, placements[p.index])]
    above = details(scene, placements, dater.antecedents, kept)
    return _claims(scene, kept, placements, above)


def _take_over(scene: Scene, antecedents: dict[int, int]) -> None:
    """Who takes part though the clause does not name them.

    A happening named again has the actors and places of its first naming, if it
    names none; "During the talks, they ..." means the people of the talks.
    """
    cast = scene.cast.by_predicate
    for index, first in sorted(antecedents.items()):
        cast[index].actors = cast[index].actors or list(cast[first].actors)
        cast[index].places = cast[index].places or list(cast[first].places)
    for predicate in scene.predicates:
        above = scene.governor(predicate)
        if predicate.form == "noun" and above is not None and not cast[above.index].agents:
            plural = any(
                child.dep_ in SUBJECTS and child.lower_ in {"they", "both"}
                for child in scene.doc[above.head].children
            )
            if (
                plural
                and predicate.relation in _OCCASIONS
                and len(cast[predicate.index].actors) > 1
            ):
                cast[above.index].agents = list(cast[predicate.index].actors)
                cast[above.index].actors[:0] = cast[predicate.index].actors


def _take_there(scene: Scene) -> None:
    """ "She met him there": where the sentence before has somebody."""
    cast = scene.cast.by_predicate
    meant = [token for token in scene.doc if token.lower_ == "there" and token.dep_ == "advmod"]
    above = {token.i for there in meant for token in (there, *there.ancestors)}
    for predicate in scene.predicates:
        own = cast[predicate.index]
        if predicate.form == "noun" or own.places or predicate.head not in above:
            continue
        for index in range(predicate.index - 1, max(-1, predicate.index - _NEAR), -1):
            if scene.paragraph[index] != scene.paragraph[predicate.index]:
                break
            if cast[index].places:
                own.places = list(cast[index].places)
                break


def _take_from_lead(scene: Scene, placements: Sequence[Placement]) -> None:
    """ "The announcement" that names nobody is by whom the lead tells of."""
    for predicate in scene.predicates:
        placement, own = placements[predicate.index], scene.cast.by_predicate[predicate.index]
        if predicate.form != "noun" or placement.basis != "lead" or own.actors:
            continue
        if placement.source is not None and scene.paragraph[predicate.index] != scene.headline:
            lead = scene.cast.by_predicate[placement.source]
            own.actors = list(lead.agents or lead.actors)


def _is_claim(scene: Scene, predicate: Predicate, placement: Placement) -> bool:
    """Whether the predicate states a happening, not a state, a habit, a purpose or a thought."""
    dated = placement.dated and placement.basis == "own"
    acts = bool(scene.cast.by_predicate[predicate.index].actors)
    if predicate.form == "noun":
        return predicate.relation != "prep:without" or not _of_a_noun(scene, predicate)
    mention = scene.entities.at(predicate.head)
    if mention is not None and mention.how == "name":
        return False  # a name that the tagger took for a verb
    tense = scene.tenses[predicate.index]
    lemma = predicate.lemma.split()[0]
    saying = is_saying(scene.doc, predicate, scene.words)
    if lemma in scene.words.stative or lemma in scene.words.thoughts:
        if saying and tense == "past":
            return lemma not in scene.words.thoughts
        return dated and lemma != "be"
    if tense == "bare":
        return dated or not _mere_purpose(scene, predicate)
    if tense == "present":
        headline = scene.paragraph[predicate.index] == scene.headline
        supposed = scene.statuses[predicate.index] == "hypothetical" and acts
        said = saying and _somebody_says(scene, predicate)
        return dated or headline or supposed or said
    return True


def _of_a_noun(scene: Scene, predicate: Predicate) -> bool:
    """ "A dictator without elections" says what somebody is."""
    preposition = scene.doc[predicate.head].head
    return preposition.head.pos_ in {"NOUN", "PROPN"}


def _somebody_says(scene: Scene, predicate: Predicate) -> bool:
    """ "The ministry says", not "fishermen say", which they always do."""
    if scene.content(predicate) or predicate.relation in {"relcl", "acl"}:
        return False
    agents = scene.cast.by_predicate[predicate.index].agents
    return any(scene.entities.actor(agent).kind != "group" for agent in agents)


def _mere_purpose(scene: Scene, predicate: Predicate) -> bool:
    """A verb without tense that hangs on a state or a habit, or says what a thing is for."""
    token = scene.doc[predicate.head]
    if told_by_rank(token):
        return False
    if predicate.relation in {"acl", "relcl", "advcl:", "ccomp"} and token.tag_ == "VB":
        noun = token.head
        if noun.pos_ not in {"VERB", "AUX"}:
            acts = bool(scene.cast.by_predicate[predicate.index].actors)
            return not acts or noun.lemma_.lower() not in scene.words.deeds
    governor = scene.governor(predicate)
    while governor is not None and scene.tenses[governor.index] == "bare":
        governor = scene.governor(governor)
    if governor is None or is_saying(scene.doc, governor, scene.words):
        return False
    if governor.lemma in scene.words.stative and governor.lemma not in scene.words.open:
        return True
    return scene.tenses[governor.index] == "present" and governor.lemma not in scene.words.planned


def _claims(
    scene: Scene,
    kept: Sequence[Predicate],
    placements: Sequence[Placement],
    above: dict[int, int],
) -> tuple[Claim, ...]:
    text = scene.document.article.text
    in_time = _time_tokens(scene)
    ids = {p.index: f"c{scene.doc[p.first].idx}" for p in kept}
    by_head = {predicate.head: predicate for predicate in scene.predicates}

    def agents(token: int) -> Sequence[str]:
        acting = by_head.get(token)
        return [] if acting is None else scene.cast.by_predicate[acting.index].agents

    writer = TitleWriter(scene.doc, scene.entities, in_time.__contains__, agents)
    claims = []
    for predicate in kept:
        placement, cast = placements[predicate.index], scene.cast.by_predicate[predicate.index]
        start = scene.doc[predicate.first].idx
        end = scene.doc[predicate.last].idx + len(scene.doc[predicate.last])
        speaker = scene.speakers[predicate.index]
        known = None if placement.edtf is None else dates.parse(placement.edtf)
        noun = carried(scene.doc, predicate, by_head)
        # Who and where, if the clause does not say it of the beginning: those of what begins.
        whose = cast if noun is None else scene.cast.by_predicate[noun.index]
        claims.append(
            Claim(
                id=ids[predicate.index],
                title=writer.title(predicate),
                edtf=placement.edtf,
                earliest=None if known is None else known.earliest,
                latest=None if known is None else known.latest,
                precision="unknown" if known is None else known.precision,
                status=status_by_day(scene, predicate, placement),
                time=placement.time,
                trigger=Span(start, end, text[start:end]),
                passage=passage_of(
                    text, scene.doc, predicate, _dating_spans(scene, predicate, placement)
                ),
                actors=tuple(cast.actors or whose.actors),
                places=tuple(cast.places or whose.places),
                reason=_reason(scene, placement),
                lemma=predicate.lemma if noun is None else f"{predicate.lemma} {noun.lemma}",
                speech=None if speaker in (None, predicate.index) else ids.get(speaker),
                part_of=ids.get(above.get(predicate.index, -1)),
                steps=placement.steps,
            )
        )
    return tuple(claims)


def _time_tokens(scene: Scene) -> frozenset[int]:
    found: set[int] = set()
    for time in scene.times:
        if time.type in {"DURATION", "SET"}:
            continue
        span = scene.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
    return frozenset(found)


def _dating_spans(
    scene: Scene, predicate: Predicate, placement: Placement
) -> list[tuple[int, int]]:
    """Where the time expressions stand that date the predicate."""
    used = [row.time for row in scene.attached.get(predicate.index, ())]
    if placement.time is not None:
        used.append(placement.time)
    return [(scene.times[i].start, scene.times[i].end) for i in used]


def _reason(scene: Scene, placement: Placement) -> str:
    """One sentence for a reader: why this date, or why none."""
    if placement.edtf is None:
        return "The text gives it no time."
    if placement.time is None:
        return placement.steps[-1] if placement.steps else ""
    time = scene.times[placement.time]
    if placement.basis == "own" and placement.steps == (time.steps or (time.reason,)):
        return time.reason
    return f"{placement.steps[-1][:-1]} (“{time.text}”)."
