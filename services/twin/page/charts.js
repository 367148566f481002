import uPlot from './uplot.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const sync = uPlot.sync('plant');

function axes(right) {
  const look = {
    stroke: () => colour('faint'),
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
  };
  // Times of day, far enough apart: a date under the first of them would lie over the next.
  const below = { ...look, values: '{HH}:{mm}:{ss}', space: 90 };
  const left = { ...look, size: 56 };
  return right ? [below, left, { ...look, scale: right, side: 1, grid: { show: false }, size: 40 }] : [below, left];
}

const stroke = (name, more = {}) => ({ stroke: () => colour(name), width: 1.5, points: { show: false }, ...more });

/** A chart over `element`, as wide as it is; `series` and `bands` as uPlot has them. Time is in seconds. */
function chart(element, series, { bands = [], scales = {}, right } = {}) {
  const size = () => ({ width: Math.max(200, element.clientWidth), height: element.clientHeight });
  const plot = new uPlot(
    {
      ...size(),
      legend: { show: false },
      cursor: { sync: { key: sync.key }, drag: { x: false, y: false } },
      scales,
      axes: axes(right),
      series: [{}, ...series],
      bands,
    },
    [[], ...series.map(() => [])],
    element,
  );
  new ResizeObserver(() => plot.setSize(size())).observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plot.redraw(false));
  return plot;
}

/** 95 % of a normal law lie within so many deviations. */
const BAND = 1.96;
const LIMIT = 3;

/** The three charts; `draw(points, fromMs, toMs)` shows points of that time. Where readings are missing for long, so is the line. */
export function makeCharts() {
  const edge = { ...stroke('predicted'), width: 0 };
  const temperature = chart(
    document.getElementById('temperature'),
    [edge, edge, stroke('ideal', { dash: [6, 5] }), stroke('actual', { width: 1 }), stroke('predicted', { width: 2 })],
    { bands: [{ series: [1, 2], fill: () => colour('band') }] },
  );
  const residual = chart(
    document.getElementById('residual'),
    [
      stroke('limit', { dash: [6, 5] }),
      stroke('limit', { dash: [6, 5] }),
      stroke('actual'),
      stroke('cusum', { scale: 'cusum' }),
    ],
    { scales: { cusum: { range: (_plot, _low, high) => [0, Math.max(1.2, high)] } }, right: 'cusum' },
  );
  const inputs = chart(
    document.getElementById('inputs'),
    [stroke('ideal'), stroke('faint', { scale: 'flow', dash: [3, 4] })],
    {
      right: 'flow',
    },
  );
  return {
    draw(points, fromMs, toMs) {
      const shown = withGaps(points.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs));
      const column = (of) => shown.map((point) => (point.isGap ? null : of(point)));
      const time = shown.map(({ timeMs }) => timeMs / 1000);
      const window = { min: fromMs / 1000, max: toMs / 1000 };
      const columns = new Map([
        [
          temperature,
          [
            column((p) => p.predicted + BAND * p.predictedStd),
            column((p) => p.predicted - BAND * p.predictedStd),
            column((p) => p.ideal),
            column((p) => p.measured),
            column((p) => (p.quality === 1 ? p.predicted : null)),
          ],
        ],
        [
          residual,
          [
            column((p) => LIMIT * p.predictedStd),
            column((p) => -LIMIT * p.predictedStd),
            column((p) => p.measured - p.predicted),
            column((p) => p.cusum),
          ],
        ],
        [inputs, [column((p) => p.inputs.Tc), column((p) => p.inputs.q)]],
      ]);
      for (const [plot, data] of columns)
        plot.batch(() => {
          plot.setData([time, ...data]);
          plot.setScale('x', window);
        });
    },
  };
}

/** A point that draws nothing wherever nothing came for more than ten ordinary intervals. */
function withGaps(points) {
  if (points.length < 3) return points;
  const steps = points.slice(1).map(({ timeMs }, i) => timeMs - points[i].timeMs);
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1];
  return points.flatMap((point, i) => {
    const isGap = i > 0 && point.timeMs - points[i - 1].timeMs > 10 * usual;
    return isGap ? [{ timeMs: points[i - 1].timeMs + usual, isGap: true }, point] : [point];
  });
}
