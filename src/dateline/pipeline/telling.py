"""Reports in, claims and incidents out, nothing stored: what `read`, `explain` and `export` do.

Files are opened and texts are read in killable workers, under the budgets of `add`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.model import AbortedError, DatelineError, Document, Incident
from dateline.pipeline.intake import arrivals
from dateline.pipeline.reading import relate
from dateline.pipeline.resources import Resources
from dateline.pipeline.worker import Job, Pool, loaded
from dateline.readers import Known


@dataclass(slots=True)
class Told:
    """What reports tell. `refused` are items that could not be read; `remarks` say which files
    were read otherwise than their names let expect."""

    documents: list[Job] = field(default_factory=list)
    incidents: tuple[Incident, ...] = ()
    refused: list[DatelineError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def tell(files: Sequence[Path], known: Known, resources: Resources, pool: Pool) -> Told:
    """Read files, `-` for standard input, and compute the incidents of all of them together.

    Raises:
        InputError: a file is missing, empty, no text or broken.
        QuarantineError: a file is over a budget or in another language.
    """
    out = Told()
    for answer in pool.read(_documents(files, known, pool, out)):
        match answer[1]:
            case bytes() as packed:
                out.documents.append(loaded(packed))
            case AbortedError() as error:
                out.refused.append(DatelineError(error.what, where=error.where))
            case DatelineError() as error:
                out.refused.append(error)
    out.incidents = relate([job.claims for job in out.documents], resources)
    return out


def _documents(
    files: Sequence[Path], known: Known, pool: Pool, out: Told
) -> Iterator[tuple[None, Document, str]]:
    for arrival in arrivals(files, known, pool):
        out.remarks += [r for r in arrival.remarks if r not in out.remarks[-2:]]
        if isinstance(arrival.item, Document):
            yield None, arrival.item, str(arrival.path)
        elif arrival.whole:
            raise arrival.item
        else:
            out.refused.append(arrival.item)
