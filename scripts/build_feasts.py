"""Write the table of feasts that follow the moon from the package holidays.

    pip install holidays==0.109
    python scripts/build_feasts.py

It writes ``timeline/extract/lexicons/times_feasts_moon.toml``; the same input gives the
same bytes.  Facts alone are taken from the package (MIT licence), no code.
"""

from __future__ import annotations

import sys
from importlib import metadata
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
# those of India from 2001 to 2035.  A year that is missing here has no day: only the year is known.
"""


def table(name: str, days: dict[int, tuple[int, int]]) -> str:
    """A TOML list of ISO days, seven a line."""
    words = [f'"{year:04d}-{month:02d}-{day:02d}"' for year, (month, day) in sorted(days.items())]
    lines = [", ".join(words[n : n + 7]) for n in range(0, len(words), 7)]
    return f"\n{name} = [\n" + "".join(f"  {line},\n" for line in lines) + "]\n"


def main() -> None:
    found = metadata.version("holidays")
    if found != VERSION:
        sys.exit(f"build_feasts: holidays {found} is installed; install holidays=={VERSION}")
    text = HEADER + "".join(table(name, days) for name, days in TABLES.items())
    (TARGET / "times_feasts_moon.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
