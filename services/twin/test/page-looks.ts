import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Pixels of the temperature chart in the colour of hatching. */
export function hatched(page: Page): Promise<number> {
  return page.$eval('#temperature canvas', (canvas) => {
    const wanted = getComputedStyle(document.documentElement).getPropertyValue('--hatch').trim();
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (
        `#${[data[i], data[i + 1], data[i + 2]].map((one) => one!.toString(16).padStart(2, '0')).join('')}` === wanted
      )
        count += data[i + 3] === 255 ? 1 : 0;
    return count;
  });
}

/** What axe finds wrong with the page. */
export async function accessible(page: Page): Promise<unknown> {
  const frame = page.mainFrame();
  // The policy of the page forbids scripts from elsewhere: axe comes in through the debugger.
  await frame.evaluate(readFileSync(axeFile, 'utf8'));
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
