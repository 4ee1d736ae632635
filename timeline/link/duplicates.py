"""Near copies among articles: wire stories that several publishers print.

MinHash over word shingles (Broder, "On the resemblance and containment of documents", 1997)
with banding for the candidates (Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", section 3.4).  With 32 bands of 4 rows, two texts that share 60 % of their shingles
meet in some band with a probability of 98.8 %, two that share 20 % with 5 %.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
from rensa import RMinHash

from timeline.link.identity import Sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

BANDS: Final = 32
ROWS: Final = 4
SHINGLE: Final = 3
# Copies differ in headlines, datelines and cuts; rewritten stories share far less.
SAME: Final = 0.6
_WORD: Final = re.compile(r"\w+")


def signature(text: str) -> NDArray[np.uint64]:
    """The MinHash of a text, BANDS × ROWS numbers; `alike` compares them."""
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=1)
    minhash.update(sorted(shingles))
    return np.array(minhash.digest(), dtype=np.uint64)


def alike(one: NDArray[np.uint64], others: Sequence[NDArray[np.uint64]]) -> list[bool]:
    """Of each of the others, whether its text and that of the one are near copies."""
    if not others:
        return []
    equal: NDArray[np.float64] = np.mean(np.stack(others) == one, axis=1)
    return [bool(share >= SAME) for share in equal]


def block_keys(text: str) -> frozenset[str]:
    """The bands of a text; near copies share one of them."""
    digest = signature(text).tolist()
    return frozenset(
        f"{band}:" + ":".join(map(str, digest[band * ROWS : (band + 1) * ROWS]))
        for band in range(BANDS)
    )


def first_names(names: Iterable[str], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name the smallest among those that pairs of copies join to it, itself included.

    Being a copy is carried over: a copy of a copy is a copy.
    """
    ordered = sorted(set(names))
    number = {name: n for n, name in enumerate(ordered)}
    sets = Sets(len(ordered))
    for a, b in copies:
        sets.join(number[a], number[b])
    return {name: ordered[sets.find(n)] for name, n in number.items()}
