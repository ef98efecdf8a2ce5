import { HEX_OF_COLOR } from '../switch-role/console-colors';

export const COLORS = Object.entries(HEX_OF_COLOR);

/** The style of the diagram, on the page and as a file. The reader decides between light, dark and forced colours. */
export const PICTURE_STYLE = `
:root { --ink: #16191f; --muted: #545b64; --line: #8d96a0; --paper: #ffffff; --card: #f6f7f9; --accent: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceff3; --muted: #b3bac3; --line: #7b8591; --paper: #14181d; --card: #1d232a; --accent: #7fbcff; }
}
@media (forced-colors: active) {
  :root { --ink: CanvasText; --muted: CanvasText; --line: CanvasText; --paper: Canvas; --card: Canvas; --accent: LinkText; }
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
