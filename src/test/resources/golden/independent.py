"""Writes noisy_quadratic_interval.csv and best_of_n.csv: values that share nothing with the code under test.

Needs python-flint (ball arithmetic, MPFR precision). With x = exp(-v) the law is

    P(Y <= y) = int_0^inf k exp(-k v) Phi((y - a - h exp(-v)) / o) dv,    k = c / 2,

an entire integrand, summed by 40-point Gauss-Legendre on panels that are halved until the logarithm of the integrand
moves by less than 5 on each; the survival function is summed by itself. Checked against noisy_quadratic_cdf.csv and
noisy_quadratic_far_tail.csv: below one unit in the 16th digit. For even c the recursion of partial normal moments with
420 bits is used for the means. Means and gains are Gauss-Legendre sums over panels between quantiles of the best score
and in a geometric progression away from both ends; halving all panels changes them by less than 1e-31.
Usage: independent.py interval|best > file
"""
import math
import random
import sys
from fractions import Fraction

from flint import arb, ctx

ctx.prec = 200
NODES = [arb.legendre_p_root(40, i, weight=True) for i in range(40)]


def exact(x):
    f = Fraction(x)
    return arb(f.numerator) / arb(f.denominator)


def normal_cdf(z):
    return (-z / arb(2).sqrt()).erfc() / 2


def normal_density(z):
    return (-z * z / 2).exp() / (2 * arb.pi()).sqrt()


def log_normal_cdf(z):
    if z > -25:
        return math.log(0.5 * math.erfc(-z / math.sqrt(2)))
    return -z * z / 2 - math.log(-z) - 0.9189385332046727


def tail(d, h, o, k, lower):
    """P(Y <= a + d), or P(Y > a + d), of the convex law."""
    hf, of, df, kf, beyond = float(h), float(o), float(d), float(k), float(d - h)
    sign = 1 if lower else -1

    def integrand(v):
        return k * (-(k * v)).exp() * normal_cdf(sign * (d - h * (-v).exp()) / o)

    def log_integrand(v):
        z = (df - hf * math.exp(-v)) / of if v > 0.5 else (beyond - hf * math.expm1(-v)) / of
        return -kf * v + log_normal_cdf(sign * z)

    small = min(1.0, of * of / (max(of, abs(df)) * hf)) if df <= 0 else min(1.0, max(of, df) / hf)
    end = -math.log(small) + 90 / kf + 10
    at = [(df + m * of) / hf for m in range(-40, 41)] + [small * 2.0**m for m in range(-8, 8)]
    cuts = {0.0, end} | {-math.log(x) for x in at if x > 0}
    near = min(of, of * of / max(of, abs(beyond))) / hf
    cuts |= {-math.log1p(-near * 2.0**m) for m in range(-4, 8) if near * 2.0**m < 1}
    cuts = sorted(v for v in cuts if 0 <= v <= end)
    top = max(log_integrand(v) for v in cuts)
    stack, panels = list(zip(cuts, cuts[1:])), []
    while stack:
        p, q = stack.pop()
        m = (p + q) / 2
        logs = [log_integrand(v) for v in (p, m, q)]
        top = max(top, *logs)
        bent = q - p > 1 and abs(logs[0] + logs[2] - 2 * logs[1]) > 1e-6
        if (max(logs) - min(logs) > 5 or bent) and q - p > 1e-15 * q and max(logs) > top - 75:
            stack += [(p, m), (m, q)]
        else:
            panels.append((max(logs), p, q))
    total = arb(0)
    for log, p, q in panels:
        if log > top - 70 and q > p:
            middle, half = (exact(p) + exact(q)) / 2, (exact(q) - exact(p)) / 2
            total += half * sum((w * integrand(middle + half * x) for x, w in NODES), arb(0))
    return total


def even_cdf(d, h, o, k):
    """The convex law for whole k: its partial moments solve J_(j+1) = z J_j + j J_(j-1) - boundary."""
    width, z = h / o, d / o
    edge = normal_density(z - width)
    moments = [normal_cdf(z) - normal_cdf(z - width)]
    moments.append(z * moments[0] - (edge - normal_density(z)))
    for j in range(1, k):
        moments.append(z * moments[j] - width**j * edge + j * moments[j - 1])
    return normal_cdf(z - width) + moments[k] / width**k


def tails(law, y):
    """P(Y <= y) and P(Y > y), y a fraction."""
    a, b, c, o, convex = law
    low, high = Fraction(a), Fraction(b)
    if not convex:
        low, high, y = -high, -low, -y
    d, h, noise = exact(y - low), exact(high - low), exact(o)
    if c % 2 == 0 and ctx.prec > 400:
        below = even_cdf(d, h, noise, int(c) // 2)
        pair = (below, 1 - below)
    else:
        pair = tuple(tail(d, h, noise, exact(c) / 2, lower) for lower in (True, False))
    return pair if convex else pair[::-1]


def text(values):
    return ",".join(str(v).lower() if isinstance(v, bool) else v if isinstance(v, str) else repr(v) for v in values)


def digits(ball):
    assert ball.rel_accuracy_bits() > 60, ball
    return ball.str(20, radius=False)


def parameters(draw, even):
    scale = 10 ** draw.uniform(-6, 6)
    a = draw.choice([0.0, draw.uniform(-1, 1) * scale, draw.uniform(-1, 1) * scale * 1e3])
    b = a + scale * draw.uniform(0.5, 2)
    o = (b - a) * 10 ** draw.choice([draw.uniform(-10, -1), draw.uniform(-1.5, 1), draw.uniform(1, 5)])
    c = 2.0 * draw.randint(1, 10) if even else draw.choice([float(draw.randint(1, 10)), draw.uniform(0.5, 20)])
    return a, b, c, o, draw.random() < 0.5


def intervals(draw):
    print("a,b,c,o,convex,from,to,probability,log_probability")
    rows = 0
    while rows < 120:
        a, b, c, o, convex = law = parameters(draw, even=False)
        place = draw.random()
        if place < 0.3:
            d = draw.uniform(-5 * o, b - a + 5 * o)
        elif place < 0.6:
            d = draw.choice([0, b - a]) + draw.gauss(0, 2) * o
        else:
            d = draw.choice([-1, 1]) * 10 ** draw.uniform(0.5, 1.5) * o + draw.choice([0, b - a])
        y = a + d if convex else b - d
        to = y
        if draw.random() < 0.5:  # a few units in the last place
            for _ in range(draw.randint(1, 4)):
                to = math.nextafter(to, math.inf)
        else:
            to = y + o * 10 ** draw.uniform(-8, 1)
        if not to > y:
            continue
        (f0, s0), (f1, s1) = tails(law, Fraction(y)), tails(law, Fraction(to))
        p, large = (f1 - f0, f1) if f1 < 0.5 else (s0 - s1, s0)
        # The tails are good to 1e-23; wide of that the difference is no reference.
        if p > 0 and float(p / large) > 1e-6 and float(p) > 1e-300:
            print(text([a, b, c, o, convex, y, to, digits(p), digits(p.log())]), flush=True)
            rows += 1


def best_of_n(draw):
    ctx.prec = 420
    roots = [arb.legendre_p_root(24, i, weight=True) for i in range(24)]
    print("a,b,c,o,convex,minimize,n,more,mean,gain")
    for _ in range(80):
        law = parameters(draw, even=True)
        a, b, c, o, convex = law
        minimize = draw.random() < 0.5
        sign = 1 if minimize else -1
        whole = float(int(10 ** draw.uniform(0, 9)))
        n = draw.choice([1.0, 1.5, 2.0, float(draw.randint(3, 100)), whole, 1e9])
        more = draw.choice([1.0, 10.0, float(int(10 ** draw.uniform(0, 6))), 1e-3, n, 1e9])
        low, high = (a, b) if minimize else (-b, -a)

        def log_worse(t):
            below, above = tails(law, sign * t)
            good, bad = (below, above) if minimize else (above, below)
            return (-good).log1p() if float(good) < 0.5 else bad.log()

        def level(trials, p):
            left, right = Fraction(low - 20 * o), Fraction(high + 20 * o)
            for _ in range(45):
                middle = Fraction(float((left + right) / 2))
                if middle <= left or middle >= right:
                    break
                if trials * float(log_worse(middle)) > math.log(p):
                    left = middle
                else:
                    right = middle
            return float(left)

        levels = [1 - 1e-15, 1 - 1e-6, 0.99, 0.7, 0.2, 1e-3, 1e-9, 1e-18, 1e-30]
        cuts = {level(trials, p) for trials in (n, n + more) for p in levels}
        last = max(cuts)
        first = min(cuts)
        first -= max(last - first, 6 * o if first < low + o else 0)
        cuts.add(first)
        for end in (low, high):
            cuts.add(end)
            for side in (1, -1):
                x = o
                while x < last - first:
                    cuts.add(end + side * x)
                    x *= 2
        cuts = sorted(t for t in cuts if first <= t <= last)
        mean, gain = exact(first), arb(0)
        for p, q in zip(cuts, cuts[1:]):
            middle, half = (exact(p) + exact(q)) / 2, (exact(q) - exact(p)) / 2
            for x, w in roots:
                log = log_worse(Fraction((middle + half * x).mid().str(60, radius=False)))
                mean += half * w * (exact(n) * log).exp()
                gain -= half * w * (exact(n) * log).exp() * (exact(more) * log).expm1()
        row = [a, b, c, o, convex, minimize, n, more]
        print(text(row + [(sign * mean).str(20, radius=False), gain.str(20, radius=False)]), flush=True)


if __name__ == "__main__":
    {"interval": intervals, "best": best_of_n}[sys.argv[1]](random.Random(2027))
