import { subjects } from '@twin/codecs';
import type { AssetConfig, Config } from './config-schema.ts';
import { signalUnits } from './config-schema.ts';
import { busOf, type Environment } from './settings.ts';

const words: Readonly<Record<string, string>> = {
  T: 'reactor temperature',
  Ca: 'concentration of A',
  Tc: 'coolant temperature',
  q: 'feed flow',
  Tf: 'feed temperature',
  Caf: 'feed concentration',
};

const modes = {
  live: 'live: newest value, at most once; losses are counted',
  durable: 'durable: every reading of the stream once, whatever is killed',
  auto: 'durable where JetStream and the streams are there, else live',
};

/** The configuration as it was understood, for people. */
export function explain(config: Config, values: Environment): string {
  const bus =
    busOf(values) === 'memory'
      ? 'memory of this process, with a mock plant'
      : `NATS at ${values.NATS_URL ?? 'nats://127.0.0.1:4222'}`;
  const first = [
    `bus        ${bus}`,
    `mode       ${modes[busOf(values) === 'memory' ? 'live' : values.TWIN_MODE]}`,
    `stamped    ${values.TWIN_TIMESTAMP === 'measurement' ? 'with the time of the measurement' : 'with the time of processing'}`,
    `page       http://${values.TWIN_HOST}:${values.TWIN_PORT}/  writing ${values.TWIN_TOKEN === undefined ? 'off (no TWIN_TOKEN)' : 'with the token'}`,
  ];
  return `${[...first, ...config.assets.map(asset)].join('\n')}\n`;
}

function asset(config: AssetConfig): string {
  const { prefix, sensors, inputs, limits, noise, parameters } = config;
  const read = Object.entries(sensors).map(([tag, { signal, unit, min, max }]) => {
    const range = min === undefined && max === undefined ? '' : `, ${min ?? '−∞'} … ${max ?? '∞'}`;
    return `  reads    ${subjects.sensorPattern(prefix, tag).padEnd(56)} ${words[signal]}, ${unit ?? signalUnits[signal]}${range}`;
  });
  const read4 = new Set<string>(Object.values(sensors).map(({ signal }) => signal));
  const held = Object.entries(inputs)
    .filter(([name]) => !read4.has(name))
    .map(([name, value]) => `  holds    ${words[name]} at ${value} ${signalUnits[name]}: no sensor`);
  const temp = Object.entries(sensors).find(([, { signal }]) => signal === 'T')![0];
  const { volumeL, heatTransferJPerMinK } = parameters;
  return [
    '',
    `${prefix}${prefix.includes('*') ? '  (one twin for each that is seen)' : ''}`,
    ...read,
    ...held,
    ...config.outputs.map((output) => `  says     ${prefix}.${temp}.${output}`),
    `  says     ${prefix}.status, ${prefix}.deviation, ${subjects.anomaly}`,
    `  model    jacketed-cstr, V ${volumeL} L, UA ${heatTransferJPerMinK} J/(min K); noise of a thermometer ${noise.temperatureStdK} K`,
    `  order    waits ${limits.latenessMs} ms for late readings; refuses those ${limits.maxSkewMs} ms ahead of the broker`,
    `  gaps     to ${limits.holdMs} ms held, to ${limits.bridgeMs} ms bridged (quality 0 for ${limits.warmUpReadings} readings), then ${limits.beyond}`,
    `  judges   after ${limits.ignoreFirst} readings; stuck after ${limits.flatlineSamples} equal ones, silent after ${limits.dropoutMin} min`,
  ].join('\n');
}
