/**
 * The plan of the house: who may import whom. Arrows only fall. `oxlint.config.ts` turns it into lint rules,
 * so an import against the grain fails `pnpm lint`; docs/decisions/0002-the-house.md says why it is as it is.
 */

interface Room {
  /** Packages of ours this one may import. */
  readonly mayImport: readonly string[];
  /**
   * Folders below src/, top floor first. A folder may import those on lower floors, not its neighbours on the
   * same floor and nothing above it.
   */
  readonly floors: readonly (readonly string[])[];
  /** A pure package reads no clock, environment or file and makes no chance of its own. */
  readonly pure: boolean;
}

export const house: Readonly<Record<string, Room>> = {
  'packages/elementary': { mayImport: [], floors: [], pure: true },
  'packages/line-engine': {
    mayImport: ['elementary'],
    floors: [['experiment'], ['line'], ['row'], ['kpi'], ['station'], ['scenario'], ['kernel', 'random', 'record']],
    pure: true,
  },
  'packages/line-report': {
    mayImport: ['line-engine'],
    floors: [['sections'], ['charts', 'tables'], ['markup']],
    pure: false,
  },
  'packages/ode-solver': {
    mayImport: [],
    floors: [['methods'], ['linear'], ['stepping']],
    pure: true,
  },
  'packages/reactor-twin': {
    mayImport: ['elementary', 'ode-solver'],
    floors: [['session'], ['cstr', 'tanks', 'estimator', 'deviation'], ['model'], ['arithmetic']],
    pure: true,
  },
  'packages/codecs': { mayImport: [], floors: [], pure: true },
  'packages/bus': { mayImport: [], floors: [['contract', 'memory']], pure: false },
  'packages/nats-adapter': { mayImport: ['bus'], floors: [], pure: false },
  'packages/exactly-once': { mayImport: ['bus'], floors: [], pure: false },
  'packages/service-host': { mayImport: [], floors: [], pure: false },
  'services/twin': {
    mayImport: ['reactor-twin', 'codecs', 'bus', 'exactly-once', 'service-host', 'nats-adapter'],
    floors: [],
    pure: false,
  },
  'services/scenario-runner': {
    mayImport: ['line-engine', 'line-report', 'codecs', 'bus', 'service-host', 'nats-adapter'],
    floors: [],
    pure: false,
  },
};
