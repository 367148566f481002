import { describe, expect, it } from 'vitest';
import { createLineSimulation, resolveLine, runLine, State, type CycleOf, type Station } from '../src/index.ts';

describe('a cycle of one’s own', () => {
  const line = resolveLine(
    { stations: [{ name: 'Fill', outputType: 'Tube' }, { name: 'Weigh' }] },
    { Fill: { uph: 3600 }, Weigh: { uph: 7200 } },
  );
  const fillAndNote: CycleOf = ({ standard, stream }) => {
    const level = stream('level');
    const note = {
      run: (station: Station) => {
        station.items.attribute('fillLevelMl').note(station.out[0]!, 100 + level.next());
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
          seen.push(station.items.attribute('fillLevelMl').of(station.held[0]!));
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
