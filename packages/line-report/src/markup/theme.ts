import type { StateName } from '@twin/line-engine';

/** Colours of states on light and on dark: apart under normal, protan, deutan and tritan vision; a letter goes with each. */
export const stateLooks: Readonly<
  Record<StateName, { readonly letter: string; readonly word: string; readonly light: string; readonly dark: string }>
> = {
  EXECUTE: { letter: 'E', word: 'at work', light: '#98b3bd', dark: '#5c7885' },
  STARVED: { letter: 'S', word: 'starved', light: '#f7d643', dark: '#f6df37' },
  BLOCKED: { letter: 'B', word: 'blocked', light: '#5a30a8', dark: '#aa80f5' },
  JAMMED: { letter: 'J', word: 'jammed', light: '#e98212', dark: '#eb943d' },
  DOWN: { letter: 'D', word: 'broken down', light: '#93091d', dark: '#e4161d' },
  SETUP: { letter: 'U', word: 'changed over', light: '#1a838d', dark: '#6fc6c8' },
  MAINTENANCE: { letter: 'M', word: 'in maintenance', light: '#6f6a8a', dark: '#b9b3d9' },
  WAITING: { letter: 'W', word: 'without operator', light: '#b0448c', dark: '#e88fc8' },
  OFF: { letter: 'O', word: 'not scheduled', light: '#e3e7ea', dark: '#2a3138' },
};

const variables = (shade: 'light' | 'dark') =>
  Object.entries(stateLooks)
    .map(([state, look]) => `--${state}:${look[shade]}`)
    .join(';');

const light = `${variables('light')};--paper:#fff;--card:#f5f7f8;--ink:#14181c;--quiet:#515b64;--line:#d5dbe0;--accent:#0b63a5;--total:#45525a`;
const dark = `${variables('dark')};--paper:#14181c;--card:#1e242a;--ink:#eef1f3;--quiet:#aab4bc;--line:#39424a;--accent:#6fb7ef;--total:#9aa9b2`;

/** The whole style of a page. No font, picture or script from elsewhere. */
export const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
@media print{:root{color-scheme:light;${light}}details>summary{display:none}section{break-inside:avoid}body{max-width:none}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,"DejaVu Sans",sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:0}
h2{font-size:1.15rem;line-height:1.3;margin:2.5rem 0 .25rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.25rem 0 .75rem}
.quiet{color:var(--quiet);font-size:.9rem}
.answer{border-left:4px solid var(--accent);background:var(--card);padding:.9rem 1rem;margin:1rem 0;font-size:1.1rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.4rem,1fr));gap:.75rem;padding:0;margin:0;list-style:none}
.cards li{background:var(--card);border-radius:.5rem;padding:.75rem 1rem}
.cards b{display:block;font-size:1.4rem;line-height:1.3}
.wide{overflow-x:auto}
.wide svg{display:block;min-width:42rem;width:100%;height:auto}
svg text{fill:var(--ink);font:13px system-ui,"DejaVu Sans",sans-serif}
svg .quiet{fill:var(--quiet);font-size:12px}
svg .grid{stroke:var(--line);stroke-width:1}
svg .ink{stroke:var(--ink);stroke-width:1.5;fill:none}
svg .accent{stroke:var(--accent);stroke-width:2;fill:none}
svg .dot{fill:var(--quiet);opacity:.45}
svg .mean{fill:var(--accent)}
svg .band{fill:var(--accent);opacity:.16}
svg .total{fill:var(--total)}
${Object.keys(stateLooks)
  .map((state) => `.${state}{fill:var(--${state});background:var(--${state})}`)
  .join('')}
svg rect.STARVED{stroke:var(--quiet);stroke-width:.5}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;margin:.25rem 0 .5rem;list-style:none;font-size:.9rem}
.legend i{display:inline-block;width:.9rem;height:.9rem;border-radius:.15rem;margin-right:.4rem;vertical-align:-.1rem;border:1px solid var(--quiet)}
table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0}
th,td{padding:.25rem .75rem .25rem 0;text-align:right;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left}
th{font-weight:600}
summary{cursor:pointer;color:var(--accent);font-size:.9rem;padding:.2rem 0}
code,pre{font:.85rem/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
pre{background:var(--card);padding:.75rem 1rem;overflow-x:auto;border-radius:.5rem}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.2rem 1rem;font-size:.9rem}
dt{font-weight:600}dd{margin:0}
@media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
`;
