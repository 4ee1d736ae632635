"""The dateline of a report: where it was written and when, before its first sentence."""

from __future__ import annotations

import re
from typing import Final

# "DENVER, June 9 (AP) — ": a place in capitals, what may follow it, and a dash
DATELINE: Final = re.compile(
    r"[ \t]*[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][\w. ]{1,20}){0,2}(?:,? \d{1,2}(?:, \d{4})?)?"
    r"(?:(?: \([A-Z][^()\n]{1,30}\)) ?(?:--|[—–-])|[ ]?(?:--|[—–])) ?"
    r"(?=[\"“‘']?[A-Z\d])"
)
