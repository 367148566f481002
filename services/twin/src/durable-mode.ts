import { randomUUID } from 'node:crypto';
import type { BusError } from '@twin/bus';
import {
  ExactlyOnceError,
  FencedOutputs,
  Intake,
  isMissing,
  patiently,
  Sharing,
  type Course,
  type SharingOptions,
} from '@twin/exactly-once';
import { RepeatedFailures } from '@twin/service-host';
import { CheckpointStore } from './checkpoint-store.ts';
import type { DurablePlaces } from './durable-places.ts';
import { Holdings } from './holdings.ts';
import type { ModeOptions } from './live-mode.ts';
import { partitionCount } from './partitions.ts';
import { ReadingTaker } from './reading-taker.ts';
import type { Publication } from './said.ts';
import { StatusTeller } from './status-teller.ts';

export interface DurableOptions extends ModeOptions {
  readonly places: DurablePlaces;
  /** Waits until the places are there again after one was found missing. */
  readonly reopen: (error: BusError) => Promise<DurablePlaces>;
  readonly checkpointEveryMs: number;
  readonly leaseMs: number;
  /** Told how to ask what is wrong now. */
  readonly onTroubleKnown: (trouble: () => Error | undefined) => void;
  /** Told once it has its share of the assets and they are where they were left. */
  readonly onReady: () => void;
}

/**
 * Durable: every reading the input stream holds is taken once and in its order, and what follows from it is stored exactly once, whatever
 * is killed in between. Instances share the assets. What is stored says how far each asset is; checkpoints only shorten the way there.
 */
export async function runDurable(options: DurableOptions): Promise<void> {
  let isReady = false;
  const onReady = (): void => {
    if (!isReady) options.onReady();
    isReady = true;
  };
  for (let { places } = options; ;)
    try {
      return await new DurableMode({ ...options, places, onReady }).run();
    } catch (error) {
      if (!isMissing(error) || options.stopping.aborted) throw error;
      places = await options.reopen(error);
    }
}

/** How long handing over may take when the service is told to stop. What is not written by then is computed again by who takes over. */
const handOverMs = 2_000;
const closeMs = 1_000;
/** Beyond what is to be expected of a checkpoint. */
const overdueMs = 10_000;
/** Checkpoints are written in so many turns, so that not all come at once. */
const turns = 16;

class DurableMode {
  private readonly options: DurableOptions;
  private readonly me: string;
  private readonly failures: RepeatedFailures;
  private readonly outputs: FencedOutputs;
  private readonly intake: Intake;
  private readonly holdings: Holdings;
  private readonly taker: ReadingTaker;
  private sharing: Sharing | undefined;
  private stalled: Error | undefined;
  private failure: { readonly error: unknown } | undefined;
  private end: () => void = () => {};

  constructor(options: DurableOptions) {
    const { places, config, instance, log, metrics, fleet } = options;
    this.options = options;
    this.me = `${instance}-${randomUUID().slice(0, 8)}`;
    this.failures = new RepeatedFailures(log);
    const onFailed = (error: unknown): void => this.fail(error);
    this.outputs = new FencedOutputs({
      stream: places.output,
      instance: this.me,
      isPossible: (inputSequence) => this.isPossible(inputSequence),
      onStalled: (error) => this.stall(error),
      onFenced: () => metrics.fenced(),
      onFailed,
    });
    this.intake = new Intake({
      stream: places.input,
      take: (message, course) => this.taker.take(message, course),
      onGap: (at, first) => this.passOver(at, first),
      onChange: () => this.changed(),
      onFailed,
    });
    this.holdings = new Holdings({
      config,
      fleet,
      log,
      store: new CheckpointStore(places.checkpoints, places.input.name),
      outputs: this.outputs,
      intake: this.intake,
      sharing: () => this.sharing!,
      onLost: (partition) => {
        metrics.fenced();
        this.failures.warn('lost', { partition }, 'another instance has gone on with a partition');
      },
      onFailed,
    });
    this.taker = new ReadingTaker(options, this.holdings, this.outputs, this.failures);
  }

  async run(): Promise<void> {
    const { fleet, instance, stopping, statusEveryMs, checkpointEveryMs, metrics, onTroubleKnown } = this.options;
    const { holdings, intake, outputs, taker } = this;
    const isOver = new Promise<void>((resolve) => (this.end = resolve));
    stopping.addEventListener('abort', this.end, { once: true });
    onTroubleKnown(() => this.trouble);
    metrics.watch(() => ({
      partitions: this.sharing?.count ?? 0,
      refusedAssets: holdings.refusals.length,
      checkpointAgeMs: holdings.checkpointAgeMs,
    }));
    // Assets come with their partitions.
    for (const prefix of fleet.assets.keys()) fleet.remove(prefix);
    const publish = (publication: Publication): void => taker.plain.publish(publication);
    const teller = new StatusTeller({ fleet, mode: 'durable', instance, droppedOf: () => 0, publish }, statusEveryMs);
    const saving = setInterval(() => holdings.saveSome(turns), Math.max(1, checkpointEveryMs / turns));
    try {
      this.sharing = await patiently(
        () => Sharing.open(this.sharingOptions()).catch(sayVariable),
        () => stopping.aborted,
      );
      if (!stopping.aborted) await isOver;
      this.sharing?.stop();
      intake.stop();
      teller.end();
      if (this.failure === undefined) await within(handOverMs, holdings.handOver());
    } finally {
      teller.stop();
      clearInterval(saving);
      outputs.close();
      holdings.clear();
      await within(closeMs, this.sharing?.close());
    }
    if (this.failure !== undefined) throw this.failure.error;
  }

  private sharingOptions(): SharingOptions {
    const { places, leaseMs, log, metrics, fleet } = this.options;
    const { holdings } = this;
    return {
      bucket: places.checkpoints,
      me: this.me,
      partitions: partitionCount,
      leaseMs,
      form: { input: places.input.name, output: places.output.name },
      onGained: async (positions: ReadonlyMap<number, number>, ofTheDead: number) => {
        metrics.takeovers(ofTheDead);
        await holdings.gain(positions);
        log.info({ gained: positions.size, ofTheDead, assets: fleet.assets.size, run: this.me }, 'took partitions');
      },
      onLost: (partition: number) => holdings.lose(partition),
      onSpare: (partition: number) => holdings.giveBack(partition),
      onChange: () => this.changed(),
      onFailed: (error: unknown) => this.fail(error),
    };
  }

  /** Why this instance does not do all it should. */
  private get trouble(): Error | undefined {
    const { holdings, sharing, intake } = this;
    if (sharing?.awaits !== undefined) return new Error(`sharing: ${sharing.awaits}`);
    const behind = intake.isBehind ? new Error(`catching up: ${intake.behindBy} messages behind`) : undefined;
    return holdings.trouble ?? this.stalled ?? this.overdue ?? behind;
  }

  /** Nothing is lost by it, but whoever takes over will have far to go. */
  private get overdue(): Error | undefined {
    const { checkpointAgeMs } = this.holdings;
    const isOverdue = checkpointAgeMs > 3 * this.options.checkpointEveryMs + overdueMs;
    return isOverdue ? new Error(`the oldest checkpoint is ${Math.round(checkpointAgeMs / 1000)} s old`) : undefined;
  }

  private changed(): void {
    if (this.failure === undefined && this.sharing !== undefined && this.trouble === undefined) this.options.onReady();
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.end();
  }

  private stall(error: Error | undefined): void {
    const { log } = this.options;
    if (error !== undefined && this.stalled === undefined) log.warn({ error }, 'nothing can be written now');
    else if (error === undefined && this.stalled !== undefined) log.info('writing again');
    this.stalled = error;
    this.changed();
  }

  /** Whether an input sequence that an output bears was ever given. */
  private async isPossible(inputSequence: number): Promise<boolean> {
    if (inputSequence <= this.intake.at) return true;
    const info = await patiently(
      () => this.options.places.input.info(),
      () => this.options.stopping.aborted,
    );
    return info === undefined || inputSequence <= info.lastSequence;
  }

  private passOver({ at }: Course, first: number): void {
    this.options.metrics.result('gap');
    this.options.log.error(
      { from: at + 1, to: first - 1, partitions: this.holdings.at(at, first) },
      'readings are gone that were never taken: going on with what is there',
    );
  }
}

/** A package that knows no environment cannot say how another bucket is chosen. */
function sayVariable(error: unknown): never {
  if (!(error instanceof ExactlyOnceError) || error.code !== 'shared-otherwise') throw error;
  throw new Error(`${error.message} (TWIN_CHECKPOINTS)`, { cause: error });
}

/** As long as it takes, but no longer than that. What fails has been told elsewhere. */
async function within(timeoutMs: number, work: Promise<void> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
  await Promise.race([work?.catch(() => undefined), late]);
  clearTimeout(timer);
}
