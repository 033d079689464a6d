"""Who says a span: the attributions that cover it, resolved to authorities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.model import (
    NARRATOR,
    UNSTATED,
    AttributionSpan,
    Authority,
    Certainty,
    Evidence,
    EvidenceRole,
    Modality,
    Parse,
    Polarity,
    SourceKind,
    Span,
    Step,
)

Resolve = Callable[[tuple[Span, ...]], tuple[tuple[Authority, ...], Step | None]]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, through whom, and how; the narrator where nobody is named."""

    said_by: tuple[str, ...] = (NARRATOR,)
    via: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    kind: SourceKind = SourceKind.NARRATOR
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()
    attribution: int | None = None


NARRATION = Voice(steps=(Step("no attribution covers these words: the narrator"),))


class Voices:
    """The attributions of one document with their sources resolved.

    Args:
        parse: parse of the document.
        attributions: source, cue and content spans.
        resolve: from source spans to authorities, with the step that says how.
    """

    def __init__(
        self, parse: Parse, attributions: tuple[AttributionSpan, ...], resolve: Resolve
    ) -> None:
        self._parse = parse
        self.attributions = attributions
        self.authorities: dict[str, Authority] = {}
        self.all = tuple(self._voice(n, a, resolve) for n, a in enumerate(attributions))

    def of(self, span: Span) -> Voice:
        """The innermost attribution whose content covers `span`, relayed by those around it."""
        around = [
            n for n, a in enumerate(self.attributions)
            if any(c.contains(span) for c in a.content) and not _is_silence(a)
        ]  # fmt: skip
        if not around:
            return NARRATION
        around.sort(key=lambda n: (sum(c.length for c in self.attributions[n].content), -n))
        inner = self.all[around[0]]
        relays = dict.fromkeys(
            who for n in reversed(around[1:]) for who in self.all[n].said_by
            if who not in (UNSTATED, NARRATOR) and who not in inner.said_by
            and self._covers_cue(n, around[0])
        )  # fmt: skip
        if not relays:
            return inner
        via = tuple(dict.fromkeys((*relays, *inner.via)))
        return Voice(
            inner.said_by, via, inner.modality, inner.certainty, inner.polarity,
            inner.kind, inner.evidence, (*inner.steps, Step("relayed by the outer attribution")),
            inner.attribution,
        )  # fmt: skip

    def _covers_cue(self, outer: int, inner: int) -> bool:
        cues = self.attributions[inner].cue
        return any(c.contains(q) for c in self.attributions[outer].content for q in cues)

    def _voice(self, number: int, a: AttributionSpan, resolve: Resolve) -> Voice:
        steps = [Step(f"attribution: {a.rule or a.form}")]
        if a.source:
            found, step = resolve(a.source)
            said_by = tuple(x.id for x in found) or (UNSTATED,)
            self.authorities.update({x.id: x for x in found})
            kind = found[0].kind if found else a.source_kind
            if step:
                steps.append(step)
        else:
            said_by, kind = (UNSTATED,), SourceKind.UNSTATED
        via: list[str] = []
        for relay in a.relay:
            relayed, _ = resolve(relay)
            self.authorities.update({x.id: x for x in relayed})
            via += [x.id for x in relayed if x.id not in (*via, *said_by)]
        return Voice(
            said_by, tuple(via), a.modality, a.certainty, a.polarity, kind,
            self._evidence(a), tuple(steps), number,
        )  # fmt: skip

    def _evidence(self, a: AttributionSpan) -> tuple[Evidence, ...]:
        text = self._parse.text
        roles = ((EvidenceRole.SOURCE, a.source), (EvidenceRole.CUE, a.cue))
        return tuple(Evidence(role, s, s.of(text)) for role, spans in roles for s in spans)


def _is_silence(a: AttributionSpan) -> bool:
    """ "Has not commented on the operation": what is not commented on is told by the report."""
    return a.polarity is Polarity.NEGATIVE and a.certainty is Certainty.UNKNOWN
