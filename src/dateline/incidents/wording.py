"""What the words around a trigger tell: its act, its arguments, its sentence, its mood."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.incidents.likeness import stem
from dateline.model import Parse, Span, Token
from dateline.reference.event_words import synonyms

Words = frozenset[str]

_CONTENT = ("NOUN", "PROPN", "NUM", "VERB", "ADJ")
_CARRIERS = frozenset({
    "conj", "xcomp", "dobj", "nsubj", "pobj", "prep", "nsubjpass", "attr", "ccomp", "relcl", "acl",
    "appos", "compound", "advcl", "poss",
})  # fmt: skip
_SIBLINGS = ("nsubj", "nsubjpass", "dobj", "agent", "pobj", "compound", "poss")
_MODIFIERS = ("compound", "amod", "nummod", "prt", "poss")
_STEPS = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """A trigger in its sentence. All words are stems (`likeness.stem`), lower case.

    `context` is the content words of the sentence; `arguments` those that hang on the trigger or
    on the one or two words it hangs on; `position` the place of the trigger in the text, 0 to 1.
    """

    document: str
    sentence: int
    text: str
    lemma: str
    stem: str
    span: Words
    context: Words
    arguments: Words
    subjects: Words
    objects: Words
    modifiers: Words
    modal: bool
    negated: bool
    position: float

    @property
    def lines(self) -> frozenset[int]:
        """Lines of synonyms the trigger stands in."""
        none: frozenset[int] = frozenset()
        table = synonyms()
        return table.get(self.lemma, none) | table.get(self.stem, none) | table.get(self.text, none)


def wording(parse: Parse, span: Span, document: str) -> Wording | None:
    """Describe the words of `span`; None where no token lies in it."""
    head = _head(parse, span)
    if head is None:
        return None
    kids = [parse.tokens[k] for k in parse.children[head.i]]
    sentence = parse.sentence_tokens(head.sentence)
    inside = parse.tokens_in(span)
    return Wording(
        document,
        head.sentence,
        span.of(parse.text).lower(),
        head.lemma.lower(),
        stem(head.lemma.lower()),
        frozenset(stem(t.lower) for t in inside if t.pos not in ("DET", "ADP", "PUNCT")),
        frozenset(stem(t.lower) for t in sentence if t.i != head.i and t.pos in _CONTENT),
        _arguments(parse, head),
        _role(parse, kids, ("nsubj", "agent")),
        _role(parse, kids, ("dobj", "nsubjpass", "pobj")),
        frozenset(stem(t.lower) for t in kids if t.dep in _MODIFIERS),
        any(t.tag == "MD" or (t.lower == "to" and t.dep == "aux") for t in kids),
        any(t.dep == "neg" for t in kids),
        head.start / max(1, len(parse.text)),
    )


def _head(parse: Parse, span: Span) -> Token | None:
    """The token of the span whose head lies outside; function words only where nothing else."""
    inside = parse.tokens_in(span)
    own = {t.i for t in inside}
    tops = [t for t in inside if t.head not in own or t.head == t.i]
    dull = ("DET", "ADP", "PUNCT", "PART", "PRON", "AUX")
    chosen = [t for t in tops if t.pos not in dull] or tops
    return chosen[0] if chosen else None


def _arguments(parse: Parse, head: Token) -> Words:
    below = (parse.tokens[k] for k in parse.subtree(head.i) if k != head.i)
    found = [t for t in below if t.pos in _CONTENT]
    token = head
    for _ in range(_STEPS):
        if token.head == token.i or token.dep not in _CARRIERS:
            break
        token = parse.tokens[token.head]
        for kid in parse.kids(token.i, *_SIBLINGS):
            if kid.i != head.i:
                found += [kid, *(t for t in parse.kids(kid.i) if t.pos in _CONTENT[:3])]
        if token.pos in ("NOUN", "PROPN", "VERB"):
            found.append(token)
    return frozenset(stem(t.lower) for t in found)


def _role(parse: Parse, kids: list[Token], deps: tuple[str, ...]) -> Words:
    words = []
    for kid in kids:
        if kid.dep in deps:
            words += [t for t in (kid, *parse.kids(kid.i)) if t.pos in ("NOUN", "PROPN")]
    return frozenset(stem(t.lower) for t in words)
