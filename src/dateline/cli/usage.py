"""What was typed wrong, said as every other error is: what, what was expected, what to run next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any

from dateline.model import DatelineError

_MOST = 12


def mistake(error: Any, typed: Sequence[str] = ()) -> DatelineError | None:
    """The error of a command line that cannot be read; None for one that only asks for help.

    Args:
        error: what typer raised; its classes are private, so it is told apart by what it holds.
        typed: the words of the command line, in which the wrong value is found.
    """
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return None
    if context is None:
        given = [w for w in typed[:1] if not w.startswith("-")]
        return DatelineError(_plain(error), run=" ".join(["dateline", *given, "--help"]))
    root = context.find_root()
    path = f"dateline{context.command_path.removeprefix(root.command_path)}"
    what, expected = _parts(error, context, typed)
    return DatelineError(what, expected=expected, run=f"{path} --help")


def defect(error: Exception) -> DatelineError:
    """The error of a command that broke for no fault of the user: what, and where in our code."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = None if last is None else f"{PurePath(last.filename).name}, line {last.lineno}"
    return DatelineError(
        f"a defect of dateline, nothing was half-written: {type(error).__name__}: {error}",
        where=where,
        run="the same command with DATELINE_TRACEBACK=1 set, and report what it prints",
    )


def _parts(error: Any, context: Any, typed: Sequence[str]) -> tuple[str, str | None]:
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if option is not None and hasattr(error, "possibilities"):
        names = [o for p in context.command.params for o in p.opts if o.startswith("--")]
        return f"no option {option}", _near(option, error.possibilities or (), names)
    if parameter is not None and hasattr(error, "param_type"):
        return f"{_name(parameter)} is missing", getattr(parameter, "help", None)
    if parameter is not None:
        given = _given(parameter, typed)
        return f"{_name(parameter)}{f' {given!r}' if given else ''}", _type(parameter)
    commands = getattr(context.command, "commands", None)
    wrong = _plain(error)
    if commands and "no such command" in wrong:
        name = wrong.split("'")[1]
        return f"no command {name!r}", _near(name, (), list(commands))
    return wrong, None


def _plain(error: Any) -> str:
    words = str(error.format_message())
    return words[:1].lower() + words[1:].rstrip(".")


def _near(word: str, near: Iterable[str], names: Sequence[str]) -> str:
    close = list(near) or get_close_matches(word, names, 3, 0.6)
    if close:
        return " or ".join(sorted(close))
    more = ", …" if len(names) > _MOST else ""
    return "one of " + ", ".join(names[:_MOST]) + more


def _name(parameter: Any) -> str:
    """How a parameter is written: `--sample`, or FILE."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name.rstrip("_").upper())


def _given(parameter: Any, typed: Sequence[str]) -> str | None:
    """The value that follows an option; None where it cannot be told."""
    for word, following in zip(typed, [*typed[1:], None], strict=True):
        if word in parameter.opts:
            return following
        name, equals, value = word.partition("=")
        if equals and name in parameter.opts:
            return value
    return None


def _type(parameter: Any) -> str:
    """What a parameter takes, in words."""
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    said = "a whole number" if kind is int else "a number" if kind is float else "another value"
    if low is not None and high is not None:
        return f"{said} from {low} to {high}"
    if low is not None or high is not None:
        return f"{said}, {low} or more" if high is None else f"{said}, {high} or less"
    return said
