"""OPML: a list of feeds. Only local files are read; a feed at an address is named as such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.model import InputError
from dateline.readers import budgets
from dateline.readers.encoding import decode
from dateline.readers.given import Given, Item

NAME = "opml"
SUFFIXES = (".opml",)


def recognise(head: bytes) -> bool:
    """Its root element."""
    return b"<opml" in head.lower()


def read(given: Given) -> Iterator[Item]:
    """The documents of every listed local feed, in order.

    Raises:
        InputError: broken XML, or no feeds.
        QuarantineError: over a budget.
    """
    from dateline.readers.registry import each

    feeds = addresses(given)
    if not feeds:
        raise InputError(
            "lists no feeds", where=given.name, expected="outline elements with xmlUrl"
        )
    base = given.path.parent if given.path else Path()
    for title, address in feeds:
        if "://" in address and not address.startswith("file://"):
            yield InputError(
                f"feed {address!r} is on the network", where=given.name,
                expected="a path of a saved feed",
            )  # fmt: skip
            continue
        if given.path is None:
            # A list that came over the network names no files of this machine.
            yield InputError(
                f"feed {address[:80]!r} is a file of this machine", where=given.name,
                expected="an address",
            )  # fmt: skip
            continue
        path = base / address.removeprefix("file://")
        known = replace(given.known, outlet=given.known.outlet or title, feed=address)
        yield from each(Given(str(path), path, known=known))


def addresses(given: Given) -> list[tuple[str | None, str]]:
    """Title and `xmlUrl` of every outline."""
    from lxml import etree

    text = decode(given.bytes(), given.name, given.encoding)
    budgets.check_markup(text, given.name, html=False)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"broken XML ({error.msg})", where=given.name, expected="OPML") from None
    rows = ((o.get("title") or o.get("text"), o.get("xmlUrl")) for o in root.iter("outline"))
    return [(title, str(url)) for title, url in rows if url]
