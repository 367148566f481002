import { html, type Markup } from '../markup/markup.ts';
import { clock, fixed } from '../markup/number-text.ts';
import { tickDecimals, ticks, type Scale } from './scale.ts';

/** Horizontal grid lines with their values, from `left` to `right`; the unit stands above. */
export function verticalAxis(scale: Scale, left: number, right: number, unit: string): Markup {
  const values = ticks(scale.from, scale.to);
  const decimals = tickDecimals(values);
  const top = Math.min(scale.at(scale.from), scale.at(scale.to));
  return html`${values.map(
      (value) =>
        html`<line class="grid" x1="${left}" x2="${right}" y1="${scale.at(value)}" y2="${scale.at(value)}" />
          <text class="quiet" x="${left - 8}" y="${scale.at(value) + 4}" text-anchor="end"
            >${fixed(value, decimals)}</text
          > `,
    )}<text class="quiet" x="${left - 8}" y="${top - 14}" text-anchor="end">${unit}</text>`;
}

/** Vertical grid lines with their values beneath. */
export function horizontalAxis(scale: Scale, top: number, bottom: number, unit: string): Markup {
  const values = ticks(scale.from, scale.to, 6);
  const decimals = tickDecimals(values);
  return html`${values.map(
      (value) =>
        html`<line class="grid" x1="${scale.at(value)}" x2="${scale.at(value)}" y1="${top}" y2="${bottom}" />
          <text class="quiet" x="${scale.at(value)}" y="${bottom + 16}" text-anchor="middle"
            >${fixed(value, decimals)}</text
          > `,
    )}<text class="quiet" x="${scale.at(scale.to)}" y="${bottom + 34}" text-anchor="end">${unit}</text>`;
}

/** Hours of a run beneath a chart. */
export function timeAxis(scale: Scale, bottom: number): Markup {
  const hours = (scale.to - scale.from) / 3600;
  const stepH = [0.25, 0.5, 1, 2, 4, 8, 12, 24, 48, 168].find((step) => hours / step <= 9) ?? hours / 8;
  const count = Math.floor(hours / stepH + 1e-9) + 1;
  return html`${Array.from({ length: count }, (_, i) => {
      const x = scale.at(i * stepH * 3600);
      return html`<text class="quiet" x="${x}" y="${bottom + 16}" text-anchor="middle"
        >${clock(i * stepH * 3600)}</text
      > `;
    })}<text class="quiet" x="${scale.at(scale.to)}" y="${bottom + 34}" text-anchor="end"
      >hours : minutes of the run</text
    >`;
}
