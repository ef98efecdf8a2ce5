import { AccessDescription, AccountDescription } from './access-description';
import { DiagramLayout, WIDE } from './diagram-layout';
import { truncate, wrap } from './diagram-text';
import { byStage, countOf } from './guide-stages';
import { html, Html } from './html';
import { PICTURE_STYLE } from './picture-style';
import { TrustGroup, trustGroups } from './trust-facts';
import { SwitchRoleColor } from '../switch-role/switch-role-color';

/** Sizes in pixels that keep the text readable. */
const LINE = 18;
const PADDING = 12;
const BOX = { height: 46, gap: 10 };
const BAND_GAP = 28;
const ARROW_HEIGHT = 44;

/** The width of bold text relative to regular text. */
const BOLD = 1.15;

/** The most accounts with a box each. More are drawn as groups. */
const MAX_BOXES = 8;

/** The most trust policies that are drawn. */
const MAX_TRUSTS = 3;

/** The number of account names in the box of a group. */
const NAMES_PER_GROUP = 3;

interface Box {
  readonly heading: string;
  readonly text: string;
  readonly color?: SwitchRoleColor;
}

/** A part of the diagram, with its height. */
interface DiagramPart {
  readonly markup: Html;
  readonly height: number;
}

/** Who can read which accounts, as part of the page. Its ids begin with `id`. */
export function guideDiagram(accesses: AccessDescription[], layout = WIDE, id = 'picture'): Html {
  return drawing(accesses, layout, id);
}

/** The same diagram as a file. */
export function diagramFile(accesses: AccessDescription[]): string {
  return `${drawing(accesses, WIDE, 'picture', html`<style>${Html.trusted(PICTURE_STYLE)}</style>`)}\n`;
}

function drawing(accesses: AccessDescription[], layout: DiagramLayout, id: string, style?: Html): Html {
  const bands: Html[] = [];
  let y = 1;
  for (const access of accesses) {
    const { markup, height } = band(access, layout, y);
    bands.push(markup);
    y += height + BAND_GAP;
  }
  const height = y - BAND_GAP + 1;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="picture ${layout.isStacked ? 'narrow' : 'wide'}" role="img" \
aria-labelledby="${id}-title ${id}-text" width="${layout.width}" height="${height}" viewBox="0 0 ${layout.width} ${height}">
<title id="${id}-title">Who can read which accounts</title>
<desc id="${id}-text">${accesses.map(describe).join(' ')}</desc>
${style}${bands}</svg>`;
}

function describe({ allowed, accounts, permissions, roleName }: AccessDescription): string {
  const count = accounts.length === 1 ? accounts[0].name : `${accounts.length} accounts`;
  return `${allowed.join(', ')} may assume the role ${roleName} in ${count}. The role may read ${permissions}.`;
}

/** The diagram of one `CrossAccountReadOnlyAccess`: users and conditions, then accounts and what the role may read. */
function band(access: AccessDescription, layout: DiagramLayout, y: number): DiagramPart {
  const users = usersBox(access, layout, y);
  const top = layout.isStacked ? y + users.height + ARROW_HEIGHT : y;
  const accounts = accountBoxes(access, layout, top);
  const end = Math.max(y + users.height, top + accounts.height);
  const arrow = layout.isStacked
    ? arrowDown(access, layout, y + users.height)
    : arrowRight(access, layout, y + Math.min(end - y, users.height) / 2);
  return { markup: html`<g>${users.markup}${arrow}${accounts.markup}</g>\n`, height: end - y };
}

function usersBox({ assumingAccount, allowed, accounts }: AccessDescription, { users }: DiagramLayout, y: number): DiagramPart {
  const width = users.width - 2 * PADDING;
  const lines = [
    { text: `Account ${assumingAccount}`, style: 'strong' },
    ...allowed.flatMap((text) => wrap(text, width, 2)).slice(0, 6).map((text) => ({ text, style: '' })),
    ...trustGroups(accounts).slice(0, MAX_TRUSTS).flatMap((group) => trustLines(group, width)),
  ];
  const height = lines.length * LINE + 2 * PADDING;
  const texts = lines.map(({ text, style }, i) => line(users.x + PADDING, y + PADDING + LINE * (i + 0.75), text, style));
  return { markup: html`${rectangle(users.x, y, users.width, height)}${texts}`, height };
}

function trustLines({ inAccounts, trusted, conditions, addedStatements, declared }: TrustGroup, width: number): { text: string; style: string }[] {
  const heading = `Trusted by the role${inAccounts}${declared === undefined ? '' : ', as declared'}:`;
  return [
    ...[heading, ...trusted].flatMap((text) => wrap(text, width, 2)).slice(0, 6),
    ...conditions.flatMap((text) => wrap(`if the caller ${text}`, width, 2)).slice(0, 8),
    // After the conditions, which do not apply to them.
    ...addedStatements.flatMap((text) => wrap(`added by others: ${text}`, width, 2)).slice(0, 4),
  ].map((text) => ({ text, style: 'small' }));
}

function accountBoxes({ accounts, permissions }: AccessDescription, { accounts: place, columns: most }: DiagramLayout, y: number): DiagramPart {
  const level = wrap(permissions, place.width, 3);
  const heading = level.map((text, i) => line(place.x, y + LINE * (i + 0.75), text, 'small'));
  const top = y + level.length * LINE + 6;
  const isGrouped = accounts.length > MAX_BOXES;
  const boxes = isGrouped ? groups(accounts) : accounts.map(single);
  const columns = isGrouped || boxes.length <= 2 ? 1 : most;
  const width = (place.width - (columns - 1) * BOX.gap) / columns;
  const drawn = boxes.map((box, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    return accountBox(box, place.x + column * (width + BOX.gap), top + row * (BOX.height + BOX.gap), width);
  });
  const rows = Math.ceil(boxes.length / columns);
  return { markup: html`${heading}${drawn}`, height: top - y + rows * (BOX.height + BOX.gap) - BOX.gap };
}

function accountBox({ heading, text, color }: Box, x: number, y: number, width: number): Html {
  const space = width - 8 - 2 * PADDING;
  return html`${rectangle(x, y, width, BOX.height)}<rect class="edge ${color}" x="${x}" y="${y}" width="8" height="${BOX.height}" rx="3"/>\
${truncatedLine(x + 8 + PADDING, y + 19, heading, space / BOLD, 'strong')}${truncatedLine(x + 8 + PADDING, y + 37, text, space, 'small')}`;
}

function single({ name, id, color }: AccountDescription): Box {
  return { heading: name, text: id ?? 'any account', color };
}

/** One box for each stage, with some names of its accounts. */
function groups(accounts: AccountDescription[]): Box[] {
  return byStage(accounts).map(({ stage, members }) => {
    const names = members.slice(0, NAMES_PER_GROUP).map(({ name }) => name).join(', ');
    const [first, ...others] = new Set(members.map(({ color }) => color));
    return {
      heading: countOf(members, stage),
      text: members.length > NAMES_PER_GROUP ? `${names}, …` : names,
      color: others.length === 0 && stage !== 'other' ? first : undefined,
    };
  });
}

function arrowRight({ roleName }: AccessDescription, { users, accounts }: DiagramLayout, y: number): Html {
  const [from, to] = [users.x + users.width, accounts.x - 14];
  const space = to - from - 24;
  return html`<path class="arrow" d="M${from + 6} ${y}H${to - 8}"/><path class="head" d="M${to - 10} ${y - 6}l10 6l-10 6z"/>\
${truncatedLine(from + 12, y - 10, roleName, space, 'small')}`;
}

function arrowDown({ roleName }: AccessDescription, { users }: DiagramLayout, y: number): Html {
  const [x, to] = [users.x + PADDING + 6, y + ARROW_HEIGHT - 6];
  return html`<path class="arrow" d="M${x} ${y + 4}V${to - 8}"/><path class="head" d="M${x - 6} ${to - 10}l6 10l6 -10z"/>\
${truncatedLine(x + 14, y + ARROW_HEIGHT / 2 + 2, roleName, users.width - 2 * PADDING - 20, 'small')}`;
}

function rectangle(x: number, y: number, width: number, height: number): Html {
  return html`<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`;
}

function line(x: number, y: number, text: string, style: string): Html {
  return html`<text class="${style}" x="${x}" y="${y}">${text}</text>`;
}

/** A line of this width. If the text is longer, a pointer shows all of it. */
function truncatedLine(x: number, y: number, text: string, width: number, style: string): Html {
  const shown = truncate(text, width);
  return shown === text ? line(x, y, text, style) : html`<text class="${style}" x="${x}" y="${y}"><title>${text}</title>${shown}</text>`;
}
