"""Who says a slot, and how independently: outlet ← agency ← authority, copies folded away.

1. Witnesses are authorities; the narrator and unnamed sources are none, and a government as a whole
   is none beside a body of it in the same document ("Ukraine says" over "its air force said").
2. Bodies of one government are one voice; a person speaks for their body.
3. A document that carries the words of an earlier one adds nothing (`copies`); nor does one that
   has a slot only through an agency ("X told Harbor Wire") beside another that has it through the
   same agency, or beside the agency's own report. What is left counts as independent.
4. Chains show how each document came by it: outlet, relays from the outside in, authority.
5. Coordination that the text states between authorities is kept with its words: where it is
   stated, agreement of these authorities does not show independence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model import (
    NARRATOR,
    UNSTATED,
    Authority,
    Claim,
    Claims,
    Corroboration,
    Mention,
    Modality,
    Polarity,
)

NOT_STATED = "outlet not stated"
_STATE = ":GOV"
"""The government as a whole, named where a headline has no room for the body."""


def corroboration(
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    documents: Mapping[str, Claims],
    copies: Mapping[str, str],
) -> tuple[Corroboration, ...]:
    """One row a slot, in the order in which slots are first stated.

    Args:
        documents: claims of the incident's documents by id, in order of publication.
        copies: document id → the document whose words it carries, itself where it is the first.
    """
    authorities = {a.id: a for d in documents.values() for a in d.authorities}
    home = {m.id: m.document for m in mentions}
    together = tuple(
        (home[c.mention], e) for c in claims if c.slot == "coordination" for e in c.evidence[:1]
    )
    out = []
    for slot in dict.fromkeys(c.slot for c in claims):
        stated = [c for c in claims if c.slot == slot]
        said = [
            c for c in stated
            if c.polarity is Polarity.POSITIVE and c.modality is Modality.ASSERTED
        ]  # fmt: skip
        who = _authorities(said, home)  # 1.
        voices = sorted({_voice(w, authorities) for w in who})  # 2.
        telling = [d for d in documents if any(home[c.mention] == d for c in stated)]
        folded = _folded(telling, stated, home, documents, copies, authorities)  # 3.
        chains = dict.fromkeys(_chain(c, documents[home[c.mention]]) for c in said)  # 4.
        out.append(
            Corroboration(
                slot, tuple(who), tuple(voices), len(telling), together,
                len(telling) - len(folded), folded, tuple(chains),
            )
        )  # fmt: skip
    return tuple(out)


def _authorities(said: Sequence[Claim], home: Mapping[str, str]) -> list[str]:
    """Who says a slot; "Ukraine says" over a report that also has it from Ukraine's air force is
    the air force."""
    by_document: dict[str, set[str]] = {}
    for claim in said:
        by_document.setdefault(home[claim.mention], set()).update(claim.said_by)
    out: set[str] = set()
    for names in by_document.values():
        bodies = {w.split(":")[0] for w in names if ":" in w and not w.endswith(_STATE)}
        out |= {w for w in names if not (w.endswith(_STATE) and w.split(":")[0] in bodies)}
    return sorted(out - {NARRATOR, UNSTATED})


def _voice(ident: str, authorities: Mapping[str, Authority]) -> str:
    found = authorities.get(ident)
    return (found.voice if found else None) or ident.split(":")[0]


def _folded(
    telling: Sequence[str],
    stated: Sequence[Claim],
    home: Mapping[str, str],
    documents: Mapping[str, Claims],
    copies: Mapping[str, str],
    authorities: Mapping[str, Authority],
) -> tuple[str, ...]:
    """Documents that add no witness: copies of another, or relays of an agency already heard."""
    own = {_name(documents[d].outlet) for d in telling} - {""}
    seen: set[str] = set()
    out = []
    for document in telling:
        vias = {c.via[0] if c.via else "" for c in stated if home[c.mention] == document}
        agency = vias.pop() if len(vias) == 1 else ""
        name = _name(authorities[agency].name if agency in authorities else agency)
        relayed = bool(agency) and name != _name(documents[document].outlet)
        keys = {copies.get(document, document)} | ({f"via {agency}"} if relayed else set())
        if keys & seen or (relayed and name in own):
            out.append(document)
        seen |= keys
    return tuple(out)


def _name(words: str | None) -> str:
    return " ".join((words or "").casefold().removeprefix("the ").split())


def _chain(claim: Claim, document: Claims) -> tuple[str, ...]:
    return (document.outlet or NOT_STATED, *claim.via, "+".join(claim.said_by))
