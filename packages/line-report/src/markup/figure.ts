import { html, type Markup } from './markup.ts';

/** A table that is read by people. */
export interface PlainTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A picture with everything that lets one do without it. */
export interface FigureParts {
  /** Unique on the page. */
  readonly id: string;
  /** What the picture shows, as a sentence: the heading. */
  readonly finding: string;
  /** What is drawn, in which unit, over what. */
  readonly note: string;
  readonly width?: number;
  readonly height: number;
  readonly drawing: Markup | readonly Markup[];
  readonly legend?: Markup;
  readonly table: PlainTable;
}

export function figure({ id, finding, note, width = 880, height, drawing, legend, table }: FigureParts): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${finding}</h2>
    <p class="quiet">${note}</p>
    ${legend}
    <div class="wide" tabindex="0" role="group" aria-label="Chart: ${finding}">
      <svg viewBox="0 0 ${width} ${Math.ceil(height)}" role="img" aria-labelledby="${id}-title ${id}-desc">
        <title id="${id}-title">${finding}</title>
        <desc id="${id}-desc">${note}</desc>
        ${drawing}
      </svg>
    </div>
    <details>
      <summary>The same as a table</summary>
      ${tableOf(table, finding)}
    </details>
  </section> `;
}

export function tableOf({ heads, rows }: PlainTable, caption: string): Markup {
  return html`<div class="wide" tabindex="0" role="group" aria-label="Table: ${caption}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}
