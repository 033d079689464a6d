"""Words by which a report tells who saw, counted or measured something, and who only judges it."""

from __future__ import annotations

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
    "view", "eye",
})  # fmt: skip
