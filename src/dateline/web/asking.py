"""What a request asks for: the state of the ledger, a page of rows, conditions."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Depends, Query, Request

from dateline.model import DatelineError, LedgerError
from dateline.pipeline.snapshots import Clocks, Snapshot
from dateline.views import report_rows
from dateline.views.incident_rows import Choice
from dateline.web.guard import NotFoundError

T = TypeVar("T")

MOST = 200
"""Rows of one answer."""

AsOf = Annotated[
    str | None,
    Query(description="only documents published by then (ISO date or instant)", max_length=40),
]
Recorded = Annotated[
    str | None, Query(description="what the ledger held then (ISO date or instant)", max_length=40)
]
Cursor = Annotated[
    str | None, Query(description="`next` of the page before", max_length=200, alias="cursor")
]
Where = Annotated[
    str, Query(description="a rule, such as `actor:PRK voices>=2 range>=900km`", max_length=400)
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="rows of one answer")]


def asked_here(what: str) -> str:
    """An error about a moment in the words of an address instead of those of a command."""
    return what.replace("--as-of", "as_of").replace("--recorded", "recorded")


Form = Annotated[
    Literal["json", "csv", "spreadsheet"],
    Query(description="`csv`: every row, faithful; `spreadsheet`: every row, safe to open in one"),
]


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a list are wanted, and how they are written."""

    cursor: str | None
    limit: int
    form: str


def paging(cursor: Cursor = None, limit: Limit = 50, format: Form = "json") -> Page:
    """Rows behind a cursor as JSON, or all of them as CSV."""
    return Page(cursor, limit, format)


Paging = Annotated[Page, Depends(paging)]


def snapshot(request: Request, as_of: AsOf = None, recorded: Recorded = None) -> Snapshot:
    """The state that is asked for: now, or of a stated time."""
    clocks = Clocks((as_of or "").strip(), (recorded or "").strip())
    try:
        found: Snapshot = request.app.state.desk.snapshots.at(clocks)
    except LedgerError:
        raise
    except DatelineError as error:
        raise DatelineError(asked_here(error.what), expected=error.expected) from None
    return found


State = Annotated[Snapshot, Depends(snapshot)]


def choice(
    q: Annotated[str, Query(description="words of the row", max_length=200)] = "",
    kind: Annotated[list[str] | None, Query(description="kinds of incident")] = None,
    actor: Annotated[list[str] | None, Query(description="ids of actors")] = None,
    outlet: Annotated[list[str] | None, Query(description="outlets that tell it")] = None,
    status: Annotated[list[str] | None, Query(description="how the occurrence stands")] = None,
    contradicted: Annotated[
        list[str] | None, Query(description="slots whose figures contradict each other")
    ] = None,
    since: Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="first day")] = "",
    until: Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="last day")] = "",
    where: Where = "",
) -> Choice:
    """Conditions on incidents."""
    facets = {"kind": kind, "actor": actor, "outlet": outlet, "status": status,
              "contradicted": contradicted}  # fmt: skip
    chosen = {name: tuple(v for v in values or [] if v) for name, values in facets.items()}
    return Choice(words=q.strip(), since=since, until=until, where=where.strip(), **chosen)


Chosen = Annotated[Choice, Depends(choice)]


Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


def reports(
    q: Annotated[str, Query(description="words of title, outlet and address", max_length=200)] = "",
    outlet: Annotated[str, Query(max_length=200)] = "",
    since: Day = "",
    until: Day = "",
    changed: Annotated[bool, Query(description="only what came in several versions")] = False,
) -> report_rows.Wanted:
    """Conditions on documents; days are days of publication."""
    return report_rows.Wanted(q.strip(), outlet, since, until, changed)


Reports = Annotated[report_rows.Wanted, Depends(reports)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows that fit, the facets, and why a rule could not be asked, where it could not."""

    rows: Sequence[Mapping[str, Any]]
    facets: dict[str, list[tuple[str, int, bool]]]
    problem: str | None = None

    @property
    def status(self) -> int:
        """The status of a page that shows this."""
        return 400 if self.problem else 200


def asked(state: Snapshot, chosen: Choice) -> Asked:
    """What fits the conditions; a page tells a rule that cannot be read where it was typed."""
    try:
        return Asked(state.choose(chosen), state.facets(chosen))
    except LedgerError:
        raise
    except DatelineError as error:
        return Asked([], state.facets(replace(chosen, where="")), wrong(error))


def wrong(error: DatelineError) -> str:
    """An error in words for the place where it was made."""
    head = f"{error.where}: " if error.where else ""
    return f"{head}{error.what}" + (f"; expected {error.expected}" if error.expected else "")


@dataclass(frozen=True, slots=True)
class Part:
    """One page of rows: `next` asks for the one behind it, None at the end."""

    rows: list[Any]
    total: int
    start: int
    next: str | None


def part(rows: Sequence[Any], state: str, cursor: str | None, limit: int) -> Part:
    """The rows behind a cursor.

    A cursor names the state it was given for: after a change the walk begins anew rather than
    skip or repeat rows.

    Raises:
        DatelineError: the cursor is of another state, or no cursor.
    """
    start = 0
    if cursor:
        try:
            mark, _, number = base64.urlsafe_b64decode(cursor).decode().rpartition("|")
            start = int(number)
        except (ValueError, binascii.Error, UnicodeDecodeError):
            raise DatelineError(
                "no such cursor", expected="the cursor an answer gave as its next"
            ) from None
        if mark != state or not 0 <= start <= len(rows):
            raise DatelineError(
                "the ledger changed since the page before", expected="the first page again"
            )
    end = start + limit
    more = None
    if end < len(rows):
        more = base64.urlsafe_b64encode(f"{state}|{end}".encode()).decode()
    return Part(list(rows[start:end]), len(rows), start, more)


def known(found: T | None, what: str) -> T:
    """The thing, or the error that there is none."""
    if found is None:
        raise NotFoundError(f"no {what}")
    return found
