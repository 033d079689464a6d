"""Everything a process loads once and hands to the stages."""

from __future__ import annotations

from functools import cached_property

from dateline.annotate.parse import Parser


class Resources:
    """Parser, gazetteer, authorities, compiled triggers: each loaded on first use, then shared.

    Stages get what they need from here as arguments; none of them loads anything itself, and none
    asks for "now".
    """

    @cached_property
    def parser(self) -> Parser:
        """The English pipeline."""
        return Parser()
