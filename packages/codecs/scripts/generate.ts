/**
 * proto/ → packages/codecs/src/gen and proto/lock.json, in one command: `pnpm generate`.
 * `--into FOLDER` writes all of it there instead, for scripts/check-generated.ts to compare.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import pbjs from 'protobufjs-cli/pbjs.js';
import {
  protoFiles,
  protoFolder,
  protoTypes,
  type ProtoFile,
  type ProtoMember,
  type ProtoType,
} from './proto-files.ts';
import { styleFaults } from './proto-lint.ts';
import { brokenPromises, extended, type ProtoLock } from './proto-lock.ts';

const header = '// Written by `pnpm generate` from proto/. Do not edit.\n';
const lockFile = join(protoFolder, 'lock.json');

const into = process.argv[2] === '--into' ? process.argv[3] : undefined;
const genFolder = into === undefined ? resolve(import.meta.dirname, '../src/gen') : resolve(into);

const files = protoFiles();
const types = protoTypes(files);
const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as ProtoLock;
const faults = [...styleFaults(files, types), ...brokenPromises(lock, types)];
if (faults.length > 0) {
  console.error(['proto/ cannot be as it is:', ...faults].join('\n  '));
  process.exit(1);
}

mkdirSync(genFolder, { recursive: true });
await writeWire(files);
writeFileSync(join(genFolder, 'fields.ts'), fieldTable(types));
writeFileSync(into === undefined ? lockFile : join(genFolder, basename(lockFile)), json(extended(lock, types)));

/** Static code of protobufjs; only what is used of it. */
async function writeWire(sources: readonly ProtoFile[]): Promise<void> {
  const wire = join(genFolder, 'wire.js');
  const unused = ['create', 'verify', 'convert', 'delimited', 'typeurl', 'service'];
  const options = ['-t', 'static-module', '-w', 'esm', '--dts', '--force-number', '--root', 'twin-codecs'];
  const paths = sources.map(({ path }) => join(protoFolder, path));
  await new Promise<void>((done, fail) => {
    pbjs.main([...options, ...unused.map((name) => `--no-${name}`), '-o', wire, ...paths], (error) =>
      error === null ? done() : fail(error),
    );
  });
  const declarations = join(genFolder, 'wire.d.ts');
  writeFileSync(wire, header + readFileSync(wire, 'utf8'));
  // With numbers forced, nothing in the declarations is a Long: its import would only be one more thing to install.
  const text = readFileSync(declarations, 'utf8').replace(/^import Long = require\("long"\);\n/m, '');
  writeFileSync(declarations, header + text);
}

/** Number → name and type of each message, by which a fault in bytes is put into words. */
function fieldTable(all: readonly ProtoType[]): string {
  const messages = all
    .filter(({ kind }) => kind === 'message')
    .map(({ name, members }) => {
      const rows = [...members].map(
        ([number, member]) => `    ${number}: ['${member.name}', '${wireType(member)}'],\n`,
      );
      return `  '${name}': {\n${rows.join('')}  },\n`;
    });
  return (
    `${header}\n/** Message → field number → name and type, as proto/ has them. */\n` +
    `export const protoFields: Readonly<Record<string, Readonly<Record<number, readonly [name: string, type: string]>>>> = {\n` +
    `${messages.join('')}};\n`
  );
}

/** What bytes show of a type: neither the name of an enum nor that a field need not be there. */
function wireType({ type, refersTo }: ProtoMember): string {
  const present = type.replace(/^optional /, '');
  return refersTo === 'enum' ? present.replace(/\S+$/, 'enum') : present;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
