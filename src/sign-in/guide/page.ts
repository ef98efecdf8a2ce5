import { createHash } from 'crypto';
import { AccessDescription } from './access-description';
import { accessSection } from './access-section';
import { accountTable } from './account-table';
import { diagramSection } from './diagram-section';
import { distinctVisits, FirstVisit } from './first-visit';
import { byStage } from './guide-stages';
import { CONSOLE_MESSAGE, switchRoleChecks } from './help';
import { html, Html } from './html';
import { templateGroups } from './profile-templates';
import { callersWithProfiles, profilesSection } from './profiles-section';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** The guide as one HTML page without other files. */
export function guidePage(title: string, accesses: AccessDescription[]): string {
  const groups = templateGroups(accesses.flatMap(({ accounts }) => accounts));
  const templates = new Map(groups.flatMap(({ accounts }, i) => accounts.map((account) => [account, i])));
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
<a class="skip" href="#table">Skip to the accounts</a>
<header>
<h1><bdi>${title}</bdi></h1>
<nav aria-label="On this page"><a href="#first-visit">First visit</a> <a href="#problem">Problems</a> <a href="#who">Roles</a> <a href="#profiles">Profiles</a></nav>
</header>
<main>
<div>
${toolbar(accesses, callersWithProfiles(groups))}
${accountTable(accesses, (account) => templates.get(account)!)}
<p id="none" hidden>No account matches.</p>
</div>
${firstVisitSection(accesses)}
${problemSection(accesses)}
<section id="who" aria-labelledby="who-heading">
<h2 id="who-heading">Who can use the roles</h2>
${accesses.map(accessSection)}</section>
${profilesSection(groups)}
${diagramSection(accesses)}
</main>
<script>${Html.trusted(SCRIPT)}</script>
</body>
</html>
`.toString();
}

/** Search and filters. A filter is there if it has a choice. */
function toolbar(accesses: AccessDescription[], callers: string[]): Html {
  const stages = byStage(accesses.flatMap(({ accounts }) => accounts)).map(({ stage }) => stage);
  const levels = [...new Set(accesses.map(({ permissions }) => permissions))];
  return html`<div class="tools" role="search">
<label for="search">Search accounts</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Name, id, stage or role" aria-describedby="status keys">
${filter('stage', html`<span class="hidden">Stage</span>`, 'All stages', stages.map((stage) => [stage, stage]))}\
${filter('level', html`<span class="hidden">What the role may read</span>`, 'All levels', levels.map((level) => [level, level]))}\
${filter('caller', html`You are`, undefined, callers.map((caller, i) => [String(i), caller]))}\
<span id="status" role="status"></span>
<span id="keys">Enter opens the first account, arrows choose another, <kbd>c</kbd> copies its profile, <kbd>/</kbd> searches.</span>
</div>`;
}

function filter(id: string, label: Html, all: string | undefined, choices: [value: string, text: string][]): Html | undefined {
  return choices.length < 2 ? undefined : html`<label class="filter ${id}">${label} <select id="${id}">\
${all === undefined ? undefined : html`<option value="">${all}</option>`}${choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>
`;
}

function firstVisitSection(accesses: AccessDescription[]): Html {
  return html`<section id="first-visit" aria-labelledby="first-visit-heading">
<h2 id="first-visit-heading">First visit</h2>
<div class="columns">${distinctVisits(accesses).map(visit)}</div>
</section>`;
}

function visit({ caller, steps }: FirstVisit): Html {
  return html`<div><h3><bdi>${caller}</bdi></h3><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol></div>
`;
}

function problemSection(accesses: AccessDescription[]): Html {
  return html`<section id="problem" aria-labelledby="problem-heading">
<h2 id="problem-heading">If <em>Switch role</em> fails</h2>
<p>The console says only <q>${CONSOLE_MESSAGE}</q>. Check in this order:</p>
<ol>${switchRoleChecks(accesses).map((check) => html`<li>${check}</li>`)}</ol>
</section>`;
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
