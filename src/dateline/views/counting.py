"""Exact intervals and tests for counts: Poisson and binomial tails, by plain sums.

Garwood (1936) for the interval of a Poisson count; the conditional test of one part of a Poisson
process against the whole is binomial (Przyborowski and Wilenski 1940): it needs no estimate of the
rate, so the uncertainty of the rate is in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator


def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of the expectation of a Poisson count (Garwood): [0, 3.69] for 0."""
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else _root(lambda m: 1 - _poisson_up_to(count - 1, m), tail, count)
    high = _root(lambda m: -_poisson_up_to(count, m), -tail, count)
    return low, high


def at_least(count: int, total: int, share: float) -> float:
    """Probability of `count` or more of `total` in a part that has `share` of the whole."""
    terms = _tail((_binomial(k, total, share), k > total * share) for k in range(count, total + 1))
    return min(1.0, math.fsum(terms))


def at_most(count: int, total: int, share: float) -> float:
    """Probability of `count` or fewer of `total` in a part that has `share` of the whole."""
    terms = _tail((_binomial(k, total, share), k < total * share) for k in range(count, -1, -1))
    return min(1.0, math.fsum(terms))


def _tail(terms: Iterable[tuple[float, bool]]) -> Iterator[float]:
    """Terms of a sum up to where they have fallen below what a float can tell; each says whether
    those behind it only fall. With 15,000 counts this is a hundredth of them."""
    most = 0.0
    for term, falls in terms:
        yield term
        most = max(most, term)
        if falls and term < most * 1e-22:
            return


def _binomial(k: int, n: int, p: float) -> float:
    if p <= 0.0 or p >= 1.0:
        return float(k == (0 if p <= 0.0 else n))
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return math.exp(ways + k * math.log(p) + (n - k) * math.log1p(-p))


def _poisson_up_to(count: int, mean: float) -> float:
    if mean <= 0.0:
        return 1.0
    log = math.log(mean)
    terms = _tail(
        (math.exp(k * log - mean - math.lgamma(k + 1)), k < mean) for k in range(count, -1, -1)
    )
    return min(1.0, math.fsum(terms))


def _root(rising: object, target: float, count: int) -> float:
    """Where a rising function of the mean reaches `target`, by bisection to 1e-9."""
    assert callable(rising)
    low, high = 0.0, 10.0 * (count + 5)
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > target else (middle, high)
    return (low + high) / 2
