"""Forms of names: folding, tokens, sounds; and whether two names can be one person or firm.

A sound is what is left of a spelling when the customs of transliteration are taken out
(Sergei, Sergey; Choi Song Hui, Choe Son Hui; Mao Tse-tung, Mao Zedong).  Two names are
never one because their strings are near: Kim Jong Il and Kim Jong Un are not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

from timeline.extract.names_lexicon import words

Verdict = Literal["same", "maybe", "different"]

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "ibn",
        "bin",
        "bint",
        "ben",
        "y",
        "e",
        "of",
        "the",
    ]
)
_SUFFIXES = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "fils": "jr",
    "père": "sr",
    "pere": "sr",
    "younger": "jr",
    "elder": "sr",
}
# (pattern, replacement), applied in order to a folded word; each undoes one custom of spelling.
_SOUNDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"^t?sch", "ch"),  # Tschaikowsky, Schostakowitsch
        (r"tch", "ch"),  # Tchaikovsky
        (r"shch|stch|schtsch", "sh"),  # Khrushchev, Chruschtschow
        (r"zh|dj", "j"),  # Zhukov, Djukov
        (r"kh", "h"),  # Mikhail, Mihail
        (r"gh", "g"),  # Ghaddafi
        (r"dh", "d"),  # Qadhafi
        (r"ph", "f"),
        (r"ck|q|c(?![hei])", "k"),
        (r"x", "ks"),  # Alexei, Aleksei
        (r"w", "v"),  # Wladimir
        (r"ff?$", "v"),  # Romanoff
        (r"^ye|^je", "e"),  # Yeltsin, Eltsin
        (r"iy$|ii$|ij$|yy$|yi$|yj$|y$", "i"),  # Dmitriy, Dmitrii, Dmitry
        (r"ey|ay|ej|aj", "ei"),  # Sergey, Sergei
        (r"ai", "ei"),
        (r"(?<=[aeiou])y(?=e)", ""),  # Dostoyevsky, Dostoevsky
        (r"ych$", "ich"),  # Yanukovych, Yanukovich
        (r"^iu|^yu|^ju", "u"),  # Yuri, Iurii
        (r"ya|ja|ia", "ia"),  # Tatyana, Tatiana
        (r"yo|jo|io", "io"),
        (r"ou|oo", "u"),
        (r"ee|ie", "i"),
        (r"ae", "e"),
        (r"tz", "ts"),
        (r"(.)\1", r"\1"),
    ]
]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents; apostrophes and full stops gone, white space single."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’‘ʼ`´.ʿʾ]", "", plain)
    return re.sub(
        r"[\s\u2010-\u2015_-]*[-\u2010-\u2015][\s\u2010-\u2015_-]*", "-", " ".join(plain.split())
    )


def joined(text: str) -> str:
    """Folded, hyphens and spaces around them gone: ``Wal - Mart`` and ``Walmart`` are one."""
    return fold(text).replace("-", "")


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens dividing: ``("kim", "jong", "un")``."""
    return tuple(re.findall(r"[^\W_]+", fold(name).replace("-", " ")))


def _arabic(*names: tuple[str, ...]) -> bool:
    known = words().arabic
    return any(word in known for name in names for word in name)


@lru_cache(maxsize=65536)
def loose_sound(word: str) -> str:
    """The sound of a word of an Arabic or Persian name, its short vowels made alike."""
    if len(word) > 6 and word[:2] in ("al", "el"):
        word = word[2:]
    word = sound(re.sub(r"(?<=[aeiou])y?e?h$", "", re.sub(r"i?yeh$|i?yah?$|ieh$", "ia", word)))
    for pattern, replacement in (
        ("u+|o+|ou", "u"),
        ("e(?!i)", "a"),
        ("ei|ai", "i"),
        (r"(.)\1", r"\1"),
    ):
        word = re.sub(pattern, replacement, word)
    return word


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """What is left of a folded word when customs of transliteration are taken out."""
    lexicon = words()
    word = lexicon.variants.get(word, word)
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def _parts(name: str) -> tuple[tuple[str, ...], str | None]:
    """Words of a person's name without particles, and its generation (``jr``, ``ii`` …)."""
    all_words = tokens(name)
    generation = next((_SUFFIXES[w] for w in all_words[1:] if w in _SUFFIXES), None)
    kept = tuple(w for w in all_words if w not in _SUFFIXES and w not in _PARTICLES)
    return (kept or all_words), generation


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without particles ("de", "al") and generation."""
    return _parts(name)[0]


def family_first(name: str) -> bool:
    """Whether the family name stands first (Korean, Chinese, Vietnamese customs)."""
    parts, _ = _parts(name)
    lexicon = words()
    return (
        2 <= len(parts) <= 4
        and parts[0] in lexicon.family_first
        and parts[1] not in lexicon.male
        and parts[1] not in lexicon.female
    )


@lru_cache(maxsize=65536)
def surname(name: str) -> str:
    """The sound of the family name; "" for an empty name."""
    parts, _ = _parts(name)
    if not parts:
        return ""
    family = parts[0] if family_first(name) else parts[-1]
    if family in words().family_first:
        return _syllable(family)
    return loose_sound(family) if _arabic(tokens(name)) else sound(family)


def _syllable(word: str) -> str:
    lexicon = words()
    word = lexicon.korean.get(word, word)
    return lexicon.chinese.get(word, word)


def _spellings(parts: tuple[str, ...]) -> frozenset[str]:
    """The ways that an East Asian name reads: as Korean, as Chinese, as written, run together."""
    lexicon = words()
    family = _syllable(parts[0])
    given = parts[1:]
    readings = {
        "".join(given),
        "".join(lexicon.korean.get(w, w) for w in given),
        "".join(lexicon.chinese.get(w, w) for w in given),
        "".join(lexicon.variants.get(w, w) for w in given),
        lexicon.variants.get("".join(given), "".join(given)),
    }
    return frozenset(f"{family} {reading}" for reading in readings)


@cache
def _given_sounds() -> frozenset[str]:
    lexicon = words()
    return frozenset(sound(name) for name in lexicon.male | lexicon.female if len(name) > 4)


def is_given_name(word: str) -> bool:
    """Whether a lower-case word is a given name of the lexicon, or one spelled otherwise."""
    lexicon = words()
    return word in lexicon.male or word in lexicon.female or sound(fold(word)) in _given_sounds()


def same_word(a: str, b: str) -> bool:
    """Whether two folded given names can be one: equal, of one sound, or short and full form."""
    if a == b or sound(a) == sound(b):
        return True
    short = words().nicknames
    return (
        b in short.get(a, ())
        or a in short.get(b, ())
        or bool(short.get(a, frozenset()) & short.get(b, frozenset()))
    )


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> Verdict:
    """What the middle names say of two persons with one first and one last name."""
    if not a or not b:
        rest = a or b
        return "same" if all(len(w) == 1 for w in rest) else "maybe"
    if len(a) != len(b):
        return "different"
    agree = all(same_word(x, y) or _initial(x, y) for x, y in zip(a, b, strict=True))
    return "same" if agree else "different"


def _full_names(a: tuple[str, ...], b: tuple[str, ...], hyphen: bool) -> Verdict:
    """Verdict on two names of two words or more each, given name first."""
    if _arabic(a, b):
        a, b = (tuple(loose_sound(w) for w in name) for name in (a, b))
    first = same_word(a[0], b[0]) or _initial(a[0], b[0])
    last = sound(a[-1]) == sound(b[-1])
    if first and last:
        return _middle(a[1:-1], b[1:-1])
    short, long = sorted((a, b), key=len)
    more = len(long) - len(short)
    if first and len(short) >= 2 and (more == 1 or (more == 2 and hyphen)):
        head = all(same_word(x, y) for x, y in zip(short, long, strict=False))
        if head:  # Pedro Sánchez (Pérez); Jacqueline Kennedy (Onassis)
            return "same"
    if len(a) == len(b) == 2 and same_word(a[0], b[1]) and same_word(a[1], b[0]):
        return "maybe"
    return "different"


@lru_cache(maxsize=65536)
def same_person(a: str, b: str) -> Verdict:
    """Whether two names of persons can be one person, as far as names can say.

    A single word against a full name is at most "maybe": who else bears the
    surname is for the caller to know.
    """
    (first, generation), (second, other) = _parts(a), _parts(b)
    if not first or not second:
        return "different"
    if generation and other and generation != other:
        return "different"
    if len(first) == 1 or len(second) == 1:
        if first == second:
            return "same"
        single, full = (first[0], b) if len(first) == 1 else (second[0], a)
        hit = surname(full) in (sound(single), _syllable(single), loose_sound(single))
        return "maybe" if hit else "different"
    verdict = _compare(a, b, first, second)
    if verdict == "same" and generation != other:
        return "maybe"
    return verdict


def _compare(a: str, b: str, first: tuple[str, ...], second: tuple[str, ...]) -> Verdict:
    if first == second or "".join(first) == "".join(second):
        return "same"
    if family_first(a) or family_first(b):
        if family_first(a) and family_first(b):
            return "same" if _spellings(first) & _spellings(second) else "different"
        turned = (*second[-1:], *second[:-1]) if family_first(a) else (*first[-1:], *first[:-1])
        other = first if family_first(a) else second
        if _spellings(turned) & _spellings(other):
            return "same"  # Minsong Ku, Ku Min-song
    return _full_names(first, second, "-" in fold(a) + fold(b))


def firm_key(name: str) -> tuple[str, ...]:
    """The words of an organisation's name without article and legal form."""
    parts = [w for w in re.findall(r"[^\W_]+(?:&[^\W_]+)*", joined(name)) if w != "the"]
    legal = {form.replace(".", "") for form in words().legal_forms}
    while len(parts) > 1 and parts[-1] in legal:
        parts.pop()
    while len(parts) > 2 and parts[-1] == "and":
        parts.pop()
    return tuple(parts)


def acronyms(name: str) -> frozenset[str]:
    """The acronyms that the capitals of a name can make, upper case, two letters or more."""
    parts = [w for w in re.split(r"[\s\-]+", name) if w]
    strict = "".join(w[0] for w in parts if w[0].isupper())
    loose = "".join(w[0].upper() for w in parts if w[0].isalpha())
    legal = words().legal_forms
    bare = "".join(w[0] for w in parts if w[0].isupper() and w.lower() not in legal)
    return frozenset(a for a in (strict, loose, bare) if len(a) >= 2)
