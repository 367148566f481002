import { createReactorModel, jacketedCstr, TwinSession, type Output } from '@twin/reactor-twin';

// The plant: a reactor that loses 8 % of its cooling after an hour, and a thermometer with noise of 0.3 K. The twin is not told.
const clean = createReactorModel();
const fouled = createReactorModel({ heatTransferJPerMinK: 46_000 });
const twin = new TwinSession(jacketedCstr(), {
  sensors: ['T'],
  filter: { initialStd: [0.02, 1], processVariancePerMin: [1e-5, 0.025] },
});
let state = 1;

for (let sample = 0; sample < 800; sample++) {
  if (sample === 600) fouled.reset(clean.state);
  const { temperatureK } = (sample < 600 ? clean : fouled).solveStep({ Tc: 297 });
  const timeMs = 1_700_000_000_000 + 6_000 * sample;
  const at = { timeMs, storedAtMs: timeMs, quality: 'good' } as const;
  const said = [
    ...twin.accept({ ...at, signal: 'Tc', value: 297, sequence: 2 * sample }),
    ...twin.accept({ ...at, signal: 'T', value: temperatureK + 0.3 * noise(), sequence: 2 * sample + 1 }),
  ];
  for (const output of said) print(sample, output);
}

function print(sample: number, output: Output): void {
  const minute = `${(sample / 10).toFixed(1).padStart(5)} min `;
  if (output.kind === 'prediction' && sample % 799 === 0)
    console.log(minute, `ideal ${output.ideal.toFixed(1)} K, Ca estimated ${output.estimate['Ca']!.toFixed(3)} mol/L`);
  if (output.kind === 'deviation')
    console.log(
      minute,
      `${output.sensor}: ${output.deviation.kind} ${output.deviation.change}, ${output.deviation.severity}`,
    );
  if (output.kind !== 'diagnosis') return;
  const { causes, indistinguishable, settledBy } = output.diagnosis;
  const alike = causes
    .slice(0, indistinguishable.length)
    .map(({ cause, size, unit }) => `${cause} ${size.toPrecision(2)} ${unit}`);
  console.log(minute, alike.join(' | '));
  if (alike.length > 1) console.log('           to tell:', settledBy.map(({ measurement }) => measurement).join(' | '));
}

/** Sums of uniform numbers, the same in every run. */
function noise(): number {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return sum;
}
