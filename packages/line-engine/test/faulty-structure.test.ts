import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  LineDeadlock,
  resolveLine,
  runLine,
  type Baseline,
  type TopologyInput,
} from '../src/index.ts';
import { run } from './run-of.ts';

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
