import { AccessDescription } from './access-description';
import { html, Html } from './html';
import { trustFacts } from './trust-facts';

/** What users need to know of one `CrossAccountReadOnlyAccess`: the most important in one line each, the rest on request. */
export function accessSection(access: AccessDescription, i: number): Html {
  const { title, path, description, assumingAccount, allowed, permissions, roleName, longestSession, window, notes, permissionDetails } = access;
  return html`<section class="access" aria-labelledby="access-${i}" data-role="${roleName}" data-level="${permissions}">
<h3 id="access-${i}"><bdi>${title}</bdi></h3>
${description === undefined ? undefined : html`<p><bdi>${description}</bdi></p>`}
<dl>
<dt>Sign in to account</dt><dd>${assumingAccount}</dd>
<dt>The role may read</dt><dd><bdi>${permissions}</bdi></dd>
<dt>Longest session</dt><dd>${longestSession}</dd>
${window === undefined ? undefined : html`<dt>Can be used</dt><dd>${describeWindow(window)}</dd>
`}</dl>
<details><summary>Trust, conditions and permissions in detail<span class="hidden">: ${title}</span></summary>
<dl>
<dt>Permission to assume the role</dt><dd>${listOf(allowed)}</dd>
${trustFacts(access).map(({ name, inAccounts, values }) => html`<dt>${name}${inAccounts === '' ? undefined : html`<bdi>${inAccounts}</bdi>`}</dt><dd>${values.length > 0 ? listOf(values) : 'none'}</dd>
`)}${permissionDetails.length > 0 ? html`<dt>The role may read, in detail</dt><dd>${listOf(permissionDetails)}</dd>
` : undefined}<dt>Role</dt><dd><bdi>${roleName}</bdi></dd>
<dt>Construct</dt><dd><bdi>${path}</bdi></dd>
${notes.length > 0 ? html`<dt>Renamed profiles</dt><dd>${listOf(notes)}</dd>
` : undefined}</dl>
</details>
</section>
`;
}

/** Such as `until 2026-03-31T23:59:59Z`. */
export function describeWindow({ from, until }: NonNullable<AccessDescription['window']>): string {
  return [...from === undefined ? [] : [`from ${from}`], ...until === undefined ? [] : [`until ${until}`]].join(' ');
}

export function listOf(items: string[]): Html {
  return html`<ul>${items.map((item) => html`<li><bdi>${item}</bdi></li>`)}</ul>`;
}
