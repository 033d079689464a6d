"""The English pipeline as it is shipped, made to do the same work in less time.

1. Matrix products go to the BLAS library that numpy brings, on one thread, where that is OpenBLAS:
three quarters of the time of thinc's own. One thread, since the products are small: with several,
threads wait for each other (4.5 times the processor time on two busy cores). The setting holds for
a parse and is put back. 2. Rules for one token (171 of 179) are asked once for every tag, word and
dependency label, and remembered, lemmas for every word, class and form; rules for two tokens are
matched as ever. 3. Names are found for
all tokens at once (`entities`). All give the results of the pipeline as shipped:
tests/annotate/test_english.py compares them token by token.

Elsewhere than on Linux, or with another numpy, 1. is left out.
"""

from __future__ import annotations

import ctypes
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from dateline.annotate.entities import Entities

_BATCH = 64
"""Texts parsed together."""
_KNOWN = 50_000
"""Tokens whose rules are remembered; past that, asked anew."""


class English:
    """The pipeline, loaded once per process.

    Raises:
        OSError: the model package is not installed.
    """

    def __init__(self, model: str) -> None:
        import spacy

        self.nlp = spacy.load(model, exclude=["senter"])
        ruler = self.nlp.get_pipe("attribute_ruler")
        ruler.match = _Remembering(ruler)
        ruler.set_annotations = partial(_set, ruler)
        lemmatizer = self.nlp.get_pipe("lemmatizer")
        lemmatizer.lemmatize = _Lemmas(lemmatizer)
        self._within: Callable[[], AbstractContextManager[None]] = nullcontext
        one = _one_thread()
        if one is not None:
            _use_numpy(self.nlp)
            self._within = one
        self._entities = Entities(self.nlp.get_pipe("ner"))  # 3.
        self.nlp.disable_pipe("ner")

    def docs(self, texts: Iterable[str]) -> list[Any]:
        """Texts parsed, those of a batch together."""
        left, out = iter(texts), list[Any]()
        with self._within():
            while part := list(itertools.islice(left, _BATCH)):
                found = list(self.nlp.pipe(part, batch_size=_BATCH))
                self._entities.lay(found)
                out += found
        return out


class _Lemmas:
    """2. Stands for `Lemmatizer.lemmatize`: the same lemmas. What it looks up in lists of thousands
    of words is looked up in sets."""

    def __init__(self, lemmatizer: Any) -> None:
        self._ask = lemmatizer.lemmatize
        self._known: dict[tuple[int, int, int], list[str]] = {}
        index = lemmatizer.lookups.get_table("lemma_index")
        for part in list(index):
            index[part] = frozenset(index[part])

    def __call__(self, token: Any) -> list[str]:
        key = (token.orth, token.pos, token.morph.key)
        found = self._known.get(key)
        if found is None:
            found = self._ask(token)
            if len(self._known) < _KNOWN:
                self._known[key] = found
        return found


def _set(ruler: Any, doc: Any, matches: Iterable[tuple[int, int, int, int]]) -> None:
    """2. Stands for `AttributeRuler.set_annotations`, without a span for every match."""
    from spacy.pipeline.attributeruler import set_token_attrs

    for rule, _, start, end in matches:
        index = ruler.indices[rule]
        set_token_attrs(doc[(start if index >= 0 else end) + index], ruler.attrs[rule])


def _use_numpy(nlp: Any) -> None:
    """1. Let numpy multiply the matrices of every component."""
    from thinc.api import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]
        """thinc's operations with numpy's products."""

        def gemm(
            self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
        ) -> Any:
            return self.xp.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for _, component in nlp.pipeline:
        for node in (getattr(component, "model", None) and component.model.walk()) or ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def _one_thread() -> Callable[[], AbstractContextManager[None]] | None:
    """1. A context in which numpy's OpenBLAS uses one thread; None where it has none."""
    import numpy

    if not sys.platform.startswith("linux"):
        return None
    folder = Path(numpy.__file__).parents[1] / "numpy.libs"
    for path in sorted(folder.glob("*openblas*.so*")):
        library = ctypes.CDLL(str(path))
        for prefix, suffix in (("scipy_", "64_"), ("scipy_", ""), ("", "64_"), ("", "")):
            get = getattr(library, f"{prefix}openblas_get_num_threads{suffix}", None)
            put = getattr(library, f"{prefix}openblas_set_num_threads{suffix}", None)
            if get and put:
                return _context(get, put)
    return None


def _context(
    get: Callable[[], int], put: Callable[[int], None]
) -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def one() -> Iterator[None]:
        before = get()
        put(1)
        try:
            yield
        finally:
            put(before)

    return one


class _Remembering:
    """2. Stands for `AttributeRuler.match`: the same matches in the same order."""

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._vocab = ruler.vocab
        self._single, self._longer = (Matcher(ruler.vocab, validate=False) for _ in range(2))
        for name, _ in enumerate(ruler.attrs):
            _, patterns = ruler.matcher.get(str(name))
            for pattern in patterns:
                (self._single if len(pattern) == 1 else self._longer).add(str(name), [pattern])
        self._known: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}

    def __call__(self, doc: Any) -> list[tuple[int, int, int, int]]:
        from spacy.attrs import DEP, IS_SPACE, LOWER, TAG

        found = []
        for i, row in enumerate(doc.to_array([TAG, LOWER, DEP, IS_SPACE]).tolist()):
            key = tuple(row)
            rules = self._known.get(key)
            if rules is None:
                rules = self._ask(doc[i : i + 1])
                if len(self._known) < _KNOWN:
                    self._known[key] = rules
            found += [(number, name, i, i + 1) for number, name in rules]
        longer = self._longer(doc, allow_missing=True, as_spans=False)
        found += [(int(self._vocab.strings[name]), name, s, e) for name, s, e in longer]
        return sorted(found)

    def _ask(self, token: Any) -> tuple[tuple[int, int], ...]:
        matches = self._single(token, allow_missing=True, as_spans=False)
        return tuple((int(self._vocab.strings[name]), name) for name, _, _ in matches)
