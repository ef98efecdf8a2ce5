import { APPEND_COMMANDS } from './append-commands';
import { html, Html } from './html';
import { namesOf } from './names-of';
import { PROFILE_FILES } from './profile-files';
import { ProfileTemplate, TemplateGroup } from './profile-templates';

/** What stands for a value in a template, if there is no script that replaces it. */
const PLACEHOLDERS = { name: 'NAME', arn: 'ARN' };

/** The kinds of callers that have a profile, in order. */
export function callersWithProfiles(groups: TemplateGroup[]): string[] {
  return [...new Set(groups.flatMap(({ templates }) => templates).filter(({ isProfile }) => isProfile).map(({ caller }) => caller))];
}

/** The templates of the profiles, with which the script makes those of an account; and the files that have them all. */
export function profilesSection(groups: TemplateGroup[]): Html {
  return html`<section id="profiles" aria-labelledby="profiles-heading">
<h2 id="profiles-heading">Profiles for the command line</h2>
<p><span class="script">Copy the profile of one account in the list above, or all profiles that the list shows.</span> \
Put profiles into <code>~/.aws/config</code>, each once: the AWS CLI does not read a file that has a profile twice.</p>
<p class="bar"><button type="button" id="copy-all">Copy profiles</button> <button type="button" id="save-all">Download profiles</button></p>
<p>In the folder of this page, one file for each tool has all profiles:</p>
<ul>${Object.entries(PROFILE_FILES).map(([file, tool]) => html`<li><a href="${file}" download>${file}</a>: ${tool}</li>`)}</ul>
<p>To append the downloaded <code>aws-cli.ini</code>, run one command:</p>
<dl class="commands">${Object.entries(APPEND_COMMANDS).map(([where, command]) => html`<dt>${where}</dt><dd><pre class="command"><code>${command}</code></pre></dd>`)}</dl>
<details id="all-profiles"><summary><span class="script">The profiles as text</span><span class="no-script">How a profile looks</span></summary>
<pre id="profile-texts" class="script"></pre>
<div id="profile-templates" class="no-script"><p>Replace <var>${PLACEHOLDERS.name}</var> with a name for the account, and <var>${PLACEHOLDERS.arn}</var> with the ARN in the list.</p>
${groups.map((group) => templateGroup(group, callersWithProfiles(groups), groups.length > 1))}</div>
</details>
</section>
`;
}

function templateGroup({ templates, accounts }: TemplateGroup, callers: string[], areSeveral: boolean): Html {
  return html`${areSeveral ? html`<p><bdi>${namesOf(accounts)}</bdi>:</p>
` : undefined}<pre>${templates.map((template) => html`${codeOf(template, callers)}

`)}</pre>
`;
}

/** The script reads what differs from the attributes, and from the elements of the values. */
function codeOf({ caller, ending, isProfile, parts }: ProfileTemplate, callers: string[]): Html {
  const content = parts.map((part) => typeof part === 'string' ? html`${part}` : html`<var class="${part.value}">${PLACEHOLDERS[part.value]}</var>`);
  return html`<code data-ending="${ending}"${isProfile ? html` data-caller="${callers.indexOf(caller)}"` : undefined}>${content}</code>`;
}
