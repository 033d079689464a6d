"""What a sentence gate would save and lose (decision 0001).

    python benchmarks/sentence_gate.py TRAIN.jsonl DEV.jsonl [--words 715]

TRAIN and DEV hold rows of the evaluation task `attribution`. The gate keeps a sentence if it holds
one of the N word forms that occur most often in TRAIN's cues. Printed: share of sentences and of
words kept, share of DEV's labelled attributions that would be lost or cut, and how far the parse
of a sentence on its own agrees with its parse inside the paragraph.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path

from dateline.annotate.parse import Parser
from dateline.model import Parse, Span


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def wide_list(train: list[dict], size: int) -> set[str]:
    """The `size` most frequent word forms of the labelled cues, ties by spelling."""
    seen: Counter[str] = Counter()
    for row in train:
        for attribution in row["attributions"]:
            for start, end in attribution["cue"]:
                seen.update(re.findall(r"[a-z]+", row["text"][start:end].lower()))
    return {w for w, _ in sorted(seen.items(), key=lambda kv: (-kv[1], kv[0]))[:size]}


def agreement(parser: Parser, parse: Parse) -> tuple[int, int, int]:
    """(tokens compared, same head and label, sentences cut otherwise) for isolated sentences."""
    compared = same = cut = 0
    alone = list(parser.parse_many([s.span.of(parse.text) for s in parse.sentences]))
    for sentence, other in zip(parse.sentences, alone):
        tokens = parse.tokens[sentence.first : sentence.last]
        if len(tokens) != len(other.tokens) or len(other.sentences) != 1:
            cut += 1
            continue
        for a, b in zip(tokens, other.tokens):
            compared += 1
            same += a.dep == b.dep and a.head - sentence.first == b.head
    return compared, same, cut


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("train", type=Path)
    options.add_argument("dev", type=Path)
    options.add_argument("--words", type=int, default=715)
    args = options.parse_args()
    words = wide_list(rows(args.train), args.words)
    parser = Parser()
    dev = rows(args.dev)
    started = time.process_time()
    parses = list(parser.parse_many(r["text"] for r in dev))
    full = time.process_time() - started
    kept_s = all_s = kept_w = all_w = lost = total = 0
    compared = same = cut = 0
    kept_texts: list[str] = []
    for row, parse in zip(dev, parses):
        keep = [
            bool(words & set(re.findall(r"[a-z]+", s.span.of(parse.text).lower())))
            for s in parse.sentences
        ]
        for sentence, kept in zip(parse.sentences, keep):
            all_s, kept_s = all_s + 1, kept_s + kept
            size = sentence.last - sentence.first
            all_w, kept_w = all_w + size, kept_w + size * kept
            if kept:
                kept_texts.append(sentence.span.of(parse.text))
        for a in row["attributions"]:
            total += 1
            spans = [Span(*s) for role in ("source", "cue", "content") for s in a[role]]
            lost += any(
                not kept and any(s.overlaps(sentence.span) for s in spans)
                for sentence, kept in zip(parse.sentences, keep)
            )
        c, s, x = agreement(parser, parse)
        compared, same, cut = compared + c, same + s, cut + x
    started = time.process_time()
    list(parser.parse_many(["\n".join(kept_texts)]))
    gated = time.process_time() - started
    print(f"gate words              {len(words)}")
    print(f"sentences / words kept  {kept_s / all_s:.1%} / {kept_w / all_w:.1%}")
    print(f"attributions lost, cut  {lost}/{total} = {lost / total:.1%}")
    print(f"CPU s full / gated      {full:.1f} / {gated:.1f}")
    print(
        f"isolated: same arc      {same / compared:.2%} of {compared} tokens; {cut} cut otherwise"
    )


if __name__ == "__main__":
    main()
