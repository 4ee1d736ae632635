"""Tells the language of a text by its commonest words, or says that it does not know."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from timeline.model import Article

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # characters: enough for hundreds of words
_ENOUGH = 3  # common words that a language must show
_SHARE = 0.08  # of the words; running text of a known language has 0.2 and more
_LEAD = 1.4  # how much more the best must show than the second


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, None where its words do not decide.

    It knows the languages of ``lexicons/function_words.toml``; a text in another
    language, too short, or made of two languages gives None.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    scores = {
        language: sum(word in common for word in words) for language, common in _common().items()
    }
    first, second, *_ = sorted(scores, key=lambda name: (-scores[name], name))
    if scores[first] < max(_ENOUGH, _SHARE * len(words)):
        return None
    return first if scores[first] >= _LEAD * scores[second] else None


def language_of(article: Article) -> str:
    """The ISO 639-1 code of the language in which an article is read.

    A language that cannot be told (a text too short) is taken to be English.
    """
    return (article.language or detect(article.text) or "en").lower()[:2]


@lru_cache(maxsize=1)
def _common() -> dict[str, frozenset[str]]:
    source = resources.files("timeline.extract") / "lexicons" / "function_words.toml"
    return {k: frozenset(v) for k, v in tomllib.loads(source.read_text("utf-8")).items()}
