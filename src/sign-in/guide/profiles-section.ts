import { AccessDescription, AccountDescription } from './access-description';
import { html, Html } from './html';
import { PROFILE_FILES } from './profile-files';
import { ProfileSnippet } from '../profiles/profile-snippet';

/** The kinds of callers that have a profile, in order. */
export function callersWithProfiles(accesses: AccessDescription[]): string[] {
  return [...new Set(snippetsOf(accesses).filter(isSupported).map(({ caller }) => caller))];
}

/** All profiles as one text, with an element for each, from which the script copies; and the files that have them. */
export function profilesSection(accesses: AccessDescription[]): Html {
  const callers = callersWithProfiles(accesses);
  const texts = accesses.flatMap(({ accounts }) => accounts.map((account) => snippetsOfAccount(account, callers)));
  return html`<section id="profiles" aria-labelledby="profiles-heading">
<h2 id="profiles-heading">Profiles for the command line</h2>
<p>Copy the profile of one account in the list above, or all profiles that the list shows. Put them into <code>~/.aws/config</code>, each once: the AWS CLI does not read a file that has a profile twice.</p>
<p class="bar"><button type="button" id="copy-all">Copy profiles</button> <button type="button" id="save-all">Download profiles</button></p>
<p>This command appends the downloaded file:</p>
<pre class="command"><code>mkdir -p ~/.aws &#38;&#38; (echo; cat ~/Downloads/aws-cli.ini) &#62;&#62; ~/.aws/config</code></pre>
<p>In the folder of this page, one file for each tool has all profiles:</p>
<ul>${Object.entries(PROFILE_FILES).map(([file, tool]) => html`<li><a href="${file}" download>${file}</a>: ${tool}</li>`)}</ul>
<details><summary>All profiles</summary>
<pre id="profile-texts">${texts}</pre>
</details>
</section>
`;
}

function snippetsOfAccount({ profiles }: AccountDescription, callers: string[]): Html {
  return html`<samp>${profiles.map(({ name, caller, text, unsupportedReason }) =>
    unsupportedReason === undefined
      ? html`<code data-name="${name}" data-caller="${callers.indexOf(caller)}">${text}</code>

`
      : html`<code>${text}</code>

`)}</samp>`;
}

function snippetsOf(accesses: AccessDescription[]): ProfileSnippet[] {
  return accesses.flatMap(({ accounts }) => accounts.flatMap(({ profiles }) => profiles));
}

function isSupported({ unsupportedReason }: ProfileSnippet): boolean {
  return unsupportedReason === undefined;
}
