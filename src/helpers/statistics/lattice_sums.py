"""The sum of many draws from a few scores on a lattice, by Fourier transform, for `resampling`.

With p(k) the share of respondents at the k-th lattice point, the sum of n draws is distributed as
the n-fold convolution of p:

    f(j)          =  sum over k of  p(k) exp(-2 pi i j k / L)
    P(sum = s)    =  1/L  *  sum over j of  f(j)^n exp(2 pi i j s / L)

What is inexact is known, and adds up to the error returned:

    window       L points around the mean replace all that the sum can reach once they are fewer.
                 By Bernstein's inequality less than `OUTSIDE` lies beyond; it wraps around and is
                 counted at a wrong place.
    power        f^n multiplies a rounding error of f by n. Therefore f - 1 is computed, of scores
                 less their mean: small, and right to its last digits, where f^n is not negligible.
    transform    the inverse transform and the running sum round once more.

For the rounding errors the computed frequencies are summed up: by Parseval's identity the errors of
all probabilities together are at most the root of the sum of squared errors of all f^n.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError

if TYPE_CHECKING:
    import numpy as np

OUTSIDE = 1e-18
MOST_POINTS = 1 << 22  # of the window: some hundred megabytes
_EPSILON = 2.0**-52
_LARGEST_PRODUCT = 1 << 62  # of whole numbers in 64 bits


def sum_distribution(places: Mapping[int, int], n: int) -> tuple[int, np.ndarray, float]:
    """How likely is each sum of n draws?

    `places` maps lattice points (whole, from 0) to respondents, n of them. Returns the smallest sum
    kept, the probabilities from there on, and the largest error of any sum of them. Raises
    `ArgumentError` when more than `MOST_POINTS` points would be needed.
    """
    import numpy as np
    from scipy.fft import irfft, next_fast_len

    total = sum(place * count for place, count in places.items())
    start, stop = _window(places, n, total)
    length = next_fast_len(stop - start + 1, real=True)
    if length > MOST_POINTS or length * n * max(places) > _LARGEST_PRODUCT:
        raise ArgumentError(
            f"the scores lie on a lattice of {max(places) + 1:,} points, and the sum of {n:,} of "
            f"them needs more than {MOST_POINTS:,}; round the scores to a coarser lattice"
        )
    powers, power_error = _powers(places, n, total, length)
    turned = np.arange(length // 2 + 1) * (total - start) % length
    powers *= np.exp(-2j * np.pi / length * turned)
    found = irfft(powers, n=length)[: stop - start + 1].clip(min=0.0)
    size = math.sqrt(2 * float((np.abs(powers) ** 2).sum()))
    rounding = power_error + _EPSILON * (3 * math.log2(length) * size + length)
    is_whole = stop - start == n * max(places)
    return start, found, rounding + (0.0 if is_whole else 2 * OUTSIDE)


def _window(places: Mapping[int, int], n: int, total: int) -> tuple[int, int]:
    """The least and the greatest sum that is kept: all, or those near enough to the mean.

    Bernstein (1924): with the variance v of one draw and R its furthest distance from the mean,
    P(|sum - mean| >= t) <= 2 exp(-t^2 / (2 n v + 2 R t / 3)), solved for the t that has `OUTSIDE`.
    """
    mean = total / n
    variance = math.fsum(count * (place - mean) ** 2 for place, count in places.items())
    third = math.log(2 / OUTSIDE) * max(mean, max(places) - mean) / 3
    reach = math.ceil(third + math.sqrt(third**2 + 2 * math.log(2 / OUTSIDE) * variance)) + 1
    return max(0, total - reach), min(n * max(places), total + reach)


def _powers(places: Mapping[int, int], n: int, total: int, length: int) -> tuple[np.ndarray, float]:
    """f^n of places less their mean, up to half a turn, and the root of its squared errors.

    Angles are 2 pi j (n k - total) / (n L), reduced to one turn in whole numbers, so unrounded.
    """
    import numpy as np

    frequencies = np.arange(length // 2 + 1)
    less_one = np.zeros(len(frequencies), dtype=complex)
    size = np.zeros(len(frequencies))
    for place, count in places.items():
        turned = frequencies * (n * place - total) % (n * length)
        turned[turned > n * length // 2] -= n * length
        half = -np.pi / (n * length) * turned
        sine = np.sin(half)
        less_one += count / n * (-2 * sine**2 + 2j * sine * np.cos(half))
        size += count / n * 2 * np.abs(sine)
    logarithm = _log_one_plus(less_one)
    slack = (8 + len(places)) * _EPSILON * n * size * np.exp((n - 1) * logarithm.real)
    return np.exp(n * logarithm), math.sqrt(2 * float((slack**2).sum()))


def _log_one_plus(z: np.ndarray) -> np.ndarray:
    """log(1 + z), to its last digits for small z and minus a large number instead of infinity."""
    import numpy as np

    near = np.log1p((2 * z.real + np.abs(z) ** 2).clip(min=-0.9)) / 2
    far = np.log(np.abs(1 + z).clip(min=1e-300))
    return np.where(np.abs(z) < 0.5, near, far) + 1j * np.angle(1 + z)
