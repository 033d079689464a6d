"""Claims → incidents: assigned, reconciled, checked; computed and never edited."""

from dateline.incidents.assign import Ties
from dateline.incidents.build import build

__all__ = ["Ties", "build"]
