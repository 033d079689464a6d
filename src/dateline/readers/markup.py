"""A fragment of HTML, as feeds carry it, → plain text with a line per block."""

from __future__ import annotations

import re

from dateline.readers import budgets

_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table",
    "tr", "section", "article", "header", "footer", "figure", "figcaption", "pre", "hr", "dt", "dd",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "iframe", "noscript", "template", "svg"})
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*+>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def plain(fragment: str, where: str) -> str:
    """The words of a fragment, blocks on lines of their own; text without markup is kept as it is.

    Raises:
        QuarantineError: over the markup budgets.
    """
    if not _MARKUP.search(fragment):
        return fragment
    budgets.check_markup(fragment, where, html=True)
    from lxml import html

    root = html.fragment_fromstring(fragment, create_parent="div")
    pieces: list[str] = []
    for event, element in _walk(root):
        if event == "text":
            pieces.append(re.sub(r"\s+", " ", str(element)))
        else:
            pieces.append("\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(root: object) -> list[tuple[str, object]]:
    """Text and block borders in document order, without recursion."""
    from lxml import etree

    out: list[tuple[str, object]] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = tag in _SILENT or not tag
        if event == "start":
            silent += hidden
            if tag in _BLOCKS:
                out.append(("break", tag))
            if element.text and not silent:
                out.append(("text", element.text))
        else:
            silent -= hidden
            if tag in _BLOCKS:
                out.append(("break", tag))
            if element.tail and not silent:
                out.append(("text", element.tail))
    return out
