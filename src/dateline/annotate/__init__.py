"""Text → layers of spans with values; nothing here decides who is right or what belongs together.

Each layer is one module with one function `annotate`; `run` calls them in the order in which they
need each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.annotate import attributions, chains, events, figures, names, places, times
from dateline.annotate.names import own
from dateline.kinds import Kind
from dateline.model import Annotations, Document

if TYPE_CHECKING:
    from dateline.annotate.parse import Parser
    from dateline.reference.actors import Actor
    from dateline.reference.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Tools:
    """What the layers read besides the text: loaded once per process, shared by all documents."""

    parser: Parser
    gazetteer: Gazetteer
    kinds: tuple[Kind, ...]
    actors: tuple[Actor, ...] = ()


def run(document: Document, tools: Tools) -> Annotations:
    """All layers of one document.

    1. Parse. 2. Places, names of persons, bodies and countries, and the user's own actors.
    3. Figures, times. 4. Attributions.
    5. Events of the packs and of PLOVER, with their parties.
    6. Chains of words for one person, body, thing or event.
    """
    parse = tools.parser.parse(document.text.characters)  # 1.
    located = places.annotate(parse, tools.gazetteer)  # 2.
    named = names.annotate(parse, located)
    day = document.published.day if document.published else None
    named = own.lay(parse, named, tools.actors, day)
    counted = figures.annotate(parse)  # 3.
    timed = times.annotate(parse, document.published)
    attributed = attributions.annotate(parse)  # 4.
    coded = events.annotate(parse, tools.kinds, named)  # 5.
    chained = chains.annotate(parse, named, coded)  # 6.
    return Annotations(parse, counted, timed, located, named, attributed, coded, chained)


__all__ = ["Tools", "run"]
