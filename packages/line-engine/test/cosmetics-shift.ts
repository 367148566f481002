import fc from 'fast-check';
import {
  cosmeticsBaseline,
  cosmeticsLine,
  resolveLine,
  runLine,
  type EquipmentParams,
  type LineRun,
  type ResolvedLine,
} from '../src/index.ts';

export const cosmetics = resolveLine(cosmeticsLine, cosmeticsBaseline);
export const shiftS = 8 * 3600;

export const equipment: fc.Arbitrary<EquipmentParams> = fc.record({
  uph: fc.double({ min: 60, max: 20_000, noNaN: true }),
  bufferCapacity: fc.integer({ min: 0, max: 30 }),
  reliability: fc.record({
    mtbfMin: fc.option(fc.double({ min: 0.1, max: 100, noNaN: true })),
    mttrMin: fc.double({ min: 0.01, max: 20, noNaN: true }),
  }),
  performance: fc.record({
    jamProb: fc.constantFrom(0, 0.01, 0.5, 1),
    jamTimeSec: fc.double({ min: 0, max: 60, noNaN: true }),
  }),
  quality: fc.record({ defectRate: fc.constantFrom(0, 0.02, 0.5, 1), detectionProb: fc.constantFrom(0, 0.5, 0.95, 1) }),
});

export const randomLine: fc.Arbitrary<ResolvedLine> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('Tube', 'None'), equipment), {
    minLength: 1,
    maxLength: 6,
  })
  .map((stations) =>
    resolveLine(
      { stations: stations.map(([batchIn, outputType], i) => ({ name: `S${i}`, batchIn, outputType })) },
      Object.fromEntries(stations.map(([, , parameters], i) => [`S${i}`, parameters])),
    ),
  );

export const anyRun = fc
  .tuple(randomLine, fc.double({ min: 0.5, max: 2000, noNaN: true }), fc.nat())
  .map(([line, durationS, seed]) => ({
    line,
    run: runLine(line, { durationS, seed, record: { telemetryIntervalS: 7, genealogy: true } }),
  }));

/** The run without its records. */
export function figuresOf(run: LineRun): string {
  const { telemetry: _telemetry, events: _events, genealogy: _genealogy, ...figures } = run;
  return JSON.stringify(figures);
}
