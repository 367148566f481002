import type { MessageBus, Subscription } from '@twin/bus';
import { encodeSensorData, subjects } from '@twin/codecs';
import { createReactorModel, type ReactorModel } from '@twin/reactor-twin';
import { z } from 'zod';

/** What can go wrong with the mock plant, and how large it is unless told. */
export const plantFaults = {
  cooling: { size: 0.12, unit: 'part of UA lost', meaning: 'the jacket cools less' },
  catalyst: { size: 0.02, unit: 'part of k0 lost a minute', meaning: 'the catalyst decays' },
  'feed-temperature': { size: 3, unit: 'K', meaning: 'the feed is warmer than its sensor says' },
  bias: { size: 2, unit: 'K', meaning: 'the reactor thermometer reads too high' },
  stuck: { size: 1, unit: '', meaning: 'the reactor thermometer repeats its last value' },
  dropout: { size: 1, unit: '', meaning: 'the reactor thermometer is silent' },
  noise: { size: 5, unit: '× its noise', meaning: 'the reactor thermometer is noisier' },
} as const;
export type PlantFaultName = keyof typeof plantFaults;

/** What is asked of the mock plant on its subject, as JSON. */
export const faultOrderSchema = z.strictObject({
  asset: z.string().max(256),
  /** `none` ends all of them. */
  fault: z.enum([...(Object.keys(plantFaults) as [PlantFaultName, ...PlantFaultName[]]), 'none']),
  size: z.number().positive().max(1000).optional(),
});
export type FaultOrder = z.infer<typeof faultOrderSchema>;

export const mockPlantSubject = 'sys.mock-plant.fault';

export interface MockPlantOptions {
  readonly asset: string;
  readonly seed?: number;
  /** Between two samples. */
  readonly periodMs?: number;
  /** How much past is told at the start. */
  readonly pastMs?: number;
}

/**
 * A pretend reactor, for demonstrations and tests of the whole: a program of its own over the same bus, which knows nothing of the twin. Its
 * coolant wanders, its heat transfer is never quite nominal, its sensors have noise, and faults can be put into it.
 */
export class MockPlant {
  readonly faults = new Map<PlantFaultName, number>();
  private readonly bus: MessageBus;
  private readonly options: Required<MockPlantOptions>;
  private reactor: ReactorModel = createReactorModel();
  private random: number;
  private timeMs = 0;
  private startMs = 0;
  private decay = 0;
  private params = '';
  private lastReading = 0;

  constructor(bus: MessageBus, options: MockPlantOptions) {
    this.bus = bus;
    this.options = { seed: 1, periodMs: 1_000, pastMs: 0, ...options };
    this.random = this.options.seed >>> 0;
  }

  /** Runs until it is told to stop. */
  async run(stopping: AbortSignal): Promise<void> {
    const orders = this.bus.subscribe(mockPlantSubject);
    const heard = this.hear(orders);
    const { periodMs, pastMs } = this.options;
    const beganMs = Date.now();
    for (let timeMs = beganMs - pastMs; timeMs < beganMs; timeMs += periodMs) this.sample(timeMs);
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => this.sample(Date.now()), periodMs);
      const stop = (): void => {
        clearInterval(timer);
        resolve();
      };
      if (stopping.aborted) stop();
      stopping.addEventListener('abort', stop, { once: true });
    });
    orders.unsubscribe();
    await heard;
  }

  /** The plant at this time, and what its sensors say of it. */
  sample(timeMs: number): void {
    if (this.startMs === 0) this.startMs = timeMs;
    const minutes = this.timeMs === 0 ? 0 : Math.max(0, Math.min(60, (timeMs - this.timeMs) / 60_000));
    this.timeMs = timeMs;
    const elapsedMin = (timeMs - this.startMs) / 60_000;
    const tc = 297 + Math.sin((2 * Math.PI * elapsedMin) / 20);
    const flow = 100 + 0.5 * Math.sin((2 * Math.PI * elapsedMin) / 13);
    this.decay += minutes * (this.faults.get('catalyst') ?? 0);
    this.refit(elapsedMin);
    const feedK = 350 + (this.faults.get('feed-temperature') ?? 0);
    const { temperatureK } = this.reactor.solveStep({ Tc: tc, q: flow, Tf: feedK }, minutes);
    this.say('coolant.temp', tc + 0.02 * this.noise(), timeMs);
    this.say('flow', flow + 0.02 * this.noise(), timeMs);
    this.say('feed.temp', 350 + 0.02 * this.noise(), timeMs);
    this.say('feed.concentration', 1 + 0.0005 * this.noise(), timeMs);
    const reading =
      temperatureK + (this.faults.get('bias') ?? 0) + 0.3 * (this.faults.get('noise') ?? 1) * this.noise();
    if (!this.faults.has('stuck')) this.lastReading = reading;
    if (!this.faults.has('dropout')) this.say('temp', this.lastReading, timeMs);
  }

  order({ fault, size }: FaultOrder): void {
    if (fault === 'none') this.faults.clear();
    else this.faults.set(fault, size ?? plantFaults[fault].size);
    if (fault === 'none') this.decay = 0;
  }

  private async hear(orders: Subscription): Promise<void> {
    const text = new TextDecoder();
    for await (const message of orders) {
      const order = readOrder(text.decode(message.payload));
      // An order for another plant is answered by that one.
      if (order !== undefined && order.asset !== this.options.asset) continue;
      if (order !== undefined) this.order(order);
      message.respond(new TextEncoder().encode(JSON.stringify({ ok: order !== undefined })));
    }
  }

  /** Heat transfer and catalyst as they are now, in steps fine enough that no sensor sees them. */
  private refit(elapsedMin: number): void {
    const drift = 1 + 5e-4 * Math.sin((2 * Math.PI * elapsedMin) / 90);
    const heatTransferJPerMinK = Math.round(5e4 * drift * Math.max(0, 1 - (this.faults.get('cooling') ?? 0)));
    const frequencyFactorPerMin = 7.2e10 * Math.max(0.05, 1 - Math.round(this.decay * 1e4) / 1e4);
    const params = `${heatTransferJPerMinK} ${frequencyFactorPerMin}`;
    if (params === this.params) return;
    this.params = params;
    const { state } = this.reactor;
    this.reactor = createReactorModel({ heatTransferJPerMinK, frequencyFactorPerMin });
    this.reactor.reset(state);
  }

  private say(tag: string, value: number, timestampMs: number): void {
    const subject = subjects.sensor(this.options.asset, tag);
    this.bus.publish(subject, encodeSensorData({ sensorId: subject, value, timestampMs, quality: 1 }));
  }

  /** Near enough normal, mean 0, deviation 1: the sum of twelve uniform numbers. */
  private noise(): number {
    let sum = -6;
    for (let k = 0; k < 12; k++) {
      this.random = (Math.imul(this.random, 1_664_525) + 1_013_904_223) >>> 0;
      sum += this.random / 2 ** 32;
    }
    return sum;
  }
}

function readOrder(text: string): FaultOrder | undefined {
  try {
    return faultOrderSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
