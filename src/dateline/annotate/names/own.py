"""The user's own actors laid over the names of a text.

1. Of every actor whose row holds on the day of publication, each name is looked for as a run of
   tokens; the longest at a place is taken.
2. What stands inside the run gives way to it. A longer phrase around it ("Northern Front spokesman
   Lee") keeps its words and speaks for the actor, unless a table knows whose it is.
3. What the text later calls by the id that the bare name would have had is the actor too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dateline.model import NameSpan, Parse, Span
from dateline.reference.actors import Actor
from dateline.reference.authorities import slug


def lay(
    parse: Parse, named: tuple[NameSpan, ...], actors: Sequence[Actor], day: date | None
) -> tuple[NameSpan, ...]:
    """Names in order, those of the user's actors resolved by their rows."""
    held = [a for a in actors if a.on(day)]
    if not held:
        return named
    found = list(_runs(parse, held))  # 1.
    plain = {f"{sort}:{slug(n)}": a for a in held for n in a.names
             for sort in ("org", "group", "person", "outlet")}  # fmt: skip
    out = {s: _as(s, a) for s, a in found}
    for name in named:
        around = [(s, a) for s, a in found if name.span.overlaps(s)]
        if any(s.contains(name.span) for s, _ in around):
            continue  # 2.
        known = around[0][1] if around else plain.get(name.authority or "")  # 3.
        if known is not None and _open(name, plain):
            words = name.name if name.sort == "person" else known.name
            name = replace(name, name=words, authority=known.id, country=known.country,
                           sector=known.sector, rule=known.row)  # fmt: skip
            out = {s: n for s, n in out.items() if not name.span.overlaps(s)}
        elif around:
            out = {s: n for s, n in out.items() if not name.span.overlaps(s)}
        out[name.span] = name
    return tuple(out[s] for s in sorted(out))


def _open(name: NameSpan, plain: dict[str, Actor]) -> bool:
    """Whether nothing but the name's own words says whose it is."""
    ident = name.authority
    return ident is None or ident in plain or ident.startswith(("anonymous:", "person:"))


def _as(span: Span, actor: Actor) -> NameSpan:
    sort = {"group": "body"}.get(actor.sort, actor.sort)
    return NameSpan(span, sort, actor.name, actor.id, actor.country, None, actor.row, actor.sector)


def _runs(parse: Parse, actors: Sequence[Actor]) -> Iterator[tuple[Span, Actor]]:
    names: dict[str, list[tuple[str, Actor]]] = {}
    for actor in actors:
        for name in actor.names:
            names.setdefault(name.split()[0], []).append((name, actor))
    for options in names.values():
        options.sort(key=lambda o: -len(o[0]))
    end = 0
    for token in parse.tokens:
        first = next((w for w in (token.text, token.text.split("-")[0]) if w in names), None)
        if first is None or token.start < end:
            continue
        for name, actor in names[first]:
            span = Span(token.start, token.start + len(name))
            # A line may break inside a name, and a word must end where the name does.
            words = parse.text[span.start : span.end + 1]
            if " ".join(words[: len(name)].split()) == name and not words[len(name) :].isalnum():
                end = span.end
                yield span, actor
                break
