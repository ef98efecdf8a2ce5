import { AccessDescription, AccountDescription } from './access-description';
import { html, Html } from './html';
import { sharedName } from './profile-templates';

/** The rows that the browser renders together once they come near the screen. */
const CHUNK = 50;

/**
 * The accounts, one row each. Cards on narrow screens are the same rows.
 *
 * There can be thousands: a row has as few elements and attributes as possible, and the browser skips the chunks that are not on the
 * screen. The script adds the buttons of the rows near the screen, and their roles: not every browser keeps those of a table whose
 * style is another.
 *
 * @param templateOf The number of the templates of an account's profiles.
 */
export function accountTable(accesses: AccessDescription[], templateOf: (account: AccountDescription) => number): Html {
  return html`<table id="table" role="table" aria-label="Accounts">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Account</th><th role="columnheader" scope="col">Id</th>\
<th role="columnheader" scope="col">Console</th><th role="columnheader" scope="col"><span class="no-script">Role</span><span class="script">Command line</span></th></tr></thead>
<tbody id="marked" role="rowgroup" aria-label="Favourites and recently used" hidden></tbody>
${accesses.flatMap((access, i) => chunksOf(rowsOf(access, accesses.length > 1, templateOf), i))}</table>`;
}

function chunksOf(rows: Html[], access: number): Html[] {
  return rows.filter((_, i) => i % CHUNK === 0).map((_, i) => html`<tbody class="chunk" role="rowgroup" data-access="${access}">
${rows.slice(i * CHUNK, (i + 1) * CHUNK)}</tbody>
`);
}

/** A row tells what differs: which access it is part of, and whether others decide the role. */
function rowsOf({ title, accounts }: AccessDescription, areSeveral: boolean, templateOf: (account: AccountDescription) => number): Html[] {
  const declared = accounts.filter(isDeclared).length;
  const isMixed = declared > 0 && declared < accounts.length;
  return accounts.map((account) => accountRow(account, areSeveral ? title : undefined, isMixed && isDeclared(account), templateOf(account)));
}

function isDeclared({ trust }: AccountDescription): boolean {
  return trust.declared !== undefined;
}

function accountRow(account: AccountDescription, title: string | undefined, isToldDeclared: boolean, template: number): Html {
  const { name, stage, id, owner, ownerInstructions, roleArn } = account;
  return html`<tr class="account" data-profile="${sharedName(account)}" data-template="${template}"><th scope="row">\
<bdi class="name">${name}</bdi>${stage ? html` <span class="tag stage">${stage}</span>` : undefined}\
${isToldDeclared ? html` <span class="tag">declared</span>` : undefined}\
${title === undefined ? undefined : html` <bdi class="of title">${title}</bdi>`}\
${owner === undefined ? undefined : html` <span class="of">Owner: <bdi>${owner}</bdi></span>`}\
${ownerInstructions === undefined ? undefined : html` <a class="of" href="${ownerInstructions}">Template for the owner</a>`}</th>\
<td class="id">${id ?? 'any'}</td><td class="go">${linkTo(account)}</td><td class="arn">${roleArn}</td></tr>
`;
}

function linkTo(account: AccountDescription): Html {
  const { name, id, url, urlUnavailableReason, color, urlParts } = account;
  if (urlParts?.[0].startsWith('https://')) {
    return accountField(urlParts, name, urlUnavailableReason);
  }
  return url?.startsWith('https://')
    ? html`<a class="switch ${color}" href="${url}" target="_blank" rel="noopener" aria-label="Switch role: ${name}, ${id}">Switch role</a>`
    : html`<bdi>${urlUnavailableReason}</bdi>`;
}

/** A field for the account id, with which the script makes the link. Without JavaScript, the page says what to do by hand. */
function accountField(urlParts: string[], name: string, byHand?: string): Html {
  return html`<span class="by-hand">${byHand}</span><label class="choice">Account id (${name}) \
<input inputmode="numeric" maxlength="20" autocomplete="off" data-url="${JSON.stringify(urlParts)}"></label> \
<a class="switch" target="_blank" rel="noopener" hidden>Switch role</a>`;
}
