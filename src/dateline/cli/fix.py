"""`dateline fix` and `dateline undo`: an analyst's decisions, each with a name and a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import DEFAULT, LedgerPlace, recorded

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.model import Anchor, Incident, Judgement
    from dateline.pipeline import Resources

By = Annotated[str, typer.Option("--by", help="who decides")]
Reason = Annotated[str, typer.Option("--reason", help="why")]
Relation = Annotated[
    str, typer.Argument(help="same, not-same, part-of, reject, correct or outcome")
]
Left = Annotated[
    str,
    typer.Argument(
        help="id of an incident or mention; for reject, correct: a claim; for outcome: a prediction"
    ),
]
Right = Annotated[
    str | None,
    typer.Argument(
        help="the other incident or mention; for correct: the right value; for outcome: its status"
    ),
]

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="only tell what would change; write nothing")
]

_RELATIONS = ("same", "not-same", "part-of", "reject", "correct", "outcome")


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    app.command(name="fix", help="Decide: same, not-same, part-of, reject, correct, outcome.")(fix)
    app.command(name="undo", help="Take a decision back.")(undo)


def fix(
    relation: Relation, left: Left, by: By, reason: Reason, right: Right = None,
    incident: Annotated[
        str | None, typer.Option(help="for outcome: the incident that is the outcome")
    ] = None,
    dry_run: DryRun = False,
    ledger: LedgerPlace = DEFAULT,
) -> None:  # fmt: skip
    """Tell what a decision changes and write it; it holds after every re-reading until undone."""
    from dateline.ledger import open_ledger
    from dateline.model import DatelineError, Judgement
    from dateline.pipeline import Resources
    from dateline.pipeline.decisions import PAIRS, creates_cycle, decide
    from dateline.pipeline.ledgers import find, incidents

    if relation not in _RELATIONS:
        raise DatelineError(f"relation {relation!r}", expected=", ".join(_RELATIONS))
    if right is None and relation != "reject":
        raise DatelineError(f"{relation} needs two values", expected="a second id, or a value")
    opened = open_ledger(ledger)
    resources = Resources()
    found = incidents(opened, resources)
    other = None
    if relation in PAIRS:
        anchor, other = _mention(opened, found, left), _mention(opened, found, str(right))
        one, two = find(found, left).id, find(found, str(right)).id
        if relation == "part-of" and creates_cycle(found, one, two):
            raise DatelineError(f"{right!r} is already part of {left!r}", expected="no circle")
    elif relation == "outcome":
        anchor = _prediction(opened, left, str(right))
        other = _mention(opened, found, incident) if incident else None
    else:
        anchor = _claim(opened, found, left)
    value = right if relation in ("correct", "outcome") else None
    judgement = Judgement(relation, anchor, other, by, reason, recorded(), value)
    if relation != "outcome":
        _tell(opened, resources, judgement)
    elif dry_run:
        typer.echo(f"prediction {left}: {right}")
    if dry_run:
        return
    number = decide(opened, judgement, resources)
    opened.close()
    typer.echo(f"decision {number}: {relation}; take it back with: dateline undo {number}")


def undo(
    number: Annotated[int, typer.Argument(help="the number of the decision")],
    by: By, reason: Reason, dry_run: DryRun = False, ledger: LedgerPlace = DEFAULT,
) -> None:  # fmt: skip
    """Tell what it changes and take a decision back; both stay in the log."""
    from dateline.ledger import open_ledger
    from dateline.model import Judgement
    from dateline.pipeline import Resources
    from dateline.pipeline.decisions import decide

    opened = open_ledger(ledger)
    judgement = Judgement("undo", None, None, by, reason, recorded(), str(number))
    resources = Resources()
    _tell(opened, resources, judgement)
    if dry_run:
        return
    decide(opened, judgement, resources)
    opened.close()
    typer.echo(f"decision {number} no longer holds")


def _tell(ledger: Ledger, resources: Resources, judgement: Judgement) -> None:
    """Print what a decision changes."""
    from dateline.pipeline.differences import foresee
    from dateline.views import diff_text

    typer.echo(diff_text.render(foresee(ledger, resources, judgement), every=True), nl=False)
    typer.echo()


def _mention(ledger: Ledger, incidents: tuple[Incident, ...], ident: str) -> Anchor:
    """The anchor of the mention whose id begins so, else of the first mention of an incident."""
    from dateline.pipeline.decisions import mention_anchor
    from dateline.pipeline.ledgers import find, held

    chosen = find(incidents, ident)
    mention = next((m for m in chosen.mentions if m.id.startswith(ident)), chosen.mentions[0])
    document = held(ledger, [mention.document]).documents[0][0]
    return mention_anchor(mention, document.text.characters)


def _claim(ledger: Ledger, incidents: tuple[Incident, ...], ident: str) -> Anchor:
    from dateline.model import DatelineError
    from dateline.pipeline.decisions import claim_anchor
    from dateline.pipeline.ledgers import held

    found = {
        c.claim.id: (c.claim, m) for i in incidents for c in i.cells for m in i.mentions
        if c.claim and c.claim.id.startswith(ident) and c.claim.mention == m.id
    }  # fmt: skip
    if len(found) != 1:
        raise DatelineError(
            f"{len(found)} claims begin with {ident!r}", expected="the id of one claim",
            run="dateline show INCIDENT --json",
        )  # fmt: skip
    ((claim, mention),) = found.values()
    document = held(ledger, [mention.document]).documents[0][0]
    return claim_anchor(claim, mention, document.text.characters)


def _prediction(ledger: Ledger, ident: str, status: str) -> Anchor:
    from dateline.model import DatelineError, PredictionStatus
    from dateline.pipeline.decisions import prediction_anchor
    from dateline.pipeline.ledgers import held
    from dateline.pipeline.outcomes import find_prediction

    words = [str(s) for s in PredictionStatus]
    if status not in words:
        raise DatelineError(f"status {status!r}", expected=f"one of {', '.join(words)}")
    pairs = held(ledger).documents
    prediction, claims = find_prediction([c for _, c in pairs], ident)
    document = next(d for d, _ in pairs if d.id == claims.document)
    return prediction_anchor(prediction, document.text.characters)
