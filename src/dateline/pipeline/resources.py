"""Everything a process loads once and hands to the stages."""

from __future__ import annotations

from functools import cached_property

from dateline.annotate import Tools
from dateline.annotate.parse import Parser
from dateline.kinds import Kind, all_kinds, together
from dateline.pipeline import actors
from dateline.reference.actors import Actor
from dateline.reference.gazetteer import Gazetteer


class Resources:
    """Parser, gazetteer, kinds, own actors: each loaded on first use, then shared.

    Stages get what they need from here as arguments; none of them loads anything itself, and none
    asks for "now". `packs` are kinds to use besides those within reach.
    """

    def __init__(self, packs: tuple[Kind, ...] = ()) -> None:
        self._packs = packs

    @cached_property
    def parser(self) -> Parser:
        """The English pipeline."""
        return Parser()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of places."""
        return Gazetteer()

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind pack, `generic` last."""
        return together((*all_kinds(), *self._packs)) if self._packs else all_kinds()

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The user's own actors."""
        return actors.load(actors.place())

    @cached_property
    def tools(self) -> Tools:
        """What `annotate.run` reads besides the text."""
        return Tools(self.parser, self.gazetteer, self.kinds, self.actors)
