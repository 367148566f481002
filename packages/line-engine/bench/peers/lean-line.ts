/** The cosmetics line's 8-hour shift as the peers model it: no telemetry, no log, an item is whether it is defective. */
export interface LeanMachine {
  readonly cycleS: number;
  readonly batch: number;
  readonly capacityBehind: number;
  readonly failProb: number;
  readonly repairS: number;
  readonly jamProb: number;
  readonly jamS: number;
  readonly defectProb: number;
  readonly detectionProb: number;
}

export const shiftS = 28_800;

const machine = (uph: number, batch: number, capacityBehind: number, more: Partial<LeanMachine> = {}): LeanMachine => ({
  cycleS: 3600 / uph,
  batch,
  capacityBehind,
  failProb: 0,
  repairS: 0,
  jamProb: 0,
  jamS: 0,
  defectProb: 0,
  detectionProb: 0,
  ...more,
});

const failing = (uph: number, mtbfS: number) => -Math.expm1(-3600 / uph / mtbfS);

export const leanLine: readonly LeanMachine[] = [
  machine(10_000, 1, 50, {
    failProb: failing(10_000, 7200),
    repairS: 900,
    jamProb: 0.01,
    jamS: 15,
    defectProb: 0.02,
  }),
  machine(11_000, 1, 20, { detectionProb: 0.95 }),
  machine(12_000, 12, 100, { failProb: failing(12_000, 14_400), repairS: 3600, jamProb: 0.05, jamS: 30 }),
  machine(13_000, 60, 0, { failProb: failing(13_000, 28_800), repairS: 3600 }),
];

/** Seconds of breakdown and jam before a cycle; peers wait once for both. */
export function stopS({ failProb, repairS, jamProb, jamS }: LeanMachine, draw: () => number): number {
  const downS = failProb > 0 && draw() < failProb ? -Math.log(1 - draw()) * repairS : 0;
  return downS + (jamProb > 0 && draw() < jamProb ? jamS : 0);
}

/** What a cycle makes of its parts: whether it is defective, and whether it is taken out. */
export function product(
  { defectProb, detectionProb }: LeanMachine,
  partsDefective: boolean,
  draw: () => number,
): { readonly defective: boolean; readonly rejected: boolean } {
  const defective = (defectProb > 0 && draw() < defectProb) || partsDefective;
  return { defective, rejected: defective && detectionProb > 0 && draw() < detectionProb };
}
