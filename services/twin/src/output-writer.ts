import { sensorDataEncoder, subjects } from '@twin/codecs';
import type { Output, Prediction } from '@twin/reactor-twin';
import type { AssetTwin } from './asset-twin.ts';
import { DeviationWriter, type DeviationMemory } from './deviation-writer.ts';
import type { Said } from './said.ts';
import { differenceFromModel, fromModel, units, type Unit } from './units.ts';

export type WriterMemory = DeviationMemory;

/** One subject of a prediction, and what is said there. */
interface Voice {
  readonly subject: string;
  readonly encode: ReturnType<typeof sensorDataEncoder>;
  readonly valueOf: (prediction: Prediction) => number;
}

type Word = 'predicted' | 'estimated' | 'residual' | 'ideal';

/** Where the concentration is said, whether or not a sensor sees it. */
const CONCENTRATION = 'concentration';

/** What a session says, as messages: subjects, units and quality. */
export class OutputWriter {
  private readonly twin: AssetTwin;
  private readonly unit: Unit;
  private readonly concentrationUnit: Unit;
  private readonly stampMs: (timeMs: number) => number;
  private readonly voices: readonly Voice[];
  private readonly deviations: DeviationWriter;

  /** `stampMs`: what outputs bear for a reading of that time; the same time unless told. */
  constructor(twin: AssetTwin, stampMs: (timeMs: number) => number = (timeMs) => timeMs) {
    this.twin = twin;
    this.stampMs = stampMs;
    const sensors = [...twin.sensors.values()];
    const temperature = sensors.find(({ signal }) => signal === 'T')!;
    const analyser = sensors.find(({ signal }) => signal === 'Ca');
    this.unit = temperature.unit;
    this.concentrationUnit = analyser?.unit ?? units['mol/L'];
    this.deviations = new DeviationWriter(twin);
    this.voices = twin.config.outputs.flatMap((word) =>
      this.voicesOf(word, temperature.tag, analyser?.tag ?? CONCENTRATION),
    );
  }

  get memory(): WriterMemory {
    return this.deviations.memory;
  }

  set memory(memory: WriterMemory) {
    this.deviations.memory = memory;
  }

  write(outputs: readonly Output[]): Said {
    const said: Said = { publications: [], points: [], deviations: [] };
    for (const output of outputs)
      if (output.kind === 'prediction') this.prediction(output, outputs, said);
      else if (output.kind === 'deviation') this.deviations.deviation(output, said);
      else if (output.kind === 'diagnosis') this.deviations.diagnosis(output, said);
    return said;
  }

  /** A step ahead (before the reading) and after it, for both states; residual and ideal of the temperature. */
  private voicesOf(word: Word, temperatureTag: string, concentrationTag: string): Voice[] {
    const { unit, concentrationUnit } = this;
    const voice = (tag: string, valueOf: Voice['valueOf']): Voice => {
      const subject = subjects.output(this.twin.prefix, tag, word);
      return { subject, encode: sensorDataEncoder(subject), valueOf };
    };
    const T = (valueOf: Voice['valueOf']): Voice => voice(temperatureTag, valueOf);
    const Ca = (valueOf: Voice['valueOf']): Voice => voice(concentrationTag, valueOf);
    switch (word) {
      case 'predicted':
        return [
          T(({ predicted }) => fromModel(unit, predicted)),
          Ca(({ prior }) => fromModel(concentrationUnit, prior['Ca']!)),
        ];
      case 'estimated':
        return [
          T(({ estimate }) => fromModel(unit, estimate['T']!)),
          Ca(({ estimate }) => fromModel(concentrationUnit, estimate['Ca']!)),
        ];
      case 'residual':
        return [T(({ residual }) => differenceFromModel(unit, residual))];
      case 'ideal':
        return [T(({ ideal }) => fromModel(unit, ideal))];
    }
  }

  private prediction(output: Prediction, outputs: readonly Output[], said: Said): void {
    const { twin, unit, concentrationUnit } = this;
    const { timeMs } = output;
    const quality = twin.qualityOf(output, outputs);
    const timestampMs = this.stampMs(timeMs);
    for (const { subject, encode, valueOf } of this.voices)
      said.publications.push({ subject, payload: encode(valueOf(output), timestampMs, quality) });
    twin.counts.published += this.voices.length;
    const measured = fromModel(unit, output.measured);
    const predicted = fromModel(unit, output.predicted);
    this.deviations.read(output.sensor, measured, predicted);
    said.points.push({
      timeMs,
      measured,
      predicted,
      predictedStd: differenceFromModel(unit, output.predictedStd),
      ideal: fromModel(unit, output.ideal),
      concentration: fromModel(concentrationUnit, output.estimate['Ca']!),
      quality,
      inputs: twin.inputs,
    });
  }
}
