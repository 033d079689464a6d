"""Words by which a report tells who saw, counted or measured something, and who only judges it."""

from __future__ import annotations

from dateline.model import Parse, Span

SEEING = frozenset({
    "detect", "count", "see", "give", "put", "estimate", "measure", "track", "record", "observe",
    "report", "say", "assess", "calculate", "reckon", "spot", "follow", "confirm", "announce",
    "register", "judge", "speak", "amend", "revise", "correct", "identify", "show",
    "believe", "think", "note", "add", "tell", "state", "claim", "hail", "dismiss", "describe",
    "know", "monitor", "find", "conclude", "be", "agree", "place", "call", "offer", "publish",
    "release", "mention", "cite", "name", "time", "log", "clock", "take", "have", "reveal",
    "disclose", "maintain", "insist", "pick", "sight", "notice", "watch", "trace", "plot", "chart",
    "suspect", "presume", "suppose", "guess", "declare", "acknowledge", "admit", "concede", "issue",
    "write", "post", "explain", "suggest", "indicate", "specify", "list", "read", "determine",
})  # fmt: skip
JUDGING = frozenset({
    "condemn", "denounce", "warn", "urge", "criticize", "criticise", "slam", "protest", "demand",
    "vow", "threaten", "praise", "welcome", "ask", "promise",
})  # fmt: skip
ACCOUNTS = frozenset({
    "reading", "reckoning", "telling", "account", "estimate", "assessment", "count", "figure",
    "data", "radar", "version", "tally", "analysis", "announcement", "statement", "report",
    "number", "measurement", "calculation", "notice", "briefing", "summary", "tracking",
    "view", "eye", "word", "term", "sum", "arithmetic", "math",
})  # fmt: skip

SIGHTING = frozenset({
    "detect", "pick", "spot", "track", "see", "observe", "register", "sight", "record", "notice",
})  # fmt: skip
"""What radars and lookouts do: their clause is theirs from its first word on."""
QUOTED = frozenset({"word", "term"})
"""Accounts that cover only what follows them: "there was, in the agency's words, an error"."""


def in_clause(parse: Parse, name: Span, value: Span) -> bool:
    """Whether a relative clause with the value tells what a name saw: "Strategic Command, which
    tracked both from the west at 7:53, said as much"."""
    root, token = parse.root_of(name), parse.root_of(value)
    return root is not None and token is not None and any(
        verb.lemma in SEEING and token.i in parse.subtree(verb.i)
        and any(k.lower in ("which", "who") for k in parse.kids(verb.i, "nsubj"))
        for verb in parse.kids(root.i, "relcl")
    )  # fmt: skip


def sights(parse: Parse, name: Span, value: Span) -> bool:
    """Whether a value opens the clause of a sighting: "At 11:21 the command picked up"."""
    root = parse.root_of(name)
    if root is None or root.dep != "nsubj" or name.start <= value.end:
        return False
    between = parse.tokens_in(Span(value.end, name.start))
    return parse.tokens[root.head].lemma in SIGHTING and not any(
        t.pos in ("VERB", "AUX") or t.text in ";:" for t in between
    )


def is_aside(parse: Parse, name: Span, value: Span) -> bool:
    """Whether a name sees in a relative clause that a value is no part of: "something that the
    South calls a missile was fired"."""
    root, token = parse.root_of(name), parse.root_of(value)
    verb = parse.tokens[root.head] if root is not None else None
    return (
        verb is not None and token is not None and verb.dep == "relcl"
        and token.i not in parse.subtree(verb.i)
    )  # fmt: skip
