"""The cosmetics line's 8-hour shift in SimPy, as bare as it can be: raw material without a store, an item is a flag, no telemetry, no log."""
import math
import random

import simpy

from cosmetics import LINE, measure


def machine(env, station, upstream, downstream, made, index):
    _, cycle, batch, makes, _, mtbf, mttr, jam, jam_s, defect, detect = station
    draw = random.Random(f"{index}/{random.random()}").random
    p_fail = 1 - math.exp(-cycle / mtbf) if mtbf else 0
    while True:
        parts = []
        if upstream is not None:
            for _ in range(batch):
                parts.append((yield upstream.get()))
        if p_fail and draw() < p_fail:
            yield env.timeout(-math.log(1 - draw()) * mttr)
        if jam and draw() < jam:
            yield env.timeout(jam_s)
        yield env.timeout(cycle)
        bad = any(parts) or (makes and defect > 0 and draw() < defect)
        made[index] += 1
        if bad and detect and draw() < detect:
            continue
        if downstream is not None:
            yield downstream.put(bad)


def shift(seed):
    random.seed(seed)
    env = simpy.Environment()
    buffers = [simpy.Store(env, capacity=s[4]) for s in LINE[:-1]]
    made = [0] * len(LINE)
    for i, station in enumerate(LINE):
        env.process(machine(env, station, buffers[i - 1] if i else None, buffers[i] if i < len(buffers) else None, made, i))
    env.run(until=28800)
    return made[0]


if __name__ == "__main__":
    measure(shift)
