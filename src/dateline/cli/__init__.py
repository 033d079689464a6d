"""The command line: arguments in, text or JSON out; no logic of its own.

Commands import what they need when they run, so that `dateline --help` stays fast.
"""

from __future__ import annotations

import os
import sys

import typer
from typer.exceptions import TyperException

from dateline.cli import (
    actors,
    add,
    audit,
    backup,
    compare,
    coverage,
    diff,
    explain,
    export,
    fix,
    follow,
    init,
    kinds,
    log,
    map,
    matrix,
    mcp,
    network,
    predictions,
    quarantine,
    read,
    relink,
    reread,
    review,
    scatter,
    search,
    serve,
    show,
    spoken,
    tempo,
    timeline,
    usage,
    verify,
    watch,
)
from dateline.cli import eval as evaluation
from dateline.cli import list as list_
from dateline.model import DatelineError

app = typer.Typer(
    name="dateline",
    help="A ledger of who says what happened. Reports go in; attributed claims and incidents come "
    "out, and every value leads back to exact characters.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


# In the order of `--help`: what most people need comes first.
COMMANDS = (
    read, add, show, serve,
    explain, init, list_, search, diff, verify,
    matrix, spoken, timeline, tempo, scatter, map, network, compare,
    predictions, coverage, watch, follow,
    export, mcp,
    fix, review, audit, log,
    relink, reread, backup, quarantine, kinds, actors, evaluation,
)  # fmt: skip
for _command in COMMANDS:
    _command.register(app)


def main() -> None:
    """Run the command line; an error is one line on stderr and exit status 2, a defect of ours one
    line and 70 (`EX_SOFTWARE` of sysexits.h), with the traceback where DATELINE_TRACEBACK is set.
    """
    try:
        status = app(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except typer.Abort:
        print("dateline: stopped", file=sys.stderr)
        sys.exit(1)
    except TyperException as error:
        found = usage.mistake(error, sys.argv[1:])
        if found is None:
            error.show()  # type: ignore[attr-defined]
            sys.exit(2)
        print(f"dateline: {found}", file=sys.stderr)
        sys.exit(2)
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except KeyboardInterrupt:
        print("dateline: stopped", file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        if os.environ.get("DATELINE_TRACEBACK"):
            raise
        print(f"dateline: {usage.defect(error)}", file=sys.stderr)
        sys.exit(70)


__all__ = ["app", "main"]
