"""`dateline read`: reports in, cards out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import warn

if TYPE_CHECKING:
    from dateline.model import Claims, Document
    from dateline.pipeline import Resources
    from dateline.pipeline.telling import Told
    from dateline.views.card import Card

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="reports; - reads standard input")
]
Published = Annotated[
    str | None,
    typer.Option(help="date or instant of publication: 2026-01-04 or 2026-01-03T20:00-05:00"),
]


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="read", help="Read reports and print their cards.")(read)


def read(
    files: Files,
    published: Published = None,
    outlet: Annotated[str | None, typer.Option(help="the publisher")] = None,
    title: Annotated[str | None, typer.Option(help="the headline")] = None,
    url: Annotated[str | None, typer.Option(help="the canonical address")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON (dateline.read/1)")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="print one row per cell")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="print what became of every sentence")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(help="write one self-contained page to this file")
    ] = None,
) -> None:
    """Read FILE... and print one card per incident.

    Writes nothing but the page asked for with `--html`.
    """
    from dateline.model import DatelineError
    from dateline.model import Published as PublishedAt
    from dateline.pipeline import Resources
    from dateline.pipeline.telling import tell
    from dateline.pipeline.worker import Pool
    from dateline.readers import Known

    if as_json + as_csv + coverage > 1:
        raise DatelineError("--json, --csv and --coverage", expected="one of them")
    moment = PublishedAt.parse(published) if published else None
    resources = Resources()
    with Pool(resources) as pool:
        done = tell(files, Known(moment, outlet, title, url), resources, pool)
    for problem in (*done.remarks, *done.refused):
        warn(problem)
    if done.refused and not done.documents:
        raise typer.Exit(2)
    _warn_unanchored(done, files)
    output = _render(done, resources, as_json, as_csv, coverage)
    if html is not None:
        from dateline.views import card_html

        page = card_html.render(_cards(done, resources), _pairs(done))
        write_page(html, page)
    typer.echo(output, nl=False)


def write_page(path: Path, page: str) -> None:
    """Write a page.

    Raises:
        InputError: the folder cannot be written to.
    """
    from dateline.model import InputError

    # Written beside and renamed, so that a run that is killed leaves the old file or the new one.
    path = path.resolve() if path.is_symlink() else path
    plain = path.is_file() or not path.exists()
    draft = path.with_name(f".{path.name}.draft") if plain else path
    try:
        draft.write_text(page, encoding="utf-8", newline="\n")
        if plain:
            draft.replace(path)
    except OSError as error:
        raise InputError(
            f"cannot write the page ({error.strerror})", where=str(path),
            expected="a folder that can be written to",
        ) from None  # fmt: skip


def _render(done: Told, resources: Resources, as_json: bool, as_csv: bool, coverage: bool) -> str:
    from dateline.views import card_text, read_csv, read_json

    pairs = _pairs(done)
    if as_json:
        return read_json.dumps(read_json.rows(pairs, done.incidents))
    if as_csv:
        return read_csv.dumps(pairs, done.incidents)
    if coverage:
        return card_text.coverage(pairs)
    return card_text.render(_cards(done, resources), pairs)


def _pairs(done: Told) -> list[tuple[Document, Claims]]:
    return [(d.document, d.claims) for d in done.documents]


def _cards(done: Told, resources: Resources) -> tuple[Card, ...]:
    from dateline.views.card import cards

    return cards(done.incidents, _pairs(done), resources.kinds)


def _warn_unanchored(done: Told, files: list[Path]) -> None:
    """Say which flag would anchor the times of documents without a date."""
    if any(d.document.published is None for d in done.documents):
        names = " ".join(str(f) for f in files)
        typer.echo(
            "dateline: times are unanchored: no publication date is known; "
            f"next: dateline read {names} --published YYYY-MM-DD", err=True,
        )  # fmt: skip
