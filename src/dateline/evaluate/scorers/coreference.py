"""Partitions against partitions: MUC, B³, CEAF-e (φ4), LEA, CoNLL, and document clusters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline.evaluate.scorers.matching import Measures, Row, f_measure, prf, share
from dateline.model import InputError

Partition = dict[str, str]
Group = frozenset[str]


def groups(partition: Mapping[str, str]) -> list[Group]:
    """The clusters of a partition, in the order of their first member."""
    out: dict[str, set[str]] = defaultdict(set)
    for member, label in partition.items():
        out[label].add(member)
    return [frozenset(g) for g in out.values()]


def muc(left: Sequence[Group], other: Mapping[str, str]) -> float:
    """Share of links kept (Vilain et al. 1995): Σ(|g| − parts) / Σ(|g| − 1)."""
    kept = sum(len(g) - len({other.get(m, "\0" + m) for m in g}) for g in left)
    links = sum(len(g) - 1 for g in left)
    return kept / links if links else 0.0


def b_cubed(left: Sequence[Group], other: Mapping[str, str]) -> float:
    """Mean over members of the share of their cluster that the other side keeps together."""
    total = sum(len(g) for g in left)
    kept = sum(
        sum(n * n for n in Counter(other[m] for m in g if m in other).values()) / len(g)
        for g in left
    )
    return kept / total if total else 0.0


def ceaf_e(gold: Sequence[Group], found: Sequence[Group]) -> tuple[float, float]:
    """(precision, recall) under the best alignment, φ4 = 2|K∩R| / (|K|+|R|) (Luo 2005)."""
    import numpy
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    home = {m: n for n, g in enumerate(found) for m in g}
    cells = {
        (k, r): 2 * n / (len(g) + len(found[r]))
        for k, g in enumerate(gold)
        for r, n in Counter(home[m] for m in g if m in home).items()
    }
    size = len(gold) + len(found)
    ends = [(k, len(gold) + r) for k, r in cells]
    graph = coo_array(
        ([1.0] * len(ends), ([a for a, _ in ends], [b for _, b in ends])), shape=(size, size)
    )
    _, label = connected_components(graph, directed=False)
    blocks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for k, r in cells:
        blocks[int(label[k])].append((k, r))
    total = 0.0
    for pairs in blocks.values():
        rows, columns = sorted({k for k, _ in pairs}), sorted({r for _, r in pairs})
        table = numpy.zeros((len(rows), len(columns)))
        for k, r in pairs:
            table[rows.index(k), columns.index(r)] = cells[k, r]
        a, b = linear_sum_assignment(table, maximize=True)
        total += float(table[a, b].sum())
    return total / max(1, len(found)), total / max(1, len(gold))


def lea(left: Sequence[Group], other: Mapping[str, str]) -> float:
    """Links resolved, weighted by cluster size (Moosavi & Strube 2016); singletons count."""
    size = Counter(other.values())
    value = weight = 0.0
    for g in left:
        weight += len(g)
        if len(g) == 1:
            (m,) = g
            value += m in other and size[other[m]] == 1
            continue
        kept = sum(n * (n - 1) / 2 for n in Counter(other[m] for m in g if m in other).values())
        value += len(g) * kept / (len(g) * (len(g) - 1) / 2)
    return value / weight if weight else 0.0


def score_mentions(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """All measures over mention clusters; `conll` is the mean F of the first three."""
    key = _partition(gold, "cluster")
    response = _partition({k: predicted[k] for k in gold}, "cluster")
    k, r = groups(key), groups(response)
    pairs = {
        "muc": (muc(r, key), muc(k, response)),
        "b3": (b_cubed(r, key), b_cubed(k, response)),
        "ceaf_e": ceaf_e(k, r),
        "lea": (lea(r, key), lea(k, response)),
    }
    out: Measures = {n: _triple(p, q) for n, (p, q) in pairs.items()}
    mean = sum(f_measure(*pairs[n]) for n in ("muc", "b3", "ceaf_e")) / 3
    out["conll"] = {"F": round(100 * mean, 2)}
    out["n"] = {"rows": len(key), "gold_clusters": len(k), "pred_clusters": len(r)}
    return out


def score_documents(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """BCubed (Bagga & Baldwin 1998) and pairs over documents."""
    key = _partition(gold, "incident")
    response = _partition({k: predicted[k] for k in gold}, "incident")
    k, r = groups(key), groups(response)

    def links(sizes: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes.values())

    both = links(Counter((key[m], response[m]) for m in key))
    found, wanted = links(Counter(response.values())), links(Counter(key.values()))
    return {
        "bcubed": _triple(b_cubed(r, key), b_cubed(k, response)),
        "pair": prf(both, found, wanted),
        "pairs": {"false": found - both, "missed": wanted - both,
                  "wrong_merge_rate": share(found - both, found)},
        "n": {"rows": len(key), "gold_clusters": len(k), "pred_clusters": len(r)},
    }  # fmt: skip


def _triple(p: float, r: float) -> dict[str, float | int | None]:
    return {n: round(100 * v, 2) for n, v in (("P", p), ("R", r), ("F", f_measure(p, r)))}


def _partition(rows: dict[str, Row], label: str) -> Partition:
    out = {}
    for key, row in rows.items():
        value = row.get(label)
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise InputError(f"missing {label!r}", where=f"row {key!r}")
        out[key] = str(value)
    return out


def mention_rows(rows: dict[str, Row]) -> dict[str, Row]:
    """Document rows with `mentions` as flat mention rows.

    Raises:
        InputError: a mention without an id, or the same id twice.
    """
    out: dict[str, Row] = {}
    for key, row in rows.items():
        for mention in row.get("mentions") or ():
            ident = str(mention.get("mention_id") or "")
            if not ident or ident in out:
                raise InputError(f"mention id {ident!r} is missing or twice", where=f"row {key!r}")
            out[ident] = mention
    return out
