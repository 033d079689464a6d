"""Time of a full resolve of synthetic mentions: `python benchmarks/scale.py --mentions 1000000`.

Mechanics only, not quality. Every mention is told by a document of its own; incidents have sizes
drawn from a heavy tail (Zipf, exponent 2, seed 1) and are told in one frame; one mention in
fifty is a missile launch, scored pair by pair in its block, the others are of the generic kind.
Prints seconds and peak memory of `incidents.assign` on the happenings, and what it found.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random

from dateline.incidents import assign
from dateline.incidents.happening import Happening
from dateline.model import Mention, Span
from dateline.pipeline import Resources

_START = date(2015, 1, 1)
_TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "AGREE", "PROTEST", "COERCE", "SUPPORT", "THREATEN")
_LARGEST = 400
_TRIGGER = Span(0, 8)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mentions", type=int, default=1_000_000)
    given = arguments.parse_args()
    nodes = list(islice(synthetic(Random(1)), given.mentions))
    kinds = {k.name: k for k in Resources().kinds}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    home = assign.clusters(nodes, kinds, assign.Ties())
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(nodes):,} mentions, {len(set(home)):,} incidents: {took:.1f} s, "
          f"peak {peak:,.0f} MB ({before:,.0f} MB of them the mentions)")  # fmt: skip


def synthetic(random: Random) -> Iterator[Happening]:
    """Endless happenings; those of one incident follow each other."""
    frames: dict[tuple[object, ...], frozenset[str]] = {}

    def shared(*words: str) -> frozenset[str]:
        return frames.setdefault(words, frozenset(words))

    number = 0
    while True:
        size = min(_LARGEST, int(1 / max(random.random(), 1e-6)))
        launch = random.random() < 0.02
        actor = f"A{random.randrange(180)}:{random.randrange(12)}"
        other = f"B{random.randrange(180)}"
        day = shared((_START + timedelta(days=random.randrange(3650))).isoformat())
        kind = "missile-launch" if launch else "generic"
        type_ = "MOBILIZE" if launch else random.choice(_TYPES)
        none = shared()
        for _ in range(min(size, 20) if launch else size):
            mention = Mention(f"d{number}", kind, kind, _TRIGGER, type_)
            yield Happening(
                (mention,), (), kind, type_, True, shared(actor), none if launch else shared(other),
                shared(actor[:4]), day, day, (), (), none, none,
            )  # fmt: skip
            number += 1


if __name__ == "__main__":
    main()
