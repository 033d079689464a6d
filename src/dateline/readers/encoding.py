"""Bytes → characters: byte-order mark, UTF-8, what is declared, then a guess; or a refusal."""

from __future__ import annotations

import codecs
import re

from dateline.model import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]{0,300}charset\s*=\s*[\"']?([\w.:-]+)",
    re.IGNORECASE,
)
_KNOWN = (
    (b"%PDF-", "a PDF", "pdftotext FILE.pdf FILE.txt, and add that"),
    (b"PK\x03\x04", "a zip file, as .docx and .odt are", "save it as plain text, and add that"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program", "save it as plain text, and add that"),
    (b"SQLite format 3\0", "a database", None),
)
"""First bytes, what a file with them is, and how its words can be had. A PDF may lack any byte that
text may not have; so its first bytes alone decide."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(raw: bytes, where: str, declared: str | None = None) -> str:
    """The characters of `raw`, byte-order mark stripped and nothing else changed (CRLF kept).

    1. A byte-order mark decides. 2. Valid UTF-8 is UTF-8. 3. What the transport, the XML
    declaration or a `meta` element declares, if it fits. 4. Windows-1252, as browsers do, where all
    it gives is Western letters and typography; else a guess (charset-normalizer).

    Raises:
        InputError: empty, or no text.
    """
    if not raw.strip():
        raise InputError("empty", where=where, expected="a text")
    for mark, name in _MARKS:  # 1.
        if raw.startswith(mark):
            return _checked(_strict(raw, name), where)
    if b"\x00" in raw[:65536] or raw.startswith(_KNOWN[0][0]):
        raise _binary(where, raw)
    found = _strict(raw, "utf-8")  # 2.
    if found is None:
        found = _strict(raw, declared or _declared(raw))  # 3.
    if found is None:
        found = _guess(raw)  # 4.
    return _checked(found, where)


def _declared(raw: bytes) -> str | None:
    m = _DECLARED.search(raw[:4096])
    return (m[1] or m[2]).decode("ascii", "replace") if m else None


def _strict(raw: bytes, name: str | None) -> str | None:
    if not name:
        return None
    # The web means Windows-1252 by both of these names (WHATWG Encoding Standard).
    name = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "us-ascii", "ascii") else name
    try:
        return codecs.decode(raw, name)
    except (UnicodeError, LookupError, TypeError, AssertionError, ValueError):
        return None


def _guess(raw: bytes) -> str | None:
    western = _strict(raw, "cp1252")
    if western is not None and _western(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    return str(best) if best is not None else None


def _western(text: str) -> bool:
    """Whether every character outside ASCII is one that Western text uses among its words."""
    odd = [c for c in text if ord(c) > 127]
    fine = sum(c.isalpha() or c in "‘’“”–—…«»£€§°·©®™½¼¾\u00a0" for c in odd)
    return len(odd) <= 0.15 * len(text) and fine == len(odd)


def _checked(text: str | None, where: str) -> str:
    if text is None:
        raise InputError(
            "not UTF-8, and no other encoding fits", where=where, expected="text",
            run=f"iconv -f ENCODING -t UTF-8 {where}",
        )  # fmt: skip
    text = text.removeprefix("\ufeff")
    sample = text[:65536]
    if len(_CONTROLS.findall(sample)) > 0.001 * len(sample) or "\x00" in text:
        raise _binary(where)
    if not text.strip():
        raise InputError("empty", where=where, expected="a text")
    return text


def _binary(where: str, raw: bytes = b"") -> InputError:
    what, run = next(
        ((what, run) for head, what, run in _KNOWN if raw.startswith(head)), ("a binary file", None)
    )
    return InputError(
        f"not text ({what})", where=where, expected="a text, page, feed or WARC", run=run
    )
