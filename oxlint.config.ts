import { defineConfig, type OxlintOverride } from 'oxlint';
import { house } from './scripts/house.ts';

interface Forbidden {
  readonly group: string[];
  readonly message: string;
}

/** No attic: a type lives in the file that makes it, a function with its lowest user. */
const attic: Forbidden = {
  group: ['**/utils*', '**/util.*', '**/helpers*', '**/helper.*', '**/common*', '**/types.ts', '**/base.ts'],
  message: 'name the idea the file holds: no utils, helpers, common, types or base',
};

/** The one door of a package is its name. */
const backDoor: Forbidden = {
  group: ['**/packages/**', '**/services/**', '@twin/*/src/*', '@twin/*/dist/*'],
  message: 'import another package by its name, @twin/…, declared in package.json',
};

function foreignRooms(room: string): Forbidden {
  const own = room.split('/')[1] ?? '';
  const allowed = [...(house[room]?.mayImport ?? []), own];
  return {
    group: ['@twin/*', ...allowed.flatMap((name) => [`!@twin/${name}`, `!@twin/${name}/*`])],
    message: `against the grain: ${room} may import ${(house[room]?.mayImport ?? []).join(', ') || 'no package of ours'} (scripts/house.ts)`,
  };
}

/** One rule a floor: a folder must not import its neighbours or anything above it. */
function floorRules(room: string): OxlintOverride[] {
  const floors = house[room]?.floors ?? [];
  return floors.flatMap((floor, level) =>
    floor.map((folder) => {
      const above = floors.slice(0, level).flat();
      const beside = floor.filter((other) => other !== folder);
      const closed = [...above, ...beside];
      const patterns = [attic, foreignRooms(room)];
      if (closed.length > 0)
        patterns.push({
          group: closed.map((name) => `**/${name}/**`),
          message: `against the grain: ${folder}/ lies below or beside ${closed.join(', ')} (scripts/house.ts)`,
        });
      return {
        files: [`${room}/src/${folder}/**/*.ts`],
        rules: { 'no-restricted-imports': ['error', { patterns }] },
      };
    }),
  );
}

function roomRules(room: string): OxlintOverride {
  return {
    files: [`${room}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [attic, backDoor, foreignRooms(room)] }] },
  };
}

const impure = 'a pure package takes time and chance as arguments';
const purity: OxlintOverride = {
  files: Object.keys(house)
    .filter((room) => house[room]?.pure === true)
    .map((room) => `${room}/src/**/*.ts`),
  rules: {
    'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'performance', 'fetch', 'console'],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: impure },
      { object: 'Date', property: 'now', message: impure },
      ...[
        'pow',
        'log',
        'log1p',
        'log2',
        'log10',
        'exp',
        'expm1',
        'cbrt',
        'hypot',
        'sin',
        'cos',
        'tan',
        'tanh',
        'atan',
        'atan2',
      ].map((property) => ({ object: 'Math', property, message: 'its last bits differ from engine to engine' })),
    ],
    'import/no-nodejs-modules': 'error',
  },
};

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'vitest', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['**/dist/**', '**/gen/**', '**/out/**', 'docs/**/*.js'],
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'import/no-unassigned-import': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'import/no-named-as-default-member': 'off',
    'typescript/consistent-return': 'off', // noImplicitReturns of the compiler knows `never`
    'oxc/no-map-spread': 'off',
    'vitest/no-conditional-expect': 'off',
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', 'expect*'] }],
    'import/no-default-export': 'off',
    'no-await-in-loop': 'off',
    'no-console': 'off',
    'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  },
  overrides: [
    { files: ['**/test/**', '**/bench/**'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
    ...Object.keys(house).map(roomRules),
    ...Object.keys(house).flatMap(floorRules),
    purity,
  ],
});
