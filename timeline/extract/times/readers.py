"""The readers by the names that the rules of the lexicons use."""

from __future__ import annotations

from collections.abc import Callable

from timeline.extract.times import (
    beside,
    calendar_dates,
    clock,
    counted,
    deictic,
    hijri_days,
    joined_dates,
    lengths,
    longer_dates,
    named_days,
    shifted,
)
from timeline.extract.times.context import Context
from timeline.extract.times.match import Match, Reading

Reader = Callable[[Match, Context], list[Reading] | None]

READERS: dict[str, Reader] = {
    "iso": calendar_dates.iso,
    "numeric": calendar_dates.numeric,
    "day": calendar_dates.day,
    "days_joined": joined_dates.days_joined,
    "dates_joined": joined_dates.dates_joined,
    "month": calendar_dates.month,
    "year": calendar_dates.year,
    "regnal_year": calendar_dates.regnal_year,
    "bare_year": calendar_dates.bare_year,
    "years_joined": joined_dates.years_joined,
    "year_slash": calendar_dates.year_slash,
    "decade": longer_dates.decade,
    "century": longer_dates.century,
    "season": longer_dates.season,
    "seasons_joined": joined_dates.seasons_joined,
    "quarter": longer_dates.quarter,
    "half": longer_dates.half,
    "deictic": deictic.deictic,
    "weekday": deictic.weekday,
    "shifted_unit": shifted.shifted_unit,
    "counted": counted.counted,
    "coming_unit": shifted.coming_unit,
    "second_unit": shifted.second_unit,
    "unit_end": shifted.unit_end,
    "after_event": counted.after_event,
    "from_day": beside.from_day,
    "weekday_twice_removed": beside.weekday_twice_removed,
    "around_day": beside.around_day,
    "next_to_day": beside.next_to_day,
    "year_earlier": counted.year_earlier,
    "bare_day": named_days.bare_day,
    "day_of_that_year": shifted.day_of_that_year,
    "month_of_that_year": shifted.month_of_that_year,
    "shifted_month": shifted.shifted_month,
    "holiday": named_days.holiday,
    "named_feast": named_days.named_feast,
    "hijri": hijri_days.hijri,
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
    "to_date": lengths.to_date,
    "some_time": lengths.some_time,
    "period": lengths.period,
}
