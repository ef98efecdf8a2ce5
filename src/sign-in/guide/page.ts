import { createHash } from 'crypto';
import { AccessDescription, AccountDescription } from './access-description';
import { guideDiagram } from './diagram';
import { html, Html } from './html';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { trustFacts } from './trust-facts';
import { ProfileSnippet } from '../profiles/profile-snippet';

/** The guide as one HTML page without other files. */
export function guidePage(title: string, accesses: AccessDescription[], notes: string[]): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${Html.trusted(contentSecurityPolicy())}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${Html.trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#accounts">Skip to the accounts</a>
<header>
<h1><bdi>${title}</bdi></h1>
<p>First sign in to the account that is named below. For the console, choose <em>Switch role</em> next to the account that you want to read.
For the command line, copy the profile for your kind of sign-in to <code>~/.aws/config</code>. The folder of this page also has files for other tools.</p>
${notes.length > 0 ? html`<ul>${notes.map((note) => html`<li><bdi>${note}</bdi></li>`)}</ul>` : undefined}
</header>
<main>
<figure><div class="scroll" role="region" aria-label="Diagram: who can read which accounts" tabindex="0">${guideDiagram(accesses)}</div></figure>
<div class="tools" role="search">
<label for="search">Search accounts</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="status">
<span id="status" role="status"></span>
</div>
<div id="accounts" tabindex="-1">
${accesses.map(accessSection)}
</div>
<p id="none" hidden>No account matches.</p>
</main>
<script>${Html.trusted(SCRIPT)}</script>
</body>
</html>
`.toString();
}

function accessSection(access: AccessDescription, i: number): Html {
  const { title, description, assumingAccount, allowed, permissions, roleName, longestSession, accounts } = access;
  return html`<section class="access" aria-labelledby="access-${i}" data-role="${roleName}">
<h2 id="access-${i}"><bdi>${title}</bdi></h2>
${description === undefined ? undefined : html`<p><bdi>${description}</bdi></p>`}
<dl>
<dt>Sign in to account</dt><dd>${assumingAccount}</dd>
<dt>Permission to assume the role</dt><dd>${listOf(allowed)}</dd>
${trustFacts(access).map(({ name, inAccounts, values }) => html`<dt>${name}${inAccounts === '' ? undefined : html`<bdi>${inAccounts}</bdi>`}</dt><dd>${values.length > 0 ? listOf(values) : 'none'}</dd>
`)}<dt>The role may read</dt><dd><bdi>${permissions}</bdi></dd>
<dt>Role</dt><dd><bdi>${roleName}</bdi></dd>
<dt>Longest session</dt><dd>${longestSession}</dd>
</dl>
<div class="scroll" role="region" aria-label="Accounts of ${title}" tabindex="0">
<table>
<thead><tr><th scope="col">Account</th><th scope="col" class="narrow">Id</th><th scope="col">Console</th><th scope="col">Command line</th></tr></thead>
<tbody>
${accounts.map(accountRow)}</tbody>
</table>
</div>
</section>
`;
}

function accountRow(account: AccountDescription): Html {
  const { name, stage, id, ownerInstructions, profiles } = account;
  const template = ownerInstructions === undefined ? undefined : html` <a href="${ownerInstructions}">Template for the owner</a>`;
  return html`<tr><th scope="row"><bdi>${name}</bdi>${stage ? html` <span class="stage">${stage}</span>` : undefined}${template}</th>\
<td class="id">${id ?? 'any'}</td><td>${linkTo(account)}</td><td>${profiles.map(profileOf)}</td></tr>
`;
}

function profileOf({ name, caller, text, unsupportedReason }: ProfileSnippet): Html {
  return unsupportedReason === undefined
    ? html`<div class="profile"><button type="button" class="copy" data-name="${name}" aria-label="Copy profile ${name}">Copy profile</button>\
<details><summary>Profile ${name} (${caller})</summary><pre><code>${text}</code></pre></details></div>`
    : html`<div class="profile"><bdi>${unsupportedReason}</bdi> (${caller})</div>`;
}

function linkTo(account: AccountDescription): Html {
  const { name, id, url, urlUnavailableReason, color, urlTemplate } = account;
  if (urlTemplate?.startsWith('https://')) {
    return accountField(urlTemplate, name, urlUnavailableReason);
  }
  return url?.startsWith('https://')
    ? html`<a class="switch ${color}" href="${url}" target="_blank" rel="noopener noreferrer" aria-label="Switch role: ${name}, ${id}">Switch role</a>`
    : html`<bdi>${urlUnavailableReason}</bdi>`;
}

/** A field for the account id, with which the script makes the link. Without JavaScript, the page says what to do by hand. */
function accountField(urlTemplate: string, name: string, byHand?: string): Html {
  return html`<span class="by-hand">${byHand}</span><label class="choice">Account id (${name}) \
<input inputmode="numeric" maxlength="12" autocomplete="off" data-url="${urlTemplate}"></label> <a class="switch" target="_blank" rel="noopener noreferrer" hidden>Switch role</a>`;
}

function listOf(items: string[]): Html {
  return html`<ul>${items.map((item) => html`<li><bdi>${item}</bdi></li>`)}</ul>`;
}

/** Allows only the page's style and script, by their hashes, and no requests. */
function contentSecurityPolicy(): string {
  return [
    'default-src \'none\'', `style-src ${hashOf(STYLE)}`, `script-src ${hashOf(SCRIPT)}`, 'base-uri \'none\'', 'form-action \'none\'',
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
