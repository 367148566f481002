import fc from 'fast-check';
import {
  resolveLine,
  type Baseline,
  type DistributionSpec,
  type EquipmentParams,
  type ResolvedLine,
  type ScenarioInput,
  type TopologyInput,
} from '../src/index.ts';

const time = (most: number): fc.Arbitrary<DistributionSpec> =>
  fc.oneof(
    fc.double({ min: 0.01, max: most, noNaN: true }),
    fc.record({ kind: fc.constant('exponential' as const), mean: fc.double({ min: 0.01, max: most, noNaN: true }) }),
    fc.record({
      kind: fc.constant('weibull' as const),
      shape: fc.double({ min: 0.5, max: 4, noNaN: true }),
      scale: fc.double({ min: 0.01, max: most, noNaN: true }),
    }),
  );

const crew = fc.constantFrom('fitters', 'operators');

const equipment: fc.Arbitrary<EquipmentParams> = fc.record(
  {
    uph: fc.double({ min: 100, max: 10_000, noNaN: true }),
    bufferCapacity: fc.integer({ min: 0, max: 12 }),
    transportTimeSec: fc.constantFrom(0, 0, 1.5, 7),
    priority: fc.integer({ min: 0, max: 2 }),
    calendar: fc.constantFrom('day', null),
    blocking: fc.constantFrom('after' as const, 'before' as const),
    reliability: fc.record(
      {
        mtbfMin: fc.double({ min: 0.1, max: 20, noNaN: true }),
        mttrMin: fc.double({ min: 0.01, max: 3, noNaN: true }),
        repairTimeMin: time(2),
        timeToFailureMin: time(20),
        clock: fc.constantFrom('operating' as const, 'calendar' as const),
        interrupts: fc.constantFrom('betweenCycles' as const, 'anyTime' as const),
        crew,
      },
      { requiredKeys: [] },
    ),
    performance: fc.record(
      {
        jamProb: fc.constantFrom(0, 0.02, 0.4),
        jamTimeSec: fc.double({ min: 0, max: 20, noNaN: true }),
        jamClearSec: time(20),
        crew,
        operators: crew,
        speed: fc.double({ min: 0.5, max: 1, noNaN: true }),
        slowWhenFuller: fc.constantFrom(null, 0, 0.5),
        slowSpeed: fc.constantFrom(0.25, 0.9),
        cycleTimeSec: time(5),
      },
      { requiredKeys: [] },
    ),
    quality: fc.record(
      {
        defectRate: fc.constantFrom(0, 0.05, 0.5),
        detectionProb: fc.constantFrom(0, 0.5, 1),
        repairProb: fc.constantFrom(0, 0.7),
        toleratedDefects: fc.nat({ max: 2 }),
      },
      { requiredKeys: [] },
    ),
    maintenance: fc.record(
      { everyMin: fc.double({ min: 0.5, max: 10, noNaN: true }), durationMin: time(1), crew },
      { requiredKeys: [] },
    ),
    changeover: fc.record(
      { defaultMin: fc.double({ min: 0, max: 1, noNaN: true }), scrapItems: fc.nat({ max: 3 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

/** What a plain machine may have: room, crews, a calendar, breakdowns between cycles, jams, defects. */
const plainEquipment: fc.Arbitrary<EquipmentParams> = equipment.map((whole): EquipmentParams => {
  const { maintenance: _maintenance, changeover: _changeover, blocking: _blocking, ...rest } = whole;
  const { interrupts: _interrupts, ...reliability } = whole.reliability ?? {};
  const { operators: _operators, slowWhenFuller: _slow, ...performance } = whole.performance ?? {};
  const { repairProb: _repair, ...quality } = whole.quality ?? {};
  return { ...rest, reliability, performance, quality };
});

const shape = fc.constantFrom('row', 'parallel', 'pooled', 'shares', 'priorities', 'products', 'rework', 'assembly');

/** A line of any shape the topology allows, with anything in it that may be configured. */
export const randomLine: fc.Arbitrary<ResolvedLine> = fc
  .record({
    shape,
    batches: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 }),
    makes: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    parameters: fc.array(fc.oneof(equipment, plainEquipment), { minLength: 5, maxLength: 5 }),
    differ: fc.boolean(),
    machines: fc.integer({ min: 2, max: 3 }),
    crewSizes: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
    source: fc.option(
      fc.record({
        time: time(5),
        whenFull: fc.constantFrom('wait' as const, 'lost' as const),
        room: fc.integer({ min: 0, max: 5 }),
      }),
    ),
    campaign: fc.boolean(),
    level: fc.nat({ max: 4 }),
    downMin: fc.option(fc.double({ min: 0.01, max: 3, noNaN: true })),
  })
  .map((given) => {
    const topology = topologyOf(given.shape, given.batches, given.makes, given.machines);
    const baseline: Baseline = Object.fromEntries(
      topology.stations.map(({ name }, i) => [name, possible(name, given.parameters[i]!)]),
    );
    const room = baseline['A']!.bufferCapacity ?? 50;
    const hasOwnBuffer = topology.routes === undefined || given.shape === 'pooled';
    const scenario: ScenarioInput = {
      name: 'random',
      campaign: given.campaign
        ? [
            { product: 'X', quantity: 7 },
            { product: 'Y', quantity: 4 },
          ]
        : [],
      start: {
        bufferLevels: hasOwnBuffer ? { A: Math.min(given.level, room) } : {},
        downMin: given.downMin === null ? {} : { D: given.downMin },
      },
    };
    const sources = given.source
      ? [
          {
            name: 'dock',
            to: 'A',
            interarrivalSec: positive(given.source.time),
            whenFull: given.source.whenFull,
            bufferCapacity: given.source.room,
          },
        ]
      : [];
    return resolveLine({ ...topology, ...surroundings(given.crewSizes, given.differ), sources }, baseline, scenario);
  });

/** A conveyor has places, and the last machine has no buffer behind it to look at. */
function possible(name: string, parameters: EquipmentParams): EquipmentParams {
  const { bufferCapacity = 50, transportTimeSec = 0, performance } = parameters;
  return {
    ...parameters,
    transportTimeSec: bufferCapacity === 0 ? 0 : transportTimeSec,
    performance: name === 'D' ? { ...performance, slowWhenFuller: null } : performance,
  };
}

function positive(spec: DistributionSpec): DistributionSpec {
  return spec === 0 ? 1 : spec;
}

/** Crews, a calendar, and products that ask the same of each machine, or not. */
function surroundings([fitters, operators]: readonly [number, number], differ: boolean) {
  return {
    products: differ
      ? [
          { name: 'X', cycleTimeFactor: 1.2, jamFactor: 0.5 },
          { name: 'Y', defectFactor: 2, breakdownFactor: 1.5 },
        ]
      : [{ name: 'X' }, { name: 'Y' }],
    crews: [
      { name: 'fitters', size: fitters },
      { name: 'operators', size: operators },
    ],
    calendars: [
      { name: 'day', periodHours: 0.1, workHours: [[0.01, 0.05] as [number, number], [0.06, 0.1] as [number, number]] },
    ],
  };
}

type Shape = typeof shape extends fc.Arbitrary<infer One> ? One : never;

function topologyOf(
  kind: Shape,
  batches: readonly number[],
  makes: readonly boolean[],
  machines: number,
): TopologyInput {
  const station = (name: string, i: number) => ({
    name,
    batchIn: batches[i]!,
    outputType: makes[i]! ? 'Thing' : 'None',
  });
  const [a, b, c, d] = [station('A', 0), station('B', 1), station('C', 2), station('D', 3)];
  const stations = [a, b, c, d];
  switch (kind) {
    case 'row':
      return { stations };
    case 'parallel':
      return { stations: [a, { ...b, machines }, c, d] };
    case 'pooled':
      return { stations, routes: diamond({}, {}) };
    case 'shares':
      return { stations, routes: diamond({ share: 2 }, { share: 1 }) };
    case 'priorities':
      return { stations, routes: diamond({ priority: 1 }, { priority: 2 }) };
    case 'products':
      return { stations, routes: diamond({ when: { product: 'X' } }, { when: 'any' }) };
    case 'rework':
      return {
        stations: [a, { ...b, outputType: 'None' }, { ...c, outputType: 'None' }, d],
        routes: [
          { from: 'A', to: 'B' },
          { from: 'B', to: 'C', when: 'rejected', bufferCapacity: 1_000_000 },
          { from: 'C', to: 'B' },
          { from: 'B', to: 'D' },
        ],
      };
    case 'assembly':
      return {
        stations,
        routes: [
          { from: 'A', to: 'D', needs: 2 },
          { from: 'B', to: 'C' },
          { from: 'C', to: 'D', needs: 1 },
        ],
      };
  }
}

function diamond(first: object, second: object) {
  return [
    { from: 'A', to: 'B', ...first },
    { from: 'A', to: 'C', ...second },
    { from: 'B', to: 'D' },
    { from: 'C', to: 'D' },
  ];
}
