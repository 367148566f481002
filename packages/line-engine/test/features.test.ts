import { describe, expect, it } from 'vitest';
import type { TopologyInput } from '../src/index.ts';
import { run } from './run-of.ts';

const hour = 3600;

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
