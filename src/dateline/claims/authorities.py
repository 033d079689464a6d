"""Source mention → authority: the body that is the unit of independence."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Authority, Chain, NameSpan, Note, Parse, Published, Span, Step


@dataclass(frozen=True, slots=True)
class Resolved:
    """Authorities of one source (several for a joint statement), how, and what was noticed."""

    authorities: tuple[Authority, ...]
    step: Step | None = None
    notes: tuple[Note, ...] = ()


def resolve(
    source: tuple[Span, ...],
    parse: Parse,
    names: tuple[NameSpan, ...],
    chains: tuple[Chain, ...],
    published: Published | None,
) -> Resolved:
    """Who the words of a source stand for."""
    return Resolved(())


def role_notes(
    parse: Parse, names: tuple[NameSpan, ...], published: Published | None
) -> tuple[Note, ...]:
    """Roles in the text that differ from the dated reference."""
    return ()
