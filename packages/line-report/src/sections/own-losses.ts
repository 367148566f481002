import { estimate, type Estimate, type StateName } from '@twin/line-engine';
import { stateLooks } from '../markup/theme.ts';
import type { ReportScenario } from '../report-input.ts';

/** Time a machine lost by itself, whoever waited for it. */
export interface OwnLoss {
  readonly station: string;
  readonly state: StateName;
  readonly word: string;
  /** A run. */
  readonly seconds: Estimate;
}

const ownStates = ['DOWN', 'JAMMED', 'SETUP', 'MAINTENANCE', 'WAITING'] as const satisfies readonly StateName[];

/** Of all machines, the largest first; what never happened is not among them. */
export function ownLosses({ line, runs }: ReportScenario, confidence = 0.95): readonly OwnLoss[] {
  return line.stations
    .flatMap(({ name }) =>
      ownStates.map((state) => ({
        station: name,
        state,
        word: stateLooks[state].word,
        seconds: estimate(
          runs.map((run) => run.stations[name]!.timeInStateS[state]),
          confidence,
        ),
      })),
    )
    .filter(({ seconds }) => seconds.mean > 0)
    .toSorted((a, b) => b.seconds.mean - a.seconds.mean);
}
