"""`kind.yaml` is read strictly: an error names the file, the line and the choices."""

import ast
import re
from pathlib import Path

import pytest

from dateline.kinds import KindError, all_kinds, read_kind

CORE = Path(__file__).parents[2] / "src" / "dateline"
GOOD = """\
name: x
label: x
family: x
plover: {type: ASSAULT, mode: drone}
classes: {thing: [drone]}
triggers:
  - {verbs: [strike], class: thing}
slots:
  - {name: day, label: day, fill: day}
  - {name: n, label: n, fill: figure, counts: thing}
card: {summary: [n]}
identity: {hours: 1, km: 2, places: [], counts: [n]}
counts_together: [n]
authorities:
  - {id: "KOR:JCS", within_hours: 2, states: [n], source: own measurement}
facts:
  - {id: f, name: f, text: t, since: 2020-01-01, source: s, checked: 2020-01-02, applies: {n: [a]}}
views: {scatter: {x: n, y: n}, map: {at: [], rings: [n]}}
"""
BAD = [
    ("name: x", "nam: x", "x.yaml:1: unknown key 'nam'; expected"),
    ("label: x\n", "", "missing key 'label'"),
    ("mode: drone", "mode: dron", "x.yaml:4: mode 'dron'; expected one of abduct"),
    ("type: ASSAULT", "type: FIGHT", "x.yaml:4: type 'FIGHT'; expected one of AGREE"),
    ("class: thing", "class: thin", "x.yaml:7: unknown class 'thin'; expected thing"),
    ("verbs: [strike]", "verbs: [on]", "x.yaml:7: verbs: True is no word"),
    ("verbs: [strike]", "verbs: strike", "x.yaml:7: verbs is no list"),
    ("class: thing}", "class: thing, thing: verb}", "x.yaml:7: thing 'verb'; expected one of obj"),
    ("fill: day", "fill: date", "x.yaml:9: fill 'date'; expected one of figure"),
    ("counts: thing", "counts: thin", "x.yaml:10: unknown class 'thin'"),
    ("name: n,", "name: day,", "two slots named 'day'"),
    ("summary: [n]", "summary: [m]", "summary: no slot 'm'; expected day, n"),
    ("counts: [n]}", "counts: [m]}", "x.yaml:12: counts: no slot 'm'"),
    ("counts_together: [n]", "counts_together: [m]", "counts_together: no slot 'm'"),
    ("states: [n]", "states: [m]", "x.yaml:15: states: no slot 'm'"),
    ("within_hours: 2", "hours: 2", "x.yaml:15: unknown key 'hours'"),
    ("since: 2020-01-01", "since: 2020", "x.yaml:17: since 2020; expected YYYY-MM-DD"),
    ("applies: {n: [a]}", "applies: {m: [a]}", "applies: no slot 'm'"),
    ("applies: {n: [a]}", "applies: {m_not: [a]}", "applies: no slot 'm_not'"),
    ("counts: thing}", "counts: thing, length: width}", "x.yaml:10: length 'width'; expected one"),
    ("hours: 1", "hours: many", "x.yaml:12: hours 'many'; expected a number"),
    ("km: 2", "km: -2", "x.yaml:12: km -2; expected a number from 0"),
    ("within_hours: 2", "within_hours: soon", "x.yaml:15: within_hours 'soon'"),
    ("class: thing}", "class: thing, parties: two}", "x.yaml:7: parties 'two'"),
    (
        "class: thing}",
        "class: thing, together: maybe}",
        "x.yaml:7: together 'maybe'; expected true",
    ),
    ("fill: day", "fill: day, shown: 1", "x.yaml:9: shown 1; expected true or false"),
    ("fill: day", "fill: day, tolerance: lots", "x.yaml:9: tolerance 'lots'"),
    ("label: x", "label: 12", "x.yaml:1: label 12; expected words"),
    ("name: day,", "name: 5,", "x.yaml:9: name 5; expected words"),
    ("y: n}", "y: day}", "x.yaml:18: y 'day'; expected one of n"),
    ("rings: [n]", "rings: [day]", "x.yaml:18: rings: no slot 'day'; expected n"),
    ("views: {", "views: {plot: 1, ", "x.yaml:18: unknown key 'plot'; expected map, scatter"),
    ("triggers:\n  - {verbs: [strike], class: thing}", "triggers: {a: b}", "triggers is no list"),
    ("name: x", "name: [x", "x.yaml:2: not YAML"),
]


def test_good() -> None:
    pack = read_kind(GOOD, "x.yaml")
    assert pack.summary == ("n",) and pack.days == ("day",) and pack.authorities[0].within == 2


@pytest.mark.parametrize(("old", "new", "message"), BAD)
def test_bad(old: str, new: str, message: str) -> None:
    with pytest.raises(KindError, match=re.escape(message)):
        read_kind(GOOD.replace(old, new, 1), "x.yaml")


def test_core_names_no_kind() -> None:
    """No code of the core names a kind of the tree, or asks for a slot that only kinds have.

    A literal in the core may be an ordinary word that is a slot somewhere ("place"). It names a
    slot where it is compared with one (`x.slot == "…"`, `s.name in (…)`), asked for by name
    (`kind.slot("…")`) or no English word ("launch_area"). Evaluation may: its sets are of a kind.
    """
    packs = [k for k in all_kinds() if k.name != "generic"]
    slots = {s.name for k in all_kinds() for s in k.slots}
    kinds = {k.name for k in packs}
    found = []
    for file in sorted(CORE.rglob("*.py")):
        parts = file.relative_to(CORE).parts
        if parts[0] == "evaluate" or (parts[0] == "kinds" and len(parts) > 2):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            named = set(_asked(node)) & slots
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named |= {node.value} & (kinds | {s for s in slots if "_" in s})
            found += [f"{'/'.join(parts)}:{node.lineno}: {n}" for n in sorted(named)]
    assert found == []


def _asked(node: ast.AST) -> list[str]:
    """String literals that a node compares with a slot's name, or asks a slot for."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        wanted: list[ast.expr] = node.args[:1] if node.func.attr in ("slot", "figures") else []
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        wanted = sides if any(_is_slot(side) for side in sides) else []
    else:
        return []
    return [
        n.value for side in wanted for n in ast.walk(side)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and not _is_key(side, n)
    ]  # fmt: skip


def _is_slot(side: ast.expr) -> bool:
    """Whether an expression is a slot's name: `c.slot`, `slot.name`, `s.name`, `row["slot"]`."""
    if isinstance(side, ast.Attribute):
        owner = side.value.id if isinstance(side.value, ast.Name) else ""
        return side.attr == "slot" or (side.attr == "name" and owner in ("slot", "s", "told"))
    if isinstance(side, ast.Subscript):
        return isinstance(side.slice, ast.Constant) and side.slice.value == "slot"
    return isinstance(side, ast.Name) and side.id in ("slot", "slot_name")


def _is_key(side: ast.expr, node: ast.Constant) -> bool:
    return isinstance(side, ast.Subscript) and side.slice is node
