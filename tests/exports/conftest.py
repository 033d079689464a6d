"""One ledger of the own samples and of a report with hostile words, as its exports see it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.exports import fill
from dateline.exports.columns import Filled
from dateline.ledger import Ledger, create
from dateline.model import Document, Published
from dateline.pipeline import Resources, store
from dateline.pipeline.content import content
from dateline.pipeline.intake import Arrival
from dateline.readers import Known

SAMPLES = Path(__file__).parents[2] / "samples" / "launch"
AT = "2026-01-06T12:00:00Z"
HOSTILE = (
    "Norway’s =cmd|’ /C calc’!A0 minister said on Monday that 3,000 people were arrested in "
    "Bergen. “-2+3 \t@SUM(1),\n” she added, and Denmark accused Norway of piracy near Oslo on "
    "12 February 2026. France denied that it had attacked Mali.\n"
)
REPORTS = (
    ("twin.txt", "2026-01-04", None), ("outlet-wire.txt", "2026-01-04", "Harbor Wire"),
    ("outlet-tokyo.txt", "2026-01-04", "Tokyo Ledger"), ("next-day.txt", "2026-01-05", "Harbor"),
)  # fmt: skip


def arrivals() -> list[Arrival]:
    found = [
        Document.of((SAMPLES / name).read_text("utf-8"), published=Published.parse(day),
                    outlet=outlet, url=f"https://news.example/{name}")
        for name, day, outlet in REPORTS
    ]  # fmt: skip
    found.append(Document.of(
        HOSTILE, published=Published.parse("2026-03-04"), outlet="=HYPERLINK(\"x\",\"y\")",
        title="+1-800, \"quoted\"\nline", author="@sum"))  # fmt: skip
    return [Arrival(Path("a"), d, Known()) for d in found]


@pytest.fixture(scope="session")
def filling(resources: Resources) -> Callable[[Ledger], None]:
    """Adds the reports to a ledger."""

    def fill_(ledger: Ledger) -> None:
        store.add(ledger, arrivals(), resources, recorded=AT)

    return fill_


@pytest.fixture(scope="session")
def ledger_path(
    tmp_path_factory: pytest.TempPathFactory, filling: Callable[[Ledger], None]
) -> Path:
    path = tmp_path_factory.mktemp("exports") / "x.ledger"
    ledger = create(str(path))
    filling(ledger)
    ledger.close()
    return path


@pytest.fixture(scope="session")
def held(ledger_path: Path, resources: Resources) -> fill.Content:
    from dateline.ledger import open_ledger

    ledger = open_ledger(str(ledger_path))
    found = content(ledger, resources)
    ledger.close()
    return found


@pytest.fixture(scope="session")
def tables(held: fill.Content) -> dict[str, Filled]:
    return {f.name: f for f in fill.fill(held)}
