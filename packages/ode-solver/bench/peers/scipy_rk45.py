"""Microseconds of one twin call of 0.1 min by scipy.integrate.solve_ivp RK45, rtol 1e-6: median of the calls of a workload."""
import json
import math
import sys
import time

import scipy
from scipy.integrate import solve_ivp


def tank(t, y, tc):
    rate = 7.2e10 * math.exp(-8750 / y[1]) * y[0]
    return [1 - y[0] - rate, 350 - y[1] + 5e4 / 239 * rate + 5e4 / 23900 * (tc - y[1])]


rows = [line.split(",") for line in open(sys.argv[1]).read().split()[1:]][: int(sys.argv[2])]
y, us = [float(rows[0][2]), float(rows[0][3])], []
for here, there in zip(rows, rows[1:]):
    start = time.perf_counter()
    solution = solve_ivp(tank, (float(here[0]), float(there[0])), y, rtol=1e-6, atol=[1e-6, 3e-4], args=(float(here[1]),))
    us.append((time.perf_counter() - start) * 1e6)
    y = solution.y[:, -1]
print(json.dumps({"scipy": scipy.__version__, "us": sorted(us)[len(us) // 2]}))
