"""Errors a user can meet.

    DatelineError          what, where, what was expected, what to run next
    ├── InputError         a file, page, feed or text that cannot be read
    ├── QuarantineError    over a budget, or in a language that is not supported
    ├── AbortedError       given up on for now: time or network; part of no hash
    ├── LedgerError        a ledger that is missing, newer, read-only or damaged
    ├── KindError          a kind pack that does not follow the schema
    └── VerificationError  a span or derivation that does not hold

No error-code catalogue: the text is the interface. Surfaces print `str(error)` on one line.
"""

from __future__ import annotations


class DatelineError(Exception):
    """An error a user can act on.

    Args:
        what: what is wrong, with the name of the thing.
        where: file, document and span, or feed; None when `what` names it.
        expected: what would have been right.
        run: the next command, or the flag to add.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        expected: str | None = None,
        run: str | None = None,
    ) -> None:
        self.what, self.where, self.expected, self.run = what, where, expected, run
        text = f"{where}: {what}" if where else what
        if expected:
            text += f"; expected {expected}"
        if run:
            text += f"; next: {run}"
        super().__init__(" ".join(text.split()))


class InputError(DatelineError):
    """A file, page, feed or text that cannot be read."""


class QuarantineError(DatelineError):
    """An input set aside: over a counted budget, or in an unsupported language."""


class AbortedError(DatelineError):
    """An input given up on for now, for time or the network; another try may read it."""


class LedgerError(DatelineError):
    """A ledger that is missing, newer than this code, read-only or damaged."""


class KindError(DatelineError):
    """A kind pack that does not follow the schema."""


class VerificationError(DatelineError):
    """A span that no longer equals its quote, or a derivation that does not replay."""
