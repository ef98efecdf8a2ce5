import { AccessDescription, AccountDescription } from './access-description';
import { guideDiagram } from './diagram';
import { NARROW, WIDE } from './diagram-layout';
import { byStage, countOf } from './guide-stages';
import { html, Html } from './html';

/** The most accounts whose names the text of the diagram has. The list of accounts has them all. */
const MAX_NAMES = 50;

/** The diagram for wide and for narrow screens, of which the style shows one, and its text. */
export function diagramSection(accesses: AccessDescription[]): Html {
  return html`<section id="diagram" aria-labelledby="diagram-heading">
<h2 id="diagram-heading">Diagram</h2>
<figure>${guideDiagram(accesses, WIDE, 'picture')}
${guideDiagram(accesses, NARROW, 'narrow-picture')}</figure>
<details><summary>The diagram as text</summary>
<ul>${accesses.map(textOf)}</ul>
</details>
</section>`;
}

function textOf({ title, allowed, assumingAccount, roleName, permissions, accounts }: AccessDescription): Html {
  return html`<li><bdi>${title}</bdi>: <bdi>${allowed.join('; ')}</bdi>, of account ${assumingAccount}, may assume the role <bdi>${roleName}</bdi> in \
${countOf(accounts)}. The role may read <bdi>${permissions}</bdi>.
<ul>${byStage(accounts).map(({ stage, members }) => html`<li>${countOf(members, stage)}: ${namesOf(members)}</li>`)}</ul></li>
`;
}

function namesOf(members: AccountDescription[]): Html {
  const names = members.slice(0, MAX_NAMES).map(({ name }) => name);
  return html`<bdi>${names.join(', ')}</bdi>${members.length > MAX_NAMES ? ', …' : undefined}`;
}
