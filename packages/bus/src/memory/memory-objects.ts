import { BusError } from '../bus-error.ts';
import { assertPayload } from '../names.ts';
import type { ObjectInfo, ObjectStore } from '../object-store.ts';
import type { Connection } from './connection.ts';
import type { ObjectShelf } from './object-shelf.ts';

export class MemoryObjects implements ObjectStore {
  readonly #connection: Connection;
  readonly #shelf: ObjectShelf;

  constructor(connection: Connection, shelf: ObjectShelf) {
    this.#connection = connection;
    this.#shelf = shelf;
  }

  get name(): string {
    return this.#shelf.definition.name;
  }

  async put(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<ObjectInfo> {
    assertObjectName(name);
    this.#connection.assertUp();
    return this.#shelf.put(name, content instanceof Uint8Array ? content.slice() : await gathered(content));
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    this.#connection.assertUp();
    return this.#shelf.get(name)?.content.slice();
  }

  async info(name: string): Promise<ObjectInfo | undefined> {
    this.#connection.assertUp();
    return this.#shelf.get(name)?.info;
  }

  async delete(name: string): Promise<void> {
    this.#connection.assertUp();
    this.#shelf.delete(name);
  }

  async list(): Promise<readonly ObjectInfo[]> {
    this.#connection.assertUp();
    return this.#shelf.list();
  }
}

function assertObjectName(name: string): void {
  if (typeof name !== 'string' || name === '') throw new BusError('invalid', 'an object needs a name');
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) {
    assertPayload(piece);
    all.push(piece.slice());
  }
  const whole = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of all) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
