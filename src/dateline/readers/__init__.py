"""Local files → documents: one module per format, found by name; nothing here uses a network.

A format is a module with `NAME`, `SUFFIXES`, `recognise(head)` and `read(given)`; copy `text.py` to
add one. Third parties add theirs under the entry point group `dateline.readers`. An item that
cannot be read is yielded as the error it would raise, so that the items after it still come.
"""

from dateline.readers.admission import admit
from dateline.readers.given import Given, Item, Known
from dateline.readers.registry import Reader, each, read, readers, remark

__all__ = ["Given", "Item", "Known", "Reader", "admit", "each", "read", "readers", "remark"]
