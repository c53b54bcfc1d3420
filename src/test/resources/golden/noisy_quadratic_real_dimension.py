"""Writes noisy_quadratic_real_dimension.csv: the defining integrals at 90 digits, real c included.

Run with: python3 noisy_quadratic_real_dimension.py > noisy_quadratic_real_dimension.csv
"""
import random

from mpmath import erfc, exp, log, log1p, mp, mpf, nstr, pi, quad, sqrt

mp.dps = 90
random.seed(5)


def upper(x):
    return erfc(x / sqrt(2)) / 2


def integral(g, z, w, ratio, k):
    """int g(t) phi(e) de over e in [-w, z], t = (z - e) / ratio."""
    nearest = z if z < 0 else (-w if w < 0 else mpf(0))
    reach = sqrt(nearest * nearest + 220)
    low, high = max(-w, -reach), min(z, reach)
    edges = [low + (high - low) * j / 60 for j in range(61)]

    def phi(e):
        return exp(-(e * e - nearest * nearest) / 2) / sqrt(2 * pi)

    total = mpf(0)
    if high == z:
        # Next to the singularity: z - e = width v^q makes the power a polynomial.
        width, q = z - edges[-2], 1 / k if k < 1 else mpf(1)
        total += quad(
            lambda v: g(width * v**q / ratio) * phi(z - width * v**q) * width * q * v ** (q - 1),
            [0, mpf(1) / 2, 1],
            maxdegree=9,
        )
        edges.pop()
    for start, end in zip(edges, edges[1:]):
        total += quad(
            lambda e: g((z - e) / ratio) * phi(e), [start, end], method="gauss-legendre", maxdegree=4
        )
    return total * exp(-nearest * nearest / 2)


print("a,b,c,o,convex,y,cdf,sf,pdf,logcdf,logsf")
for _ in range(160):
    c = random.choice([random.uniform(0.5, 20), random.randint(1, 20), 0.5, 1.5, 2.5])
    s = 10 ** random.uniform(-8, 3)
    h = random.choice([1.0, 10 ** random.uniform(-4, 4)])
    a = random.choice([0.0, random.uniform(-1, 1) * h])
    b, o = a + h, s * h
    kind = random.randint(0, 4)
    if kind == 0:
        y = a + random.random() * h
    elif kind == 1:
        y = a + random.uniform(-12, 12) * o
    elif kind == 2:
        y = b + random.uniform(-12, 12) * o
    elif kind == 3:
        y = a - random.uniform(0, 37) * o
    else:
        y = b + random.uniform(0, 37) * o
    width, k = mpf(b) - mpf(a), mpf(c) / 2
    z, w, ratio = (mpf(y) - mpf(a)) / mpf(o), (mpf(b) - mpf(y)) / mpf(o), width / mpf(o)
    cdf = upper(w) + integral(lambda t: t**k, z, w, ratio, k)
    sf = upper(z) + integral(lambda t: 1 - t**k, z, w, ratio, k)
    pdf = k / width * integral(lambda t: t ** (k - 1), z, w, ratio, k)
    assert abs(cdf + sf - 1) < mpf(10) ** -45
    values = (cdf, sf, pdf, log(cdf) if cdf < 0.5 else log1p(-sf), log(sf) if sf < 0.5 else log1p(-cdf))
    print(",".join([repr(v) for v in (a, b, c, o)] + ["true", repr(y)] + [nstr(v, 18) for v in values]))
