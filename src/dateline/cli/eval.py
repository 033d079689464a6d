"""`dateline eval`: predict and score labelled sets, report figures, check cards and gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import AsCsv, AsJson

Task = Annotated[str, typer.Argument(metavar="TASK", help="attribution, time, place, event, …")]

app = typer.Typer(
    name="eval",
    help="Predict and score labelled sets, report figures, check cards and gold.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(main: typer.Typer) -> None:
    """Add the group to the main application."""
    main.add_typer(app, name="eval")


@app.command()
def predict(
    task: Task,
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="rows of the task")],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="where to write")],
) -> None:
    """Predict every row of IN.jsonl into OUT.jsonl; labels in the input are not read."""
    from dateline.evaluate.predict import predict_file
    from dateline.pipeline import Resources

    count = predict_file(task, source, target, Resources())
    typer.echo(f"{count} rows written to {target}", err=True)


@app.command()
def score(
    task: Task,
    labelled: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="rows with labels")],
    predicted: Annotated[Path, typer.Argument(metavar="PRED.jsonl", help="predictions")],
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    where: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="only gold rows with this value")
    ] = None,
    half: Annotated[
        str | None, typer.Option(help="unseen or analysis: a half of an own set, by row")
    ] = None,
    interval: Annotated[
        bool, typer.Option("--interval", help="add the 95 % interval of each headline measure")
    ] = False,
) -> None:
    """Score predictions against labels; prints every measure and the headline."""
    from dateline.evaluate import report as figures
    from dateline.evaluate import scorers, spread

    given = (task, labelled, predicted, where or (), half)
    result = scorers.score_file(*given)
    found = spread.intervals(*given) if interval else None
    if as_json:
        typer.echo(figures.as_json(result, found))
    else:
        typer.echo(figures.as_text(result, found), nl=False)


@app.command()
def confusions(
    task: Annotated[
        str,
        typer.Argument(
            metavar="TASK",
            help="attribution, authority, stance, launch, event, event-type or event-class",
        ),
    ],
    labelled: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="rows with labels")],
    predicted: Annotated[Path, typer.Argument(metavar="PRED.jsonl", help="predictions")],
    half: Annotated[
        str | None, typer.Option(help="analysis: the half of an own set that may be read")
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="how many")] = 30,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what is taken for what, most frequent first, with the rows it occurs in."""
    from dateline.cli.tables import show
    from dateline.evaluate import confusions as found

    show(found.rows(task, labelled, predicted, half, top), found.COLUMNS, as_json, as_csv)


@app.command()
def ablations(
    task: Annotated[str, typer.Argument(metavar="TASK", help="event, event-type or event-class")],
    labelled: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="rows with labels")],
    only: Annotated[str | None, typer.Option(metavar="PART", help="only this part")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Predict and score GOLD.jsonl whole, then with one part of event coding left out at a time."""
    from dateline.cli.tables import show
    from dateline.evaluate import ablations as found

    rows = found.rows(task, labelled, only)
    show(rows, found.columns(rows), as_json, as_csv)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="files TASK.SET.jsonl")],
    task: Annotated[
        list[str] | None, typer.Option(metavar="TASK", help="only this task (repeatable)")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="at most this many rows of each file")
    ] = None,
    gold: Annotated[Path, typer.Option(help="folder of the gold floors")] = Path("gold"),
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Predict and score every set of FOLDER; print figures beside anchors and ceilings."""
    from dateline.evaluate import report as figures
    from dateline.pipeline import Resources

    folder_of_gold = gold if gold.is_dir() else None
    found = figures.report(folder, Resources(), task or (), limit, folder_of_gold)
    typer.echo(found.to_json() if as_json else figures.table(found), nl=as_json)


@app.command()
def card(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="the report")],
    expected: Annotated[Path, typer.Argument(metavar="EXPECT.yaml", help="rows that must hold")],
) -> None:
    """Check what is read from ARTICLE against a row checklist; exit status 1 if a row fails."""
    from dateline.evaluate import card as cards
    from dateline.model import Published
    from dateline.pipeline import Resources
    from dateline.pipeline.intake import open_documents
    from dateline.pipeline.reading import read

    rows = cards.load(expected)
    published = Published.parse(str(rows["published"])) if rows.get("published") else None
    done = read(open_documents([article], published), Resources())
    outcomes = cards.check(done, rows["rows"])
    for outcome in outcomes:
        typer.echo(f"{'ok  ' if outcome.holds else 'FAIL'}  {outcome.row}")
        for failure in outcome.failures:
            typer.echo(f"        {failure}")
    held = sum(o.holds for o in outcomes)
    typer.echo(f"{held} of {len(outcomes)} rows hold")
    if held < len(outcomes):
        raise typer.Exit(1)


@app.command()
def gold(
    layer: Annotated[str | None, typer.Argument(metavar="LAYER", help="one layer")] = None,
    update: Annotated[
        bool, typer.Option("--update", help="raise the floors to what holds now")
    ] = False,
    folder: Annotated[Path, typer.Option(help="folder of the gold files")] = Path("gold"),
    quiet: Annotated[bool, typer.Option("--quiet", help="only the counts")] = False,
) -> None:
    """Run the gold cases; exit status 1 where a layer is below its floor."""
    from dateline.evaluate import gold as cases
    from dateline.model import InputError
    from dateline.pipeline import Resources

    if not folder.is_dir():
        raise InputError("no such folder", where=str(folder), expected="a folder of gold files")
    names = cases.layers(folder)
    if layer is not None and layer not in names:
        raise InputError(f"no gold for layer {layer!r}", expected="one of " + ", ".join(names))
    resources = Resources()
    below = []
    for name in [layer] if layer else names:
        result = cases.run(folder, name, resources)
        if not quiet:
            for failure in result.failures:
                typer.echo(str(failure))
        problem = cases.below_floor(folder, result)
        if problem:
            below.append(problem)
        elif update:
            cases.update(folder, result)
        floor = cases.floor(folder, name)["held"]
        typer.echo(f"{name}: {result.held} of {result.cases} hold, floor {floor}")
    for problem in below:
        typer.echo(f"below floor: {problem}", err=True)
    if below:
        raise typer.Exit(1)
