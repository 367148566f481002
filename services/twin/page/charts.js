import uPlot from './uplot.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const sync = uPlot.sync('plant');

/** 95 % of a normal law lie within so many deviations. */
const BAND = 1.96;
const LIMIT = 3;

/** Nothing for so long, and for ten times as long as between the two readings before, is a silence: hatched, never a line. */
const SILENCE_MS = 15_000;

/** Width of an axis on the right; charts without one leave as much free, so that times lie below each other. */
const RIGHT = 40;

function axes(right) {
  const look = {
    stroke: () => colour('faint'),
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
  };
  // Times of day, far enough apart: a date under the first of them would lie over the next.
  const below = { ...look, values: '{HH}:{mm}:{ss}', space: 90, size: 30 };
  const left = { ...look, size: 56 };
  return right ? [below, left, { ...look, scale: right, side: 1, grid: { show: false }, size: RIGHT }] : [below, left];
}

const stroke = (name, more = {}) => ({ stroke: () => colour(name), width: 1.5, points: { show: false }, ...more });

/** Slanted lines in the colour of what is faint. */
function hatching(context) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const lines = tile.getContext('2d');
  lines.strokeStyle = colour('hatch');
  lines.lineWidth = 1.5;
  lines.beginPath();
  for (const x of [-8, 0, 8]) {
    lines.moveTo(x, 8);
    lines.lineTo(x + 8, 0);
  }
  lines.stroke();
  return context.createPattern(tile, 'repeat');
}

/** A chart over `element`, as wide as it is; `series` and `bands` as uPlot has them. Time is in seconds. */
function chart(element, series, shared, { bands = [], scales = {}, right } = {}) {
  const size = () => ({ width: Math.max(200, element.clientWidth), height: element.clientHeight });
  const hatchSilences = ({ ctx, bbox, valToPos }) => {
    if (shared.silences.length === 0) return;
    ctx.save();
    ctx.fillStyle = hatching(ctx);
    for (const [fromMs, toMs] of shared.silences) {
      const from = Math.max(bbox.left, valToPos(fromMs / 1000, 'x', true));
      const to = Math.min(bbox.left + bbox.width, valToPos(toMs / 1000, 'x', true));
      if (to > from) ctx.fillRect(from, bbox.top, to - from, bbox.height);
    }
    ctx.restore();
  };
  const plot = new uPlot(
    {
      ...size(),
      legend: { show: false },
      cursor: { sync: { key: sync.key }, drag: { x: false, y: false } },
      scales,
      axes: axes(right),
      padding: [null, right ? 0 : RIGHT, null, null],
      series: [{}, ...series],
      bands,
      hooks: { drawClear: [hatchSilences], setCursor: [({ cursor }) => shared.pointAt(cursor.idx)] },
    },
    [[], ...series.map(() => [])],
    element,
  );
  element.addEventListener('keydown', (event) => moveCursor(plot, event));
  element.addEventListener('blur', () => plot.setCursor(nowhere, true, true));
  new ResizeObserver(() => plot.setSize(size())).observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plot.redraw(false));
  return plot;
}

/** Where a cursor is not seen. */
const nowhere = { left: -10, top: -10 };

/** The cursor of all charts by keyboard: a point, ten with Shift, the first and the last; Escape takes it away. */
function moveCursor(plot, event) {
  const [time] = plot.data;
  const { min, max } = plot.scales.x;
  const first = time.findIndex((one) => one >= min);
  const last = time.findLastIndex((one) => one <= max);
  if (first < 0 || last < first) return;
  const here = plot.cursor.idx ?? last;
  const far = event.shiftKey ? 10 : 1;
  const to = { ArrowLeft: here - far, ArrowRight: here + far, Home: first, End: last, Escape: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (event.key === 'Escape') return void plot.setCursor(nowhere, true, true);
  const place = Math.min(last, Math.max(first, to));
  const middle = plot.bbox.height / devicePixelRatio / 2;
  plot.setCursor({ left: plot.valToPos(time[place], 'x'), top: middle }, true, true);
}

/** What each series of each chart draws of a point. */
const values = {
  temperature: [
    (p) => p.predicted + BAND * p.predictedStd,
    (p) => p.predicted - BAND * p.predictedStd,
    (p) => p.ideal,
    (p) => p.measured,
    (p) => (p.quality === 1 ? p.predicted : null),
  ],
  residual: [
    (p) => LIMIT * p.predictedStd,
    (p) => -LIMIT * p.predictedStd,
    (p) => p.measured - p.predicted,
    (p) => p.cusum,
  ],
  concentration: [(p) => p.concentration],
  inputs: [(p) => p.inputs.Tc, (p) => p.inputs.q],
};

/**
 * The charts; `draw(points, fromMs, toMs, nowMs)` shows points of that time, of which what comes after `nowMs` is yet to come. `onCursor` is told of the
 * point under the cursor, undefined when there is none.
 */
export function makeCharts(onCursor) {
  let shown = [];
  const shared = { silences: [], pointAt: (index) => onCursor(index == null ? undefined : shown[index]) };
  const at = (id) => document.getElementById(id);
  const edge = { ...stroke('predicted'), width: 0 };
  const temperature = chart(
    at('temperature'),
    [edge, edge, stroke('ideal', { dash: [6, 5] }), stroke('actual', { width: 1 }), stroke('predicted', { width: 2 })],
    shared,
    { bands: [{ series: [1, 2], fill: () => colour('band') }] },
  );
  const residual = chart(
    at('residual'),
    [
      stroke('limit', { dash: [6, 5] }),
      stroke('limit', { dash: [6, 5] }),
      stroke('actual'),
      stroke('cusum', { scale: 'cusum' }),
    ],
    shared,
    { scales: { cusum: { range: (_plot, _low, high) => [0, Math.max(1.2, high)] } }, right: 'cusum' },
  );
  const concentration = chart(at('concentration'), [stroke('ideal')], shared);
  const inputs = chart(at('inputs'), [stroke('ideal'), stroke('faint', { scale: 'flow', dash: [3, 4] })], shared, {
    right: 'flow',
  });
  return {
    draw(points, fromMs, toMs, nowMs) {
      const within = points.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs);
      shared.silences = silencesOf(within, nowMs);
      document.body.dataset.silences = shared.silences.length;
      shown = withBreaks(within, shared.silences);
      const column = (of) => shown.map((point) => (point.isBreak ? null : of(point)));
      const draw = (plot, columns) =>
        plot.batch(() => {
          plot.setData([time, ...columns.map(column)]);
          plot.setScale('x', window);
        });
      const time = shown.map(({ timeMs }) => timeMs / 1000);
      const window = { min: fromMs / 1000, max: toMs / 1000 };
      draw(temperature, values.temperature);
      draw(residual, values.residual);
      draw(concentration, values.concentration);
      draw(inputs, values.inputs);
    },
  };
}

/** From … to of every silence, the one that lasts too. */
function silencesOf(points, nowMs) {
  const silences = [];
  let usualMs = 0;
  for (let i = 1; i <= points.length; i++) {
    const stepMs = (points[i]?.timeMs ?? nowMs) - points[i - 1].timeMs;
    if (stepMs > Math.max(SILENCE_MS, 10 * usualMs)) silences.push([points[i - 1].timeMs, points[i]?.timeMs ?? nowMs]);
    else usualMs = stepMs;
  }
  return silences;
}

/** A point that draws nothing behind the last one before a silence. */
function withBreaks(points, silences) {
  const lastBefore = new Set(silences.map(([fromMs]) => fromMs));
  return points.flatMap((point) =>
    lastBefore.has(point.timeMs) ? [point, { timeMs: point.timeMs + 1, isBreak: true }] : [point],
  );
}
