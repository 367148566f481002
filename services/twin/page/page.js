import { makeCharts } from './charts.js';

const byId = (id) => document.getElementById(id);
const address = new URL(location.href);
const view = {
  asset: address.searchParams.get('asset') ?? '',
  spanMin: Number(address.searchParams.get('span') ?? 60) || 60,
};
const token = takeToken();
const charts = makeCharts();
const mostPoints = 40_000;

let points = [];
let events;
let isDrawing = false;
const heardAlarms = new Map();

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
  events.addEventListener('alarms', ({ data }) => showAlarms(JSON.parse(data)));
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
  if (points.length > mostPoints) points = points.slice(-mostPoints);
  drawSoon();
}

function drawSoon() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    draw();
  });
}

function draw() {
  const last = points.at(-1);
  if (last === undefined) return;
  const toMs = Math.max(last.timeMs, Date.now() - 5_000);
  const fromMs = Math.max(toMs - view.spanMin * 60_000, points[0].timeMs);
  charts.draw(points, fromMs, Math.max(toMs, fromMs + 10_000));
  const residual = last.measured - last.predicted;
  byId('temperature-now').textContent =
    `actual ${last.measured.toFixed(1)}   predicted ${last.predicted.toFixed(1)}${last.quality === 1 ? '' : ' (uncertain)'}   ideal ${last.ideal.toFixed(1)}`;
  const shown = points.filter(({ timeMs }) => timeMs >= fromMs);
  const rmse = Math.sqrt(shown.reduce((sum, p) => sum + (p.measured - p.predicted) ** 2, 0) / shown.length);
  const bias = shown.reduce((sum, p) => sum + p.measured - p.predicted, 0) / shown.length;
  byId('residual-now').textContent =
    `now ${signed(residual, 2)} (limit ±${(3 * last.predictedStd).toFixed(2)})   CUSUM ${last.cusum.toFixed(2)} of 1   shown: RMSE ${rmse.toFixed(2)}, bias ${signed(bias, 2)}`;
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

function showStatus({ phase, mode, counts, isConnected, reason, twinTimeMs }) {
  const lagS = twinTimeMs === 0 ? undefined : Math.max(0, (Date.now() - twinTimeMs) / 1000);
  const set = counts.quarantined + counts.malformed;
  byId('health').className = isConnected ? '' : 'is-lost';
  byId('health').textContent = [
    `● ${phase}${reason === '' ? '' : `: ${reason}`}`,
    mode,
    isConnected ? 'bus ok' : 'bus lost',
    lagS === undefined ? 'no reading yet' : `last reading ${lagS.toFixed(0)} s ago`,
    `${counts.accepted} readings, ${counts.late} late, ${set} set aside`,
  ].join('   ');
}

function showAlarms(alarms) {
  for (const { deviation, state } of alarms) {
    if (!heardAlarms.has(deviation.deviationId) && state === 'unacknowledged')
      byId('announce').textContent = `Alarm: ${title(deviation)}`;
    heardAlarms.set(deviation.deviationId, state);
  }
  byId('no-alarms').hidden = alarms.length > 0;
  const focused = document.activeElement?.dataset?.key;
  byId('alarms').replaceChildren(...alarms.map(alarmItem));
  // What is drawn anew must not take the keyboard away.
  if (focused !== undefined)
    byId('alarms')
      .querySelector(`[data-key="${CSS.escape(focused)}"]`)
      ?.focus();
}

function alarmItem({ deviation, state, shelvedUntilMs }) {
  const item = document.createElement('li');
  item.className = state;
  const what = element('div', '');
  what.className = 'what';
  const until = shelvedUntilMs === undefined ? '' : ` until ${clock(shelvedUntilMs)}`;
  what.append(
    element('strong', `${deviation.severity.toUpperCase()}  ${title(deviation)}`),
    `  ${state.replace('-', ', ')}${until}`,
  );
  const causes = element('span', causesText(deviation));
  causes.className = 'cause';
  what.append(causes);
  item.append(what);
  const { deviationId: id, asset } = deviation;
  if (state !== 'acknowledged')
    item.append(action('Acknowledge', `ack ${id}`, () => write('acknowledge', { asset, id })));
  if (state !== 'shelved')
    item.append(action('Shelve 30 min', `shelve ${id}`, () => write('shelve', { asset, id, minutes: 30 })));
  return item;
}

function title({ sensorId, kind, detectedAtMs, asset }) {
  return `${sensorId.slice(asset.length + 1)} ${kind} since ${clock(detectedAtMs)}`;
}

function causesText({ causes, settledBy, indistinguishable }) {
  if (causes.length === 0) return '';
  const likely = causes
    .slice(0, 3)
    .map(
      ({ name, magnitude, unit, explainedShare }) =>
        `${name} ${magnitude.toPrecision(2)} ${unit} (explains ${(100 * explainedShare).toFixed(0)} %)`,
    );
  const settled =
    indistinguishable && settledBy.length > 0
      ? `; to tell them apart measure: ${settledBy.slice(0, 2).join(' or ')}`
      : '';
  return `likely: ${likely.join(' or ')}${settled}`;
}

function action(text, key, act) {
  const button = element('button', text);
  button.type = 'button';
  button.dataset.key = key;
  button.disabled = token === null;
  if (token === null) button.title = 'needs the token of the service';
  button.addEventListener('click', act);
  return button;
}

async function write(path, body) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => undefined,
  );
  const text = answer === undefined ? 'the service is not there' : answer.ok ? 'done' : (await answer.json()).error;
  byId('fault-said').textContent = `${path}: ${text}`;
}

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
const signed = (value, digits) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
const clock = (timeMs) => new Date(timeMs).toLocaleTimeString();

for (const button of document.querySelectorAll('[data-span]')) {
  const press = () => {
    for (const other of document.querySelectorAll('[data-span]'))
      other.setAttribute('aria-pressed', String(Number(other.dataset.span) === view.spanMin));
  };
  button.addEventListener('click', () => {
    view.spanMin = Number(button.dataset.span);
    press();
    rememberView();
    drawSoon();
  });
  press();
}
byId('asset').addEventListener('change', ({ target }) => {
  view.asset = target.value;
  points = [];
  rememberView();
  listen();
});
byId('fault-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void write('fault', { asset: view.asset, fault: byId('fault').value });
});
byId('repair').addEventListener('click', () => void write('fault', { asset: view.asset, fault: 'none' }));
setInterval(drawSoon, 1000);
void begin();
