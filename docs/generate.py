"""Write the reference pages that follow from the code: `make docs`; a test compares them.

python docs/generate.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import typer.main

from dateline.cli import app
from dateline.kinds import all_kinds
from dateline.model import CLOSED_LISTS

HERE = Path(__file__).parent


def lists() -> str:
    """The closed lists with the meaning of every word."""
    out = ["# Closed lists", "", "The words a cell may use. Generated from `dateline.model`.", ""]
    for group in CLOSED_LISTS:
        out += [f"## {group.__name__}", "", " ".join((group.__doc__ or "").split()), ""]
        out += ["| word | meaning |", "|---|---|"]
        out += [f"| `{member}` | {member.meaning} |" for member in group]
        out.append("")
    return "\n".join(out)


def kinds() -> str:
    """Every kind pack with its slots."""
    out = [
        "# Kinds",
        "",
        "What dateline reads of each kind of incident. Generated from the packs in "
        "`src/dateline/kinds/`.",
        "",
    ]
    for kind in all_kinds():
        code = f"{kind.type or 'any type'}{'/' + kind.mode if kind.mode else ''}"
        out += [f"## {kind.name}", "", f"PLOVER {code}.", ""]
        out += ["| slot | label | filled by | shown when not stated |", "|---|---|---|---|"]
        out += [
            f"| `{s.name}` | {s.label} | {s.fill} | {'yes' if s.shown else 'no'} |"
            for s in kind.slots
        ]
        out.append("")
    return "\n".join(out)


def missile_launch() -> str:
    """The flight check and the reported flights that its tolerances rest on."""
    from dateline.kinds.missile_launch import check

    out = [
        "# Missile launches", "",
        "Generated from `src/dateline/kinds/missile_launch/`. Reported figures are checked against "
        "each other; nothing is said about designing, guiding or targeting anything.", "",
        "## The flight check", "",
        "Do reported range, apogee and flight time belong to one textbook arc? The arc is an "
        "ellipse over a sphere without drag; *residual* is the reported time minus the time on the "
        "arc. Powered ascent is slow, so a residual above zero is normal. The *loft ratio* is the "
        "apogee over that of the minimum-energy arc of the same range.", "",
        "| verdict | what it does not show |", "|---|---|",
        *(f"| {v} | {text} |" for v, text in check.LIMITS.items()), "",
        "## Reported flights", "",
        "| launch | name | stated by | range km | apogee km | time min | arc min | residual | loft "
        "ratio | verdict | mark | z of the others |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for row in check.flights():
        z = row.pop("z_others")
        cells = [f"{v:+.1f}" if k == "residual_min" else f"{v:.1f}" if k in _TENTHS else
                 f"{v:g}" if isinstance(v, float) else str(v) for k, v in row.items()]  # fmt: skip
        out.append("| " + " | ".join([*cells, "" if z is None else f"{z:+.1f}"]) + " |")
    out += [
        "", "Mark q: quoted figures; r: partly from general knowledge, to be verified. *z of the "
        "others*: every flight of high apogee that KCNA states is judged by the other ones: how "
        "many of their standard deviations its residual lies from their mean. One lies beyond 3, "
        "2022-03-24, the launch whose identity Seoul disputed; it is set aside when the others are "
        "judged, and none of them reaches 3.", "",
        "The command prints the same rows:", "", "```console",
        "$ dateline kinds table missile-launch flights --csv | cut -d, -f1,3,7-10,11", *_flights(),
        "```", "",
    ]  # fmt: skip
    return "\n".join(out)


_TENTHS = ("arc_min", "residual_min", "loft_ratio")


def _flights() -> list[str]:
    """The lines of the example: the header and the rows of the disputed launch."""
    from dateline.kinds.missile_launch import check

    keys = ("launch", "stated_by", "arc_min", "residual_min", "loft_ratio", "verdict", "z_others")
    rows = [[str("" if r[k] is None else r[k]) for k in keys] for r in check.flights()]
    told = [",".join(r) for r in rows if r[0] == "2022-03-24"]
    return [",".join(keys), "…", *told, "…"]


def commands() -> str:
    """Every command with its arguments and options."""
    out = ["# Commands", "", "Generated from `dateline --help`.", ""]
    root = typer.main.get_command(app)
    _describe(root, "dateline", out)
    return "\n".join(out)


def _describe(command: object, path: str, out: list[str]) -> None:
    listed = getattr(command, "commands", None)
    if listed is None:
        out += [f"## {path}", "", " ".join((getattr(command, "help", "") or "").split()), ""]
        rows = [_parameter(p) for p in command.params]  # type: ignore[attr-defined]
        rows = [r for r in rows if r]
        if rows:
            out += ["| parameter | meaning |", "|---|---|", *rows, ""]
        return
    for name, child in listed.items():
        _describe(child, f"{path} {name}", out)


def _parameter(parameter: object) -> str:
    options = getattr(parameter, "opts", [])
    if "--help" in options:
        return ""
    shown = ", ".join(f"`{o}`" for o in options if o.startswith("-"))
    words = shown or f"`{getattr(parameter, 'metavar', None) or parameter.name}`"  # type: ignore[attr-defined]
    return f"| {words} | {' '.join((getattr(parameter, 'help', '') or '').split())} |"


PAGES: dict[str, Callable[[], str]] = {
    "lists.md": lists,
    "kinds.md": kinds,
    "missile-launch.md": missile_launch,
    "commands.md": commands,
}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        path, text = HERE / name, make()
        if "--check" in sys.argv:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        print(f"stale: {', '.join(stale)}; next: make docs")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
