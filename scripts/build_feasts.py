"""Write the table of feasts that follow the moon: from the package holidays, India's also reckoned.

    pip install holidays==0.109
    python scripts/build_feasts.py

It writes ``timeline/extract/lexicons/times_feasts_moon.toml``; the same input gives the
same bytes.  Facts alone are taken from the package (MIT licence), no code.

Its tables of India begin in 2001.  The years before are reckoned from the moon: Diwali is the
evening on which the new moon after the Sun's entry into sidereal Libra is near, Holi the day
after the evening of the full moon in the month of the new moon after 13 February.  Both reckonings
must give every day of the package's tables, or nothing is written.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from importlib import metadata
from math import floor, radians, sin
from pathlib import Path

from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hindu import _HinduLunisolar

TARGET = Path(__file__).resolve().parent.parent / "timeline/extract/lexicons"
VERSION = "0.109"
TABLES = {
    "lunar-new-year": _ChineseLunisolar.LUNAR_NEW_YEAR_DATES,
    "mid-autumn": _ChineseLunisolar.MID_AUTUMN_DATES,
    "diwali": _HinduLunisolar.DIWALI_INDIA_DATES,
    "holi": _HinduLunisolar.HOLI_DATES,
}
HEADER = f"""\
# Feasts that follow the moon, by year.  Written by scripts/build_feasts.py from the package
# holidays {VERSION} (MIT licence), whose tables of the Chinese calendar reach from 1901 to 2100 and
# those of India from 2001 to 2035; India's days before are reckoned, and can be a day from those
# kept.  A year that is missing here has no day: only the year is known.
"""
RECKONED = range(1901, 2001)
INDIA = 5.5 / 24  # days from Greenwich
CLOCK = 65 / 86400  # days by which the time of the tables is ahead of the clock's
DUSK = {"diwali": 18.3, "holi": 16.5}  # the hour up to which the evening before is meant
LIBRA = (2459139.568, 365.25636)  # Julian day of the Sun's entry in 2020, and the sidereal year
NEW_MOON = (-0.40720, 0.17241, 0.01608, 0.01039, 0.00739, -0.00514, 0.00208)
FULL_MOON = (-0.40614, 0.17302, 0.01614, 0.01043, 0.00734, -0.00515, 0.00209)


def phase(k: float) -> float:
    """Julian day of the k-th new moon from January 2000, of the full moon after it for k + 0.5.

    After J. Meeus, Astronomical Algorithms, chapter 49, with its terms above 20 seconds.
    """
    t = k / 1236.85
    less = 1 - 0.002516 * t  # the eccentricity of the Earth's path
    sun, moon = radians(2.5534 + 29.10535670 * k), radians(201.5643 + 385.81693528 * k)
    node = radians(160.7108 + 390.67050284 * k)
    c = FULL_MOON if k % 1 else NEW_MOON
    terms = (
        c[0] * sin(moon), c[1] * less * sin(sun), c[2] * sin(2 * moon), c[3] * sin(2 * node),
        c[4] * less * sin(moon - sun), c[5] * less * sin(moon + sun), c[6] * less**2 * sin(2 * sun),
        -0.00111 * sin(moon - 2 * node), -0.00057 * sin(moon + 2 * node),
        0.00056 * less * sin(2 * moon + sun), -0.00042 * sin(3 * moon),
        0.00042 * less * sin(sun + 2 * node), 0.00038 * less * sin(sun - 2 * node),
        -0.00024 * less * sin(2 * moon - sun),
    )  # fmt: skip
    return 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t + sum(terms)


def evening(julian: float, dusk: float) -> date:
    """The day in India whose evening lies before the instant, its own evening from ``dusk`` on."""
    local = julian + 0.5 + INDIA - CLOCK
    day = date.fromordinal(floor(local) - 1721425)
    return day if (local - floor(local)) * 24 >= dusk else day - timedelta(days=1)


def diwali(year: int) -> date:
    entry = LIBRA[0] + (year - 2020) * LIBRA[1]
    k = floor((year - 2000 + 0.79) * 12.3685) - 2
    while phase(k) < entry:
        k += 1
    return evening(phase(k), DUSK["diwali"])


def holi(year: int) -> date:
    k = floor((year - 2000) * 12.3685) - 1
    while evening(phase(k), 0.0) < date(year, 2, 13):
        k += 1
    return evening(phase(k + 0.5), DUSK["holi"]) + timedelta(days=1)


def reckoned(name: str, known: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The known days and those reckoned before; exits where the reckoning misses a known one."""
    reckon = {"diwali": diwali, "holi": holi}[name]
    for year, (month, day) in known.items():
        if reckon(year) != date(year, month, day):
            sys.exit(
                f"build_feasts: {name} of {year} is reckoned {reckon(year)}, not {month}-{day}"
            )
    return {year: (reckon(year).month, reckon(year).day) for year in RECKONED} | known


def table(name: str, days: dict[int, tuple[int, int]]) -> str:
    """A TOML list of ISO days, seven a line."""
    words = [f'"{year:04d}-{month:02d}-{day:02d}"' for year, (month, day) in sorted(days.items())]
    lines = [", ".join(words[n : n + 7]) for n in range(0, len(words), 7)]
    return f"\n{name} = [\n" + "".join(f"  {line},\n" for line in lines) + "]\n"


def main() -> None:
    found = metadata.version("holidays")
    if found != VERSION:
        sys.exit(f"build_feasts: holidays {found} is installed; install holidays=={VERSION}")
    days = TABLES | {name: reckoned(name, TABLES[name]) for name in DUSK}
    text = HEADER + "".join(table(name, days[name]) for name in TABLES)
    (TARGET / "times_feasts_moon.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
