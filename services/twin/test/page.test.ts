import { mkdirSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from './free-port.ts';
import { accessible, hatched } from './page-looks.ts';
import { TwinProcess } from './process.ts';

const token = 'a-token-for-the-page';
const out = new URL('../../../out/page/', import.meta.url).pathname;

describe('the live page', () => {
  let browser: Browser;
  let page: Page;
  let twin: TwinProcess;
  let url = '';
  let port = 0;
  const complaints: string[] = [];
  const begin = async (): Promise<void> => {
    const env = { TWIN_PORT: String(port), TWIN_TOKEN: token, TWIN_MOCK_PERIOD_MS: '100', TWIN_MOCK_PAST_MIN: '2' };
    twin = new TwinProcess(['demo'], env);
    url = await twin.url();
  };
  const text = (selector: string): Promise<string> => page.$eval(selector, (element) => element.textContent);
  const shot = async (name: string): Promise<void> => {
    mkdirSync(out, { recursive: true });
    await page.screenshot({ path: `${out}${name}.png`, fullPage: true });
  };

  beforeAll(async () => {
    port = await freePort();
    await begin();
    browser = await launch({
      executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(`${url}#token=${token}`);
    await page.waitForFunction(() => document.getElementById('temperature-now')!.textContent !== '');
  });
  afterAll(async () => {
    await browser.close();
    await twin.stop();
  });

  it('shows both series moving, and complains of nothing under its policy', async () => {
    const before = await text('#temperature-now');
    expect(before).toMatch(/actual \d+\.\d +predicted \d+\.\d +ideal \d+\.\d/);
    await page.waitForFunction((was) => document.getElementById('temperature-now')!.textContent !== was, {}, before);
    await page.waitForFunction(() => document.getElementById('health')!.textContent.includes('bus ok'));
    // Ink in the middle of the chart: something is drawn.
    const colours = await page.$eval('#temperature canvas', (canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(width / 2, 0, 40, height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    expect(colours).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
    expect(page.url()).not.toContain(token);
  });

  it('says in its header how the twin is, what a solve takes, and how late readings come', async () => {
    await page.waitForFunction(() => document.getElementById('health')!.textContent.includes('lag'));
    expect(await text('#health')).toMatch(
      /^● running +live +solve \d\.\d{3} ms +bus ok +lag \d+ ms +last reading \d+ s ago +\d+ readings, 0 late, 0 set aside$/,
    );
  });

  it('has its view in the address: the asset and the time shown, up to a day', async () => {
    for (const [span, name] of [
      ['1440', '24 h'],
      ['480', '8 h'],
      ['60', '1 h'],
    ]) {
      await page.click(`[data-span="${span}"]`);
      expect(new URL(page.url()).searchParams.get('span')).toBe(span);
      expect(new URL(page.url()).searchParams.get('asset')).toBe('enterprise.site.area.line.reactor');
      await page.waitForFunction(
        (wanted) => document.getElementById('residual-now')!.textContent.includes(`fit ${wanted}: RMSE`),
        {},
        name!,
      );
    }
    expect(await text('#residual-now')).toMatch(/RMSE 0\.[23]\d, bias [+−]0\.0\d/);
    const other = await browser.newPage();
    await other.goto(page.url().replace('span=60', 'span=480'));
    expect(await other.$eval('[data-span="480"]', (button) => button.getAttribute('aria-pressed'))).toBe('true');
    await other.close();
  });

  it('has one cursor over all charts, also by keyboard', async () => {
    await page.focus('#inputs');
    await page.keyboard.press('End');
    const end = await text('#at-cursor');
    expect(end).toMatch(
      /actual \d+\.\d\d +predicted \d+\.\d\d +Δ [+−]\d\.\d\d +Ca 0\.\d+ +coolant \d+\.\d +flow \d+\.\d/,
    );
    for (let i = 0; i < 3; i++) {
      await page.keyboard.down('Shift');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.up('Shift');
    }
    expect(await text('#at-cursor')).not.toBe(end);
    const lefts = await page.$$eval('.chart .u-cursor-x', (lines) =>
      lines.map((line) => Math.round(line.getBoundingClientRect().left)),
    );
    expect(lefts).toHaveLength(4);
    // The plots are of nearly one width: those with a right axis are narrower.
    expect(Math.max(...lefts) - Math.min(...lefts)).toBeLessThan(60);
    expect(Math.min(...lefts)).toBeGreaterThan(100);
    await page.keyboard.press('Escape');
    expect(await text('#at-cursor')).toBe('');
  });

  it('replays the time shown ten times as fast, while alarms and status stay those of now', async () => {
    await page.click('[data-span="5"]');
    await page.click('#replay');
    const at = (): Promise<string> => text('#replayed');
    await page.waitForFunction(() => document.getElementById('replayed')!.textContent.startsWith('Replay 10×'));
    const [began, actual] = [await at(), await text('#temperature-now')];
    await page.waitForFunction(
      (was, shown) =>
        document.getElementById('replayed')!.textContent !== was &&
        document.getElementById('temperature-now')!.textContent !== shown,
      {},
      began,
      actual,
    );
    expect(await text('#health')).toContain('running');
    // How much of the width is drawn: what is yet to come is not.
    const drawn = (): Promise<number> =>
      page.$eval('#temperature canvas', (canvas) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const wanted = getComputedStyle(document.documentElement).getPropertyValue('--predicted').trim();
        const colourAt = (i: number): string =>
          `#${Array.from(data.subarray(i, i + 3), (one) => one.toString(16).padStart(2, '0')).join('')}`;
        let last = 0;
        for (let i = 0; i < data.length; i += 4)
          if (colourAt(i) === wanted) last = Math.max(last, ((i / 4) % canvas.width) / canvas.width);
        return last;
      });
    await expect.poll(drawn, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await drawn()).toBeLessThan(0.9);
    await shot('replay');
    await page.click('#replay');
    await page.waitForFunction(() => document.getElementById('replayed')!.textContent === '');
    expect(await page.$eval('#replay', (button) => button.getAttribute('aria-pressed'))).toBe('false');
  });

  it('is served under a strict policy', async () => {
    const answer = await fetch(url);
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('passes axe in light and dark, wide and narrow', async () => {
    await page.click('#help summary');
    for (const value of ['light', 'dark'])
      for (const width of [1200, 360]) {
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        expect(await accessible(page)).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
      }
    await page.setViewport({ width: 1200, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  });

  it('raises an alarm on an injected fault, which is acknowledged and shelved by keyboard', async () => {
    await page.select('#fault', 'bias');
    await page.focus('#fault-form button[type=submit]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#alarms li.unacknowledged', { timeout: 60_000 });
    await page.waitForFunction(() => document.getElementById('alarms')!.textContent.includes('likely:'), {
      timeout: 60_000,
    });
    expect(await text('#alarms')).toMatch(/likely: [^;]* [+−][\d.]+ (K|%|mol)[^;]*explains/);
    await shot('light');
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await shot('dark');
    await page.setViewport({ width: 360, height: 800 });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await shot('phone');
    await page.setViewport({ width: 1200, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    expect(await accessible(page)).toEqual([]);
    const waiting = (await page.$$('#alarms li.unacknowledged')).length;
    await page.focus('#alarms li.unacknowledged button');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (was) => document.querySelectorAll('#alarms li.unacknowledged').length < was,
      {},
      waiting,
    );
    await page.focus('#alarms li.acknowledged button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#alarms li.shelved');
    expect(await text('#alarms li.shelved')).toContain('until');
    expect(await text('#alarms li.shelved')).toMatch(/(CUSUM|EWMA|NIS)[^;]* [\d.]+, limit [\d.]+/);
    const press = async (state: string, name: string): Promise<void> => {
      const buttons = await page.$$(`#alarms li.${state} button`);
      for (const button of buttons)
        if ((await button.evaluate(({ textContent }) => textContent)) === name) {
          await button.focus();
          await page.keyboard.press('Enter');
          return;
        }
      throw new Error(`no button "${name}" on an alarm that is ${state}`);
    };
    await press('shelved', 'Out of service');
    await page.waitForSelector('#alarms li.out-of-service');
    expect(await text('#alarms li.out-of-service')).toContain('out of service');
    await press('out-of-service', 'Return to service');
    await page.waitForSelector('#alarms li.shelved');
  });

  it('hatches the silence while the service is away, comes back after it was restarted, and fills the gap', async () => {
    const count = complaints.length;
    await page.click('[data-span="5"]');
    await twin.stop('SIGKILL');
    await page.waitForFunction(() => document.getElementById('health')!.textContent.includes('not there'));
    expect(await hatched(page)).toBe(0);
    await page.waitForFunction(() => document.body.dataset['silences'] !== '0', { timeout: 60_000 });
    await page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));
    expect(await hatched(page)).toBeGreaterThan(10);
    await shot('silence');
    await begin();
    await page.waitForFunction(() => document.getElementById('health')!.textContent.includes('bus ok'), {
      timeout: 30_000,
    });
    const before = await text('#temperature-now');
    await page.waitForFunction((was) => document.getElementById('temperature-now')!.textContent !== was, {}, before);
    expect(await hatched(page)).toBe(0);
    // Only the connection that broke was complained of.
    expect(complaints.slice(count).filter((one) => !/ERR_|Failed to load/.test(one))).toEqual([]);
  });
});
