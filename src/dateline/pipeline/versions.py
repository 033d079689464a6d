"""What a reading depends on: the code, the model, the reference tables; each as a short text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.annotate.parse import MODEL
from dateline.kinds import outside
from dateline.model import Reading
from dateline.pipeline import actors

_CODE = ("model", "annotate", "claims", "kinds", "reference")
_TABLES = ("reference", "kinds")


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions of code, model and reference tables."""

    code: str
    model: str
    reference: str

    def reading(self, document: str) -> Reading:
        """The reading these versions make of a document."""
        return Reading(document, self.code, self.model, self.reference)


def versions() -> Versions:
    """Those of this process, with the user's own actors as they stand."""
    shipped, own = _shipped(), actors.digest(actors.place())
    return replace(shipped, reference=f"{shipped.reference}+actors-{own}") if own else shipped


@cache
def _shipped() -> Versions:
    """Those of the code and its packs, without loading the model.

    Code and tables are hashed file by file, so that a changed rule or row is a new version even
    where the release number stays.
    """
    try:
        release = version("dateline")
    except PackageNotFoundError:
        release = "0"
    model = f"{MODEL}-{version(MODEL)}+spacy-{version('spacy')}"
    code = _hash(_CODE, (".py",))
    tables = _hash(_TABLES, None)
    packs = "".join(f"+{k.name}-{k.digest}" for k in outside())
    return Versions(f"{release}+{code}", model, f"tables-{tables}{packs}")


@cache
def package_hash(name: str) -> str:
    """A short hash of the code of one package of dateline."""
    return _hash((name,), (".py",))


def _hash(packages: tuple[str, ...], suffixes: tuple[str, ...] | None) -> str:
    """Hash of the files below packages: those with a suffix, or all but Python."""
    total = hashlib.sha256()
    for name in packages:
        for path, file in sorted(_below(files("dateline").joinpath(name), name)):
            wanted = path.endswith(suffixes) if suffixes else not path.endswith((".py", ".pyc"))
            if wanted:
                total.update(path.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:12]


def _below(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    out: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                out += _below(entry, inner)
        else:
            out.append((inner, entry))
    return out
