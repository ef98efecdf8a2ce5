import { AccessDescription, AccountDescription } from './access-description';
import { truncate, wrap } from './diagram-text';
import { html, Html } from './html';
import { PICTURE_STYLE } from './style';
import { TrustGroup, trustGroups } from './trust-facts';
import { SwitchRoleColor } from '../switch-role/switch-role-color';

/** Sizes in pixels that keep the text readable. */
const WIDTH = 960;
const USERS = { x: 1, width: 330 };
const ACCOUNTS = { x: 530, width: WIDTH - 531 };
const LINE = 18;
const PADDING = 12;
const BOX = { height: 46, gap: 10 };
const BAND_GAP = 28;

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

/** Who can read which accounts, as part of the page. */
export function guideDiagram(accesses: AccessDescription[]): Html {
  return drawing(accesses);
}

/** The same diagram as a file. */
export function diagramFile(accesses: AccessDescription[]): string {
  return `${drawing(accesses, html`<style>${Html.trusted(PICTURE_STYLE)}</style>`)}\n`;
}

function drawing(accesses: AccessDescription[], style?: Html): Html {
  const bands: Html[] = [];
  let y = 1;
  for (const access of accesses) {
    const { markup, height } = band(access, y);
    bands.push(markup);
    y += height + BAND_GAP;
  }
  const height = y - BAND_GAP + 1;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" aria-labelledby="picture-title picture-text" \
width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
<title id="picture-title">Who can read which accounts</title>
<desc id="picture-text">${accesses.map(describe).join(' ')}</desc>
${style}${bands}</svg>`;
}

function describe({ allowed, accounts, permissions, roleName }: AccessDescription): string {
  const count = accounts.length === 1 ? accounts[0].name : `${accounts.length} accounts`;
  return `${allowed.join(', ')} may assume the role ${roleName} in ${count}. The role may read ${permissions}.`;
}

/** The diagram of one `CrossAccountReadOnlyAccess`: users and conditions on the left, accounts and what the role may read on the right. */
function band(access: AccessDescription, y: number): DiagramPart {
  const users = usersBox(access, y);
  const accounts = accountBoxes(access, y);
  const height = Math.max(users.height, accounts.height);
  return { markup: html`<g>${users.markup}${arrow(access, y + Math.min(height, users.height) / 2)}${accounts.markup}</g>\n`, height };
}

function usersBox({ assumingAccount, allowed, accounts }: AccessDescription, y: number): DiagramPart {
  const width = USERS.width - 2 * PADDING;
  const lines = [
    { text: `Account ${assumingAccount}`, style: 'strong' },
    ...allowed.flatMap((text) => wrap(text, width, 2)).slice(0, 6).map((text) => ({ text, style: '' })),
    ...trustGroups(accounts).slice(0, MAX_TRUSTS).flatMap((group) => trustLines(group, width)),
  ];
  const height = lines.length * LINE + 2 * PADDING;
  const texts = lines.map(({ text, style }, i) => line(USERS.x + PADDING, y + PADDING + LINE * (i + 0.75), text, style));
  return { markup: html`${rectangle(USERS.x, y, USERS.width, height)}${texts}`, height };
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

function accountBoxes({ accounts, permissions }: AccessDescription, y: number): DiagramPart {
  const level = wrap(permissions, ACCOUNTS.width, 3);
  const heading = level.map((text, i) => line(ACCOUNTS.x, y + LINE * (i + 0.75), text, 'small'));
  const top = y + level.length * LINE + 6;
  const isGrouped = accounts.length > MAX_BOXES;
  const boxes = isGrouped ? groups(accounts) : accounts.map(single);
  const columns = isGrouped || boxes.length <= 2 ? 1 : 2;
  const width = (ACCOUNTS.width - (columns - 1) * BOX.gap) / columns;
  const drawn = boxes.map((box, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    return accountBox(box, ACCOUNTS.x + column * (width + BOX.gap), top + row * (BOX.height + BOX.gap), width);
  });
  const rows = Math.ceil(boxes.length / columns);
  return { markup: html`${heading}${drawn}`, height: top - y + rows * (BOX.height + BOX.gap) - BOX.gap };
}

function accountBox({ heading, text, color }: Box, x: number, y: number, width: number): Html {
  const space = width - 8 - 2 * PADDING;
  return html`${rectangle(x, y, width, BOX.height)}<rect class="edge ${color}" x="${x}" y="${y}" width="8" height="${BOX.height}" rx="3"/>\
${line(x + 8 + PADDING, y + 19, truncate(heading, space / BOLD), 'strong')}${line(x + 8 + PADDING, y + 37, truncate(text, space), 'small')}`;
}

function single({ name, id, color }: AccountDescription): Box {
  return { heading: name, text: id ?? 'any account', color };
}

/** One box for each stage, with some names of its accounts. */
function groups(accounts: AccountDescription[]): Box[] {
  const byStage = new Map<string, AccountDescription[]>();
  accounts.forEach((account) => byStage.set(account.stage ?? 'other', [...byStage.get(account.stage ?? 'other') ?? [], account]));
  return [...byStage].map(([stage, members]) => {
    const names = members.slice(0, NAMES_PER_GROUP).map(({ name }) => name).join(', ');
    return {
      heading: `${members.length.toLocaleString('en')} ${stage} ${members.length === 1 ? 'account' : 'accounts'}`,
      text: members.length > NAMES_PER_GROUP ? `${names}, …` : names,
      color: stage === 'other' ? undefined : members[0].color,
    };
  });
}

function arrow({ roleName }: AccessDescription, y: number): Html {
  const [from, to] = [USERS.x + USERS.width, ACCOUNTS.x - 14];
  const space = to - from - 24;
  return html`<path class="arrow" d="M${from + 6} ${y}H${to - 8}"/><path class="head" d="M${to - 10} ${y - 6}l10 6l-10 6z"/>\
${line(from + 12, y - 10, truncate(roleName, space), 'small')}`;
}

function rectangle(x: number, y: number, width: number, height: number): Html {
  return html`<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`;
}

function line(x: number, y: number, text: string, style: string): Html {
  return html`<text class="${style}" x="${x}" y="${y}">${text}</text>`;
}
