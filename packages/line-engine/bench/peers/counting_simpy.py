"""The cosmetics line's 8-hour shift in SimPy with what a run of ours tells: time in state, buffer levels over time, counts, lead times."""
import math
import random

import simpy

from cosmetics import LINE, measure

STARVED, EXECUTE, BLOCKED, JAMMED, DOWN = range(5)


class Part:
    __slots__ = ("entered", "made", "bad")

    def __init__(self, entered, made, bad):
        self.entered, self.made, self.bad = entered, made, bad


class Station:
    __slots__ = ("state", "since", "spent", "made", "out", "rejected", "failures", "jams")

    def __init__(self):
        self.state, self.since, self.spent = STARVED, 0.0, [0.0] * 5
        self.made = self.out = self.rejected = self.failures = self.jams = 0

    def enter(self, state, now):
        if state != self.state:
            self.spent[self.state] += now - self.since
            self.state, self.since = state, now


class Level:
    __slots__ = ("level", "since", "area")

    def __init__(self):
        self.level, self.since, self.area = 0, 0.0, 0.0

    def add(self, n, now):
        self.area += self.level * (now - self.since)
        self.level += n
        self.since = now


def machine(env, setup, upstream, downstream, levels, station, lead_times):
    _, cycle, batch, makes, _, mtbf, mttr, jam, jam_s, defect, detect = setup
    behind, ahead = levels
    draw = random.Random(str(random.random())).random
    p_fail = 1 - math.exp(-cycle / mtbf) if mtbf else 0
    while True:
        parts = []
        if upstream is not None:
            for _ in range(batch):
                if not upstream.items:
                    station.enter(STARVED, env.now)
                parts.append((yield upstream.get()))
                behind.add(-1, env.now)
        if p_fail and draw() < p_fail:
            station.failures += 1
            station.enter(DOWN, env.now)
            yield env.timeout(-math.log(1 - draw()) * mttr)
        if jam and draw() < jam:
            station.jams += 1
            station.enter(JAMMED, env.now)
            yield env.timeout(jam_s)
        station.enter(EXECUTE, env.now)
        yield env.timeout(cycle)
        if makes:
            bad = defect > 0 and draw() < defect
            entered = env.now
            for part in parts:
                bad = bad or part.bad
                entered = min(entered, part.entered)
            part = Part(entered, env.now, bad)
        else:
            part = parts[0]
        station.made += 1
        if part.bad and detect and draw() < detect:
            station.rejected += 1
            continue
        if downstream is None:
            lead_times.append(env.now - part.entered)
        else:
            if len(downstream.items) >= downstream.capacity:
                station.enter(BLOCKED, env.now)
            yield downstream.put(part)
            ahead.add(1, env.now)
        station.out += 1


def shift(seed):
    random.seed(seed)
    env = simpy.Environment()
    stores = [None] + [simpy.Store(env, capacity=setup[4]) for setup in LINE[:-1]] + [None]
    levels = [Level() for _ in stores]
    stations = [Station() for _ in LINE]
    lead_times = []
    for i, setup in enumerate(LINE):
        env.process(machine(env, setup, stores[i], stores[i + 1], levels[i : i + 2], stations[i], lead_times))
    env.run(until=28800)
    return stations[0].made


if __name__ == "__main__":
    measure(shift)
