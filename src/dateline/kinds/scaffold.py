"""The folder of a new kind: a small pack that reads, checks and passes its own gold."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.model import KindError

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_KIND = """\
# What NAME is, in a sentence. Who made it, licence, date.
name: NAME
label: LABEL
family: NAME
# A PLOVER type, and a mode of it where one fits.
plover: {type: PROTEST, mode: demo}
zone: actor
# Two reports within so many hours and kilometres may tell one incident.
identity: {hours: 24, km: 50, places: [place]}
# What a card shows first.
card: {summary: [place, crowd]}

classes:
  crowd: [protester, demonstrator, marcher, people, person]
  march: [protest, march, rally, demonstration]

triggers:
  # A verb with a subject of the class, a verb with an object of the class, a noun.
  - {verbs: [march, rally, demonstrate], class: crowd, thing: subject}
  - {verbs: [hold, stage], class: march}

slots:
  - {name: day, label: date, fill: day, shown: true}
  - {name: place, label: where, fill: place, relations: [in, at, through, outside, across]}
  - name: crowd
    label: crowd
    fill: figure
    counts: crowd
    governors: [march, rally, demonstrate]
    shown: true
  - {name: detained, label: detained, fill: figure, quantities: ["casualties:arrested"]}
  - name: demand
    label: against
    fill: words
    cardinality: many
    words:
      prices: [rising prices, cost of living]
      war: [the war]

checks: [detentions]
"""

_CHECK = '''\
"""Are the reported counts of one LABEL possible together?"""

from __future__ import annotations

from dateline.kinds import Reported
from dateline.model import Finding, Verdict

LIMITS = "It compares reported counts with each other. It does not show which of them is right."


def detentions(reported: Reported) -> Finding | None:
    """No more can be detained than came. None where either count is not stated."""
    crowd, detained = reported.figures("crowd"), reported.figures("detained")
    if not crowd or not detained:
        return None
    most = max(s.figure.interval[1] for s in crowd)
    least = min(s.figure.interval[0] for s in detained)
    verdict = Verdict.CONSISTENT if least <= most else Verdict.INCONSISTENT
    text = f"detained {detained[0].figure.notation}, crowd {crowd[0].figure.notation}"
    return Finding("detentions", verdict, text, LIMITS)
'''

_GOLD = """\
# A sentence => what the pack reads of it; `none` where it tells no incident of the kind.
@ published 2025-03-04
Thousands of protesters marched in Lisbon on Sunday. => occurred=yes; day=2025-03-02
About 300 people rallied in Oslo on Monday. => crowd=~300 person; day=2025-03-03
Some 2,000 demonstrators marched through Quito against rising prices. => demand=prices
Protesters rallied outside the parliament in Sofia on Tuesday. => day=2025-03-04
Students and teachers held a march in Nairobi on Saturday. => day=2025-03-01
The company marched ahead of its rivals in sales. => none
Shares rallied on Monday. => none
The minister demonstrated the new system. => none
The club holds its annual dinner in May. => none
The river rose after days of rain. => none
"""

_README = """\
# NAME

A kind of incident for dateline, as a folder.

- `kind.yaml`: words, slots, identity, card. The keys are described in `docs/adding-a-kind.md`.
- `check.py`: checks of reported values against each other.
- `gold.pairs`: sentences and what is read of them, five with an incident and five without at least.

`dateline kinds check FOLDER` reads all three. `DATELINE_KINDS=FOLDER dateline read report.txt`
uses the kind; an installed package gives it under the entry point `dateline.kinds`.
"""


def make(name: str, folder: Path) -> tuple[Path, ...]:
    """Write a pack called `name` into `folder`, and the files it wrote.

    Raises:
        KindError: no name of small letters and hyphens, or the folder holds a pack already.
    """
    if not _NAME.fullmatch(name) or name == "generic":
        raise KindError(f"name {name!r}", expected="small letters, digits, hyphens: drone-strike")
    if (folder / "kind.yaml").exists():
        raise KindError("holds a kind already", where=str(folder), run="dateline kinds check")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KindError(f"cannot be made ({error.strerror})", where=str(folder),
                        expected="a folder that can be written") from None  # fmt: skip
    files = {"kind.yaml": _KIND, "check.py": _CHECK, "gold.pairs": _GOLD, "README.md": _README}
    label = name.replace("-", " ")
    for file, text in files.items():
        words = text.replace("NAME", name).replace("LABEL", label)
        (folder / file).write_text(words, encoding="utf-8", newline="\n")
    return tuple(folder / file for file in files)
