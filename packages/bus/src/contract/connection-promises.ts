import { expect } from 'vitest';
import { all, bytes, expectCode, type Promises } from './contract-world.ts';
import type { BrokerStatus } from '../broker.ts';

export const connectionPromises: Promises = {
  'answers when it is asked whether it can store': async (world) => {
    const broker = await world.connect();
    expect(broker.isConnected).toBe(true);
    await broker.check();
    await broker.close();
    expect(broker.isConnected).toBe(false);
    await expectCode('closed', () => broker.check());
    await expectCode('closed', () => broker.provision({}));
    await expectCode('closed', () => broker.bus.flush());
  },

  'tells that it closes, once': async (world) => {
    const broker = await world.connect();
    const told: BrokerStatus[] = [];
    broker.onStatus((status) => told.push(status));
    const silent: BrokerStatus[] = [];
    broker.onStatus((status) => silent.push(status))();
    await broker.close();
    await broker.close();
    await broker.drain();
    expect(await broker.closed).toBeUndefined();
    await world.elapse(20);
    expect(told).toEqual([{ kind: 'closed', error: undefined }]);
    expect(silent).toEqual([]);
  },

  'does not disturb other connections when it closes': async (world) => {
    const [one, other] = [await world.connect(), await world.connect()];
    const subscription = other.bus.subscribe('x');
    await other.bus.flush();
    await one.close();
    other.bus.publish('x', bytes('1'));
    await other.bus.flush();
    await other.drain();
    expect((await all(subscription)).length).toBe(1);
  },
};
