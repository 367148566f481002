import type { StateName } from '@twin/line-engine';
import { html, type Markup } from '../markup/markup.ts';
import { stateLooks } from '../markup/theme.ts';

export function stateLegend(states: readonly StateName[]): Markup {
  return html`<ul class="legend">
    ${states.map(
      (state) => html`<li><i class="${state}"></i>${stateLooks[state].word} (${stateLooks[state].letter})</li>`,
    )}
  </ul>`;
}
