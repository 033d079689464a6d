"""Do the counts of one salvo fit together: what was shot down, lost and hit is at most launched."""

from __future__ import annotations

from dateline.kinds import Reported, Stated
from dateline.model import Finding, Verdict

PARTS = ("intercepted", "lost", "hit")
LIMITS = (
    "It compares the counts that one side states with each other. It does not show how many were "
    "launched, nor that counts which fit are true."
)


def salvo(reported: Reported) -> Finding | None:
    """Launched ≥ shot down + lost + got through, authority by authority, for one sort of thing.

    None where no count is stated. Counts of two authorities are never added: each is compared with
    the launches its own side states, else with those anybody states, who is then named.
    """
    launched = reported.figures("launched")
    rest = [(slot, s) for slot in PARTS for s in reported.figures(slot)]
    if not rest:
        return None
    if not launched:
        return Finding("salvo", Verdict.NOT_ENOUGH_STATED, "not stated: launched", LIMITS)
    lines: list[tuple[bool, str]] = []
    for who in dict.fromkeys(s.said_by for _, s in rest):
        own = [(slot, s) for slot, s in rest if s.said_by == who]
        wholes = [s for s in launched if s.said_by == who] or list(launched)
        lines += _compared(wholes, own, who)
    if not lines:
        text = "launched and shot down are counted of different things"
        return Finding("salvo", Verdict.NOT_ENOUGH_STATED, text, LIMITS)
    bad = [text for fits, text in lines if not fits]
    verdict = Verdict.INCONSISTENT if bad else Verdict.CONSISTENT
    return Finding("salvo", verdict, "; ".join(bad or [text for _, text in lines]), LIMITS)


def _compared(
    wholes: list[Stated], own: list[tuple[str, Stated]], who: tuple[str, ...]
) -> list[tuple[bool, str]]:
    """One line a unit; bare numbers ("80 of them") are compared with everything launched."""
    out = []
    units = dict.fromkeys(s.figure.unit for _, s in own)
    for unit in units:
        whole = [s for s in wholes if unit in ("1", s.figure.unit)]
        # One value a slot: a later count of a slot replaces the one before, it does not add.
        parts = {slot: s for slot, s in own if s.figure.unit == unit}
        if not whole:
            continue
        high = sum(max(s.figure.interval[1] for s in whole if s.figure.unit == u)
                   for u in dict.fromkeys(s.figure.unit for s in whole))  # fmt: skip
        low = sum(s.figure.interval[0] for s in parts.values())
        text = " + ".join(f"{slot} {s.figure.notation}" for slot, s in parts.items())
        sums = " + ".join(dict.fromkeys(s.figure.notation for s in whole))
        line = f"{'+'.join(who)}: {text} of launched {sums}"
        if whole[0].said_by != who:
            line += f" by {'+'.join(whole[0].said_by)}"
        out.append((low <= high, line))
    return out
