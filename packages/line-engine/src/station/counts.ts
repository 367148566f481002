/** What a station has done so far, in items. */
export interface Counts {
  unitsIn: number;
  unitsMade: number;
  defectiveMade: number;
  unitsOut: number;
  defectiveOut: number;
  rejected: number;
  /** Thrown away after a changeover, before the station ran well. */
  scrapped: number;
  defectsCreated: number;
  /** Defective items made good. */
  repaired: number;
  failures: number;
  jams: number;
  changeovers: number;
  maintenances: number;
}

export function newCounts(): Counts {
  return {
    unitsIn: 0,
    unitsMade: 0,
    defectiveMade: 0,
    unitsOut: 0,
    defectiveOut: 0,
    rejected: 0,
    scrapped: 0,
    defectsCreated: 0,
    repaired: 0,
    failures: 0,
    jams: 0,
    changeovers: 0,
    maintenances: 0,
  };
}
