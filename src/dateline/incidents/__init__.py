"""Claims → incidents: assigned, reconciled, checked; computed and never edited."""

from dateline.incidents.build import build

__all__ = ["build"]
