import { byId, clock, duration, element } from './words.js';

/** The list of alarms; `write(path, body)` asks the service for what people do to them. */
export function makeAlarms(write, canWrite) {
  const heard = new Map();
  let alarms = [];
  return {
    show(given) {
      alarms = given;
      for (const { deviation, state } of alarms) {
        if (!heard.has(deviation.deviationId) && state === 'unacknowledged')
          byId('announce').textContent = `Alarm: ${title(deviation)}`;
        heard.set(deviation.deviationId, state);
      }
      byId('no-alarms').hidden = alarms.length > 0;
      const focused = document.activeElement?.dataset?.key;
      byId('alarms').replaceChildren(...alarms.map((alarm) => alarmItem(alarm, write, canWrite)));
      // What is drawn anew must not take the keyboard away.
      if (focused !== undefined)
        byId('alarms')
          .querySelector(`[data-key="${CSS.escape(focused)}"]`)
          ?.focus();
    },

    /** How long the oldest deviation that stands has been there. */
    standing() {
      const since = alarms
        .filter(({ clearedAtMs }) => clearedAtMs === undefined)
        .map((one) => one.deviation.detectedAtMs);
      if (since.length === 0) return [];
      const first = Math.min(...since);
      return [`alarm since ${clock(first)}, ${duration(Date.now() - first)}`];
    },
  };
}

function alarmItem({ deviation, state, shelvedUntilMs }, write, canWrite) {
  const item = document.createElement('li');
  item.className = state;
  const what = element('div', '');
  what.className = 'what';
  const until = shelvedUntilMs === undefined ? '' : ` until ${clock(shelvedUntilMs)}`;
  what.append(
    element('strong', `${deviation.severity.toUpperCase()}  ${title(deviation)}`),
    `  ${stateWords[state]}${until}`,
  );
  for (const text of [judgedText(deviation), causesText(deviation)]) {
    const line = element('span', text);
    line.className = 'cause';
    what.append(line);
  }
  item.append(what, ...actionsOf(deviation, state, write).map((given) => button(canWrite, ...given)));
  return item;
}

/** What can be done with an alarm in this state: what a button says, its key, and what it does. */
function actionsOf({ deviationId: id, asset }, state, write) {
  const service = (isOut) => () => write('out-of-service', { asset, id, isOut });
  if (state === 'out-of-service') return [['Return to service', `service ${id}`, service(false)]];
  const actions = [['Out of service', `service ${id}`, service(true)]];
  if (state !== 'shelved')
    actions.unshift(['Shelve 30 min', `shelve ${id}`, () => write('shelve', { asset, id, minutes: 30 })]);
  if (state !== 'acknowledged')
    actions.unshift(['Acknowledge', `ack ${id}`, () => write('acknowledge', { asset, id })]);
  return actions;
}

function button(canWrite, text, key, act) {
  const made = element('button', text);
  made.type = 'button';
  made.dataset.key = key;
  made.disabled = !canWrite;
  if (!canWrite) made.title = 'needs the token of the service';
  made.addEventListener('click', act);
  return made;
}

function title({ sensorId, kind, detectedAtMs, asset }) {
  return `${sensorId.slice(asset.length + 1)} ${kind} since ${clock(detectedAtMs)}`;
}

const stateWords = {
  unacknowledged: 'unacknowledged',
  acknowledged: 'acknowledged',
  'returned-unacknowledged': 'returned, unacknowledged',
  shelved: 'shelved',
  'out-of-service': 'out of service',
};

const charts = {
  'cusum-slow': 'CUSUM (slow)',
  'cusum-fast': 'CUSUM (fast)',
  ewma: 'EWMA',
  'nis-1': 'NIS of one reading',
  'nis-20': 'NIS of 20 readings',
  trend: 'trend',
};

/** By what it was judged. Each chart has a statistic and a limit of its own. */
function judgedText({ kind, statistic, limit, chart, actual, predicted, unit }) {
  if (kind === 'flatline') return `${statistic} equal readings (limit ${limit})`;
  if (kind === 'dropout') return `silent for ${statistic.toFixed(1)} min (limit ${limit})`;
  return `actual ${actual.toFixed(1)} ${unit}, predicted ${predicted.toFixed(1)}; ${charts[chart] ?? chart} ${statistic.toPrecision(3)}, limit ${limit.toPrecision(3)}`;
}

/** In two digits, with its sign; parts of what is nominal as percent. */
function sizeText(magnitude, unit) {
  const isPart = unit.startsWith('of nominal');
  const size = Number(Math.abs(isPart ? 100 * magnitude : magnitude).toPrecision(2));
  return `${magnitude < 0 ? '−' : '+'}${size} ${isPart ? unit.replace('of nominal', '%') : unit}`;
}

function causesText({ causes, settledBy, indistinguishable }) {
  if (causes.length === 0) return '';
  const likely = causes
    .slice(0, 3)
    .map(
      ({ name, magnitude, unit, explainedShare }) =>
        `${name} ${sizeText(magnitude, unit)} (explains ${(100 * explainedShare).toFixed(0)} %)`,
    );
  const settled =
    indistinguishable && settledBy.length > 0
      ? `; ${causes.length > 1 ? 'to tell them apart' : 'to be sure'} measure: ${settledBy.slice(0, 2).join(' or ')}`
      : '';
  return `likely: ${likely.join(' or ')}${settled}`;
}
