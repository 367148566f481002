import { resolveLine, runLine, type Baseline, type ScenarioInput, type TopologyInput } from '../src/index.ts';

export function run(topology: TopologyInput, baseline: Baseline, durationS: number, scenario?: ScenarioInput) {
  return runLine(resolveLine(topology, baseline, scenario), { durationS, seed: 1 });
}
