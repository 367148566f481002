import { subjectMatches } from '../names.ts';

export interface Interested {
  readonly pattern: string;
  readonly queue: string | undefined;
}

/** Who listens to a subject: those alone, and the groups of which one member is to be chosen. */
export interface Audience<T extends Interested> {
  readonly singles: readonly T[];
  readonly groups: readonly { readonly members: readonly T[]; next: number }[];
}

/** Subscriptions by pattern; the audience of a subject is worked out once and kept until somebody comes or goes. */
export class Interest<T extends Interested> {
  readonly #all = new Set<T>();
  readonly #audiences = new Map<string, Audience<T>>();

  add(one: T): void {
    this.#all.add(one);
    this.#audiences.clear();
  }

  remove(one: T): void {
    if (this.#all.delete(one)) this.#audiences.clear();
  }

  audience(subject: string): Audience<T> {
    let audience = this.#audiences.get(subject);
    if (audience === undefined) {
      // A flood of ever new subjects must not grow without bound.
      if (this.#audiences.size >= 10_000) this.#audiences.clear();
      audience = this.#workOut(subject);
      this.#audiences.set(subject, audience);
    }
    return audience;
  }

  #workOut(subject: string): Audience<T> {
    const singles: T[] = [];
    const groups = new Map<string, T[]>();
    for (const one of this.#all) {
      if (!subjectMatches(one.pattern, subject)) continue;
      if (one.queue === undefined) singles.push(one);
      else groups.set(one.queue, [...(groups.get(one.queue) ?? []), one]);
    }
    return { singles, groups: [...groups.values()].map((members) => ({ members, next: 0 })) };
  }
}
