"""Why a claim has its date: the steps in order, the times that they quote linked to their place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask

from timeline import dates
from timeline.query.records import ClaimRow, TimeRow
from timeline.web.address import article_path
from timeline.web.language import page_language
from timeline.web.step_words import doubt_in_words_of, in_words_of

_QUOTED = re.compile("«([^»]*)»")


def init(app: Flask) -> None:
    """Let templates say why two names may be one."""
    app.jinja_env.filters["doubt"] = doubt


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a step; ``href`` leads to the time expression in the article that it quotes."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``result`` is true for the one that says the claim's date itself, ``english``
    for one that could not be said in the language of the page."""

    words: tuple[Words, ...]
    result: bool = False
    english: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time expression that another counts from, with the way to it in the article."""

    time: TimeRow
    href: str


@dataclass(frozen=True, slots=True)
class Why:
    """The steps to a claim's date, in the language of the page as far as that knows them.

    ``time`` is the time expression that dates it, None where a step quotes it already;
    ``anchors`` are those it counts from that no step quotes.
    """

    steps: tuple[Step, ...]
    time: Anchor | None
    anchors: tuple[Anchor, ...]

    @property
    def says_date(self) -> bool:
        """Whether a step says the date, so that it need not be said again below them."""
        return any(step.result and not step.english for step in self.steps)


def why(claim: ClaimRow) -> Why:
    """Return the steps that lead to the claim's date; its reason where none are kept."""
    times = [claim.time, *claim.anchors] if claim.time else list(claim.anchors)
    anchors = [_anchor(claim, time) for time in times]
    texts = claim.steps or (claim.time.steps if claim.time else ()) or (claim.reason,)
    linked = {anchor.time.text: anchor.href for anchor in anchors}
    said = f"so {dates.spoken(claim.edtf)}" if claim.edtf else None
    steps = tuple(_step(text, linked, said) for text in texts if text)
    quoted = {words.href for step in steps for words in step.words if words.href}
    left = [anchor for anchor in anchors if anchor.href not in quoted]
    own = next((anchor for anchor in left if anchor.time is claim.time), None)
    return Why(steps, own, tuple(anchor for anchor in left if anchor is not own))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a time expression has its value, or two names may be one, in one sentence;
    ``english`` as for a step."""

    text: str
    english: bool


def reason(time: TimeRow) -> Reason:
    """Return the sentence in the language of the page, as stored if that knows not all of it."""
    language = page_language()
    if language == "en":
        return Reason(time.reason, english=False)
    first, *others = (in_words_of(language, step) for step in time.steps or (time.reason,))
    if first is None or None in others:
        return Reason(time.reason, english=True)
    rest = "; ".join(step for step in others if step)
    return Reason(f"{first}: {rest}." if rest else first, english=False)


def doubt(reason: str) -> Reason:
    """Return why two names may be one in the language of the page, as far as that knows it."""
    language = page_language()
    said = reason if language == "en" else doubt_in_words_of(language, reason)
    return Reason(said or reason, english=said is None)


def _step(text: str, linked: dict[str, str], said: str | None) -> Step:
    language = page_language()
    shown = text if language == "en" else in_words_of(language, text)
    return Step(_words(shown or text, linked), text == said, english=shown is None)


def _anchor(claim: ClaimRow, time: TimeRow) -> Anchor:
    return Anchor(time, f"{article_path(claim.article.id)}#t-{time.number}")


def _words(text: str, linked: dict[str, str]) -> tuple[Words, ...]:
    """The step cut at the quotations of time expressions that can be linked."""
    found: list[Words] = []
    done = 0
    for match in _QUOTED.finditer(text):
        href = linked.get(match[1])
        if href:
            found += [Words(text[done : match.start()]), Words(match[0], href)]
            done = match.end()
    return (*(words for words in found if words.text), Words(text[done:]))
