"""Which actors of many articles are one.

Names decide only where they can: equal after the customs of transliteration are taken
out, or one a known shortening of the other with a single bearer.  What names leave open
(a middle name on one side, a "junior", a family name alone) is decided by roles, by how
many articles know the one bearer, or left apart and listed as doubtful.  A missed merge
costs a reader a second look; a false one tells him a lie.

The result depends on the set of actors alone, not on their order.  Actors that share no
block key never meet, so a loader need only compare those that do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from timeline.extract.name_forms import (
    Verdict,
    firm_key,
    fold,
    joined,
    loose_sound,
    sound,
    surname,
    tokens,
)
from timeline.extract.names_lexicon import states, words
from timeline.link.actor_names import (
    Node,
    all_names,
    bears,
    compare,
    mergeable,
    name_key,
    share_a_name,
    singular,
)
from timeline.link.identity import DoubtfulPair, Member, Sets, assign_ids, frequent_name
from timeline.model import Actor, ActorKind

_PROMINENT_ARTICLES, _PROMINENT_SHARE = 3, 0.8
_KIND_ORDER: tuple[ActorKind, ...] = ("state", "organisation", "person", "thing", "group")


@dataclass(frozen=True, slots=True)
class DocActor:
    """An actor of one article."""

    article_id: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class ActorCluster:
    """One actor across articles: ``members`` are (article id, the actor's id in it), sorted.

    ``aliases`` are the names as found, the most frequent first, ``name`` among them.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    members: tuple[Member, ...]


def block_keys(actor: Actor) -> frozenset[str]:
    """Keys of which two actors share one if they can be one; none if it is of its article alone."""
    keys = set[str]()
    if not mergeable(actor):
        return frozenset()
    if actor.kind == "group":
        return frozenset((f"g:{fold(actor.name)}",))
    for name in all_names(actor):
        if actor.kind == "person":
            keys |= _person_keys(name)
        elif name in states().by_name or name in states().by_seat:
            state = states().by_name.get(name) or states().by_seat[name]
            keys |= {f"s:{state.code}", f"n:{fold(state.name).split()[0]}"}
        else:
            parts = firm_key(name)
            keys.add(f"n:{singular(parts[0]) if parts else joined(name)}")
    return frozenset(keys)


def _person_keys(name: str) -> set[str]:
    parts = tokens(name)
    keys = {f"p:{surname(name)}"}
    if len(parts) == 1:
        keys |= {f"p:{sound(parts[0])}", f"p:{loose_sound(parts[0])}", f"n:{parts[0]}"}
    elif len(parts) > 2:
        given = words().male | words().female
        keys |= {f"p:{sound(part)}" for part in parts[1:-1] if len(part) > 2 and part not in given}
    return keys


def cluster(actors: Sequence[DocActor]) -> tuple[list[ActorCluster], list[DoubtfulPair]]:
    """The clusters, sorted by id, and the pairs of clusters that may be one."""
    nodes = _nodes(actors)
    sets = Sets(len(nodes))
    doubts: list[tuple[int, int, str]] = []
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        for key in node.keys:
            by_key[key].append(index)
    for key in sorted(by_key):
        block = [index for index in by_key[key]]
        if len(block) > 1:
            _join_block(nodes, block, sets, doubts, key)
    _surnames_alone(nodes, sets, doubts, by_key)
    groups = sets.groups()
    clusters = _clusters(nodes, groups)
    return sorted(clusters, key=lambda c: c.id), _pairs(nodes, groups, clusters, doubts)


def _nodes(actors: Iterable[DocActor]) -> list[Node]:
    grouped: dict[tuple[str, ...], list[DocActor]] = defaultdict(list)
    for item in actors:
        actor = item.actor
        mark = [actor.kind, *sorted({fold(n) for n in all_names(actor)})]
        if not mergeable(actor):
            mark.append(f"\0{item.article_id}\0{actor.id}")
        grouped[tuple(mark)].append(item)
    nodes = []
    for _, items in sorted(grouped.items()):
        counts = Counter[str]()
        for item in items:
            own = item.actor.names or (item.actor.name,)
            # An article's own name for its actor weighs more than what else it calls it.
            counts.update({name: 2 + (name == item.actor.name) for name in own})
        names = tuple(sorted({n for i in items for n in all_names(i.actor)}))
        first = items[0].actor
        nodes.append(
            Node(
                first.kind,
                names,
                tuple(n for n in names if len(tokens(n)) > 1),
                frozenset().union(*(block_keys(i.actor) for i in items)),
                frozenset(fold(role) for i in items for role in i.actor.roles),
                counts,
                tuple(sorted((i.article_id, i.actor.id) for i in items)),
                not mergeable(first),
            )
        )
    return nodes


def _join_block(
    nodes: list[Node], block: list[int], sets: Sets, doubts: list[tuple[int, int, str]], key: str
) -> None:
    """Join the nodes of one block that are the same; a node between two that differ joins none."""
    verdicts: dict[tuple[int, int], Verdict] = {}
    for a, b in _comparable(nodes, block):
        verdict, reason = compare(nodes[a], nodes[b])
        verdicts[a, b] = verdict
        if verdict == "maybe" and reason:
            doubts.append((a, b, reason))
    friends: dict[int, list[int]] = defaultdict(list)
    for (a, b), verdict in verdicts.items():
        if verdict == "same":
            friends[a].append(b)
            friends[b].append(a)
    torn = {
        node
        for node, others in friends.items()
        if any(compare(nodes[x], nodes[y])[0] == "different" for x, y in combinations(others, 2))
    }
    for (a, b), verdict in verdicts.items():
        if verdict != "same":
            continue
        if (a in torn) != (b in torn) or (a in torn and not share_a_name(nodes[a], nodes[b])):
            doubts.append((a, b, "the shorter name fits more than one"))
        else:
            sets.join(a, b)


def _comparable(nodes: list[Node], block: list[int]) -> list[tuple[int, int]]:
    """Pairs of a block worth comparing: all persons; of the rest equal names and beginnings."""
    pairs = set(combinations([i for i in block if nodes[i].kind == "person"], 2))
    rest = [i for i in block if nodes[i].kind != "person"]
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = {i: {name_key(name) for name in nodes[i].names} for i in rest}
    for index in rest:
        for key in keys[index]:
            by_name[key].append(index)
    for index in rest:
        for key in keys[index]:
            for size in range(1, len(key) + 1):
                found = by_name.get(key[:size], ())
                pairs.update((min(index, o), max(index, o)) for o in found if o != index)
    return sorted(pairs)


def _surnames_alone(
    nodes: list[Node],
    sets: Sets,
    doubts: list[tuple[int, int, str]],
    by_key: dict[str, list[int]],
) -> None:
    """Join a name of one word to its one bearer, or to the bearer whom the articles mostly mean."""
    single = [i for i, n in enumerate(nodes) if n.kind == "person" and not n.full]
    joins = []
    for index in single:
        bearers: dict[int, int] = defaultdict(int)
        for key in nodes[index].keys:
            if not key.startswith("p:"):
                continue
            for other in by_key[key]:
                node = nodes[other]
                if node.kind == "person" and node.full and bears(node, nodes[index]):
                    bearers[sets.find(other)] += len({m[0] for m in node.members})
        if not bearers:
            continue
        total = sum(bearers.values())
        best = min(bearers, key=lambda b: (-bearers[b], b))
        prominent = (
            bearers[best] >= _PROMINENT_ARTICLES and bearers[best] >= _PROMINENT_SHARE * total
        )
        common = any(t in words().family_first for n in nodes[index].names for t in tokens(n))
        if (len(bearers) == 1 and not common) or prominent:
            joins.append((best, index))
        else:
            doubts.extend(
                (index, other, "a family name that several bear") for other in sorted(bearers)
            )
    for best, index in joins:
        sets.join(best, index)


def _clusters(nodes: list[Node], groups: list[list[int]]) -> list[ActorCluster]:
    drafts = []
    for group in groups:
        counts = Counter[str]()
        kinds = Counter[ActorKind]()
        members: list[Member] = []
        for index in group:
            counts.update(nodes[index].counts)
            kinds[nodes[index].kind] += len(nodes[index].members)
            members.extend(nodes[index].members)
        kind = min(kinds, key=lambda k: (-kinds[k], _KIND_ORDER.index(k)))
        full = {n for index in group for n in nodes[index].full}
        name = _canonical(nodes, group, counts, full if kind == "person" else set())
        aliases = tuple(sorted(counts, key=lambda n: (-counts[n], n)))
        drafts.append((name, kind, aliases, tuple(sorted(members))))
    ids = assign_ids(
        [(f"{n}-group" if k == "group" else n, k, m) for n, k, _, m in drafts],
        alone=[nodes[group[0]].private for group in groups],
    )
    return [ActorCluster(i, *draft) for i, draft in zip(ids, drafts, strict=True)]


def _canonical(nodes: list[Node], group: list[int], counts: Counter[str], full: set[str]) -> str:
    for index in group:
        for name in nodes[index].names:
            state = states().by_name.get(name) if nodes[index].kind == "state" else None
            if state is not None:
                return state.name
    spelled = {n for n in counts if not (n.isupper() and len(n) < 7)}
    return frequent_name(counts, full or spelled)


def _pairs(
    nodes: list[Node],
    groups: list[list[int]],
    clusters: list[ActorCluster],
    doubts: list[tuple[int, int, str]],
) -> list[DoubtfulPair]:
    of = {index: clusters[at].id for at, group in enumerate(groups) for index in group}
    found: dict[tuple[str, str], DoubtfulPair] = {}
    for a, b, reason in doubts:
        if of[a] != of[b]:
            first, second = sorted((of[a], of[b]))
            found.setdefault((first, second), DoubtfulPair(first, second, reason))
    return [found[key] for key in sorted(found)]
