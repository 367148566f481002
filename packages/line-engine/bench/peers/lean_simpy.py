"""The cosmetics line's 8-hour shift in SimPy, lean: the store calls of the original (its raw material is a store of 100,000 parts), slotted parts, no telemetry, no log."""
import math
import random

import simpy

from cosmetics import LINE, measure


class Part:
    __slots__ = ("bad",)

    def __init__(self, bad):
        self.bad = bad


def machine(env, station, upstream, downstream, made, index):
    _, cycle, batch, makes, _, mtbf, mttr, jam, jam_s, defect, detect = station
    draw = random.Random(f"{index}/{random.random()}").random
    p_fail = 1 - math.exp(-cycle / mtbf) if mtbf else 0
    while True:
        parts = []
        for _ in range(batch):
            parts.append((yield upstream.get()))
        if p_fail and draw() < p_fail:
            yield env.timeout(-math.log(1 - draw()) * mttr)
        if jam and draw() < jam:
            yield env.timeout(jam_s)
        yield env.timeout(cycle)
        if makes:
            part = Part(any(part.bad for part in parts) or (defect > 0 and draw() < defect))
        else:
            part = parts[0]
        made[index] += 1
        if part.bad and detect and draw() < detect:
            continue
        yield downstream.put(part)


def shift(seed):
    random.seed(seed)
    env = simpy.Environment()
    source = simpy.Store(env)
    source.items.extend(Part(False) for _ in range(100_000))
    stores = [source, *(simpy.Store(env, capacity=station[4] or math.inf) for station in LINE)]
    made = [0] * len(LINE)
    for i, station in enumerate(LINE):
        env.process(machine(env, station, stores[i], stores[i + 1], made, i))
    env.run(until=28800)
    return made[0]


if __name__ == "__main__":
    measure(shift)
