"""Cues without a verb or noun: according to, per, in a poll, reportedly, "Seoul: …"."""

from __future__ import annotations

from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.clauses import edges
from dateline.annotate.attributions.layout import Layout
from dateline.annotate.attributions.sources import source_tokens, trim
from dateline.model import Certainty, Modality, Token
from dateline.reference.labels import desk_labels

_SURVEYS = frozenset(["poll", "survey", "polling"])
_HEARSAY = frozenset(["reportedly", "allegedly", "supposedly", "purportedly"])
_FINAL = frozenset([".", "!", "?"])
_HEADING_NAME = 7
_SIGNATURE = 14
_DASHES = frozenset(["—", "–", "--", "―"])


def read_phrases(layout: Layout) -> list[Candidate]:
    """Candidates of prepositional, adverbial and heading cues outside direct speech."""
    out: list[Candidate] = []
    for t in layout.tokens:
        if layout.in_quotation(t.i):
            continue
        found: Candidate | None = None
        if t.lower == "according":
            found = _according(layout, t)
        elif t.lower in ("in", "per", "under") and t.dep == "prep":
            found = _poll(layout, t)
        elif t.lower in _HEARSAY:
            found = _hearsay(layout, t)
        if found is not None:
            out.append(found)
    for number, (first, last) in enumerate(layout.bounds):
        for candidate in (_heading(layout, first, last), _signature(layout, number, first, last)):
            if candidate is not None:
                out.append(candidate)
    return out


def _signature(layout: Layout, number: int, first: int, last: int) -> Candidate | None:
    """A quotation or post signed below or behind it: "“…” — Anna Berg"."""
    tokens = layout.tokens
    dash = next(
        (i for i in range(last - 1, max(first, last - _SIGNATURE) - 1, -1)
         if tokens[i].text in _DASHES and not layout.in_quotation(i)), None,
    )  # fmt: skip
    if dash is None or dash + 1 >= last or tokens[dash + 1].pos != "PROPN":
        return None
    if any(t.pos in ("VERB", "AUX") for t in tokens[dash + 1 : last]):
        return None
    if dash == first:
        above = layout.bounds[number - 1] if number else (0, 0)
    else:
        above = (first, dash)
    low, high = above
    if high - low < 3 or not layout.in_quotation(low) or not layout.in_quotation(high - 1):
        return None
    name = list(range(dash + 1, last))
    cut = next((i for i in name if tokens[i].text in (",", "(")), last)
    source = trim(layout.parse, [i for i in name if i < cut])
    return Candidate(source, [dash], list(range(low, high)), "direct", dash, "signature")


def _according(layout: Layout, t: Token) -> Candidate | None:
    parse, tokens = layout.parse, layout.tokens
    if t.i + 2 >= len(tokens) or tokens[t.i + 1].lower != "to":
        return None
    head = _object(layout, t.i + 1)
    if head is None:
        return None
    source = source_tokens(layout, head, t.i + 1)
    phrase = [t.i, t.i + 1, *source]
    content = rest_of_sentence(layout, t.i, max(parse.subtree(head.i), default=t.i))
    content = [i for i in content if i not in set(phrase)]
    if not content or not source:
        return None
    return Candidate(source, [t.i, t.i + 1], content, "according-to", t.i, "according to")


def _object(layout: Layout, preposition: int) -> Token | None:
    objects = [k for k in layout.parse.kids(preposition, "pobj") if k.i > preposition]
    if objects:
        return objects[0]
    for k in layout.tokens[preposition + 1 : preposition + 6]:
        if k.pos in ("NOUN", "PROPN", "PRON") and k.dep != "compound":
            return k
    return None


def rest_of_sentence(layout: Layout, first: int, last: int) -> list[int]:
    """The tokens of a sentence without a phrase [first, last] and its relative clauses.

    Content is on the phrase's left if it closes the sentence, else on its right; both if it
    interrupts one clause.
    """
    parse, tokens = layout.parse, layout.tokens
    sentence = parse.sentences[tokens[first].sentence]
    left = list(range(sentence.first, first))
    right = list(range(last + 1, sentence.last))
    left = edges(parse, left)
    right = edges(parse, right)
    comma_after = tokens[last + 1].text == "," if last + 1 < len(tokens) else False
    comma_before = first > 0 and tokens[first - 1].text == ","
    if left and right and comma_before and comma_after and not has_verb(layout, left):
        return [*left, *right]
    if len(left) < 2:
        return right
    if len(right) < 3:
        return left
    return [*left, *right] if comma_before and comma_after else left


def has_verb(layout: Layout, tokens: list[int]) -> bool:
    """Whether there is a finite verb among some tokens."""
    return any(layout.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in tokens)


def _poll(layout: Layout, t: Token) -> Candidate | None:
    """ "In a September poll, 75 percent said", "leads in most surveys"."""
    parse = layout.parse
    objects = parse.kids(t.i, "pobj")
    if not objects or (objects[0].lemma not in _SURVEYS and t.lower != "per"):
        return None
    source = source_tokens(layout, objects[0], t.i)
    if t.lower == "per" and (objects[0].entity not in ("ORG", "PERSON", "GPE")):
        return None
    content = rest_of_sentence(layout, t.i, max(parse.subtree(objects[0].i)))
    if len(content) < 3 or not source:
        return None
    return Candidate(source, [t.i], content, "according-to", t.i, "survey")


def _hearsay(layout: Layout, t: Token) -> Candidate | None:
    """ "reportedly": the clause it modifies, nobody named."""
    parse = layout.parse
    up = parse.tokens[t.head]
    if up.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    content = [i for i in parse.subtree(up.i) if i != t.i]
    content = edges(parse, content)
    if len(content) < 2:
        return None
    return Candidate(
        [], [t.i], content, "passive", t.i, "adverb", None,
        modality=Modality.REPORTED, certainty=Certainty.UNKNOWN, unstated=True,
    )  # fmt: skip


def _heading(layout: Layout, first: int, last: int) -> Candidate | None:
    """ "Poll: …", "Seoul: missiles fired", "TRUMP: …": a name, a colon, and what is said."""
    tokens = layout.tokens
    stop = min(last, first + _HEADING_NAME)
    colon = next((i for i in range(first + 1, stop) if tokens[i].text == ":"), None)
    if colon is None or last - colon < 4 or layout.in_quotation(colon):
        return None
    name = list(range(first, colon))
    if any(tokens[i].pos in ("VERB", "AUX", "PUNCT") and tokens[i].text != "." for i in name):
        return None
    if not any(tokens[i].pos in ("PROPN", "NOUN") for i in name):
        return None
    if " ".join(tokens[i].lower for i in name) in desk_labels():
        return None
    quoted = layout.in_quotation(colon + 1) and tokens[name[-1]].entity == "PERSON"
    speaker = quoted or all(tokens[i].text.isupper() for i in name)
    named = any(tokens[i].entity in ("PERSON", "ORG", "GPE") for i in name)
    told = tokens[colon - 1].lemma.lower() in ("poll", "report", "survey", "study")
    title = first == 0
    if not (speaker or (title and (named or told))):
        return None
    content = trim(layout.parse, list(range(colon + 1, last)))
    return Candidate(trim(layout.parse, name), [colon], content, "direct", colon, "heading")
