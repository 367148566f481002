/**
 * Throughput of a saturated line of exponential machines with finite buffers and blocking after service, from its Markov
 * chain: how many items stand before each machine, the one in work and one held blocked by the machine before included.
 * Solved by Gauss–Seidel sweeps over the balance equations until nothing changes.
 */
export function exactThroughput(mu: readonly number[], buffers: readonly number[]): number {
  const machines = mu.length;
  const sizes = buffers.map((places) => places + 3); // 0 … places + 2 items before machine i + 1
  const states = sizes.reduce((product, size) => product * size, 1);
  const strides = sizes.map((_, i) => sizes.slice(0, i).reduce((product, size) => product * size, 1));
  const level = (state: number, i: number) => Math.floor(state / strides[i]!) % sizes[i]!;
  /** An item held by a blocked machine counts downstream of it, but still takes its place there. */
  const blocked = (state: number, machine: number): boolean =>
    machine < machines - 1 && level(state, machine) > buffers[machine]! + (blocked(state, machine + 1) ? 0 : 1);
  const working = (state: number, machine: number) =>
    !blocked(state, machine) && (machine === 0 || level(state, machine - 1) > 0);

  const from: number[][] = Array.from({ length: states }, () => []);
  const rate: number[][] = Array.from({ length: states }, () => []);
  const leaving = new Float64Array(states);
  for (let state = 0; state < states; state++) {
    for (let machine = 0; machine < machines; machine++) {
      if (!working(state, machine)) continue;
      const to = finished(state, machine);
      from[to]!.push(state);
      rate[to]!.push(mu[machine]!);
      leaving[state]! += mu[machine]!;
    }
  }

  /** Counting the blocked item with those downstream, each finish moves one item over one border. */
  function finished(state: number, machine: number): number {
    let to = state;
    if (machine > 0) to -= strides[machine - 1]!;
    if (machine < machines - 1) to += strides[machine]!;
    return to;
  }

  const reachable = reached();
  const p = new Float64Array(states);
  for (const state of reachable) p[state] = 1 / reachable.length;
  for (let sweep = 0; sweep < 20_000; sweep++) {
    let change = 0;
    let sum = 0;
    for (const state of reachable) {
      let into = 0;
      for (let k = 0; k < from[state]!.length; k++) into += p[from[state]![k]!]! * rate[state]![k]!;
      const value = into / leaving[state]!;
      change += Math.abs(value - p[state]!);
      p[state] = value;
      sum += value;
    }
    for (const state of reachable) p[state]! /= sum;
    if (change < 1e-11) break;
  }
  return reachable.reduce((sum, state) => sum + (working(state, machines - 1) ? p[state]! * mu[machines - 1]! : 0), 0);

  function reached(): number[] {
    const seen = new Set([0]);
    for (const state of seen)
      for (let machine = 0; machine < machines; machine++)
        if (working(state, machine)) seen.add(finished(state, machine));
    return [...seen].toSorted((a, b) => a - b);
  }
}
