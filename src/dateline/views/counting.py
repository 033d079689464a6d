"""A rate that is known only from counts: the Gamma–Poisson model, in closed forms and plain sums.

Counts of incidents on E covered days are Poisson with mean rate·E. The rate has a gamma prior of
shape ½ and rate 0 (Jeffreys' prior for a Poisson rate), so that after n incidents on E days it is
Gamma(n + ½, E). From that posterior follow, with the uncertainty of the rate in them:

1. the 95 % interval of the rate: quantiles of the gamma distribution (`rate_interval`);
2. how many incidents another stretch of d covered days may hold: negative binomial with size n + ½
   and probability E/(E + d) (`at_least`, `at_most`, `count_interval`);
3. how long the wait for the next one may be: P(wait > g) = (E/(E + g))^(n + ½), the Lomax
   distribution (`wait_beyond`, `wait_interval`).

Gelman et al., *Bayesian Data Analysis*, 3rd edition, sections 2.6 and 2.8.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

LEVEL = 0.95
PRIOR_SHAPE = 0.5


@dataclass(frozen=True, slots=True)
class Rate:
    """What `count` incidents on `days` covered days tell of the rate; `days` must be over 0."""

    count: int
    days: float

    @property
    def shape(self) -> float:
        return self.count + PRIOR_SHAPE

    @property
    def mean(self) -> float:
        """Incidents per covered day."""
        return self.shape / self.days


def rate_interval(rate: Rate, level: float = LEVEL) -> tuple[float, float]:  # 1.
    """Equal-tailed interval of the rate, per covered day."""
    tail = (1 - level) / 2
    return tuple(_gamma_quantile(rate.shape, q) / rate.days for q in (tail, 1 - tail))  # type: ignore[return-value]


def at_least(count: int, days: float, rate: Rate) -> float:  # 2.
    """Probability of `count` or more incidents on `days` further covered days."""
    return max(0.0, 1.0 - _up_to(count - 1, days, rate))


def at_most(count: int, days: float, rate: Rate) -> float:
    """Probability of `count` or fewer incidents on `days` further covered days."""
    return _up_to(count, days, rate)


def count_interval(days: float, rate: Rate, level: float = LEVEL) -> tuple[int, int]:
    """Smallest counts that leave at most half of 1 − level below and above."""
    tail = (1 - level) / 2
    low = high = 0
    total = 0.0
    k = 0
    while total < 1 - tail:
        total += math.exp(_log_negative_binomial(k, days, rate))
        low = k + 1 if total <= tail else low
        high = k
        k += 1
    return low, high


def wait_beyond(days: float, rate: Rate) -> float:  # 3.
    """Probability that the next incident is more than `days` covered days away."""
    return float((rate.days / (rate.days + days)) ** rate.shape)


def wait_interval(rate: Rate, level: float = LEVEL) -> tuple[float, float]:
    """Equal-tailed interval of the wait for the next incident, in covered days."""
    tail = (1 - level) / 2
    low, high = (rate.days * (q ** (-1 / rate.shape) - 1) for q in (1 - tail, tail))
    return low, high


def _up_to(count: int, days: float, rate: Rate) -> float:
    logs = (_log_negative_binomial(k, days, rate) for k in range(count + 1))
    return min(1.0, math.fsum(math.exp(x) for x in logs))


def _log_negative_binomial(k: int, days: float, rate: Rate) -> float:
    if days <= 0:
        return 0.0 if k == 0 else -math.inf
    ways = math.lgamma(k + rate.shape) - math.lgamma(rate.shape) - math.lgamma(k + 1)
    whole = math.log(rate.days + days)
    return ways + rate.shape * (math.log(rate.days) - whole) + k * (math.log(days) - whole)


def _gamma_quantile(shape: float, share: float) -> float:
    """Where the gamma distribution of rate 1 reaches `share`: bisection, to the last digits."""
    low, high = 0.0, shape + 20.0 * math.sqrt(shape) + 20.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if _gamma_below(shape, middle) > share else (middle, high)
    return (low + high) / 2


def _gamma_below(shape: float, x: float) -> float:
    """Share of the gamma distribution of rate 1 below `x`.

    The series x^a e^-x Σ x^n / Γ(a + n + 1); all its terms are positive, so it loses no digits.
    """
    if x <= 0:
        return 0.0
    term = math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
    terms = [term]
    n = 1
    while term > 1e-17 * terms[0] or n < x:
        term *= x / (shape + n)
        terms.append(term)
        n += 1
        if n > 100_000:
            break
    return min(1.0, math.fsum(terms))
