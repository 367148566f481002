import { methods, type Method } from '../src/index.ts';

/** All adaptive methods, and those for stiff problems alone. */
export const adaptive: readonly Method[] = methods.filter((m) => m.adaptive).map((m) => m.name);
export const stiff: readonly Method[] = methods.filter((m) => m.adaptive && m.stiff).map((m) => m.name);
