import { UsageError } from './arguments.ts';
import { groupOf, isGroup, type Group, type OriginalProject } from './original-project.ts';

/** Our files, by name, as plain data; and what could not be said in them. */
export interface Imported {
  readonly files: Readonly<Record<string, Group>>;
  readonly notes: readonly string[];
}

/** Their keys and ours; none: it has no meaning here, and is named in the notes. */
const equipmentKeys: Readonly<Record<string, readonly string[]>> = {
  uph: ['uph'],
  buffer_capacity: ['bufferCapacity'],
  'reliability.mtbf_min': ['reliability', 'mtbfMin'],
  'reliability.mttr_min': ['reliability', 'mttrMin'],
  'performance.jam_prob': ['performance', 'jamProb'],
  'performance.jam_time_sec': ['performance', 'jamTimeSec'],
  'quality.defect_rate': ['quality', 'defectRate'],
  'quality.detection_prob': ['quality', 'detectionProb'],
};
const passedOver = new Set([
  'name',
  'cost_rates.labor_per_hour',
  'cost_rates.energy_per_hour',
  'cost_rates.overhead_per_hour',
]);

/**
 * Turns the project into a line file a topology and a scenario file a run (or a scenario without a run). An override changes what it
 * names and nothing else, which the original did not keep to.
 */
export function importOriginal(project: OriginalProject): Imported {
  const notes = new Set<string>();
  const files: Record<string, Group> = {};
  for (const [name, topology] of project.topologies)
    files[`${fileName(name)}-line.yaml`] = lineOf(project, name, topology, notes);
  const runs =
    project.runs.size > 0
      ? project.runs
      : new Map([...project.scenarios.keys()].map((name) => [name, { name, scenario: name }]));
  for (const [name, run] of runs) files[`${fileName(name)}.yaml`] = scenarioOf(project, name, run, notes);
  if (Object.keys(files).length === 0) throw new UsageError('the project has no topology');
  notes.add('Raw material never runs out here; the original held 100,000 items.');
  return { files, notes: [...notes] };
}

function lineOf(project: OriginalProject, name: string, topology: Group, notes: Set<string>): Group {
  const nodes = listOf(topology['stations'] ?? topology['nodes']);
  if (nodes.length === 0) throw new UsageError(`topology ${name}: has no stations`);
  const stations = nodes.map((node) => ({
    name: textOf(node['name']) ?? '',
    batchIn: node['batch_in'] ?? 1,
    outputType: node['output_type'] ?? 'None',
  }));
  const baseline: Record<string, Group> = {};
  const rates: Record<string, Group> = {};
  for (const node of nodes) {
    const station = textOf(node['name']) ?? '';
    const reference = textOf(node['equipment_ref']) ?? station;
    const own = named(project.equipment, reference) ?? named(project.equipment, station);
    if (own === undefined) notes.add(`Nothing is said of ${station}: there is no equipment "${reference}".`);
    const whole = merged(project.equipmentDefaults, own ?? {});
    baseline[station] = parameters(whole, `equipment ${station}`, notes);
    const cost = groupOf(whole['cost_rates']);
    const perHour = ['labor_per_hour', 'energy_per_hour', 'overhead_per_hour'].reduce(
      (sum, key) => sum + Number(cost[key] ?? 0),
      0,
    );
    if (perHour > 0) rates[station] = { costPerHour: perHour };
  }
  const routes = routesOf(
    topology,
    stations.map((station) => station.name),
    notes,
  );
  return {
    line: name,
    topology: { stations, ...(routes !== undefined && { routes }) },
    baseline,
    ...(Object.keys(rates).length > 0 && { economics: { stations: rates } }),
  };
}

function scenarioOf(project: OriginalProject, name: string, run: Group, notes: Set<string>): Group {
  const scenario = named(project.scenarios, textOf(run['scenario']) ?? '');
  if (scenario === undefined) throw new UsageError(`run ${name}: there is no scenario "${textOf(run['scenario'])}"`);
  const topology = textOf(scenario['topology']) ?? [...project.topologies.keys()][0] ?? '';
  if (named(project.topologies, topology) === undefined)
    throw new UsageError(`scenario ${textOf(run['scenario'])}: there is no topology "${topology}"`);
  const behavior = textOf(scenario['behavior']);
  if (behavior !== undefined && behavior !== 'default_6phase')
    notes.add(`The behaviour "${behavior}" is not taken over: every machine has the six phases.`);
  const overrides = Object.entries(groupOf(scenario['overrides'])).map(([station, own]) => [
    station,
    parameters(groupOf(own), `overrides of ${station}`, notes),
  ]);
  const sku = textOf(run['product']);
  const product = sku === undefined ? undefined : named(project.products, sku);
  if (sku !== undefined && product === undefined) throw new UsageError(`run ${name}: there is no product "${sku}"`);
  return {
    name,
    line: `./${fileName(topology)}-line.yaml`,
    durationHours: run['duration_hours'] ?? 8,
    seed: run['random_seed'] ?? 42,
    ...(overrides.length > 0 && { equipment: Object.fromEntries(overrides) as Group }),
    ...(product !== undefined && { economics: { products: { '*': money(product) } } }),
  };
}

function money(product: Group): Group {
  const { name, material_cost: materialCost = 0, selling_price: sellingPrice = 0 } = product;
  return { ...(typeof name === 'string' && { sku: name }), materialCost, sellingPrice };
}

function parameters(from: Group, where: string, notes: Set<string>): Group {
  const found: Record<string, unknown> = {};
  for (const [path, value] of flat(from)) {
    const ours = Object.hasOwn(equipmentKeys, path) ? equipmentKeys[path]! : undefined;
    if (ours === undefined) {
      if (!passedOver.has(path)) notes.add(`${where}: "${path}" has no meaning here and is left out.`);
      continue;
    }
    const [first, second] = ours;
    if (second === undefined) found[first!] = value;
    else found[first!] = { ...groupOf(found[first!]), [second]: value };
  }
  return found;
}

function flat(group: Group, before = ''): [string, unknown][] {
  return Object.entries(group).flatMap(([key, value]) =>
    isGroup(value) ? flat(value, `${before}${key}.`) : [[`${before}${key}`, value] as [string, unknown]],
  );
}

/** Ways of a graph; none for stations in a row. Rejects leave the line by themselves where inspection finds them. */
function routesOf(topology: Group, stations: readonly string[], notes: Set<string>): Group[] | undefined {
  const edges = listOf(topology['edges']).filter(
    ({ source, target }) => source !== '_source' && target !== '_sink' && target !== '_reject',
  );
  if (topology['edges'] === undefined) return undefined;
  const inRow =
    edges.length === stations.length - 1 &&
    edges.every(({ source, target }, i) => source === stations[i] && target === stations[i + 1]);
  const isPlain = edges.every(
    ({ capacity, condition }) => capacity == null && (condition == null || condition === 'not product.is_defective'),
  );
  if (edges.some(({ condition }) => condition === 'not product.is_defective'))
    notes.add(
      'What an inspection finds is rejected there with its detection_prob; the original let its graph find every defect.',
    );
  if (inRow && isPlain) return undefined;
  return edges.map(({ source, target, capacity, condition }) => ({
    from: source,
    to: target,
    ...(condition === 'product.is_defective' && { when: 'rejected' }),
    ...(capacity != null && { bufferCapacity: capacity }),
  }));
}

function merged(base: Group, over: Group): Group {
  const whole: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over))
    whole[key] = isGroup(value) ? merged(groupOf(base[key]), value) : value;
  return whole;
}

function named(from: ReadonlyMap<string, Group>, name: string): Group | undefined {
  return from.get(name) ?? [...from].find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
}

function listOf(value: unknown): Group[] {
  return Array.isArray(value) ? value.filter(isGroup) : [];
}

/** A name as text; undefined for what is none. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^\.+/, '_');
}
