import { makeAlarms } from './alarms.js';
import { makeCharts } from './charts.js';
import { makeReplay } from './replay.js';
import { byId, clock, duration, element, signed } from './words.js';

const address = new URL(location.href);
const view = {
  asset: address.searchParams.get('asset') ?? '',
  spanMin: Number(address.searchParams.get('span') ?? 60) || 60,
};
const token = takeToken();
const charts = makeCharts(showCursor);
const alarms = makeAlarms(write, token !== null);
const replay = makeReplay(drawSoon);
const mostPoints = 40_000;

let points = [];
let events;
let isDrawing = false;

/** The token comes after #, which no server sees, and stays in this tab. */
function takeToken() {
  const given = new URLSearchParams(address.hash.slice(1)).get('token');
  if (given !== null) {
    sessionStorage.setItem('token', given);
    address.hash = '';
    history.replaceState(undefined, '', address);
  }
  return given ?? sessionStorage.getItem('token');
}

function rememberView() {
  address.searchParams.set('asset', view.asset);
  address.searchParams.set('span', String(view.spanMin));
  history.replaceState(undefined, '', address);
}

const beginLater = () => void setTimeout(() => void begin(), 1000);

async function begin() {
  const answer = await fetch('api/assets').catch(() => undefined);
  if (!answer?.ok) return beginLater();
  const { assets, faults } = await answer.json();
  if (assets.length === 0) {
    byId('health').textContent = 'No asset has been seen yet.';
    return beginLater();
  }
  const names = assets.map(({ asset }) => asset);
  if (!names.includes(view.asset)) [view.asset] = names;
  byId('asset').replaceChildren(...names.map((name) => new Option(name, name, false, name === view.asset)));
  byId('fault').replaceChildren(
    ...Object.entries(faults).map(([name, { meaning }]) => new Option(`${name}: ${meaning}`, name)),
  );
  byId('plant').hidden = token === null;
  listen();
}

/** The browser comes back by itself and names the last event it has, so that the gap is filled. A server that is new has less past than we do. */
function listen() {
  events?.close();
  const since = points.at(-1)?.timeMs ?? 0;
  events = new EventSource(`api/events?asset=${encodeURIComponent(view.asset)}&since=${since}`);
  events.addEventListener('points', ({ data }) => takePoints(JSON.parse(data)));
  events.addEventListener('alarms', ({ data }) => alarms.show(JSON.parse(data)));
  events.addEventListener('status', ({ data }) => showStatus(JSON.parse(data)));
  events.addEventListener('error', () => {
    byId('health').textContent = 'The service is not there; coming back when it is.';
    byId('health').className = 'is-lost';
    // The browser gives up for good when it is answered wrongly.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}

function takePoints(more) {
  const last = points.at(-1)?.timeMs ?? 0;
  const first = more[0]?.timeMs ?? Infinity;
  if (first > last) points.push(...more);
  else {
    const known = new Map([...points, ...more].map((point) => [point.timeMs, point]));
    points = [...known.values()].toSorted((a, b) => a.timeMs - b.timeMs);
  }
  if (points.length > mostPoints) void thinOut();
  drawSoon();
}

/** The service keeps the past thinned out, and every reading counted. */
async function thinOut() {
  points = points.slice(-mostPoints / 2);
  const answer = await fetch(`api/history?asset=${encodeURIComponent(view.asset)}`).catch(() => undefined);
  if (!answer?.ok) return;
  const { points: past } = await answer.json();
  const toMs = past.at(-1)?.timeMs ?? 0;
  points = [...past, ...points.filter(({ timeMs }) => timeMs > toMs)];
}

function drawSoon() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    draw();
  });
}

/** From … to of the charts when they show what is now. */
function windowNow() {
  const toMs = Math.max(points.at(-1).timeMs, Date.now() - 5_000);
  const fromMs = Math.max(toMs - view.spanMin * 60_000, points[0].timeMs);
  return { fromMs, toMs: Math.max(toMs, fromMs + 10_000) };
}

function draw() {
  showReplay();
  if (points.length === 0) return;
  const replayed = replay.now();
  const { fromMs, toMs, atMs = toMs } = replayed ?? windowNow();
  const seen = replayed === undefined ? points : points.filter(({ timeMs }) => timeMs <= atMs);
  const last = seen.at(-1) ?? points[0];
  charts.draw(seen, fromMs, toMs, atMs);
  const residual = last.measured - last.predicted;
  const limit = 3 * last.predictedStd;
  const way = residual > limit ? ' ▲' : residual < -limit ? ' ▼' : '';
  byId('temperature-now').textContent =
    `actual ${last.measured.toFixed(1)}   predicted ${last.predicted.toFixed(1)}${last.quality === 1 ? '' : ' (uncertain)'}   ideal ${last.ideal.toFixed(1)}   Δ ${signed(residual, 2)}${way} (limit ±${limit.toFixed(2)})`;
  byId('residual-now').textContent = [
    `CUSUM ${last.cusum.toFixed(2)} of 1`,
    fitOf(seen.filter(({ timeMs }) => timeMs >= fromMs)),
    ...(replayed === undefined ? alarms.standing() : []),
  ].join('   ');
  const names = { Tc: 'coolant, K', q: 'feed flow, L/min', Tf: 'feed, K', Caf: 'feed, mol/L' };
  const rows = [
    ...Object.entries(names).map(([name, text]) => [text, last.inputs[name]]),
    ['concentration estimated, mol/L', last.concentration],
  ];
  byId('values').replaceChildren(
    ...rows.map(([text, value]) => {
      const row = document.createElement('tr');
      const head = element('th', text);
      head.scope = 'row';
      row.append(head, element('td', Number(value).toFixed(3)));
      return row;
    }),
  );
}

function showReplay() {
  const now = replay.now();
  byId('replay').setAttribute('aria-pressed', String(now !== undefined));
  byId('replayed').textContent =
    now === undefined ? '' : `Replay 10×: the charts show ${clock(now.atMs)}. Alarms and status are those of now.`;
}

/** Bias and RMSE of every reading of the time shown, also of those no point stands for any more. */
function fitOf(shown) {
  const total = (of) => shown.reduce((sum, point) => sum + point[of], 0);
  const count = total('readings');
  const rmse = Math.sqrt(total('residualSquares') / count);
  const name = document.querySelector('[data-span][aria-pressed="true"]')?.textContent ?? '';
  return `fit ${name}: RMSE ${rmse.toFixed(2)}, bias ${signed(total('residualSum') / count, 2)}`;
}

function showCursor(point) {
  byId('at-cursor').textContent =
    point === undefined || point.isBreak
      ? ''
      : [
          clock(point.timeMs),
          `actual ${point.measured.toFixed(2)}`,
          `predicted ${point.predicted.toFixed(2)}`,
          `Δ ${signed(point.measured - point.predicted, 2)}`,
          `Ca ${point.concentration.toFixed(3)}`,
          `coolant ${point.inputs.Tc.toFixed(1)}`,
          `flow ${point.inputs.q.toFixed(1)}`,
        ].join('   ');
}

function showStatus({ phase, mode, counts, isConnected, bus, solveMs, lagMs, reason, twinTimeMs }) {
  const ageS = twinTimeMs === 0 ? undefined : Math.max(0, (Date.now() - twinTimeMs) / 1000);
  const set = counts.quarantined + counts.malformed;
  const busName = bus === 'nats' ? 'NATS' : 'bus';
  byId('health').className = isConnected ? '' : 'is-lost';
  byId('health').textContent = [
    `● ${phase}${reason === '' ? '' : `: ${reason}`}`,
    mode,
    `solve ${solveMs.toFixed(3)} ms`,
    `${busName} ${isConnected ? 'ok' : 'lost'}`,
    ...(lagMs === null ? [] : [`lag ${lagMs.toFixed(0)} ms`]),
    ageS === undefined ? 'no reading yet' : `last reading ${duration(1000 * ageS)} ago`,
    `${counts.accepted} readings, ${counts.late} late, ${set} set aside`,
  ].join('   ');
}

async function write(path, body) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => undefined,
  );
  const text = answer === undefined ? 'the service is not there' : answer.ok ? 'done' : (await answer.json()).error;
  byId('fault-said').textContent = `${path}: ${text}`;
}

for (const button of document.querySelectorAll('[data-span]')) {
  const press = () => {
    for (const other of document.querySelectorAll('[data-span]'))
      other.setAttribute('aria-pressed', String(Number(other.dataset.span) === view.spanMin));
  };
  button.addEventListener('click', () => {
    view.spanMin = Number(button.dataset.span);
    press();
    rememberView();
    replay.stop();
  });
  press();
}
byId('asset').addEventListener('change', ({ target }) => {
  view.asset = target.value;
  points = [];
  replay.stop();
  rememberView();
  listen();
});
byId('replay').addEventListener('click', () => {
  if (replay.now() !== undefined || points.length === 0) return replay.stop();
  const { fromMs, toMs } = windowNow();
  replay.start(fromMs, toMs);
});
byId('fault-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void write('fault', { asset: view.asset, fault: byId('fault').value });
});
byId('repair').addEventListener('click', () => void write('fault', { asset: view.asset, fault: 'none' }));
setInterval(drawSoon, 1000);
void begin();
