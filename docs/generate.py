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
