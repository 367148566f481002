"""The cosmetics line as the SimPy models read it, and how each of them is measured."""
import json
import sys
import time

import simpy

LINE = [  # name, cycle s, batch, makes, buffer behind, MTBF s, MTTR s, jam p, jam s, defect p, detection p
    ("Filler", 3600 / 10000, 1, True, 50, 7200, 900, 0.01, 15, 0.02, 0),
    ("Inspector", 3600 / 11000, 1, False, 20, None, 0, 0, 0, 0, 0.95),
    ("Packer", 3600 / 12000, 12, True, 100, 14400, 3600, 0.05, 30, 0, 0),
    ("Palletizer", 3600 / 13000, 60, True, None, 28800, 3600, 0, 0, 0, 0),
]


def measure(shift):
    """Prints one JSON line: CPU seconds of each run and the mean output of the first station, which must agree with ours."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    seconds, outputs = [], []
    for seed in range(runs):
        begun = time.process_time()
        outputs.append(shift(seed))
        seconds.append(time.process_time() - begun)
    print(json.dumps({"simpy": simpy.__version__, "cpuS": seconds, "meanOutput": sum(outputs) / runs}))
