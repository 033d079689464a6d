"""The last gate of every reader: a document that passes may be parsed and stored."""

from __future__ import annotations

import re

from dateline.model import Document, InputError, QuarantineError
from dateline.readers import budgets, language

# U+0000 and lone surrogates reach a text only by JSON escapes; no database stores them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def admit(document: Document, where: str) -> Document:
    """The document itself.

    Raises:
        InputError: the text is empty.
        QuarantineError: over a budget, characters nothing can store, or another language.
    """
    text = document.text.characters
    if not text.strip():
        raise InputError("empty", where=where, expected="a text")
    for value in (text, document.title, document.outlet, document.url, document.author):
        if value and _UNSTORABLE.search(value):
            raise QuarantineError("holds U+0000 or half a surrogate pair", where=where)
    budgets.check_text(text, where)
    language.check(text, where)
    return document
