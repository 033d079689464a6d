"""Annotations → claims: who says what of which happening, and how surely."""

from dateline.claims.build import build

__all__ = ["build"]
