import { UsageError } from './arguments.ts';
import { judge, type Judge } from './judge.ts';
import { plain } from './numbers.ts';
import type { Answered } from './what-if.ts';

/** Something that is to hold of a mean over the replications. */
export interface Assertion {
  readonly text: string;
  readonly figure: Judge;
  readonly relation: '>=' | '<=' | '>' | '<';
  readonly bound: number;
}

/** Reads `oee>=0.78`. Throws `UsageError`. */
export function assertionOf(text: string, { whatIf }: Pick<Answered, 'whatIf'>): Assertion {
  const [, name, relation, bound] = /^\s*([A-Za-z]+)\s*(>=|<=|>|<)\s*(\S+)\s*$/.exec(text) ?? [];
  if (name === undefined || bound === undefined || !Number.isFinite(Number(bound)))
    throw new UsageError(`--assert must be a figure, >=, <=, > or <, and a number, is "${text}"`);
  const figure = judge(name, whatIf.configuration.economics);
  return { text, figure, relation: relation as Assertion['relation'], bound: Number(bound) };
}

/** What is to be said of it, and whether it holds. */
export function check({ text, figure, relation, bound }: Assertion, { results }: Answered) {
  const mean = results.reduce((sum, result) => sum + figure.of(result), 0) / results.length;
  const holds =
    relation === '>='
      ? mean >= bound
      : relation === '<='
        ? mean <= bound
        : relation === '>'
          ? mean > bound
          : mean < bound;
  return { holds, said: `  ${holds ? 'holds' : 'MISSED'}  ${text}   (mean ${plain(mean)})` };
}
