"""A ledger as tools of the Model Context Protocol: read-only, over standard input and output.

The ledger is opened so that nothing can be written. Every answer is bounded, has a cursor where
there is more, and marks the words of reports as untrusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from dateline.ledger import Ledger
from dateline.model import DatelineError
from dateline.pipeline import Resources, differences, ledgers, outcomes, questions
from dateline.pipeline.snapshots import Snapshot, Snapshots
from dateline.pipeline.versions import versions
from dateline.views import answers, filters
from dateline.views.answers import MOST, Answer

INSTRUCTIONS = (
    "A ledger of news reports: who says what happened. Claims are attributed to authorities and "
    "lead back to exact characters (document, start, end) of a report. Begin with search or "
    "incidents, then incident and claims. A figure is an interval; `not stated` is not zero. "
    + answers.NOTICE
)
READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Cursor = Annotated[str | None, Field(description="`next` of the answer before", max_length=80)]
Limit = Annotated[int, Field(description=f"rows of one answer, at most {MOST}", ge=1, le=MOST)]
Where = Annotated[
    str | None,
    Field(
        description="a rule such as 'kind:missile-launch actor:PRK voices>=2 range>=?900km'; "
        "fields: kind type mode actor recipient place country authority outlet since until; "
        "numbers: voices authorities documents outlets claims; slots; words",
        max_length=500,
    ),
]
Ident = Annotated[
    str, Field(description="id of an incident, or the beginning of it", max_length=64)
]


class Desk:
    """Answers from the newest state of one ledger."""

    def __init__(self, ledger: Ledger, resources: Resources) -> None:
        self.ledger, self.resources = ledger, resources
        self.states = Snapshots(ledger, resources)
        self._diff: tuple[str, list[Answer]] = "", []

    def search(
        self,
        words: Annotated[str, Field(description='"in quotes" they stand together', max_length=200)],
        cursor: Cursor = None,
        limit: Limit = 10,
    ) -> Answer:
        """Find passages of current reports that hold all the words, newest first."""
        with self._now() as state:
            part = answers.page(questions.Passages(state, words), state.mark, cursor, limit)
            rows = [
                {**answers.quoted(d, h.start, h.end, h.snippet), "incidents": [i.id for i in told]}
                for d, h, told in part.rows
            ]  # fmt: skip
            return answers.answer("passages", answers.Page(rows, part.total, part.next))

    def incidents(self, where: Where = None, cursor: Cursor = None, limit: Limit = 20) -> Answer:
        """List incidents, of all reports or of those that fit a rule."""
        with self._now() as state:
            found = list(state.incidents)
            if where:
                rule = filters.parse(
                    where, filters.slot_names(self.resources.kinds),
                    [k.name for k in self.resources.kinds],
                )  # fmt: skip
                found = filters.matching(found, rule, state.held)
            part = answers.page(found, state.mark, cursor, limit)
            kinds = {k.name: k for k in self.resources.kinds}
            rows = [answers.incident_row(i, kinds) for i in part.rows]
            return answers.answer("incidents", answers.Page(rows, part.total, part.next))

    def incident(self, incident: Ident) -> Answer:
        """One incident: headline values, life, relations, checks, who tells it; not its claims."""
        with self._now() as state:
            found = state.find(incident)
            pairs = state.pairs([m.document for m in found.mentions])
            kinds = {k.name: k for k in self.resources.kinds}
            return answers.incident_answer(found, kinds, {d.id: d for d, _ in pairs})

    def claims(
        self,
        incident: Ident,
        slot: Annotated[str | None, Field(description="only this slot", max_length=60)] = None,
        authority: Annotated[
            str | None, Field(description="only what this authority says", max_length=80)
        ] = None,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> Answer:
        """Who says what of one incident, each with the exact words."""
        with self._now() as state:
            rows = answers.claim_rows(state.find(incident), slot, authority)
            return answers.answer("claims", answers.page(rows, state.mark, cursor, limit))

    def predictions(
        self,
        where: Annotated[
            str,
            Field(description="a rule: prediction:open authority:KOR:NIS words", max_length=500),
        ] = "prediction:any",
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> Answer:
        """What sources say is to come, with the window and the status as of a stated date."""
        with self._now() as state:
            rule = filters.parse(f"prediction:any {where}", ())
            outlets = {d.id: d.outlet for d, _ in state.held}
            found = state.once(
                "outcomes", lambda: outcomes.predictions(self.ledger, self.resources)
            )
            rows = [
                answers.prediction_row(o) for o in found if filters.fits(
                    rule, filters.prediction_subject(o.prediction, str(o.status), outlets))
            ]  # fmt: skip
            return answers.answer("predictions", answers.page(rows, state.mark, cursor, limit))

    def diff(
        self,
        since: Annotated[
            str,
            Field(description="a day, an instant, or the number of a batch", max_length=40),
        ],
        until: Annotated[
            str | None, Field(description="the same; without it, now", max_length=40)
        ] = None,
        incident: Annotated[
            str | None, Field(description="only this incident", max_length=64)
        ] = None,
        recorded: Annotated[
            bool, Field(description="by the time of the log, not of publication")
        ] = False,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> Answer:
        """What changed between two moments: incidents, claims, headlines, decisions."""
        with self._now() as state:
            before = differences.moment(since, recorded)
            after = differences.moment(until, recorded) if until else differences.Moment()
            key = f"{state.mark} {before} {after} {incident}"
            if self._diff[0] != key:
                found = differences.between(self.ledger, self.resources, before, after, incident)
                self._diff = key, [answers.difference_row(r) for r in found]
            return answers.answer("changes", answers.page(self._diff[1], state.mark, cursor, limit))

    def verify(self) -> Answer:
        """Re-read every span of the ledger and check the log; reads no report anew."""
        with self._now():
            done = ledgers.verify(self.ledger, self.resources, replay=False)
        return {
            "notice": answers.NOTICE, "holds": done.holds, "spans": done.spans,
            "failed": done.failed, "readings": done.readings,
            "problems": [p[: answers.WORDS] for p in done.problems[:MOST]],
        }  # fmt: skip

    @contextmanager
    def _now(self) -> Iterator[Snapshot]:
        """The newest state; an error a user can act on is one the caller is told."""
        try:
            yield self.states.now()
        except DatelineError as error:
            raise ToolError(str(error)) from None


def server(ledger: Ledger, resources: Resources) -> MCPServer[Any]:
    """A server whose tools answer from this ledger."""
    desk = Desk(ledger, resources)
    made: MCPServer[Any] = MCPServer(
        "dateline", instructions=INSTRUCTIONS, version=versions().code, log_level="WARNING"
    )
    tools: tuple[Callable[..., Answer], ...] = (
        desk.search, desk.incidents, desk.incident, desk.claims, desk.predictions, desk.diff,
        desk.verify,
    )  # fmt: skip
    for tool in tools:
        made.tool(annotations=READ_ONLY)(tool)
    return made
