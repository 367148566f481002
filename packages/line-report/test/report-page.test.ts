import { cosmeticsBaseline, cosmeticsLine, resolveLine, type ScenarioInput } from '@twin/line-engine';
import axe from 'axe-core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect, reportPage } from '../src/index.ts';
import { overlaps } from './overlaps.ts';

const options = { durationS: 28_800, seed: 42, replications: 12 };
const scenario = (what?: ScenarioInput) => collect(resolveLine(cosmeticsLine, cosmeticsBaseline, what), options);
const baseline = scenario();
const large = scenario({ name: 'large_buffer_test', equipment: { Filler: { bufferCapacity: 500 } } });
const money = {
  currency: 'EUR',
  runs: baseline.runs.map(({ line: { goodOut, unitsOut } }) => {
    const [revenue, materialCost, conversionCost] = [goodOut * 900, unitsOut * 250, 14_000];
    return { revenue, materialCost, conversionCost, margin: revenue - materialCost - conversionCost };
  }),
};
const input = {
  scenarios: [{ ...baseline, money }, large],
  command: 'scenario-runner report a.yaml b.yaml',
  versions: { engine: '0' },
};
const folder = mkdtempSync(join(tmpdir(), 'line-report-'));
const file = join(folder, 'report.html');

let browser: Browser;
let page: Page;
const said: string[] = [];

beforeAll(async () => {
  writeFileSync(file, reportPage(input));
  try {
    browser = await launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  } catch (error) {
    throw new Error('no Chromium here: node scripts/system-packages.mjs says how to get it', { cause: error });
  }
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(width: number, scheme: 'light' | 'dark'): Promise<void> {
  page = await browser.newPage();
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) said.push(`asks for ${request.url()}`);
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

describe.each([
  ['light', 1000],
  ['dark', 1000],
  ['light', 360],
  ['dark', 360],
] as const)('the report in %s at %d px', (scheme, width) => {
  it('says nothing to the console, asks for nothing, and does not scroll sideways', async () => {
    await open(width, scheme);
    expect(said).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  it('has no label over another, and none cut off', async () => {
    expect(await page.evaluate(overlaps)).toEqual([]);
  });

  it('is accessible by every rule of axe that is serious', async () => {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 120)}`)).toEqual([]);
    await page.close();
  });
});

describe('the report', () => {
  it('prints', async () => {
    await open(1000, 'dark');
    const paper = await page.pdf({ format: 'A4' });
    expect(Buffer.from(paper.subarray(0, 5)).toString()).toBe('%PDF-');
    await page.close();
  });

  it('is one small file without a script, the same bytes each time', () => {
    const text = reportPage(input);
    expect(text.length).toBeLessThan(400_000);
    expect(text).not.toMatch(/<script|https?:\/\/|@import|url\(/);
    expect(reportPage({ ...input, scenarios: [{ ...scenario(), money }, large] })).toBe(text);
  });

  it('gives every chart a title, a description with its unit, and a table', () => {
    const charts = reportPage(input).split('<svg').slice(1);
    expect(charts.length).toBeGreaterThanOrEqual(10);
    for (const chart of charts)
      expect(chart).toMatch(
        /^[^>]*role="img"[^]*?<title[^>]*>[^<]{10,}<\/title>\s*<desc[^>]*>[^<]{20,}<\/desc>[^]*?<details>[^]*?<table>/,
      );
  });

  it('escapes what comes from outside', () => {
    const sneaky = scenario({ name: '<script>alert("x")</script>' });
    const text = reportPage({ scenarios: [sneaky], command: '<b>&' });
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(text).toContain('&lt;b&gt;&amp;');
  });

  it('leaves out what there is nothing to show of', () => {
    const one = collect(resolveLine(cosmeticsLine, cosmeticsBaseline), { ...options, replications: 1 });
    const text = reportPage({ scenarios: [{ line: one.line, runs: one.runs }] });
    for (const id of ['differences', 'shortfall', 'risk', 'running-mean', 'timeline-median', 'bottleneck', 'money'])
      expect(text).not.toContain(`id="${id}"`);
    expect(() => reportPage({ scenarios: [] })).toThrow(/nothing to report/);
  });
});
