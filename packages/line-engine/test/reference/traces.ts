import { readFileSync } from 'node:fs';
import { resolveLine, type Baseline, type Draws, type ResolvedLine } from '../../src/index.ts';

/** A station as the reference data writes it. */
export interface ReferenceStation {
  readonly name: string;
  readonly uph: number;
  readonly buffer: number;
  readonly batch: number;
  readonly out: string;
  readonly mtbf_min: number | null;
  readonly mttr_min: number;
  readonly jam_prob: number;
  readonly jam_sec: number;
  readonly defect: number;
  readonly detect: number;
}

export interface Trace {
  readonly name: string;
  readonly horizon_sec: number;
  readonly line: readonly ReferenceStation[];
  readonly scripted_uniforms: Draws | null;
}

const here = new URL('./traces/', import.meta.url);

export function readTrace(name: string): Trace {
  return JSON.parse(readFileSync(new URL(`${name}.json`, here), 'utf8')) as Trace;
}

export function readRows(name: string): string[][] {
  const [, ...lines] = readFileSync(new URL(`${name}.csv`, here), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(','));
}

/** The reference's line in our words. */
export function lineOf(stations: readonly ReferenceStation[]): ResolvedLine {
  const outputType: Record<string, string> = { NONE: 'None', TUBE: 'Tube', CASE: 'Case', PALLET: 'Pallet' };
  const baseline: Baseline = Object.fromEntries(
    stations.map((station) => [
      station.name,
      {
        uph: station.uph,
        bufferCapacity: station.buffer,
        reliability: { mtbfMin: station.mtbf_min, mttrMin: station.mttr_min },
        performance: { jamProb: station.jam_prob, jamTimeSec: station.jam_sec },
        quality: { defectRate: station.defect, detectionProb: station.detect },
      },
    ]),
  );
  const topology = stations.map(({ name, batch, out }) => ({ name, batchIn: batch, outputType: outputType[out]! }));
  return resolveLine({ stations: topology }, baseline);
}
