import { COLORS, PICTURE_STYLE } from './picture-style';

/** On paper: a line for each account, what is closed on the screen open, and the diagram on a page. */
const PRINT_STYLE = `
@page { margin: 11mm; }
:root { --ink: #000; --muted: #333; --line: #999; --paper: #fff; --card: #fff; --accent: #000; color-scheme: light; }
body { font-size: 9pt; line-height: 1.3; }
header { padding-top: 0; }
h1 { font-size: 15pt; }
h2 { font-size: 11pt; margin-top: 1em; }
h3 { font-size: 9pt; }
header, main { max-width: none; padding-left: 0; padding-right: 0; }
.tools, .js .tools, nav, button, .js button, .js .choice, .choice, .skip, #profiles, .detail, #diagram details { display: none; }
.js .by-hand { display: inline; }
thead { display: none; }
.chunk { content-visibility: visible; }
.account { display: flex; flex-wrap: wrap; gap: 0 3mm; min-height: 0; padding: .5mm 0; border-top: .2mm solid var(--line); break-inside: avoid; font-size: 8pt; line-height: 1.25; }
.account th { flex: 1 1 auto; }
.account .id { flex: none; width: 23mm; }
.go, .js .actions { display: none; }
.arn, .js .arn { display: block; flex: none; min-width: 82mm; max-width: 100%; overflow: hidden; white-space: nowrap; font-size: 7.5pt; }
.of { display: inline; font-size: 7.5pt; }
.title { display: none; }
.of::before { content: "· "; }
.tag { padding: 0 1mm; font-size: 7pt; }
.access { border: 0; padding: 0; margin: 0 0 3mm; }
dl { grid-template-columns: 45mm 1fr; gap: 0 3mm; margin: 1mm 0; }
.columns { gap: 0 5mm; }
summary { display: none; }
::details-content { content-visibility: visible; block-size: auto; }
#diagram { break-before: page; }
figure, .access { break-inside: avoid; }
.picture.wide { display: block; }
.picture.narrow { display: none; }
`;

/** On a phone: a card for each account, with targets that a thumb hits. */
const PHONE_STYLE = `
header, main { padding-left: .75rem; padding-right: .75rem; }
header { padding-top: .75rem; }
h1 { font-size: 1.35rem; }
nav { justify-content: space-between; }
nav a { min-width: 2.75rem; padding: .65rem 0; }
.tools > label[for] { position: absolute; left: -100vw; }
.filter { flex: 1 1 8rem; }
.filter.caller { flex-basis: 13rem; }
.filter select { flex: 1 1 0; max-width: none; }
#status { min-width: 0; }
#keys { display: none; }
thead { position: absolute; left: -100vw; }
.chunk { --row: 9.6rem; }
.account { grid-template-columns: 1fr auto; gap: .25rem .75rem; margin-bottom: .5rem; padding: .75rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
.account th { grid-column: 1 / -1; }
.account .id { align-self: center; }
.account > :nth-child(n + 4) { grid-column: 1 / -1; }
.access { padding: .75rem; }
dl { grid-template-columns: 1fr; gap: 0; }
dd { margin-bottom: .5rem; }
.picture.wide { display: none; }
.picture.narrow { display: block; }
`;

/** The style of the page: dark or light mode by the reader's setting, a table or cards by the width, and print. */
export const STYLE = `${PICTURE_STYLE}
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.25rem; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.3rem; }
h3 { margin: 0 0 .25rem; font-size: 1.05rem; }
p { margin: .25rem 0 .75rem; max-width: 48rem; }
a { color: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: 0 1rem; }
nav a { display: inline-block; padding: .4rem 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip, .hidden { position: absolute; left: -100vw; }
.js .no-script, :root:not(.js) .script { display: none; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); z-index: 3; }
figure { margin: 1rem 0; }
.picture { display: block; width: 100%; height: auto; }
.picture.wide { max-width: 72rem; }
.picture.narrow { display: none; max-width: 24rem; }
.tools { display: none; z-index: 2; padding: .5rem 0; background: var(--paper); }
@media (min-height: 30rem) { .tools { position: sticky; top: 0; } }
.js .tools { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; }
.tools label { font-weight: 600; }
input, select { min-width: 0; min-height: 2.75rem; padding: .4rem .75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; }
.tools input { flex: 1 1 18rem; }
.filter { display: flex; gap: .5rem; align-items: center; min-width: 0; }
.filter select { max-width: 18rem; font-weight: 400; text-overflow: ellipsis; }
#status { min-width: 10rem; color: var(--muted); }
#keys { flex-basis: 100%; color: var(--muted); font-size: .85rem; }
@media (hover: none) { #keys { display: none; } }
table, tbody { display: block; }
.chunk { --row: 3.4rem; content-visibility: auto; contain-intrinsic-block-size: auto calc(var(--rows, 50) * var(--row)); }
#marked { margin-bottom: 1.25rem; }
#marked::before { padding: 0 .75rem; content: "Favourites and recently used"; color: var(--muted); font-size: .9rem; }
thead tr, .account { display: grid; grid-template-columns: minmax(0, 1fr) 8.5rem 11rem minmax(0, 21rem); gap: .25rem 1rem; align-items: center; }
thead { display: block; padding: 0 .75rem; color: var(--muted); font-size: .9rem; }
th, td { padding: 0; text-align: left; min-width: 0; }
thead th, .name { font-weight: 600; }
tbody th { font-weight: 400; }
.account { min-height: 3.4rem; padding: .3rem .75rem; border-top: 1px solid var(--line); scroll-margin-top: 9rem; }
.account:focus-within, .account.first { background: var(--card); box-shadow: inset .25rem 0 var(--accent); }
.id { font-variant-numeric: tabular-nums; }
.of { display: block; color: var(--muted); font-size: .85rem; }
.of bdi, .name, .tag { vertical-align: baseline; }
.arn, .detail bdi { font: .8rem ui-monospace, monospace; }
.js .arn { display: none; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; }
.tag { display: inline-block; padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--muted); font-size: .8rem; }
.switch { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .35rem 1rem; border: 1px solid #16191f; border-radius: .4rem; background: #dfe3e8; color: #16191f; font-weight: 600; text-decoration: none; white-space: nowrap; }
.switch:hover { text-decoration: underline; }
${COLORS.map(([name, hex]) => `.switch.${name} { background: #${hex}; }`).join('\n')}
@media (forced-colors: active) { a.switch[class] { border-color: ButtonText; background: ButtonFace; color: ButtonText; } }
.choice { display: none; }
.js .choice { display: inline-block; margin-bottom: .35rem; }
.js .by-hand { display: none; }
.choice input { width: 100%; }
button { display: none; min-width: 2.75rem; min-height: 2.75rem; padding: .3rem .8rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; cursor: pointer; }
.js button { display: inline-block; }
.detail { grid-column: 1 / -1; min-width: 0; }
.access { margin: 1rem 0; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
.columns { display: flex; flex-wrap: wrap; gap: 1rem 3rem; }
.columns > div { flex: 1 1 18rem; max-width: 48rem; }
section > ol, section > ul { max-width: 48rem; }
ol, ul { margin: .25rem 0 .75rem; padding-left: 1.4rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: .35rem 1rem; margin: .5rem 0 .75rem; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; }
dd ul { margin: 0; padding: 0; list-style: none; }
summary { min-height: 2.75rem; padding: .6rem 0; cursor: pointer; }
pre { margin: .5rem 0 0; padding: .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; font: .85rem/1.45 ui-monospace, monospace; }
#profile-texts { content-visibility: auto; contain-intrinsic-block-size: auto 30rem; }
.commands { align-items: center; }
.command { margin: 0; }
code, kbd { font: inherit; font-family: ui-monospace, monospace; }
@media (max-width: 60rem) { .chunk { --row: 6.4rem; } thead tr, .account { grid-template-columns: minmax(0, 1fr) 8.5rem 10rem; } .account > :nth-child(n + 4), thead th:last-child { grid-column: 1 / -1; } thead th:last-child { display: none; } }
@media (max-width: 37.49rem) {${PHONE_STYLE}}
@media print {${PRINT_STYLE}}
`;
