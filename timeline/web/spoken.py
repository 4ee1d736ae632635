"""The words that dates are said in on the page: names by CLDR, phrases by gettext."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, get_month_names
from flask_babel import gettext, lazy_gettext

from timeline.dates import Vocabulary

# The phrases of timeline.dates.spoken, listed so that the catalogues know them.
PHRASES = (
    lazy_gettext("%(a)s or %(b)s"),
    lazy_gettext("%(a)s and %(b)s"),
    lazy_gettext("until %(date)s"),
    lazy_gettext("from %(date)s"),
    lazy_gettext("by %(date)s"),
    lazy_gettext("before %(date)s"),
    lazy_gettext("after %(date)s"),
    lazy_gettext("%(date)s or later"),
    lazy_gettext("some day of %(span)s"),
    lazy_gettext("%(start)s to %(end)s"),
    lazy_gettext("about %(date)s"),
    lazy_gettext("%(date)s (uncertain)"),
    lazy_gettext("spring"),
    lazy_gettext("summer"),
    lazy_gettext("autumn"),
    lazy_gettext("winter"),
    lazy_gettext("first"),
    lazy_gettext("second"),
    lazy_gettext("third"),
    lazy_gettext("fourth"),
    lazy_gettext("%(nth)s quarter"),
    lazy_gettext("%(nth)s quarter of %(year)s"),
    lazy_gettext("%(year)s BCE"),
    lazy_gettext("%(year)s CE"),
    lazy_gettext("an unknown year"),
    lazy_gettext("%(decade)s0s"),
    lazy_gettext("the %(decade)s0s"),
    lazy_gettext("%(nth)s century"),
    lazy_gettext("the %(nth)s century"),
    lazy_gettext("%(nth)s millennium"),
    lazy_gettext("the %(nth)s millennium"),
    lazy_gettext("%(n)sst"),
    lazy_gettext("%(n)snd"),
    lazy_gettext("%(n)srd"),
    lazy_gettext("%(n)sth"),
)


@dataclass(frozen=True, slots=True)
class Words(Vocabulary):
    """The vocabulary of a language that has a catalogue; ``language`` is its ISO 639-1 code."""

    language: str

    def say(self, phrase: str, **parts: object) -> str:
        return str(gettext(phrase, **parts))

    def month(self, number: int) -> str:
        names = get_month_names("wide", context="stand-alone", locale=self.language)
        return str(names[number])

    def day(self, day: int, month: int) -> str:
        # 2000 is a leap year, so every day of every calendar year exists in it.
        pattern = "d MMMM" if self.language == "en" else "d. MMMM"
        return str(format_date(date(2000, month, day), pattern, locale=self.language))
