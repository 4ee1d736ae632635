"""Prints an article with every time expression, its value, and the steps that led there."""

from __future__ import annotations

from timeline.extract.times import describe_context, read_times
from timeline.extract.wrapped import flat
from timeline.model import Article, TimeExpression

_OPEN, _CLOSE = "⟦", "⟧"


def explain(article: Article) -> str:
    """The text with its time expressions in numbered brackets, then one entry for each.

    The numbers are the indexes of the time expressions, which anchors name.  Plain
    text for a terminal, without a line end at its end.
    """
    article = flat(article)
    times = read_times(article)
    head = [
        article.title or article.id,
        f"published: {article.published or 'unknown'}",
        *describe_context(article),
        "",
        _marked(article.text, times),
        "",
    ]
    if not times:
        head.append("No time expression was found.")
    return "\n".join([*head, *(_entry(n, time, times) for n, time in enumerate(times))])


def _marked(text: str, times: tuple[TimeExpression, ...]) -> str:
    parts, at = [], 0
    for n, time in enumerate(times):
        parts.append(text[at : time.start])
        parts.append(f"{_OPEN}{n}: {time.text}{_CLOSE}")
        at = time.end
    return "".join([*parts, text[at:]])


def _entry(number: int, time: TimeExpression, times: tuple[TimeExpression, ...]) -> str:
    words = " ".join(time.text.split())
    date = "no date" if time.edtf is None else time.edtf
    if time.edtf is not None and time.earliest != time.latest:
        date += f" ({time.earliest or '…'} to {time.latest or '…'})"
    mark = ", ambiguous" if time.ambiguous else ""
    lines = [f"[{number}] {words}", f"    {time.type} {time.value} → {date}{mark}"]
    lines.append(f"    rule {time.rule}; counts from {_anchor(time, times)}")
    return "\n".join([*lines, *(f"    {i}. {step}" for i, step in enumerate(time.steps, 1))])


def _anchor(time: TimeExpression, times: tuple[TimeExpression, ...]) -> str:
    if time.anchor is None:
        return "nothing else"
    if time.anchor == "published":
        return "the day of publication"
    return f"[{time.anchor}] {' '.join(times[time.anchor].text.split())}"
