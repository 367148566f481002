/**
 * Overall equipment effectiveness of one machine or line over its planned busy time, split in two ways whose
 * products are the same number, PRI·GQ / PBT (ISO 22400-2:2014): PRI is the planned run time per item, GQ the
 * good quantity, PBT the planned busy time.
 */
export interface Oee {
  readonly oee: number;
  /** APT / PBT, effectiveness PRI·PQ / APT, quality GQ / PQ: every moment that is not work lowers availability. */
  readonly iso22400: { readonly availability: number; readonly effectiveness: number; readonly quality: number };
  /** Breakdowns lower availability; jams, starving and blocking lower performance (Nakajima, six big losses). */
  readonly sixBigLosses: { readonly availability: number; readonly performance: number; readonly quality: number };
}

export interface OeeInput {
  /** PBT, s. */
  readonly plannedBusyTimeS: number;
  /** APT: time at work, s. */
  readonly productionTimeS: number;
  /** Time broken down, s. */
  readonly downTimeS: number;
  /** PRI, s. */
  readonly plannedRunTimePerItemS: number;
  /** PQ. */
  readonly produced: number;
  /** GQ. */
  readonly good: number;
}

/** A share of nothing is 0: a machine that made nothing has no good quality to show. */
export function oee(input: OeeInput): Oee {
  const { plannedBusyTimeS, productionTimeS, downTimeS, plannedRunTimePerItemS: priS, produced, good } = input;
  const upTimeS = plannedBusyTimeS - downTimeS;
  const quality = share(good, produced);
  return {
    oee: share(priS * good, plannedBusyTimeS),
    iso22400: {
      availability: share(productionTimeS, plannedBusyTimeS),
      effectiveness: share(priS * produced, productionTimeS),
      quality,
    },
    sixBigLosses: {
      availability: share(upTimeS, plannedBusyTimeS),
      performance: share(priS * produced, upTimeS),
      quality,
    },
  };
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
