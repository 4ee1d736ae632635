"""Which names of one article are one entity.

Full names first, then what shortens them: a surname joins the one person who bears it,
an acronym the one name that it abbreviates, a firm without its legal form the firm.  Where
two could be meant, the short name stays by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.extract.drafts import Draft
from timeline.extract.kinds import NameKind, said_nouns
from timeline.extract.name_families import name_key
from timeline.extract.name_forms import (
    acronyms,
    firm_key,
    fold,
    loose_sound,
    name_words,
    same_person,
    sound,
    surname,
    tokens,
)
from timeline.extract.name_forms import family_first as stands_first
from timeline.extract.name_spans import Candidate
from timeline.extract.names_lexicon import genders, grammar, states, words
from timeline.extract.tokens import Tokens


def group_names(
    words_of: Tokens, found: Sequence[Candidate], kinds: Mapping[str, NameKind]
) -> list[Draft]:
    """Drafts of the entities that the candidates name, in the order of their first mention."""
    by_key: dict[str, Draft] = {}
    for candidate in found:
        key = name_key(candidate.text)
        kind = kinds.get(key)
        top = words_of.top(candidate.start, candidate.end)
        if kind is None or (kind == "people" and words_of.dep[top] in ("amod", "compound", "nmod")):
            continue
        draft = by_key.get(key)
        if draft is None:
            draft = by_key[key] = Draft(kind)
        draft.add(candidate, words_of.top(candidate.start, candidate.end))
        draft.nouns.update(said_nouns(words_of, candidate))
    drafts = list(by_key.values())
    drafts = _states(drafts)
    drafts = _acronyms(words_of, drafts)
    drafts = _persons(drafts)
    drafts = _organisations(drafts)
    drafts = _things(drafts)
    _apposed_models(words_of, drafts)
    drafts = [d for d in drafts if d.mentions]
    for draft in drafts:
        _gender(draft)
    return sorted(drafts, key=lambda d: d.mentions[0].start)


def _apposed_models(words_of: Tokens, drafts: list[Draft]) -> None:
    """Give "The newest iPhone" in "The newest iPhone, iPhone 4" to the model."""
    heads = {m.head: d for d in drafts for m in d.mentions}
    for draft in drafts:
        for mention in list(draft.mentions):
            beside = (c for c in words_of.children[mention.head] if words_of.dep[c] == "appos")
            models = (heads[c] for c in beside if c in heads and heads[c] is not draft)
            model = next((d for d in models if d.name.startswith(f"{draft.name} ")), None)
            if model is not None:
                draft.mentions.remove(mention)
                model.mentions.append(mention)
                model.mentions.sort(key=lambda m: m.start)


def merge(into: Draft, other: Draft) -> None:
    """Move all of ``other`` to ``into``."""
    into.names.update(other.names)
    into.mentions.extend(other.mentions)
    into.mentions.sort(key=lambda m: m.start)
    into.candidates.extend(other.candidates)
    into.candidates.sort(key=lambda c: c.start)
    into.names = Counter({c.text: into.names[c.text] for c in into.candidates})
    into.nouns |= other.nouns


def _states(drafts: list[Draft]) -> list[Draft]:
    """One draft for all the names of a state, its seats of government among them."""
    by_code: dict[str, Draft] = {}
    out = []
    for draft in drafts:
        if draft.kind != "state":
            out.append(draft)
            continue
        lexicon = states()
        state = lexicon.named(draft.name) or lexicon.by_seat.get(draft.name)
        if state is None:
            out.append(draft)
            continue
        if draft.name in lexicon.by_seat:
            for mention in draft.mentions:
                mention.acts = True
        draft.state = state.code
        if state.code in by_code:
            merge(by_code[state.code], draft)
        else:
            by_code[state.code] = draft
            out.append(draft)
    return out


def _acronyms(words_of: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Join an acronym to the name it abbreviates: in brackets after it, or the only one it fits."""
    targets: dict[int, Draft] = {}
    by_end = {m.end: d for d in drafts for m in d.mentions}
    spelled: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind != "person" and " " in draft.name:
            for letters in acronyms(draft.name):
                spelled[letters].append(draft)
    for draft in drafts:
        short = draft.name
        if (
            not (short.isupper() and short.isalnum() and 2 <= len(short) <= 7)
            or draft.kind == "state"
        ):
            continue
        letters = short.rstrip("0123456789")
        fits = [
            d
            for d in spelled.get(letters, ())
            if d is not draft and short[len(letters) :] in d.name
        ]
        bracketed = _before_bracket(words_of, draft, by_end)
        if bracketed is not None and letters[:1] == bracketed.name[:1].upper():
            targets[id(draft)] = bracketed
        elif len(fits) == 1:
            targets[id(draft)] = fits[0]
    return _follow(drafts, targets)


def _follow(drafts: list[Draft], targets: Mapping[int, Draft]) -> list[Draft]:
    """The drafts after each was merged into the end of its chain of targets."""
    out = []
    for draft in drafts:
        target, seen = targets.get(id(draft)), {id(draft)}
        while target is not None and id(target) in targets and id(target) not in seen:
            seen.add(id(target))
            target = targets[id(target)]
        if target is None or id(target) in seen:
            out.append(draft)
        else:
            merge(target, draft)
    return out


def _before_bracket(words_of: Tokens, draft: Draft, by_end: Mapping[int, Draft]) -> Draft | None:
    """The other name right before a bracket in which the draft's name stands."""
    for mention in draft.mentions:
        opening = mention.start - 1
        if opening > 0 and words_of.text[opening] == "(":
            other = by_end.get(opening)
            if other is not None and other is not draft:
                return other
    return None


def _persons(drafts: list[Draft]) -> list[Draft]:
    """Join spellings of one full name, then surnames and given names to the only bearer."""
    persons = [d for d in drafts if d.kind == "person"]
    others = [d for d in drafts if d.kind != "person"]
    full: list[Draft] = []
    by_sound: dict[str, dict[int, Draft]] = defaultdict(dict)
    single = [d for d in persons if len(name_words(d.name)) == 1]
    several = [d for d in persons if len(name_words(d.name)) > 1]
    for draft in sorted(several, key=lambda d: (-len(tokens(d.name)), d.mentions[0].start)):
        near = _near(by_sound, draft)
        same = [
            d for d in near if all(same_person(draft.name, name) != "different" for name in d.names)
        ]
        home = same[0] if len(same) == 1 else draft
        for key in _sounds(draft.name):
            by_sound[key][id(home)] = home
        if home is draft:
            full.append(draft)
        else:
            merge(home, draft)
    for draft in single:
        near = _near(by_sound, draft)
        bearers = [d for d in near if _bears(d, name_words(draft.name)[0])]
        so_far = [d for d in bearers if d.mentions[0].start < draft.mentions[0].start]
        bearers = so_far or bearers  # a later namesake is not yet known to the reader
        if len(bearers) == 1:
            merge(bearers[0], draft)
        else:
            full.append(draft)
    return others + full


def _sounds(name: str) -> set[str]:
    """Keys of which two names of one person share one."""
    parts = name_words(name)
    spellings = {surname(name), "".join(parts[1:])}
    return spellings | {f(word) for word in parts for f in (sound, loose_sound, fold)}


def _near(by_sound: Mapping[str, Mapping[int, Draft]], draft: Draft) -> list[Draft]:
    """The persons that share a key with the draft, in the order of their first mention."""
    found = {i: d for key in _sounds(draft.name) for i, d in by_sound.get(key, {}).items()}
    return sorted(found.values(), key=lambda d: d.mentions[0].start)


def _bears(draft: Draft, word: str) -> bool:
    """Whether a single name can be short for the person: surname first, else given name."""
    for name in draft.names:
        parts = name_words(name)
        if len(parts) < 2:
            continue
        if stands_first(name):
            if word in (parts[0], "".join(parts[1:])):
                return True
        elif sound(word) == surname(name) or word in (parts[0], parts[-1]):
            return True
    return False


def _organisations(drafts: list[Draft]) -> list[Draft]:
    """Join names that differ by a legal form or by what the firm makes."""
    firms = [d for d in drafts if d.kind == "organisation"]
    others = [d for d in drafts if d.kind != "organisation"]
    lexicon = words()
    firms = _shortened(firms, lambda rest: all(w in lexicon.trade_words for w in rest))
    known = [
        d
        for d in firms
        if any(" ".join(firm_key(n)) in lexicon.known_organisations for n in d.names)
    ]
    others += known  # a known firm's parts are not the firm
    rest = [d for d in firms if d not in known]
    trade = lexicon.commercial_words
    rest = _shortened(rest, lambda words_after: all(w in trade for w in words_after))
    return others + _introduced(rest)


def _introduced(firms: list[Draft]) -> list[Draft]:
    """Join a first word to the one firm that the article has introduced by its full name.

    "Ashby Laboratories ... Ashby": the press gives the full name once.  Not where the longer
    name is that of a part ("Barclays ... Barclays Capital") or comes later.
    """
    targets: dict[int, Draft] = {}
    parts = grammar().parts_of_firms | {name.lower() for name in states().by_name}
    for short in firms:
        key = firm_key(short.name)
        if len(key) != 1:
            continue
        fuller = [d for d in firms if d is not short and firm_key(d.name)[:1] == key]
        if len(fuller) != 1 or set(firm_key(fuller[0].name)[1:]) & parts:
            continue
        if fuller[0].mentions[0].start < short.mentions[0].start:
            targets[id(short)] = fuller[0]
    return _follow(firms, targets)


def _things(drafts: list[Draft]) -> list[Draft]:
    """Join names of things that differ by number or by a word that says what the thing is."""
    things = [d for d in drafts if d.kind == "thing"]
    others = [d for d in drafts if d.kind != "thing"]
    return others + _shortened(things, lambda rest: all(w in words().kind_words for w in rest))


def _singular(part: str) -> str:
    return part[:-1] if len(part) > 3 and part.endswith("s") and not part.endswith("ss") else part


def _shortened(drafts: Iterable[Draft], may_miss: Callable[[Sequence[str]], bool]) -> list[Draft]:
    """Join drafts of equal keys; then each short one to the only longer one that it shortens."""
    by_key: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        key = tuple(_singular(part) for part in firm_key(draft.name))
        if key in by_key:
            merge(by_key[key], draft)
        else:
            by_key[key] = draft
    longer: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for key in by_key:
        for size in range(1, len(key)):
            rest = key[size:]
            plural = [w + "s" for w in rest]
            if key[:size] in by_key and all(
                may_miss([a]) or may_miss([b]) for a, b in zip(rest, plural, strict=True)
            ):
                longer[key[:size]].append(key)
    gone: dict[tuple[str, ...], tuple[str, ...]] = {}
    for short in sorted(longer, key=lambda k: (-len(k), k)):
        keys = longer[short]
        nested = [k for k in keys if gone.get(k) not in keys]
        if len(nested) == 1:
            merge(by_key[nested[0]], by_key[short])
            gone[short] = nested[0]
    return [draft for key, draft in by_key.items() if key not in gone]


def _gender(draft: Draft) -> None:
    """Set a person's gender where the given name, the courtesy title or a role tells it."""
    if draft.kind != "person":
        return
    for candidate in draft.candidates:
        title = set(candidate.title.lower().split())
        if title & grammar().male_titles:
            draft.gender = "male"
        elif title & grammar().female_titles:
            draft.gender = "female"
        if draft.gender:
            return
    parts, lexicon = tokens(draft.name), words()
    # One word alone is more often a family name: only the given names that most readers know.
    known = len(parts) > 1 or not lexicon.male.union(lexicon.female).isdisjoint(parts)
    if known and not stands_first(draft.name):
        draft.gender = genders().get(parts[0], "")
