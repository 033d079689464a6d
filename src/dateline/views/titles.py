"""What an incident is called."""

from __future__ import annotations

from dateline.model import Incident, Occurrence, TimeRelation


def title_of(incident: Incident) -> str:
    """ "missile launch · PRK", "visited [CONSULT/visit] · KOR": the kind and who did it; what
    nobody says has happened is marked "(expected)", "(denied)" or "(supposed)"."""
    head = act_of(incident)
    if incident.kind == "generic":
        code = incident.type + (f"/{incident.mode}" if incident.mode else "")
        head = f"{head} [{code}]"
    if incident.occurrence is not Occurrence.TOLD:
        head += f" ({incident.occurrence})"
    actors, others = _parties(incident, "actor"), _parties(incident, "recipient")
    who = ", ".join(actors) or "actor not stated"
    return f"{head} · {who}" + (f" → {', '.join(others)}" if others else "")


def _parties(incident: Incident, slot: str) -> list[str]:
    """Who is named, once; a state is left out where a body of it is named."""
    found = dict.fromkeys(str(c.value) for c in incident.cells if c.slot == slot)
    states = {p.split(":")[0] for who in found for p in who.split("+") if ":" in p}
    return [who for who in found if who not in states]


def act_of(incident: Incident) -> str:
    """What was done: the kind in words, or the words of the first trigger."""
    if incident.kind != "generic":
        return incident.kind.replace("-", " ")
    return next(
        (e.quote for c in incident.cells if c.claim and c.slot == "occurred"
         for e in c.claim.evidence[:1]), "",
    )  # fmt: skip


def is_history(incident: Incident) -> bool:
    """Whether every report tells it as something past."""
    return all(m.time is TimeRelation.HISTORICAL for m in incident.mentions)
