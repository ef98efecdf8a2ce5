import { DescribedAccess, DescribedAccount } from './described-access';
import { truncate, wrap } from './diagram-text';
import { html, Html } from './html';
import { PICTURE_STYLE } from './style';
import { SwitchRoleColor } from '../switch-role/switch-role-color';

/** Sizes in pixels, at which the text can be read. */
const WIDTH = 960;
const PEOPLE = { x: 1, width: 330 };
const ACCOUNTS = { x: 530, width: WIDTH - 531 };
const LINE = 18;
const PADDING = 12;
const BOX = { height: 46, gap: 10 };
const BAND_GAP = 28;

/** How much wider bold text is. */
const BOLD = 1.15;

/** More accounts than these are drawn as groups. */
const MOST_BOXES = 8;

/** Names that stand for those of a group. */
const NAMES_OF_GROUP = 3;

interface Box {
  readonly heading: string;
  readonly text: string;
  readonly color?: SwitchRoleColor;
}

/** Part of the picture, and how high it is. */
interface Drawn {
  readonly markup: Html;
  readonly height: number;
}

/** Who reaches what, for the page. */
export function guideDiagram(accesses: DescribedAccess[]): Html {
  return drawing(accesses);
}

/** The same as a file of its own. */
export function diagramFile(accesses: DescribedAccess[]): string {
  return `${drawing(accesses, html`<style>${Html.trusted(PICTURE_STYLE)}</style>`)}\n`;
}

function drawing(accesses: DescribedAccess[], style?: Html): Html {
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
<title id="picture-title">Who reaches what</title>
<desc id="picture-text">${accesses.map(describe).join(' ')}</desc>
${style}${bands}</svg>`;
}

function describe({ allowed, accounts, permissions, roleName }: DescribedAccess): string {
  const count = accounts.length === 1 ? accounts[0].name : `${accounts.length} accounts`;
  return `${allowed.join(', ')} may assume the role ${roleName} of ${count} and read ${permissions}.`;
}

/** One access: people and conditions on the left, what may be read of which accounts on the right. */
function band(access: DescribedAccess, y: number): Drawn {
  const people = peopleBox(access, y);
  const accounts = accountBoxes(access, y);
  const height = Math.max(people.height, accounts.height);
  return { markup: html`<g>${people.markup}${arrow(access, y + Math.min(height, people.height) / 2)}${accounts.markup}</g>\n`, height };
}

function peopleBox({ assumingAccount, allowed, trusted, conditions }: DescribedAccess, y: number): Drawn {
  const width = PEOPLE.width - 2 * PADDING;
  const lines = [
    { text: `Account ${assumingAccount}`, style: 'strong' },
    ...allowed.flatMap((text) => wrap(text, width, 2)).slice(0, 6).map((text) => ({ text, style: '' })),
    ...['The roles let in', ...trusted].flatMap((text) => wrap(text, width, 2)).slice(0, 6).map((text) => ({ text, style: 'small' })),
    ...conditions.flatMap((text) => wrap(`if who comes ${text}`, width, 2)).slice(0, 8).map((text) => ({ text, style: 'small' })),
  ];
  const height = lines.length * LINE + 2 * PADDING;
  const texts = lines.map(({ text, style }, i) => line(PEOPLE.x + PADDING, y + PADDING + LINE * (i + 0.75), text, style));
  return { markup: html`${rectangle(PEOPLE.x, y, PEOPLE.width, height)}${texts}`, height };
}

function accountBoxes({ accounts, permissions }: DescribedAccess, y: number): Drawn {
  const level = wrap(permissions, ACCOUNTS.width, 3);
  const heading = level.map((text, i) => line(ACCOUNTS.x, y + LINE * (i + 0.75), text, 'small'));
  const top = y + level.length * LINE + 6;
  const isGrouped = accounts.length > MOST_BOXES;
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

function single({ name, id, color }: DescribedAccount): Box {
  return { heading: name, text: id ?? 'an account of the organization', color };
}

/** By stage, each with a few of its names. */
function groups(accounts: DescribedAccount[]): Box[] {
  const byStage = new Map<string, DescribedAccount[]>();
  accounts.forEach((account) => byStage.set(account.stage ?? 'other', [...byStage.get(account.stage ?? 'other') ?? [], account]));
  return [...byStage].map(([stage, members]) => {
    const names = members.slice(0, NAMES_OF_GROUP).map(({ name }) => name).join(', ');
    return {
      heading: `${members.length.toLocaleString('en')} ${stage} ${members.length === 1 ? 'account' : 'accounts'}`,
      text: members.length > NAMES_OF_GROUP ? `${names}, …` : names,
      color: stage === 'other' ? undefined : members[0].color,
    };
  });
}

function arrow({ roleName }: DescribedAccess, y: number): Html {
  const [from, to] = [PEOPLE.x + PEOPLE.width, ACCOUNTS.x - 14];
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
