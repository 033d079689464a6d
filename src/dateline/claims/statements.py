"""Attributed contents as statements, and what they say of the future as predictions."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.claims.voices import Voice, Voices
from dateline.model import (
    Annotations,
    AttributionSpan,
    Certainty,
    Claim,
    Evidence,
    EvidenceRole,
    Modality,
    Prediction,
    PredictionStatus,
    Span,
    Statement,
    Step,
    TimeSpan,
    Token,
    When,
)
from dateline.reference.pack_words import words

_AHEAD = (Modality.PREDICTED, Modality.INTENDED)
_HAPPENINGS = words("happening_noun")


def statements(
    document: str, ann: Annotations, voices: Voices, claims: Mapping[str, Claim]
) -> tuple[Statement, ...]:
    """One statement per attribution, with the claims (given by id) that rest on its content."""
    out = []
    for a, voice in zip(ann.attributions, voices.all, strict=True):
        content = tuple(Evidence(EvidenceRole.VALUE, s, s.of(ann.parse.text)) for s in a.content)
        resting = tuple(
            ident for ident, c in claims.items()
            if c.said_by == voice.said_by
            and any(e.role is EvidenceRole.VALUE and any(s.contains(e.span) for s in a.content)
                    for e in c.evidence)
        )  # fmt: skip
        out.append(
            Statement(
                document,
                (*content, *voice.evidence),
                voice.said_by,
                voice.kind,
                voice.via,
                voice.modality,
                voice.polarity,
                voice.certainty,
                a.form,
                resting,
                voice.steps,
            )
        )
    return tuple(out)


def predictions(
    document: str, ann: Annotations, voices: Voices, as_of: str | None
) -> tuple[Prediction, ...]:
    """What attributed contents say is to come, each bound to the event it speaks of.

    1. Contents whose cue predicts or intends, or whose own verb does ("will", "potentially"); a
       part of such a content is no prediction of its own.
    2. The window: the times inside the content that are not over on the document's date; None
       where none is stated.
    3. The event: the subject (followed through coreference) or the noun that is qualified.
    4. Status as of the newest document's date, unless the caller gives another.
    """
    out = []
    told: list[tuple[Span, ...]] = []
    for number, (a, voice) in enumerate(zip(ann.attributions, voices.all, strict=True)):
        ahead, certainty = _looks_ahead(ann, number, voice)  # 1.
        said_by = _says(a, voice, voices)
        if not ahead or _told(told, a):
            continue
        told.append(a.content)
        modality = voice.modality if voice.modality in _AHEAD else Modality.PREDICTED
        window = _window(ann, a.content, as_of)  # 2.
        event, context = _event(ann, a.content)  # 3.
        evidence = [Evidence(EvidenceRole.VALUE, s, s.of(ann.parse.text)) for s in a.content]
        evidence += voice.evidence
        if context:
            evidence.append(Evidence(EvidenceRole.CONTEXT, context, context.of(ann.parse.text)))
        steps = [*voice.steps, Step("content speaks of what is to come", (event,))]
        if window:
            steps.append(Step("window: times inside the content", (window.original,)))
        out.append(
            Prediction(
                document,
                event,
                window,
                said_by,
                modality,
                certainty,
                status(window, as_of),
                as_of,
                tuple(evidence),
                tuple(steps),
            )
        )
    return tuple(out)


def _says(a: AttributionSpan, voice: Voice, voices: Voices) -> tuple[str, ...]:
    """Who says it: the source; of an intention ("Lee aims to") whoever tells of it, since the one
    who intends has not been heard."""
    if a.form == "belief" and voice.modality is Modality.INTENDED and a.cue:
        return voices.of(a.cue[-1]).said_by
    return voice.said_by


def _told(told: list[tuple[Span, ...]], a: AttributionSpan) -> bool:
    """Whether an attribution is a part of something already taken as a prediction."""
    return any(
        all(any(o.contains(c) for o in outer) for c in (*a.cue, *a.content)) for outer in told
    )


def status(window: When | None, as_of: str | None) -> PredictionStatus:  # 4.
    """Open until the window closes, then due; undecidable is left to the analyst."""
    if window is None or window.latest is None or as_of is None:
        return PredictionStatus.OPEN
    day = as_of[:10]
    return PredictionStatus.DUE if _last_day(window.latest) < day else PredictionStatus.OPEN


def _last_day(latest: str) -> str:
    """A partial date padded so that it compares as the last day of its period."""
    return {4: latest + "-12-31", 7: latest + "-31"}.get(len(latest), latest[:10])


def _looks_ahead(ann: Annotations, number: int, voice: Voice) -> tuple[bool, Certainty]:
    content = ann.attributions[number].content
    tokens = [t for s in content for t in ann.parse.tokens_in(s)]
    hedged = any(t.lower in ("potentially", "possibly", "may", "might", "could") for t in tokens)
    certainty = Certainty.POSSIBLE if hedged else voice.certainty
    if voice.modality in _AHEAD:
        return True, certainty
    head = ann.parse.root_of(content[0]) if content else None
    if head is None:
        return False, certainty
    aux = {k.lower for k in ann.parse.kids(head.i, "aux")}
    purpose = any(
        t.tag == "VB" and t.dep in ("xcomp", "advcl") and
        any(k.lower in ("potentially", "possibly") for k in ann.parse.kids(t.i, "advmod"))
        for t in tokens
    )  # fmt: skip
    if aux & {"will", "'ll", "’ll", "shall"} or purpose:
        return True, certainty if hedged else Certainty.PROBABLE
    return False, certainty


def _window(ann: Annotations, content: tuple[Span, ...], as_of: str | None) -> When | None:
    def ahead(time: TimeSpan) -> bool:
        latest = time.when.latest
        inside = any(c.contains(time.span) for c in content)
        return inside and time.type in ("DATE", "TIME") and (
            latest is None or as_of is None or _last_day(latest) >= as_of[:10]
        )  # fmt: skip

    found = [t for t in ann.times if ahead(t)]
    return found[0].when if found else None


def _event(ann: Annotations, content: tuple[Span, ...]) -> tuple[str, Span | None]:
    """(name of the event, span it was taken from when that lies outside the content)."""
    parse = ann.parse
    head = parse.root_of(content[0]) if content else None
    if head is None:
        return "", None
    if head.dep in ("acl", "relcl", "xcomp"):
        noun = parse.tokens[head.head]
        while noun.dep == "acl" or (noun.pos == "VERB" and noun.dep == "acl"):
            noun = parse.tokens[noun.head]
        if noun.lemma in _HAPPENINGS:
            return _phrase(ann, noun)
    for t in (t for s in content for t in parse.tokens_in(s)):
        if t.pos == "PRON" and t.dep in ("nsubj", "nsubjpass", "dobj"):
            antecedent = _antecedent(ann, t)
            if antecedent is not None and antecedent.lemma in _HAPPENINGS:
                return _phrase(ann, antecedent)
        if t.pos in ("NOUN", "PROPN") and t.lemma.lower() in _HAPPENINGS:
            name, _ = _phrase(ann, t)
            return name, None
    return " ".join(content[0].of(parse.text).split()), None


def _antecedent(ann: Annotations, pronoun: Token) -> Token | None:
    """The first noun of the pronoun's chain, or the happening named before it in the sentence."""
    for chain in ann.chains:
        if any(s == pronoun.span for s in chain.spans):
            heads = [ann.parse.root_of(s) for s in chain.spans]
            nouns = [t for t in heads if t is not None and t.pos in ("NOUN", "PROPN")]
            if nouns:
                return nouns[0]
    if pronoun.lower != "it":
        return None
    before = [
        t for t in ann.parse.sentence_tokens(pronoun.sentence)
        if t.i < pronoun.i and t.pos == "NOUN" and t.lemma in _HAPPENINGS
    ]  # fmt: skip
    return before[-1] if before else None


def _phrase(ann: Annotations, noun: Token) -> tuple[str, Span | None]:
    ids = [noun.i]
    for k in ann.parse.kids(noun.i, "compound", "amod", "poss", "det", "nmod"):
        ids += ann.parse.subtree(k.i)
    span = ann.parse.span_of(ids)
    return " ".join(span.of(ann.parse.text).split()), span
