import { HEX_OF_COLOR } from '../switch-role/console-colors';

const COLORS = Object.entries(HEX_OF_COLOR);

/** The style of the diagram, on the page and as a file. */
export const PICTURE_STYLE = `
:root { --ink: #16191f; --muted: #545b64; --line: #8d96a0; --paper: #ffffff; --card: #f6f7f9; --accent: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceff3; --muted: #b3bac3; --line: #7b8591; --paper: #14181d; --card: #1d232a; --accent: #7fbcff; }
}
.picture text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.picture .strong { font-weight: 600; }
.picture .small { fill: var(--muted); font-size: 12px; }
.picture .box { fill: var(--card); stroke: var(--line); }
.picture .arrow { fill: none; stroke: var(--accent); stroke-width: 2; }
.picture .head { fill: var(--accent); }
.picture .edge { fill: var(--line); }
${COLORS.map(([name, hex]) => `.picture .edge.${name} { fill: #${hex}; }`).join('\n')}
`;

/** The style of the page: dark or light mode by the reader's setting, and print. */
export const STYLE = `${PICTURE_STYLE}
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0 0 .5rem; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 0 0 .25rem; font-size: 1.3rem; }
p { margin: .25rem 0 .75rem; max-width: 48rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); z-index: 2; }
figure { margin: 1rem 0; }
.scroll { overflow-x: auto; }
.picture { display: block; width: 100%; min-width: 60rem; height: auto; }
.tools { display: none; position: sticky; top: 0; z-index: 1; padding: .75rem 0; background: var(--paper); }
.js .tools { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.tools label { font-weight: 600; }
.tools input { flex: 1 1 14rem; min-width: 0; padding: .5rem .75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; }
#status { min-width: 11rem; color: var(--muted); }
.access { margin: 1.5rem 0 2.5rem; padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: .35rem 1rem; margin: .75rem 0 1.25rem; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; }
dd ul { margin: 0; padding: 0; list-style: none; }
table { width: 100%; min-width: 44rem; border-collapse: collapse; table-layout: fixed; }
caption { padding-bottom: .5rem; text-align: left; color: var(--muted); }
th, td { padding: .6rem .75rem .6rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--muted); font-weight: 600; }
tbody th { font-weight: 600; }
.id { font-variant-numeric: tabular-nums; }
.narrow { width: 10rem; }
.stage { display: inline-block; padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--muted); font-size: .8rem; font-weight: 400; }
.switch { display: inline-block; padding: .35rem .8rem; border: 1px solid #16191f; border-radius: .4rem; background: #dfe3e8; color: #16191f; font-weight: 600; text-decoration: none; white-space: nowrap; }
.switch:hover { text-decoration: underline; }
${COLORS.map(([name, hex]) => `.switch.${name} { background: #${hex}; }`).join('\n')}
.choice { display: none; }
.js .choice { display: inline-block; margin-bottom: .35rem; }
.js .by-hand { display: none; }
.choice input { width: 9.5rem; padding: .3rem .5rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; }
button { display: none; padding: .3rem .7rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; cursor: pointer; }
.js button { display: inline-block; margin-bottom: .35rem; }
summary { cursor: pointer; }
.profile + .profile { margin-top: .5rem; }
pre { margin: .5rem 0 0; padding: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; font: .85rem/1.45 ui-monospace, monospace; }
@media (max-width: 40rem) {
  header, main { padding-left: .75rem; padding-right: .75rem; }
  .access { padding: .75rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
}
@media print {
  :root { --ink: #000; --muted: #333; --line: #999; --paper: #fff; --card: #fff; --accent: #000; }
  .js .tools, .js button, .js .choice, .skip { display: none; }
  .js .by-hand { display: inline; }
  .access { border: 0; padding: 0; }
  .scroll { overflow: visible; }
  table, .picture { min-width: 0; }
  tr, figure { break-inside: avoid; }
  .switch { padding: 0; border: 0; background: none; font-weight: 400; white-space: normal; }
  .switch::after { content: ": " attr(href); font-size: .7rem; }
  ::details-content { content-visibility: visible; block-size: auto; }
}
`;
