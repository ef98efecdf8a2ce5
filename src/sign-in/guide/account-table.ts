import { AccessDescription, AccountDescription } from './access-description';
import { html, Html } from './html';

/**
 * The accounts, one row each. Cards on narrow screens are the same rows, which is why each element names its role: not
 * every browser keeps that of a table whose style is another.
 *
 * A row has as few elements as possible, because there can be thousands. The script adds the buttons of the rows on the screen.
 */
export function accountTable(accesses: AccessDescription[]): Html {
  return html`<table id="table" role="table" aria-label="Accounts">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Account</th><th role="columnheader" scope="col">Id</th>\
<th role="columnheader" scope="col">Console</th><th role="columnheader" scope="col"><span class="no-script">Role</span><span class="script">Command line</span></th></tr></thead>
<tbody id="marked" role="rowgroup" aria-label="Favourites and recently used" hidden></tbody>
<tbody id="rows" role="rowgroup" aria-label="All accounts">
${accesses.flatMap((access, i) => rowsOf(access, i, accesses.length > 1))}</tbody>
</table>`;
}

/** A row tells what differs: which access it is part of, and whether others decide the role. */
function rowsOf({ title, accounts }: AccessDescription, i: number, areSeveral: boolean): Html[] {
  const declared = accounts.filter(isDeclared).length;
  const isMixed = declared > 0 && declared < accounts.length;
  return accounts.map((account) => accountRow(account, i, areSeveral ? title : undefined, isMixed && isDeclared(account)));
}

function isDeclared({ trust }: AccountDescription): boolean {
  return trust.declared !== undefined;
}

function accountRow(account: AccountDescription, i: number, title: string | undefined, isToldDeclared: boolean): Html {
  const { name, stage, id, owner, ownerInstructions, roleArn } = account;
  return html`<tr role="row" class="account" data-access="${i}"${stage ? html` data-stage="${stage}"` : undefined}><th role="rowheader" scope="row">\
<bdi class="name">${name}</bdi>${stage ? html` <span class="tag">${stage}</span>` : undefined}\
${isToldDeclared ? html` <span class="tag">declared</span>` : undefined}\
${title === undefined ? undefined : html` <bdi class="of title">${title}</bdi>`}\
${owner === undefined ? undefined : html` <span class="of">Owner: <bdi>${owner}</bdi></span>`}\
${ownerInstructions === undefined ? undefined : html` <a class="of" href="${ownerInstructions}">Template for the owner</a>`}</th>\
<td role="cell" class="id">${id ?? 'any'}</td><td role="cell" class="go">${linkTo(account)}</td><td role="cell" class="role"><bdi class="arn">${roleArn}</bdi></td></tr>
`;
}

function linkTo(account: AccountDescription): Html {
  const { name, id, url, urlUnavailableReason, color, urlParts } = account;
  if (urlParts?.[0].startsWith('https://')) {
    return accountField(urlParts, name, urlUnavailableReason);
  }
  return url?.startsWith('https://')
    ? html`<a class="switch ${color}" href="${url}" target="_blank" rel="noopener noreferrer" aria-label="Switch role: ${name}, ${id}">Switch role</a>`
    : html`<bdi>${urlUnavailableReason}</bdi>`;
}

/** A field for the account id, with which the script makes the link. Without JavaScript, the page says what to do by hand. */
function accountField(urlParts: string[], name: string, byHand?: string): Html {
  return html`<span class="by-hand">${byHand}</span><label class="choice">Account id (${name}) \
<input inputmode="numeric" maxlength="20" autocomplete="off" data-url="${JSON.stringify(urlParts)}"></label> \
<a class="switch" target="_blank" rel="noopener noreferrer" hidden>Switch role</a>`;
}
