import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  createLineSimulation,
  LineDeadlock,
  pacingStation,
  resolveLine,
  runLine,
  State,
  type Baseline,
  type CycleOf,
  type ScenarioInput,
  type Station,
  type TopologyInput,
} from '../src/index.ts';

const hour = 3600;

function run(topology: TopologyInput, baseline: Baseline, durationS: number, scenario?: ScenarioInput) {
  return runLine(resolveLine(topology, baseline, scenario), { durationS, seed: 1 });
}

describe('planned maintenance', () => {
  it('takes its share of operating time: 50 min of work, 10 min of maintenance', () => {
    const { stations } = run(
      { stations: [{ name: 'A', outputType: 'Part' }] },
      { A: { uph: 60, maintenance: { everyMin: 50, durationMin: 10 } } },
      600 * hour,
    );
    const { timeInStateS, maintenances } = stations['A']!;
    expect(timeInStateS.MAINTENANCE).toBe(maintenances * 600);
    expect(timeInStateS.EXECUTE / timeInStateS.MAINTENANCE).toBeCloseTo(5, 1);
  });

  it('by the calendar is due every 60 min, whatever the machine has done', () => {
    const { stations } = run(
      { stations: [{ name: 'A', outputType: 'Part' }] },
      { A: { uph: 60, maintenance: { everyMin: 60, durationMin: 10, clock: 'calendar' } } },
      100 * hour,
    );
    expect(stations['A']!.maintenances).toBe(99);
  });
});

describe('a calendar', () => {
  const calendars = [{ name: 'day', periodHours: 24, workHours: [[6, 14] as [number, number]] }];
  const topology = { stations: [{ name: 'A', outputType: 'Part' }], calendars };

  it('keeps a station off outside its hours, and OEE counts only the planned ones', () => {
    const { stations, oee } = run(topology, { A: { uph: 60, calendar: 'day' } }, 48 * hour);
    expect(stations['A']!.timeInStateS.OFF).toBe(32 * hour);
    expect(stations['A']!.unitsMade).toBe(2 * 8 * 60);
    expect(oee.stations['A']!.oee).toBeCloseTo(1, 2);
  });

  it('interrupts a cycle, which is finished the next day', () => {
    // Five-hour cycles in an eight-hour day: done after 5 h of the first day, then 3 h + 2 h, 6 h in hand.
    const { stations } = run(topology, { A: { uph: 0.2, calendar: 'day' } }, 48 * hour);
    expect(stations['A']!.unitsMade).toBe(3);
    expect(stations['A']!.timeInStateS.EXECUTE).toBe(16 * hour);
  });

  it('lets nothing come into the hands of a station that is off', () => {
    const line = {
      stations: [
        { name: 'A', outputType: 'Part' },
        { name: 'B', batchIn: 5 },
      ],
      calendars,
    };
    const baseline = { A: { uph: 3600, bufferCapacity: 2 }, B: { uph: 3600, calendar: 'day' } };
    const night = run(line, baseline, 3 * hour);
    expect(night.stations['B']!.unitsIn).toBe(0);
    expect(night.stations['A']!.unitsMade).toBe(3);
    const day = run(line, baseline, 7 * hour);
    expect(day.stations['B']!.unitsIn).toBeGreaterThan(3590);
    // At 14:00 it stands with two of five in hand, and takes the others next morning.
    const evening = run(line, { ...baseline, A: { uph: 36, bufferCapacity: 2 } }, 20 * hour);
    expect(evening.stations['B']!.timeInStateS.OFF).toBe(12 * hour);
    expect(evening.buffers[0]!.finalLevel).toBe(2);
  });

  it('has no break where work ends and begins at once', () => {
    const all = [
      {
        name: 'all',
        periodHours: 24,
        workHours: [
          [0, 8],
          [8, 24],
        ] as [number, number][],
      },
    ];
    const { stations } = run({ ...topology, calendars: all }, { A: { uph: 60, calendar: 'all' } }, 48 * hour);
    expect(stations['A']!.timeInStateS.OFF).toBe(0);
  });
});

describe('products', () => {
  const topology: TopologyInput = {
    stations: [{ name: 'A', outputType: 'Part' }, { name: 'B' }],
    products: [{ name: 'small' }, { name: 'large', cycleTimeFactor: 2 }],
  };
  const campaign = [
    { product: 'small', quantity: 100 },
    { product: 'large', quantity: 50 },
  ];

  it('in campaigns set stations up by the table of from and to', () => {
    const changeover = { minutes: { small: { large: 10 }, large: { small: 20 } }, scrapItems: 3 };
    const { stations } = run(topology, { A: { uph: 60, changeover }, B: { uph: 3600 } }, 100 * hour, {
      name: 'mix',
      campaign,
    });
    const { timeInStateS, changeovers, scrapped, unitsMade } = stations['A']!;
    // 100 min of small, 10 of set-up, 100 of large, 20 of set-up: 230 min a round.
    const rounds = (100 * 60) / 230;
    expect(changeovers).toBe(Math.floor(rounds * 2));
    expect(timeInStateS.SETUP).toBe((Math.floor(changeovers / 2) * 30 + (changeovers % 2) * 10) * 60);
    expect(scrapped).toBe(3 * changeovers);
    expect(Math.abs(unitsMade - rounds * 150)).toBeLessThan(150);
    expect(stations['B']!.unitsIn).toBe(unitsMade - scrapped);
    expect(stations['B']!.timeInStateS.SETUP).toBe(0);
  });

  it('take their own time', () => {
    const { stations } = run(topology, { A: { uph: 60 } }, 200 * 60, { name: 'mix', campaign });
    // 100 small in 100 min and 50 large in 100 min; the last is due exactly at the end.
    expect(stations['A']!.unitsMade).toBe(149);
  });

  it('take ways of their own', () => {
    const routes = [
      { from: 'A', to: 'B', when: { product: 'small' } },
      { from: 'A', to: 'out', when: { product: 'large' } },
    ];
    const { stations, leadTime } = run({ ...topology, routes }, { A: { uph: 3600 } }, 1000, { name: 'mix', campaign });
    expect(stations['B']!.unitsIn).toBeGreaterThan(0);
    expect(leadTime.count).toBe(
      stations['B']!.unitsOut + stations['A']!.unitsOut - stations['B']!.unitsIn - stations['A']!.finalBufferLevel,
    );
  });
});

describe('ways', () => {
  const diamond = (first: object, second: object): TopologyInput => ({
    stations: ['A', 'B', 'C'].map((name) => ({ name, outputType: name === 'A' ? 'Part' : 'None' })),
    routes: [
      { from: 'A', to: 'B', ...first },
      { from: 'A', to: 'C', ...second },
    ],
  });

  it('get their shares', () => {
    const { stations } = run(
      diamond({ share: 3 }, { share: 1 }),
      { A: { uph: 3600 }, B: { uph: 36_000 }, C: { uph: 36_000 } },
      40_000,
    );
    expect(stations['B']!.unitsIn / (stations['B']!.unitsIn + stations['C']!.unitsIn)).toBeCloseTo(0.75, 1);
  });

  it('are taken by priority while there is room', () => {
    const topology = diamond({ priority: 1, bufferCapacity: 2 }, { priority: 2 });
    const { stations } = run(topology, { A: { uph: 3600 }, B: { uph: 1800 }, C: { uph: 36_000 } }, 40_000);
    expect(stations['B']!.timeInStateS.EXECUTE).toBeGreaterThan(39_990);
    expect(stations['C']!.unitsIn).toBeGreaterThan(19_900);
  });

  it('of rejects lead to rework and back', () => {
    const topology: TopologyInput = {
      stations: [{ name: 'Make', outputType: 'Part' }, { name: 'Inspect' }, { name: 'Rework' }],
      routes: [
        { from: 'Make', to: 'Inspect' },
        { from: 'Inspect', to: 'Rework', when: 'rejected', bufferCapacity: 1_000_000 },
        { from: 'Rework', to: 'Inspect' },
        { from: 'Inspect', to: 'out' },
      ],
    };
    const { stations, line } = run(
      topology,
      {
        Make: { uph: 1000, quality: { defectRate: 0.1 } },
        Inspect: { uph: 3600, quality: { detectionProb: 1 } },
        Rework: { uph: 3600, quality: { repairProb: 0.5 } },
      },
      100 * hour,
    );
    expect(line.defectiveOut).toBe(0);
    // Each defective part is reworked until it is good: twice on average.
    expect(stations['Rework']!.unitsIn / stations['Make']!.defectsCreated).toBeCloseTo(2, 1);
    expect(line.unitsOut).toBeGreaterThan(99_900);
  });

  it('join parts in assembly', () => {
    const topology: TopologyInput = {
      stations: ['Bottle', 'Cap', 'Fill'].map((name) => ({ name, outputType: name })),
      routes: [
        { from: 'Bottle', to: 'Fill', needs: 1 },
        { from: 'Cap', to: 'Fill', needs: 2 },
      ],
    };
    const { stations } = run(topology, { Bottle: { uph: 3600 }, Cap: { uph: 3600 }, Fill: { uph: 36_000 } }, 10_000);
    // Caps come one a second, two are needed: the bottles wait.
    expect(Math.abs(stations['Fill']!.unitsMade - 5000)).toBeLessThan(2);
    expect(stations['Bottle']!.timeInStateS.BLOCKED).toBeGreaterThan(4_800);
  });
});

describe('what counts as defective', () => {
  it('is a pallet with one defective tube in it, or with more than are tolerated', () => {
    const topology = {
      stations: [
        { name: 'Fill', outputType: 'Tube' },
        { name: 'Pack', batchIn: 10, outputType: 'Case' },
      ],
    };
    const share = (toleratedDefects: number) => {
      const { line } = run(
        topology,
        { Fill: { uph: 36_000, quality: { defectRate: 0.1 } }, Pack: { uph: 36_000, quality: { toleratedDefects } } },
        20_000,
      );
      return line.goodOut / line.unitsOut;
    };
    expect(share(0)).toBeCloseTo(0.9 ** 10, 1);
    expect(share(1)).toBeCloseTo(0.9 ** 10 + 10 * 0.1 * 0.9 ** 9, 1);
  });
});

describe('failures by the calendar', () => {
  it('strike also a machine that waits: availability is MTBF / (MTBF + MTTR)', () => {
    const { stations } = run(
      { stations: [{ name: 'A', outputType: 'Part' }, { name: 'B' }] },
      { A: { uph: 60 }, B: { uph: 3600, reliability: { mtbfMin: 100, mttrMin: 25, clock: 'calendar' } } },
      100_000 * hour,
    );
    expect(stations['B']!.timeInStateS.DOWN / (100_000 * hour)).toBeCloseTo(0.2, 2);
  });
});

describe('the pacing station', () => {
  it('is the slowest on paper, in finished units, parallel machines sharing the load', () => {
    const topology = (machines: number): TopologyInput => ({
      stations: [
        { name: 'Fill', outputType: 'Tube', machines },
        { name: 'Pack', batchIn: 12, outputType: 'Case' },
      ],
    });
    const pace = (machines: number) =>
      pacingStation(resolveLine(topology(machines), { Fill: { uph: 3600 }, Pack: { uph: 450 } }));
    expect(pace(1)).toEqual({ station: 'Fill', plannedRunTimePerUnitS: 12 });
    expect(pace(2)).toEqual({ station: 'Pack', plannedRunTimePerUnitS: 8 });
  });
});

describe('the pacing station of a line with rework', () => {
  it('is not the rework station, which has nothing to do on paper', () => {
    const topology: TopologyInput = {
      stations: [{ name: 'Make', outputType: 'Part', machines: 2 }, { name: 'Inspect' }, { name: 'Rework' }],
      routes: [
        { from: 'Make', to: 'Inspect' },
        { from: 'Inspect', to: 'Rework', when: 'rejected', bufferCapacity: 1_000_000 },
        { from: 'Rework', to: 'Inspect' },
        { from: 'Inspect', to: 'out' },
      ],
    };
    const line = resolveLine(topology, { Make: { uph: 1000 }, Inspect: { uph: 2400 }, Rework: { uph: 10 } });
    expect(pacingStation(line)).toEqual({ station: 'Make#1', plannedRunTimePerUnitS: 1.8 });
    expect(runLine(line, { durationS: 36_000, seed: 1 }).oee.oee).toBeCloseTo(1, 2);
  });
});

describe('a line that locks up', () => {
  const loop: TopologyInput = {
    stations: [{ name: 'A' }, { name: 'B' }, { name: 'Feed', outputType: 'Part' }],
    routes: [
      { from: 'Feed', to: 'A' },
      { from: 'A', to: 'B' },
      { from: 'B', to: 'A', share: 9 },
      { from: 'B', to: 'out', share: 1 },
    ],
  };
  const small: Baseline = { A: { bufferCapacity: 1 }, B: { bufferCapacity: 1 }, Feed: { bufferCapacity: 1 } };

  it('is refused when it is described', () => {
    expect(() => resolveLine(loop, small)).toThrow(/closes the loop .*can lock up/);
  });

  it('is reported with time and stations when it was asked for', () => {
    const line = resolveLine({ ...loop, allowDeadlock: true }, small);
    const error = (() => {
      try {
        runLine(line, { durationS: 1e6, seed: 1 });
      } catch (caught) {
        return caught;
      }
      return undefined;
    })();
    expect(error).toBeInstanceOf(LineDeadlock);
    expect((error as LineDeadlock).stations).toEqual([
      'A (no room in A)',
      'B (no room in B→A)',
      'Feed (no room in Feed)',
    ]);
    expect((error as LineDeadlock).atS).toBeLessThan(1000);
  });

  it('is not one that has merely run dry', () => {
    const sources = [{ name: 'truck', to: 'A', arrivalsSec: [1, 2, 3] }];
    const { line } = run({ stations: [{ name: 'A' }], sources }, {}, 100);
    expect(line.unitsOut).toBe(3);
  });
});

describe('a structure that cannot be', () => {
  it.each<[string, TopologyInput, string]>([
    ['a way from nowhere', { stations: [{ name: 'A' }], routes: [{ from: 'B', to: 'A' }] }, 'unknown station "B"'],
    [
      'a way to a misspelt station',
      { stations: [{ name: 'Filler' }, { name: 'Packer' }], routes: [{ from: 'Filler', to: 'Paker' }] },
      'did you mean "Packer"?',
    ],
    [
      'a station nothing reaches',
      {
        stations: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
        routes: [
          { from: 'B', to: 'C', bufferCapacity: 2_000_000 },
          { from: 'C', to: 'B' },
        ],
      },
      'nothing ever reaches B',
    ],
    [
      'shares for some',
      {
        stations: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
        routes: [
          { from: 'A', to: 'B', share: 1 },
          { from: 'A', to: 'C' },
        ],
      },
      'needs a share',
    ],
    [
      'a share and a priority',
      { stations: [{ name: 'A' }, { name: 'B' }], routes: [{ from: 'A', to: 'B', share: 1, priority: 1 }] },
      'a share and a priority',
    ],
    [
      'a source with no times',
      { stations: [{ name: 'A' }], sources: [{ name: 's', to: 'A' }] },
      'needs either interarrivalSec or arrivalsSec',
    ],
    [
      'arrivals out of order',
      { stations: [{ name: 'A' }], sources: [{ name: 's', to: 'A', arrivalsSec: [2, 1] }] },
      'is earlier than the one before it',
    ],
    [
      'a calendar that goes back',
      { stations: [{ name: 'A' }], calendars: [{ name: 'c', periodHours: 24, workHours: [[8, 4]] }] },
      'must go from earlier to later',
    ],
    [
      'needs for some',
      {
        stations: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
        routes: [
          { from: 'A', to: 'C', needs: 1 },
          { from: 'B', to: 'C' },
        ],
      },
      'needs "needs"',
    ],
    [
      'a triangle that goes down',
      {
        stations: [{ name: 'A' }],
        sources: [{ name: 's', to: 'A', interarrivalSec: { kind: 'triangular', low: 3, mode: 2, high: 4 } }],
      },
      'low ≤ mode ≤ high',
    ],
  ])('%s', (_, topology, message) => {
    expect(() => resolveLine(topology, {})).toThrow(ConfigurationError);
    expect(() => resolveLine(topology, {})).toThrow(message);
  });

  it('names crews, calendars and products that are not there', () => {
    const topology: TopologyInput = { stations: [{ name: 'A' }], crews: [{ name: 'fitters', size: 1 }] };
    expect(() => resolveLine(topology, { A: { reliability: { crew: 'fiters' } } })).toThrow('did you mean "fitters"?');
    expect(() => resolveLine(topology, { A: { calendar: 'day' } })).toThrow('unknown calendar "day"');
    expect(() => resolveLine(topology, {}, { name: 'x', campaign: [{ product: 'P', quantity: 1 }] })).toThrow(
      'unknown product "P"',
    );
  });
});

describe('a cycle of one’s own', () => {
  const line = resolveLine(
    { stations: [{ name: 'Fill', outputType: 'Tube' }, { name: 'Weigh' }] },
    { Fill: { uph: 3600 }, Weigh: { uph: 7200 } },
  );
  const fillAndNote: CycleOf = ({ standard, stream }) => {
    const level = stream('level');
    const note = {
      run: (station: Station) => {
        station.items.attribute('fillLevelMl')[station.out[0]!] = 100 + level.next();
        return false;
      },
    };
    const { inspect, passOn, ...before } = standard;
    return [...Object.values(before), note, inspect, passOn];
  };

  it('notes numbers of each item, which travel with it', () => {
    const seen: number[] = [];
    const weigh: CycleOf = ({ standard }) => [
      standard.collect,
      {
        run: (station) => {
          seen.push(station.items.attribute('fillLevelMl')[station.held[0]!]!);
          return false;
        },
      },
      standard.execute,
      standard.transform,
      standard.passOn,
    ];
    const { stations } = runLine(line, {
      durationS: 1000,
      seed: 1,
      attributes: ['fillLevelMl'],
      cycles: { Fill: fillAndNote, Weigh: weigh },
    });
    expect(seen.length).toBe(stations['Weigh']!.unitsIn);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(100);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('that never waits is an event storm', () => {
    const restless: CycleOf = () => [{ run: () => false }];
    expect(() => runLine(line, { durationS: 10, seed: 1, cycles: { Fill: restless } })).toThrow('takes no time');
  });

  it('for a station that is not there is refused', () => {
    expect(() => runLine(line, { durationS: 10, seed: 1, cycles: { Fil: fillAndNote } })).toThrow(
      'must be for a station',
    );
  });
});

describe('a simulation', () => {
  const line = resolveLine({ stations: [{ name: 'A', outputType: 'Part' }] }, { A: { uph: 3600 } });

  it('is stopped by a signal, at the next look', () => {
    const simulation = createLineSimulation(line, { durationS: 1000, seed: 1 });
    const controller = new AbortController();
    const observe = () => {
      if (simulation.nowS >= 100) controller.abort(new Error('enough'));
    };
    expect(() => simulation.runUntil(1000, { everyS: 10, observe, signal: controller.signal })).toThrow('enough');
    expect(simulation.nowS).toBe(100);
    simulation.runUntil(1000);
    expect(simulation.result().stations['A']!.unitsMade).toBe(999);
    expect(simulation.step()).toBe(false);
  });

  it('tells the state of a station, by name', () => {
    const simulation = createLineSimulation(line, { durationS: 10, seed: 1 });
    expect(simulation.state('A')).toBe('EXECUTE');
    expect(State.EXECUTE).toBe(1);
    expect(() => simulation.state('B')).toThrow('no station "B"');
  });

  it('refuses a snapshot of something else', () => {
    const simulation = createLineSimulation(line, { durationS: 10, seed: 1 });
    const snapshot = simulation.snapshot();
    expect(() => simulation.restore({ ...snapshot, version: 99 })).toThrow('its version is 99');
    expect(() => simulation.restore({ ...snapshot, seed: 2 })).toThrow('its seed is 2');
  });
});
