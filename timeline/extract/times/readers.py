"""The readers by the names that the rules of the lexicons use."""

from __future__ import annotations

from collections.abc import Callable

from timeline.extract.times import calendar_dates, clock, lengths, longer_dates, relative
from timeline.extract.times.context import Context
from timeline.extract.times.match import Match, Reading

Reader = Callable[[Match, Context], list[Reading] | None]

READERS: dict[str, Reader] = {
    "iso": calendar_dates.iso,
    "numeric": calendar_dates.numeric,
    "day": calendar_dates.day,
    "days_joined": calendar_dates.days_joined,
    "dates_joined": calendar_dates.dates_joined,
    "month": calendar_dates.month,
    "year": calendar_dates.year,
    "bare_year": calendar_dates.bare_year,
    "years_joined": calendar_dates.years_joined,
    "year_slash": calendar_dates.year_slash,
    "decade": longer_dates.decade,
    "century": longer_dates.century,
    "season": longer_dates.season,
    "seasons_joined": longer_dates.seasons_joined,
    "quarter": longer_dates.quarter,
    "half": longer_dates.half,
    "deictic": relative.deictic,
    "weekday": relative.weekday,
    "shifted_unit": relative.shifted_unit,
    "counted": relative.counted,
    "year_earlier": relative.year_earlier,
    "bare_day": relative.bare_day,
    "day_of_that_year": relative.day_of_that_year,
    "month_of_that_year": relative.month_of_that_year,
    "shifted_month": relative.shifted_month,
    "holiday": relative.holiday,
    "time": clock.time,
    "time_on_date": clock.time_on_date,
    "part_of_day": clock.part_of_day,
    "part_alone": clock.part_alone,
    "duration": lengths.duration,
    "duration_half": lengths.duration_half,
    "span_of_units": lengths.span_of_units,
    "span_of_date": lengths.span_of_date,
    "bare_units": lengths.bare_units,
    "every": lengths.every,
    "regular": lengths.regular,
    "reference": lengths.reference,
    "past": lengths.past,
    "some_time": lengths.some_time,
    "period": lengths.period,
}
