"""How a mean score varies when its respondents are drawn anew, computed instead of simulated.

A bootstrap draws n scores with replacement from the n that were given, again and again, and looks
at the means. A score has few values on a lattice a, a + d, a + 2d, ..., so all those means can be
had at once: with p(k) the share of respondents at the k-th lattice point, their sum has the n-fold
convolution of p, and

    P(sum = s) = 1/L  *  sum over j of  f(j)^n exp(-2 pi i j s / L),
    f(j)       = sum over k of p(k) exp(2 pi i j k / L)

No random numbers, no seed, and the same result every time. Three errors, all inside `error`:

    truncated    a window of L points around the mean replaces all n K + 1 once it is narrower.
                 By Bernstein's inequality less than `OUTSIDE` lies beyond it; what does wraps
                 around and is counted at a wrong place.
    powers       f^n multiplies a rounding error of f by n. So not f is computed but f - 1 of the
                 scores minus their mean, which is small and exact to its last digits just where
                 f^n is not negligible, and then n log(1 + (f - 1)).
    transform    the inverse transform and the running sum round once more.

The last two are summed up over all frequencies from what was computed (Parseval: the absolute
errors of all probabilities together are at most the root of the squared errors of all f^n).

Resampling describes chance alone, as if the respondents were a random sample. It says nothing of
rows that were made up, so synthetic rows are refused.
Efron (1979), doi:10.1214/aos/1176344552; exact distribution by convolution: Evans & Leemis (2004),
doi:10.1016/j.mcm.2003.12.008.
"""
