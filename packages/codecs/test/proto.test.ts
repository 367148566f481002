import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protoFiles, protoTypes, type ProtoFile } from '../scripts/proto-files.ts';
import { styleFaults } from '../scripts/proto-lint.ts';
import { brokenPromises, extended } from '../scripts/proto-lock.ts';

const file = (body: string, path = 'plant/v1/tank.proto'): ProtoFile => ({
  path,
  text: `syntax = "proto3";\n\npackage ${path.split('/').slice(0, -1).join('.')};\n\n${body}\n`,
});
const typesOf = (body: string) => protoTypes([file(body)]);
const lock = extended(
  {},
  typesOf('message Tank { string name = 1; double level_m = 2; } enum Side { SIDE_UNSPECIFIED = 0; SIDE_LEFT = 1; }'),
);
const side = 'enum Side { SIDE_UNSPECIFIED = 0; SIDE_LEFT = 1; }';

describe('a number keeps what it meant for ever', () => {
  it('the lock says what each number is', () => {
    expect(lock).toEqual({
      'plant.v1.Side': { 0: 'SIDE_UNSPECIFIED', 1: 'SIDE_LEFT' },
      'plant.v1.Tank': { 1: 'string name', 2: 'double level_m' },
    });
  });

  it.each([
    [
      'another type',
      `message Tank { string name = 1; int64 level_m = 2; } ${side}`,
      ['plant.v1.Tank: 2 was "double level_m" and is now "int64 level_m"; take a new number'],
    ],
    [
      'another name',
      `message Tank { string name = 1; double volume_m3 = 2; } ${side}`,
      ['plant.v1.Tank: 2 was "double level_m" and is now "double volume_m3"; take a new number'],
    ],
    [
      'a list',
      `message Tank { string name = 1; repeated double level_m = 2; } ${side}`,
      ['plant.v1.Tank: 2 was "double level_m" and is now "repeated double level_m"; take a new number'],
    ],
    [
      'a choice',
      `message Tank { string name = 1; oneof how { double level_m = 2; } } ${side}`,
      ['plant.v1.Tank: 2 was "double level_m" and is now "double level_m in how"; take a new number'],
    ],
    [
      'nothing',
      `message Tank { string name = 1; } ${side}`,
      ['plant.v1.Tank: "double level_m" is gone; write reserved 2; and reserved "level_m";'],
    ],
    [
      'a number kept, a name lost',
      `message Tank { string name = 1; reserved 2; } ${side}`,
      ['plant.v1.Tank: "double level_m" is gone; write reserved "level_m";'],
    ],
    [
      'another word',
      'message Tank { string name = 1; double level_m = 2; } enum Side { SIDE_UNSPECIFIED = 0; SIDE_RIGHT = 1; }',
      ['plant.v1.Side: 1 was "SIDE_LEFT" and is now "SIDE_RIGHT"; take a new number'],
    ],
    ['no message', side, ['plant.v1.Tank is gone: others may still send it; keep it']],
  ])('and does not become %s', (_, body, faults) => {
    expect(brokenPromises(lock, typesOf(body))).toEqual(faults);
  });

  it.each([
    [
      'grow',
      `message Tank { string name = 1; double level_m = 2; bool open = 3; } ${side} message Valve { string name = 1; }`,
    ],
    [
      'be given up, with number and name reserved',
      `message Tank { string name = 1; reserved 2; reserved "level_m"; } ${side}`,
    ],
    ['be given up in a range', `message Tank { string name = 1; reserved 2 to 9; reserved "level_m"; } ${side}`],
  ])('a message may %s', (_, body) => {
    expect(brokenPromises(lock, typesOf(body))).toEqual([]);
  });

  it('what was given up stays in the lock and cannot come back as another', () => {
    const after = extended(lock, typesOf(`message Tank { string name = 1; reserved 2; reserved "level_m"; } ${side}`));
    expect(after).toEqual(lock);
    expect(brokenPromises(after, typesOf(`message Tank { string name = 1; bool level_m = 2; } ${side}`))).toHaveLength(
      1,
    );
  });

  it.each([
    ['a number used twice', 'message Tank { string a = 1; string b = 1; }', /duplicate id 1/],
    ['a reserved number', 'message Tank { reserved 4; string a = 4; }', /reserved/],
    ['a reserved name', 'message Tank { reserved "a"; string a = 4; }', /reserved/],
    ['a type that is not there', 'message Tank { Pump pump = 1; }', /Pump/],
  ])('the parser refuses %s', (_, body, why) => {
    expect(() => typesOf(body)).toThrow(why);
  });
});

describe('style', () => {
  const faultsOf = (body: string, path?: string) => {
    const files = [file(body, path)];
    return styleFaults(files, protoTypes(files));
  };

  it.each([
    ['message tank { string a = 1; }', 'plant.v1.tank: names of types are PascalCase'],
    ['message Tank { string levelM = 1; }', 'plant.v1.Tank: field levelM must be lower_snake_case'],
    ['enum Side { SIDE_LEFT = 0; }', 'plant.v1.Side: 0 must be SIDE_UNSPECIFIED, it is SIDE_LEFT'],
    ['enum Side { SIDE_UNSPECIFIED = 0; LEFT = 1; }', 'plant.v1.Side: value LEFT must begin with SIDE_'],
    [
      'message Tank { map<string, double> a = 1; }',
      'plant.v1.Tank: a is a map, which has no canonical bytes; use repeated messages with a key',
    ],
    [
      'message Tank { repeated int32 a = 1; }',
      'plant.v1.Tank: a is a list of int32; src/wire-fault.ts must learn to check those first',
    ],
  ])('%s', (body, fault) => {
    expect(faultsOf(body)).toEqual([fault]);
  });

  it('the package is the folder, and has a version', () => {
    expect(faultsOf('message Tank {}', 'plant/tank.proto')).toEqual([
      'proto/plant/tank.proto: the folder must end in a version, v1',
    ]);
    expect(styleFaults([{ path: 'plant/v1/a.proto', text: 'syntax = "proto2";\npackage other.v1;\n' }], [])).toEqual([
      'proto/plant/v1/a.proto: the first line must be syntax = "proto3";',
      'proto/plant/v1/a.proto: the package must be that of the folder, plant.v1',
    ]);
  });
});

describe('proto/', () => {
  const types = protoTypes(protoFiles());

  it('is in style and keeps its promises', () => {
    expect(styleFaults(protoFiles(), types)).toEqual([]);
    const kept = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../../proto/lock.json'), 'utf8'),
    ) as typeof lock;
    expect(brokenPromises(kept, types)).toEqual([]);
    expect(extended(kept, types)).toEqual(kept);
  });

  it('has the messages of the historian as they stand', () => {
    const message = (name: string) =>
      [...types.find((type) => type.name === name)!.members].map(
        ([number, member]) => `${member.type} ${member.name} = ${number}`,
      );
    expect(message('historian.v1.SensorData')).toEqual([
      'string sensor_id = 1',
      'double value = 2',
      'int64 timestamp_ms = 3',
      'int32 quality = 4',
    ]);
    expect(message('historian.v1.AnomalyEvent')).toEqual([
      'string source_tag = 1',
      'double actual = 2',
      'double predicted = 3',
      'double residual = 4',
      'int64 timestamp_ms = 5',
      'string severity = 6',
    ]);
  });

  it('makes what stands in src/gen, each time the same', () => {
    const fresh = mkdtempSync(join(tmpdir(), 'twin-generated-'));
    try {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.ts', '--into', fresh], {
        cwd: resolve(import.meta.dirname, '..'),
        encoding: 'utf8',
      });
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(readdirSync(fresh).toSorted()).toEqual(['fields.ts', 'lock.json', 'wire.d.ts', 'wire.js']);
      for (const name of ['fields.ts', 'wire.d.ts', 'wire.js'])
        expect(readFileSync(join(fresh, name), 'utf8')).toBe(
          readFileSync(resolve(import.meta.dirname, '../src/gen', name), 'utf8'),
        );
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
});
