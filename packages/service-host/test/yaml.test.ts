import { expect, it } from 'vitest';
import { z } from 'zod';
import { faultText, FileFaults, schemaFaults, YamlSource } from '../src/yaml.ts';

const schema = z.strictObject({
  name: z.string(),
  pumps: z.record(z.string(), z.strictObject({ flowLPerMin: z.number().positive() })),
  rooms: z.array(z.strictObject({ colour: z.enum(['red', 'blue']) })).optional(),
});

function faultsOf(text: string): string {
  try {
    const source = YamlSource.parse('plant.yaml', text);
    const { error } = schema.safeParse(source.value);
    return error === undefined
      ? ''
      : faultText(new FileFaults(schemaFaults(source, schema, error), new Map([['plant.yaml', text]])));
  } catch (error) {
    return faultText(error as FileFaults);
  }
}

it('says nothing of a file that is right', () => {
  expect(faultsOf('name: a\npumps: { p1: { flowLPerMin: 3 } }')).toBe('');
});

it('shows what is wrong where it stands, with the nearest key', () => {
  expect(faultsOf('pumps:\n  p1: { flowLPermin: 3 }\nrooms:\n  - colour: green\n    cat: 1\n')).toMatchInlineSnapshot(`
    "plant.yaml:1:1  name
        1 | pumps:
          | ^^^^^^ "name" is missing
    plant.yaml:2:3  pumps.p1.flowLPerMin
        2 |   p1: { flowLPermin: 3 }
          |   ^^ "flowLPerMin" is missing
    plant.yaml:2:9  pumps.p1.flowLPermin
        2 |   p1: { flowLPermin: 3 }
          |         ^^^^^^^^^^^ unknown key "flowLPermin"; did you mean "flowLPerMin"?
    plant.yaml:4:13  rooms.0.colour
        4 |   - colour: green
          |             ^^^^^ Invalid option: expected one of "red"|"blue"
    plant.yaml:5:5  rooms.0.cat
        5 |     cat: 1
          |     ^^^ unknown key "cat"; known: colour"
  `);
});

it('shows what is no YAML, and refuses what blows itself up', () => {
  expect(faultsOf('name: [')).toContain('plant.yaml:1:');
  const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de'])
    bomb.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(',')}]`);
  expect(faultsOf(bomb.join('\n'))).toContain('cannot be read');
});
